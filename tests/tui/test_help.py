"""The help page and the safety notice."""

import pytest
from textual.pilot import Pilot

from hipflow.tui.app import HipflowApp
from hipflow.tui.safety import SAFETY
from hipflow.tui.screens.help import KEYS_BY_PLACE, MEANINGS, HelpScreen
from hipflow.tui.screens.notice import NoticeScreen
from hipflow.tui.screens.page import Page
from hipflow.tui.screens.picker import PickerScreen
from tests.tui.looking import check_screen, parts, seen, seen_lines

SIZES = [(40, 12), (60, 20), (80, 24), (120, 35), (200, 60)]


async def settle(pilot: Pilot[None]) -> None:
    """Let everything happen that is due."""
    for _ in range(3):
        await pilot.pause()


async def read_all(app: HipflowApp, pilot: Pilot[None]) -> str:
    """All that the page shows while it is scrolled to its end."""
    page = app.screen
    assert isinstance(page, Page)
    pages = [seen(app)]
    for _ in range(page.query_one(page.SCROLLED).max_scroll_y // 5 + 1):
        page.action_scroll_rows(5)
        await settle(pilot)
        pages.append(seen(app))
    return " ".join("\n".join(pages).split())


@pytest.mark.parametrize("key", ["escape", "q", "question_mark", "enter", "f1"])
async def test_keys_that_mean_back_lead_back(key: str) -> None:
    app = HipflowApp(parts())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        assert isinstance(app.screen, HelpScreen)
        await pilot.press(key)
        await settle(pilot)
        assert isinstance(app.screen, PickerScreen)
        assert app.is_running


@pytest.mark.parametrize("size", SIZES)
async def test_every_key_colour_and_warning_can_be_read_at_every_size(size: tuple[int, int]) -> None:
    app = HipflowApp(parts())
    async with app.run_test(size=size) as pilot:
        app.push_screen(HelpScreen())
        await settle(pilot)
        text = await read_all(app, pilot)
        for title, keys in KEYS_BY_PLACE:
            assert title in text
            for key, words in keys:
                assert key in text
                assert words.split()[0] in text
        for _, state, _ in MEANINGS:
            assert state in text
        for thought in SAFETY:
            assert thought.split(".")[0].split()[-1] in text


async def test_the_whole_page_fits_a_large_window() -> None:
    app = HipflowApp(parts())
    async with app.run_test(size=(120, 35)) as pilot:
        app.push_screen(HelpScreen())
        await settle(pilot)
        assert app.screen.query_one("#help-page").max_scroll_y == 0


async def test_the_notice_says_what_it_has_to() -> None:
    words = " ".join(SAFETY)
    assert 45 <= len(words.split()) <= 65
    for said in ("not medical advice", "Warm up", "mild pull", "sharp", "numbness", "dizziness", "chest pain"):
        assert said in words
    for asked in ("Pregnant", "injured", "operated", "heart", "clotting", "clinician"):
        assert asked in words


@pytest.mark.parametrize("size", SIZES)
async def test_the_notice_is_read_and_understood_at_every_size(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipflow.tui.screens.notice.JUST_SHOWN", 0.0)
    answers: list[bool | None] = []
    app = HipflowApp(parts())
    async with app.run_test(size=size) as pilot:
        app.push_screen(NoticeScreen(), answers.append)
        await settle(pilot)
        assert "Enter I understand" in seen(app)
        text = await read_all(app, pilot)
        assert "clinician" in text
        await pilot.press("enter")
        await settle(pilot)
    assert answers == [True]


@pytest.mark.parametrize("size", [(80, 24), (120, 35)])
async def test_help_and_notice_look_as_they_were_reviewed(size: tuple[int, int]) -> None:
    app = HipflowApp(parts())
    async with app.run_test(size=size) as pilot:
        app.push_screen(HelpScreen())
        await settle(pilot)
        check_screen(app, f"help-{size[0]}x{size[1]}")
        await pilot.press("escape")
        app.push_screen(NoticeScreen())
        await settle(pilot)
        check_screen(app, f"notice-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 35), (200, 60)])
@pytest.mark.parametrize("make", [HelpScreen, NoticeScreen])
async def test_scrolling_is_offered_exactly_where_there_is_something_to_scroll(
    make: type[HelpScreen | NoticeScreen], size: tuple[int, int]
) -> None:
    app = HipflowApp(parts())
    async with app.run_test(size=size) as pilot:
        screen = make()
        app.push_screen(screen)
        await settle(pilot)
        scrolls = screen.query_one(screen.SCROLLED).max_scroll_y > 0
        assert ("↑↓ scroll" in seen_lines(app)[-1]) == scrolls
        assert scrolls or size not in ((40, 12),)
        await pilot.resize_terminal(40, 12)
        await settle(pilot)
        assert "↑↓ scroll" in seen_lines(app)[-1]

"""The picker's memory: last done, this week's dots, and a suggestion that never takes the bar out of one's hand."""

from dataclasses import replace
from datetime import date, timedelta
from threading import Event
from typing import Any

import pytest
from textual.widgets import Static

from hipflow.core.record import Record
from hipflow.core.text import uncapitalise
from hipflow.tui.app import HipflowApp
from hipflow.tui.cards import Library
from hipflow.tui.memories import Today
from hipflow.tui.parts import Memories
from hipflow.tui.past_words import compare_sessions, dots_words, tell_day, tell_time
from hipflow.tui.screens.picker import PickerScreen
from hipflow.tui.screens.summary import SummaryScreen
from hipflow.tui.shelf import mark_cards
from tests.tui.looking import CARDS, parts, seen, seen_lines
from tests.tui.past import TODAY, session, today
from tests.tui.test_app import settle
from tests.tui.test_summary import WHOLE

DONE = today(("pre-run", 1), ("strength", 3), ("stretches", 9))


def remembering(found: Today | None, **wishes: Any) -> HipflowApp:
    """An app that remembers this."""
    return HipflowApp(parts(memories=Memories(read_today=lambda: found), **wishes))


def picker(app: HipflowApp) -> PickerScreen:
    """The picker on top."""
    assert isinstance(app.screen, PickerScreen)
    return app.screen


def chosen(app: HipflowApp) -> str:
    """The id of the selected card."""
    card = picker(app).card
    return card.id if card else ""


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (3, "Tuesday"),
        (6, "Saturday"),
        (7, "last week"),
        (14, "2 weeks ago"),
        (59, "8 weeks ago"),
        (60, "2 months ago"),
        (364, "12 months ago"),
        (365, "Nov 2025"),
        (-1, "Nov 2026"),
    ],
)
def test_a_day_is_told_as_people_do(days: int, words: str) -> None:
    assert tell_day(TODAY - timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [(TODAY, "earlier today"), (TODAY - timedelta(days=3), "on Tuesday"), (date(2024, 1, 1), "in Jan 2024")],
)
def test_a_comparison_ends_with_when_it_was(day: date, words: str) -> None:
    assert tell_time(day, TODAY) == words


@pytest.mark.parametrize(
    ("done", "goal", "dots"), [(0, 3, "○○○"), (2, 3, "●●○"), (3, 3, "●●●"), (5, 3, "●●● +2"), (2, 14, "2 of 14")]
)
def test_dots_count_the_week(done: int, goal: int, dots: str) -> None:
    assert dots_words(done, goal) == dots


@pytest.mark.parametrize(("name", "told"), [("Half pigeon", "half pigeon"), ("IT band roll", "IT band roll"), ("", "")])
def test_a_name_stands_in_a_sentence(name: str, told: str) -> None:
    assert uncapitalise(name) == told


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (WHOLE.worked - 20, "20 seconds more than on Tuesday."),
        (WHOLE.worked + 3, "As long as on Tuesday."),
        (WHOLE.worked + 300, "Five minutes less than on Tuesday."),
        (WHOLE.worked - 11, "Eleven seconds more than on Tuesday."),
    ],
)
def test_a_session_is_compared_with_the_last_one(before: float, told: str) -> None:
    sentence = compare_sessions(WHOLE, DONE, session(3, worked=before))
    assert sentence == told


def test_nothing_held_is_compared_with_nothing() -> None:
    nothing: Record = replace(WHOLE, worked=0.0)
    assert compare_sessions(nothing, DONE, session(3)) == ""


async def test_the_summary_says_how_it_compares() -> None:
    app = HipflowApp(parts())
    async with app.run_test(size=(120, 35)) as pilot:
        app.push_screen(SummaryScreen(WHOLE, before=(DONE, session(3, worked=WHOLE.worked - 60))))
        await settle(pilot)
        assert "60 seconds more than on Tuesday." in str(app.screen.query_one("#told-beside", Static).content)


async def test_rows_say_when_each_was_last_done() -> None:
    app = remembering(DONE)
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        rows = {name: line for name in ("Pre-run", "Hip strength") for line in seen_lines(app) if name in line[:40]}
        assert "yesterday" in rows["Pre-run"]
        assert "Tuesday" in rows["Hip strength"]
        assert "●●○" in seen(app)


async def test_a_suggestion_is_selected_at_first_and_says_why() -> None:
    app = remembering(DONE)
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        card = picker(app).card
        assert card is not None
        assert card.is_suggested
        assert card.id != "pre-run"
        assert picker(app).why in " ".join(seen(app).split())
        await pilot.press("up" if card.id == CARDS[-1].id else "down")
        await settle(pilot)
        assert picker(app).why == ""
        assert "›" in seen(app)


async def test_whoever_pressed_a_key_keeps_the_bar() -> None:
    may_look = Event()

    def look_slowly() -> Today:
        may_look.wait(10)
        return DONE

    app = HipflowApp(parts(memories=Memories(read_today=look_slowly), last_choice="pre-run"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        may_look.set()
        await settle(pilot)
        assert picker(app).shelf is not None
        assert chosen(app) == "pre-run"
        picker(app).look_back_again()
        await settle(pilot)
        assert chosen(app) == "pre-run"


async def test_without_a_past_nothing_is_said() -> None:
    app = remembering(None, last_choice="strength")
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        assert picker(app).card is not None
        assert "○" not in seen(app)
        assert "›" not in seen(app)


async def test_a_past_that_cannot_be_read_keeps_no_one_from_training() -> None:
    def fail() -> Today | None:
        raise OSError("no disk")

    app = HipflowApp(parts(memories=Memories(read_today=fail)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert picker(app).card is not None


async def test_coming_back_shows_what_is_new() -> None:
    found = [DONE]
    app = HipflowApp(parts(memories=Memories(read_today=lambda: found[0])))
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        found[0] = replace(DONE, sessions_this_week=3)
        await pilot.press("question_mark")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "●●●" in seen(app)


async def test_h_shows_the_history() -> None:
    app = remembering(DONE)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("h")
        await settle(pilot)
        assert type(app.screen).__name__ == "HistoryScreen"


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 35)])
async def test_every_size_has_room_for_the_dots(size: tuple[int, int]) -> None:
    app = remembering(DONE)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "●●○" in seen(app)
        assert len(seen_lines(app)) == size[1]


def test_without_today_the_library_is_as_it_was() -> None:
    library = Library(CARDS)
    assert mark_cards(library, None).library is library

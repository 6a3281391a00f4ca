"""The picker: what it shows of a library, how one moves through it, and how a routine is started."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from hipflow.core.exercise import Side, Sides
from hipflow.core.plan import Plan
from hipflow.library.problems import Problem
from hipflow.settings.values import Settings
from hipflow.store.totals import LastDone
from hipflow.tui.app import HipflowApp
from hipflow.tui.cards import Card, Group, Library
from hipflow.tui.memories import Today
from hipflow.tui.parts import Memories, Parts
from hipflow.tui.screens.picker import PickerScreen
from hipflow.tui.widgets.routine_list import RoutineList
from tests.tui.looking import (
    CARDS,
    DESK,
    STRENGTH,
    STRETCHES,
    WARM_UP,
    SessionMaker,
    StandIn,
    check_screen,
    ground_at,
    make_broken_card,
    make_card,
    many_cards,
    parts,
    preset,
    seen,
    seen_lines,
    stretch,
)
from tests.tui.past import NOW, today

SIZES = [(40, 12), (60, 20), (80, 24), (100, 30), (120, 35), (160, 45), (200, 60)]
BROKEN = make_broken_card(
    "evening",
    Problem("~/My routines/evening.yaml", 7, 5, "steps[2]", 'no exercise "haf-pigeon"', 'Did you mean "half-pigeon"?'),
)


class Picking(HipflowApp):
    """The app, with sessions that show nothing."""

    def __init__(self, given: Parts, maker: SessionMaker | None = None) -> None:
        super().__init__(given, show_session=StandIn)
        self.maker = maker or SessionMaker()

    @property
    def started(self) -> list[Plan]:
        return self.maker.plans

    @property
    def picker(self) -> PickerScreen:
        assert isinstance(self.screen, PickerScreen)
        return self.screen

    @property
    def selected(self) -> str:
        card = self.picker.card
        return card.name if card else ""


@asynccontextmanager
async def picking(
    *cards: Card, size: tuple[int, int] = (80, 24), last_choice: str = "", **wishes: Any
) -> AsyncIterator[tuple[Picking, Pilot[None]]]:
    """A picker of these cards, read and shown."""
    maker = SessionMaker()
    app = Picking(parts(*cards, open_session=maker, last_choice=last_choice, **wishes), maker)
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        yield app, pilot


async def settle(app: Picking, pilot: Pilot[None]) -> None:
    """Wait until the library is read and shown."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_shows_every_routine_in_its_group_with_its_minutes() -> None:
    async with picking() as (app, _):
        rows = [" ".join(line[:41].replace("▐", " ").split()) for line in seen_lines(app)[2:-2]]
        assert [row for row in rows if row] == [
            "BEFORE A RUN",
            "Pre-run warm-up 1 min",
            "AFTER A RUN",
            "The seven stretches 4 min",
            "STRENGTH",
            "Hip strength 8 min",
            "AT THE DESK",
            "Desk break 40 sec",
        ]


async def test_the_first_frame_is_there_before_the_library_is_read() -> None:
    may_read = Event()

    def read_slowly() -> Library:
        may_read.wait(10)
        return Library(CARDS)

    app = Picking(Parts(read_library=read_slowly, open_session=SessionMaker()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "What do your hips need today?" in seen(app)
        assert "Desk break" not in seen(app)
        may_read.set()
        await settle(app, pilot)
        assert "Desk break" in seen(app)


async def test_the_selected_row_runs_as_a_bar_of_light_into_the_poster() -> None:
    async with picking() as (app, pilot):
        await pilot.press("down")
        row = next(y for y, line in enumerate(seen_lines(app)) if line.startswith("▐ The seven stretches"))
        lit = ground_at(app, 70, 10)
        assert all(ground_at(app, column, row) == lit for column in range(1, 80))
        assert ground_at(app, 5, row + 1) != lit


async def test_the_poster_tells_minutes_sides_seconds_and_what_to_fetch() -> None:
    async with picking(size=(120, 35)) as (app, pilot):
        await pilot.press("down")
        text = seen(app)
        assert "Three exercises" in text
        assert "Fetch mat, roller" in text
        assert "Left side first" in text
        lines = [" ".join(line[60:].split()) for line in text.split("\n")]
        assert "Half pigeon left, right 0:30" in lines
        assert "Frog stretch both 0:45" in lines
        assert "IT band foam roll left, right 1:00" in lines


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (120, 35)])
async def test_all_exercises_stand_on_the_poster_whichever_routine_was_selected_before(size: tuple[int, int]) -> None:
    short = make_card(preset("a", "Hips", stretch("Knee drives"), tags=("pre-run",)))
    names = [f"Stretch {number}" for number in range(1, 7)]
    long = make_card(preset("b", "Hip strength", *(stretch(name) for name in names), tags=("post-run",)))
    async with picking(short, long, size=size) as (app, pilot):
        await pilot.press("down", "up", "down")
        await pilot.pause()
        lines = seen_lines(app)
        assert [name for name in names if any(name in line for line in lines)] == names


async def test_exercises_that_do_not_fit_are_counted_and_can_be_scrolled_to() -> None:
    names = [f"Stretch {number}" for number in range(1, 31)]
    async with picking(make_card(preset("b", "Long", *(stretch(name) for name in names)))) as (app, pilot):
        shown = [name for name in names if f"{name} " in seen(app)]
        assert f"and {30 - len(shown)} more" in seen(app)
        for _ in range(30):
            await pilot.press("shift+down")
        assert "Stretch 30" in seen(app)
        assert " more" not in seen(app)


async def test_rounds_are_told_once_above_their_exercises() -> None:
    async with picking(last_choice="strength") as (app, _):
        lines = [line[44:].strip() for line in seen_lines(app)]
        place = lines.index("3 rounds")
        assert [" ".join(line.split()) for line in lines[place + 1 : place + 3]] == [
            "Sumo squat 0:40",
            "Clamshells 2×0:40",
        ]


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        (["down"], "The seven stretches"),
        (["j", "j"], "Hip strength"),
        (["down", "down", "k"], "The seven stretches"),
        (["pagedown", "pagedown", "pageup"], "The seven stretches"),
        (["right", "right", "left"], "The seven stretches"),
        (["end"], "Desk break"),
        (["G", "g"], "Pre-run warm-up"),
        (["G"], "Desk break"),
        (["end", "home"], "Pre-run warm-up"),
        (["end", "down", "down"], "Desk break"),
        (["up"], "Pre-run warm-up"),
        (["right_square_bracket"], "The seven stretches"),
        (["end", "left_square_bracket"], "Hip strength"),
        (["ctrl+pagedown"], "Desk break"),
        (["end", "ctrl+u"], "Pre-run warm-up"),
    ],
)
async def test_keys_move_the_bar_from_routine_to_routine_past_the_titles(keys: list[str], selected: str) -> None:
    async with picking() as (app, pilot):
        await pilot.press(*keys)
        assert app.selected == selected


@pytest.mark.parametrize("key", ["enter", "full_stop", "b", "f5", "media_play_pause"])
async def test_keys_that_start_start_the_selected_routine(key: str) -> None:
    async with picking() as (app, pilot):
        await pilot.press("down", key)
        await pilot.pause()
        assert [plan.routine_id for plan in app.started] == ["stretches"]


async def test_escape_and_stray_keys_start_and_leave_nothing() -> None:
    async with picking() as (app, pilot):
        await pilot.press("escape", "x", "space", "escape")
        assert app.started == []
        assert app.selected == "Pre-run warm-up"
        assert app.is_running


async def test_s_lets_the_other_side_go_first_and_says_so() -> None:
    async with picking(last_choice="stretches", size=(120, 35)) as (app, pilot):
        assert "s right side first" in seen(app)
        await pilot.press("s")
        assert "Right side first" in seen(app)
        assert "right, left" in seen(app)
        assert "s left side first" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.started[0].work[0].side is Side.RIGHT


async def test_s_is_not_offered_where_nothing_goes_side_by_side() -> None:
    async with picking(last_choice="desk") as (app, pilot):
        await pilot.press("s")
        assert "side first" not in seen(app)


async def test_the_search_shows_what_has_the_typed_words_in_it_while_one_types() -> None:
    async with picking() as (app, pilot):
        await pilot.press("slash", *"roll")
        await pilot.pause()
        assert "What do your hips" not in seen(app)
        assert "1 found" in seen(app)
        assert app.selected == "The seven stretches"
        assert "Desk break" not in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert [plan.routine_id for plan in app.started] == ["stretches"]


async def test_letters_that_are_commands_elsewhere_are_letters_in_a_search() -> None:
    async with picking() as (app, pilot):
        await pilot.press("slash", *"squbrj")
        await pilot.pause()
        assert app.picker.masthead.query_words == "squbrj"
        assert app.started == []


async def test_who_begins_or_ends_a_search_is_told_the_keys_of_then() -> None:
    async with picking() as (app, pilot):
        await pilot.press("slash")
        await pilot.pause()
        assert "Esc show all" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Esc show all" not in seen(app)
        assert "/ search" in seen(app)


async def test_the_bar_moves_while_one_searches() -> None:
    async with picking(*many_cards(30)) as (app, pilot):
        await pilot.press("slash", *"hips 2", "down", "pagedown", "up")
        await pilot.pause()
        assert app.selected == "Evening hips 12"


async def test_a_search_prefers_the_routine_whose_name_has_the_words() -> None:
    other = make_card(preset("a", "Another", stretch("Frog stretch"), tags=("pre-run",)))
    named = make_card(preset("b", "Frog day", stretch("Half pigeon"), tags=("desk",)))
    async with picking(other, named) as (app, pilot):
        await pilot.press("slash", *"frog")
        await pilot.pause()
        assert app.selected == "Frog day"


async def test_escape_ends_a_search_and_keeps_what_is_selected() -> None:
    async with picking() as (app, pilot):
        await pilot.press("slash", *"desk")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.selected == "Desk break"
        assert "What do your hips need today?" in seen(app)
        assert "Pre-run warm-up" in seen(app)
        assert "/ search" in seen(app)
        assert "Esc show all" not in seen(app)


async def test_a_search_that_finds_nothing_says_so_and_starts_nothing() -> None:
    async with picking() as (app, pilot):
        await pilot.press("slash", *"[red]zzz")
        await pilot.pause()
        assert "Nothing has “[red]zzz” in it." in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.started == []


async def test_a_broken_routine_is_listed_with_what_is_wrong_and_cannot_be_started() -> None:
    async with picking(*CARDS, BROKEN, size=(120, 35)) as (app, pilot):
        assert "has a problem" in seen(app)
        await pilot.press("end", "enter")
        await pilot.pause()
        text = " ".join(seen(app).split())
        assert app.started == []
        assert "In evening.yaml" in text
        assert 'Line 7: steps[2]: no exercise "haf-pigeon"' in text
        assert "mended first" in seen_lines(app)[-1]
        await pilot.press("up")
        await pilot.pause()
        assert "mended first" not in seen(app)


async def test_markup_and_control_characters_in_names_are_only_text() -> None:
    card = make_card(preset("odd", "[red]Od\x1b[2Jd[/]", stretch("[@click=app.bell]x[/]"), tags=("desk",)))
    async with picking(card, size=(120, 35)) as (app, _):
        assert "[red]Od\N{REPLACEMENT CHARACTER}[2Jd[/]" in seen(app)
        assert "[@click=app.bell]x[/]" in seen(app)
        assert "\x1b" not in seen(app)


async def test_a_poster_that_is_late_finds_the_screen_gone_and_does_nothing() -> None:
    app = Picking(Parts(read_library=Library, open_session=SessionMaker()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        await app.picker.key_line.remove()
        app.picker.paint_card()


async def test_an_empty_library_says_what_to_do() -> None:
    app = Picking(Parts(read_library=Library, open_session=SessionMaker()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        assert "No routines here yet." in seen(app)
        assert "Put one into your" in seen(app)
        await pilot.press("down", "end", "pagedown", "s", "enter", "right_square_bracket")
        assert app.started == []


async def test_a_library_that_cannot_be_read_is_told_calmly() -> None:
    def fail() -> Library:
        raise OSError("the disk is gone")

    app = Picking(Parts(read_library=fail, open_session=SessionMaker()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        assert "The routines cannot be read: the disk is gone" in seen(app)


async def test_r_reads_the_files_again_and_keeps_the_selection() -> None:
    libraries = [Library((*CARDS, BROKEN)), Library((make_card(WARM_UP), make_card(DESK)))]
    app = Picking(Parts(read_library=lambda: libraries.pop(0), open_session=SessionMaker()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        await pilot.press("down", "down", "down", "r")
        await settle(app, pilot)
        assert app.selected == "Desk break"
        assert "has a problem" not in seen(app)
        assert "Hip strength" not in seen(app)


async def test_the_last_choice_is_selected_and_in_sight() -> None:
    async with picking(*many_cards(300), last_choice="mine-250") as (app, _):
        assert app.selected == "Evening hips 250"
        assert "▐ Evening hips 250" in seen(app)


async def test_ten_thousand_routines_scroll_and_are_searched() -> None:
    async with picking(*CARDS, *many_cards(10_000)) as (app, pilot):
        await pilot.press("end")
        assert "Evening hips 10000" in seen(app)
        await pilot.press("home", "slash", *"hips 777")
        await pilot.pause()
        assert "19 found" in seen(app)
        assert app.selected == "Evening hips 777"


async def test_only_rows_that_are_seen_are_ever_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    draw: Callable[[RoutineList, int], object] = RoutineList.render_line

    def note(self: RoutineList, y: int) -> object:
        drawn.append(y + self.scroll_offset.y)
        return draw(self, y)

    monkeypatch.setattr(RoutineList, "render_line", note)
    async with picking(*many_cards(10_000)) as (_, pilot):
        await pilot.press("end")
        assert len(set(drawn)) < 100


async def test_a_click_selects_and_a_double_click_starts() -> None:
    async with picking() as (app, pilot):
        row = next(y for y, line in enumerate(seen_lines(app)) if "Hip strength" in line)
        await pilot.click(offset=(6, row))
        assert app.selected == "Hip strength"
        assert app.started == []
        await pilot.click(offset=(6, row), times=2)
        await pilot.pause()
        assert [plan.routine_id for plan in app.started] == ["strength"]


async def test_a_click_on_a_title_or_below_the_list_changes_nothing() -> None:
    async with picking() as (app, pilot):
        row = next(y for y, line in enumerate(seen_lines(app)) if "STRENGTH" in line)
        await pilot.click(offset=(6, row))
        await pilot.click(offset=(6, 20))
        assert app.selected == "Pre-run warm-up"


async def test_a_click_on_a_key_at_the_foot_does_what_the_key_does() -> None:
    async with picking() as (app, pilot):
        foot = seen_lines(app)[-1]
        await pilot.click(offset=(foot.index("right side"), 23))
        assert "Right side first" in seen(app) or "Right first" in seen(app)
        await pilot.click(offset=(foot.index("Enter"), 23))
        await pilot.pause()
        assert len(app.started) == 1


async def test_the_mouse_wheel_scrolls_the_list_and_the_bar_leaves_the_edge_with_its_row() -> None:
    async with picking(*many_cards(100)) as (app, pilot):
        edge = app.picker.query_one("LeaningEdge")
        assert getattr(edge, "lit_row", None) is not None
        app.picker.routines.scroll_to(y=40, animate=False)
        await pilot.pause()
        assert "Evening hips 45" in seen(app)
        assert getattr(edge, "lit_row", 0) is None


async def test_a_window_that_is_too_small_says_so_kindly_and_recovers() -> None:
    async with picking(size=(39, 12)) as (app, pilot):
        assert "hipflow needs 40 by 12; this" in seen(app)
        assert "39 by 12" in seen(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.pause()
        assert "Pre-run warm-up" in seen(app)
        assert "hipflow needs" not in seen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_the_selected_routine_and_how_to_start_it(size: tuple[int, int]) -> None:
    async with picking(size=size) as (app, pilot):
        await pilot.press("down")
        lines = seen_lines(app)
        assert any("The seven stretches" in line for line in lines)
        assert "Enter start" in lines[-1]
        assert "? help" in lines[-1]
        assert len(lines) == size[1]
        poster = any("Half pigeon" in line for line in lines)
        assert poster is (size != (40, 12))


@pytest.mark.parametrize("size", SIZES)
async def test_no_size_cuts_a_name_or_leaves_dots_on_the_poster(size: tuple[int, int]) -> None:
    async with picking(size=size, last_choice="stretches") as (app, _):
        assert "…" not in seen(app)


@pytest.mark.parametrize(
    ("tags", "phase", "group"),
    [
        (("pre-run",), "", Group.BEFORE),
        (("mat", "post-run", "recovery"), "mixed", Group.AFTER),
        ((), "warmup", Group.BEFORE),
        ((), "cooldown", Group.AFTER),
        (("mat",), "strength", Group.STRENGTH),
        (("desk", "any-day"), "mixed", Group.DESK),
        (("any-day",), "mixed", Group.ANY_DAY),
        ((), "mixed", Group.ANY_DAY),
    ],
)
def test_a_routine_is_grouped_by_its_first_known_tag_or_else_its_phase(
    tags: tuple[str, ...], phase: str, group: Group
) -> None:
    made = preset("any", "Any", stretch("Half pigeon"), tags=tags)
    routine = type(made)(id=made.id, name=made.name, sections=made.sections, tags=tags, phase=phase)
    assert make_card(routine).group is group
    assert make_card(routine, is_mine=True).group is Group.MINE


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["pre-run", "stretches", "strength", "desk"]),
        ("PIGEON", ["stretches"]),
        ("mat clam", ["strength"]),
        ("roller", ["stretches"]),
        ("clam pigeon", []),
    ],
)
def test_a_search_looks_for_every_word_in_names_exercises_kit_and_tags(query: str, found: list[str]) -> None:
    assert [card.id for card in Library(CARDS).search(query)] == found


@pytest.mark.parametrize(
    ("setting", "last", "first"),
    [
        ("alternate", None, "Left"),
        ("alternate", Side.LEFT, "Right"),
        ("alternate", Side.RIGHT, "Left"),
        ("left", Side.LEFT, "Left"),
        ("right", None, "Right"),
    ],
)
async def test_the_side_that_is_told_is_the_one_that_goes_first(setting: str, last: Side | None, first: str) -> None:
    done = replace(today(("stretches", 0)), last_done={"stretches": LastDone(NOW, 2, last)})
    wishes: dict[str, Any] = {
        "settings_now": lambda: Settings(first_side=setting),
        "memories": Memories(read_today=lambda: done),
    }
    async with picking(size=(120, 35), last_choice="stretches", **wishes) as (app, pilot):
        assert f"{first} side first" in seen(app)
        assert app.picker.plan is not None
        assert app.picker.plan.first_side is Side(first.lower())
        await pilot.press("s")
        await pilot.pause()
        assert f"{first} side first" not in seen(app)
        assert "side first" in seen(app)


async def test_whoever_starts_before_the_past_is_known_still_gets_the_side_whose_turn_it_is() -> None:
    release = Event()
    done = replace(today(("stretches", 0)), last_done={"stretches": LastDone(NOW, 2, Side.LEFT)})

    def read_slowly() -> Today:
        assert release.wait(10)
        return done

    maker = SessionMaker()
    memories = Memories(read_today=read_slowly)
    app = Picking(parts(open_session=maker, last_choice="stretches", memories=memories), maker)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.call_later(release.set)
        await pilot.press("enter")
        await pilot.pause()
        assert [plan.first_side for plan in app.started] == [Side.RIGHT]


async def test_the_other_side_goes_first_this_once() -> None:
    async with picking(size=(120, 35), last_choice="stretches") as (app, pilot):
        await pilot.press("s", "enter")
        await pilot.pause()
        picker = app.screen_stack[0]
        assert isinstance(picker, PickerScreen)
        assert not picker.swapped


def test_a_card_knows_whether_there_is_a_first_side() -> None:
    assert make_card(STRETCHES).is_sided
    assert make_card(STRENGTH).is_sided
    assert not make_card(DESK).is_sided
    assert not make_card(preset("x", "X", stretch("Frog stretch", sides=Sides.BOTH))).is_sided


@pytest.mark.parametrize("size", [(80, 24), (120, 35)])
async def test_the_picker_looks_as_it_was_reviewed(size: tuple[int, int]) -> None:
    async with picking(*CARDS, BROKEN, size=size, last_choice="stretches") as (app, pilot):
        check_screen(app, f"picker-{size[0]}x{size[1]}")
        await pilot.press("end")
        await pilot.pause()
        check_screen(app, f"picker-broken-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 35)])
@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        ("the disk is full", "Not kept: the disk is"),
        ("", "Damaged history put"),
    ],
)
async def test_a_history_that_cannot_be_kept_is_told_in_place_of_the_question(
    trouble: str, told: str, size: tuple[int, int]
) -> None:
    done = replace(today(("stretches", 0)), problem=trouble, set_aside="" if trouble else "history-damaged-2027.db")
    async with picking(size=size, memories=Memories(read_today=lambda: done)) as (app, pilot):
        text = seen(app)
        assert told in text
        assert "What do your hips" not in text
        await pilot.press("down")
        await pilot.pause()
        assert told in seen(app)

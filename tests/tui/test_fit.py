"""The fit page: how a routine is wanted this time, by keys, by mouse and by remote; and what the picker makes of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from textual.app import App
from textual.pilot import Pilot

from hipflow.core.exercise import Side
from hipflow.core.fit import Fit, Misfit
from hipflow.tui.fit_rows import Choice, FitRow
from hipflow.tui.screens.fit import FitScreen
from hipflow.tui.widgets.fit_list import FitList
from hipflow.tui.widgets.key_line import KeyLine
from tests.tui.looking import SessionMaker, check_screen, make_card, parts, seen, seen_lines
from tests.tui.test_fitting import EVENING, NOW
from tests.tui.test_picker import Picking, settle


class Clock:
    """A clock on the wall that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def fitting(
    *keys: str, size: tuple[int, int] = (100, 30), clock: Clock | None = None
) -> AsyncIterator[tuple[Picking, Pilot[None]]]:
    """The picker with the evening chosen, the page opened over it, and these keys pressed there."""
    maker = SessionMaker()
    given = parts(make_card(EVENING), open_session=maker, read_time=clock or Clock())
    app = Picking(given, maker)
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        await press(pilot, "f", *keys)
        yield app, pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause()


async def started(app: Picking, pilot: Pilot[None]) -> None:
    """Wait until a session was opened."""
    for _ in range(20):
        if app.started:
            return
        await pilot.pause()


def page(app: App[None]) -> FitScreen:
    assert isinstance(app.screen, FitScreen)
    return app.screen


def row(app: App[None], of: Choice | int) -> FitRow:
    """The row of a choice, or of the exercise at a place."""
    return next(each for each in app.screen.query_one(FitList).rows if isinstance(each, FitRow) and each.of == of)


def message(app: App[None]) -> str:
    return app.screen.query_one(KeyLine).message


@pytest.mark.parametrize("size", [(120, 35), (80, 24), (60, 20), (40, 12)])
async def test_it_is_seen_at_every_size(size: tuple[int, int]) -> None:
    async with fitting("6", "enter", "down", size=size) as (app, _):
        check_screen(app, f"fit-{size[0]}x{size[1]}")


@pytest.mark.parametrize(
    ("keys", "of", "value"),
    [
        (("right", "plus"), Choice.LENGTH, "5:00"),
        (("5", "m", "1", "0", "s", "enter"), Choice.LENGTH, "5:10"),
        (("u", "0", "7", "full_stop", "3", "5", "enter"), Choice.LENGTH, "until 07:35"),
        (("down", "right"), Choice.SIDE, "right"),
        (("pagedown", "j", "l", "right", "left"), Choice.ROUNDS, "2"),
        (("down", "down", "down", "full_stop", "b"), Choice.HOLDS, "× 1.2"),
        (("end", "space"), 3, "left out"),
        (("end", "space", "x"), 3, "0:30"),
    ],
)
async def test_a_key_changes_what_is_selected(keys: tuple[str, ...], of: Choice | int, value: str) -> None:
    async with fitting(*keys) as (app, _):
        assert row(app, of).value == value
        assert message(app) == ""


async def test_the_total_the_end_and_what_it_takes_change_as_one_chooses() -> None:
    async with fitting() as (app, pilot):
        assert "3:56 in all" in seen(app)
        assert "Ends at 07:33" in seen(app)
        assert "As it is written" in seen(app)
        await press(pilot, "6", "enter")
        assert "6:00 in all" in seen(app)
        assert "Ends at 07:36" in seen(app)
        assert "30 s → 49 s, 45 s → 7" in seen(app)


async def test_a_time_of_day_comes_nearer_while_one_looks_at_it() -> None:
    clock = Clock()
    async with fitting("u", clock=clock) as (app, pilot):
        await press(pilot, "7", "colon", "3", "5", "enter")
        assert "5:00 in all" in seen(app)
        clock.now += timedelta(seconds=40)
        page(app).look_again()
        await pilot.pause()
        assert "4:20 in all" in seen(app)
        assert "Ends at 07:35" in seen(app)


async def test_what_cannot_be_is_refused_and_can_be_typed_anew() -> None:
    async with fitting() as (app, pilot):
        for typed, words in (
            ("1", "It cannot last 1:00: the shortest is "),
            ("59", "It cannot last 59:00: the longest is "),
            ("9h", "must be up to 4 hours"),
            ("5x", '"5x" is not a length of time'),
            ("until 99", "is not a time of day"),
        ):
            page(app).type_length(typed)
            await press(pilot, "enter")
            assert words in message(app)
        assert row(app, Choice.LENGTH).value == "3:56"
        await press(pilot, "escape")
        assert "start" in "\n".join(seen_lines(app)[-2:])


async def test_it_says_where_it_can_be_no_longer_or_no_shorter() -> None:
    async with fitting("2", "enter", "minus", "minus", "minus") as (app, pilot):
        assert message(app).endswith("is the shortest that it can be.")
        longest = page(app).fitting.set_length(4 * 3600).fit(NOW)
        assert isinstance(longest, Misfit)
        await press(pilot, *str(longest.longest // 60), "enter", "plus", "plus")
        assert message(app).endswith("is the longest that it can be.")


async def test_what_no_longer_fits_is_dark_and_is_not_started() -> None:
    async with fitting("1", "5", "enter", "end", "space", "up", "space", "up", "space") as (app, pilot):
        assert page(app).has_class("-off")
        assert "It cannot last 15:00: the longest is" in seen(app)
        await press(pilot, "enter")
        assert "It cannot last 15:00" in message(app)
        assert app.started == []


async def test_enter_starts_what_is_seen() -> None:
    async with fitting("6", "enter", "s", "end", "space", "enter") as (app, pilot):
        await started(app, pilot)
        (plan,) = app.started
        assert plan.seconds == 360
        assert {step.exercise.id for step in plan.work} == {"half-pigeon", "frog-stretch", "figure-four"}
        assert plan.work[0].side is Side.RIGHT


async def test_escape_keeps_the_choice_on_the_poster_and_enter_starts_it_there() -> None:
    async with fitting("6", "enter", "escape") as (app, pilot):
        assert app.picker.plan is not None
        assert "6:00 · ends at 07:36" in seen(app)
        assert app.picker.plan.seconds == 360
        await press(pilot, "f")
        assert row(app, Choice.LENGTH).value == "6:00"
        await press(pilot, "escape", "s", "enter")
        await started(app, pilot)
        assert [plan.seconds for plan in app.started] == [360]
        assert app.started[0].work[0].side is Side.RIGHT


async def test_a_time_of_day_is_fitted_anew_at_the_moment_of_the_start() -> None:
    clock = Clock()
    async with fitting("7", "colon", "3", "5", "enter", "escape", clock=clock) as (app, pilot):
        clock.now += timedelta(seconds=25)
        await press(pilot, "enter")
        await started(app, pilot)
        assert [plan.seconds for plan in app.started] == [275]


async def test_where_it_is_too_late_for_a_time_of_day_the_routine_is_as_written_again() -> None:
    clock = Clock()
    async with fitting("7", "colon", "3", "5", "enter", "escape", clock=clock) as (app, pilot):
        clock.now += timedelta(minutes=4)
        await press(pilot, "s")
        assert "It is as written again." in " ".join(seen(app).split())
        await press(pilot, "enter")
        await started(app, pilot)
        assert [plan.seconds for plan in app.started] == [236]


async def test_a_remote_chooses_leaves_out_and_starts() -> None:
    async with fitting("pagedown", "pagedown", "pagedown", "pagedown", "full_stop", "f5") as (app, pilot):
        await started(app, pilot)
        assert "half-pigeon" not in {step.exercise.id for step in app.started[0].work}


async def test_a_click_selects_a_row_and_on_the_value_of_the_bar_turns_it() -> None:
    async with fitting() as (app, pilot):
        rows = app.screen.query_one(FitList)
        y = rows.rows.index(row(app, Choice.ROUNDS))
        right = rows.size.width - 2
        await pilot.click(FitList, offset=(right, y))
        await pilot.pause()
        assert (rows.selected, row(app, Choice.ROUNDS).value) == (row(app, Choice.ROUNDS), "1")
        await pilot.click(FitList, offset=(right, y))
        await pilot.click(FitList, offset=(right, y))
        await pilot.pause()
        assert row(app, Choice.ROUNDS).value == "3"
        await pilot.click(FitList, offset=(right - 12, y))
        await pilot.pause()
        assert row(app, Choice.ROUNDS).value == "2"
        assert isinstance(page(app).fitting.fit(NOW), Fit)


async def test_the_bar_stays_where_it_is_when_a_value_changes() -> None:
    async with fitting("end", "space", "plus", "plus") as (app, _):
        selected = app.screen.query_one(FitList).selected
        assert selected is not None
        assert selected.of == 3


async def test_without_a_clock_a_time_of_day_is_refused() -> None:
    app = Picking(parts(make_card(EVENING)))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await press(pilot, "f", "7", "colon", "4", "5", "enter")
        assert message(app) == "The time of day is not known here."
        assert "Ends at" not in seen(app)

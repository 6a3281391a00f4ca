"""What is wanted of one routine in the picker is wanted of that one alone."""

from dataclasses import replace

import pytest

from hipflow.tui.app import HipflowApp
from hipflow.tui.cards import Library
from hipflow.tui.parts import Parts
from hipflow.tui.phrases import length_parts
from hipflow.tui.screens.fit import Wanted
from hipflow.tui.screens.picker import NO_ROUTINES, PickerScreen
from tests.tui.looking import SessionMaker, parts, seen, seen_lines
from tests.tui.test_app import settle


async def test_s_turns_the_sides_of_the_chosen_routine_alone() -> None:
    app = HipflowApp(parts())
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        assert "Left side first" in seen(app)
        for key, first in (("s", "Right"), ("down", "Left"), ("up", "Right"), ("s", "Left")):
            await pilot.press(key)
            await settle(pilot)
            assert f"{first} side first" in seen(app), key


async def test_an_empty_library_says_what_to_do_also_when_the_window_becomes_tiny() -> None:
    app = HipflowApp(Parts(read_library=Library, open_session=SessionMaker()))
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        await pilot.resize_terminal(40, 12)
        await settle(pilot)
        assert NO_ROUTINES in " ".join(seen(app).split())
        await pilot.resize_terminal(120, 35)
        await settle(pilot)
        assert " ".join(seen(app).split()).count(NO_ROUTINES[:30]) <= 1


async def test_the_row_of_a_fitted_routine_tells_how_long_it_will_last() -> None:
    app = HipflowApp(parts())
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        picker = app.screen
        assert isinstance(picker, PickerScreen)
        await pilot.press("down")
        await settle(pilot)
        assert picker.card is not None
        fitting = picker.begin_fitting()
        assert fitting is not None
        shorter = replace(fitting, tailoring=replace(fitting.tailoring, seconds=120))
        picker.take_fitting(picker.card.id, fitting, Wanted(shorter, is_started=False))
        await settle(pilot)
        assert picker.plan is not None
        number, unit = length_parts(picker.plan.seconds)
        before, _ = length_parts(picker.card.seconds)
        (row,) = [line[:50] for line in seen_lines(app) if picker.card.name in line[:50]]
        assert number != before
        assert f" {number} {unit}" in row
        await pilot.press("down")
        await settle(pilot)
        assert f" {number} {unit}" in next(line[:50] for line in seen_lines(app) if "The seven stretches" in line[:50])


@pytest.mark.parametrize("size", [(80, 24), (120, 35), (200, 60)])
async def test_the_unit_comes_before_what_it_takes(size: tuple[int, int]) -> None:
    app = HipflowApp(parts())
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("down")
        await settle(pilot)
        rows = [next(row for row, line in enumerate(seen_lines(app)) if text in line) for text in ("minutes", "Fetch")]
        assert rows == sorted(rows)

"""What is wanted of one routine in the picker is wanted of that one alone."""

from hipflow.tui.app import HipflowApp
from hipflow.tui.cards import Library
from hipflow.tui.parts import Parts
from hipflow.tui.screens.picker import NO_ROUTINES
from tests.tui.looking import SessionMaker, parts, seen
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

"""What is wanted of one routine in the picker is wanted of that one alone."""

from hipflow.tui.app import HipflowApp
from tests.tui.looking import parts, seen
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

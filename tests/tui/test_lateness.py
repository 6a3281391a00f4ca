"""A session that has to be over at a time of day: after a pause it offers to make up for it, with one key."""

from dataclasses import replace
from datetime import datetime

import pytest

from hipflow.core.plan import StepKind
from hipflow.core.session import State
from tests.tui.stand import EVENING, Stand, find_start, on_stage, work

AT = work("half-pigeon", "left") + 6
SEVEN = datetime(2027, 3, 1, 7, 0)


@pytest.fixture(autouse=True)
def seven_in_the_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hipflow.engine.read_local_time", lambda: SEVEN)


async def pause(stand: Stand, seconds: float) -> None:
    """Pause for so long, the screen looking at the clock as it does every few seconds."""
    await stand.press("space")
    await stand.run_until(AT + seconds)
    stand.screen._look_at_clock()
    await stand.run_until(AT + seconds)


async def test_a_long_pause_is_told_and_one_key_makes_up_for_it_and_goes_on() -> None:
    timed = replace(EVENING, deadline=EVENING.seconds)
    async with on_stage(AT, plan=timed) as stand:
        await pause(stand, 90)
        assert "It would end at 07:0" in stand.seen()
        told = " ".join(stand.seen().split())
        # In the foot, or where there is room for one line only, in the sentence above it.
        assert "f fit to 07:0" in told or "f fits it to 07:0" in told
        await stand.press("f")
        session = stand.app.engine.session
        assert session.state is State.COUNTING_IN
        assert session.plan.seconds == EVENING.seconds - 93
        assert "1:33 less" in stand.seen()
        assert "It would end" not in stand.seen()


async def test_what_cannot_all_be_made_up_says_how_much_can() -> None:
    timed = replace(EVENING, deadline=EVENING.seconds)
    async with on_stage(AT, plan=timed) as stand:
        await pause(stand, 900)
        assert "f save" in stand.seen()


@pytest.mark.parametrize("size", [(40, 12), (120, 35)])
async def test_it_is_told_in_the_smallest_window_too(size: tuple[int, int]) -> None:
    async with on_stage(AT, plan=replace(EVENING, deadline=EVENING.seconds), size=size) as stand:
        await pause(stand, 90)
        assert "It would end at" in stand.seen()
        assert ": f" in stand.seen()


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (120, 35)])
async def test_on_the_way_to_work_the_key_is_told_too(size: tuple[int, int]) -> None:
    at = find_start(StepKind.TRANSITION, "half-pigeon") + 1
    async with on_stage(at, plan=replace(EVENING, deadline=EVENING.seconds), size=size) as stand:
        await stand.press("space")
        await stand.run_until(at + 90)
        stand.screen._look_at_clock()
        await stand.run_until(at + 90)
        told = " ".join(stand.seen().split())
        # In the foot, or where there is room for one line only, in the sentence above it.
        assert "f fit to 07:0" in told or "f fits it to 07:0" in told


async def test_a_short_pause_and_one_without_a_deadline_offer_nothing() -> None:
    for plan, seconds in ((replace(EVENING, deadline=EVENING.seconds), 5), (EVENING, 600)):
        async with on_stage(AT, plan=plan) as stand:
            await pause(stand, seconds)
            assert "It would end" not in stand.seen()
            await stand.press("f")
            assert stand.app.engine.session.state is State.PAUSED
            assert stand.app.engine.session.plan is plan

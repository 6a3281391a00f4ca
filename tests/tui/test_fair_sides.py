"""Fair sides: the offer, the small plan that makes up for it, and the way there from the summary."""

import pytest

from hipflow.core.events import Command
from hipflow.core.exercise import Side
from hipflow.core.plan import StepKind
from hipflow.core.record import make_record
from hipflow.core.session import Session
from hipflow.tui.fair_sides import FAIR_SIDES, offer_fair_sides, plan_fair_sides
from tests.tui.looking import seen
from tests.tui.test_app import Stage, settle, start
from tests.tui.test_summary import STOPPED, UNEVEN, WHOLE

SEVEN = plan_fair_sides(UNEVEN)


def test_a_plan_gives_the_side_what_it_is_owed_and_no_more() -> None:
    assert SEVEN is not None
    ready, work = SEVEN.steps
    assert (ready.kind, ready.seconds, ready.start) == (StepKind.PREPARE, 10, 0)
    assert (work.kind, work.seconds, work.start, work.side) == (StepKind.WORK, 7, 10, Side.RIGHT)
    assert (ready.index, work.index) == (0, 1)
    assert work.exercise.name == "Half pigeon"
    assert SEVEN.routine_id == FAIR_SIDES


def test_the_plan_runs_and_is_held_on_that_side_alone() -> None:
    assert SEVEN is not None
    session = Session(SEVEN, patience=1e9)
    record = make_record(SEVEN, [*session.handle(Command.START, 0), *session.advance(60)])
    assert record.is_finished
    assert (record.held_on(Side.RIGHT), record.held_on(Side.LEFT)) == (7, 0)


def test_even_sides_are_offered_nothing() -> None:
    assert plan_fair_sides(WHOLE) is None
    assert offer_fair_sides(WHOLE) == ""


def test_the_offer_is_a_question_of_one_line() -> None:
    assert offer_fair_sides(UNEVEN) == "Right is 7 s behind in half pigeon: catch up?"


def test_what_more_than_one_exercise_owes_is_one_plan_with_a_way_between() -> None:
    plan = plan_fair_sides(STOPPED)
    assert (plan is None) == (offer_fair_sides(STOPPED) == "")
    if plan is not None:
        assert [step.index for step in plan.steps] == list(range(len(plan.steps)))
        assert all(one.end == next.start for one, next in zip(plan.steps, plan.steps[1:], strict=False))


async def test_o_adds_what_is_owed_and_again_is_the_whole_routine() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press("p")
        engine = stage.maker.opened[-1].engine
        while not engine.session.state.is_over:
            step = engine.session.step
            is_cut = step.is_work and step.side is Side.RIGHT
            stage.maker.now += min(3.0 if is_cut else 1e6, engine.session.seconds_left(engine.now()))
            if is_cut:
                engine.send(Command.NEXT)
            else:
                for event in engine.session.advance(engine.now()):
                    engine._publish([event])
        await settle(pilot)
        assert "Right is 12 s behind in leg swings: catch up?" in seen(stage.app)
        await pilot.press("o")
        await settle(pilot)
        assert stage.maker.plans[-1].routine_id == FAIR_SIDES
        assert stage.maker.plans[-1].work[0].seconds == 12
        stage.finish()
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert [plan.routine_id for plan in stage.maker.plans] == ["pre-run", FAIR_SIDES, "pre-run"]


@pytest.mark.parametrize("key", ["o"])
async def test_without_a_debt_the_key_does_nothing(key: str) -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        stage.send(Command.STOP)
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert stage.top == "SummaryScreen"
        assert len(stage.maker.opened) == 1

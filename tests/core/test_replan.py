"""What is left is made shorter while a session stands paused: what was held stays true, and it ends in time."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hipflow.core.events import Command, Finished, Replanned, StepEnded, StepStarted
from hipflow.core.exercise import Sides
from hipflow.core.plan import Plan, compile_plan
from hipflow.core.refit import LATE, Overrun, find_overrun, refit_plan
from hipflow.core.routine import Routine
from hipflow.core.session import COUNT_IN, State
from tests.builders import hold, open_hold, plan
from tests.core.driver import Driver, kinds
from tests.core.test_fit import routines, turns

HOLDS = (
    hold("half-pigeon", sides=Sides.EACH, seconds=30),
    hold("figure-four", sides=Sides.EACH, seconds=60),
    hold("frog-stretch", seconds=60),
)


def timed(a_plan: Plan) -> Plan:
    """A plan that has to be over when it would be without a pause."""
    return replace(a_plan, deadline=a_plan.seconds)


def paused_after(a_plan: Plan, seconds: float, pause: float) -> Driver:
    driver = Driver(a_plan)
    driver.now = 0.0
    driver.send(Command.START)
    driver.run(seconds)
    driver.send(Command.PAUSE)
    driver.run(pause)
    return driver


def overrun(driver: Driver) -> Overrun | None:
    step = driver.session.step
    left = driver.left + (COUNT_IN if step.is_work else 0)
    return find_overrun(driver.session.plan, step.index, seconds_left=left, now=driver.now)


def replan(driver: Driver, a_plan: Plan) -> None:
    driver.events += driver.session.replan(a_plan, driver.now)


def test_after_a_pause_it_still_ends_when_it_was_to() -> None:
    driver = paused_after(timed(plan(*HOLDS)), 25, 40)
    found = overrun(driver)
    assert found is not None
    assert (found.late, found.saved) == (43, 43)
    replan(driver, found.plan)
    driver.send(Command.RESUME)
    driver.run(1000)
    ends = [event.due for event in driver.events if isinstance(event, Finished)]
    assert ends == [driver.session.plan.deadline]


def test_what_was_begun_lasts_what_it_did_and_the_record_adds_up() -> None:
    driver = paused_after(timed(plan(*HOLDS)), 25, 40)
    found = overrun(driver)
    assert found is not None
    replan(driver, found.plan)
    driver.send(Command.RESUME)
    driver.run(1000)
    record = driver.record()
    assert [held.held for held in record.holds] == [30, 30, 46, 46, 45]
    assert [held.step.seconds for held in record.holds] == [30, 30, 46, 46, 45]
    assert record.is_finished
    assert record.worked + record.led_in + record.paused == pytest.approx(record.elapsed)


def test_where_not_all_can_be_made_up_as_much_as_can_be_is() -> None:
    found = overrun(paused_after(timed(plan(*HOLDS)), 25, 400))
    assert found is not None
    assert (found.late, found.saved) == (403, 150)


@pytest.mark.parametrize(
    ("a_plan", "seconds", "pause"),
    [
        (plan(*HOLDS), 25, 400),
        (timed(plan(*HOLDS)), 25, LATE - COUNT_IN - 1),
        (timed(plan(HOLDS[0])), 25, 400),
    ],
    ids=["without a deadline", "hardly late", "nothing to make up"],
)
def test_where_there_is_nothing_to_offer_nothing_is(a_plan: Plan, seconds: float, pause: float) -> None:
    assert overrun(paused_after(a_plan, seconds, pause)) is None


def test_it_stays_in_its_state_and_its_step_with_its_seconds() -> None:
    driver = paused_after(timed(plan(*HOLDS)), 25, 100)
    found = overrun(driver)
    assert found is not None
    before = (driver.session.state, driver.session.step.index, driver.left)
    events = driver.session.replan(found.plan, driver.now)
    assert events == [Replanned(driver.now, driver.now, found.plan, -found.saved)]
    assert (driver.session.state, driver.session.step.index, driver.left) == before
    assert driver.session.plan is found.plan


def test_while_it_runs_the_step_goes_on_and_the_next_one_is_that_of_the_new_plan() -> None:
    driver = Driver(plan(*HOLDS))
    driver.send(Command.START)
    driver.run(70)
    shorter = refit_plan(driver.session.plan, driver.session.step.index, 0)
    replan(driver, shorter)
    driver.run(1000)
    started = [event.step for event in driver.events if isinstance(event, StepStarted)]
    assert started == list(shorter.steps)
    assert kinds(driver.events)[-1] == "Finished"


@pytest.mark.parametrize("state", [State.READY, State.STOPPED])
def test_what_does_not_run_is_left_alone(state: State) -> None:
    driver = Driver(plan(*HOLDS))
    if state is State.STOPPED:
        driver.send(Command.STOP)
    before = driver.session.plan
    assert driver.session.replan(refit_plan(before, 0, 0), driver.now) == []
    assert driver.session.plan is before


@pytest.mark.parametrize(
    "other",
    [plan(*HOLDS[:2]), plan(*HOLDS, *HOLDS), plan(*HOLDS[::-1]), plan(*HOLDS, prep=9)],
    ids=["fewer", "more", "others", "before"],
)
def test_a_plan_of_other_steps_is_refused(other: Plan) -> None:
    driver = Driver(plan(*HOLDS))
    driver.send(Command.START)
    driver.run(20)
    with pytest.raises(ValueError, match="other steps"):
        driver.session.replan(other, driver.now)


@given(routines(), st.data())
def test_wherever_the_pause_comes_it_ends_in_time_or_has_saved_all_it_can(any: Routine, data: st.DataObject) -> None:
    a_plan = timed(compile_plan(any))
    assume(not a_plan.is_open)  # nobody is here to say that it is done
    at = data.draw(st.floats(0, a_plan.seconds - 1))
    driver = paused_after(a_plan, at, data.draw(st.floats(0, 600)))
    if driver.session.state is not State.PAUSED:
        return
    held = [event.held for event in driver.events if isinstance(event, StepEnded)]
    found = overrun(driver)
    if found is not None:
        replan(driver, found.plan)
    driver.send(Command.RESUME)
    driver.run(10_000)
    end = next(event.due for event in driver.events if isinstance(event, Finished))
    left_over = 0 if found is None or found.saved >= found.late else found.late - found.saved
    if found is not None:
        assert end <= a_plan.seconds + left_over + 1e-6
    record = driver.record()
    assert record.worked + record.led_in + record.paused == pytest.approx(record.elapsed)
    assert [event.held for event in driver.events if isinstance(event, StepEnded)][: len(held)] == held
    for by_side in turns(driver.session.plan).values():
        assert len(set(map(tuple, by_side.values()))) == 1
    assert all(each.held == pytest.approx(each.step.seconds) for each in record.holds)


def test_what_waits_for_a_key_makes_it_late_and_that_can_be_made_up() -> None:
    driver = paused_after(timed(plan(open_hold(seconds=30), *HOLDS, prep=0)), 70, 0)
    found = overrun(driver)
    assert found is not None
    assert driver.left == -40
    assert (found.late, found.saved) == (40, 40)
    replan(driver, found.plan)
    driver.send(Command.NEXT)
    assert driver.session.plan.seconds == found.plan.seconds
    assert found.plan.work[0].seconds == 30

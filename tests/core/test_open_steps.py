"""A step that waits for a key: nothing ends by itself, and all that a person can do about it is defined."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipflow.core.events import (
    Command,
    CountInStarted,
    Finished,
    Outcome,
    Paused,
    Refused,
    Resumed,
    StepEnded,
    StepStarted,
    Ticked,
    TimeChanged,
    TimeRanOut,
)
from hipflow.core.exercise import Side, Sides
from hipflow.core.plan import StepKind
from hipflow.core.record import owed_sides
from hipflow.core.session import COUNT_IN, TRANSITIONS, WAIT, Session, State
from tests.builders import hold, open_hold, plan
from tests.core.driver import Driver, kinds


def waiting(over: float = 5.0, *, state: State = State.RUNNING) -> Driver:
    """A session in an open step of 30 s, so many seconds beyond them, at 1000 s and what it took."""
    driver = Driver(plan(open_hold(seconds=30), hold("other", seconds=20), prep=0))
    driver.send(Command.START)
    driver.run(30 + over)
    if state is not State.RUNNING:
        driver.send(Command.PAUSE)
    if state is State.COUNTING_IN:
        driver.send(Command.RESUME)
    assert driver.session.state is state
    return driver


def ended(driver: Driver) -> StepEnded:
    return next(event for event in driver.events if isinstance(event, StepEnded))


def test_the_expected_seconds_run_down_then_it_says_so_and_counts_up() -> None:
    driver = Driver(plan(open_hold(seconds=5), prep=0))
    driver.send(Command.START)

    events = driver.run(8.5)

    assert [event.seconds_left for event in events if isinstance(event, Ticked)] == [4, 3, 2, 1, -1, -2, -3]
    assert [event for event in events if isinstance(event, TimeRanOut)] == [
        TimeRanOut(1005.0, 1005.0, driver.session.step)
    ]
    assert driver.left == -3.5
    assert driver.session.state is State.RUNNING


def test_a_key_ends_it_as_done_with_all_that_was_held_and_the_next_one_starts_then() -> None:
    driver = waiting(12.5)

    events = driver.send(Command.NEXT)

    assert (ended(driver).held, ended(driver).seconds, ended(driver).outcome) == (42.5, 42.5, Outcome.DONE)
    assert [(event.step.index, event.due) for event in events if isinstance(event, StepStarted)] == [(1, 1042.5)]
    assert driver.left == 5


def test_a_key_before_the_expected_time_is_done_too_for_only_the_person_knows() -> None:
    driver = waiting(-12.0)

    driver.send(Command.NEXT)

    assert (ended(driver).held, ended(driver).seconds, ended(driver).outcome) == (18, 18, Outcome.DONE)


def test_a_key_within_the_first_second_skips_it_as_any_other_step() -> None:
    driver = waiting(-29.5)

    driver.send(Command.NEXT)

    assert (ended(driver).seconds, ended(driver).outcome) == (30, Outcome.SKIPPED)


@pytest.mark.parametrize("command", [Command.BACK, Command.RESTART, Command.STOP])
@pytest.mark.parametrize(
    ("over", "seconds", "outcome"), [(-12.0, 30, Outcome.CUT), (0.0, 30, Outcome.DONE), (7.0, 37, Outcome.DONE)]
)
def test_left_for_something_else_it_is_done_from_the_expected_time_on(
    command: Command, over: float, seconds: float, outcome: Outcome
) -> None:
    driver = waiting(over)

    driver.send(command)

    assert (ended(driver).held, ended(driver).seconds, ended(driver).outcome) == (30 + over, seconds, outcome)


def test_a_jump_leaves_it_as_any_other_step() -> None:
    driver = waiting(-10.0)

    events = driver.session.jump(2, driver.now)

    assert [event.outcome for event in events if isinstance(event, StepEnded)] == [Outcome.CUT, Outcome.SKIPPED]


def test_on_the_last_step_a_key_finishes_the_session() -> None:
    driver = Driver(plan(open_hold(seconds=30), prep=0))
    driver.send(Command.START)
    driver.run(100)

    assert kinds(driver.send(Command.NEXT)) == ["StepEnded", "Finished"]
    assert driver.events[-1] == Finished(1100.0, 1100.0)
    assert (driver.record().worked, driver.record().elapsed) == (100, 100)


@pytest.mark.parametrize("state", [State.RUNNING, State.PAUSED, State.COUNTING_IN])
@pytest.mark.parametrize("command", Command)
def test_every_cell_of_the_table_holds_while_it_waits(state: State, command: Command) -> None:
    driver = waiting(state=state)

    events = driver.send(command)

    refused = [event for event in events if isinstance(event, Refused)]
    if command not in TRANSITIONS[state]:
        assert driver.session.state is state
        assert len(refused) == 1
    elif command in (Command.MORE, Command.LESS):
        assert driver.session.state is state
        assert [event.why for event in refused] == ["it waits for you"]
    else:
        assert driver.session.state in TRANSITIONS[state][command]
        assert bool(refused) is (command is Command.SWITCH)  # it has no other side


def test_a_pause_keeps_the_seconds_beyond_and_going_on_counts_in_first() -> None:
    driver = waiting(5.25)
    paused = driver.send(Command.PAUSE)
    driver.run(60)

    counting = driver.send(Command.RESUME)
    events = driver.run(COUNT_IN + 2)

    assert [event.seconds_left for event in paused if isinstance(event, Paused)] == [-5.25]
    assert [event.seconds_left for event in counting if isinstance(event, CountInStarted)] == [-5.25]
    assert [event.seconds_left for event in events if isinstance(event, Resumed)] == [-5.25]
    assert [event.seconds_left for event in events if isinstance(event, Ticked) and not event.is_count_in] == [-6, -7]
    assert [event.seconds_left for event in events if isinstance(event, Ticked) and event.is_count_in] == [2, 1]
    assert not any(isinstance(event, TimeRanOut) for event in events)
    driver.send(Command.NEXT)
    assert ended(driver).held == pytest.approx(30 + 5.25 + 2)


def test_a_key_while_it_is_paused_ends_it_and_stays_paused() -> None:
    driver = waiting(state=State.PAUSED)

    events = driver.send(Command.NEXT)

    assert ended(driver).outcome is Outcome.DONE
    assert [event.is_paused for event in events if isinstance(event, StepStarted)] == [True]


def test_more_and_less_move_the_expected_time_while_it_is_ahead() -> None:
    driver = waiting(-10.0)

    more = driver.send(Command.MORE)
    events = driver.run(25)

    assert [event.by for event in more if isinstance(event, TimeChanged)] == [10]
    assert [event.due for event in events if isinstance(event, TimeRanOut)] == [1040.0]
    driver.send(Command.NEXT)
    assert (ended(driver).held, ended(driver).seconds) == (45, 45)


def test_restart_gives_it_its_expected_time_again() -> None:
    driver = waiting(5.0)

    driver.send(Command.RESTART)
    events = driver.run(31)

    assert [event.due for event in events if isinstance(event, TimeRanOut)] == [1065.0]


def test_back_begins_it_again_and_both_attempts_are_held() -> None:
    driver = waiting(5.0)
    driver.send(Command.BACK)
    driver.run(10)
    driver.send(Command.NEXT)

    first = driver.record().holds[0]

    assert (first.held, first.outcome, first.attempts) == (45, Outcome.DONE, 2)


def test_other_side_now_ends_the_first_one_and_leads_to_the_second() -> None:
    driver = Driver(plan(open_hold("half-pigeon", sides=Sides.EACH), prep=0))
    driver.send(Command.START)
    driver.run(34)

    driver.send(Command.SWITCH)

    assert (driver.session.step.kind, driver.session.step.side) == (StepKind.SWITCH, Side.RIGHT)
    assert (ended(driver).held, ended(driver).outcome) == (34, Outcome.DONE)


def test_time_beyond_the_expected_one_is_no_debt_of_the_other_side() -> None:
    driver = Driver(plan(open_hold("half-pigeon", seconds=30, sides=Sides.EACH), prep=0))
    driver.send(Command.START)
    driver.run(50)
    driver.send(Command.NEXT)
    driver.run(8 + 30)
    driver.send(Command.NEXT)

    record = driver.record()

    assert [(hold_.held, hold_.seconds) for hold_ in record.holds] == [(50, 50), (30, 30)]
    assert owed_sides(record) == ()


def test_a_machine_that_slept_while_it_waited_comes_back_paused_where_it_went_away() -> None:
    driver = waiting(5.4)

    events = driver.sleep(3600)

    assert kinds(events) == ["Paused"]
    assert driver.left == pytest.approx(-5.4)


def test_a_wake_up_that_comes_late_tells_that_its_time_ran_out_and_the_newest_second() -> None:
    driver = Driver(plan(open_hold(seconds=30), prep=0), patience=1e9)
    driver.send(Command.START)

    events = driver.sleep(100.5)

    assert events == [TimeRanOut(1100.5, 1030.0, driver.session.step), Ticked(1100.5, 1100.0, -70)]


@pytest.mark.parametrize("is_late", [False, True])
def test_one_that_nobody_comes_back_for_pauses_and_may_go_on(is_late: bool) -> None:
    driver = Driver(plan(open_hold(seconds=30), prep=0), patience=1e9)
    driver.send(Command.START)

    events = driver.sleep(5000) if is_late else driver.run(5000)

    paused = [event for event in events if isinstance(event, Paused)]
    assert [(event.due, event.seconds_left, event.is_away) for event in paused] == [(1030 + WAIT, -WAIT, True)]
    assert driver.session.next_due() is None
    driver.send(Command.RESUME)
    driver.run(COUNT_IN + 20)
    assert driver.session.state is State.RUNNING
    assert driver.left == -WAIT - 20


@settings(deadline=None)
@given(st.floats(0, 100))
def test_wherever_it_is_broken_off_it_is_taken_up_there(moment: float) -> None:
    driver = Driver(plan(open_hold(seconds=30), prep=0))
    driver.send(Command.START)
    driver.run(moment)
    left = driver.left
    driver.events.append(Paused(driver.now, driver.now, driver.session.step, left, is_away=True))

    driver.session = Session.resumed(driver.session.plan, 0, seconds_left=left, length=30.0)
    driver.send(Command.RESUME)
    driver.run(COUNT_IN + 10)
    driver.send(Command.NEXT)

    record = driver.record()
    assert record.is_finished
    assert record.holds[0].held == pytest.approx(moment + 10)
    assert record.worked + record.led_in + record.paused == pytest.approx(record.elapsed)


@pytest.mark.parametrize(("left", "length"), [(float("-inf"), 30.0), (float("nan"), 30.0), (-5.0, 0.0), (31.0, 30.0)])
def test_a_place_that_is_none_is_refused(left: float, length: float) -> None:
    with pytest.raises(ValueError, match="no place in this plan"):
        Session.resumed(plan(open_hold(), prep=0), 0, seconds_left=left, length=length)

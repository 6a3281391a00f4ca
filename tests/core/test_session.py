"""A session walks its plan: every cell of its table, and what the clock does to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipflow.core.events import (
    Command,
    CountInStarted,
    Event,
    Finished,
    Outcome,
    Paused,
    Refused,
    Resumed,
    SessionStarted,
    StepEnded,
    StepStarted,
    Stopped,
    Ticked,
    TimeChanged,
    TimeRanOut,
)
from hipflow.core.exercise import Side, Sides
from hipflow.core.plan import Plan, StepKind
from hipflow.core.session import COUNT_IN, TRANSITIONS, State
from tests.builders import counted, hold, open_hold, plan
from tests.core.driver import Driver, kinds


def driver_in(state: State) -> Driver:
    """A session in a state, in the first work step where it is a live one."""
    driver = Driver()
    if state is State.READY:
        return driver
    driver.send(Command.START)
    driver.run(15)
    if state in (State.PAUSED, State.COUNTING_IN):
        driver.send(Command.PAUSE)
    if state is State.COUNTING_IN:
        driver.send(Command.RESUME)
    if state is State.STOPPED:
        driver.send(Command.STOP)
    if state is State.FINISHED:
        driver.run(10_000)
    assert driver.session.state is state
    return driver


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("command", Command)
def test_every_cell_of_the_table(state: State, command: Command) -> None:
    driver = driver_in(state)

    events = driver.send(command)

    if command in TRANSITIONS[state]:
        assert driver.session.state in TRANSITIONS[state][command]
        assert not any(isinstance(event, Refused) for event in events)
    else:
        assert driver.session.state is state
        assert kinds(events) == ["Refused"]


@pytest.mark.parametrize("state", State)
def test_only_what_runs_is_ever_due(state: State) -> None:
    runs = state in (State.RUNNING, State.COUNTING_IN)

    assert (driver_in(state).session.next_due() is not None) is runs


def test_a_session_walks_its_plan_and_finishes_to_the_second() -> None:
    driver = Driver()
    driver.send(Command.START)

    driver.run(10_000)

    started = [event for event in driver.events if isinstance(event, StepStarted)]
    assert [event.step for event in started] == list(driver.session.plan.steps)
    assert [event.due - 1000 for event in started] == [step.start for step in driver.session.plan.steps]
    assert isinstance(driver.events[0], SessionStarted)
    assert driver.events[-1] == Finished(1000.0 + driver.session.plan.seconds, 1000.0 + driver.session.plan.seconds)
    assert driver.session.state is State.FINISHED


def test_every_whole_second_is_told_once() -> None:
    driver = Driver(plan(hold(seconds=5), prep=0))
    driver.send(Command.START)

    events = driver.run(10)

    assert [event.seconds_left for event in events if isinstance(event, Ticked)] == [4, 3, 2, 1]


@given(st.floats(0, 1.0))
def test_over_any_length_the_drift_is_nothing_however_late_it_wakes(late: float) -> None:
    driver = Driver(plan(*[hold(seconds=60)] * 30))
    driver.send(Command.START)

    driver.run(10_000, late=late)

    for event in driver.events:
        if isinstance(event, StepStarted):
            assert event.due == 1000 + event.step.start
            assert event.at - event.due <= late + 1e-6


def test_a_wake_up_that_comes_late_loses_no_step_and_fires_no_burst() -> None:
    driver = Driver(plan(*[hold(seconds=3)] * 40, prep=0), patience=1e9)
    driver.send(Command.START)

    events = driver.sleep(200.5)

    assert [event.step.index for event in events if isinstance(event, StepStarted)] == list(range(1, 51))
    assert len([event for event in events if isinstance(event, Ticked)]) <= 1


def test_the_newest_tick_is_told_when_it_wakes_late() -> None:
    driver = Driver(plan(hold(seconds=30), prep=0), patience=1e9)
    driver.send(Command.START)

    events = driver.sleep(6.5)

    assert events == [Ticked(1006.5, 1006.0, 24)]


@pytest.mark.parametrize("away", [2.1, 5.0, 3600.0, 86_400.0])
def test_a_machine_that_slept_comes_back_paused_where_it_went_away(away: float) -> None:
    driver = Driver(plan(hold(seconds=30), prep=0))
    driver.send(Command.START)
    driver.run(10.4)

    events = driver.sleep(away)

    assert len(events) == 1
    paused = events[0]
    assert isinstance(paused, Paused)
    assert paused.is_away
    assert paused.due == 1010.4
    assert driver.session.state is State.PAUSED
    assert driver.left == pytest.approx(19.6)


def test_a_wake_up_within_two_seconds_is_not_away() -> None:
    driver = Driver(plan(hold(seconds=30), prep=0))
    driver.send(Command.START)

    driver.sleep(1.9)

    assert driver.session.state is State.RUNNING


def test_a_machine_that_slept_while_counting_in_comes_back_paused_with_the_same_seconds() -> None:
    driver = driver_in(State.COUNTING_IN)
    left = driver.left

    driver.sleep(60)

    assert driver.session.state is State.PAUSED
    assert driver.left == left


def test_a_pause_key_right_after_waking_is_not_refused() -> None:
    driver = Driver(plan(hold(seconds=30), prep=0))
    driver.send(Command.START)
    driver.now += 60

    assert kinds(driver.send(Command.PAUSE)) == ["Paused"]


def test_work_counts_in_after_a_pause_and_then_has_exactly_what_was_left() -> None:
    driver = Driver(plan(hold(seconds=30), prep=0))
    driver.send(Command.START)
    driver.run(6.6)
    driver.send(Command.PAUSE)
    driver.run(600)

    counting = driver.send(Command.RESUME)
    events = driver.run(COUNT_IN)

    assert isinstance(counting[0], CountInStarted)
    assert [event.seconds_left for event in events if isinstance(event, Ticked) and event.is_count_in] == [2, 1]
    resumed = next(event for event in events if isinstance(event, Resumed))
    assert resumed.seconds_left == pytest.approx(23.4)
    finished = next(event for event in driver.run(30) if isinstance(event, Finished))
    assert finished.due == pytest.approx(1000 + 30 + 600 + COUNT_IN)


def test_a_pause_while_counting_in_keeps_the_seconds() -> None:
    driver = driver_in(State.COUNTING_IN)
    left = driver.left
    driver.run(1.5)

    driver.send(Command.PAUSE)

    assert driver.session.state is State.PAUSED
    assert driver.left == left


def test_a_step_that_is_not_work_goes_straight_on() -> None:
    driver = Driver()
    driver.send(Command.START)
    driver.run(4)
    driver.send(Command.PAUSE)
    driver.run(60)

    events = driver.send(Command.RESUME)

    assert kinds(events) == ["Resumed"]
    assert driver.left == 6


def test_next_ends_this_step_now_and_starts_the_next_one_now() -> None:
    driver = Driver()
    driver.send(Command.START)
    driver.run(3.3)

    ended, started = driver.send(Command.NEXT)

    assert isinstance(ended, StepEnded)
    assert ended.held == pytest.approx(3.3)
    assert ended.outcome is Outcome.CUT
    assert isinstance(started, StepStarted)
    assert started.step.index == 1
    assert started.due == pytest.approx(1003.3)
    assert driver.left == 30


def test_next_on_the_last_step_finishes() -> None:
    driver = Driver(plan(hold(seconds=30), prep=0))
    driver.send(Command.START)
    driver.run(12)

    assert kinds(driver.send(Command.NEXT)) == ["StepEnded", "Finished"]


@pytest.mark.parametrize(("into", "expected"), [(3.5, 3), (2.0, 1), (3.0, 1)])
def test_back_restarts_the_step_or_goes_to_the_work_before(into: float, expected: int) -> None:
    driver = Driver()  # prepare, left, switch, right, transition, frog
    driver.send(Command.START)
    driver.run(10 + 30 + 8 + into)

    driver.send(Command.BACK)

    assert driver.session.step.index == expected
    assert driver.left == 30


def test_back_at_the_very_start_starts_again() -> None:
    driver = Driver()
    driver.send(Command.START)
    driver.run(2)

    driver.send(Command.BACK)

    assert (driver.session.step.index, driver.left) == (0, 10)


def test_restart_gives_the_step_all_its_seconds_again() -> None:
    driver = driver_in(State.RUNNING)

    driver.send(Command.RESTART)

    assert (driver.session.step.index, driver.left) == (1, 30)


def test_switch_goes_to_the_switch_from_a_first_side() -> None:
    driver = driver_in(State.RUNNING)

    driver.send(Command.SWITCH)

    step = driver.session.step
    assert (step.kind, step.side) == (StepKind.SWITCH, Side.RIGHT)


def test_switch_passes_over_the_phases_that_are_left_and_says_so() -> None:
    from hipflow.core.exercise import Phase
    from hipflow.core.routine import Entry
    from tests.builders import exercise

    swings = exercise("leg-swings", phases=(Phase("Front", 15), Phase("Side", 15)), phase_gap=3)
    driver = Driver(plan(Entry(exercise=swings), prep=0))
    driver.send(Command.START)
    driver.run(5)

    events = driver.send(Command.SWITCH)

    ended = [event for event in events if isinstance(event, StepEnded)]
    assert [(event.step.kind, event.outcome) for event in ended] == [
        (StepKind.WORK, Outcome.CUT),
        (StepKind.GAP, Outcome.SKIPPED),
        (StepKind.WORK, Outcome.SKIPPED),
    ]


@pytest.mark.parametrize("seconds_in", [10 + 30 + 8 + 5, 10 + 30 + 8 + 30 + 5 + 2])
def test_switch_anywhere_else_does_nothing_and_says_so(seconds_in: float) -> None:
    driver = Driver()
    driver.send(Command.START)
    driver.run(seconds_in)
    before = driver.session.step

    events = driver.send(Command.SWITCH)

    assert [event.why for event in events if isinstance(event, Refused)] == ["no other side to come"]
    assert driver.session.step is before


def test_a_switch_that_is_refused_does_not_stop_the_count() -> None:
    driver = Driver(plan(hold(seconds=30), prep=0))
    driver.send(Command.START)
    driver.run(5)
    driver.send(Command.PAUSE)
    driver.send(Command.RESUME)

    assert kinds(driver.send(Command.SWITCH)) == ["Refused"]
    assert driver.session.state is State.COUNTING_IN
    assert kinds(driver.run(3)) == ["Resumed"]


def test_switch_never_leaves_for_the_same_exercise_done_again() -> None:
    driver = Driver(plan(hold("half-pigeon", seconds=30, sides=Sides.EACH), rounds=2, rest=0, prep=0))
    driver.send(Command.START)
    driver.run(30 + 8 + 5)

    assert kinds(driver.send(Command.SWITCH)) == ["Refused"]


def test_a_jump_forward_skips_what_is_passed_over() -> None:
    driver = driver_in(State.RUNNING)

    events = driver.session.jump(5, driver.now)

    assert [(event.step.index, event.outcome) for event in events if isinstance(event, StepEnded)] == [
        (1, Outcome.CUT),
        (2, Outcome.SKIPPED),
        (3, Outcome.SKIPPED),
        (4, Outcome.SKIPPED),
    ]
    assert (driver.session.step.index, driver.left) == (5, 45)


def test_a_jump_back_undoes_nothing() -> None:
    driver = Driver()
    driver.send(Command.START)
    driver.run(10 + 30 + 8 + 5)

    events = driver.session.jump(1, driver.now)

    assert kinds(events) == ["StepEnded", "StepStarted"]
    assert driver.session.step.index == 1


@pytest.mark.parametrize("state", [State.READY, State.FINISHED, State.STOPPED])
def test_only_a_live_session_jumps(state: State) -> None:
    assert driver_in(state).session.jump(1, 2000.0) == []


@pytest.mark.parametrize("index", [-1, 6])
def test_a_jump_to_nowhere_is_an_error(index: int) -> None:
    with pytest.raises(IndexError, match="no step"):
        driver_in(State.RUNNING).session.jump(index, 2000.0)


@pytest.mark.parametrize(
    ("command", "into", "left"),
    [
        (Command.MORE, 15, 35),
        (Command.LESS, 15, 15),
        (Command.LESS, 32, 1),
        (Command.MORE, 2, 13),
        (Command.LESS, 2, 3),
        (Command.LESS, 7, 1),
    ],
)
def test_more_and_less_change_work_by_ten_and_other_steps_by_five(command: Command, into: float, left: float) -> None:
    driver = Driver()
    driver.send(Command.START)
    driver.run(into)

    events = driver.send(command)

    assert isinstance(events[-1], TimeChanged)
    assert driver.left == left


@pytest.mark.parametrize(
    ("tempo", "command", "into", "left"),
    [
        (4, Command.MORE, 10, 38),  # two of 4 s
        (4, Command.LESS, 10, 22),
        (1.5, Command.MORE, 3, 22.5),  # seven of 1.5 s, of 15 - 3
        (12, Command.LESS, 10, 98),
        (4, Command.LESS, 34, 2),  # only one is left to take away
    ],
)
def test_more_and_less_of_what_is_counted_are_whole_repetitions(
    tempo: float, command: Command, into: float, left: float
) -> None:
    driver = Driver(plan(counted(reps=10, tempo=tempo), prep=0))
    driver.send(Command.START)
    driver.run(into)

    driver.send(command)

    assert driver.left == left


def test_the_last_repetition_is_never_taken_away() -> None:
    driver = Driver(plan(counted(reps=10, tempo=4), prep=0))
    driver.send(Command.START)
    driver.run(37)

    assert [event.why for event in driver.send(Command.LESS) if isinstance(event, Refused)] == ["no shorter"]


def test_there_is_never_more_than_600_seconds_nor_less_than_one() -> None:
    driver = Driver(plan(hold(seconds=595), prep=0))
    driver.send(Command.START)

    driver.send(Command.MORE)
    assert driver.left == 600
    assert [event.why for event in driver.send(Command.MORE) if isinstance(event, Refused)] == ["no longer"]

    for _ in range(60):
        driver.send(Command.LESS)
    assert driver.left == 1
    assert [event.why for event in driver.send(Command.LESS) if isinstance(event, Refused)] == ["no shorter"]


def test_added_seconds_are_held_and_ticked() -> None:
    driver = Driver(plan(hold(seconds=5), prep=0))
    driver.send(Command.START)
    driver.run(2)
    driver.send(Command.MORE)

    events = driver.run(20)

    assert [event.seconds_left for event in events if isinstance(event, Ticked)] == list(range(12, 0, -1))
    ended = next(event for event in events if isinstance(event, StepEnded))
    assert (ended.held, ended.seconds, ended.outcome) == (15, 15, Outcome.DONE)


@pytest.mark.parametrize("command", [Command.NEXT, Command.BACK, Command.RESTART, Command.SWITCH])
def test_moving_about_while_paused_stays_paused(command: Command) -> None:
    driver = driver_in(State.PAUSED)

    events = driver.send(command)

    assert driver.session.state is State.PAUSED
    assert [event.is_paused for event in events if isinstance(event, StepStarted)] == [True]
    assert driver.run(60) == []


def test_stop_keeps_what_was_held() -> None:
    driver = driver_in(State.RUNNING)

    driver.send(Command.STOP)

    record = driver.record()
    assert isinstance(driver.events[-1], Stopped)
    assert not record.is_finished
    assert [(hold.held, hold.outcome) for hold in record.holds] == [
        (5, Outcome.CUT),
        (0, Outcome.SKIPPED),
        (0, Outcome.SKIPPED),
    ]


def test_the_record_of_a_whole_session_says_that_all_was_done() -> None:
    driver = Driver()
    driver.send(Command.START)
    driver.run(10_000)

    record = driver.record()

    assert record.is_finished
    assert [(hold.held, hold.outcome, hold.attempts) for hold in record.holds] == [
        (30, Outcome.DONE, 1),
        (30, Outcome.DONE, 1),
        (45, Outcome.DONE, 1),
    ]
    assert (record.held_on(Side.LEFT), record.held_on(Side.RIGHT), record.held_on(None)) == (30, 30, 45)
    assert (record.elapsed, record.worked, record.led_in, record.paused) == (128, 105, 23, 0)


def test_what_was_done_stays_done_when_it_is_begun_again() -> None:
    driver = Driver(plan(hold(seconds=30), hold("other", seconds=30), prep=0))
    driver.send(Command.START)
    driver.run(30 + 1)
    driver.send(Command.BACK)
    driver.run(10)
    driver.send(Command.STOP)

    first = driver.record().holds[0]

    assert (first.held, first.outcome, first.attempts) == (40, Outcome.DONE, 2)


moves = st.one_of(
    st.tuples(st.just("send"), st.sampled_from([c for c in Command if c is not Command.START])),
    st.tuples(st.just("run"), st.floats(0, 40)),
    st.tuples(st.just("sleep"), st.floats(0, 400)),
)


PLANS = (
    plan(),
    plan(open_hold("half-pigeon", sides=Sides.EACH), counted(reps=10, tempo=1.5), open_hold(seconds=3)),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PLANS), st.lists(moves, max_size=40))
def test_whatever_happens_the_seconds_of_the_record_add_up(
    a_plan: Plan, script: list[tuple[str, Command | float]]
) -> None:
    driver = Driver(a_plan)
    driver.send(Command.START)
    for what, value in script:
        if isinstance(value, Command):
            driver.send(value)
        elif what == "run":
            driver.run(value)
        else:
            driver.sleep(value)
    if not driver.session.state.is_over:
        driver.send(Command.STOP)

    record = driver.record()

    assert record.worked + record.led_in + record.paused == pytest.approx(record.elapsed, abs=1e-6)
    assert min(record.worked, record.led_in, record.paused) >= 0
    added = waited_beyond(driver.events)
    for event in driver.events:
        if isinstance(event, TimeChanged) and event.by > 0:
            added[event.step.index] = added.get(event.step.index, 0) + event.by
    for hold_ in record.holds:
        assert 0 <= hold_.held <= hold_.step.seconds * max(1, hold_.attempts) + added.get(hold_.step.index, 0) + 1e-6
        assert (hold_.outcome is Outcome.SKIPPED) <= (hold_.held < hold_.attempts or hold_.attempts == 0)


def waited_beyond(events: list[Event]) -> dict[int, float]:
    """Seconds that each open step ran beyond those expected, by its index, told from when it ran."""
    waited: dict[int, float] = {}
    since: float | None = None
    for event in events:
        match event:
            case TimeRanOut(due=due):
                since = due
            case Resumed(due=due, seconds_left=left) if left <= 0:
                since = due
            case Paused(due=due, step=step) | StepEnded(due=due, step=step) if since is not None:
                waited[step.index] = waited.get(step.index, 0.0) + due - since
                since = None
            case _:
                pass
    return waited


@settings(deadline=None)
@given(st.sampled_from(PLANS), st.lists(moves, max_size=40))
def test_only_what_waits_for_a_key_has_less_than_no_time_left(
    a_plan: Plan, script: list[tuple[str, Command | float]]
) -> None:
    driver = Driver(a_plan)
    driver.send(Command.START)
    for _, value in script:
        if isinstance(value, Command):
            driver.send(value)
        else:
            driver.run(value)
        if not driver.session.state.is_over:
            assert driver.left > 0 or driver.session.step.is_open
            assert driver.left <= 600


@settings(deadline=None)
@given(st.sampled_from(PLANS), st.lists(moves, max_size=30))
def test_every_step_that_starts_ends_and_ends_before_the_next_one_starts(
    a_plan: Plan,
    script: list[tuple[str, Command | float]],
) -> None:
    driver = Driver(a_plan)
    driver.send(Command.START)
    for _, value in script:
        if isinstance(value, Command):
            driver.send(value)
        else:
            driver.run(value)
    if not driver.session.state.is_over:
        driver.send(Command.STOP)

    current: int | None = None
    for event in driver.events:
        if isinstance(event, StepStarted):
            assert current is None
            current = event.step.index
        if isinstance(event, StepEnded) and (event.held > 0 or event.step.index == current):
            assert event.step.index == current
            current = None
    assert current is None

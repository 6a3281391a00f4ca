"""A session that was broken off is taken up where it stood, and what one side got less is owed to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipflow.core.events import Command, CountInStarted, Event, Outcome, Paused, Resumed, StepEnded, StepStarted
from hipflow.core.exercise import Phase, Side, Sides
from hipflow.core.plan import Plan
from hipflow.core.record import Hold, Owed, Record, make_record, owed_sides
from hipflow.core.routine import Entry
from hipflow.core.session import Session, State
from tests.builders import exercise, hold, plan


def drive(session: Session, now: float, until: float = 1e6) -> list[Event]:
    """Let it run, from one due moment to the next."""
    events: list[Event] = []
    while (due := session.next_due()) is not None and due <= until:
        events += session.advance(max(due, now))
    return events


def test_it_stands_paused_with_nothing_due() -> None:
    session = Session.resumed(plan(), 1, seconds_left=12.0, length=30.0)

    assert session.state is State.PAUSED
    assert session.step == session.plan.steps[1]
    assert session.seconds_left(99.0) == 12.0
    assert session.next_due() is None


def test_it_counts_in_and_goes_on_with_the_seconds_that_were_left() -> None:
    session = Session.resumed(plan(), 1, seconds_left=12.0, length=40.0)

    events = [*session.handle(Command.RESUME, 5.0), *drive(session, 5.0)]

    assert isinstance(events[0], CountInStarted)
    resumed = next(event for event in events if isinstance(event, Resumed))
    ended = next(event for event in events if isinstance(event, StepEnded))
    assert (resumed.due, resumed.seconds_left) == (8.0, 12.0)
    assert (ended.due, ended.held, ended.seconds, ended.outcome) == (20.0, 40.0, 40.0, Outcome.DONE)


@pytest.mark.parametrize(
    ("command", "index"), [(Command.NEXT, 2), (Command.BACK, 1), (Command.RESTART, 1), (Command.SWITCH, 2)]
)
def test_it_can_be_moved_about_before_it_goes_on(command: Command, index: int) -> None:
    session = Session.resumed(plan(), 1, seconds_left=12.0, length=30.0)

    events = session.handle(command, 0.0)

    assert (session.state, session.step.index) == (State.PAUSED, index)
    assert next(event.held for event in events if isinstance(event, StepEnded)) == 18.0
    assert [event.is_paused for event in events if isinstance(event, StepStarted)] == [True]


@pytest.mark.parametrize(
    ("index", "left", "length"),
    [(-1, 1.0, 1.0), (99, 1.0, 1.0), (0, 0.0, 10.0), (0, 11.0, 10.0), (0, float("nan"), 10.0), (0, 1.0, float("inf"))],
)
def test_a_place_that_is_none_is_refused(index: int, left: float, length: float) -> None:
    with pytest.raises(ValueError, match="no place in this plan"):
        Session.resumed(plan(), index, seconds_left=left, length=length)


@given(st.floats(0.01, 127.9))
def test_wherever_it_is_broken_off_the_record_is_that_of_one_session(moment: float) -> None:
    first = Session(plan())
    events = first.handle(Command.START, 0.0) + drive(first, 0.0, moment) + first.advance(moment)
    left = first.seconds_left(moment)
    events.append(Paused(moment, moment, first.step, left, is_away=True))

    second = Session.resumed(plan(), first.step.index, seconds_left=left, length=float(first.step.seconds))
    events += second.handle(Command.RESUME, moment + 100) + drive(second, moment + 100)

    record = make_record(plan(), events)
    assert record.is_finished
    assert [each.held for each in record.holds] == pytest.approx([step.seconds for step in record.plan.work])
    assert {each.outcome for each in record.holds} == {Outcome.DONE}
    assert record.paused == pytest.approx(100)
    assert record.worked + record.led_in + record.paused == pytest.approx(record.elapsed)


def record_of(a_plan: Plan, *held: float) -> Record:
    """A record in which each work step was held for so long."""
    holds = tuple(
        Hold(step, seconds, float(step.seconds), Outcome.CUT, 1)
        for step, seconds in zip(a_plan.work, held, strict=True)
    )
    return Record(a_plan, holds, 0.0, 0.0, 0.0, 0.0, is_finished=False)


@pytest.mark.parametrize(
    ("left", "right", "owed"),
    [
        (30, 30, None),
        (30, 18, (Side.RIGHT, 12)),
        (18, 30, (Side.LEFT, 12)),
        (30, 0, (Side.RIGHT, 30)),
        (0, 0, None),
        (20, 20, None),
        (20, 10, (Side.RIGHT, 10)),
        (30, 26, None),  # a hurried switch
        (30, 25, (Side.RIGHT, 5)),
        (40, 30, None),  # ten seconds were added to one side
        (60, 18, (Side.RIGHT, 12)),  # and the other was cut
        (30, 24.6, (Side.RIGHT, 5)),
    ],
)
def test_a_side_is_owed_what_the_other_got(left: float, right: float, owed: tuple[Side, int] | None) -> None:
    a_plan = plan(hold("half-pigeon", seconds=30, sides=Sides.EACH))

    found = owed_sides(record_of(a_plan, left, right))

    assert [(each.side, each.seconds) for each in found] == ([owed] if owed else [])


def test_all_rounds_and_phases_of_an_exercise_count_together() -> None:
    phases = (Phase("still", 20), Phase("moving", 10))
    a_plan = plan(Entry(exercise=exercise(phases=phases)), rounds=2)

    found = owed_sides(record_of(a_plan, 20, 10, 12, 10, 20, 10, 20, 3))

    assert found == (Owed(a_plan.work[-1], Side.RIGHT, 15),)


def test_what_is_done_on_both_sides_at_once_owes_nothing() -> None:
    assert owed_sides(record_of(plan(hold(seconds=45)), 10)) == ()


def test_a_step_that_is_left_as_it_begins_held_nothing_and_never_less() -> None:
    session = Session(plan())
    session.handle(Command.START, 0.0)
    session.advance(2.00001)
    session.handle(Command.NEXT, 2.00001)

    ended = next(event for event in session.handle(Command.STOP, 2.00001) if isinstance(event, StepEnded))

    assert ended.held == 0

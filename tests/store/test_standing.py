"""Where a session stands is told from what happened in it, to the second that was on the screen."""

from hypothesis import given
from hypothesis import strategies as st

from hipflow.core.events import Command, Refused
from hipflow.core.session import Session, State
from hipflow.store.standing import Standing, break_off, follow_event
from tests.builders import plan

commands = st.sampled_from([each for each in Command if each not in (Command.START, Command.STOP)])
moves = st.lists(st.one_of(commands, st.floats(0, 30), st.floats(100, 400).map(lambda seconds: -seconds)), max_size=30)


@given(moves)
def test_it_is_where_the_session_is_and_never_ahead_of_it(script: list[Command | float]) -> None:
    session, now = Session(plan()), 0.0
    standing: Standing | None = None
    for event in session.handle(Command.START, now):
        standing = follow_event(standing, event)
    for move in script:
        events = []
        if isinstance(move, Command):
            events += session.handle(move, now)
        elif move < 0:
            now -= move
            events += session.advance(now)
        else:
            until = now + move
            while (due := session.next_due()) is not None and due <= until:
                now = due
                events += session.advance(due)
            now = until
            events += session.advance(now)
        for event in events:
            standing = follow_event(standing, event)
        if session.state.is_over:
            return
        assert standing is not None
        assert standing.step == session.step
        assert standing.is_still is (session.state is State.PAUSED)
        behind = standing.seconds_left - session.seconds_left(now)
        assert -1e-6 <= behind < 1 + 1e-6
        assert 0 < standing.seconds_left <= standing.length
        assert standing.heard <= now + 1e-6


def test_before_the_first_step_it_stands_nowhere() -> None:
    assert follow_event(None, Refused(0.0, 0.0, Command.BACK, "not started yet")) is None


def test_one_that_is_paused_already_is_not_paused_again() -> None:
    step = plan().steps[1]

    assert break_off(Standing(step, 12.0, 30.0, 40.0, is_still=True)) is None
    pause = break_off(Standing(step, 12.0, 30.0, 40.0, is_still=False))
    assert pause is not None
    assert (pause.due, pause.seconds_left, pause.is_away) == (40.0, 12.0, True)

"""Progress: what one knows of a session by listening to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipflow.core.events import Command, Outcome, StepEnded
from hipflow.core.session import Session, State
from hipflow.tui.progress import follow, progress_of
from tests.tui.stand import EVENING, MOMENTS, progress_at

COMMANDS = [command for command in Command if command not in (Command.START, Command.STOP)]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(COMMANDS), st.floats(0.05, 40.0)), max_size=25))
def test_a_listener_always_knows_what_the_session_knows(deeds: list[tuple[Command, float]]) -> None:
    session = Session(EVENING, patience=1e9)
    now = 0.0
    progress = progress_of(session, now)
    for event in session.handle(Command.START, now):
        progress = follow(progress, event)
    for command, wait in deeds:
        for moment in (now + wait / 2, now + wait):
            now = moment
            for event in session.advance(now):
                progress = follow(progress, event)
        for event in session.handle(command, now):
            progress = follow(progress, event)
        assert progress.state is session.state
        if not session.state.is_over:
            assert progress.step is session.step
            assert -1e-6 <= progress.seconds - session.seconds_left(now) < 1 + 1e-6
            assert bool(progress.count) is (session.state is State.COUNTING_IN)
            again = progress_of(session, now)
            assert (again.step, again.state) == (progress.step, progress.state)
            assert again.length == pytest.approx(progress.length)


def test_the_time_left_in_all_is_that_of_the_step_and_of_all_that_come() -> None:
    progress = progress_at("left")
    assert progress.seconds_in_all == EVENING.seconds - progress.step.start - 6
    assert progress_at("ready").seconds_in_all == EVENING.seconds - 4


def test_how_steps_ended_is_kept() -> None:
    outcomes = progress_at("right").outcomes
    assert set(outcomes.values()) == {Outcome.DONE}
    assert len(outcomes) == progress_at("right").step.index


@pytest.mark.parametrize("length", [20.0, 40.0])
def test_of_what_is_taken_up_again_it_is_known_how_long_it_lasts_and_how_what_came_before_ended(length: float) -> None:
    first, second = EVENING.work[:2]
    session = Session.resumed(EVENING, second.index, seconds_left=15.0, length=length)
    ended = StepEnded(-20.0, -20.0, first, 30.0, 30.0, Outcome.DONE)

    progress = progress_of(session, 0.0, [ended])

    assert (progress.length, progress.elapsed) == (length, length - 15)
    assert progress.outcomes == {first.index: Outcome.DONE}


@pytest.mark.parametrize("name", MOMENTS)
def test_elapsed_and_left_make_the_length(name: str) -> None:
    progress = progress_at(name)
    assert progress.elapsed + progress.seconds == progress.length

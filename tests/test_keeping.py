"""What the screens are told of sessions that were kept."""

from pathlib import Path

import pytest

from hipflow.core.events import Command
from hipflow.core.session import Session
from hipflow.engine import Engine
from hipflow.keeping import Keeper
from hipflow.store.journal import Journal
from hipflow.tui.parts import LiveSession
from tests.builders import hold, plan


class Clock:
    """A clock that is only a number."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def refuse(*_: Engine | Journal) -> LiveSession:
    raise AssertionError("nothing is taken up here")


@pytest.fixture
def keeper() -> Keeper:
    """A keeper with a goal of three sessions a week, in a home of its own."""
    return Keeper(goal=3, show=refuse)


def run_session(keeper: Keeper, *, seconds: float) -> None:
    """Run a session for some seconds, then stop it."""
    clock = Clock()
    engine = Engine(Session(plan(hold(seconds=90), prep=0), patience=1e9), clock=clock)
    journal = keeper.begin_journal(engine)
    engine.send(Command.START)
    clock.seconds = seconds
    engine.send(Command.STOP)
    journal.close()


def test_nothing_is_made_before_there_is_something_to_keep(keeper: Keeper, own_home: Path) -> None:
    assert keeper.find_unfinished() is None
    assert not (own_home / "data").exists()


def test_a_session_that_was_stopped_is_in_the_history(keeper: Keeper) -> None:
    run_session(keeper, seconds=70)

    history, today = keeper.read_history(), keeper.read_today()

    assert [(done.routine, round(done.worked)) for done in history.sessions] == [("test-hips", 70)]
    assert (history.count, history.goal, history.problem) == (1, 3, "")
    assert today.sessions_this_week == 1
    assert today.last_done["test-hips"].times == 1
    record = keeper.read_record(history.sessions[0].id)
    assert record is not None
    assert round(record.worked) == 70
    last = keeper.read_last_time("test-hips")
    assert last is not None
    assert last.key == history.sessions[0].key
    assert keeper.read_last_time("other") is None
    keeper.close()


def test_what_was_hardly_begun_is_not_kept(keeper: Keeper) -> None:
    run_session(keeper, seconds=0.5)

    assert keeper.read_history().count == 0
    keeper.close()


def test_a_session_that_this_process_runs_is_not_offered(keeper: Keeper) -> None:
    engine = Engine(Session(plan(hold(seconds=90), prep=0)), clock=Clock())
    journal = keeper.begin_journal(engine)
    engine.send(Command.START)
    journal.flush()

    assert keeper.find_unfinished() is None
    engine.send(Command.STOP)
    journal.close()
    keeper.close()

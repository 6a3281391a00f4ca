"""What the screens are told of sessions that were kept."""

from collections.abc import Iterator

import pytest

from hipflow.core.events import Command
from hipflow.core.exercise import Side, Sides
from hipflow.core.session import Session
from hipflow.engine import Engine
from hipflow.keeping import Keeper
from hipflow.recollection import Recollection
from hipflow.store.journal import Journal
from hipflow.tui.parts import LiveSession
from tests.builders import hold, plan
from tests.test_keeping import Clock, run_session

LONG = plan(hold(seconds=90), prep=0)


def refuse(*_: Engine | Journal) -> LiveSession:
    raise AssertionError("nothing is taken up here")


class Wish:
    """A goal that a person may change."""

    goal = 3


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    """A keeper in a home of its own."""
    made = Keeper()
    yield made
    made.close()


@pytest.fixture
def recollection(keeper: Keeper) -> Recollection:
    """The recollection of what it keeps, with a goal of three sessions a week."""
    return Recollection(keeper, goal=lambda: Wish.goal, show=refuse)


def test_nothing_is_offered_before_there_is_something_to_keep(recollection: Recollection) -> None:
    assert recollection.find_unfinished() is None


def test_a_session_that_was_stopped_is_in_the_history(keeper: Keeper, recollection: Recollection) -> None:
    run_session(keeper, LONG, seconds=70)

    history, today = recollection.read_history(), recollection.read_today()

    assert [(done.routine, round(done.worked)) for done in history.sessions] == [("test-hips", 70)]
    assert (history.count, history.goal, history.problem) == (1, 3, "")
    assert today.sessions_this_week == 1
    assert today.last_done["test-hips"].times == 1
    record = recollection.read_record(history.sessions[0].id)
    assert record is not None
    assert round(record.worked) == 70
    last = recollection.read_last_time("test-hips")
    assert last is not None
    assert last.key == history.sessions[0].key
    assert recollection.read_last_time("other") is None


def test_the_picker_is_told_which_side_went_first(keeper: Keeper, recollection: Recollection) -> None:
    run_session(keeper, plan(hold(sides=Sides.EACH), prep=0), seconds=20)

    assert recollection.read_today().last_done["test-hips"].first_side is Side.LEFT


def test_a_goal_that_is_changed_counts_at_once(recollection: Recollection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Wish, "goal", 5)

    assert recollection.read_today().goal == 5
    assert recollection.read_history().goal == 5


def test_what_was_hardly_begun_is_not_kept(keeper: Keeper, recollection: Recollection) -> None:
    run_session(keeper, LONG, seconds=0.5)

    assert recollection.read_history().count == 0


def test_a_session_that_this_process_runs_is_not_offered(keeper: Keeper, recollection: Recollection) -> None:
    engine = Engine(Session(LONG), clock=Clock())
    journal = keeper.begin_journal(engine)
    engine.send(Command.START)
    journal.flush()

    assert recollection.find_unfinished() is None
    engine.send(Command.STOP)
    journal.close()

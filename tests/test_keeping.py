"""Sessions are kept from their first moment, and nothing is made before that."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hipflow.core.events import Command
from hipflow.core.exercise import Side
from hipflow.core.plan import Plan, begin_with
from hipflow.core.session import Session
from hipflow.engine import Engine
from hipflow.keeping import Keeper
from tests.builders import plan


class Clock:
    """A clock that is only a number."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    """A keeper in a home of its own."""
    made = Keeper()
    yield made
    made.close()


def run_session(keeper: Keeper, a_plan: Plan, *, seconds: float) -> None:
    """Run a session for some seconds, then stop it."""
    clock = Clock()
    engine = Engine(Session(a_plan, patience=1e9), clock=clock)
    journal = keeper.begin_journal(engine)
    engine.send(Command.START)
    clock.seconds = seconds
    engine.send(Command.STOP)
    journal.close()


def test_nothing_is_made_before_there_is_something_to_keep(keeper: Keeper, own_home: Path) -> None:
    assert keeper.is_empty
    assert keeper.read_last_first("test-hips") is None
    assert not (own_home / "data").exists()


def test_the_side_that_went_first_last_time_is_told(keeper: Keeper) -> None:
    run_session(keeper, begin_with(plan(prep=0), Side.RIGHT), seconds=20)

    assert keeper.read_last_first("test-hips") is Side.RIGHT
    assert keeper.read_last_first("other") is None


def test_a_session_that_never_came_to_a_side_turns_nothing_around(keeper: Keeper) -> None:
    run_session(keeper, begin_with(plan(prep=0), Side.RIGHT), seconds=20)
    run_session(keeper, plan(prep=10), seconds=5)

    assert keeper.read_last_first("test-hips") is Side.RIGHT


def test_a_history_that_cannot_be_read_keeps_nobody_from_a_session(keeper: Keeper, own_home: Path) -> None:
    (own_home / "data" / "history.db").mkdir(parents=True)

    assert keeper.read_last_first("test-hips") is None
    assert keeper.database.problem

"""Databases, sessions and rows for the tests of this room."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hipflow.core.events import Command, Event, Outcome
from hipflow.core.exercise import Side
from hipflow.core.plan import Plan
from hipflow.core.session import Session
from hipflow.store.database import Database, open_database
from hipflow.store.history import insert_plan, insert_session
from hipflow.store.journal import Journal
from hipflow.store.past import Ending, SessionDone, StepChanged, StepDone
from tests.builders import plan

NOW = datetime(2027, 3, 1, 18, 5, tzinfo=UTC)
"""A Monday evening."""
TODAY = NOW.date()
DEAD = "999999999 not-this-boot 1"
"""A process that runs no more."""


def open_test_database(folder: Path) -> Database:
    """A database in a folder of its own."""
    return open_database(folder / "history.db", NOW.date())


class Run:
    """One session that is driven by hand and noted in a journal."""

    def __init__(
        self,
        database: Database,
        a_plan: Plan | None = None,
        *,
        session: Session | None = None,
        journal: Journal | None = None,
        now: datetime = NOW,
    ) -> None:
        self.database = database
        self.session = session or Session(a_plan or plan())
        self.journal = journal or Journal(database, now=now, version="1.2.3")
        self.now = 0.0
        self.events: list[Event] = list(self.journal.earlier)

    def send(self, command: Command) -> "Run":
        return self._note(self.session.handle(command, self.now))

    def replan(self, a_plan: Plan) -> "Run":
        return self._note(self.session.replan(a_plan, self.now))

    def run(self, seconds: float) -> "Run":
        until = self.now + seconds
        while (due := self.session.next_due()) is not None and due <= until:
            self.now = due
            self._note(self.session.advance(due))
        self.now = until
        return self._note(self.session.advance(until))

    def sleep(self, seconds: float) -> "Run":
        self.now += seconds
        return self._note(self.session.advance(self.now))

    def die(self) -> "Run":
        """Let it be as if the process had been killed; what was noted is written."""
        assert self.journal.flush(10)
        with self.database.transaction() as connection:
            connection.execute("UPDATE live SET owner = ? WHERE key = ?", (DEAD, self.journal.key))
        return self

    def _note(self, events: list[Event]) -> "Run":
        self.events += events
        for event in events:
            self.journal.note(event)
        return self


def session_done(
    number: int = 1, *, day: date = TODAY, routine: str = "post-run-10", worked: float = 600.0, **changes: object
) -> SessionDone:
    """A session that was finished on a day."""
    started = datetime(day.year, day.month, day.day, 17, 30, tzinfo=UTC)
    values: dict[str, object] = {
        "key": f"key-{number}",
        "routine": routine,
        "name": routine.replace("-", " ").capitalize(),
        "started": started,
        "ended": started + timedelta(minutes=12),
        "ending": Ending.FINISHED,
        "planned": 700.0,
        "elapsed": worked + 100,
        "worked": worked,
        "led_in": 80.0,
        "paused": 20.0,
        "pauses": 1,
        "first_side": Side.LEFT,
        "version": "1.2.3",
    }
    return SessionDone(**(values | changes))  # type: ignore[arg-type]  # a builder with defaults for all


def step_done(
    step: int = 1, *, exercise: str = "half-pigeon", side: Side | None = Side.LEFT, held: float = 30.0
) -> StepDone:
    """A work step that was done."""
    return StepDone(
        step=step,
        exercise=exercise,
        name=exercise.capitalize(),
        side=side,
        phase="",
        planned=30.0,
        wanted=30.0,
        held=held,
        outcome=Outcome.DONE if held >= 30 else Outcome.CUT,
        attempts=1,
    )


def keep(
    database: Database,
    done: SessionDone,
    steps: tuple[StepDone, ...] = (),
    changes: tuple[StepChanged, ...] = (),
    *,
    a_plan: Plan | None = None,
) -> int:
    """Put a session into the history."""
    with database.transaction() as connection:
        number = insert_session(connection, done, steps, changes, insert_plan(connection, a_plan or plan()))
    assert number is not None
    return number

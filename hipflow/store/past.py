"""What is kept of a session once it is over: plain rows, and how they are made of its record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum

from hipflow.core.events import Event, Outcome, Paused
from hipflow.core.exercise import Side
from hipflow.core.record import Record
from hipflow.core.text import clean

LEAST_WORKED = 1.0
"""Seconds that have to be held for a session to be kept at all."""


class Ending(Enum):
    """How a session came to its end."""

    FINISHED = "finished"
    """Its plan was done to the end."""
    STOPPED = "stopped"
    """The person ended it before."""
    UNFINISHED = "unfinished"
    """It was broken off, and not taken up again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone:
    """What became of one work step of a session that is kept; all times in seconds."""

    step: int
    """Its index in the plan."""
    exercise: str
    """The id."""
    name: str
    side: Side | None
    phase: str
    planned: float
    wanted: float
    """What was planned, and what was added or taken away."""
    held: float
    outcome: Outcome
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChanged:
    """A step between two exercises to which time was added, or taken away."""

    step: int
    """Its index in the plan."""
    kind: str
    exercise: str
    """The id of the one it leads to."""
    planned: float
    added: float
    """Negative when taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDone:
    """One session that is kept; all lengths in seconds."""

    key: str
    """Tells it from all others, on any machine."""
    routine: str
    """The id."""
    name: str
    started: datetime
    """With the offset from UTC of where and when it was."""
    ended: datetime
    ending: Ending
    planned: float
    elapsed: float
    worked: float
    led_in: float
    paused: float
    pauses: int
    """How often it stood still."""
    first_side: Side | None
    version: str
    """Of the hipflow that ran it."""
    id: int = 0
    """Its number in this file, for a person to name it by; 0: in none yet."""

    @property
    def day(self) -> date:
        """The date it counts for, where the person was."""
        return self.started.date()


def make_session_done(
    key: str,
    record: Record,
    events: Iterable[Event],
    *,
    started: datetime,
    ended: datetime,
    ending: Ending,
    version: str,
) -> tuple[SessionDone, tuple[StepDone, ...], tuple[StepChanged, ...]]:
    """What is to be kept of a session."""
    told = tuple(events)
    done = SessionDone(
        key=key,
        routine=clean(record.plan.routine_id),
        name=clean(record.plan.name),
        started=started,
        ended=ended,
        ending=ending,
        planned=float(record.plan.seconds),
        elapsed=record.elapsed,
        worked=record.worked,
        led_in=record.led_in,
        paused=record.paused,
        pauses=sum(isinstance(event, Paused) for event in told),
        first_side=record.first_side,
        version=version,
    )
    steps = tuple(
        StepDone(
            step=hold.step.index,
            exercise=clean(hold.step.exercise.id),
            name=clean(hold.step.name),
            side=hold.step.side,
            phase=clean(hold.step.phase.name),
            planned=float(hold.step.seconds),
            wanted=hold.seconds,
            held=hold.held,
            outcome=hold.outcome,
            attempts=hold.attempts,
        )
        for hold in record.holds
    )
    return done, steps, list_step_changes(record)


def list_step_changes(record: Record) -> tuple[StepChanged, ...]:
    """What is kept of the time that was added to the steps between exercises."""
    return tuple(
        StepChanged(
            step=change.step.index,
            kind=change.step.kind.value,
            exercise=clean(change.step.exercise.id),
            planned=float(change.step.seconds),
            added=change.added,
        )
        for change in record.changes
    )


def write_time(moment: datetime) -> str:
    """A moment in UTC, to the second, as SQLite's own functions read it: 2027-03-01T18:05:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_time(text: str, offset: int = 0) -> datetime:
    """The moment that was written, at an offset of so many minutes from UTC; raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} is in no time zone")
    try:
        return moment.astimezone(timezone(timedelta(minutes=offset)))
    except OverflowError as error:
        raise ValueError(f"{text} is too far away") from error


def offset_minutes(moment: datetime) -> int:
    """By how many minutes the local time of a moment is ahead of UTC."""
    offset = moment.utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else 0

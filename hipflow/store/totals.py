"""Sums over the history, each one query: days, exercises, and how often a routine was done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from hipflow.core.exercise import Side

from .balance import ExerciseTime
from .database import Database
from .past import read_time
from .weeks import Day

COUNTS_FROM = 60.0
"""Seconds held from which a session that was not finished counts toward the goal of a week."""


@dataclass(frozen=True, slots=True)
class LastDone:
    """How a routine stands in the history."""

    started: datetime
    """The last time, with the offset from UTC of where and when it was."""
    times: int
    """How often in all."""
    first_side: Side | None = None
    """The side that went first the last time that anything was held side by side; None: never."""


def read_days(database: Database, *, since: date | None = None) -> list[Day]:
    """The days on which something was done, oldest first; raises StoreError."""
    rows = database.read_rows(
        "SELECT day, sum(ending = 'finished' OR worked >= ?), sum(worked) FROM sessions WHERE day >= ?"
        " GROUP BY day ORDER BY day",
        (COUNTS_FROM, since.isoformat() if since else ""),
    )
    return [
        Day(date.fromisoformat(str(day)), cast(int, sessions), cast(float, seconds)) for day, sessions, seconds in rows
    ]


def read_exercise_times(database: Database, *, since: date | None = None) -> list[ExerciseTime]:
    """What each exercise was held since a day, most first; raises StoreError."""
    where, values = ("", ()) if since is None else (_SINCE, (since.isoformat(),))
    rows = database.read_rows(
        "SELECT t.exercise, coalesce(e.name, t.exercise), coalesce(e.muscles, ''), t.left, t.right, t.both, t.times"
        " FROM (SELECT exercise, sum(held) AS held, sum(held) FILTER (WHERE side = 'left') AS left,"
        " sum(held) FILTER (WHERE side = 'right') AS right, sum(held) FILTER (WHERE side IS NULL) AS both,"
        f" count(DISTINCT session) FILTER (WHERE held > 0) AS times FROM steps {where} GROUP BY exercise) AS t"
        " LEFT JOIN exercises AS e ON e.id = t.exercise ORDER BY t.held DESC, t.exercise",
        values,
    )
    return [
        ExerciseTime(
            str(exercise),
            str(name),
            tuple(part for part in str(muscles).split(", ") if part),
            cast(float, left or 0.0),
            cast(float, right or 0.0),
            cast(float, both or 0.0),
            cast(int, times),
        )
        for exercise, name, muscles, left, right, both, times in rows
    ]


def read_last_done(database: Database) -> Mapping[str, LastDone]:
    """For each routine that was ever done, when and how often, by its id; raises StoreError."""
    rows = database.read_rows(
        # SQLite takes the other columns from the row that has the maximum.
        "SELECT routine, started_at, utc_offset, times, (SELECT first_side FROM sessions AS s"
        f" WHERE s.routine = t.routine {_SIDED}) FROM (SELECT routine, max(started_at) AS started_at, utc_offset,"
        " count(*) AS times FROM sessions GROUP BY routine) AS t"
    )
    return {
        str(routine): LastDone(
            read_time(str(started), cast(int, offset)), cast(int, times), Side(side) if side else None
        )
        for routine, started, offset, times, side in rows
    }


def read_last_first_side(database: Database, routine: str) -> Side | None:
    """The side that went first the last time that a routine had anything held side by side; raises StoreError."""
    rows = database.read_rows(f"SELECT first_side FROM sessions WHERE routine = ? {_SIDED}", (routine,))
    return Side(rows[0][0]) if rows else None


_SIDED = "AND first_side IS NOT NULL ORDER BY started_at DESC, id DESC LIMIT 1"
_SINCE = "WHERE session IN (SELECT id FROM sessions WHERE day >= ?)"

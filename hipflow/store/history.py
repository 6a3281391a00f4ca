"""Finished sessions: kept, found again, and forgotten when the person wants it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from hipflow.core.events import Outcome
from hipflow.core.exercise import Side
from hipflow.core.plan import Plan
from hipflow.core.record import Change, Hold, Record
from hipflow.core.text import clean

from .database import Database, Row, Value
from .fields import read_json, write_json
from .packing import pack_plan, unpack_plan
from .past import Ending, SessionDone, StepChanged, StepDone, offset_minutes, read_time, write_time
from .trouble import StoreError

if TYPE_CHECKING:
    from sqlite3 import Connection


def insert_session(
    connection: "Connection",
    done: SessionDone,
    steps: Iterable[StepDone],
    changes: Iterable[StepChanged],
    plan: int,
) -> int | None:
    """Keep a session, inside a transaction; the number it got, or None where it is kept already."""
    cursor = connection.execute(
        "INSERT INTO sessions (key, plan, routine, name, started_at, ended_at, utc_offset, day, ending, planned,"
        " elapsed, worked, led_in, paused, pauses, first_side, version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
        (
            done.key,
            plan,
            done.routine,
            done.name,
            write_time(done.started),
            write_time(done.ended),
            offset_minutes(done.started),
            done.day.isoformat(),
            done.ending.value,
            done.planned,
            done.elapsed,
            done.worked,
            done.led_in,
            done.paused,
            done.pauses,
            done.first_side.value if done.first_side else None,
            done.version,
        ),
    )
    if not cursor.rowcount:
        return None
    number = cast(int, cursor.lastrowid)
    connection.executemany(
        "INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number,
                step.step,
                step.exercise,
                step.name,
                step.side.value if step.side else None,
                step.phase,
                step.planned,
                step.wanted,
                step.held,
                step.outcome.value,
                step.attempts,
            )
            for step in steps
        ],
    )
    connection.executemany(
        "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)",
        [(number, each.step, each.kind, each.exercise, each.planned, each.added) for each in changes],
    )
    return number


def insert_plan(connection: "Connection", plan: Plan) -> int:
    """Keep a plan, inside a transaction, and what its exercises are called; the number it has."""
    text = write_json(pack_plan(plan))
    digest = hashlib.sha256(text.encode()).hexdigest()
    connection.execute("INSERT INTO plans (digest, plan) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING", (digest, text))
    connection.executemany(
        "INSERT INTO exercises (id, name, muscles) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, muscles = excluded.muscles",
        [
            (clean(each.id), clean(each.name), clean(", ".join(each.muscles)))
            for each in dict.fromkeys(step.exercise for step in plan.steps)
        ],
    )
    number: int = connection.execute("SELECT id FROM plans WHERE digest = ?", (digest,)).fetchone()[0]
    return number


def list_sessions(
    database: Database, *, since: date | None = None, routine: str = "", limit: int | None = None
) -> list[SessionDone]:
    """The sessions that are kept, newest first; raises StoreError.

    Args:
        database: Where they are kept.
        since: The first day, where the person was; None: all of them.
        routine: Of which routine, by its id; empty: of all.
        limit: How many at most.
    """
    where, values = ("routine = ? AND day >= ?", [routine]) if routine else ("day >= ?", list[Value]())
    rows = database.read_rows(
        f"SELECT {_COLUMNS} FROM sessions WHERE {where} ORDER BY started_at DESC, id DESC LIMIT ?",
        (*values, since.isoformat() if since else "", -1 if limit is None else limit),
    )
    return [_read_session(row) for row in rows]


def find_session(database: Database, number: int) -> SessionDone | None:
    """The session with that number; raises StoreError."""
    rows = database.read_rows(f"SELECT {_COLUMNS} FROM sessions WHERE id = ?", (number,))
    return _read_session(rows[0]) if rows else None


def list_steps(database: Database, sessions: Sequence[SessionDone]) -> Mapping[int, tuple[StepDone, ...]]:
    """The work steps of those sessions, by the number of the session; raises StoreError."""
    found: dict[int, list[StepDone]] = {each.id: [] for each in sessions}
    if not found:
        return {}
    query = f"SELECT session, {_STEP_COLUMNS} FROM steps WHERE session BETWEEN ? AND ? ORDER BY session, step"
    for number, *row in database.read_rows(query, (min(found), max(found))):
        if number in found:
            found[cast(int, number)].append(_read_step(tuple(row)))
    return {number: tuple(steps) for number, steps in found.items()}


def list_changes(database: Database, routine: str, *, limit: int) -> list[tuple[StepChanged, ...]]:
    """What was added to the ways between exercises in the last sessions of a routine, newest first.

    Sessions without any have an empty place in it. Raises StoreError.
    """
    rows = database.read_rows(
        "SELECT s.id, c.step, c.kind, c.exercise, c.planned, c.added FROM (SELECT id, started_at FROM sessions"
        " WHERE routine = ? ORDER BY started_at DESC LIMIT ?) AS s LEFT JOIN changes AS c ON c.session = s.id"
        " ORDER BY s.started_at DESC, c.step",
        (routine, limit),
    )
    found: dict[Value, list[StepChanged]] = {}
    for number, step, kind, exercise, planned, added in rows:
        changes = found.setdefault(number, [])
        if step is not None:
            changes.append(
                StepChanged(
                    step=cast(int, step),
                    kind=str(kind),
                    exercise=str(exercise),
                    planned=cast(float, planned),
                    added=cast(float, added),
                )
            )
    return [tuple(changes) for changes in found.values()]


def read_record(database: Database, number: int) -> Record | None:
    """The record of a session that is kept, whole; None where there is none. Raises StoreError."""
    done = find_session(database, number)
    if done is None:
        return None
    ((text,),) = database.read_rows(
        "SELECT p.plan FROM sessions AS s JOIN plans AS p ON p.id = s.plan WHERE s.id = ?", (number,)
    )
    try:
        plan = unpack_plan(read_json(str(text)))
        holds = tuple(
            Hold(plan.steps[each.step], each.held, each.wanted, each.outcome, each.attempts)
            for each in list_steps(database, [done])[number]
        )
        changes = tuple(
            Change(plan.steps[cast(int, step)], cast(float, added))
            for step, added in database.read_rows(
                "SELECT step, added FROM changes WHERE session = ? ORDER BY step", (number,)
            )
        )
    except (ValueError, IndexError) as error:
        raise StoreError("this session cannot be read any more") from error
    is_finished = done.ending is Ending.FINISHED
    return Record(plan, holds, done.elapsed, done.worked, done.led_in, done.paused, is_finished, changes)


def delete_session(database: Database, number: int) -> bool:
    """Forget a session for good; was there one? Raises StoreError."""
    with database.transaction() as connection:
        is_there = connection.execute("DELETE FROM sessions WHERE id = ?", (number,)).rowcount > 0
        connection.execute(
            "DELETE FROM plans WHERE id NOT IN (SELECT plan FROM sessions) AND id NOT IN (SELECT plan FROM live)"
        )
    return is_there


_COLUMNS = (
    "key, routine, name, started_at, ended_at, utc_offset, ending, planned, elapsed, worked, led_in, paused, pauses,"
    " first_side, version, id"
)
_STEP_COLUMNS = "step, exercise, name, side, phase, planned, wanted, held, outcome, attempts"


def _read_session(row: Row) -> SessionDone:
    (key, routine, name, started, ended, offset, ending, *numbers) = row
    planned, elapsed, worked, led_in, paused, pauses, first_side, version, number = numbers
    try:
        minutes = cast(int, offset)
        return SessionDone(
            key=str(key),
            routine=str(routine),
            name=str(name),
            started=read_time(str(started), minutes),
            ended=read_time(str(ended), minutes),
            ending=Ending(ending),
            planned=cast(float, planned),
            elapsed=cast(float, elapsed),
            worked=cast(float, worked),
            led_in=cast(float, led_in),
            paused=cast(float, paused),
            pauses=cast(int, pauses),
            first_side=Side(first_side) if first_side else None,
            version=str(version),
            id=cast(int, number),
        )
    except ValueError as error:
        raise StoreError(f"session {number} cannot be read") from error


def _read_step(row: Row) -> StepDone:
    step, exercise, name, side, phase, planned, wanted, held, outcome, attempts = row
    try:
        return StepDone(
            step=cast(int, step),
            exercise=str(exercise),
            name=str(name),
            side=Side(side) if side else None,
            phase=str(phase),
            planned=cast(float, planned),
            wanted=cast(float, wanted),
            held=cast(float, held),
            outcome=Outcome(outcome),
            attempts=cast(int, attempts),
        )
    except ValueError as error:
        raise StoreError("a step cannot be read") from error

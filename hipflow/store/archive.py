"""The history as a file: a backup that can be restored, and rows for other programs."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TypeVar

from hipflow.core.plan import Plan
from hipflow.core.text import clean

from .database import Database, Value
from .fields import Json, pack_fields, read_json, unpack_fields, write_json
from .history import insert_plan, insert_session, list_sessions, list_steps
from .packing import unpack_plan
from .past import SessionDone, StepChanged, StepDone

FORMAT, VERSION = "hipflow-history", 1
FIRST_YEAR, LAST_YEAR = 1970, 9998
MOST_TIMES = 1_000_000
"""Pauses of a session, or attempts at a step: no person has more."""
T = TypeVar("T")


class ArchiveError(Exception):
    """A file is no backup that can be restored; as a string, why, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a backup that was restored."""

    added: int
    """Sessions that are new here."""
    known: int
    """Sessions that were here already."""


def write_archive(database: Database, *, now: datetime, version: str) -> str:
    """All that is kept of all sessions, as JSON; raises StoreError.

    Args:
        database: Where they are kept.
        now: The time of day, with its time zone.
        version: Of this hipflow.
    """
    sessions = list_sessions(database)[::-1]
    steps, changes = list_steps(database, sessions), _list_all_changes(database)
    plan_of = {number: str(plan) for number, plan in database.read_rows("SELECT id, plan FROM sessions")}
    plans = database.read_rows("SELECT id, plan FROM plans WHERE id IN (SELECT plan FROM sessions) ORDER BY id")
    packed = [
        session_json(session)
        | {"plan": plan_of[session.id]}
        | {"steps": [pack_fields(step) for step in steps[session.id]], "changes": changes.get(session.id, [])}
        for session in sessions
    ]
    # One session a line, so that a person can read it and two backups can be compared.
    lines = (
        f'{{"format": "{FORMAT}", "version": {VERSION}, "hipflow": {write_json(version)},',
        f'"written": {write_json(now.isoformat(timespec="seconds"))}, "plans": {{',
        ",\n".join(f'"{number}": {text}' for number, text in plans),
        '}, "sessions": [',
        ",\n".join(map(write_json, packed)),
        "]}\n",
    )
    return "\n".join(lines)


def restore_archive(database: Database, text: str) -> Restored:
    """Add the sessions of a backup that are not here yet, all or none of them.

    Raises ArchiveError where it is none, and StoreError where it cannot be written.
    """
    plans, sessions = _read_archive(text)
    numbers: dict[str, int] = {}
    added = 0
    with database.transaction() as connection:
        for plan, done, steps, changes in sessions:
            if plan not in numbers:
                numbers[plan] = insert_plan(connection, plans[plan])
            added += insert_session(connection, done, steps, changes, numbers[plan]) is not None
        connection.execute(
            "DELETE FROM plans WHERE id NOT IN (SELECT plan FROM sessions) AND id NOT IN (SELECT plan FROM live)"
        )
    return Restored(added, len(sessions) - added)


def session_json(session: SessionDone) -> dict[str, Json]:
    """A session as JSON; times with their offset from UTC, lengths in seconds."""
    return {name: value for name, value in pack_fields(session).items() if name != "id"}


def write_rows(sessions: Iterable[SessionDone], steps: Mapping[int, Sequence[StepDone]]) -> list[dict[str, Json]]:
    """The sessions with their work steps, for `--json`; `id` is what `hipflow history delete` takes."""
    return [
        {"id": session.id, **_tidy(session_json(session))}
        | {"steps": [_tidy(pack_fields(step)) for step in steps.get(session.id, ())]}
        for session in sessions
    ]


def write_csv(sessions: Iterable[SessionDone], steps: Mapping[int, Sequence[StepDone]]) -> str:
    """One line for each work step, with its session in front; times are local, lengths in seconds."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for session in sessions:
        front: list[Value] = [
            session.id,
            session.started.isoformat(timespec="seconds"),
            session.routine,
            session.ending.value,
            _round(session.worked),
            _round(session.paused),
            session.version,
        ]
        for step in steps.get(session.id, ()):
            side = step.side.value if step.side else ""
            own = [step.exercise, step.name, side, step.phase]
            times = [_round(step.planned), _round(step.wanted), _round(step.held), step.outcome.value]
            writer.writerow([_disarm(cell) for cell in [*front, *own, *times]])
    return text.getvalue()


CSV_COLUMNS = (
    "session",
    "started",
    "routine",
    "ending",
    "session_worked",
    "session_paused",
    "hipflow",
    "exercise",
    "name",
    "side",
    "phase",
    "planned",
    "wanted",
    "held",
    "outcome",
)

_Packed = tuple[str, SessionDone, list[StepDone], list[StepChanged]]


def _read_archive(text: str) -> tuple[dict[str, Plan], list[_Packed]]:
    try:
        whole = read_json(text)
    except ValueError as error:
        raise ArchiveError("This is no JSON. Give it a file that `hipflow backup` wrote.") from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise ArchiveError("This is no backup of hipflow. Give it a file that `hipflow backup` wrote.")
    if whole.get("version") != VERSION:
        raise ArchiveError("A newer hipflow wrote this backup. Install that, and restore it again.")
    packed_plans, packed_sessions = whole.get("plans"), whole.get("sessions")
    if not isinstance(packed_plans, dict) or not isinstance(packed_sessions, list):
        raise ArchiveError("The backup is not whole. Take another one.")
    where = "plans"
    try:
        plans = {name: unpack_plan(packed) for name, packed in packed_plans.items()}
        sessions = []
        for number, packed in enumerate(packed_sessions):
            where = f"sessions[{number}]"
            sessions.append(_read_session(packed, plans))
    except ValueError as error:
        raise ArchiveError(f"The backup is damaged at {where}: {clean(str(error))[:80]}. Take another one.") from error
    return plans, sessions


def _read_session(packed: Json, plans: Mapping[str, Plan]) -> _Packed:
    if not isinstance(packed, dict):
        raise ValueError("no object")
    plan, steps, changes = packed.get("plan"), packed.get("steps"), packed.get("changes")
    if not isinstance(plan, str) or plan not in plans or not isinstance(steps, list) or not isinstance(changes, list):
        raise ValueError("no plan or no steps")
    done = unpack_fields(SessionDone, packed)
    if min(done.planned, done.elapsed, done.worked, done.led_in, done.paused, done.pauses) < 0 or not done.key:
        raise ValueError("less than no time")
    if not all(FIRST_YEAR <= moment.year <= LAST_YEAR for moment in (done.started, done.ended)):
        raise ValueError("out of all time")
    all_steps = [_read_part(StepDone, each) for each in steps]
    all_changes = [_read_part(StepChanged, each) for each in changes]
    if max([done.pauses, *(each.attempts for each in all_steps)]) > MOST_TIMES:
        raise ValueError("too often")
    for places in ([each.step for each in all_steps], [each.step for each in all_changes]):
        if len(set(places)) < len(places) or not all(0 <= place < len(plans[plan].steps) for place in places):
            raise ValueError("a step is out of place")
    return plan, done, all_steps, all_changes


def _read_part(kind: type[T], packed: Json) -> T:
    if not isinstance(packed, dict):
        raise ValueError("no object")
    return unpack_fields(kind, packed)


def _list_all_changes(database: Database) -> dict[Value, list[Json]]:
    found: dict[Value, list[Json]] = {}
    for number, *row in database.read_rows(
        f"SELECT session, {', '.join(_CHANGED)} FROM changes ORDER BY session, step"
    ):
        found.setdefault(number, []).append(dict(zip(_CHANGED, row, strict=True)))
    return found


_CHANGED = tuple(field.name for field in fields(StepChanged))


def _disarm(cell: Value) -> Value:
    """A cell that a spreadsheet takes for a text, and never for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell


def _tidy(row: dict[str, Json]) -> dict[str, Json]:
    return {name: _round(value) if isinstance(value, float) else value for name, value in row.items()}


def _round(seconds: float) -> float:
    return round(seconds, 3)

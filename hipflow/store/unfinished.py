"""A session that was broken off: found again, taken up where it stood, or closed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from hipflow.core.events import Command, Event
from hipflow.core.plan import Plan
from hipflow.core.record import make_record
from hipflow.core.session import PATIENCE, Session

from .database import Database, Row
from .fields import read_json, write_json
from .history import insert_session
from .journal import Journal
from .owner import is_alive, name_owner
from .packing import pack_event, unpack_event, unpack_plan
from .past import LEAST_WORKED, Ending, make_session_done, read_time
from .standing import Standing, break_off

if TYPE_CHECKING:
    from sqlite3 import Connection

OFFERED_FOR = timedelta(hours=12)
"""How long after it was broken off a session can be taken up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A session that was broken off, and where it stood then."""

    key: str
    plan: Plan
    standing: Standing
    """The step, and the seconds left of it as they were on the screen."""
    events: tuple[Event, ...]
    """All that happened in it, ticks left out; it ends paused."""
    started: datetime
    """When it was begun, with the offset from UTC of then."""
    heard_at: datetime
    """When it was broken off, to a second or so; paused, when something last happened."""
    version: str
    """Of the hipflow that ran it last."""
    owner: str
    """The process that ran it, which has ended."""
    plan_number: int
    """What its plan is stored under."""

    def open_session(self, *, patience: float = PATIENCE) -> Session:
        """The session, paused where it stood; it counts in when it is resumed."""
        standing = self.standing
        return Session.resumed(
            self.plan,
            standing.step.index,
            seconds_left=min(standing.seconds_left, standing.length),
            length=standing.length,
            patience=patience,
        )


def find_unfinished(database: Database, now: datetime) -> Unfinished | None:
    """The session that was broken off last and can be taken up; raises StoreError.

    One that a living hipflow runs is left alone. Those that are older than `OFFERED_FOR` are put into the history as
    unfinished. One that cannot be read stays where it is.
    """
    found: Unfinished | None = None
    for row in database.read_rows(f"SELECT {_COLUMNS} FROM live ORDER BY heard_at DESC, started_at DESC"):
        unfinished = _read_unfinished(database, row)
        if unfinished is None or is_alive(unfinished.owner):
            continue
        if now - unfinished.heard_at > OFFERED_FOR:
            give_up(database, unfinished)
        elif found is None:
            found = unfinished
    return found


def take_up(database: Database, unfinished: Unfinished, *, now: datetime, version: str) -> Journal | None:
    """The journal of the session, which is this process's from now on; None where another was quicker.

    The clock of `unfinished.open_session()` reads 0 now; what happened before has times below 0 in the journal's
    `earlier`. Raises StoreError.

    Args:
        database: Where it was found.
        unfinished: What was found.
        now: The time of day, with its time zone.
        version: Of this hipflow.
    """
    owner = name_owner()
    with database.transaction() as connection:
        claimed = connection.execute(
            "UPDATE live SET owner = ?, version = ?, is_still = 1 WHERE key = ? AND owner = ?",
            (owner, version, unfinished.key, unfinished.owner),
        )
        if not claimed.rowcount:
            return None
        _write_pause(connection, unfinished)
    return Journal.continued(database, unfinished, now=now, version=version, owner=owner)


def give_up(database: Database, unfinished: Unfinished) -> None:
    """Put the session into the history as unfinished, unless nothing was held in it; raises StoreError."""
    heard = unfinished.standing.heard
    events = (*unfinished.events, *unfinished.open_session().handle(Command.STOP, heard))
    record = make_record(unfinished.plan, events)
    with database.transaction() as connection:
        claimed = connection.execute("DELETE FROM live WHERE key = ? AND owner = ?", (unfinished.key, unfinished.owner))
        if claimed.rowcount and record.worked >= LEAST_WORKED:
            done = make_session_done(
                unfinished.key,
                record,
                unfinished.events,
                started=unfinished.started,
                ended=unfinished.heard_at,
                ending=Ending.UNFINISHED,
                version=unfinished.version,
            )
            insert_session(connection, *done, plan=unfinished.plan_number)


_COLUMNS = "key, plan, started_at, utc_offset, version, owner, heard_at, heard, step, seconds_left, length, is_still"


def _read_unfinished(database: Database, row: Row) -> Unfinished | None:
    key, plan_number, started_at, offset, version, owner, heard_at, *place = row
    heard, index, left, length, is_still = (cast(float, each) for each in place)
    told = database.read_rows("SELECT event FROM live_events WHERE key = ? ORDER BY number", (key,))
    ((text,),) = database.read_rows("SELECT plan FROM plans WHERE id = ?", (plan_number,))
    try:
        plan = unpack_plan(read_json(str(text)))
        standing = Standing(plan.steps[int(index)], left, length, heard, bool(is_still))
        unfinished = Unfinished(
            key=str(key),
            plan=plan,
            standing=replace(standing, is_still=True),
            events=_end_paused([unpack_event(read_json(str(event)), plan) for (event,) in told], standing),
            started=read_time(str(started_at), cast(int, offset)),
            heard_at=read_time(str(heard_at), cast(int, offset)),
            version=str(version),
            owner=str(owner),
            plan_number=cast(int, plan_number),
        )
        unfinished.open_session()
    except (ValueError, IndexError):
        return None
    return unfinished


def _end_paused(told: list[Event], standing: Standing) -> tuple[Event, ...]:
    pause = break_off(standing)
    return (*told, pause) if pause else tuple(told)


def _write_pause(connection: "Connection", unfinished: Unfinished) -> None:
    """Write down the pause that the session fell into, unless it was paused already."""
    connection.execute(
        "INSERT INTO live_events (key, number, event) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (unfinished.key, len(unfinished.events) - 1, write_json(pack_event(unfinished.events[-1]))),
    )

"""The sheet of a live session: its rows in the database, written and moved on, and put into the history in the end."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from hipflow.core.events import Event
from hipflow.core.plan import Plan
from hipflow.core.record import make_record

from .fields import write_json
from .history import insert_plan, insert_session
from .owner import name_owner
from .packing import pack_event
from .past import LEAST_WORKED, Ending, make_session_done, offset_minutes, write_time
from .standing import Standing

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(slots=True, kw_only=True)
class Sheet:
    """Whose session it is, and by which clock its times are told; each deed takes place inside a transaction."""

    key: str
    """Tells it from all others."""
    version: str
    """Of this hipflow."""
    started: datetime
    """When it was begun, with the time zone of then."""
    now: datetime
    """When the clock of this run reads 0."""
    base: float = 0.0
    """Seconds of earlier runs: what the clock of the events is ahead of that of this run."""
    owner: str = ""
    """This process; empty until it was first written."""

    def lay_out(self, connection: "Connection", plan: Plan, standing: Standing) -> None:
        """Write the session itself, in place of what there may be of it."""
        if not self.owner:
            # Where the system does not tell, another hipflow may offer this session; better than none can.
            with suppress(OSError):
                self.owner = name_owner()
        self._clear_place(connection)
        connection.execute(
            "INSERT INTO live (key, plan, started_at, utc_offset, version, owner, heard_at, heard, step, seconds_left,"
            " length, is_still) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.key,
                insert_plan(connection, plan),
                write_time(self.started),
                offset_minutes(self.started),
                self.version,
                self.owner,
                self._tell_time(standing),
                standing.heard,
                standing.step.index,
                standing.seconds_left,
                standing.length,
                standing.is_still,
            ),
        )

    def write_place(self, connection: "Connection", standing: Standing) -> bool:
        """Move its place on; False where it is not there any more, or another hipflow's."""
        cursor = connection.execute(
            "UPDATE live SET heard_at = ?, heard = ?, step = ?, seconds_left = ?, length = ?, is_still = ?"
            " WHERE key = ? AND owner = ?",
            (
                self._tell_time(standing),
                standing.heard,
                standing.step.index,
                standing.seconds_left,
                standing.length,
                standing.is_still,
                self.key,
                self.owner,
            ),
        )
        return cursor.rowcount > 0

    def write_events(self, connection: "Connection", told: Sequence[Event], first: int) -> None:
        """Add what happened in it from the event of that number on."""
        connection.executemany(
            "INSERT INTO live_events (key, number, event) VALUES (?, ?, ?)",
            [(self.key, number, write_json(pack_event(event))) for number, event in enumerate(told[first:], first)],
        )

    def write_end(self, connection: "Connection", plan: Plan, told: Sequence[Event], ending: Ending) -> None:
        """Put the session into the history, and out of here."""
        self._clear_place(connection)
        record = make_record(plan, told)
        if record.worked >= LEAST_WORKED:
            done = make_session_done(
                self.key,
                record,
                told,
                started=self.started,
                ended=self.now + timedelta(seconds=told[-1].due - self.base),
                ending=ending,
                version=self.version,
            )
            insert_session(connection, *done, plan=insert_plan(connection, plan))

    def _clear_place(self, connection: "Connection") -> None:
        """Take away what was written of this session; where another hipflow took it over, begin one of its own."""
        connection.execute("DELETE FROM live WHERE key = ? AND owner = ?", (self.key, self.owner))
        taken = "SELECT 1 FROM live WHERE key = :key UNION ALL SELECT 1 FROM sessions WHERE key = :key"
        if connection.execute(taken, {"key": self.key}).fetchone():
            self.key = uuid4().hex

    def _tell_time(self, standing: Standing) -> str:
        return write_time(self.now + timedelta(seconds=standing.heard - self.base))

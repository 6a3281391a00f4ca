"""The journal of a live session: what happens in it reaches the disk as it happens.

Theory of operation
-------------------
`note` only puts an event into a queue: the session never waits for a disk. A thread takes out all there is and writes
it in one transaction. The end of a step is written together with the start of the next, so that whatever is on the
disk is a place in the plan from which the session can go on.

What happens (a step, a pause, a change) is synced to the disk at once. A tick moves the place on. It is handed to the
system at once, which is enough for the death of the process, and synced with every third, for the loss of power.

    the process dies      all but what the thread was just writing is kept: it goes on at the second that was shown
    the power fails       what happened is kept; of the seconds at most the last three are done again
    the disk is full      everything stays in memory, and is written as soon as it can be

Of a pause nothing is written but its beginning: nothing happens in it. When a write fails, all of the session is
written anew with the next one; a damaged file is put aside before that.

A session that is taken up goes on by a clock of its own. Its events are written by the clock of the first run: the
time between two runs is no part of it.
"""

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING
from uuid import uuid4

from hipflow.core.events import Event, Finished, Refused, Replanned, SessionStarted, StepEnded, Stopped, Ticked
from hipflow.core.plan import Plan

from .database import Database
from .past import Ending
from .sheet import Sheet
from .standing import Standing, follow_event
from .trouble import StoreError

if TYPE_CHECKING:
    from .unfinished import Unfinished

SYNC_EVERY = 3
"""Ticks of which one is synced to the disk, against the loss of power."""
TRY_AGAIN = 2.0
"""Seconds after which a write that failed is tried again when nothing happens meanwhile."""
CLOSE_WITHIN = 2.0
"""Seconds that leaving may wait for a disk."""

_OPEN_ENDED = (SessionStarted, StepEnded)


class Journal:
    """Writes down one session as it happens; a listener of its events."""

    def __init__(self, database: Database, *, now: datetime, version: str) -> None:
        """A journal for a session that is about to start.

        Args:
            database: Where to write.
            now: The time of day, with its time zone, at which the session clock reads 0.
            version: Of this hipflow.

        Raises:
            ValueError: The time of day has no time zone.
        """
        if now.tzinfo is None:
            raise ValueError("the time of day of a journal needs its time zone")
        self.problem = database.problem
        """Why this session is not being kept, in a few words for the screen; empty: it is."""
        self._database = database
        self._sheet = Sheet(key=uuid4().hex, version=version, started=now, now=now)
        self._earlier: tuple[Event, ...] = ()
        self._queue: SimpleQueue[Event | threading.Event | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        # From here on, the thread's alone.
        self._plan: Plan | None = None
        self._told: list[Event] = []
        self._written = 0  # how many of them are on the disk
        self._is_laid_out = False  # is the session itself there?
        self._standing: Standing | None = None
        self._ending: Ending | None = None
        self._is_done = False  # is the whole session in the history?
        self._ticks = 0  # since the last that was synced

    @classmethod
    def continued(
        cls, database: Database, unfinished: "Unfinished", *, now: datetime, version: str, owner: str
    ) -> "Journal":
        """The journal of a session that goes on; `take_up` makes one, once it has claimed the session.

        Args:
            database: Where the session was and will be written.
            unfinished: The session, all of whose events are on the disk.
            now: The time of day, with its time zone, at which the new session clock reads 0.
            version: Of this hipflow.
            owner: This process, as it is named in the database.
        """
        journal = cls(database, now=now, version=version)
        standing, told = unfinished.standing, unfinished.events
        sheet, journal._plan = journal._sheet, unfinished.plan
        sheet.key, sheet.started, sheet.owner, sheet.base = unfinished.key, unfinished.started, owner, standing.heard
        journal._earlier = tuple(shift_event(each, -standing.heard) for each in told)
        journal._told, journal._written = list(told), len(told)
        journal._standing, journal._is_laid_out = standing, True
        return journal

    @property
    def key(self) -> str:
        """What the session is known by, also in the history."""
        return self._sheet.key

    @property
    def earlier(self) -> tuple[Event, ...]:
        """What happened before the session was taken up, by the clock that reads 0 now; empty for a new one."""
        return self._earlier

    def note(self, event: Event) -> None:
        """Write down what happened; returns at once, in a few microseconds."""
        if self._thread is None:
            # Nobody may have to wait for it in the end: a disk that hangs must not hold the program.
            self._thread = threading.Thread(target=self._write_on, name="journal", daemon=True)
            self._thread.start()
        self._queue.put(event)

    def flush(self, seconds: float = CLOSE_WITHIN) -> bool:
        """Wait until all that was noted is written; is it, within so many seconds?"""
        if self._thread is None:
            return True
        done = threading.Event()
        self._queue.put(done)
        return done.wait(seconds) and not self.problem

    def close(self) -> bool:
        """Write what there is, and stop; was all of it written? A session that is not over can be taken up later."""
        is_written = self.flush()
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join(CLOSE_WITHIN)
        return is_written

    def _write_on(self) -> None:
        batch: list[Event] = []
        while True:
            waiting: list[threading.Event] = []
            is_closing = False
            with suppress(Empty):
                timeout = TRY_AGAIN if self._is_behind() else None
                item = self._queue.get(timeout=timeout)
                while True:
                    if isinstance(item, threading.Event):
                        waiting.append(item)
                    elif item is None:
                        is_closing = True
                    else:
                        batch.append(item)
                    item = self._queue.get_nowait()
            # What follows the end of a step is on its way; a place between two steps is none to go on from.
            if not batch or not isinstance(batch[-1], _OPEN_ENDED):
                self._keep(batch)
                batch = []
            for each in waiting:
                each.set()
            if is_closing:
                return

    def _is_behind(self) -> bool:
        return self._plan is not None and not self._is_done and bool(self.problem) and not self._database.problem

    def _take_in(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, SessionStarted | Replanned):
                self._plan = event.plan
            if isinstance(event, Replanned):
                # The plan that is on the disk is another one now: all of the session is written anew.
                self._is_laid_out = False
            if isinstance(event, Finished | Stopped):
                self._ending = Ending.FINISHED if isinstance(event, Finished) else Ending.STOPPED
            if isinstance(event, Ticked):
                self._ticks += 1
            elif not isinstance(event, Refused):
                self._told.append(shift_event(event, self._sheet.base))
            self._standing = follow_event(self._standing, shift_event(event, self._sheet.base))

    def _keep(self, events: list[Event]) -> None:
        """Bring the disk up to date; what is wrong with it ends up in `problem`."""
        try:
            self._take_in(events)
            if self._plan is not None and self._standing is not None and not self._is_done:
                self._write(self._plan, self._standing)
                self.problem = self._database.problem
        except StoreError as error:
            self.problem = str(error)
        except Exception as error:
            # A fault of ours must cost neither the session nor, by a traceback, the screen.
            self._is_laid_out = False
            self.problem = f"a fault in hipflow ({type(error).__name__})"

    def _write(self, plan: Plan, standing: Standing) -> None:
        """Write what is new; all of it after a failure, and into a new file where this one is damaged."""
        try:
            self._write_anew_or_on(plan, standing)
        except StoreError as error:
            self._is_laid_out = False
            if not error.is_damaged:
                raise
            self._database.start_anew()
            self._write_anew_or_on(plan, standing)

    def _write_anew_or_on(self, plan: Plan, standing: Standing) -> None:
        is_beat = self._is_laid_out and self._written == len(self._told) and self._ending is None
        is_synced = not is_beat or self._ticks >= SYNC_EVERY
        if is_beat and not self._ticks:
            return
        with self._database.transaction(is_synced=is_synced) as connection:
            if self._ending is not None:
                self._sheet.write_end(connection, plan, self._told, self._ending)
            elif self._is_laid_out and self._sheet.write_place(connection, standing):
                self._sheet.write_events(connection, self._told, self._written)
            else:
                self._sheet.lay_out(connection, plan, standing)
                self._sheet.write_events(connection, self._told, 0)
        self._is_laid_out, self._written = True, len(self._told)
        self._is_done = self._ending is not None
        if is_synced:
            self._ticks = 0


def shift_event(event: Event, by: float) -> Event:
    """The same event by a clock that is `by` seconds ahead."""
    if not by:
        return event
    if isinstance(event, Ticked):
        return event._replace(at=event.at + by, due=event.due + by)
    return replace(event, at=event.at + by, due=event.due + by)

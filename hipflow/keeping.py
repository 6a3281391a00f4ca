"""Keeping sessions: a journal for each that is live, in a history that is opened when it is first needed."""

from contextlib import suppress
from datetime import datetime
from threading import Lock

from hipflow import __version__
from hipflow.core.exercise import Side
from hipflow.engine import Engine, read_local_time
from hipflow.places import has_past, past_file
from hipflow.store.database import Database, open_store
from hipflow.store.journal import Journal
from hipflow.store.totals import read_last_first_side
from hipflow.store.trouble import StoreError
from hipflow.store.unfinished import Unfinished, find_unfinished, take_up


class Keeper:
    """Keeps sessions in the history; its database is opened when first needed. May be used from any thread."""

    def __init__(self) -> None:
        self._database: Database | None = None
        self._opening = Lock()

    @property
    def database(self) -> Database:
        """Where all is kept; a stand-in in memory where that cannot be."""
        with self._opening:
            if self._database is None:
                self._database = open_store(past_file(), read_local_time().date())
            return self._database

    @property
    def is_empty(self) -> bool:
        """Was nothing ever kept here, so that there is nothing to open?"""
        return self._database is None and not has_past()

    def begin_journal(self, engine: Engine) -> Journal:
        """Keep a new session, from its first moment."""
        journal = Journal(self.database, now=read_now(), version=__version__)
        engine.listen(journal.note)
        return journal

    def read_last_first(self, routine: str) -> Side | None:
        """The side that went first in the last session of a routine; None where that is not known."""
        with suppress(StoreError):
            return None if self.is_empty else read_last_first_side(self.database, routine)
        return None

    def find_unfinished(self) -> Unfinished | None:
        """The session that was broken off last, if it can be taken up; raises StoreError."""
        return None if self.is_empty else find_unfinished(self.database, read_now())

    def take_up(self, unfinished: Unfinished) -> tuple[Engine, Journal] | None:
        """An engine that stands paused where it stood, and its journal; None where another hipflow was quicker."""
        journal = take_up(self.database, unfinished, now=read_now(), version=__version__)
        if journal is None:
            return None
        engine = Engine(unfinished.open_session(), earlier=journal.earlier)
        engine.listen(journal.note)
        return engine, journal

    def close(self) -> None:
        """Let go of the database, if it was opened."""
        if self._database is not None:
            self._database.close()


def read_now() -> datetime:
    """The time of day, with the time zone of this machine."""
    return read_local_time().astimezone()

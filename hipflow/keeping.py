"""What is kept of sessions: a journal for each that is live, and what the screens may know of earlier ones."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from hipflow import __version__
from hipflow.core.record import Record
from hipflow.engine import Engine, read_local_time
from hipflow.places import has_past, past_file
from hipflow.store.balance import sum_regions
from hipflow.store.database import Database, open_store
from hipflow.store.history import list_sessions, read_record
from hipflow.store.journal import Journal
from hipflow.store.past import SessionDone
from hipflow.store.totals import read_days, read_exercise_times, read_last_done
from hipflow.store.unfinished import Unfinished, find_unfinished, give_up, take_up
from hipflow.store.weeks import find_monday
from hipflow.tui.memories import History, Today, UnfinishedCard
from hipflow.tui.parts import LiveSession

WEEKS_SUMMED = 4
"""Over how many weeks the time of exercises and regions is summed."""
SESSIONS_LISTED = 200
SEARCHED = 500
"""Sessions among which the last one of a routine is looked for."""

Show = Callable[[Engine, Journal], LiveSession]
"""Makes a session heard and seen that is kept by a journal."""


class Keeper:
    """Keeps sessions in the history; its database is opened when first needed. May be used from any thread."""

    def __init__(self, *, goal: int, show: Show) -> None:
        """A keeper.

        Args:
            goal: Sessions a week that are enough.
            show: Makes a session that is taken up again heard and seen.
        """
        self._goal = goal
        self._show = show
        self._found: dict[str, Unfinished] = {}
        self._database: Database | None = None
        self._opening = Lock()

    @property
    def database(self) -> Database:
        """Where all is kept; a stand-in in memory where that cannot be."""
        with self._opening:
            if self._database is None:
                self._database = open_store(past_file(), read_local_time().date())
            return self._database

    def begin_journal(self, engine: Engine) -> Journal:
        """Keep a new session, from its first moment."""
        journal = Journal(self.database, now=_now(), version=__version__)
        engine.listen(journal.note)
        return journal

    def find_unfinished(self) -> UnfinishedCard | None:
        """The session that was broken off last, if it can be taken up."""
        if not has_past():
            return None
        found = find_unfinished(self.database, _now())
        if found is None:
            return None
        self._found[found.key] = found
        standing = found.standing
        return UnfinishedCard(
            key=found.key,
            plan=found.plan,
            step=standing.step,
            seconds_left=standing.seconds_left,
            broken_off=found.heard_at,
        )

    def resume(self, card: UnfinishedCard) -> LiveSession | None:
        """Take it up: an engine that stands paused at its place; None where another hipflow was quicker."""
        unfinished = self._found[card.key]
        journal = take_up(self.database, unfinished, now=_now(), version=__version__)
        if journal is None:
            return None
        engine = Engine(unfinished.open_session(), earlier=journal.earlier)
        engine.listen(journal.note)
        return self._show(engine, journal)

    def forget(self, card: UnfinishedCard) -> None:
        """Put it into the history as unfinished."""
        give_up(self.database, self._found[card.key])

    def read_today(self) -> Today:
        """What the picker and the summary need to know."""
        now = _now()
        monday = find_monday(now.date())
        days = read_days(self.database, since=monday)
        return Today(
            now=now,
            goal=self._goal,
            sessions_this_week=sum(day.sessions for day in days),
            last_session=next(iter(list_sessions(self.database, limit=1)), None),
            last_done=read_last_done(self.database),
            regions=sum_regions(read_exercise_times(self.database, since=now.date() - timedelta(weeks=WEEKS_SUMMED))),
        )

    def read_history(self) -> History:
        """All that the history screen shows."""
        today = _now().date()
        days = read_days(self.database)
        ((count,),) = self.database.read_rows("SELECT count(*) FROM sessions")
        return History(
            today=today,
            goal=self._goal,
            days=tuple(days),
            sessions=tuple(list_sessions(self.database, limit=SESSIONS_LISTED)),
            count=int(count or 0),
            times=tuple(read_exercise_times(self.database, since=today - timedelta(weeks=WEEKS_SUMMED))),
            weeks_summed=WEEKS_SUMMED,
            problem=self.database.problem,
        )

    def read_record(self, number: int) -> Record | None:
        """The record of a session of the history."""
        return read_record(self.database, number)

    def read_last_time(self, routine: str) -> SessionDone | None:
        """The newest session of a routine."""
        return next((each for each in list_sessions(self.database, limit=SEARCHED) if each.routine == routine), None)

    def close(self) -> None:
        """Let go of the database, if it was opened."""
        if self._database is not None:
            self._database.close()


def _now() -> datetime:
    """The time of day, with the time zone of this machine."""
    return read_local_time().astimezone()

"""What the screens are told when they ask of earlier sessions."""

from collections.abc import Callable
from datetime import timedelta

from hipflow.core.record import Record
from hipflow.engine import Engine
from hipflow.keeping import Keeper, read_now
from hipflow.store.balance import sum_regions
from hipflow.store.history import list_sessions, read_record
from hipflow.store.journal import Journal
from hipflow.store.past import SessionDone
from hipflow.store.totals import read_days, read_exercise_times, read_last_done
from hipflow.store.unfinished import Unfinished, give_up
from hipflow.store.weeks import find_monday
from hipflow.tui.memories import History, Today, UnfinishedCard
from hipflow.tui.parts import LiveSession

WEEKS_SUMMED = 4
"""Over how many weeks the time of exercises and regions is summed."""
SESSIONS_LISTED = 200

Show = Callable[[Engine, Journal], LiveSession]
"""Makes a session heard and seen that is kept by a journal."""


class Recollection:
    """Answers out of the history; may be asked from any thread."""

    def __init__(self, keeper: Keeper, *, goal: Callable[[], int], show: Show) -> None:
        """Answers out of what a keeper keeps.

        Args:
            keeper: Has the history.
            goal: Tells how many sessions a week are enough, as it is set now.
            show: Makes a session that is taken up again heard and seen.
        """
        self.keeper = keeper
        self._goal = goal
        self._show = show
        self._found: dict[str, Unfinished] = {}

    def find_unfinished(self) -> UnfinishedCard | None:
        """The session that was broken off last, if it can be taken up."""
        found = self.keeper.find_unfinished()
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
        taken = self.keeper.take_up(self._found[card.key])
        return self._show(*taken) if taken else None

    def forget(self, card: UnfinishedCard) -> None:
        """Put it into the history as unfinished."""
        give_up(self.keeper.database, self._found[card.key])

    def read_today(self) -> Today:
        """What the picker and the summary need to know."""
        now, database = read_now(), self.keeper.database
        days = read_days(database, since=find_monday(now.date()))
        return Today(
            now=now,
            goal=self._goal(),
            sessions_this_week=sum(day.sessions for day in days),
            last_session=next(iter(list_sessions(database, limit=1)), None),
            last_done=read_last_done(database),
            regions=sum_regions(read_exercise_times(database, since=now.date() - timedelta(weeks=WEEKS_SUMMED))),
            problem=database.problem,
            set_aside=database.set_aside.name if database.set_aside else "",
        )

    def read_history(self) -> History:
        """All that the history screen shows."""
        today, database = read_now().date(), self.keeper.database
        days = read_days(database)
        ((count,),) = database.read_rows("SELECT count(*) FROM sessions")
        return History(
            today=today,
            goal=self._goal(),
            days=tuple(days),
            sessions=tuple(list_sessions(database, limit=SESSIONS_LISTED)),
            count=int(count or 0),
            times=tuple(read_exercise_times(database, since=today - timedelta(weeks=WEEKS_SUMMED))),
            weeks_summed=WEEKS_SUMMED,
            problem=database.problem,
            set_aside=database.set_aside.name if database.set_aside else "",
        )

    def read_record(self, number: int) -> Record | None:
        """The record of a session of the history."""
        return read_record(self.keeper.database, number)

    def read_last_time(self, routine: str) -> SessionDone | None:
        """The newest session of a routine."""
        return next(iter(list_sessions(self.keeper.database, routine=routine, limit=1)), None)

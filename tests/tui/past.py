"""A past for the screens: a year of sessions made by a rule, and what is remembered of it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from hipflow.core.record import Record
from hipflow.store.balance import ExerciseTime
from hipflow.store.past import Ending, SessionDone
from hipflow.store.totals import LastDone
from hipflow.store.weeks import Day
from hipflow.tui.charts import counts
from hipflow.tui.memories import History, Today
from hipflow.tui.parts import Memories

NOW = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
"""A Friday evening."""
TODAY = NOW.date()


def session(
    days_ago: int = 0,
    *,
    name: str = "The seven stretches",
    routine: str = "stretches",
    worked: float = 540.0,
    ending: Ending = Ending.FINISHED,
    id: int = 1,
) -> SessionDone:
    """A session of so many days ago, at five past six in the evening."""
    started = NOW - timedelta(days=days_ago, minutes=25)
    return SessionDone(
        key=str(id),
        routine=routine,
        name=name,
        started=started,
        ended=started + timedelta(seconds=worked + 120),
        ending=ending,
        planned=worked,
        elapsed=worked + 120,
        worked=worked,
        led_in=120,
        paused=0,
        pauses=0,
        first_side=None,
        version="1.0",
        id=id,
    )


def days_of(sessions: Iterable[SessionDone]) -> tuple[Day, ...]:
    """The days of some sessions, oldest first."""
    days: dict[date, tuple[int, float]] = {}
    for each in sessions:
        number, seconds = days.get(each.day, (0, 0.0))
        days[each.day] = (number + counts(each), seconds + each.worked)
    return tuple(Day(day, *sums) for day, sums in sorted(days.items()))


NAMES = (("The seven stretches", 540), ("Hip strength", 900), ("Desk break", 180), ("Evening hips", 1290))


def year() -> tuple[SessionDone, ...]:
    """A year of practice with a holiday in it, newest first; this week has three sessions."""
    sessions = []
    for days_ago in range(365):
        if days_ago in (0, 2, 4) or (days_ago > 5 and (days_ago * 7) % 10 < 6 and not 170 < days_ago < 215):
            name, seconds = NAMES[(days_ago * 5 // 2) % 4]
            ending = Ending.STOPPED if days_ago % 13 == 2 else Ending.FINISHED
            sessions.append(session(days_ago, name=name, worked=float(seconds), ending=ending, id=1000 - days_ago))
    return tuple(sessions)


TIMES = (
    ExerciseTime("half-pigeon", "Half pigeon", ("glutes", "piriformis"), 1810.0, 1738.0, 0.0, 40),
    ExerciseTime("couch", "Kneeling quad and hip flexor stretch", ("quads", "hip flexors"), 1500.0, 1490.0, 0.0, 30),
    ExerciseTime("frog", "Frog stretch", ("adductors",), 0.0, 0.0, 1420.0, 31),
    ExerciseTime("band", "IT band foam roll", ("it band",), 900.0, 904.0, 0.0, 18),
    ExerciseTime("clam", "Clamshells", ("gluteus medius",), 400.0, 400.0, 0.0, 9),
)


def history(sessions: tuple[SessionDone, ...] | None = None, *, goal: int = 4, problem: str = "") -> History:
    """The history of these sessions, or of a year."""
    shown = year() if sessions is None else sessions
    return History(
        today=TODAY,
        goal=goal,
        days=days_of(shown),
        sessions=shown,
        count=len(shown),
        times=TIMES if shown else (),
        problem=problem,
    )


def today(*last: tuple[str, int], goal: int = 3, done: int = 2) -> Today:
    """Today, with routines and how many days ago they were last done."""
    ended = session(last[-1][1], routine=last[-1][0]) if last else None
    return Today(
        now=NOW,
        goal=goal,
        sessions_this_week=done,
        last_session=ended,
        last_done={routine: LastDone(NOW - timedelta(days=ago), 3) for routine, ago in last},
    )


def memories(found: History | None = None, record: Record | None = None) -> Memories:
    """What remembers a history, and a record of each of its sessions."""
    return Memories(read_history=lambda: found or history(), read_record=lambda _: record)

"""Days and weeks of practice: the goal, the streak, and the calendar of a year. Plain arithmetic over plain days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

FORGIVEN_AMONG = 4
"""Of so many weeks in a row one may be missed without an end to the streak."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on one day, where the person was."""

    day: date
    sessions: int
    """Those that count toward the goal of a week."""
    seconds: float
    """Held, in all sessions."""


@dataclass(frozen=True, slots=True)
class Week:
    """What was done from a Monday to the Sunday after it."""

    monday: date
    sessions: int
    """Those that count toward the goal."""
    seconds: float
    """Held, in all sessions."""


@dataclass(frozen=True, slots=True)
class Streak:
    """Weeks without a break in which the goal was met."""

    weeks: int
    """How many met it; those that were forgiven are not counted."""
    forgiven: tuple[date, ...]
    """The Mondays of the weeks that were missed and forgiven, newest first."""
    still_to_do: int
    """Sessions that this week still needs; 0: its goal is met."""


def find_monday(day: date) -> date:
    """The Monday of the week that a day is in."""
    return day - timedelta(days=day.weekday())


def make_weeks(days: Iterable[Day], today: date) -> tuple[Week, ...]:
    """All weeks from that of the first day to this one, oldest first, none left out; days after today count too.

    Without a day there is this week alone.
    """
    sums: dict[date, tuple[int, float]] = {}
    for day in days:
        monday = find_monday(day.day)
        sessions, seconds = sums.get(monday, (0, 0.0))
        sums[monday] = (sessions + day.sessions, seconds + day.seconds)
    this = find_monday(today)
    monday, last = min([*sums, this]), max([*sums, this])
    weeks = []
    while monday <= last:
        weeks.append(Week(monday, *sums.get(monday, (0, 0.0))))
        monday += WEEK
    return tuple(weeks)


def measure_streak(weeks: Sequence[Week], goal: int, today: date) -> Streak:
    """The streak as it stands today.

    It goes back from this week to the first that breaks it. This week counts once its goal is met and cannot break
    the streak before it is over. A missed week is forgiven when none of the `FORGIVEN_AMONG - 1` weeks after it was
    missed, this week left out; any other missed week is the end of it. A streak begins with a week that met the goal.

    Args:
        weeks: One after the other without a gap, oldest first, as `make_weeks` gives them.
        goal: Sessions a week, at least 1.
        today: The day that it is.
    """
    this = find_monday(today)
    now = next((week for week in weeks if week.monday == this), Week(this, 0, 0.0))
    met, forgiven, pending = int(now.sessions >= goal), list[date](), list[date]()
    met_since_miss = FORGIVEN_AMONG
    for week in reversed(weeks):
        if week.monday >= this:
            continue
        if week.sessions >= goal:
            met += 1
            met_since_miss += 1
            forgiven += pending
            pending = []
        elif met_since_miss >= FORGIVEN_AMONG - 1:
            met_since_miss = 0
            pending.append(week.monday)
        else:
            break
    return Streak(met, tuple(forgiven), max(0, goal - now.sessions))


def lay_out_year(days: Iterable[Day], today: date, *, weeks: int = 53) -> tuple[tuple[Day | None, ...], ...]:
    """The calendar that ends today: a column a week, oldest first, each from Monday to Sunday; None: yet to come."""
    by_date = {day.day: day for day in days}
    first = find_monday(today) - (weeks - 1) * WEEK
    columns = []
    for number in range(weeks):
        dates = [first + number * WEEK + timedelta(days=weekday) for weekday in range(7)]
        columns.append(tuple(by_date.get(each, Day(each, 0, 0.0)) if each <= today else None for each in dates))
    return tuple(columns)

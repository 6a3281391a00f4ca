"""The year as a calendar: a column a week, each day as high as it was long, and what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hipflow.store.weeks import find_monday, lay_out_year
from hipflow.tui.charts import Line
from hipflow.tui.past_words import MONTHS, WEEKDAYS
from hipflow.tui.phrases import count_words, length_words, round_minutes, shorten

if TYPE_CHECKING:
    from hipflow.tui.memories import History

LEVELS = ((20, "█"), (10, "▆"), (5, "▄"), (0, "▂"))
"""From so many minutes on, a day is that high."""
NO_DAY = "·"
WEEKS = 53
"""Columns of a year."""
LEAST_YEAR = 50
"""Weeks that are still called a year."""
LABEL = 5
"""Columns of the days of the week."""


def draw_year(history: History, columns: int) -> list[Line]:
    """The days of a year, a column a week, each as high as it was long; then what it comes to."""
    wide = max(1, min(3, (columns - LABEL) // WEEKS))
    weeks = min(WEEKS, (columns - LABEL) // wide)
    year = lay_out_year(history.days, history.today, weeks=weeks)
    lines: list[Line] = [[((" " * LABEL + _month_line(year_mondays(history.today, weeks), wide))[:columns], "dim")]]
    for weekday in range(7):
        name = WEEKDAYS[weekday][:3] if weekday % 2 == 0 else ""
        line: Line = [(name.ljust(LABEL), "dim")]
        for week in year:
            day = week[weekday]
            if day is None:
                line.append((" " * wide, ""))
                continue
            mark = level_mark(day.seconds)
            look = "strong" if day.day == history.today else "rest" if mark == NO_DAY else "work"
            line.append(((mark * max(1, wide - 1)).ljust(wide), look))
        lines.append(_joined(line))
    return [*lines, *_tell_year(history, columns)]


def year_title(today: date, columns: int) -> str:
    """What the calendar is to be called: the year, or the months that there is room for."""
    weeks = min(WEEKS, columns - LABEL)
    if weeks >= LEAST_YEAR or weeks < 1:
        return "THE YEAR"
    first, last = year_mondays(today, weeks)[0], today
    return f"{MONTHS[first.month - 1]}–{MONTHS[last.month - 1]}".upper()


def level_mark(seconds: float) -> str:
    """How high a day is."""
    if seconds < 1:
        return NO_DAY
    return next(mark for least, mark in LEVELS if seconds >= 60 * least)


def year_mondays(today: date, weeks: int) -> list[date]:
    """The Mondays of the last weeks, this one included, oldest first."""
    return [find_monday(today) - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]


def _month_line(mondays: Sequence[date], wide: int) -> str:
    text = ""
    for place, monday in enumerate(mondays):
        is_new = place == 0 or monday.month != mondays[place - 1].month
        if (
            is_new
            and len(text) + bool(text) <= place * wide
            and (place or (mondays[2:3] and mondays[2].month == monday.month))
        ):
            text = text.ljust(place * wide) + MONTHS[monday.month - 1]
    return text


def _tell_year(history: History, columns: int) -> list[Line]:
    """What it comes to, and what the marks mean: on one line below a blank one, or on two."""
    seconds = sum(day.seconds for day in history.days)
    hours, minutes = divmod(round_minutes(seconds), 60)
    length = f"{hours:,} h{f' {minutes} min' if minutes else ''}" if hours else length_words(seconds)
    told = f"{count_words(history.count, 'session')} · {length} in all".capitalize()
    label = (" " * LABEL, "")
    today = level_mark(sum(day.seconds for day in history.days if day.day == history.today))
    for legend in (_legend(today), _legend("")):
        gap = columns - LABEL - len(told) - _columns_of(legend)
        if gap >= 2:
            return [[], [label, (told, "strong"), (" " * gap, ""), *legend]]
    legend = _legend(today)
    legend = [label, *legend] if LABEL + _columns_of(legend) <= columns else _legend(today, is_brief=True)
    return [legend, [label, (shorten(told, columns - LABEL), "strong")]]


def _columns_of(line: Line) -> int:
    return sum(len(text) for text, _ in line)


def _legend(today: str, *, is_brief: bool = False) -> Line:
    none: Line = [(NO_DAY, "rest"), (" 0", "dim")] if is_brief else [("none ", "dim"), (NO_DAY, "rest")]
    is_today: Line = [(f"  {today}", "strong"), (" today", "dim")] if today else []
    return [
        *none,
        *(run for least, mark in reversed(LEVELS) for run in ((f" {mark}", "work"), (f" {least or 1}", "dim"))),
        (" min", "dim"),
        *is_today,
    ]


def _joined(line: Line) -> Line:
    """Neighbours of one look as one run."""
    joined: Line = []
    for text, look in line:
        if joined and joined[-1][1] == look:
            joined[-1] = (joined[-1][0] + text, look)
        else:
            joined.append((text, look))
    return joined

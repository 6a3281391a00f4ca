"""Charts of the history as lines of runs: plain arithmetic, that a widget draws. Each reads without its colours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from hipflow.core.text import uncapitalise
from hipflow.store.balance import ExerciseTime, sum_regions
from hipflow.store.past import Ending, SessionDone
from hipflow.store.totals import COUNTS_FROM
from hipflow.store.weeks import Streak, Week, find_monday, make_weeks, measure_streak
from hipflow.tui.lettering.frame import Weight
from hipflow.tui.lettering.words import letter
from hipflow.tui.past_words import MONTHS, WEEKDAYS, tell_day
from hipflow.tui.phrases import (
    clock_text,
    fit_text,
    length_parts,
    number_word,
    printable,
    round_minutes,
    wrap_words,
)

if TYPE_CHECKING:
    from hipflow.tui.memories import History

Run: TypeAlias = tuple[str, str]
"""A text and its look: a name that the chart widget has a style for, or nothing."""
Line: TypeAlias = list[Run]

LEAST_FIELD = 6
"""Columns of a field that has room for its words."""
WEEKS_SHOWN = 26
LEAST_BAR = 16
"""Columns of a bar beside which a long name is not cut."""


def draw_week(history: History, columns: int, rows: int) -> list[Line]:
    """This week against its goal: a lit field a session, a dark one for each that is to come."""
    monday = find_monday(history.today)
    done = [each for each in reversed(history.sessions) if each.day >= monday and counts(each)]
    places = max(len(done), history.goal)
    gap = 1
    width = min(14, (columns - gap * (places - 1)) // places)
    head: Line = [("THIS WEEK", "dim")]
    if rows < 2:
        return [[*head, (f"  {len(done)} of {history.goal}", "strong")]]
    if width < LEAST_FIELD:
        bar = max(1, columns * min(len(done), history.goal) // history.goal) if done else 0
        told: Line = [(f"{len(done)} of {history.goal}", "strong")]
        return [head, told, *[[(" " * bar, "field"), (" " * (columns - bar), "off")]] * max(1, rows - 2)]
    lines: list[Line] = [[] for _ in range(rows - 1)]
    # In one notation, whichever of them would have room for a longer one.
    is_brief = any(len(" ".join(length_parts(each.worked))) >= width for each in done)
    for place in range(places):
        block = _field(done[place] if place < len(done) else None, places - place, width, rows - 1, is_brief=is_brief)
        look = "field" if place < len(done) else "off"
        for line, text in zip(lines, block, strict=True):
            line += [(" " * gap, "")] * bool(place) + [(text, look)]
    if rows < 3:
        head = [*head, (f"  {len(done)} of {history.goal}", "strong")]
    return [head, *lines]


def _field(session: SessionDone | None, to_go: int, width: int, rows: int, *, is_brief: bool) -> list[str]:
    if session is None:
        told = next((text for text in (f"{to_go} to go", f"{to_go} more", str(to_go)) if len(text) < width), "")
        return [fit_text(f" {told}", width), *[" " * width] * (rows - 1)]
    number, unit = length_parts(session.worked)
    weekday = WEEKDAYS[session.day.weekday()][:3].upper()
    if rows >= 7:
        drawn = letter(number, 3, Weight.BOLD, tight_digits=True)
        if drawn.columns + 2 <= width:
            inner = [weekday, *[""] * ((rows - 5) // 2), *drawn.lines, *[""] * (rows - 5 - (rows - 5) // 2), unit]
            return [fit_text(f" {text}", width) for text in inner]
    length = f"{number}{unit[0]}" if is_brief else f"{number} {unit}"
    if rows == 1:
        return [fit_text(f" {length}", width)]
    return [fit_text(f" {text}", width) for text in [weekday, *[""] * (rows - 2), length]]


def counts(session: SessionDone) -> bool:
    """Does a session count toward the goal of its week?"""
    return session.ending is Ending.FINISHED or session.worked >= COUNTS_FROM


def draw_streak(history: History, columns: int, rows: int) -> list[Line]:
    """How many weeks in a row met the goal, as large as there is room."""
    streak = streak_of(history)
    if not streak.weeks:
        begins = wrap_words(f"{number_word(streak.still_to_do)} more this week begins a row", columns)
        return [[("IN A ROW", "dim")], *([(text, "strong")] for text in begins[: rows - 1])]
    told = ["week" if streak.weeks == 1 else "weeks", "goal met"]
    if streak.forgiven:
        told.append(f"{number_word(len(streak.forgiven))} forgiven")
    number = str(streak.weeks)
    sizes = [(size, Weight.BOLD) for size in (7, 5, 4, 3) if size <= rows - 1]
    sizes += [(3, Weight.LIGHT)] if rows > 3 else []
    # Half a number would be another number.
    words = (letter(number, *size, tight_digits=True) for size in sizes)
    drawn = next((each for each in words if each.columns <= columns), None)
    head: Line = [("IN A ROW", "dim")]
    room = columns - (drawn.columns + 2 if drawn else 0)
    told = [text for text in told if len(text) <= room]
    if drawn is not None and not told:
        head = [(f"{'WEEK' if streak.weeks == 1 else 'WEEKS'} IN A ROW", "dim")]
    if drawn is None:
        return [head, [(f"{number} {told[0] if told else ''}", "strong")]]
    lines: list[Line] = [head]
    first = drawn.rows - len(told)
    for row, text in enumerate(drawn.lines):
        beside = told[row - first] if row >= first else ""
        lines.append([(text, "strong"), (f"  {beside}", "strong" if row == first else "dim")])
    return lines


def streak_of(history: History) -> Streak:
    """The streak as it stands today."""
    return measure_streak(weeks_of(history), history.goal, history.today)


def weeks_of(history: History) -> tuple[Week, ...]:
    """All weeks of the history."""
    return make_weeks(history.days, history.today)


def draw_balance(history: History, columns: int, rows: int) -> list[Line]:
    """Left against right: two fields, and a leaning cut where the one ends and the other begins."""
    left, right = (sum(getattr(each, side) for each in history.times) for side in ("left", "right"))
    head: Line = [("LEFT AND RIGHT", "dim")]
    if not left + right:
        return [head, [("no sides yet", "dim")]]
    share = round(100 * left / (left + right))
    behind = tell_behind(history.times, columns)
    height = rows - 1 - (1 if rows >= 5 else 0)
    lines: list[Line] = [head]
    for row in range(height):
        cut = (2 * columns * left / (left + right)) + (height - 1) / 4 - row / 2
        halves = min(2 * columns - 2, max(2, round(cut)))
        own, is_split = divmod(halves, 2)
        is_last = row == height - 1
        here = fit_text(f" ◀ {share}" if is_last else "", own)
        there = f"{100 - share} ▶ " if is_last else ""
        rest = columns - own - is_split
        there = there.rjust(rest) if len(there) <= rest else " " * rest
        lines.append([(here, "field"), *([("▌", "split")] if is_split else []), (there, "light")])
    if rows >= 5:
        lines.append([(behind, "dim")])
    return lines


def tell_behind(times: Sequence[ExerciseTime], columns: int) -> str:
    """The side that got less of an exercise, where that is most, as far as there is room for it."""
    owed = [each for each in times if each.owed_side]
    if not owed:
        return "even in everything"[:columns] if columns >= 18 else "even"
    most = max(owed, key=lambda each: each.owed)
    assert most.owed_side is not None
    side, length = most.owed_side.value, clock_text(most.owed)
    name = uncapitalise(printable(most.name))
    told = (
        f"{side} is {length} behind in {name}",
        f"{side} {length} behind: {name}",
        f"{side} is {length} behind",
        f"{side} {length} behind",
    )
    return next((text for text in told if len(text) <= columns), "")


def draw_weeks(history: History, columns: int, rows: int) -> list[Line]:
    """Minutes of the last weeks as bars, newest at the top; those that met the goal say so."""
    weeks = list(reversed(weeks_of(history)))[: min(rows - 1, WEEKS_SHOWN)]
    longest = max((week.seconds for week in weeks), default=0.0)
    bar = max(4, min(columns - 27, 80))
    lines: list[Line] = [[("MINUTES A WEEK", "dim")]]
    for place, week in enumerate(weeks):
        word = ("this week", "last week")[place] if place < 2 else f"{week.monday.day} {MONTHS[week.monday.month - 1]}"
        is_met = week.sessions >= history.goal
        lines.append(
            [
                (f"{word:10}", "" if place == 0 else "dim"),
                *_bar(week.seconds, longest, bar),
                (f"{round_minutes(week.seconds):5} min ", "strong"),
                ("✓" if is_met else " ", "work"),
                (f" {week.sessions}×" if columns >= 40 and week.sessions else "", "dim"),
            ]
        )
    return lines


def draw_times(history: History, columns: int, rows: int) -> list[Line]:
    """The time that each region and each exercise got, as bars, most first: side by side where there is room."""
    regions = [(name.capitalize(), seconds) for name, seconds in sum_regions(history.times).items() if seconds >= 1]
    by_region = f"BY REGION, LAST {history.weeks_summed} WEEKS" if history.weeks_summed else "BY REGION"
    exercises = [(printable(each.name), each.seconds) for each in history.times if each.seconds >= 1]
    longest = max((seconds for _, seconds in (*regions, *exercises)), default=0.0)
    if columns >= 76:
        half = (columns - 4) // 2
        left = _ranking(by_region, regions, half, rows, _name_columns(regions, half), longest)
        right = _ranking("BY EXERCISE", exercises, half, rows, _name_columns(exercises, half), longest)
        lines: list[Line] = []
        for row in range(max(len(left), len(right))):
            own = left[row] if row < len(left) else []
            used = sum(len(text) for text, _ in own)
            lines.append([*own, (" " * (half - used + 4), ""), *(right[row] if row < len(right) else [])])
        return lines
    # One below the other they are one chart: names, scale and lengths stand in the same columns.
    names = _name_columns([*regions, *exercises], columns)
    first = min(max(3, rows // 2), len(regions) + 1)
    gap: list[Line] = [[]] if rows >= len(regions) + 5 else []
    above = _ranking(by_region, regions, columns, first, names, longest)
    return [*above, *gap, *_ranking("BY EXERCISE", exercises, columns, rows - first - len(gap), names, longest)]


def _name_columns(named: Sequence[tuple[str, float]], columns: int) -> int:
    """As many as the longest name needs, where that leaves room for bars."""
    return min(max((len(name) for name, _ in named), default=0), max(columns // 2, columns - 10 - LEAST_BAR))


def _ranking(
    title: str, named: Sequence[tuple[str, float]], columns: int, rows: int, name_columns: int, longest: float
) -> list[Line]:
    shown = named[: max(0, rows - 1)]
    bar = max(3, columns - name_columns - 10)
    lines: list[Line] = [[(title, "dim")]]
    for name, seconds in shown:
        number, unit = length_parts(seconds)
        lines.append(
            [(fit_text(name, name_columns) + " ", ""), *_bar(seconds, longest, bar), (f"{number:>4} {unit}", "strong")]
        )
    return lines


def _bar(value: float, longest: float, columns: int) -> Line:
    """A bar, lower than its row so that it stands apart from its neighbours, and the room up to the longest."""
    length = max(1, round(columns * value / longest)) if value and longest else 0
    return [("▆" * length, "work"), (" " * (columns - length), "")]


def session_row(session: SessionDone, today: date, columns: int) -> tuple[str, str, str]:
    """When, what and how long, and how it ended, in at most so many columns together."""
    day = session.day
    is_near = 0 <= (today - day).days < 7
    year = "" if day.year == today.year else f" {day.year}"
    when = tell_day(day, today).capitalize() if is_near else f"{day.day} {MONTHS[day.month - 1]}{year}"
    when = f"{when:12}{session.started:%H:%M}  " if columns >= 60 else f"{when:12}"
    number, unit = length_parts(session.worked)
    ending = {Ending.FINISHED: "", Ending.STOPPED: "stopped early", Ending.UNFINISHED: "broken off"}[session.ending]
    name_columns = max(6, min(34, columns - len(when) - 9 - (15 if columns >= 70 else 0)))
    what = f"{fit_text(printable(session.name), name_columns)} {number:>4} {unit}"
    rest = columns - len(when) - len(what) - 2
    return when, what, f"  {ending}" if len(ending) <= rest else ""

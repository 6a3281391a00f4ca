"""The past in words: how long ago something was, and how a session compares with the one before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hipflow.tui.phrases import count_words, length_words

if TYPE_CHECKING:
    from hipflow.core.record import Record
    from hipflow.store.past import SessionDone
    from hipflow.tui.memories import Today

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LEAST_TOLD = 10
"""Seconds by which two sessions may differ and still be as long."""


def tell_day(day: date, today: date) -> str:
    """How long ago a day was, in a word or two: today, Tuesday, 2 weeks ago; a day yet to come is its date."""
    days = (today - day).days
    if days < 0 or days >= 365:
        return f"{MONTHS[day.month - 1]} {day.year}"
    if days < 7:
        return ("today", "yesterday")[days] if days < 2 else WEEKDAYS[day.weekday()]
    if days < 14:
        return "last week"
    if days < 60:
        return f"{days // 7} weeks ago"
    return f"{days // 30} months ago"


def compare_sessions(record: Record, today: Today, last: SessionDone) -> str:
    """A sentence on how much more or less was held than the last time; empty where nothing was held."""
    if record.worked < 1:
        return ""
    more = round(record.worked - last.worked)
    when = tell_time(last.started.date(), today.now.date())
    if abs(more) < LEAST_TOLD:
        return f"As long as {when}."
    return f"{length_words(abs(more)).capitalize()} {'more' if more > 0 else 'less'} than {when}."


def tell_time(day: date, today: date) -> str:
    """When something was done, to end a comparison with: yesterday, on Tuesday, earlier today, 2 weeks ago."""
    word = tell_day(day, today)
    if word == "today":
        return "earlier today"
    return f"on {word}" if word in WEEKDAYS else f"in {word}" if word[-1].isdigit() else word


def dots_words(done: int, goal: int) -> str:
    """This week against its goal as dots, filled for what was done; as numbers where they would be many."""
    if goal > 7:
        return f"{done} of {goal}"
    return "●" * min(done, goal) + "○" * max(0, goal - done) + (f" +{done - goal}" if done > goal else "")


def week_words(done: int, goal: int) -> str:
    """What this week still needs, in words."""
    left = goal - done
    return f"{count_words(left, 'session')} to go this week" if left > 0 else "this week's goal is met"


def trouble_words(problem: str, set_aside: str, *, is_brief: bool = False) -> str:
    """What a person should know of their history: that nothing can be kept, or that a damaged one was put aside."""
    if problem:
        return f"{'Not kept' if is_brief else 'Nothing new is kept'}: {problem}."
    if not set_aside:
        return ""
    return "Damaged history put aside." if is_brief else f"A damaged history was put aside: {set_aside}"

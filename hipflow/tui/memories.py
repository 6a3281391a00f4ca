"""Memories: what the screens may know of earlier sessions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Values of the store: not needed before the first frame, which waits for every import.
    from datetime import date, datetime

    from hipflow.core.plan import Plan, Step
    from hipflow.core.record import Record
    from hipflow.store.balance import ExerciseTime
    from hipflow.store.past import SessionDone
    from hipflow.store.totals import LastDone
    from hipflow.store.weeks import Day
    from hipflow.tui.parts import Memories


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedCard:
    """A session that was broken off and can be taken up again."""

    key: str
    """What whoever offers it knows it by."""
    plan: Plan
    step: Step
    """Where it stands."""
    seconds_left: float
    """Of that step."""
    broken_off: datetime
    """The time of day, where the person is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What the picker and the summary need to know of earlier sessions."""

    now: datetime
    """The time of day, with its time zone."""
    goal: int
    """Sessions a week that are enough, at least 1."""
    sessions_this_week: int = 0
    """Those that count toward the goal."""
    last_session: SessionDone | None = None
    """The newest of all."""
    last_done: Mapping[str, LastDone] = field(default_factory=dict)
    """By the id of the routine."""
    regions: Mapping[str, float] = field(default_factory=dict)
    """Seconds that each region of the body got in the last weeks."""
    problem: str = ""
    """Why nothing can be kept now, in a few words; empty: it can."""
    set_aside: str = ""
    """The name that a damaged history was given, which was found in the place of this one; empty: none was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that the history screen shows."""

    today: date
    goal: int
    """Sessions a week that are enough, at least 1."""
    days: tuple[Day, ...] = ()
    """All on which something was done, oldest first."""
    sessions: tuple[SessionDone, ...] = ()
    """The last ones, newest first."""
    count: int = 0
    """How many there are in all."""
    times: tuple[ExerciseTime, ...] = ()
    """What each exercise got in the last weeks, most first."""
    weeks_summed: int = 0
    """How many weeks those are; 0: all there are."""
    problem: str = ""
    """Why nothing new can be kept, in a few words; empty: it can."""
    set_aside: str = ""
    """The name that a damaged history was given, which was found in the place of this one; empty: none was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that could be kept for the next time."""

    words: str
    """The question, in one line."""
    keep: Callable[[], str]
    """Keeps it, and says what came of it in one line; called in a thread, and may raise."""
    by_hand: str = ""
    """What there is to know and how to do it oneself, where nobody can be asked; a sentence or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is known of a routine before another session of it."""

    last_time: tuple[Today, SessionDone] | None = None
    """The newest session of it; None: there was none, or nothing is known."""
    find_offer: Callable[[Record], Offer | None] = lambda _: None
    """What could be kept after the session with this record; asked in a thread."""


def look_back(memories: Memories, routine: str) -> Past:
    """What is known of a routine before another session of it; called in a thread. Never raises."""
    from hipflow.tui.fair_sides import FAIR_SIDES

    past = Past()
    if routine == FAIR_SIDES:
        return past
    with suppress(Exception):
        past = replace(past, find_offer=memories.begin_learning(routine))
    with suppress(Exception):
        last, today = memories.read_last_time(routine), memories.read_today()
        past = replace(past, last_time=(today, last) if last and today else None)
    return past

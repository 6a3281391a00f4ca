"""Habits: time that was added to the same step so often that it might as well stay."""

from collections.abc import Sequence
from dataclasses import dataclass

from .past import StepChanged

SAME_CHANGES = 3
"""How many times running time has to be added to the same step before it is a habit."""


@dataclass(frozen=True, slots=True)
class Habit:
    """Time that was added to the same step, or taken away, again and again."""

    step: int
    kind: str
    exercise: str
    """The id of the one it leads to."""
    planned: float
    added: float
    """Seconds that would fit all of those times: the least of them, negative when taken away."""


def find_habits(changes: Sequence[Sequence[StepChanged]]) -> tuple[Habit, ...]:
    """The steps to which time was added, or taken away, in each of the last sessions of a routine.

    Args:
        changes: Those of each session, newest first; only the first `SAME_CHANGES` are looked at.
    """
    if len(changes) < SAME_CHANGES:
        return ()
    newest, *others = ({_identify(each): each.added for each in session} for session in changes[:SAME_CHANGES])
    habits = []
    for place, added in newest.items():
        all_added = [added, *(session.get(place, 0.0) for session in others)]
        if min(all_added) > 0 or max(all_added) < 0:
            habits.append(Habit(*place, added=min(all_added, key=abs)))
    return tuple(habits)


def _identify(change: StepChanged) -> tuple[int, str, str, float]:
    return change.step, change.kind, change.exercise, change.planned

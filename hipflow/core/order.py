"""The order of exercises: how often the body has to be placed anew, and whether another order needs less of that."""

from collections.abc import Sequence
from itertools import pairwise, permutations
from typing import Final

from hipflow.core.exercise import Kind, Position
from hipflow.core.routine import Entry

MOST_POSITIONS: Final = 5
"""Of those that are put into every order, which are 120; a section with more keeps its own."""

COOL: Final = frozenset({Kind.STATIC, Kind.RELEASE})
"""What is held or rolled, and better done warm."""


def count_changes(entries: Sequence[Entry]) -> int:
    """How often the position changes from one exercise to the next."""
    return sum(one.exercise.position is not other.exercise.position for one, other in pairwise(entries))


def find_calmer_order(entries: Sequence[Entry]) -> tuple[Entry, ...] | None:
    """An order with as few changes of position as there can be; None where theirs has as few, or none is as good.

    What is done in one position keeps its order, and nothing that is held or rolled comes to stand before a drill or
    an exercise for strength that it came after. Of all orders for which that is true, one that begins as theirs does,
    and leaves most where it is.
    """
    positions = list(dict.fromkeys(entry.exercise.position for entry in entries))
    if not entries or count_changes(entries) < len(positions) or len(positions) > MOST_POSITIONS:
        return None
    orders = [_order_by(positions, entries) for positions in permutations(positions)]
    warm = [order for order in orders if not _cools_early(order, entries)]
    if not warm:
        return None
    best = min(warm, key=lambda order: (order[0] != 0, sum(abs(place - index) for place, index in enumerate(order))))
    return tuple(entries[index] for index in best)


def _order_by(positions: Sequence[Position], entries: Sequence[Entry]) -> list[int]:
    """The places that the entries had, by position."""
    return [
        index for position in positions for index, entry in enumerate(entries) if entry.exercise.position is position
    ]


def _cools_early(order: Sequence[int], entries: Sequence[Entry]) -> bool:
    """Does something held or rolled stand before something that warms and that it came after?"""
    latest = -1
    for index in order:
        if entries[index].exercise.kind in COOL:
            latest = max(latest, index)
        elif index < latest:
            return True
    return False

"""Allotment: seconds shared out among holds, in proportion, within bounds, so that they add up."""

from collections.abc import Sequence
from dataclasses import dataclass

from hipflow.core.bounds import Bounds

_HALVINGS = 60  # of the span in which the factor is: by then a double cannot tell its ends apart


@dataclass(frozen=True, slots=True)
class Share:
    """One hold that may last longer or shorter."""

    seconds: int
    """What it is written to last: above 0."""
    count: int
    """How often it is done, on all sides and in all rounds; each time it lasts as long."""
    bounds: Bounds


def least_seconds(shares: Sequence[Share]) -> int:
    """What they last together at their shortest."""
    return sum(share.count * share.bounds.shortest for share in shares)


def most_seconds(shares: Sequence[Share]) -> int:
    """What they last together at their longest."""
    return sum(share.count * share.bounds.longest for share in shares)


def allot_seconds(shares: Sequence[Share], seconds: int) -> tuple[list[int], int]:
    """How long each lasts, so that all together they take `seconds`, and what could not be shared out.

    All are stretched by one factor, or shrunk by it; one that comes to a bound stays there. The seconds that are lost
    by rounding go to those that lost most by it. What is left over is less than one second of any of them takes, for
    no side and no round is ever favoured.

    Raises:
        ValueError: It is more than they can last, or less.
    """
    if not least_seconds(shares) <= seconds <= most_seconds(shares):
        raise ValueError(f"{seconds} s cannot be shared out")
    low, high = 0.0, max((share.bounds.longest / share.seconds for share in shares), default=0.0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if sum(share.count * _stretch(share, middle) for share in shares) > seconds:
            high = middle
        else:
            low = middle
    exact = [_stretch(share, low) for share in shares]
    whole = [int(wish + 1e-6) for wish in exact]  # a whisker below a whole number is that number
    rest = seconds - sum(share.count * each for share, each in zip(shares, whole, strict=True))
    order = sorted(range(len(shares)), key=lambda place: whole[place] - exact[place])
    while True:
        before = rest
        for place in order:
            if shares[place].count <= rest and whole[place] < shares[place].bounds.longest:
                whole[place] += 1
                rest -= shares[place].count
        if rest == before:
            break
    rest -= _swap_second(shares, whole, rest)
    return whole, rest


def _stretch(share: Share, factor: float) -> float:
    return max(share.bounds.shortest, min(share.bounds.longest, share.seconds * factor))


def _swap_second(shares: Sequence[Share], whole: list[int], rest: int) -> int:
    """Give one a second more and another a second less, if that takes up the rest; what it took up."""
    ups = {share.count: place for place, share in enumerate(shares) if whole[place] < share.bounds.longest}
    downs = {share.count: place for place, share in enumerate(shares) if whole[place] > share.bounds.shortest}
    for count, place in ups.items():
        other = downs.get(count - rest)
        if rest and other is not None:
            whole[place] += 1
            whole[other] -= 1
            return rest
    return 0

"""Allotment: seconds shared out among holds, in proportion, within bounds, so that they add up."""

from collections.abc import Sequence
from dataclasses import dataclass

from hipflow.core.bounds import Bounds
from hipflow.core.plan import Step

_HALVINGS = 60  # of the span in which the factor is: by then a double cannot tell its ends apart


@dataclass(frozen=True, slots=True)
class Share:
    """One hold that may last longer or shorter."""

    seconds: int
    """What it is written to last: above 0, and a multiple of the grain, as are its bounds."""
    count: int
    """How often it is done, on all sides and in all rounds; each time it lasts as long."""
    bounds: Bounds
    grain: int = 1
    """The seconds by which it can be changed, such as those of a repetition."""

    def round_down(self, seconds: float) -> int:
        """The most that it can last within so many seconds, or its shortest."""
        # A whisker below a whole number is that number.
        return max(self.bounds.shortest, int(seconds / self.grain + 1e-6) * self.grain)


def share_hold(step: Step, count: int, bounds: Bounds) -> Share:
    """The share of a work step that is done so often: what is counted changes by whole repetitions.

    What waits for a key stays as it is. The bounds are made wide enough for the seconds that the step has.
    """
    seconds = step.seconds
    if step.is_open:
        return Share(seconds, count, Bounds(seconds, seconds))
    grain = find_grain(step)
    shortest = -(-bounds.shortest // grain) * grain
    return Share(seconds, count, Bounds(shortest, bounds.longest // grain * grain).reach(seconds), grain)


def find_grain(step: Step) -> int:
    """The whole seconds by which a step can be made longer: those of one repetition, or of two that end on a half."""
    rep = step.rep_seconds
    return 1 if rep is None else int(rep) if rep == int(rep) else int(2 * rep)


def least_seconds(shares: Sequence[Share]) -> int:
    """What they last together at their shortest."""
    return sum(share.count * share.bounds.shortest for share in shares)


def most_seconds(shares: Sequence[Share]) -> int:
    """What they last together at their longest."""
    return sum(share.count * share.bounds.longest for share in shares)


def allot_seconds(shares: Sequence[Share], seconds: int) -> tuple[list[int], int]:
    """How long each lasts, so that all together they take `seconds`, and what could not be shared out.

    All are stretched by one factor, or shrunk by it; one that comes to a bound stays there. The seconds that are lost
    by rounding go to those that lost most by it. What is left over is less than the least change of any of them
    takes, for no side and no round is ever favoured.

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
    whole = [share.round_down(wish) for share, wish in zip(shares, exact, strict=True)]
    rest = seconds - sum(share.count * each for share, each in zip(shares, whole, strict=True))
    order = sorted(range(len(shares)), key=lambda place: whole[place] - exact[place])
    while True:
        before = rest
        for place in order:
            share = shares[place]
            if share.count * share.grain <= rest and whole[place] < share.bounds.longest:
                whole[place] += share.grain
                rest -= share.count * share.grain
        if rest == before:
            break
    rest -= _swap_second(shares, whole, rest)
    return whole, rest


def _stretch(share: Share, factor: float) -> float:
    return max(share.bounds.shortest, min(share.bounds.longest, share.seconds * factor))


def _swap_second(shares: Sequence[Share], whole: list[int], rest: int) -> int:
    """Make one longer and another shorter by what they can be changed by, if that takes up the rest; what it took."""
    changes = [share.count * share.grain for share in shares]
    ups = {changes[place]: place for place, share in enumerate(shares) if whole[place] < share.bounds.longest}
    downs = {changes[place]: place for place, share in enumerate(shares) if whole[place] > share.bounds.shortest}
    for change, place in ups.items():
        other = downs.get(change - rest)
        if rest and other is not None:
            whole[place] += shares[place].grain
            whole[other] -= shares[other].grain
            return rest
    return 0

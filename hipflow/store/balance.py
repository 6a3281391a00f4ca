"""What the time went to: exercises, regions of the body, and left against right. Plain arithmetic over plain rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from hipflow.core.exercise import Side
from hipflow.core.record import LEAST_OWED
from hipflow.core.regions import name_region


@dataclass(frozen=True, slots=True)
class ExerciseTime:
    """Seconds that one exercise was held, all sessions of a span together."""

    exercise: str
    """The id."""
    name: str
    muscles: tuple[str, ...]
    left: float
    right: float
    both: float
    """Both at once, or in turn."""
    times: int
    """Sessions in which it was held."""

    @property
    def seconds(self) -> float:
        """On all sides."""
        return self.left + self.right + self.both

    @property
    def owed_side(self) -> Side | None:
        """The side that got less; None where they are as good as even."""
        if abs(self.left - self.right) < LEAST_OWED:
            return None
        return Side.LEFT if self.left < self.right else Side.RIGHT

    @property
    def owed(self) -> float:
        """Seconds that would make it even; 0 where nothing is owed."""
        return abs(self.left - self.right) if self.owed_side else 0.0


def sum_regions(times: Iterable[ExerciseTime]) -> dict[str, float]:
    """Seconds for each region, most first. What works two regions counts for both, so they add up to more than all."""
    sums: dict[str, float] = {}
    for each in times:
        for region in dict.fromkeys(map(name_region, each.muscles)):
            sums[region] = sums.get(region, 0.0) + each.seconds
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))

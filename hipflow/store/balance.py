"""What the time went to: exercises, regions of the body, and left against right. Plain arithmetic over plain rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hipflow.core.exercise import Side
from hipflow.core.record import LEAST_OWED


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


REGIONS: Mapping[str, tuple[str, ...]] = {
    "glutes": ("glute", "gluteus", "deep hip rotator", "piriformis"),
    "outer hip": ("gluteus medius", "gluteus minimus", "tensor fasciae latae", "abductor", "it band"),
    "hip flexors": ("hip flexor", "psoas", "iliacus"),
    "quads": ("quad", "rectus femoris", "vastus"),
    "hamstrings": ("hamstring",),
    "inner thigh": ("adductor", "groin"),
    "calves": ("calves", "calf"),
    "back and core": ("core", "lower back", "spine"),
}
"""The regions that people speak of, with what the names of their muscles have in them; the longest match decides."""


def name_region(muscle: str) -> str:
    """The region a muscle belongs to; the muscle itself where we have no word for it."""
    folded = muscle.casefold()
    matches = [(len(part), region) for region, parts in REGIONS.items() for part in parts if part in folded]
    return max(matches)[1] if matches else muscle


def sum_regions(times: Iterable[ExerciseTime]) -> dict[str, float]:
    """Seconds for each region, most first. What works two regions counts for both, so they add up to more than all."""
    sums: dict[str, float] = {}
    for each in times:
        for region in dict.fromkeys(map(name_region, each.muscles)):
            sums[region] = sums.get(region, 0.0) + each.seconds
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))

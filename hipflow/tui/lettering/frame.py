"""The frame a character is drawn in: its box, how thick its strokes are, and the strokes themselves."""

from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from math import ceil, sqrt
from typing import Final

from hipflow.tui.lettering.dots import Dots, Style, span

SMALLEST_ROWS: Final = 3


class Weight(Enum):
    """How thick the strokes are."""

    LIGHT = "light"
    BOLD = "bold"
    BLACK = "black"


@dataclass(frozen=True, slots=True)
class Proportions:
    """What a weight is made of, as shares of the height; small sizes are set by hand, in columns."""

    stem_share: float
    width_share: float
    small_stems: dict[int, float]
    small_widths: dict[int, int]


PROPORTIONS: Final = {
    Weight.LIGHT: Proportions(0.13, 0.60, {3: 1, 4: 1, 5: 1.5}, {3: 4, 4: 5, 5: 6}),
    Weight.BOLD: Proportions(0.21, 0.62, {3: 1.5, 4: 2, 5: 2.5}, {3: 5, 4: 6, 5: 7}),
    Weight.BLACK: Proportions(0.26, 0.66, {3: 2, 4: 2.5, 5: 3}, {3: 6, 4: 7, 5: 8}),
}

BAR_SHARE: Final = 0.86
"""A bar is thinner than a stem, or it looks thicker."""
WIDEST_STEM: Final = 0.38
"""Of the width: what a stem may take of a narrow character before its counters close."""
LOOSE_STEP: Final = 0.75
"""How nearly one row of a slope may leave the next: at 1 they always share a dot, at 0 corners may touch."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The box of one character and its strokes, all in dots: y runs down, a right or bottom edge is not included."""

    width: int
    height: int
    stem: int
    """The thickness of upright strokes."""
    bar: int
    """The thickness of level strokes, in dot rows."""
    aspect: float
    """The height of a dot over its width."""

    @property
    def is_small(self) -> bool:
        """Whether there is no room for anything but stems, bars and their corners."""
        return self.height <= 10

    @property
    def middle(self) -> int:
        """The top of the middle bar, a little above the true middle where it cannot be met."""
        return (self.height - self.bar) // 2

    def high(self, share: float) -> int:
        """A share of the height."""
        return round(self.height * share)

    def wide(self, share: float) -> int:
        """A share of the width."""
        return round(self.width * share)

    def resized(self, width: int) -> "Frame":
        """The same strokes in a box of another width."""
        return replace(self, width=width)

    def box(self, left: int, top: int, right: int, bottom: int) -> Dots:
        """A filled rectangle."""
        row = span(left, right, self.width)
        return Dots(self.width, tuple(row if top <= y < bottom else 0 for y in range(self.height)))

    def left_stem(self) -> Dots:
        """An upright stroke on the left edge, top to bottom."""
        return self.box(0, 0, self.stem, self.height)

    def level(self, top: int) -> Dots:
        """A level stroke over the whole width."""
        return self.box(0, top, self.width, top + self.bar)

    def slash(self, top: int, bottom: int, left: int, right: int, share: float = 1.0) -> Dots:
        """A straight stroke from the lower left to the upper right corner of a box, as thick as a share of a stem."""
        thick = self.slope(bottom - top, right - left, share)
        steps = max(1, bottom - top - 1)
        rows = [0] * self.height
        for y in range(max(0, top), min(self.height, bottom)):
            start = left + int((right - left - thick) * (bottom - 1 - y) / steps + 0.5)
            rows[y] = span(start, start + thick, self.width)
        return Dots(self.width, tuple(rows))

    def backslash(self, top: int, bottom: int, left: int, right: int, share: float = 1.0) -> Dots:
        """A straight stroke from the upper left to the lower right corner of a box."""
        return self.slash(top, bottom, self.width - right, self.width - left, share).mirrored()

    def slope(self, rows: int, across: int, share: float = 1.0) -> int:
        """The dots that a sloping stroke takes of each row, so that it looks as thick as a share of a stem."""
        thick = upright = self.stem * share
        for _ in range(3):
            run = max(0.0, across - thick) / max(1.0, rows * self.aspect)
            thick = upright * sqrt(1 + run * run)
        dots = max(1, round(thick))
        while dots < across and across - dots > (rows - 1) * (dots - LOOSE_STEP):
            dots += 1
        return min(across, dots)

    def disc(self, left: int, top: int, right: int, bottom: int, radius: float) -> Dots:
        """A filled rectangle whose corners are rounded by `radius` dot rows."""
        rows = [0] * self.height
        for y in range(max(0, top), min(self.height, bottom)):
            inset = self._inset(min(y - top, bottom - 1 - y), radius)
            rows[y] = span(left + inset, right - inset, self.width)
        return Dots(self.width, tuple(rows))

    def ring(self, left: int, top: int, right: int, bottom: int) -> Dots:
        """A bowl: a stem left and right, a bar above and below, corners as round as they can be."""
        return self._loop(left, top, right, bottom, (right - left) / 2)

    def half_ring(self, top: int, bottom: int, right: int) -> Dots:
        """The bowl of B, D, P and R: a ring without its left side."""
        return self._loop(-self.width, top, right, bottom, right / 2)

    def _loop(self, left: int, top: int, right: int, bottom: int, radius_across: float) -> Dots:
        radius = min(radius_across / self.aspect, (bottom - top) / 2)
        inner = max(0.0, radius - (self.stem / self.aspect + self.bar) / 2)
        return self.disc(left, top, right, bottom, radius) - self.disc(
            left + self.stem, top + self.bar, right - self.stem, bottom - self.bar, inner
        )

    def _inset(self, row: int, radius: float) -> int:
        """How far a round corner stands back in its row, counted from the top."""
        if row >= radius:
            return 0
        rise = 1 - (row + 0.5) / radius
        return int(radius * self.aspect * (1 - sqrt(1 - rise * rise)) + 0.5) if rise > 0 else 0


@lru_cache(maxsize=1024)
def frame_for(rows: int, weight: Weight, style: Style = Style.QUADRANT, columns: int | None = None) -> Frame:
    """The frame of a digit or an even capital, `columns` wide if that is given; strokes give way where it is narrow.

    Raises ValueError below three rows or three columns.
    """
    if rows < SMALLEST_ROWS or (columns is not None and columns < SMALLEST_ROWS):
        raise ValueError(f"A character needs {SMALLEST_ROWS} rows and columns, not {rows} rows and {columns} columns.")
    shape = PROPORTIONS[weight]
    height = 2 * rows
    width = (columns or shape.small_widths.get(rows, round(height * shape.width_share))) * style.value
    stem = ceil(shape.small_stems.get(rows, height * shape.stem_share) * style.value - 0.5)
    stem = max(1, min(stem, int(width * WIDEST_STEM)))
    bar = max(1, round(stem / style.aspect * BAR_SHARE))
    # Of three bars the counters between them must not become slits.
    while bar > 1 and (height - 3 * bar) // 2 * 2 < bar:
        bar -= 1
    return Frame(width, height, stem, bar, style.aspect)

"""Dots: a shape on a grid of black and white, and the block characters that show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

QUADRANTS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""Upper left dot 1, upper right 2, lower left 4, lower right 8."""
HALVES: Final = " ▀▄█"


class Style(Enum):
    """The block characters to draw with; the value is the number of dots across one column."""

    HALF = 1
    """Half blocks, for terminals that show quadrants two columns wide. Three rows are hardly readable."""
    QUADRANT = 2

    @property
    def aspect(self) -> float:
        """The height of a dot over its width, where a cell is twice as high as wide."""
        return float(self.value)

    @property
    def blocks(self) -> str:
        """The character for every pattern of dots in a cell, the upper row in the lower bits."""
        return QUADRANTS if self is Style.QUADRANT else HALVES


@dataclass(frozen=True, slots=True)
class Dots:
    """A shape as rows of dots, two rows to a line of text."""

    width: int
    rows: tuple[int, ...]
    """One number a row, top first; the lowest bit is the leftmost dot."""

    def __or__(self, other: "Dots") -> "Dots":
        return Dots(self.width, tuple(a | b for a, b in zip(self.rows, other.rows, strict=True)))

    def __and__(self, other: "Dots") -> "Dots":
        return Dots(self.width, tuple(a & b for a, b in zip(self.rows, other.rows, strict=True)))

    def __sub__(self, other: "Dots") -> "Dots":
        return Dots(self.width, tuple(a & ~b for a, b in zip(self.rows, other.rows, strict=True)))

    def mirrored(self) -> "Dots":
        """The same shape with left and right exchanged."""
        return Dots(self.width, tuple(int(f"{row:0{self.width}b}"[::-1], 2) if row else 0 for row in self.rows))

    def turned(self) -> "Dots":
        """The same shape turned by half a circle."""
        mirrored = self.mirrored()
        return Dots(self.width, mirrored.rows[::-1])

    def symmetric(self) -> "Dots":
        """The shape laid over its mirror image."""
        return self | self.mirrored()

    def placed(self, left: int, width: int) -> "Dots":
        """The same shape `left` dots from the left edge of a box `width` dots wide."""
        return Dots(width, tuple(row << left for row in self.rows))

    def trimmed(self) -> "Dots":
        """The same shape without empty dots left and right of it."""
        ink = 0
        for row in self.rows:
            ink |= row
        left = (ink & -ink).bit_length() - 1 if ink else 0
        return Dots(ink.bit_length() - left, tuple(row >> left for row in self.rows))

    def lines(self, style: Style) -> tuple[str, ...]:
        """The shape in block characters, every line as wide as the others."""
        across, blocks = style.value, style.blocks
        cell = (1 << across) - 1
        shifts = range(0, self.width, across)
        return tuple(
            "".join(blocks[(upper >> shift & cell) | (lower >> shift & cell) << across] for shift in shifts)
            for upper, lower in zip(self.rows[::2], self.rows[1::2], strict=True)
        )


def span(left: int, right: int, width: int) -> int:
    """A row of `width` dots with ink from `left` up to, not including, `right`."""
    left, right = max(0, left), min(width, right)
    return (1 << right) - (1 << left) if left < right else 0


def join(shapes: Iterable[Dots], gap: int, height: int) -> Dots:
    """The shapes side by side, `gap` dots between them."""
    width, rows = 0, [0] * height
    for shape in shapes:
        start = width + gap if width else 0
        rows = [row | more << start for row, more in zip(rows, shape.rows, strict=True)]
        width = start + shape.width
    return Dots(width, tuple(rows))

"""The room on the screen: how large each thing may be, from 40 by 12 to any size. Arithmetic only.

The screen is a field above and a foot below. Across the field runs a cut that leans by half a column every two rows,
so that every cell of it is a plain half block; what stands left and right of it keeps clear of where it leans to.
"""

from dataclasses import dataclass
from functools import lru_cache

from textual.geometry import Region

SMALLEST_COLUMNS, SMALLEST_ROWS = 40, 12
ZOOMED_SHARE = 0.8
"""How much of the field is lit when there is nothing else to show."""


@dataclass(frozen=True, slots=True)
class Room:
    """A screen of so many cells."""

    columns: int
    rows: int
    is_zoomed: bool = False

    @property
    def is_too_small(self) -> bool:
        """Is there no room for the field and its clock?"""
        return self.columns < SMALLEST_COLUMNS or self.rows < SMALLEST_ROWS

    @property
    def is_huge(self) -> bool:
        """Is there room for the largest letters?"""
        return self.columns >= 160 and self.rows >= 50

    @property
    def is_large(self) -> bool:
        """Is there room for sentences in block capitals?"""
        return self.columns >= 100 and self.rows >= 30

    @property
    def is_medium(self) -> bool:
        """Is there room for words in heavy block capitals?"""
        return self.columns >= 70 and self.rows >= 22

    @property
    def is_tiny(self) -> bool:
        """Is there room for block digits only?"""
        return self.columns < 50 or self.rows < 18

    @property
    def foot_rows(self) -> int:
        """The rows below the field."""
        if self.is_zoomed:
            return 0
        return next(
            foot
            for least, foot in ((50, 7), (30, 5), (24, 4), (18, 3), (0, 1))
            if self.rows >= least and (foot == 1 or not self.is_tiny)
        )

    @property
    def field_rows(self) -> int:
        """The rows of the field."""
        return self.rows - self.foot_rows

    @property
    def pad(self) -> int:
        """The columns that are kept free on the left and right."""
        return 6 if self.is_huge else 4 if self.is_large else 3 if self.is_medium else 2

    @property
    def top(self) -> int:
        """The rows that are kept free at the top."""
        return 3 if self.is_huge else 2 if self.is_large else 1

    @property
    def bottom(self) -> int:
        """The rows of the field that are kept free below what stands in it."""
        return 2 if self.is_large else 1

    @property
    def word_rows(self) -> int:
        """The height of the word beside the clock; 1: ordinary text."""
        if self.is_huge:
            return 7
        return 5 if self.is_large else 4 if self.is_medium else 1 if self.is_tiny else 3

    @property
    def slash(self) -> int:
        """Half the columns of the slash between two lit halves."""
        return 2 if self.is_large else 1

    @property
    def edge(self) -> int:
        """The columns of the light at the edge that tells which side comes first."""
        return 3 if self.is_large else 2 if self.columns >= 60 else 1

    def cut_at(self, row: int) -> int:
        """Where the lit left half ends in a row of the field, in half columns; the right half is its mirror image."""
        middle = round(self.columns * (ZOOMED_SHARE if self.is_zoomed else 0.5)) * 2
        return middle + self.field_rows // 4 - row // 2

    @property
    def half(self) -> int:
        """The columns of the lit half that are lit in every row."""
        return self.cut_at(self.field_rows - 1) // 2

    def clock_half(self) -> Region:
        """Where word and clock may be: in the left half, or mirrored."""
        columns = self.half - 2 * self.pad + (0 if self.is_large else 1)
        return Region(self.pad, self.top, columns, self.field_rows - self.top - 1)

    def told_half(self) -> Region:
        """Where the name and what to do may be, opposite to the clock."""
        clear = -(-self.cut_at(0) // 2) + (2 if self.is_large else 1)
        columns = min(self.half - 2 * self.pad + 1, self.columns - self.pad - clear)
        return Region(self.columns - self.pad - columns, self.top, columns, self.field_rows - self.top - self.bottom)

    def mirrored(self, region: Region) -> Region:
        """The region on the other side of the middle."""
        return Region(self.columns - region.x - region.width, region.y, region.width, region.height)


@lru_cache(maxsize=32)
def foot_places(room: Room) -> dict[str, Region]:
    """The places of the plan bar, its lane letters, and the line of text, as far as there is room for them."""
    margin = 3 if room.columns >= 100 else 2 if room.columns >= 60 else 1
    start = room.field_rows
    wide = room.columns - 2 * margin
    if room.foot_rows == 0:
        return {}
    if room.foot_rows == 1:
        return {"line": Region(margin, start, wide, 1)}
    if room.foot_rows < 5:
        return {"plan": Region(margin, start + 1, wide, 1), "line": Region(margin, start + 2, wide, 1)}
    marker = start + (1 if room.foot_rows > 5 else 0)
    below = marker + 3 + (1 if room.foot_rows > 5 else 0)
    return {
        "lanes": Region(margin, marker + 1, 1, 2),
        "plan": Region(margin + 2, marker, wide - 2, 3),
        "line": Region(margin + 2, below, wide - 2, 1),
    }

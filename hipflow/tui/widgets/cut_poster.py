"""The cut poster: a page cut in two by a leaning line, one half lit for the side, the other dark."""

from collections.abc import Sequence
from typing import ClassVar, TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hipflow.core.exercise import Side
from hipflow.tui.phrases import fit_text
from hipflow.tui.widgets.drawing import Drawing

Line: TypeAlias = tuple[str, str]
"""A text, and how it looks on the dark half: bold, dim or nothing."""


class CutPoster(Drawing):
    """Two columns of lines. The lit half is that of the side; without a side all of it is lit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"cut-poster--lit", "cut-poster--dim"}

    def __init__(self, side: Side | None, *, id: str | None = None) -> None:
        """A poster on which nothing is written yet."""
        super().__init__(id=id)
        self.side = side
        self._lit: Sequence[str] = ()
        self._told: Sequence[Line] = ()
        self._margin = 0

    def show(self, lit: Sequence[str], told: Sequence[Line], *, margin: int) -> None:
        """Write these lines, `margin` columns from the edge and from the cut.

        Args:
            lit: For the half of the side, from the first row on.
            told: For the other half.
            margin: Columns.
        """
        self._lit, self._told, self._margin = lit, told, margin
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """One row of both halves."""
        width, height = self._extent
        is_right = self.side is Side.RIGHT
        lit, dark = self.look("cut-poster--lit"), self.look()
        own = (self._lit[y] if y < len(self._lit) else "", lit + Style(bold=True))
        text, kind = self._told[y] if y < len(self._told) else ("", "")
        other = (text, self._told_style(kind))
        halves = lit_halves(y, width, height)
        left_halves = 2 * width - halves if is_right else halves
        left_columns, is_split = divmod(left_halves, 2)
        left, right = (other, own) if is_right else (own, other)
        right_columns = width - left_columns - is_split
        # The lit half stands against its edge of the screen, as in the session.
        text_start = right_start(width, height, self._margin) - left_columns - is_split
        start = right_columns - self._margin - cell_len(right[0]) if is_right else text_start
        segments = [Segment(fit_text(" " * self._margin + left[0], left_columns), left[1])]
        if is_split:
            grounds = (dark.bgcolor, lit.bgcolor) if is_right else (lit.bgcolor, dark.bgcolor)
            if self.side is None:
                grounds = (lit.bgcolor, lit.bgcolor)
            segments.append(Segment("▌", Style(color=grounds[0], bgcolor=grounds[1])))
        segments.append(Segment(fit_text(" " * start + right[0], right_columns), right[1]))
        return Strip(segments).adjust_cell_length(width)

    def _told_style(self, kind: str) -> Style:
        ground = self.look("cut-poster--lit") if self.side is None else self.look()
        if kind == "dim" and self.side is not None:
            return self.look("cut-poster--dim")
        return ground + Style(bold=kind == "bold")


def lit_halves(y: int, width: int, height: int) -> int:
    """Half columns of light in a row: half of the width, leaning half a column every two rows."""
    return width + (height - 1) // 4 - y // 2


def right_start(width: int, height: int, margin: int) -> int:
    """The column at which the right half is written, clear of the cut in every row."""
    return width // 2 + height // 8 + margin

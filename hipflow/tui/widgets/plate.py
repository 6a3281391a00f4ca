"""A plate: lines of text or of block characters in one colour."""

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from hipflow.tui.composition.picture import Piece
from hipflow.tui.widgets.drawing import Drawing


class Plate(Drawing):
    """Shows one piece of a picture; only the rows that change are drawn anew."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"plate--faint", "plate--unrisen"}
    """What stands back, and what the rising light has not reached."""

    def __init__(self, *, id: str) -> None:
        """A plate with nothing on it."""
        super().__init__(id=id)
        self._piece = Piece(Region())

    def show(self, piece: Piece) -> None:
        """Show this instead of what was shown before."""
        before, self._piece = self._piece, piece
        if piece == before:
            return
        self.set_class(piece.is_lit, "lit")
        self.set_class(piece.is_bold, "bold")
        if before.place != piece.place:
            self.redraw()
            return
        self.redraw(row for row in range(piece.place.height) if _row(before, row) != _row(piece, row))

    def line_at(self, y: int) -> str:
        """What is written in one of its rows."""
        lines = self._piece.lines
        return lines[y] if 0 <= y < len(lines) else ""

    def render_line(self, y: int) -> Strip:
        """One row of the piece."""
        piece, width = self._piece, self._extent.width
        style = self.look("plate--unrisen" if y < piece.unrisen else "")
        line, faint = (lines[y] if y < len(lines) else "" for lines in (piece.lines, piece.faint))
        if not faint.strip():
            # One run a row, blanks included: the runs cost bytes, not the cells.
            return Strip([Segment(line, style)], cell_len(line)).adjust_cell_length(width, style)
        return Strip(list(_segments(line, faint, style, self.look("plate--faint")))).adjust_cell_length(width, style)


def _row(piece: Piece, row: int) -> tuple[str, str, bool]:
    """All that decides how a row looks."""
    return (
        piece.lines[row] if row < len(piece.lines) else "",
        piece.faint[row] if row < len(piece.faint) else "",
        row < piece.unrisen,
    )


def _segments(line: str, faint: str, style: Style, faint_style: Style) -> list[Segment]:
    """The cells of both in runs; blanks go with the run before them."""
    segments: list[Segment] = []
    for front, back in zip(line.ljust(len(faint)), faint.ljust(len(line)), strict=True):
        if front == " " == back and segments:
            segments[-1] = Segment(segments[-1].text + " ", segments[-1].style)
            continue
        cell, look = (back, faint_style) if back != " " else (front, style)
        if segments and segments[-1].style == look:
            segments[-1] = Segment(segments[-1].text + cell, look)
        else:
            segments.append(Segment(cell, look))
    return segments

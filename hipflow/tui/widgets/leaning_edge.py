"""The leaning edge: where the dark list ends and the lit poster begins, a cut that leans like a poster's."""

from typing import ClassVar, Protocol

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip

from hipflow.tui.widgets.drawing import Drawing


def lean_at(y: int, height: int) -> int:
    """Half columns of dark left of the cut in row `y`: it moves half a column every two rows, to 0 at the foot."""
    return (height - 1) // 2 - y // 2


def lean_columns(height: int) -> int:
    """The columns that the cut needs over so many rows."""
    return lean_at(0, max(1, height)) // 2 + 1


class BarredList(Protocol):
    """A list with a bar on its selected row."""

    @property
    def region(self) -> Region:
        """Where it is on the screen."""
        ...

    @property
    def selected_y(self) -> int | None:
        """Its row in which the bar is seen."""
        ...


class LeaningEdge(Drawing):
    """A strip between two fields, as wide as the cut leans over its height."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"leaning-edge--lit"}

    def __init__(self, *, id: str | None = None) -> None:
        """An edge with no list beside it yet."""
        super().__init__(id=id)
        self.beside: BarredList | None = None
        """The list whose bar runs on through the edge, so that what is selected on the left is told on the right."""
        self._painted_row: int | None = None

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        """The columns that the cut needs from head to foot."""
        return lean_columns(container.height)

    @property
    def lit_row(self) -> int | None:
        """The row that is lit all through. Asked at each paint, so that it is never a layout behind the list."""
        y = self.beside.selected_y if self.beside else None
        return None if y is None or self.beside is None else self.beside.region.y - self.region.y + y

    def follow(self) -> None:
        """The bar may have moved: paint the two rows that change, and no other."""
        before, after = self._painted_row, self.lit_row
        self._painted_row = after
        if before != after:
            self.redraw(row for row in (before, after) if row is not None)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part, that with the bar where the list has it now."""
        if self._painted_row != self.lit_row:
            self._kept.clear()
            self._painted_row = self.lit_row
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Dark, half a cell where the cut needs it, then light."""
        width, dark, lit = self._extent.width, self.look(), self.look("leaning-edge--lit")
        if y == self._painted_row:
            return Strip([Segment(" " * width, lit)], width)
        halves = lean_at(y, self._extent.height)
        left, is_half = divmod(halves, 2)
        half = [Segment("▐", dark.from_color(lit.bgcolor, dark.bgcolor))] if is_half else []
        rest = width - left - len(half)
        return Strip([Segment(" " * left, dark), *half, Segment(" " * rest, lit)], width)

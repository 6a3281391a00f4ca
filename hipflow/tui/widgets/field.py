"""The field: the light, and the cut between it and the dark."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hipflow.tui.ground import Light, Row, Run, Shape, light_field
from hipflow.tui.room import Room
from hipflow.tui.widgets.drawing import Drawing


class Field(Drawing):
    """The ground on which everything of a session stands. It costs nothing while it stands."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"field--full", "field--faint", "field--edge"}
    """The light itself, light that has not risen yet, and the side that comes first."""

    def __init__(self, *, id: str) -> None:
        """A field in the dark."""
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()

    def show(self, shape: Shape, room: Room) -> None:
        """Light it in this shape."""
        rows = light_field(shape, room)
        if rows != self._rows:
            self._rows = rows
            self.redraw()

    def render_line(self, y: int) -> Strip:
        """One row of light and dark."""
        width = self._extent.width
        if y >= len(self._rows):
            return Strip.blank(width, self.look())
        segments = [self._segment(run) for run in self._rows[y]]
        return Strip(segments).adjust_cell_length(width, self.look())

    def _segment(self, run: Run) -> Segment:
        ground = Style(bgcolor=self._style(run.right).bgcolor)
        if run.left is run.right:
            return Segment(" " * run.cells, ground)
        return Segment("▌" * run.cells, Style(color=self._style(run.left).bgcolor) + ground)

    def _style(self, light: Light) -> Style:
        return self.look("" if light is Light.NONE else f"field--{light.value}")

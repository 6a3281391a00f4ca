"""The chart: lines of runs, each in the look that it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hipflow.tui.widgets.drawing import Drawing

if TYPE_CHECKING:
    from hipflow.tui.charts import Line

LOOKS = ("dim", "work", "field", "off", "light", "rest", "bar")


class Chart(Drawing):
    """Draws what it is given for its size, so that it fits whatever its size becomes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"chart--{look}" for look in LOOKS}

    def __init__(self, *, id: str | None = None) -> None:
        """A chart without lines."""
        super().__init__(id=id)
        self._draw: Callable[[int, int], Sequence[Line]] = lambda _columns, _rows: ()
        self._lines: Sequence[Line] = ()

    def show(self, draw: Callable[[int, int], Sequence[Line]]) -> None:
        """Show what this draws in so many columns and rows."""
        self._draw = draw
        self.on_resize()

    def on_resize(self) -> None:
        """Draw it for this size."""
        columns, rows = self.size
        self._lines = self._draw(columns, rows) if columns and rows else ()
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """One line."""
        line = self._lines[y] if y < len(self._lines) else ()
        segments = [Segment(text, self._look_of(look)) for text, look in line]
        return Strip(segments).adjust_cell_length(self._extent.width, self.look())

    def _look_of(self, look: str) -> Style:
        match look:
            case "":
                return self.look()
            case "strong":
                return self.look() + Style(bold=True)
            case "split":
                # The half cell in which one field ends and the other begins.
                return Style(color=self.look("chart--field").bgcolor, bgcolor=self.look("chart--light").bgcolor)
            case "field" | "light" | "off" | "bar":
                return self.look(f"chart--{look}") + Style(bold=True)
            case _:
                return self.look(f"chart--{look}")

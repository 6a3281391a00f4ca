"""The leaning edge: where the dark list ends and the lit poster begins, a cut that leans like a poster's."""

from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget


def lean_at(y: int, height: int) -> int:
    """Half columns of dark left of the cut in row `y`: it moves half a column every two rows, to 0 at the foot."""
    return (height - 1) // 2 - y // 2


class LeaningEdge(Widget):
    """A strip between two fields, as wide as the cut leans over its height."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"leaning-edge--lit"}

    lit_row: reactive[int | None] = reactive(None)
    """A row that is lit all through, so that what is selected on the left runs into the right."""

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        """The columns that the cut needs from head to foot."""
        return lean_at(0, max(1, container.height)) // 2 + 1

    def watch_lit_row(self, before: int | None, after: int | None) -> None:
        """Paint the two rows that change, and no other."""
        self.refresh(*(Region(0, row, self.size.width, 1) for row in (before, after) if row is not None))

    def render_line(self, y: int) -> Strip:
        """Dark, half a cell where the cut needs it, then light."""
        width, dark = self.size.width, self.rich_style
        lit = self.get_component_rich_style("leaning-edge--lit")
        if y == self.lit_row:
            return Strip([Segment(" " * width, lit)], width)
        halves = lean_at(y, self.size.height)
        left, is_half = divmod(halves, 2)
        half = [Segment("▐", dark.from_color(lit.bgcolor, dark.bgcolor))] if is_half else []
        rest = width - left - len(half)
        return Strip([Segment(" " * left, dark), *half, Segment(" " * rest, lit)], width)

"""A drawing: a widget that is nothing but its lines, each of which is drawn once and kept."""

from collections.abc import Iterable, Sequence

from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class Drawing(Widget):
    """Draws a line only when it changed.

    It has no border, no padding and no links, so that it can do without the layers that a widget puts on its lines:
    these cost more than half of a paint, and there is one every second.
    """

    def __init__(self, *, id: str | None = None) -> None:
        """A drawing of which nothing is drawn yet."""
        super().__init__(id=id)
        self._kept: dict[int, Strip] = {}
        self._looks: dict[str, Style] = {}
        self._ground: Color | None = None
        self._extent = Size(0, 0)  # that lines are drawn for: Textual works out a size anew whenever it is asked
        self._line_filters: Sequence[LineFilter] = ()

    def redraw(self, rows: Iterable[int] | None = None) -> None:
        """Draw these rows anew; None: all of them."""
        if rows is None:
            self._kept.clear()
            self.refresh()
            return
        changed = sorted(rows)
        for row in changed:
            self._kept.pop(row, None)
        if changed:
            self.refresh(*(Region(0, start, self.size.width, count) for start, count in _neighbours(changed)))

    def look(self, name: str = "") -> Style:
        """The style of a component class; of the widget itself where none is named."""
        style = self._looks.get(name)
        if style is None:
            style = self._looks[name] = self.get_component_rich_style(name) if name else self.rich_style
        return style

    def notify_style_update(self) -> None:
        """Forget what was drawn in colours that are no longer true."""
        super().notify_style_update()
        self._looks.clear()
        self._ground = None
        self._kept.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part, most of them from what is kept."""
        filters, extent = self.get_line_filters(), self.size
        if self._extent != extent or self._line_filters != filters:
            self._extent, self._line_filters = extent, filters
            self._kept.clear()
        strips = [self._keep(y) for y in crop.line_range]
        if crop.column_span == (0, self._extent.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def _keep(self, y: int) -> Strip:
        strip = self._kept.get(y)
        if strip is None:
            strip = self.render_line(y)
            if self._ground is None:
                # All that lies below is asked for it.
                self._ground = self.background_colors[1]
            for line_filter in self._line_filters:
                strip = strip.apply_filter(line_filter, self._ground)
            self._kept[y] = strip
        return strip


def _neighbours(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Rows in rising order as runs: the first of each, and how many there are."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and sum(runs[-1]) == row:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((row, 1))
    return runs

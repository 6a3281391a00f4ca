"""The setting list: one row a setting, with its value and where that came from; the selected one is a bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hipflow.tui.phrases import fit_text, shorten
from hipflow.tui.widgets.choice_list import draw_thumb, thumb_rows

NAME_COLUMNS = 20
VALUE_COLUMNS = 24


@dataclass(frozen=True, slots=True)
class Row:
    """One setting as it is shown."""

    key: str
    name: str
    value: str
    source: str
    can_choose: bool


class SettingList(ScrollView, can_focus=False):
    """A list whose values change under the bar."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"setting-list--bar", "setting-list--dim", "setting-list--thumb"}

    class Selected(Message):
        """Another setting is selected."""

    @dataclass
    class Turned(Message):
        """The value of the selected setting was clicked."""

        by: int

    def __init__(self, *, id: str | None = None) -> None:
        """A list without settings."""
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self._row = 0

    @property
    def selected(self) -> Row | None:
        """The setting under the bar."""
        return self.rows[self._row] if self._row < len(self.rows) else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these, with the same one selected."""
        self.rows = rows
        self.virtual_size = Size(0, len(rows))
        self.refresh()

    def move(self, by: int) -> None:
        """Move the bar, at most to the ends."""
        self._select(min(max(0, self._row + by), len(self.rows) - 1))

    def on_resize(self) -> None:
        """Keep the bar in sight."""
        self._select(self._row)

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; a click on the value of the bar turns it, on its left half back."""
        row = event.y + self.scroll_offset.y
        if not 0 <= row < len(self.rows):
            return
        if row == self._row and self.rows[row].can_choose and event.x >= self._name_columns:
            self.post_message(self.Turned(-1 if event.x < self._name_columns + 2 else 1))
        self._select(row)

    @property
    def _name_columns(self) -> int:
        return min(NAME_COLUMNS, self.size.width // 2)

    def _select(self, row: int) -> None:
        is_new, self._row = row != self._row, max(0, row)
        top, height = self.scroll_offset.y, self.size.height
        if self._row < top:
            self.scroll_to(y=self._row, animate=False, force=True)
        elif height and self._row >= top + height:
            self.scroll_to(y=self._row - height + 1, animate=False, force=True)
        self.refresh()
        if is_new:
            self.post_message(self.Selected())

    def render_line(self, y: int) -> Strip:
        """One setting."""
        width, place, plain = self.size.width, y + self.scroll_offset.y, self.rich_style
        if place >= len(self.rows):
            return Strip.blank(width, plain)
        row = self.rows[place]
        is_bar = place == self._row
        name = fit_text(f" {row.name}", self._name_columns)
        arrows = ("‹", "›") if is_bar and row.can_choose else (" ", " ")
        rest = width - self._name_columns
        # The same for all, so that their values stand in one column.
        is_tight = any(rest - 4 < cell_len(each.value) <= rest - 2 for each in self.rows)
        blank = "" if is_tight else " "
        value = f"{arrows[0]}{blank}{shorten(row.value, rest - 2 - 2 * len(blank))}{blank}{arrows[1]}"
        source_room = rest - VALUE_COLUMNS
        if source_room >= 12:
            value = fit_text(value, VALUE_COLUMNS)
        source = row.source if len(row.source) <= source_room else row.source.rpartition(", ")[2]
        source = shorten(source, source_room) if source_room >= 12 else ""
        if is_bar:
            bar = self.get_component_rich_style("setting-list--bar")
            segments = [Segment(name + value, bar + Style(bold=True)), Segment(source, bar)]
            return Strip(segments).adjust_cell_length(width, bar)
        dim = self.get_component_rich_style("setting-list--dim")
        segments = [Segment(name, plain), Segment(value, plain + Style(bold=True)), Segment(source, dim)]
        if y in thumb_rows(self.size.height, len(self.rows), self.scroll_offset.y):
            segments = draw_thumb(segments, self.get_component_rich_style("setting-list--thumb"))
        return Strip(segments).adjust_cell_length(width, plain)

"""The fit list: what can be chosen about a routine, with its value; the selected one is a bar."""

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from hipflow.tui.fit_rows import Choice, FitRow
from hipflow.tui.phrases import fit_text, shorten
from hipflow.tui.widgets.choice_list import ChoiceList

VALUE_COLUMNS = 11
"""Room for "until 07:45"."""
LENGTH_COLUMNS = 8
"""Room for the length of an exercise, or that it is left out."""
ARROW_COLUMNS = 2
"""Each of the two beside a value, with its blank."""


class FitList(ChoiceList[FitRow]):
    """A list whose values change under the bar."""

    @dataclass
    class Turned(Message):
        """The value of the selected row was clicked."""

        by: int

    def show_fit(self, rows: tuple[FitRow | str, ...]) -> None:
        """Show these, with the same one selected as before, or else the first."""
        kept = self.selected.of if self.selected else None
        places = (index for index, row in enumerate(rows) if isinstance(row, FitRow) and row.of == kept)
        scrolled = self.scroll_offset.y
        self.show_rows(rows, next(places, None))
        self.scroll_to(y=scrolled, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Turn the value of the bar with a click on it, on its left half back; anywhere else, select the row."""
        from_end = self.size.width - event.x
        if event.button == 1 and event.y == self.selected_y and from_end <= VALUE_COLUMNS + 2 * ARROW_COLUMNS:
            self.post_message(self.Turned(1 if from_end <= VALUE_COLUMNS // 2 + ARROW_COLUMNS else -1))
            event.prevent_default()
            event.stop()

    def draw_row(self, row: FitRow, plain: Style, dim: Style, *, is_bar: bool) -> list[Segment]:
        """The name, and the value between two arrows where the bar is."""
        is_choice = isinstance(row.of, Choice)
        columns = VALUE_COLUMNS + ARROW_COLUMNS if is_choice else LENGTH_COLUMNS
        room = self.size.width - self.margin - 1 - columns - ARROW_COLUMNS
        style = plain if row.is_in else dim
        mark = f"{row.mark} " if row.mark else ""
        left, right = ("‹ ", " ›") if is_bar and is_choice else ("", "  ")
        value = f"{left}{shorten(row.value, VALUE_COLUMNS)}"
        name = row.name if cell_len(row.name) <= room - len(mark) else row.short_name or row.name
        return [
            Segment(mark, style),
            Segment(fit_text(name, room - len(mark)), style + Style(bold=is_bar)),
            Segment(f"{value:>{columns}}{right}", style + Style(bold=row.is_in)),
        ]

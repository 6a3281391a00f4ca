"""The choice list: things one below the other, in groups, of which one is chosen: a bar that runs to the right edge."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hipflow.tui.phrases import shorten, wrap_words

T = TypeVar("T")


class ChoiceList(ScrollView, Generic[T], can_focus=False):
    """A list that is as fast with 10,000 rows as with eight; only the rows that are seen are ever drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choice-list--bar",
        "choice-list--dim",
        "choice-list--hover",
        "choice-list--thumb",
    }

    class Selected(Message):
        """The person has selected another row."""

    class Chosen(Message):
        """The selected row is wanted."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty list."""
        super().__init__(id=id)
        self.rows: Sequence[T | str] = ()
        """What can be selected, and the titles of groups; an empty string is a blank row."""
        self.margin = 4
        """Columns left of the names."""
        self.empty_words = ""
        """What to say where there is nothing to select."""
        self._row: int | None = None
        self._hover: int | None = None
        self._plain: Style | None = None

    @abstractmethod
    def draw_row(self, row: T, plain: Style, dim: Style, *, is_bar: bool) -> list[Segment]:
        """What a row holds, right of the margin.

        Args:
            row: What can be selected.
            plain: How it is written.
            dim: How what matters less is written.
            is_bar: Is it the one under the bar?
        """

    def mark_of(self, row: T) -> str:  # noqa: ARG002 - for lists that mark some of their rows
        """What stands before a row, in a column; nothing as a rule."""
        return ""

    @property
    def selected(self) -> T | None:
        """What is under the bar."""
        row = self.rows[self._row] if self._row is not None else ""
        return None if isinstance(row, str) else row

    @property
    def selected_y(self) -> int | None:
        """The row of the widget in which the bar is seen; None when it is scrolled away or nothing is selected."""
        if self._row is None:
            return None
        y = self._row - self.scroll_offset.y
        return y if 0 <= y < self.size.height else None

    def show_rows(self, rows: Sequence[T | str], wanted: int | None = None) -> None:
        """Show these rows, the one at `wanted` selected where the bar is now, or else the first that can be."""
        y = self.selected_y if wanted is not None else None
        self.rows = rows
        self._row = wanted if wanted is not None else self._near(0, 1)
        self._hover = None
        self.virtual_size = Size(0, len(rows))
        top = 0 if y is None or wanted is None else max(0, min(wanted - y, len(rows) - self.size.height))
        self.scroll_to(y=top, animate=False, force=True)
        self._reveal()
        self.refresh()

    def select(self, row: int | None) -> None:
        """Move the bar to a row that can be selected, and make it visible."""
        if row is None or row == self._row or not self._is_choice(row):
            return
        before, self._row = self._row, row
        for index in (before, row):
            if index is not None:
                self.refresh_line(index)
        self._reveal()
        self.post_message(self.Selected())

    def move(self, by: int) -> None:
        """Move the bar by so many rows, or as far as there are any; titles and blanks are passed over."""
        if self._row is None:
            return
        step = 1 if by > 0 else -1
        target = min(max(self._row + by, 0), len(self.rows) - 1)
        onward = self._near(target, step)
        self.select(onward if onward is not None else self._near(target, -step))

    def turn_page(self, by: int) -> None:
        """Move the bar by as many rows as are seen."""
        self.move(by * max(1, self.size.height - 1))

    def move_group(self, by: int) -> None:
        """Move the bar to the first row of the next or the previous group."""
        firsts = [index + 1 for index, row in enumerate(self.rows) if isinstance(row, str) and row]
        here = self._row or 0
        ahead = [row for row in firsts if row > here] if by > 0 else [row for row in reversed(firsts) if row < here]
        self.select(next(iter(ahead), None))

    def move_to_end(self, end: int) -> None:
        """Move the bar to the first row, or to the last."""
        self.select(self._near(len(self.rows) - 1 if end > 0 else 0, -end))

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; a double click wants it."""
        if event.button != 1:
            return
        self.select(event.y + self.scroll_offset.y)
        if event.chain == 2 and self.selected is not None:
            self.post_message(self.Chosen())

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would select."""
        self._hover_over(event.y + self.scroll_offset.y)

    def on_leave(self) -> None:
        """Show it no more."""
        self._hover_over(None)

    def on_resize(self) -> None:
        """Keep the bar in sight."""
        self._reveal()

    def notify_style_update(self) -> None:
        """Forget colours that are no longer true."""
        super().notify_style_update()
        self._plain = None

    def render_line(self, y: int) -> Strip:
        """One row: a title, something to select, or nothing."""
        index = y + self.scroll_offset.y
        if self._plain is None:
            # Textual asks all that lies below for it, and there are many rows.
            self._plain = self.rich_style
        width, plain = self.size.width, self._plain
        row = self.rows[index] if index < len(self.rows) else ""
        dim = self.get_component_rich_style("choice-list--dim")
        if isinstance(row, str):
            room = width - self.margin - 1
            told = [] if self.rows else wrap_words(self.empty_words, room)
            title = told[y] if y < len(told) else row
            segments = [Segment(" " * self.margin + shorten(title, room), dim)]
        elif index == self._row:
            bar = self.get_component_rich_style("choice-list--bar")
            blank = max(0, self.margin - 3)
            segments = [
                Segment(" " * blank, plain),
                Segment("▐", Style.from_color(bar.bgcolor, plain.bgcolor)),
                Segment(" " * (self.margin - blank - 1), bar),
                *self.draw_row(row, bar, bar, is_bar=True),
            ]
            plain = bar
        else:
            if index == self._hover:
                under = Style(bgcolor=self.get_component_rich_style("choice-list--hover").bgcolor)
                plain, dim = plain + under, dim + under
            mark = f"{self.mark_of(row)} " if self.mark_of(row) else ""
            segments = [Segment(mark.rjust(self.margin), plain), *self.draw_row(row, plain, dim, is_bar=False)]
        if y in thumb_rows(self.size.height, len(self.rows), self.scroll_offset.y):
            segments = draw_thumb(segments, self.get_component_rich_style("choice-list--thumb"))
        return Strip(segments).adjust_cell_length(width, plain)

    def _is_choice(self, row: int) -> bool:
        return 0 <= row < len(self.rows) and not isinstance(self.rows[row], str)

    def _near(self, row: int, step: int) -> int | None:
        """The first row from `row` on that can be selected; None where there is none."""
        ahead = range(row, len(self.rows) if step > 0 else -1, step)
        return next((index for index in ahead if self._is_choice(index)), None)

    def _hover_over(self, row: int | None) -> None:
        before, self._hover = self._hover, row if row is not None and self._is_choice(row) else None
        if before != self._hover:
            for index in (before, self._hover):
                if index is not None:
                    self.refresh_line(index)

    def _reveal(self) -> None:
        """Scroll as little as is needed to see the bar, and its group's title where it is the first of its group."""
        if self._row is None or not self.size.height:
            return
        top = self._row
        while top > 0 and isinstance(self.rows[top - 1], str):
            top -= 1
        y, height = self.scroll_offset.y, self.size.height
        if top < y:
            self.scroll_to(y=top, animate=False, force=True)
        elif self._row >= y + height:
            self.scroll_to(y=self._row - height + 1, animate=False, force=True)


def thumb_rows(height: int, total: int, first: int) -> range:
    """The rows of the mark that tells which part of a long list is seen; none where all of it is."""
    if total <= height:
        return range(0)
    length = max(1, height * height // total)
    top = round((height - length) * first / (total - height))
    return range(top, top + length)


def draw_thumb(segments: list[Segment], style: Style) -> list[Segment]:
    """A row with the mark in its first column, where that is blank."""
    first, *rest = segments
    if not first.text.startswith(" "):
        return segments
    return [Segment("▎", style), Segment(first.text[1:], first.style), *rest]

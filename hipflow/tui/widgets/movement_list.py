"""The movement list: every exercise in its group, one row each; the selected row is a bar to the right edge."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hipflow.core.exercise import Exercise, Kind
from hipflow.tui.phrases import fit_text, printable, shorten

GROUPS: Final = {
    Kind.DYNAMIC: "WARM-UP DRILLS",
    Kind.STRENGTH: "STRENGTH",
    Kind.STATIC: "STRETCHES",
    Kind.RELEASE: "ROLLER AND BALL",
}
"""In the order in which they are shown."""

Row = Exercise | str
"""An exercise, the title of a group, or an empty string for a blank row."""


class MovementList(ScrollView, can_focus=False):
    """The exercises there are, by kind; of a long list only the rows that are seen are ever drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "movement-list--bar",
        "movement-list--dim",
        "movement-list--hover",
        "movement-list--thumb",
    }

    class Selected(Message):
        """The person has selected another exercise."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty list."""
        super().__init__(id=id)
        self.rows: tuple[Row, ...] = ()
        self.margin = 4
        """Columns left of the names."""
        self._row: int | None = None
        self._hover: int | None = None

    @property
    def selected(self) -> Exercise | None:
        """The exercise under the bar."""
        row = self.rows[self._row] if self._row is not None else ""
        return None if isinstance(row, str) else row

    @property
    def selected_y(self) -> int | None:
        """The row of the widget in which the bar is seen; None when it is scrolled away or nothing is selected."""
        if self._row is None:
            return None
        y = self._row - self.scroll_offset.y
        return y if 0 <= y < self.size.height else None

    def show_exercises(self, exercises: Iterable[Exercise], wanted: str = "") -> None:
        """Show these exercises in their groups, that of the wanted id selected, or else the first."""
        self.rows = tuple(_lay_rows(tuple(exercises)))
        places = {row.id: place for place, row in enumerate(self.rows) if not isinstance(row, str)}
        self._row = places.get(wanted, next(iter(places.values()), None))
        self._hover = None
        self.virtual_size = Size(0, len(self.rows))
        self.scroll_to(y=0, animate=False)
        self._reveal()
        self.refresh()

    def select(self, row: int) -> None:
        """Move the bar to a row that holds an exercise, and make it visible."""
        if row == self._row or not self._holds_exercise(row):
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
        onward = range(target, len(self.rows) if step > 0 else -1, step)
        back = range(target, self._row, -step)
        self.select(next((row for row in (*onward, *back) if self._holds_exercise(row)), self._row))

    def turn_page(self, by: int) -> None:
        """Move the bar by as many rows as are seen."""
        self.move(by * max(1, self.size.height - 1))

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse."""
        if event.button == 1:
            self.select(event.y + self.scroll_offset.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would select."""
        self._hover_over(event.y + self.scroll_offset.y)

    def on_leave(self) -> None:
        """Show it no more."""
        self._hover_over(None)

    def on_resize(self) -> None:
        """Keep the bar in sight."""
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """One row: a title, an exercise, or nothing."""
        index = y + self.scroll_offset.y
        width, plain = self.size.width, self.rich_style
        row = self.rows[index] if index < len(self.rows) else ""
        room = width - self.margin - 1
        dim = self.get_component_rich_style("movement-list--dim")
        if isinstance(row, str):
            segments, ground = [Segment(" " * self.margin + shorten(row, room), dim)], plain
        elif index == self._row:
            ground = self.get_component_rich_style("movement-list--bar")
            blank = max(0, self.margin - 3)
            segments = [
                Segment(" " * blank, plain),
                Segment("▐", Style.from_color(ground.bgcolor, plain.bgcolor)),
                Segment(
                    " " * (self.margin - blank - 1) + fit_text(printable(row.name), room), ground + Style(bold=True)
                ),
            ]
        else:
            hover = self.get_component_rich_style("movement-list--hover")
            ground = plain + Style(bgcolor=hover.bgcolor) if index == self._hover else plain
            segments = [Segment(" " * self.margin + fit_text(printable(row.name), room), ground)]
        return Strip(self._with_thumb(segments, y)).adjust_cell_length(width, ground)

    def _with_thumb(self, segments: list[Segment], y: int) -> list[Segment]:
        """The row with a mark in its first column where the seen part of a long list is."""
        height, total = self.size.height, len(self.rows)
        if total <= height or not segments[0].text.startswith(" "):
            return segments
        length = max(1, height * height // total)
        top = round((height - length) * self.scroll_offset.y / (total - height))
        if not top <= y < top + length:
            return segments
        thumb = Segment("▎", self.get_component_rich_style("movement-list--thumb"))
        return [thumb, Segment(segments[0].text[1:], segments[0].style), *segments[1:]]

    def _holds_exercise(self, row: int) -> bool:
        return 0 <= row < len(self.rows) and not isinstance(self.rows[row], str)

    def _hover_over(self, row: int | None) -> None:
        before, self._hover = self._hover, row if row is not None and self._holds_exercise(row) else None
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
            self.scroll_to(y=top, animate=False)
        elif self._row >= y + height:
            self.scroll_to(y=self._row - height + 1, animate=False)


def _lay_rows(exercises: tuple[Exercise, ...]) -> Iterator[Row]:
    is_first = True
    for kind, title in GROUPS.items():
        members = sorted((each for each in exercises if each.kind is kind), key=lambda each: each.name.casefold())
        if members:
            if not is_first:
                yield ""
            is_first = False
            yield title
            yield from members

"""The routine list: every card in its group, one row each, of which only the rows that are seen are ever drawn."""

from collections.abc import Iterator, Sequence
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

from hipflow.tui.cards import Card, group_cards
from hipflow.tui.phrases import fit_text, length_parts, shorten

Row = Card | str
"""A card, a group's title, or an empty string for a blank row."""

NAME_COLUMNS = 18, 30
"""The least and the most that a name gets before what stands beside it."""
LENGTH_COLUMNS = 8
"""A number of up to three digits, a space and its unit, right-aligned."""
PROBLEM = "has a problem"
SUGGESTED = "›"
"""Before the name of a routine that might suit now."""


class RoutineList(ScrollView, can_focus=False):
    """A list that is as fast with 10,000 rows as with eight; the selected row is a bar that runs to its right edge."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "routine-list--bar",
        "routine-list--dim",
        "routine-list--problem",
        "routine-list--hover",
        "routine-list--thumb",
    }

    class Selected(Message):
        """The person has selected another card."""

    @dataclass
    class Chosen(Message):
        """The selected card is wanted."""

        card: Card

    def __init__(self, *, id: str | None = None) -> None:
        """An empty list."""
        super().__init__(id=id)
        self.rows: list[Row] = []
        self.margin = 4
        """Columns left of the names."""
        self.empty_words = ""
        """What to say where no card is."""
        self._row: int | None = None
        self._hover: int | None = None
        self._name_columns = NAME_COLUMNS[0]

    @property
    def selected(self) -> Card | None:
        """The card under the bar."""
        row = self.rows[self._row] if self._row is not None else ""
        return None if isinstance(row, str) else row

    @property
    def selected_y(self) -> int | None:
        """The row of the widget in which the bar is seen; None when it is scrolled away or nothing is selected."""
        if self._row is None:
            return None
        y = self._row - self.scroll_offset.y
        return y if 0 <= y < self.size.height else None

    def measure_names(self, cards: Sequence[Card]) -> None:
        """Make the column of names wide enough for these cards, whichever of them are shown."""
        longest = max((cell_len(card.name) for card in cards), default=0)
        self._name_columns = min(max(longest, NAME_COLUMNS[0]), NAME_COLUMNS[1])

    def show_cards(self, cards: Sequence[Card], wanted: str = "") -> None:
        """Show these cards in their groups.

        Args:
            cards: What to show, in the order in which they stand in their group.
            wanted: The id of the card to select; the first card where it is not among them.
        """
        self.rows = list(_lay_rows(cards))
        rows = [index for index, row in enumerate(self.rows) if not isinstance(row, str)]
        chosen = next((index for index in rows if self._card(index).id == wanted), None) if wanted else None
        self._hover = None
        self.virtual_size = Size(0, len(self.rows))
        self._row = chosen if chosen is not None else next(iter(rows), None)
        self.scroll_to(y=0, animate=False, force=True)
        self._reveal()
        self.refresh()

    def select(self, row: int) -> None:
        """Move the bar to a row that holds a card, and make it visible."""
        if row == self._row or not 0 <= row < len(self.rows) or isinstance(self.rows[row], str):
            return
        before, self._row = self._row, row
        for index in (before, row):
            if index is not None:
                self.refresh_line(index)
        self._reveal()
        self.post_message(self.Selected())

    def move(self, by: int) -> None:
        """Move the bar by one card; titles and blanks are passed over."""
        if self._row is not None:
            self.select(self._card_row(self._row + by, by))

    def turn_page(self, by: int) -> None:
        """Move the bar by as many rows as are seen."""
        if self._row is not None:
            target = min(max(self._row + by * max(1, self.size.height - 1), 0), len(self.rows) - 1)
            row = self._card_row(target, by)
            self.select(row if row >= 0 else self._card_row(target, -by))

    def move_group(self, by: int) -> None:
        """Move the bar to the first card of the next or the previous group."""
        firsts = [index + 1 for index, row in enumerate(self.rows) if isinstance(row, str) and row]
        here = self._row or 0
        ahead = [row for row in firsts if row > here] if by > 0 else [row for row in reversed(firsts) if row < here]
        self.select(next(iter(ahead), -1))

    def move_to_end(self, end: int) -> None:
        """Move the bar to the first card, or to the last."""
        if self.rows:
            self.select(self._card_row(len(self.rows) - 1 if end > 0 else 0, -end))

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; a double click wants it."""
        if event.button != 1:
            return
        self.select(event.y + self.scroll_offset.y)
        card = self.selected
        if event.chain == 2 and card is not None:
            self.post_message(self.Chosen(card))

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
        """One row: a title, a card, or nothing."""
        index = y + self.scroll_offset.y
        width = self.size.width
        row = self.rows[index] if index < len(self.rows) else ""
        if isinstance(row, str):
            segments = self._title_segments(row, y)
        elif index == self._row:
            segments = self._bar_segments(row)
        else:
            segments = self._card_segments(row, is_hovered=index == self._hover)
        return Strip(self._with_thumb(segments, y)).adjust_cell_length(width, self._edge_style(index))

    def _title_segments(self, title: str, y: int) -> list[Segment]:
        if not self.rows and y == 0:
            title = self.empty_words
        dim = self.get_component_rich_style("routine-list--dim")
        return [Segment(" " * self.margin + shorten(title, self.size.width - self.margin - 1), dim)]

    def _bar_segments(self, card: Card) -> list[Segment]:
        plain, bar = self.rich_style, self.get_component_rich_style("routine-list--bar")
        blank = max(0, self.margin - 3)
        texts = self._texts(card)
        return [
            Segment(" " * blank, plain),
            Segment("▐", Style.from_color(bar.bgcolor, plain.bgcolor)),
            Segment(" " * (self.margin - blank - 1) + texts[0] + texts[1], bar + Style(bold=True)),
            Segment(texts[2], bar),
        ]

    def _card_segments(self, card: Card, *, is_hovered: bool) -> list[Segment]:
        plain = self.rich_style
        dim = self.get_component_rich_style("routine-list--dim")
        strong = dim if not card.is_broken else self.get_component_rich_style("routine-list--problem")
        if is_hovered:
            under = Style(bgcolor=self.get_component_rich_style("routine-list--hover").bgcolor)
            plain, dim, strong = plain + under, dim + under, strong + under
        name, length, rest = self._texts(card)
        if card.is_broken:
            return [Segment(" " * self.margin + name, plain), Segment(length, strong), Segment(rest, dim)]
        margin = f"{SUGGESTED} ".rjust(self.margin) if card.is_suggested else " " * self.margin
        number = length.rstrip("abcdefghijklmnopqrstuvwxyz")
        return [
            Segment(margin + name, plain),
            Segment(number, plain + Style(bold=True)),
            Segment(length[len(number) :] + rest, dim),
        ]

    def _texts(self, card: Card) -> tuple[str, str, str]:
        """The name, what stands right of it, and the rest of the row, each in its columns."""
        room = self.size.width - self.margin
        if card.is_broken:
            name_columns = min(self._name_columns, room - len(PROBLEM) - 3)
            return fit_text(card.name, name_columns), f"  {PROBLEM}", ""
        name_columns = min(self._name_columns, room - LENGTH_COLUMNS - 1)
        number, unit = length_parts(card.seconds)
        length = f"{number:>{LENGTH_COLUMNS - 4}} {unit}"
        rest = room - name_columns - LENGTH_COLUMNS - 1
        done = f"  {card.last_done}"
        return fit_text(card.name, name_columns), length, done if cell_len(done) <= rest else ""

    def _with_thumb(self, segments: list[Segment], y: int) -> list[Segment]:
        """The row with a mark in its first column where the seen part of a long list is."""
        height, total = self.size.height, len(self.rows)
        if total <= height or not segments or not segments[0].text.startswith(" "):
            return segments
        length = max(1, height * height // total)
        top = round((height - length) * self.scroll_offset.y / max(1, total - height))
        if not top <= y < top + length:
            return segments
        first = segments[0]
        thumb = Segment("▎", self.get_component_rich_style("routine-list--thumb"))
        return [thumb, Segment(first.text[1:], first.style), *segments[1:]]

    def _edge_style(self, index: int) -> Style:
        if index == self._row:
            return self.get_component_rich_style("routine-list--bar")
        if index == self._hover and self._hover is not None:
            return self.get_component_rich_style("routine-list--hover")
        return self.rich_style

    def _hover_over(self, row: int | None) -> None:
        if row is not None and (row >= len(self.rows) or isinstance(self.rows[row], str)):
            row = None
        before, self._hover = self._hover, row
        for index in {before, row} - {None}:
            if index is not None and before != row:
                self.refresh_line(index)

    def _card(self, row: int) -> Card:
        card = self.rows[row]
        assert isinstance(card, Card)
        return card

    def _card_row(self, row: int, by: int) -> int:
        """The row of the first card from `row` on; -1 where there is none."""
        while 0 <= row < len(self.rows):
            if not isinstance(self.rows[row], str):
                return row
            row += by
        return -1

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


def _lay_rows(cards: Sequence[Card]) -> Iterator[Row]:
    for place, (group, members) in enumerate(group_cards(cards)):
        if place:
            yield ""
        yield group.value
        yield from members

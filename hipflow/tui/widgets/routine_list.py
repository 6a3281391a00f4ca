"""The routine list: every card in its group, one row each, with its length and when it was last done."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from hipflow.tui.cards import Card, group_cards
from hipflow.tui.phrases import fit_text, length_parts
from hipflow.tui.widgets.choice_list import ChoiceList

NAME_COLUMNS = 18, 30
"""The least and the most that a name gets before what stands beside it."""
LENGTH_COLUMNS = 8
ABOUT = "~"
"""Before a length that nobody knows, for a step waits for a key."""
"""A number of up to three digits, a space and its unit, right-aligned."""
NEAR = 3
"""Rows above and below the bar that are looked into ahead."""
PROBLEM = "has a problem"
SUGGESTED = "›"
"""Before the name of a routine that might suit now."""


class RoutineList(ChoiceList[Card]):
    """The routines there are."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"routine-list--problem"}

    def __init__(self, *, id: str | None = None) -> None:
        """An empty list."""
        super().__init__(id=id)
        self._name_columns = NAME_COLUMNS[0]
        self._fitted: dict[str, int] = {}

    def measure_names(self, cards: Sequence[Card]) -> None:
        """Make the column of names wide enough for these cards, whichever of them are shown."""
        least, most = NAME_COLUMNS
        names = (card.listing.name or card.listing.id for card in cards)
        # The length of plain letters is known without a look at each of them, and there may be thousands.
        longest = max((len(name) if name.isascii() else cell_len(name) for name in names), default=0)
        self._name_columns = min(max(longest, least), most)

    def show_cards(self, cards: Sequence[Card], wanted: str = "") -> None:
        """Show these cards in their groups.

        Args:
            cards: What to show, in the order in which they stand in their group.
            wanted: The id of the card to select. Where it is not among them: one that stood near it, or the first.
        """
        rows = list(_lay_rows(cards))
        self.show_rows(rows, _find_row(rows, (wanted, *self._ids_from(wanted))) if wanted else None)

    def fit(self, id: str, seconds: int | None) -> None:
        """Let the row of a routine tell how long it lasts as it is wanted; None: as it is written."""
        if self._fitted.get(id) == seconds:
            return
        if seconds is None:
            del self._fitted[id]
        else:
            self._fitted[id] = seconds
        self.refresh()

    @property
    def surroundings(self) -> list[Card]:
        """The selected card, then those near it, that may be selected next."""
        if self._row is None:
            return []
        near = sorted(range(self._row - NEAR, self._row + NEAR + 1), key=lambda row: abs(row - (self._row or 0)))
        rows = (self.rows[row] for row in near if 0 <= row < len(self.rows))
        return [row for row in rows if not isinstance(row, str)]

    def draw_row(self, row: Card, plain: Style, dim: Style, *, is_bar: bool) -> list[Segment]:
        """Name, length, and when it was last done."""
        name, length, rest = self._texts(row)
        bold = plain + Style(bold=True)
        if is_bar:
            return [Segment(name + length, bold), Segment(rest, plain)]
        if row.is_broken:
            problem = self.get_component_rich_style("routine-list--problem") + Style(bgcolor=plain.bgcolor)
            return [Segment(name, plain), Segment(length, problem), Segment(rest, dim)]
        number = length.rstrip("abcdefghijklmnopqrstuvwxyz")
        return [Segment(name, plain), Segment(number, bold), Segment(length[len(number) :] + rest, dim)]

    def mark_of(self, row: Card) -> str:
        """What stands before a name."""
        return SUGGESTED if row.is_suggested and not row.is_broken else ""

    def _ids_from(self, id: str) -> Iterator[str]:
        """The ids of the cards after this one as they stand now, then of those before it."""
        ids = [row.id for row in self.rows if not isinstance(row, str)]
        if id in ids:
            place = ids.index(id)
            yield from ids[place + 1 :]
            yield from reversed(ids[:place])

    def _texts(self, card: Card) -> tuple[str, str, str]:
        """The name, what stands right of it, and the rest of the row, each in its columns."""
        room = self.size.width - self.margin
        if card.is_broken:
            name_columns = min(self._name_columns, room - len(PROBLEM) - 3)
            return fit_text(card.name, name_columns), f"  {PROBLEM}", ""
        name_columns = min(self._name_columns, room - LENGTH_COLUMNS - 1)
        number, unit = length_parts(self._fitted.get(card.id, card.seconds))
        about = f"{ABOUT if card.listing.is_open else ''}{number}"
        length = f"{about:>{LENGTH_COLUMNS - 4}} {unit}"
        rest = room - name_columns - LENGTH_COLUMNS - 1
        done = f"  {card.last_done}"
        return fit_text(card.name, name_columns), length, done if cell_len(done) <= rest else ""


def _find_row(rows: Sequence[Card | str], wanted: Iterable[str]) -> int | None:
    """The first row of a card with any of these ids, the first of them that there is."""
    wanted = iter(wanted)
    first = next(wanted, None)
    for index, row in enumerate(rows):
        if not isinstance(row, str) and row.id == first:
            return index
    places = {row.id: index for index, row in enumerate(rows) if not isinstance(row, str)}
    return next((places[id] for id in wanted if id in places), None)


def _lay_rows(cards: Sequence[Card]) -> Iterator[Card | str]:
    for place, (group, members) in enumerate(group_cards(cards)):
        if place:
            yield ""
        yield group.value
        yield from members

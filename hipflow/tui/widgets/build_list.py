"""The build list: the exercises of a routine that is being put together, with their length and the way to each."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from hipflow.library.draft import Place
from hipflow.tui.building import Row
from hipflow.tui.phrases import fit_text
from hipflow.tui.widgets.choice_list import ChoiceList

NAME_COLUMNS = 14, 24
"""The least and the most that a name gets."""
LENGTH_COLUMNS = 8
"""Room for 2×10:00 and a blank."""
LEAD_COLUMNS = 7
"""Room for +120 s and a blank."""
ARRIVAL_COLUMNS = 14
"""Room for a blank and the longest position."""


class BuildList(ChoiceList[Row]):
    """What is built, in the order in which it is done."""

    @property
    def place(self) -> Place | None:
        """Where the selected exercise stands; None where there is none."""
        return self.selected.place if self.selected else None

    def show_built(self, rows: Sequence[Row | str], place: Place | None) -> None:
        """Show these, the exercise at a place selected, or else the first."""
        places = (index for index, row in enumerate(rows) if isinstance(row, Row) and row.place == place)
        self.show_rows(rows, next(places, None))

    def draw_row(self, row: Row, plain: Style, dim: Style, *, is_bar: bool) -> list[Segment]:
        """The name, how long, and the way there."""
        room = self.size.width - self.margin - 1 - LENGTH_COLUMNS
        # The same columns in every row, whatever is in it.
        lead = LEAD_COLUMNS if room - LEAD_COLUMNS >= NAME_COLUMNS[0] else 0
        arrival = ARRIVAL_COLUMNS if room - lead - ARRIVAL_COLUMNS >= NAME_COLUMNS[0] else 0
        name = min(room - lead - arrival, NAME_COLUMNS[1] if arrival else room)
        return [
            Segment(
                fit_text(row.name if cell_len(row.name) <= name else row.short_name, name), plain + Style(bold=is_bar)
            ),
            Segment(f"{row.length:>{LENGTH_COLUMNS}}", plain + Style(bold=True)),
            Segment(f"{row.lead:>{lead}}" if lead else "", dim),
            Segment(fit_text(f" {row.arrival}", arrival) if arrival else "", dim),
        ]

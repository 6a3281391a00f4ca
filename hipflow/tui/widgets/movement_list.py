"""The movement list: every exercise in its group, one row each."""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.segment import Segment
from rich.style import Style

from hipflow.core.exercise import Exercise, Kind
from hipflow.tui.phrases import fit_text, printable
from hipflow.tui.widgets.choice_list import ChoiceList

GROUPS: Final = {
    Kind.DYNAMIC: "WARM-UP DRILLS",
    Kind.STRENGTH: "STRENGTH",
    Kind.STATIC: "STRETCHES",
    Kind.RELEASE: "ROLLER AND BALL",
}
"""In the order in which they are shown."""


class MovementList(ChoiceList[Exercise]):
    """The exercises there are, by kind."""

    def show_exercises(self, exercises: Iterable[Exercise], wanted: str = "") -> None:
        """Show these exercises in their groups, that of the wanted id selected, or else the first."""
        rows = tuple(_lay_rows(tuple(exercises)))
        places = {row.id: place for place, row in enumerate(rows) if not isinstance(row, str)}
        self.show_rows(rows, places.get(wanted))

    def draw_row(self, row: Exercise, plain: Style, dim: Style, *, is_bar: bool) -> list[Segment]:  # noqa: ARG002 - nothing in it is dim
        """The name of an exercise."""
        name = fit_text(printable(row.name), self.size.width - self.margin - 1)
        return [Segment(name, plain + Style(bold=is_bar))]


def _lay_rows(exercises: tuple[Exercise, ...]) -> Iterator[Exercise | str]:
    is_first = True
    for kind, title in GROUPS.items():
        members = sorted((each for each in exercises if each.kind is kind), key=lambda each: each.name.casefold())
        if members:
            if not is_first:
                yield ""
            is_first = False
            yield title
            yield from members

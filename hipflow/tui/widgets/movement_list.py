"""The movement list: every exercise in its group, one row each."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from rich.cells import cell_len
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
YOURS: Final = "yours"


class MovementList(ChoiceList[Exercise]):
    """The exercises there are, by kind."""

    _is_own: Callable[[Exercise], bool] = staticmethod(lambda _: False)

    def show_exercises(
        self, exercises: Iterable[Exercise], wanted: str = "", *, is_own: Callable[[Exercise], bool] = lambda _: False
    ) -> None:
        """Show these exercises in their groups, that of the wanted id selected, or else the first.

        Args:
            exercises: What there is.
            wanted: An id.
            is_own: Is an exercise the person's own, and marked so?
        """
        self._is_own = is_own
        rows = tuple(_lay_rows(tuple(exercises)))
        places = {row.id: place for place, row in enumerate(rows) if not isinstance(row, str)}
        self.show_rows(rows, places.get(wanted))

    def draw_row(self, row: Exercise, plain: Style, dim: Style, *, is_bar: bool) -> list[Segment]:
        """The name of an exercise, the short one where there is little room, and whether it is the person's own."""
        columns = self.size.width - self.margin - 1
        bold = plain + Style(bold=is_bar)
        is_own = self._is_own(row)
        room = columns - len(YOURS) - 1 if is_own else columns
        name = row.name if cell_len(row.name) <= room else row.short_name or row.name
        named = Segment(fit_text(printable(name), room), bold)
        return [named, Segment(" ", bold), Segment(YOURS, dim)] if is_own else [named]


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

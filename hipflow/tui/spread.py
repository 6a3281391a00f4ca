"""The spread: how the picker shares its window between the list and the poster, and how large their letters are."""

from dataclasses import dataclass

from textual.geometry import Size as Extent

from hipflow.tui.lettering.frame import Weight
from hipflow.tui.lettering.words import Size
from hipflow.tui.screens.page import is_slim


@dataclass(frozen=True, slots=True)
class Spread:
    """What the room allows: the columns of the list, the sizes of the letters."""

    list_columns: int
    list_margin: int
    masthead: tuple[Size, ...]
    name: tuple[Size, ...]
    minutes: tuple[Size, ...]

    @classmethod
    def for_window(cls, width: int, height: int) -> "Spread":
        """The spread of a window of this size, in columns and rows."""
        if width < 60 or height < 20:
            return cls(width, 2, (), (), ())
        if is_slim(Extent(width, height)):
            rows = 5 if width >= 74 else 3
            return cls(41 if width >= 74 else 31, 2, (), (), ((rows, Weight.BOLD), (3, Weight.LIGHT)))
        large = ((5, Weight.BOLD), (4, Weight.BOLD)) if width >= 150 and height >= 40 else ()
        huge = ((7, Weight.BOLD), *large) if width >= 180 and height >= 50 else large
        name = (*huge, (3, Weight.BOLD), (3, Weight.LIGHT))
        minutes = 9 if huge != large else 7 if large else 5
        return cls(
            min(round(width * 0.45), 66),
            4,
            (*large[:1], (3, Weight.BOLD)),
            name,
            ((minutes, Weight.BOLD), (3, Weight.LIGHT)),
        )

"""The ground that everything stands on: which part of the field is lit, row by row, in runs of one look."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from hipflow.core.exercise import Side
from hipflow.tui.room import Room
from hipflow.tui.scene import Lit


class Light(Enum):
    """How a part of the field is lit."""

    NONE = "none"
    FULL = "full"
    FAINT = "faint"
    """Not lit yet, by the light that rises while counting in."""
    EDGE = "edge"
    """In the colour of work, whatever the colour of the field: the side that comes first."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring cells of one look: all of one light, or each split into two halves."""

    cells: int
    left: Light
    right: Light


Row = tuple[Run, ...]
Stretch = tuple[int, Light]
"""How many half columns are lit in what way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the light of a field looks like."""

    lit: Lit
    horizon: int = 0
    """The row at which the light ends, where it is above."""
    first_side: Side | None = None
    """The edge that is lit as well."""
    rise: int | None = None
    """How many thirds of the light have risen from the floor; None: all of it is there."""
    is_still: bool = False
    """Is there light at the edges only, so that nothing else has to move?"""


@lru_cache(maxsize=64)
def light_field(shape: Shape, room: Room) -> tuple[Row, ...]:
    """The rows of the field from top to bottom, each exactly as wide as the room."""
    risen = first_risen_row(shape.rise, room)
    return tuple(_runs(_dimmed(_stretches(shape, room, row), is_faint=row < risen)) for row in range(room.field_rows))


def first_risen_row(rise: int | None, room: Room) -> int:
    """The uppermost row that the rising light has reached."""
    return 0 if rise is None else round(room.field_rows * (1 - min(rise, 3) / 3))


def still_edge(room: Room) -> int:
    """The columns of the light at an edge in the layout in which nothing moves."""
    return max(2, room.columns // 12)


def _stretches(shape: Shape, room: Room, row: int) -> list[Stretch]:
    wide = 2 * room.columns
    if shape.is_still:
        return _still_stretches(shape, room, row)
    match shape.lit:
        case Lit.WHOLE:
            return [(wide, Light.FULL)]
        case Lit.LEFT:
            cut = room.cut_at(row)
            return [(cut, Light.FULL), (wide - cut, Light.NONE)]
        case Lit.RIGHT:
            cut = room.cut_at(row)
            return [(wide - cut, Light.NONE), (cut, Light.FULL)]
        case Lit.HALVES:
            slash = 2 * room.slash
            start = room.columns + room.field_rows // 4 - row // 2 - slash
            return [(start, Light.FULL), (2 * slash, Light.NONE), (wide - start - 2 * slash, Light.FULL)]
        case Lit.ABOVE:
            light = Light.FULL if row < shape.horizon else Light.NONE
            if shape.first_side is None:
                return [(wide, light)]
            edge = [(2 * room.edge, Light.EDGE), (2, Light.NONE), (wide - 2 * room.edge - 2, light)]
            return edge if shape.first_side is Side.LEFT else edge[::-1]


def _still_stretches(shape: Shape, room: Room, row: int) -> list[Stretch]:
    wide, edge = 2 * room.columns, 2 * still_edge(room)
    none, full = Light.NONE, Light.FULL
    match shape.lit:
        case Lit.LEFT:
            return [(edge, full), (wide - edge, none)]
        case Lit.RIGHT:
            return [(wide - edge, none), (edge, full)]
        case Lit.WHOLE | Lit.HALVES:
            return [(edge, full), (wide - 2 * edge, none), (edge, full)]
        case Lit.ABOVE:
            return [(wide, full if row < shape.horizon else none)]


def _dimmed(stretches: Iterable[Stretch], *, is_faint: bool) -> Sequence[Stretch]:
    return [(halves, Light.FAINT if is_faint and light is Light.FULL else light) for halves, light in stretches]


def _runs(stretches: Sequence[Stretch]) -> Row:
    """The same row in whole cells."""
    return tuple(run for run in _split(stretches) if run.cells > 0)


def _split(stretches: Sequence[Stretch]) -> Iterator[Run]:
    is_odd, before = False, Light.NONE
    for halves, light in stretches:
        if halves <= 0:
            continue
        if is_odd:
            yield Run(1, before, light)
            halves -= 1
        yield Run(halves // 2, light, light)
        is_odd, before = bool(halves % 2), light

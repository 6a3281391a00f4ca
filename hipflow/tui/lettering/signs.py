"""Signs: the chevrons that point to a side, and the bars of a pause."""

from functools import lru_cache
from typing import Final

from hipflow.core.exercise import Side
from hipflow.tui.lettering.dots import Dots, Style, span

CHEVRON_COLUMNS: Final = 1.55
"""The width of a chevron, in columns for every row of its height."""
CHEVRON_THICKNESS: Final = 0.66
"""How thick its arms are along a row, in columns for every row of its height."""
SWITCH_REACH: Final = 0.55
"""How far a switch chevron leans out, in columns for every row of its height."""
SWITCH_SHARE: Final = 0.62
"""How much of the way from one switch chevron to the next is ink."""
PAUSE_SHARE: Final = 0.37
"""The width of one bar of the pause, of that of both and the gap."""


@lru_cache(maxsize=64)
def draw_chevron(side: Side, rows: int, style: Style = Style.QUADRANT) -> tuple[str, ...]:
    """The mark beside the word LEFT or RIGHT, pointing there; one is the exact mirror image of the other."""
    across = style.value
    width = round(rows * CHEVRON_COLUMNS) * across
    thick = max(across, round(rows * CHEVRON_THICKNESS * across))
    return _pointing(side, _chevron(0, thick, width - thick, width, 2 * rows)).lines(style)


@lru_cache(maxsize=64)
def draw_switch_chevrons(
    side: Side, rows: int, columns: int, count: int = 3, style: Style = Style.QUADRANT
) -> tuple[tuple[str, ...], ...]:
    """Chevrons that fill a room, each as lines over the whole of it, from the tail to the tip of the movement.

    No cell holds ink of two, so that each can have its colour. Empty where the room is too narrow for them.
    """
    across = style.value
    width, height = columns * across, 2 * rows
    reach = min(round(rows * SWITCH_REACH * across), width // 2)
    pitch = int((width - reach) / (count - 1 + SWITCH_SHARE) / across) * across
    # The rows of a cell lean apart by this much: with that and a cell between them two chevrons cannot share one.
    apart = across + -(-reach // max(1, rows - 1))
    thick = min(round(pitch * SWITCH_SHARE), pitch - apart)
    if thick < across:
        return ()
    margin = (width - reach - thick - (count - 1) * pitch) // 2 // across * across
    return tuple(
        _pointing(side, _chevron(margin + index * pitch, thick, reach, width, height)).lines(style)
        for index in range(count)
    )


@lru_cache(maxsize=64)
def draw_pause_bars(rows: int, columns: int, style: Style = Style.QUADRANT) -> tuple[str, ...]:
    """The two bars of a pause over the whole of a room; 1.7 times as many columns as rows look best."""
    width = columns * style.value
    bar = span(0, max(1, round(width * PAUSE_SHARE)), width)
    return Dots(width, (bar,) * (2 * rows)).symmetric().lines(style)


def _chevron(left: int, thick: int, reach: int, width: int, height: int) -> Dots:
    """A chevron that points right, its upper half the mirror image of its lower."""
    half = height // 2
    starts = [left + int(reach * y / max(1, half - 1) + 0.5) for y in range(half)]
    upper = tuple(span(start, start + thick, width) for start in starts)
    return Dots(width, upper + upper[::-1])


def _pointing(side: Side, right: Dots) -> Dots:
    return right if side is Side.RIGHT else right.mirrored()

"""The palette of terminals with 256 colours: each colour of a theme becomes the one that looks most like it.

Rounded channel by channel, as it would be otherwise, a dark violet becomes navy and a mat becomes purple.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color as Background

Triplet = tuple[int, int, int]
LEVELS: Final = (0, 95, 135, 175, 215, 255)
"""Of each channel in the cube of 216 colours, as xterm has them; the first 16 of a palette are anyone's guess."""
FIRST_OF_CUBE, FIRST_OF_GREYS, GREYS = 16, 232, 24


class NearestColours(LineFilter):
    """Puts the colours of the palette in the place of all others."""

    def apply(self, segments: list[Segment], background: Background) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The segments in colours of the palette."""
        return [Segment(text, _translate(style) if style else style, control) for text, style, control in segments]


@lru_cache(maxsize=2048)
def _translate(style: Style) -> Style:
    return style + Style.from_color(_nearest(style.color), _nearest(style.bgcolor))


def _nearest(colour: Color | None) -> Color | None:
    if colour is None or colour.type is not ColorType.TRUECOLOR or colour.triplet is None:
        return colour
    return Color.from_ansi(find_nearest(colour.triplet))


@lru_cache(maxsize=1024)
def find_nearest(colour: Triplet) -> int:
    """The number of the colour of the palette, from 16 to 255, that looks most like this one."""
    wanted = to_oklab(colour)
    return min(list_palette(), key=lambda number: measure_distance(list_palette()[number], wanted))


@cache
def list_palette() -> dict[int, tuple[float, float, float]]:
    """The colours from 16 on by their numbers, in Oklab."""
    cube = ((red, green, blue) for red in LEVELS for green in LEVELS for blue in LEVELS)
    greys = ((8 + 10 * step,) * 3 for step in range(GREYS))
    return {
        **{FIRST_OF_CUBE + place: to_oklab(colour) for place, colour in enumerate(cube)},
        **{FIRST_OF_GREYS + place: to_oklab(colour) for place, colour in enumerate(greys)},
    }


def measure_distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """How different two colours look, squared, in Oklab."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def to_oklab(colour: Triplet) -> tuple[float, float, float]:
    """Lightness, green to red and blue to yellow, as eyes measure them: Oklab by Björn Ottosson, 2020."""
    red, green, blue = (_to_linear(part / 255) for part in colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _to_linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

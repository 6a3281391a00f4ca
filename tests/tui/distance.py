"""What is left of a screen three metres away: its cells as pixels, shrunk, blurred, and without colour."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from rich.color import Color, ColorType
from textual.app import App
from textual.geometry import Region

from hipflow.tui.palette import to_oklab

Image = tuple[tuple[float, ...], ...]
"""Rows of lightness, from 0 for black to 1 for white."""

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By the sum of 1 for upper left, 2 for upper right, 4 for lower left, 8 for lower right."""
INK_OF_TEXT = 0.25
"""How much of its cell an ordinary letter blackens."""
CELL = (8, 16)
"""Pixels of a cell as one sees it at the desk."""
DISTANCE = 0.15
"""How much smaller it looks from three metres."""
NOISE = 0.08


def look_from_afar(app: App[Any], hidden: Iterable[Region] = ()) -> Image:
    """The screen of an app as it is seen from three metres, without glasses and in grey.

    Args:
        app: What runs.
        hidden: Places of which only the ground is seen.
    """
    covered = {(x, y) for region in hidden for x in region.column_range for y in region.line_range}
    rows: list[list[float]] = []
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        halves: tuple[list[float], list[float]] = ([], [])
        x = 0
        for text, style, _ in strip:
            ink, ground = (_lightness(style.color), _lightness(style.bgcolor)) if style else (1.0, 0.0)
            for character in text:
                shown = " " if (x, y) in covered else character
                for place, half in enumerate(halves):
                    half += _halves_of(shown, place, ink, ground)
                x += 1
        rows += halves
    height, width = len(rows) / 2 * CELL[1] * DISTANCE, len(rows[0]) / 2 * CELL[0] * DISTANCE
    return _blur(_shrink(rows, round(width), round(height)))


def name_nearest(image: Image, known: Mapping[str, Image]) -> str:
    """The name of the picture that is most like this one."""
    return min(known, key=lambda name: measure_difference(image, known[name]))


def measure_difference(one: Image, other: Image) -> float:
    """The mean of the squares of what they differ by."""
    return sum((a - b) ** 2 for row, line in zip(one, other, strict=True) for a, b in zip(row, line, strict=True)) / (
        len(one) * len(one[0])
    )


def disturb(image: Image, seed: int) -> Image:
    """The same in bad light."""
    random = Random(seed)
    return tuple(tuple(pixel + random.gauss(0, NOISE) for pixel in row) for row in image)


def cut_out(image: Image, place: Region, columns: int, rows: int) -> Image:
    """The part of an image that shows a place on a screen of so many cells."""
    across, down = len(image[0]) / columns, len(image) / rows
    return tuple(
        row[round(place.x * across) : round(place.right * across)]
        for row in image[round(place.y * down) : round(place.bottom * down)]
    )


def _halves_of(character: str, half: int, ink: float, ground: float) -> list[float]:
    """The left and right quarter of the upper half of a cell, or of the lower for 1."""
    filled = QUADRANTS.find(character)
    if filled < 0:
        mixed = ground + (ink - ground) * INK_OF_TEXT
        return [mixed, mixed]
    return [ink if filled >> (2 * half + side) & 1 else ground for side in (0, 1)]


def _lightness(colour: Color | None) -> float:
    if colour is None or colour.type is ColorType.DEFAULT:
        return 0.0
    return to_oklab(colour.get_truecolor())[0]


def _shrink(rows: list[list[float]], width: int, height: int) -> list[list[float]]:
    """Each pixel the mean of what it covers."""
    narrow = [_resample(row, width) for row in rows]
    columns = [_resample([row[x] for row in narrow], height) for x in range(width)]
    return [[column[y] for column in columns] for y in range(height)]


def _resample(values: list[float], count: int) -> list[float]:
    step = len(values) / count
    means = []
    for place in range(count):
        start, end = place * step, (place + 1) * step
        parts = range(int(start), min(len(values), int(end) + 1))
        weights = [max(0.0, min(end, part + 1) - max(start, part)) for part in parts]
        means.append(sum(weight * values[part] for weight, part in zip(weights, parts, strict=True)) / sum(weights))
    return means


def _blur(rows: list[list[float]]) -> Image:
    """Each pixel the mean of itself and its neighbours."""
    height, width = len(rows), len(rows[0])

    def mean(x: int, y: int) -> float:
        around = [
            rows[row][column]
            for row in range(max(0, y - 1), min(height, y + 2))
            for column in range(max(0, x - 1), min(width, x + 2))
        ]
        return sum(around) / len(around)

    return tuple(tuple(mean(x, y) for x in range(width)) for y in range(height))

"""From samples to cells: each cell gets the block glyph and the two colours that come closest to what it covers."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from operator import itemgetter
from typing import NamedTuple

from hipflow.figure.palette import RGB


class Run(NamedTuple):
    """Neighbouring cells of one row that share their colours."""

    text: str
    foreground: RGB
    background: RGB


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture: rows of runs, each row as wide as the others."""

    rows: tuple[tuple[Run, ...], ...]

    @property
    def text(self) -> str:
        """The block characters alone, a line a row."""
        return "\n".join("".join(run.text for run in row) for row in self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """One way to divide a cell into dots."""

    name: str
    across: int
    down: int
    rows: int
    """Sample rows a cell; it has four sample columns."""
    sharpness: float
    """How much steeper than plain coverage an edge is; large dots need soft edges."""
    gap: float
    """Sample rows of gap around a limb: about half a dot, a whole one where dots are small; more eats the trunk."""
    characters: Sequence[str]
    """By the bits of the dots that are set: bit 0 the first dot of the first row."""


def _quadrants() -> str:
    return " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


def _sextants() -> list[str]:
    taken = {0: " ", 21: "▌", 42: "▐", 63: "█"}
    spare = iter(range(0x1FB00, 0x1FB3C))
    return [taken[bits] if bits in taken else chr(next(spare)) for bits in range(64)]


def _octants() -> list[str]:
    # Where two rows of dots are alike, the octant is a quadrant, and others had a character before Unicode 16.
    taken = {0b11000000: "▂", 0b11111100: "▆", 0b00000011: "\U0001fb82", 0b00111111: "\U0001fb85"}
    taken |= {0b00010100: "\U0001fbe6", 0b00101000: "\U0001fbe7"}
    taken |= {1: "\U0001cea8", 2: "\U0001ceab", 64: "\U0001cea3", 128: "\U0001cea0"}
    for quarters, character in enumerate(_quadrants()):
        bits = 0
        for quarter, dots in enumerate((0b00000101, 0b00001010, 0b01010000, 0b10100000)):
            bits |= dots if quarters >> quarter & 1 else 0
        taken[bits] = character
    spare = iter(range(0x1CD00, 0x1CDE6))
    return [taken[bits] if bits in taken else chr(next(spare)) for bits in range(256)]


HALF = Glyphs("half", 1, 2, 8, 1.0, 1.8, " ▀▄█")
QUAD = Glyphs("quad", 2, 2, 8, 1.5, 1.8, _quadrants())
SEXTANT = Glyphs("sextant", 2, 3, 9, 2.0, 2.3, _sextants())
OCTANT = Glyphs("octant", 2, 4, 8, 2.5, 2.1, _octants())
GLYPHS = {glyphs.name: glyphs for glyphs in (HALF, QUAD, SEXTANT, OCTANT)}
"""Every way to draw, by name."""

SAMPLES_ACROSS = 4
"""Sample columns a cell: four bytes, one machine word, which makes a cell a handful of numbers."""

Colour = tuple[float, float, float]
Cell = tuple[int, RGB, RGB]
"""The bits of the dots that are set, their colour, and that of the others."""

COARSE = 8
"""The step of the scale of mixed colours; finer ones cost bytes and cannot be told apart."""

MOST_CELLS = 8_000
"""Known cells that are kept, about 3 MB; a loop at 40 by 18 has one to four thousand."""


class CellMaker:
    """Turns blocks of samples into cells, and remembers every block it has seen."""

    def __init__(self, glyphs: Glyphs, tones: Sequence[RGB], *, hard: bool = False) -> None:
        self.glyphs = glyphs
        self._tones = tones
        self._hard = hard
        self._known: dict[tuple[int, ...], Cell] = {}
        self._two_toned: dict[tuple[int, ...], Cell] = {}
        self._averages: dict[bytes, Colour] = {}
        self._pure: dict[Colour, RGB] = {tone: tone for tone in tones}
        self._full = (1 << glyphs.across * glyphs.down) - 1
        self._pack = struct.Struct(f"={glyphs.rows}I").pack
        high, wide = glyphs.rows // glyphs.down, SAMPLES_ACROSS // glyphs.across
        self._dot_size = high * wide
        # The samples of a cell in the order of its dots, so that each dot is a slice.
        self._by_dots = itemgetter(
            *(
                (down * high + y) * SAMPLES_ACROSS + across * wide + x
                for down in range(glyphs.down)
                for across in range(glyphs.across)
                for y in range(high)
                for x in range(wide)
            )
        )

    def make_frame(self, samples: bytes | bytearray, columns: int) -> Frame:
        """The frame of a canvas of tones, `columns` cells wide."""
        words = memoryview(samples).cast("I")
        step = columns * self.glyphs.rows
        known = self._known
        if len(known) > MOST_CELLS:
            known.clear()
            self._two_toned.clear()
            self._averages.clear()
        rows = []
        for start in range(0, len(words), step):
            lines = [words[first : first + columns].tolist() for first in range(start, start + step, columns)]
            cells = []
            for block in zip(*lines, strict=True):
                cell = known.get(block)
                if cell is None:
                    cell = known[block] = self._make_cell(block)
                cells.append(cell)
            rows.append(self._join(cells))
        return Frame(tuple(rows))

    def _make_cell(self, block: tuple[int, ...]) -> Cell:
        samples = bytes(self._by_dots(self._pack(*block)))
        tones = set(samples)
        if len(tones) == 1:
            colour = self._tones[samples[0]]
            return (0, colour, colour)
        size = self._dot_size
        dots = [samples[start : start + size] for start in range(0, len(samples), size)]
        if len(tones) > 2:
            return self._reduce([self._average(dot) for dot in dots])
        first, second = min(tones), max(tones)
        counts = (first, second, *[dot.count(second) for dot in dots])
        cell = self._two_toned.get(counts)
        if cell is None:
            cell = self._two_toned[counts] = self._reduce([self._average(dot) for dot in dots])
        return cell

    def _average(self, dot: bytes) -> Colour:
        """The colour of a dot: that of the tone which covers most of it, tinged by the next."""
        colour = self._averages.get(dot)
        if colour is None:
            colour = self._averages[dot] = self._mix_tones(dot)
        return colour

    def _mix_tones(self, dot: bytes) -> Colour:
        counts = sorted(((dot.count(tone), tone) for tone in set(dot)), reverse=True)
        main = self._tones[counts[0][1]]
        if len(counts) == 1 or self._hard:
            return main
        other = self._tones[counts[1][1]]
        total = counts[0][0] + counts[1][0]
        # Coverage is at most a half here; a steep edge turns small shares into none.
        share = max(0.0, (counts[1][0] / total - 0.5) * self.glyphs.sharpness + 0.5)
        return (
            main[0] + (other[0] - main[0]) * share,
            main[1] + (other[1] - main[1]) * share,
            main[2] + (other[2] - main[2]) * share,
        )

    def _reduce(self, dots: list[Colour]) -> Cell:
        """Two colours for all dots: two-means along the widest pair."""
        if self.glyphs.across == 1:
            top, bottom = self._settle(dots[0]), self._settle(dots[1])
            return (0, top, top) if top == bottom else (1, top, bottom)
        # No choice here depends on the order of the dots, so that a mirrored cell is the mirror image.
        colours = sorted(set(dots))
        if len(colours) == 1:
            return (0, self._settle(colours[0]), self._settle(colours[0]))
        one, two = colours[0], colours[-1]
        nearer_one = {one}
        if len(colours) > 2:
            one = max(colours, key=lambda colour: (_distance(colour, colours[0]), colour))
            two = max(colours, key=lambda colour: (_distance(colour, one), colour))
            for _ in range(2):
                nearer_one = {colour for colour in colours if _distance(colour, one) < _distance(colour, two)}
                one = _mean([dot for dot in dots if dot in nearer_one])
                two = _mean([dot for dot in dots if dot not in nearer_one])
        bits = sum(1 << index for index, dot in enumerate(dots) if dot in nearer_one)
        front, back = self._settle(one), self._settle(two)
        if front == back:
            return (0, back, back)
        # The brighter colour is the drawn one, so that a terminal without colour shows the figure as ink.
        if sum(front) < sum(back):
            bits, front, back = self._full ^ bits, back, front
        return (bits, front, back)

    def _settle(self, colour: Colour) -> RGB:
        """The colour itself if it is a tone, else the nearest of a coarser scale: fewer colours, longer runs."""
        tone = self._pure.get(colour)
        if tone is not None:
            return tone
        red, green, blue = (min(255, round(part / COARSE) * COARSE) for part in colour)
        return (red, green, blue)

    def _join(self, cells: Iterable[Cell]) -> tuple[Run, ...]:
        """Merge neighbours that can share their colours; an even cell joins whichever run has its colour."""
        characters, full = self.glyphs.characters, self._full
        runs: list[Run] = []
        text: list[str] = []
        front: RGB | None = None
        back: RGB | None = None
        for bits, cell_front, cell_back in cells:
            if bits:
                if front is None and cell_back == back:
                    front = cell_front
                if cell_front == front and cell_back == back:
                    text.append(characters[bits])
                    continue
            elif cell_back == back:
                text.append(" ")
                continue
            elif cell_back == front:
                text.append(characters[full])
                continue
            if text and back is not None:
                runs.append(Run("".join(text), front or back, back))
            text = [characters[bits]]
            front, back = (cell_front if bits else None), cell_back
        if text and back is not None:
            runs.append(Run("".join(text), front or back, back))
        return tuple(runs)


def _distance(a: Colour, b: Colour) -> float:
    x, y, z = a[0] - b[0], a[1] - b[1], a[2] - b[2]
    return x * x + y * y + z * z


def _mean(dots: Sequence[Colour]) -> Colour:
    # fsum, because plain sums depend on the order.
    number = len(dots)
    return (
        fsum(dot[0] for dot in dots) / number,
        fsum(dot[1] for dot in dots) / number,
        fsum(dot[2] for dot in dots) / number,
    )


@lru_cache(maxsize=4)
def cell_maker(glyphs: Glyphs, tones: tuple[RGB, ...], hard: bool) -> CellMaker:
    """The cell maker of a way to draw; all clips that are drawn alike share what it has learnt."""
    return CellMaker(glyphs, tones, hard=hard)

"""The gallery: the pictures of the clips that were shown last, as rows that a screen can show."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from hipflow.figure.cells import GLYPHS, Frame, Run
from hipflow.figure.clip import Clip
from hipflow.figure.painter import Painter
from hipflow.figure.palette import RGB, Palette, tones_of

MOST_KEPT: Final = 3
"""Clips, each at one size, in one palette, on one side."""

MOST_CHANGES: Final = 256
"""Pairs of pictures whose difference is remembered: those of a few loops."""

FULL: Final = "█"
RUN_BYTES: Final = 40
"""To begin a run of cells in other colours, and to end it."""
JUMP_BYTES: Final = RUN_BYTES + 8
"""To go to another column and begin a run there."""

Picture = tuple[Strip, ...]
"""The rows of one frame; equal rows of one clip are the same object."""


class Look(NamedTuple):
    """How a figure is drawn, whatever it does."""

    columns: int
    rows: int
    glyphs: str
    palette: Palette


class Gallery:
    """Keeps the clips that were shown last, with all pictures that were made of them."""

    def __init__(self) -> None:
        """An empty gallery."""
        self._kept: OrderedDict[tuple[int, bool, Look], Loop] = OrderedDict()
        self._changes: OrderedDict[tuple[int, int], Change] = OrderedDict()

    def find_loop(self, clip: Clip, look: Look, *, is_mirrored: bool) -> "Loop":
        """The pictures of a clip; the one that was not asked for longest makes room."""
        key = (id(clip), is_mirrored, look)
        loop = self._kept.get(key)
        if loop is None:
            loop = self._kept[key] = Loop(clip, look, is_mirrored=is_mirrored)
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return loop

    def find_changes(self, before: Picture, after: Picture) -> tuple[Region, ...]:
        """Where two pictures of one size differ; a loop asks for the same few again and again."""
        key = (id(before), id(after))
        change = self._changes.get(key)
        if change is None:
            change = self._changes[key] = Change(before, after, tuple(changed_regions(before, after)))
            if len(self._changes) > MOST_CHANGES:
                self._changes.popitem(last=False)
        return change.regions


class Change(NamedTuple):
    """Two pictures, held so that no other can take their identity, and where they differ."""

    before: Picture
    after: Picture
    regions: tuple[Region, ...]


class Loop:
    """The pictures of one clip; each is made when it is first needed, and kept."""

    def __init__(self, clip: Clip, look: Look, *, is_mirrored: bool) -> None:
        """The loop of a clip."""
        self.clip = clip
        # Hard edges, as the letters have: soft ones take three times the bytes, and a dot is a dot all the same.
        self._painter = Painter(
            clip, look.columns, look.rows, GLYPHS[look.glyphs], look.palette, is_mirrored=is_mirrored, hard=True
        )
        characters = GLYPHS[look.glyphs].characters
        self._inverse = str.maketrans(dict(zip(characters, reversed(characters), strict=True)))
        self._columns = look.columns
        self._tones = frozenset(tones_of(look.palette))
        self._pictures: dict[float | None, Picture] = {}
        self._strips: dict[tuple[Run, ...], Strip] = {}

    def picture_at(self, second: float) -> Picture:
        """The picture at a second of the loop."""
        return self._pictures.get(second) or self._keep(second, self._painter.still_at(second))

    def onion_skin(self) -> Picture:
        """The whole movement in one picture: its end, with its start as a ghost."""
        return self._pictures.get(None) or self._keep(None, self._painter.onion_skin())

    def _keep(self, key: float | None, frame: Frame) -> Picture:
        picture = self._pictures[key] = tuple(self._find_strip(row) for row in frame.rows)
        return picture

    def _find_strip(self, row: tuple[Run, ...]) -> Strip:
        strip = self._strips.get(row)
        if strip is None:
            runs = (blank_run(run, self._inverse) for run in settle_row(row, self._tones))
            segments = [Segment(run.text, style_of(run)) for run in runs]
            strip = self._strips[row] = Strip(segments, self._columns)
        return strip


def settle_row(row: Sequence[Run], tones: Collection[RGB]) -> list[Run]:
    """The row with the mixed colours, of cells where three parts meet, as the nearest pure ones in it: longer runs."""
    pure = [colour for run in row for colour in (run.foreground, run.background) if colour in tones]
    settled: list[Run] = []
    for text, foreground, background in row:
        front = foreground if foreground in tones else _nearest(foreground, pure)
        back = background if background in tones else _nearest(background, pure)
        last = settled[-1] if settled else None
        if last and back == last.background and (front == last.foreground or not text.strip()):
            settled[-1] = last._replace(text=last.text + text)
        else:
            settled.append(Run(text, front, back))
    return settled


def blank_run(run: Run, inverse: Mapping[int, int | str]) -> Run:
    """The run with blank rather than full cells, where most are full: fewer bytes, and no seams between rows."""
    if run.text.count(FULL) <= run.text.count(" "):
        return run
    return Run(run.text.translate(inverse), run.background, run.foreground)


def _nearest(colour: RGB, colours: Iterable[RGB]) -> RGB:
    return min(colours, key=lambda other: sum((a - b) ** 2 for a, b in zip(colour, other, strict=True)), default=colour)


def style_of(run: Run) -> Style:
    """The style of a run; where it has no ink its foreground would only cost bytes."""
    return make_style(run.foreground if run.text.strip() else None, run.background)


@lru_cache(maxsize=4096)
def make_style(foreground: RGB | None, background: RGB) -> Style:
    """The style of these colours, the same object every time."""
    return Style.from_color(foreground and Color.from_rgb(*foreground), Color.from_rgb(*background))


def changed_regions(before: Picture, after: Picture) -> Iterator[Region]:
    """Where two pictures of one size differ, row by row."""
    for row, (one, two) in enumerate(zip(before, after, strict=True)):
        if one is not two:
            yield from (Region(start, row, end - start, 1) for start, end in changed_spans(one, two))


def changed_spans(one: Strip, two: Strip) -> list[tuple[int, int]]:
    """The columns in which two rows of one width differ, from the first of a span to the one after its last.

    What lies between two spans is alike, and would cost more to write once more than it does to pass over.
    """
    cells = _cells(two)
    styles = [style for text, style, _ in two for _ in text]
    spans: list[tuple[int, int]] = []
    for column, (cell, other) in enumerate(zip(_cells(one), cells, strict=True)):
        if cell == other:
            continue
        if spans:
            start, end = spans[-1]
            between = sum(1 if character == " " else 3 for character, _, _ in cells[end:column])
            begun = sum(one is not two for one, two in pairwise(styles[end - 1 : column + 1]))
            if between + RUN_BYTES * begun <= JUMP_BYTES:
                spans[-1] = (start, column + 1)
                continue
        spans.append((column, column + 1))
    return spans


def _cells(strip: Strip) -> list[tuple[str, Color | None, Color | None]]:
    """What is seen in each column; an even cell has one colour, however it is written."""
    cells: list[tuple[str, Color | None, Color | None]] = []
    for text, style, _ in strip:
        ink, ground = (style.color, style.bgcolor) if style else (None, None)
        even, full = (" ", None, ground), (" ", None, ink)
        cells += (even if each == " " else full if each == FULL else (each, ink, ground) for each in text)
    return cells

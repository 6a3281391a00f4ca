"""The clock: the word for the side, the seconds left, and the three bars of the last of them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from rich.cells import cell_len
from textual.geometry import Region

from hipflow.core.exercise import Side
from hipflow.tui.composition.letters import BOLD, LIGHT
from hipflow.tui.composition.picture import Piece
from hipflow.tui.dial import Dial
from hipflow.tui.lettering.alphabet import can_draw
from hipflow.tui.lettering.clock import ClockFace, fit_clock_face
from hipflow.tui.lettering.frame import Weight
from hipflow.tui.lettering.signs import draw_chevron
from hipflow.tui.lettering.words import letter
from hipflow.tui.phrases import shorten
from hipflow.tui.room import Room
from hipflow.tui.scene import LAST_SECONDS, Lit, Scene


def place_clock(scene: Scene, room: Room, box: Region, *, is_lit: bool) -> Iterator[tuple[str, Piece]]:
    """The side as a word with its chevron, the seconds, and the three bars of the last of them."""
    is_right = scene.lit is Lit.RIGHT and not scene.view.is_still
    above, word = set_side_mark(scene.word, scene.other_word, scene.lit, room.word_rows, box.width)
    if above:
        yield "label", Piece(align((above,), box.x, box.y - 1, box.width, is_right=is_right), (above,), is_lit)
    word_box = align(word, box.x, box.y, box.width, is_right=is_right)
    yield "word", Piece(word_box, word, is_lit, is_bold=len(word) == 1)
    gap = 2 if room.is_large else 1
    bar_rows = 2 if room.is_large else 1
    top = box.y + len(word) + gap
    bars_top = box.bottom - bar_rows
    height = bars_top - top - (1 if room.is_medium else 0)
    # A window too low for three rows of digits and the bars does without the gaps.
    if height < 4:
        top, height = box.y + len(word), bars_top - box.y - len(word)
    if scene.dial.tally:
        tally = set_tally(scene.dial, box.width, height, room)
        height -= len(tally) + (1 if len(tally) > 1 else 0)
        place = align(tally, box.x, top + height + (1 if len(tally) > 1 else 0), box.width, is_right=is_right)
        yield "tally", Piece(place, tally, is_lit, is_bold=len(tally) == 1)
    face = fit_face(scene.dial.widest, box.width, height)
    text = scene.dial.digits
    digits = list(place_digits(face, text, Region(box.x, top, box.width, height), is_right=is_right))
    if not digits:
        place = align((text,), box.x, top, box.width, is_right=is_right)
        yield "digit-0", Piece(place, (text,), is_lit, is_bold=True)
        return
    for number, (place, lines) in enumerate(digits):
        yield f"digit-{number}", Piece(place, lines, is_lit)
    if scene.bars is not None:
        start, end = digits[0][0].x, digits[-1][0].right
        yield "bars", draw_bars(scene.bars, Region(start, bars_top, end - start, bar_rows), is_lit=is_lit)


TALLY_SHARE = 3.5
"""How many times as many rows as it takes there must be for a tally in letters."""

Digit = tuple[Region, tuple[str, ...]]
"""Where a character of the clock is, and its lines."""


@lru_cache(maxsize=32)
def fit_face(widest: tuple[str, ...], columns: int, rows: int) -> ClockFace:
    """The sizes of all numbers of a step, by the longest of every length."""
    return fit_clock_face(widest, columns, rows)


@lru_cache(maxsize=64)
def set_tally(dial: Dial, columns: int, rows: int, room: Room) -> tuple[str, ...]:
    """What the number of a clock is of, in letters that leave the digits most of the rows; else as ordinary text."""
    for size, weight in ((7, BOLD), (5, BOLD), (4, BOLD), (3, BOLD), (3, LIGHT)):
        if size > room.word_rows or TALLY_SHARE * size > rows or not can_draw(dial.tally):
            continue
        lines = letter(dial.tally, size, weight, tight_digits=True).lines
        if len(lines[0]) <= columns:
            left = f"  {dial.left}" if dial.left else ""
            is_told = len(lines[0]) + len(left) <= columns
            return tuple(
                line + (left if is_told and row == size - 1 else " " * len(left) * is_told)
                for row, line in enumerate(lines)
            )
    return (shorten(" · ".join(filter(None, (dial.tally, dial.left))), columns),)


def place_digits(
    face: ClockFace, text: str, box: Region, *, is_right: bool
) -> Iterator[tuple[Region, tuple[str, ...]]]:
    """Each character of the clock on its own, so that only those that change are drawn anew."""
    lettering = face.letter(text)
    if lettering is None:
        return
    pattern = "".join("0" if character.isdecimal() else character for character in text)
    cut = next(cut for cut in face.cuts if cut.pattern == pattern)
    left = box.right - lettering.columns if is_right else box.x
    top = box.y + (box.height - lettering.rows + 1) // 2
    x = 0
    for character in text:
        columns = cut.colon_columns if character == ":" else cut.digit_columns
        lines = tuple(line[x : x + columns] for line in lettering.lines)
        yield Region(left + x, top, columns, lettering.rows), lines
        x += columns + cut.gap


def draw_bars(lit: int, box: Region, *, is_lit: bool) -> Piece:
    """Three bars, one for each of the last seconds; those that are over are out."""
    gap = 2 if box.width >= 13 else 1
    columns = (box.width - 2 * gap) // LAST_SECONDS
    bar, blank = ("█" if box.height > 1 else "▄") * columns, " " * columns
    rows = [
        (" " * gap).join(bar if (number < lit) is wanted else blank for number in range(LAST_SECONDS))
        for wanted in (True, False)
    ]
    place = Region(box.x, box.y, len(rows[0]), box.height)
    return Piece(place, (rows[0],) * box.height, is_lit, faint=(rows[1],) * box.height)


@lru_cache(maxsize=64)
def set_side_mark(word: str, other: str, lit: Lit, rows: int, columns: int) -> tuple[str, tuple[str, ...]]:
    """The word beside the clock with a chevron on the sides that it means, as large as the room allows.

    The word for the other side would fit as well, so that both look alike. Of a longer label whose last word is what
    matters, as in MOVING LEFT, the rest is set small above it.
    """
    *before, last = word.split()
    rest, other_last = " ".join(before), other.split(" ")[-1]
    wishes = [("", word, other), (rest, last, other_last)] if rest else [("", word, other)]
    for pointed, (above, large, opposite) in product((lit, Lit.WHOLE), wishes):
        for size, weight in ((7, BOLD), (5, BOLD), (4, BOLD), (3, BOLD), (3, LIGHT)):
            if size > rows or not can_draw(large + opposite):
                continue
            lines = _chevroned(large, pointed, size, weight)
            widths = len(lines[0]), len(_chevroned(opposite or large, pointed, size, weight)[0])
            if max(widths) <= columns:
                return above, lines
    return "", (_pointed(word, lit, columns),)


def _chevroned(word: str, lit: Lit, rows: int, weight: Weight) -> tuple[str, ...]:
    parts: list[Sequence[str]] = [letter(word, rows, weight).lines]
    gap = (" " * (2 if rows > 4 else 1),) * rows
    if lit in (Lit.LEFT, Lit.HALVES):
        parts = [draw_chevron(Side.LEFT, rows), gap, *parts]
    if lit in (Lit.RIGHT, Lit.HALVES):
        parts = [*parts, gap, draw_chevron(Side.RIGHT, rows)]
    return tuple("".join(cells) for cells in zip(*parts, strict=True))


def _pointed(word: str, lit: Lit, columns: int) -> str:
    """The same as ordinary text."""
    left, right = ("◀ " if lit in (Lit.LEFT, Lit.HALVES) else ""), (" ▶" if lit in (Lit.RIGHT, Lit.HALVES) else "")
    return left + shorten(word, columns - len(left) - len(right)) + right


def align(lines: Sequence[str], x: int, y: int, columns: int, *, is_right: bool) -> Region:
    width = max(map(cell_len, lines))
    return Region(x + columns - width if is_right else x, y, width, len(lines))

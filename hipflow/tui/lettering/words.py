"""Words: characters set side by side, and titles set as large as the room allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from hipflow.tui.lettering.alphabet import can_draw, draw_character, spell_out
from hipflow.tui.lettering.digits import DIGITS
from hipflow.tui.lettering.dots import Dots, Style
from hipflow.tui.lettering.frame import Weight, frame_for

Size: TypeAlias = tuple[int, Weight]
"""How many rows high and how heavy."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """Something drawn in block characters, ready to be shown."""

    lines: tuple[str, ...]
    """At least three lines of equal length."""

    @property
    def rows(self) -> int:
        """The height in lines."""
        return len(self.lines)

    @property
    def columns(self) -> int:
        """The width of every line."""
        return len(self.lines[0])


def glyph(character: str, rows: int, weight: Weight, style: Style = Style.QUADRANT) -> tuple[str, ...]:
    """One character as `rows` lines of equal width; a letter such as æ is spelt out.

    Raises ValueError for a character that cannot be drawn, and below three rows.
    """
    return letter(character, rows, weight, style).lines


@lru_cache(maxsize=512)
def letter(
    text: str, rows: int, weight: Weight, style: Style = Style.QUADRANT, *, tight_digits: bool = False
) -> Lettering:
    """A text on one line, `rows` high: digits in places of equal width so that nothing jumps, letters tight.

    A number that never changes looks better with `tight_digits`. Raises ValueError if the text cannot be drawn.
    """
    frame = frame_for(rows, weight, style)
    gap = max(style.value, round(frame.stem / 2))
    line = Dots(0, (0,) * (2 * rows))
    before: Dots | None = None
    for character in spell_out(text):
        shape = draw_character(character, frame)
        if tight_digits and character in DIGITS:
            shape = shape.trimmed()
        start = line.width + gap if line.width else 0
        moves = character != " " and (tight_digits or character not in DIGITS)
        if moves and before is not None:
            start -= min(_free_dots(before, shape), gap)
        line = line.placed(0, start + shape.width) | shape.placed(start, start + shape.width)
        before = shape if moves else None
    return Lettering(line.lines(style))


def _free_dots(left: Dots, right: Dots) -> int:
    """How far two neighbours can move together before they meet in the same row or the next."""
    after = [left.width - row.bit_length() for row in left.rows]
    before = [(row & -row).bit_length() - 1 if row else right.width for row in right.rows]
    return min(min(after[max(0, y - 1) : y + 2]) + free for y, free in enumerate(before))


def fit_title(
    text: str, columns: int, max_lines: int, sizes: Sequence[Size], style: Style = Style.QUADRANT
) -> tuple[Lettering, ...] | None:
    """A title in the first of the listed sizes in which it fits, in as few and then as even lines as can be.

    Lines are broken at spaces, never in a word. None if it fits in no size or cannot be drawn.
    """
    words = [word for word in text.split(" ") if word]
    if not words or not can_draw(text) or any(len(word) > columns for word in words):
        return None
    for rows, weight in sizes:
        best = None
        room, lines = columns, _fill_lines(words, columns, max_lines, rows, weight, style)
        while lines is not None:
            # In less room the lines are more even; the last room that needs no further line is the best.
            best, room = lines, max(line.columns for line in lines) - 1
            lines = _fill_lines(words, room, len(best), rows, weight, style)
        if best is not None:
            return best
    return None


def _fill_lines(
    words: Sequence[str], columns: int, max_lines: int, rows: int, weight: Weight, style: Style
) -> tuple[Lettering, ...] | None:
    """The words in lines as full as can be; None if a word is too wide or the lines do not suffice."""
    lines: list[Lettering] = []
    held: list[str] = []
    for word in words:
        longer = letter(" ".join([*held, word]), rows, weight, style)
        if held and longer.columns <= columns:
            lines[-1] = longer
            held.append(word)
            continue
        alone = letter(word, rows, weight, style)
        if alone.columns > columns or len(lines) == max_lines:
            return None
        lines.append(alone)
        held = [word]
    return tuple(lines)

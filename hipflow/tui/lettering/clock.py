"""The clock: the seconds left, as large as the room allows, each digit always in its place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from hipflow.tui.lettering.alphabet import draw_character
from hipflow.tui.lettering.dots import Style, join
from hipflow.tui.lettering.frame import SMALLEST_ROWS, Frame, Weight, frame_for
from hipflow.tui.lettering.words import Lettering

LONGEST_IN_SECONDS: Final = 99
"""Up to here seconds are shown as seconds: a person counts down from them."""

NARROWEST: Final = 0.36
"""Of its height: a digit is set narrower before it is set smaller, but not narrower than this."""
WIDEST_ALONE: Final = 0.84
"""Of its height: how wide a digit alone may be in the room of two."""
CALM_SHARE: Final = 0.75
"""A step keeps one height for all its numbers unless it would cost those below 100 a quarter of theirs."""
GAP_SHARE: Final = 0.13
"""The gap between two digits, of the width of one."""


def clock_text(seconds_left: int) -> str:
    """Whole seconds as seconds up to 99, above as minutes and seconds: 99, 1:40, 12:05.

    Raises ValueError below 0.
    """
    if seconds_left < 0:
        raise ValueError(f"A clock cannot show {seconds_left} seconds.")
    if seconds_left <= LONGEST_IN_SECONDS:
        return str(seconds_left)
    minutes, seconds = divmod(seconds_left, 60)
    return f"{minutes}:{seconds:02}"


def list_clock_texts(seconds: int) -> tuple[str, ...]:
    """The longest text of every length that a clock shows on the way from so many seconds down to 0."""
    texts = {len(text): text for text in map(clock_text, (9, 99, 599, 5999, seconds))}
    return tuple(text for length, text in sorted(texts.items()) if length <= len(clock_text(seconds)))


@dataclass(frozen=True, slots=True)
class Cut:
    """How the numbers of one length are set: their height, and the place of each digit."""

    pattern: str
    """The number with a 0 for every digit."""
    rows: int
    digit_columns: int
    weight: Weight
    style: Style

    @property
    def gap(self) -> int:
        """The columns between two characters."""
        return max(1, round(self.digit_columns * GAP_SHARE))

    @property
    def columns(self) -> int:
        """The columns that a number takes."""
        colons = self.pattern.count(":")
        digits = len(self.pattern) - colons
        return digits * self.digit_columns + colons * self.colon_columns + (len(self.pattern) - 1) * self.gap

    @property
    def colon_columns(self) -> int:
        """The columns of the colon: those of a stem, rounded up."""
        return ceil(self.frame.stem / self.style.value)

    @property
    def frame(self) -> Frame:
        """The frame of one digit."""
        frame = frame_for(self.rows, self.weight, self.style, self.digit_columns)
        # At four rows three bars of two dots would leave the bowls a slit each, and a 6 must not be taken for an 8.
        return replace(frame, bar=1) if self.rows == 4 else frame

    def letter(self, text: str) -> Lettering:
        """A number of this length."""
        shapes = []
        for character in text:
            shape = draw_character(character, self.frame)
            place = (self.colon_columns if character == ":" else self.digit_columns) * self.style.value
            shapes.append(shape.placed((place - shape.width) // 2, place))
        return Lettering(join(shapes, self.gap * self.style.value, 2 * self.rows).lines(self.style))


@dataclass(frozen=True, slots=True)
class ClockFace:
    """The sizes of all numbers of one step, chosen once, so that they are calm while it runs down."""

    cuts: tuple[Cut, ...]

    def letter(self, text: str) -> Lettering | None:
        """A number at its size, always in the same columns; None if the face was not made for its length."""
        pattern = _pattern(text)
        return next((cut.letter(text) for cut in self.cuts if cut.pattern == pattern), None)


def fit_clock_face(texts: Iterable[str], columns: int, rows: int, style: Style = Style.QUADRANT) -> ClockFace:
    """The largest sizes at which the texts, and all others of the same length, fit into a room.

    All get one height, and longer ones are set narrower for it; only where that would make the short ones much
    smaller do they keep their own. One digit alone takes the room of two, in black. A text that does not fit even
    at three rows is left out.
    """
    patterns = {_pattern(text) for text in texts}
    pair = _largest_cut("00", columns, rows, style)
    long = [cut for pattern in patterns if len(pattern) > 2 and (cut := _largest_cut(pattern, columns, rows, style))]
    long_rows = min((cut.rows for cut in long), default=rows)
    short_rows = pair.rows if pair else rows
    if long_rows >= CALM_SHARE * short_rows:
        long_rows = short_rows = min(long_rows, short_rows)
    cuts = [_largest_cut(cut.pattern, columns, long_rows, style) for cut in long]
    if "00" in patterns:
        cuts.append(_largest_cut("00", columns, short_rows, style))
    if "0" in patterns:
        cuts.append(_cut_alone(columns, short_rows, style))
    return ClockFace(tuple(cut for cut in cuts if cut))


def fit_clock(text: str, columns: int, rows: int, style: Style = Style.QUADRANT) -> Lettering | None:
    """A number of the clock on its own, as large as the room allows; None if three rows are too large."""
    return fit_clock_face([text], columns, rows, style).letter(text)


def _pattern(text: str) -> str:
    return "".join("0" if character.isdecimal() else character for character in text)


def _largest_cut(pattern: str, columns: int, rows: int, style: Style) -> Cut | None:
    for height in range(rows, SMALLEST_ROWS - 1, -1):
        natural = frame_for(height, Weight.BOLD, style).width // style.value
        narrowest = max(SMALLEST_ROWS, ceil(2 * height * NARROWEST))
        for digit_columns in range(natural, narrowest - 1, -1):
            cut = Cut(pattern, height, digit_columns, Weight.BOLD, style)
            if cut.columns <= columns:
                return cut
    return None


def _cut_alone(columns: int, rows: int, style: Style) -> Cut | None:
    """One digit as wide as the two that stood there before, within reason."""
    pair = _largest_cut("00", columns, rows, style)
    if pair is None:
        return _largest_cut("0", columns, rows, style)
    widest = round(2 * pair.rows * WIDEST_ALONE)
    return Cut("0", pair.rows, min(pair.columns, widest), Weight.BLACK, style)

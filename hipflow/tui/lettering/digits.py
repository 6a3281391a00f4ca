"""The digits: straight stems, round bowls, one rule for every size."""

from collections.abc import Callable
from typing import Final

from hipflow.tui.lettering.dots import Dots
from hipflow.tui.lettering.frame import Frame


def draw_0(f: Frame) -> Dots:
    return f.ring(0, 0, f.width, f.height)


def draw_1(f: Frame) -> Dots:
    ink = f.resized(max(f.stem * 2, f.wide(0.8)))
    stem_left = ink.width - ink.stem
    stem = ink.box(stem_left, 0, ink.width, ink.height)
    flag = ink.slash(0, max(2, ink.high(0.36)), 0, stem_left + round(ink.stem * 0.9), 0.82)
    return (stem | flag).placed((f.width - ink.width) // 2, f.width)


def draw_2(f: Frame) -> Dots:
    foot = f.height - f.bar
    # A slope of less than three rows is a blot.
    neck = min(f.high(0.42), foot - 3)
    hook = f.ring(0, 0, f.width, f.high(0.62)) & (
        f.box(0, 0, f.width, open_end(f)) | f.box(f.width // 2, 0, f.width, neck)
    )
    # The stroke goes on where the curve has got to, or the neck shows a notch.
    return hook | f.slash(neck, foot, 0, hook.rows[neck - 1].bit_length()) | f.level(foot)


def draw_3(f: Frame) -> Dots:
    return bowl_above(f, 0) | bowl_below(f, f.middle)


def draw_4(f: Frame) -> Dots:
    stem_right = f.width - (f.wide(0.1) if f.width > 8 else 0)
    stem_left = stem_right - f.stem
    bar_top = f.high(0.64)
    return (
        f.box(stem_left, 0, stem_right, f.height)
        | f.level(bar_top)
        | f.slash(0, bar_top + 1, 0, stem_left + f.slope(bar_top + 1, stem_right, 0.75), 0.75)
    )


def draw_5(f: Frame) -> Dots:
    bowl_top = f.high(0.38)
    return (
        f.box(0, 0, f.width if f.is_small else f.wide(0.96), f.bar)
        | f.box(0, 0, f.stem, bowl_top + f.bar)
        | f.box(0, bowl_top, f.width // 2, bowl_top + f.bar)
        | bowl_below(f, bowl_top)
    )


def draw_6(f: Frame) -> Dots:
    bowl = f.ring(0, f.high(0.38), f.width, f.height)
    back = f.ring(0, 0, f.width, 2 * f.height)
    return bowl | (back & (f.box(0, 0, f.width // 2, f.high(0.7)) | f.box(0, 0, f.width, open_end(f))))


def draw_7(f: Frame) -> Dots:
    return f.level(0) | f.slash(f.bar, f.height, f.wide(0.16), f.width)


def draw_8(f: Frame) -> Dots:
    inset = 0 if f.height < 14 else max(1, f.wide(0.035))
    return f.ring(inset, 0, f.width - inset, f.middle + f.bar) | f.ring(0, f.middle, f.width, f.height)


def draw_9(f: Frame) -> Dots:
    return draw_6(f).turned()


def open_end(f: Frame) -> int:
    """The rows that the open end of a bowl takes."""
    return f.bar if f.height <= 8 else max(f.bar + 1, f.high(0.28))


def bowl_above(f: Frame, top: int) -> Dots:
    """The upper bowl of a 3, open on the left."""
    bottom = f.middle + f.bar
    tongue = f.box(f.wide(0.36), f.middle, f.width // 2, bottom)
    return tongue | f.ring(0, top, f.width, bottom) & (
        f.box(f.width // 2, 0, f.width, f.height) | f.box(0, 0, f.width, top + open_end(f))
    )


def bowl_below(f: Frame, top: int) -> Dots:
    """The lower bowl of a 3 or a 5, open on the left."""
    return f.ring(0, top, f.width, f.height) & (
        f.box(f.width // 2, 0, f.width, f.height) | f.box(0, f.height - open_end(f), f.width, f.height)
    )


DIGITS: Final[dict[str, Callable[[Frame], Dots]]] = {
    "0": draw_0,
    "1": draw_1,
    "2": draw_2,
    "3": draw_3,
    "4": draw_4,
    "5": draw_5,
    "6": draw_6,
    "7": draw_7,
    "8": draw_8,
    "9": draw_9,
}

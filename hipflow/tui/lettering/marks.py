"""Punctuation."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from hipflow.tui.lettering.dots import Dots
from hipflow.tui.lettering.frame import Frame


def draw_colon(f: Frame) -> Dots:
    side = dot(f)
    top = f.height // 5
    return point(f, top) | point(f, f.height - top - side)


def draw_full_stop(f: Frame) -> Dots:
    return point(f, f.height - dot(f))


def draw_comma(f: Frame) -> Dots:
    f = f.resized(f.stem)
    tail = max(1, dot(f) * 2 // 3)
    return f.box(0, f.height - dot(f) - tail, f.stem, f.height - tail) | f.slash(
        f.height - tail, f.height, 0, f.stem, 0.5
    )


def draw_apostrophe(f: Frame) -> Dots:
    return f.resized(f.stem).box(0, 0, f.stem, max(2, f.high(0.28)))


def draw_exclamation_mark(f: Frame) -> Dots:
    f = f.resized(f.stem)
    return f.box(0, 0, f.stem, f.height - dot(f) - gap(f)) | draw_full_stop(f)


def draw_question_mark(f: Frame) -> Dots:
    f = f.resized(f.stem + 2 * ((f.wide(0.95) - f.stem) // 2))
    left, bend = (f.width - f.stem) // 2, max(2 * f.bar + 1, f.high(0.56))
    half = f.width // 2
    hook = f.ring(0, 0, f.width, bend) & (f.box(0, 0, f.width, max(f.bar, f.high(0.2))) | f.box(half, 0, f.width, bend))
    neck = f.box(left, bend - f.bar, left + f.stem, f.height - dot(f) - gap(f)) | f.box(
        left, bend - f.bar, half + 1, bend
    )
    return hook | neck | f.box(left, f.height - dot(f), left + f.stem, f.height)


def draw_hyphen(f: Frame) -> Dots:
    return f.resized(f.wide(0.6)).level(f.middle)


def draw_plus(f: Frame) -> Dots:
    f = f.resized(f.stem + 2 * ((f.wide(0.9) - f.stem) // 2))
    left = (f.width - f.stem) // 2
    reach = max(1, round(left / f.aspect))
    return f.level(f.middle) | f.box(left, f.middle - reach, left + f.stem, f.middle + f.bar + reach)


def draw_slash(f: Frame) -> Dots:
    f = f.resized(f.wide(0.9))
    return f.slash(0, f.height, 0, f.width)


def draw_ampersand(f: Frame) -> Dots:
    thin_bar = 1 if f.height <= 8 else max(1, round(f.bar * 0.75))
    f = replace(f, width=f.wide(1.3), stem=max(1, round(f.stem * 0.75)), bar=thin_bar)
    waist, right = f.high(0.46), f.wide(0.93)
    loop = f.ring(f.wide(0.1), 0, f.wide(0.68), waist)
    bowl = f.ring(0, waist - f.bar, right, f.height) - f.box(f.wide(0.4), 0, right, f.high(0.56))
    leg = f.backslash(waist - f.bar, f.height, f.wide(0.14), f.width)
    return loop | bowl | leg


def dot(f: Frame) -> int:
    """The rows of a dot: as high as a stem is wide, where there is room."""
    return max(1, min(round(f.stem / f.aspect), f.height // 4))


def gap(f: Frame) -> int:
    """The empty rows between a stroke and its dot."""
    return max(1, f.bar // 2)


def point(f: Frame, top: int) -> Dots:
    """A dot on its own."""
    return f.resized(f.stem).box(0, top, f.stem, top + dot(f))


MARKS: Final[dict[str, Callable[[Frame], Dots]]] = {
    ":": draw_colon,
    ".": draw_full_stop,
    ",": draw_comma,
    "'": draw_apostrophe,
    "!": draw_exclamation_mark,
    "?": draw_question_mark,
    "-": draw_hyphen,
    "+": draw_plus,
    "/": draw_slash,
    "&": draw_ampersand,
}

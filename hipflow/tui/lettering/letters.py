"""The capitals, cut from the same stems and bowls as the digits."""

from collections.abc import Callable
from typing import Final

from hipflow.tui.lettering.dots import Dots
from hipflow.tui.lettering.frame import Frame

SLOPING: Final = 0.92
"""Slanted strokes are thinner than stems, or they look thicker and close the counters."""


def draw_a(f: Frame) -> Dots:
    return f.ring(0, 0, f.width, 2 * f.height) | f.level(f.high(0.56))


def draw_b(f: Frame) -> Dots:
    waist = f.width - (1 if f.height > 6 else 0)
    return f.left_stem() | f.half_ring(0, f.middle + f.bar, waist) | f.half_ring(f.middle, f.height, f.width)


def draw_c(f: Frame) -> Dots:
    return open_ring(f)


def draw_d(f: Frame) -> Dots:
    return f.left_stem() | f.half_ring(0, f.height, f.width)


def draw_e(f: Frame) -> Dots:
    shape = draw_f(f)
    return shape | f.resized(shape.width).level(f.height - f.bar)


def draw_f(f: Frame) -> Dots:
    f = f.resized(narrow(f))
    tongue = f.width - max(1, f.wide(0.08))
    return f.left_stem() | f.level(0) | f.box(0, f.middle, tongue, f.middle + f.bar)


def draw_g(f: Frame) -> Dots:
    half = f.width // 2
    jaw = f.ring(0, 0, f.width, f.height) & f.box(half, f.middle, f.width, f.height)
    return open_ring(f) | jaw | f.box(half, f.middle, f.width, f.middle + f.bar)


def draw_h(f: Frame) -> Dots:
    return f.left_stem().symmetric() | f.level(f.middle)


def draw_i(f: Frame) -> Dots:
    return f.resized(f.stem).left_stem()


def draw_j(f: Frame) -> Dots:
    f = f.resized(f.wide(0.84))
    hook_top = f.height - end(f) - 1
    return draw_u(f) & (f.box(f.width // 2, 0, f.width, f.height) | f.box(0, hook_top, f.width, f.height))


def draw_k(f: Frame) -> Dots:
    half = f.height // 2
    arm = f.slash(0, half, f.stem - 1, f.width, SLOPING)
    leg = f.backslash(f.height - half, f.height, f.stem - 1, f.width, SLOPING)
    return f.left_stem() | arm | leg


def draw_l(f: Frame) -> Dots:
    f = f.resized(narrow(f))
    return f.left_stem() | f.level(f.height - f.bar)


def draw_m(f: Frame) -> Dots:
    f = f.resized(broad(f))
    return (f.left_stem() | f.backslash(0, f.high(0.66), 0, beyond_centre(f), SLOPING)).symmetric()


def draw_n(f: Frame) -> Dots:
    f = f.resized(f.width + f.stem // 2)
    return f.left_stem().symmetric() | f.backslash(0, f.height, 0, f.width, SLOPING)


def draw_o(f: Frame) -> Dots:
    return f.ring(0, 0, f.width, f.height)


def draw_p(f: Frame) -> Dots:
    return f.left_stem() | f.half_ring(0, f.high(0.58), f.width)


def draw_q(f: Frame) -> Dots:
    ring = draw_o(f)
    f = f.resized(f.width + f.wide(0.08))
    return ring.placed(0, f.width) | f.backslash(f.high(0.66), f.height, ring.width // 2, f.width, SLOPING)


def draw_r(f: Frame) -> Dots:
    waist = f.high(0.58)
    return (
        f.left_stem()
        | f.half_ring(0, waist, f.width)
        | f.backslash(waist - 1, f.height, f.wide(0.36), f.width, SLOPING)
    )


def draw_s(f: Frame) -> Dots:
    upper = f.ring(0, 0, f.width, f.middle + f.bar)
    lower = f.ring(0, f.middle, f.width, f.height)
    half = f.width // 2
    return (
        upper & (f.box(0, 0, half, f.height) | f.box(0, 0, f.width, end(f)))
        | lower & (f.box(half, 0, f.width, f.height) | f.box(0, f.height - end(f), f.width, f.height))
        | f.box(f.wide(0.3), f.middle, f.wide(0.7), f.middle + f.bar)
    )


def draw_t(f: Frame) -> Dots:
    f = f.resized(f.stem + 2 * ((narrow(f) - f.stem) // 2))
    left = (f.width - f.stem) // 2
    return f.level(0) | f.box(left, 0, left + f.stem, f.height)


def draw_u(f: Frame) -> Dots:
    return f.ring(0, -f.height, f.width, f.height)


def draw_v(f: Frame) -> Dots:
    f = f.resized(f.width + f.stem // 2)
    return f.backslash(0, f.height, 0, beyond_centre(f), SLOPING).symmetric()


def draw_w(f: Frame) -> Dots:
    if f.is_small:
        upside_down = draw_m(f)
        return Dots(upside_down.width, upside_down.rows[::-1])
    f = f.resized(broad(f) + f.stem)
    foot = f.wide(0.16) + f.stem
    return (
        f.backslash(0, f.height, 0, foot, SLOPING)
        | f.slash(f.high(0.2), f.height, foot - f.stem, beyond_centre(f), SLOPING)
    ).symmetric()


def draw_x(f: Frame) -> Dots:
    f = f.resized(f.width + f.stem // 3)
    return f.slash(0, f.height, 0, f.width, SLOPING).symmetric()


def draw_y(f: Frame) -> Dots:
    f = f.resized(f.stem + 2 * ((f.width + 1 - f.stem) // 2))
    left = (f.width - f.stem) // 2
    fork = f.high(0.6)
    return (f.backslash(0, fork, 0, left + f.stem, SLOPING) | f.box(left, fork, left + f.stem, f.height)).symmetric()


def draw_z(f: Frame) -> Dots:
    foot = f.height - f.bar
    return f.level(0) | f.level(foot) | f.slash(f.bar, foot, 0, f.width)


def narrow(f: Frame) -> int:
    """The width of letters with an empty side."""
    return f.width - max(1, f.wide(0.14))


def broad(f: Frame) -> int:
    """The width of M and W."""
    return f.wide(1.36)


def beyond_centre(f: Frame) -> int:
    """Where a stroke ends that meets its mirror image in the middle."""
    return (f.width + f.stem) // 2


def end(f: Frame) -> int:
    """The rows that the open end of C, G or S takes; where it is small it stops at the bar, or an S reads as a 9."""
    return f.bar if f.is_small else max(f.bar + 1, f.high(0.28))


def open_ring(f: Frame) -> Dots:
    """A ring that is open on the right."""
    return f.ring(0, 0, f.width, f.height) & (
        f.box(0, 0, f.wide(0.55), f.height)
        | f.box(0, 0, f.width, end(f))
        | f.box(0, f.height - end(f), f.width, f.height)
    )


LETTERS: Final[dict[str, Callable[[Frame], Dots]]] = {
    "A": draw_a,
    "B": draw_b,
    "C": draw_c,
    "D": draw_d,
    "E": draw_e,
    "F": draw_f,
    "G": draw_g,
    "H": draw_h,
    "I": draw_i,
    "J": draw_j,
    "K": draw_k,
    "L": draw_l,
    "M": draw_m,
    "N": draw_n,
    "O": draw_o,
    "P": draw_p,
    "Q": draw_q,
    "R": draw_r,
    "S": draw_s,
    "T": draw_t,
    "U": draw_u,
    "V": draw_v,
    "W": draw_w,
    "X": draw_x,
    "Y": draw_y,
    "Z": draw_z,
}

"""The colours of a figure: the roles of a theme, on whatever ground the figure stands.

On the ground of the screen the working limb has the colour of work, and the rest is in the colour of words, stepping
back. On a lit field the figure is ink and the working limb is paper. Without colour the working limb is what stands out
most from its ground, and all else is softer.
"""

from collections.abc import Iterator, Mapping

from textual.color import Color

from hipflow.figure.palette import RGB, Palette
from hipflow.tui.contrast import contrast, luminance

UNLIT = ("ground", "raised", "off")
"""The roles of grounds that are not lit."""
LEAST_LIMB = 3.0
"""Contrast of a working limb in colour with its ground, as WCAG 2 asks of pictures."""
LEAST_PAPER = 1.7
"""Contrast from which paper is seen on a lit field, beside ink."""
MOST_MAT = 1.35
"""Contrast of a mat with its ground: it is there, and no more."""


def choose_palette(roles: Mapping[str, str], ground: Color, *, is_grey: bool = False) -> Palette:
    """The palette of a figure.

    Args:
        roles: The colours of a theme by role; others in it are passed over.
        ground: What the figure stands on.
        is_grey: Are colours shown as greys, so that only brightness tells them apart?
    """
    colours = {role: Color.parse(value) for role, value in roles.items() if role in _NEEDED}
    unlit = [colours[role].rgb for role in UNLIT]
    if ground.rgb in unlit:
        return _unlit_palette(colours, ground, is_grey=is_grey)
    return _lit_palette(colours, ground, is_grey=is_grey)


_NEEDED = frozenset({*UNLIT, "words", "ink", "work", "line", "focus", "prop"})


def _unlit_palette(roles: Mapping[str, Color], ground: Color, *, is_grey: bool) -> Palette:
    words = roles["words"]
    limb = words if is_grey else strengthen(roles["work"], words, ground, LEAST_LIMB)
    # Without colour the body steps back as a whole, so that the limb alone is bright.
    head, torso, near, far = (0.4, 0.52, 0.6, 0.74) if is_grey else (0.0, 0.3, 0.5, 0.7)
    is_dark = luminance(ground) < luminance(words)
    mat = soften(roles["line"], ground, MOST_MAT)
    shade = ground.blend(Color(0, 0, 0), 0.55) if is_dark else mat.blend(words, 0.2)
    return Palette(
        ground=ground.rgb,
        limb=limb.rgb,
        near=_mix(words, ground, near),
        far=_mix(words, ground, far),
        torso=_mix(words, ground, torso),
        head=_mix(words, ground, head),
        hair=_mix(words, ground, head + (1 - head) * 0.58),
        floor=roles["line"].rgb,
        mat=mat.rgb,
        prop=roles["prop"].rgb,
        prop_accent=_mix(roles["prop"], words, 0.25 if is_grey else 0.48),
        shade=shade.rgb,
        focus=limb.rgb if is_grey else roles["focus"].rgb,
        rim=_mix(words, ground, 0.95) if is_grey else None,
        mark=_mix(roles["line"], words, 0.3),
        arrow=_mix(limb, words, 0.3),
        ghost=_mix(ground, words, 0.13),
    )


def _lit_palette(roles: Mapping[str, Color], ground: Color, *, is_grey: bool) -> Palette:
    tones = (roles["ink"], roles["words"], roles["ground"])
    ink = max(tones, key=lambda tone: contrast(tone, ground))
    paper = max(tones, key=luminance)
    steps = (0.0, 0.16, 0.42, 0.6)
    if is_grey:
        limb, steps = ink, (0.38, 0.54, 0.6, 0.74)
    elif paper != ink and contrast(paper, ground) >= LEAST_PAPER:
        limb = paper
    else:
        limb = strengthen(roles["work"], ink, ground, LEAST_LIMB)
    head, torso, near, far = steps
    return Palette(
        ground=ground.rgb,
        limb=limb.rgb,
        near=_mix(ink, ground, near),
        far=_mix(ink, ground, far),
        torso=_mix(ink, ground, torso),
        head=_mix(ink, ground, head),
        hair=_mix(ink, ground, head + (1 - head) * 0.45),
        floor=_mix(ground, ink, 0.3),
        mat=_mix(ground, ink, 0.14),
        prop=_mix(ground, ink, 0.38),
        prop_accent=_mix(ground, ink, 0.55),
        shade=_mix(ground, ink, 0.28),
        focus=limb.rgb if is_grey else roles["focus"].rgb,
        rim=_mix(ink, ground, 0.9) if is_grey else None,
        mark=_mix(ground, ink, 0.4),
        # Paper is too near to the field for what is as thin as an arrow.
        arrow=ink.rgb,
        ghost=_mix(ground, ink, 0.14),
    )


def strengthen(colour: Color, towards: Color, ground: Color, least: float) -> Color:
    """The colour, blended towards another only as far as it takes to stand out from the ground."""
    return next((step for step in _steps(colour, towards) if contrast(step, ground) >= least), towards)


def soften(colour: Color, ground: Color, most: float) -> Color:
    """The colour, blended towards the ground only as far as it takes not to stand out from it."""
    return next((step for step in _steps(colour, ground) if contrast(step, ground) <= most), ground)


def _steps(colour: Color, towards: Color) -> Iterator[Color]:
    return (colour.blend(towards, step / 10) for step in range(11))


def _mix(colour: Color, other: Color, share: float) -> RGB:
    return colour.blend(other, share).rgb

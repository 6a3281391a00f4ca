"""Roles, not hues: what a part of the picture is, and the colours that a theme gives to it."""

from dataclasses import dataclass
from enum import IntEnum, auto

RGB = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One colour a role. The working limb stands out most from the ground, also in grey."""

    ground: RGB
    """What the picture stands on: the background of its room."""
    limb: RGB
    """The limb that works."""
    near: RGB
    """Other limbs on the near side."""
    far: RGB
    """Other limbs on the far side."""
    torso: RGB
    head: RGB
    """Face, arms and hands."""
    hair: RGB
    floor: RGB
    mat: RGB
    prop: RGB
    """Chair, couch, roller."""
    prop_accent: RGB
    """What a hand or a hip is laid on: the end of the roller, the ball."""
    shade: RGB
    """The shadow on floor and mat."""
    focus: RGB
    """Where it is felt."""
    rim: RGB | None = None
    """Around the dot where it is felt, if its own colour does not tell it from the limb."""
    mark: RGB
    """Marks on the floor."""
    arrow: RGB
    """Where a movement goes."""
    ghost: RGB
    """Where the body was."""


class Tone(IntEnum):
    """A colour of the picture: a role, or a shade of one."""

    GROUND = 0
    FLOOR = auto()
    MAT = auto()
    MAT_EDGE = auto()
    WALL = auto()
    WALL_EDGE = auto()
    SHADE = auto()
    MARK = auto()
    ARROW = auto()
    GHOST = auto()
    LIMB = auto()
    LIMB_FAR = auto()
    NEAR = auto()
    FAR = auto()
    ARM = auto()
    ARM_FAR = auto()
    TORSO = auto()
    HIPS = auto()
    HEAD = auto()
    HAIR = auto()
    PROP = auto()
    PROP_LIGHT = auto()
    PROP_DARK = auto()
    ACCENT = auto()
    ACCENT_DARK = auto()
    FOCUS = auto()
    RIM = auto()


def mix_colours(a: RGB, b: RGB, share: float) -> RGB:
    """`a` at share 0, `b` at share 1."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def tones_of(palette: Palette) -> tuple[RGB, ...]:
    """The colour of every tone, in the order of `Tone`."""
    ground = palette.ground
    tones = {
        Tone.GROUND: ground,
        Tone.FLOOR: palette.floor,
        Tone.MAT: palette.mat,
        Tone.MAT_EDGE: mix_colours(palette.mat, palette.prop, 0.55),
        Tone.WALL: mix_colours(ground, palette.prop, 0.26),
        Tone.WALL_EDGE: mix_colours(ground, palette.prop, 0.7),
        Tone.SHADE: palette.shade,
        Tone.MARK: palette.mark,
        Tone.ARROW: palette.arrow,
        Tone.GHOST: palette.ghost,
        Tone.LIMB: palette.limb,
        Tone.LIMB_FAR: mix_colours(palette.limb, ground, 0.12),
        Tone.NEAR: palette.near,
        Tone.FAR: palette.far,
        Tone.ARM: palette.head,
        Tone.ARM_FAR: mix_colours(palette.head, ground, 0.42),
        Tone.TORSO: palette.torso,
        Tone.HIPS: mix_colours(palette.torso, ground, 0.28),
        Tone.HEAD: palette.head,
        Tone.HAIR: palette.hair,
        Tone.PROP: palette.prop,
        Tone.PROP_LIGHT: mix_colours(palette.prop, palette.near, 0.3),
        Tone.PROP_DARK: mix_colours(palette.prop, ground, 0.4),
        Tone.ACCENT: palette.prop_accent,
        Tone.ACCENT_DARK: mix_colours(palette.prop_accent, ground, 0.45),
        Tone.FOCUS: palette.focus,
        Tone.RIM: palette.rim or palette.focus,
    }
    return tuple(tones[tone] for tone in Tone)

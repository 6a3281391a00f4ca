"""What is painted: capsules and faces with an ink, and the gap that parts one limb from what lies behind it."""

from typing import NamedTuple

from hipflow.figure.camera import Capsule, Polygon
from hipflow.figure.palette import Tone

PARTS = (
    "leg.a.thigh", "leg.a.shin", "leg.a.foot", "leg.o.thigh", "leg.o.shin", "leg.o.foot",
    "arm.a.upper", "arm.a.fore", "arm.o.upper", "arm.o.fore",
    "torso", "hips", "neck", "skin", "hair",
)  # fmt: skip
"""The parts of a body. Each has an ink of its own, so that a gap knows what it bites."""

FIRST_PART = 64
INKS = {part: FIRST_PART + index for index, part in enumerate(PARTS)}
"""Ink of a part. Everything else is painted with its tone."""

SOLID_TONES = (
    Tone.PROP, Tone.PROP_LIGHT, Tone.PROP_DARK, Tone.ACCENT, Tone.ACCENT_DARK, Tone.FOCUS,
)  # fmt: skip


class Disc(NamedTuple):
    """A round place in the picture."""

    x: float
    y: float
    radius: float


class Shape(NamedTuple):
    """One thing to paint."""

    depth: float
    """Greater is nearer, and painted later."""
    ink: int
    capsules: tuple[Capsule, ...] = ()
    face: Polygon = ()
    gap: bytes = b""
    """What a gap around it makes of the inks it meets; empty: no gap."""
    joints: tuple[Disc, ...] = ()
    """Where the gap leaves alone what the shape is joined to."""
    joint_gap: bytes = b""
    """What the gap does there instead."""


def gap_table(spared: tuple[str, ...] = (), *, bites_props: bool = True) -> bytes:
    """A translation that turns every solid ink into the ground, except those of the parts that are spared."""
    table = bytearray(range(256))
    for part, ink in INKS.items():
        if not part.startswith(spared):
            table[ink] = Tone.GROUND
    if bites_props:
        for tone in SOLID_TONES:
            table[tone] = Tone.GROUND
    return bytes(table)


def shadow_table(*tones: Tone) -> bytes:
    """A translation that darkens these tones and leaves all else."""
    table = bytearray(range(256))
    for tone in tones:
        table[tone] = Tone.SHADE
    return bytes(table)


FLOOR_SHADOW = shadow_table(Tone.FLOOR, Tone.MAT, Tone.MAT_EDGE)
WALL_SHADOW = shadow_table(Tone.WALL)
ARROW_GAP = gap_table()
PROP_GAP = gap_table(bites_props=False)
"""What the gap around a thing bites: the body, but no other thing."""

"""A posture as an author writes it: where bones point, which hands and feet are held in place, what carries it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NamedTuple

from hipflow.figure.vectors import Vector, mix, mix_points

LIMBS = ("leg.a", "leg.o", "arm.a", "arm.o")
"""The limbs: `.a` belongs to the side that is worked, `.o` to the other."""

ENDS = {"leg": "ankle", "arm": "wrist"}
"""The joint of a limb that a pin holds."""


def other_side(name: str) -> str:
    """The same joint or limb on the other side; what lies in the middle is its own."""
    stem, dot, side = name.partition(".")
    return f"{stem}.{'o' if side == 'a' else 'a'}" if dot else stem


def outward(limb: str) -> float:
    """1 for limbs of the worked side, -1 for the other: the sign of z that leads away from the midline."""
    return 1.0 if limb.endswith("a") else -1.0


class Direction(NamedTuple):
    """Where a bone points."""

    clock: float
    """Degrees on a clock seen from the side: 0 up, 90 forward, 180 down, 270 back."""
    out: float = 0.0
    """Degrees away from the midline, negative across it; for trunk and head: towards the worked side."""


class Pin(NamedTuple):
    """A place that an ankle or a wrist is held at."""

    joint: str | None
    """The joint it is measured from; None: from the origin on the floor."""
    offset: Vector
    """Forward, up, and outward as seen from the limb's own side."""


class Root(NamedTuple):
    """What fixes the body in the room: one joint that stays at one place."""

    joint: str
    at: tuple[float, float | None, float]
    """x, y, z; without a y the body is let down until its lowest point touches the floor."""


class Lie(Enum):
    """How the body frame lies in the room. Prone and supine need nothing: their trunk points sideways."""

    UPRIGHT = "upright"
    SIDE_UP = "side_up"
    """On the side, front to the viewer, the worked side on top, head to the right."""
    SIDE_DOWN = "side_down"
    """On the side, front to the viewer, the worked side below, head to the left."""


@dataclass(frozen=True, slots=True)
class Posture:
    """Everything that the skeleton needs to stand, sit or lie."""

    torso: Direction
    head: Direction
    limbs: Mapping[str, tuple[Direction, ...]]
    """Per limb: thigh, shin, foot, or upper arm and forearm."""
    pins: Mapping[str, Pin]
    """Limbs whose end is held; their directions then only say to which side knee or elbow bends."""
    root: Root
    lie: Lie = Lie.UPRIGHT
    bend: float = 0.0
    """Degrees that the spine curves forward between pelvis and chest."""
    roll: float = 0.0
    """Degrees that the whole body turns about its long axis."""
    depth: Mapping[str, float] = field(default_factory=dict)
    """Limbs or bones drawn as if they were so many units nearer to the viewer."""


def swap_sides(posture: Posture) -> Posture:
    """The mirror image: what the worked side did, the other side does."""
    joint, (x, y, z) = posture.root
    return replace(
        posture,
        torso=posture.torso._replace(out=-posture.torso.out),
        head=posture.head._replace(out=-posture.head.out),
        limbs={other_side(limb): bones for limb, bones in posture.limbs.items()},
        pins={
            other_side(limb): pin._replace(joint=pin.joint and other_side(pin.joint))
            for limb, pin in posture.pins.items()
        },
        root=Root(other_side(joint), (x, y, -z)),
        roll=-posture.roll,
        depth={other_side(name): nudge for name, nudge in posture.depth.items()},
    )


def move_posture(posture: Posture, x: float, z: float) -> Posture:
    """The same posture somewhere else on the floor."""
    pins = {}
    for limb, pin in posture.pins.items():
        forward, up, out = pin.offset
        moved = (forward + x, up, out + outward(limb) * z)
        pins[limb] = pin if pin.joint else Pin(None, moved)
    joint, at = posture.root
    return replace(posture, pins=pins, root=Root(joint, (at[0] + x, at[1], at[2] + z)))


def blend_postures(
    a: Posture,
    b: Posture,
    joints_a: Mapping[str, Vector],
    joints_b: Mapping[str, Vector],
    share: float,
) -> Posture:
    """The posture that lies `share` of the way from `a` to `b`.

    Angles run as plain numbers, without wrapping round: 186 to 338 passes 270. The solved joints of both
    ends are needed where a limb is let go or taken hold of on the way.
    """
    pins: dict[str, Pin] = {}
    for limb in LIMBS:
        pin = blend_pins(limb, a.pins.get(limb), b.pins.get(limb), joints_a, joints_b, share)
        if pin:
            pins[limb] = pin
    return Posture(
        torso=blend_directions(a.torso, b.torso, share),
        head=blend_directions(a.head, b.head, share),
        limbs={
            limb: tuple(blend_directions(one, two, share) for one, two in zip(bones, b.limbs[limb], strict=True))
            for limb, bones in a.limbs.items()
        },
        pins=pins,
        root=_blend_roots(a.root, b.root, joints_a, joints_b, share),
        lie=a.lie,
        bend=mix(a.bend, b.bend, share),
        roll=mix(a.roll, b.roll, share),
        depth={name: mix(a.depth.get(name, 0.0), b.depth.get(name, 0.0), share) for name in {*a.depth, *b.depth}},
    )


def blend_directions(a: Direction, b: Direction, share: float) -> Direction:
    """The direction that lies `share` of the way from `a` to `b`."""
    return Direction(mix(a.clock, b.clock, share), mix(a.out, b.out, share))


STRIDE = 4.0
"""Units of the body, of which it has 100: a foot that travels farther than this over the floor is lifted."""


def blend_pins(
    limb: str,
    a: Pin | None,
    b: Pin | None,
    joints_a: Mapping[str, Vector],
    joints_b: Mapping[str, Vector],
    share: float,
) -> Pin | None:
    """Where a limb is held on the way; None if neither end holds it."""
    if a is None and b is None:
        return None
    if a and b and a.joint and a.joint == b.joint:
        return Pin(a.joint, mix_points(a.offset, b.offset, share))
    end = f"{ENDS[limb[:3]]}.{limb[-1]}"
    start, goal = joints_a[end], joints_b[end]
    x, y, z = mix_points(start, goal, share)
    stride = abs(goal[0] - start[0]) + abs(goal[2] - start[2])
    if limb.startswith("leg") and stride > STRIDE and a and b:
        y += min(7.0, stride * 0.3) * 4 * share * (1 - share)
    return Pin(None, (x, y, z * outward(limb)))


def _blend_roots(
    a: Root, b: Root, joints_a: Mapping[str, Vector], joints_b: Mapping[str, Vector], share: float
) -> Root:
    if a.joint == b.joint:
        y = None if a.at[1] is None or b.at[1] is None else mix(a.at[1], b.at[1], share)
        return Root(a.joint, (mix(a.at[0], b.at[0], share), y, mix(a.at[2], b.at[2], share)))
    return Root("pelvis", mix_points(joints_a["pelvis"], joints_b["pelvis"], share))


RESTING_ROOT = Root("pelvis", (0.0, None, 0.0))
"""Nothing is held: the pelvis stays over the origin and the body is let down to the floor."""

"""The skeleton: bones of constant length, forward kinematics in space, and limbs that reach for a place.

A person is 100 units tall. Joints are named like `knee.a`; `.a` is the worked side, `.o` the other.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from hipflow.figure.posture import ENDS, Direction, Lie, Pin, Posture, outward
from hipflow.figure.vectors import (
    ORIGIN,
    Vector,
    add,
    cross,
    dot,
    length,
    rotate,
    scale,
    square_to,
    subtract,
    unit,
)

TORSO = 30.0
NECK = 5.0
HEAD = 7.6
"""From the end of the neck to the middle of the head, and the radius of the head."""
SHOULDER = 8.5
"""From the midline to a shoulder."""
SHOULDER_DROP = 2.5
HIP = 5.0
"""From the midline to a hip."""

CHAINS: Mapping[str, tuple[str, ...]] = {
    "leg": ("hip", "knee", "ankle", "toe"),
    "arm": ("shoulder", "elbow", "wrist"),
}
"""The joints of a limb, from the body outward."""
BONES: Mapping[str, tuple[float, ...]] = {"leg": (25.0, 24.0, 11.0), "arm": (15.5, 14.5)}
"""The lengths between them."""
BONE_NAMES: Mapping[str, tuple[str, ...]] = {"leg": ("thigh", "shin", "foot"), "arm": ("upper", "fore")}

STRAIGHT = 0.06
"""Below this corner, 3 degrees, a limb is straight: a knee then bends forward, an elbow back."""

RADII: Mapping[str, float] = {
    "hip": 4.6, "knee": 3.5, "ankle": 2.5, "toe": 2.0,
    "shoulder": 3.2, "elbow": 2.8, "wrist": 2.3, "hand": 2.9,
    "pelvis": 5.2, "chest": 5.2, "head": HEAD,
}  # fmt: skip
"""Half the thickness of the body at a joint."""

JOINTS = (
    "pelvis", "waist", "chest", "neck", "head",
    "hip.a", "knee.a", "ankle.a", "toe.a", "hip.o", "knee.o", "ankle.o", "toe.o",
    "shoulder.a", "elbow.a", "wrist.a", "shoulder.o", "elbow.o", "wrist.o",
)  # fmt: skip
"""Every joint there is."""

FRAMES: Mapping[Lie, tuple[Vector, Vector, Vector]] = {
    Lie.UPRIGHT: ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    Lie.SIDE_UP: ((0, 0, 1), (1, 0, 0), (0, 1, 0)),
    Lie.SIDE_DOWN: ((0, 0, 1), (-1, 0, 0), (0, -1, 0)),
}
"""Forward, up and towards the worked side, as the body has them."""


@dataclass(frozen=True, slots=True)
class Body:
    """A posture that was solved: every joint at its place in the room."""

    joints: Mapping[str, Vector]
    face: Vector
    """Where the face looks."""
    crown: Vector
    """Along the head, away from the neck."""
    sideways: Vector
    """From the middle of the body towards its worked side."""
    front: Vector
    """Where the belly points."""
    misses: Mapping[str, float]
    """Limbs that cannot reach their pin, and by how many units."""


def solve_posture(posture: Posture) -> Body:
    """Put every joint in its place; bones keep their length even where a pin is out of reach."""
    forward, up, side = FRAMES[posture.lie]
    if posture.roll:
        forward, side = rotate(forward, up, posture.roll), rotate(side, up, posture.roll)
    frame = (forward, up, side)
    clock, out = posture.torso
    lower = point(frame, Direction(clock - posture.bend / 2, out), 1)
    upper = point(frame, Direction(clock + posture.bend / 2, out), 1)
    crown = point(frame, posture.head, 1)
    hips_axis, shoulder_axis = unit(square_to(side, lower)), unit(square_to(side, upper))
    waist = scale(lower, TORSO / 2)
    chest = add(waist, scale(upper, TORSO / 2))
    neck = add(chest, scale(crown, NECK))
    joints = {"pelvis": ORIGIN, "waist": waist, "chest": chest, "neck": neck}
    joints["head"] = add(neck, scale(crown, HEAD))
    for limb, bones in posture.limbs.items():
        kind, sign = limb[:3], outward(limb)
        if kind == "leg":
            place = scale(hips_axis, sign * HIP)
        else:
            place = add(add(chest, scale(shoulder_axis, sign * SHOULDER)), scale(upper, -SHOULDER_DROP))
        names = CHAINS[kind]
        joints[f"{names[0]}.{limb[-1]}"] = place
        for name, direction, size in zip(names[1:], bones, BONES[kind], strict=True):
            place = add(place, scale(point(frame, direction, sign), size))
            joints[f"{name}.{limb[-1]}"] = place
    shift = _root_shift(posture, joints)
    joints = {name: add(place, shift) for name, place in joints.items()}
    misses: dict[str, float] = {}
    # Legs before arms: a hand may hold a knee. The leg that is held to the room before the one held to it.
    for limb in sorted(posture.pins, key=lambda limb: (limb[:3] == "arm", bool(posture.pins[limb].joint))):
        miss = _reach(joints, limb, posture.limbs[limb], posture.pins[limb], frame)
        if miss > 0.05:
            misses[limb] = miss
    return Body(
        joints=joints,
        face=cross(crown, unit(square_to(shoulder_axis, crown))),
        crown=crown,
        sideways=side,
        front=cross(upper, shoulder_axis),
        misses=misses,
    )


def point(frame: tuple[Vector, Vector, Vector], direction: Direction, sign: float) -> Vector:
    """The unit vector of a direction; `sign` is -1 on the other side, where outward is the other way."""
    forward, up, side = frame
    clock, out = math.radians(direction.clock), math.radians(direction.out)
    a, b, c = math.sin(clock) * math.cos(out), math.cos(clock) * math.cos(out), sign * math.sin(out)
    return (
        forward[0] * a + up[0] * b + side[0] * c,
        forward[1] * a + up[1] * b + side[1] * c,
        forward[2] * a + up[2] * b + side[2] * c,
    )


def _root_shift(posture: Posture, joints: Mapping[str, Vector]) -> Vector:
    """How far the body, built around its pelvis, must move to stand where its root says."""
    x, y, z = posture.root.at
    held = joints[posture.root.joint]
    if y is not None:
        return subtract((x, y, z), held)
    pinned = {f"{name}.{limb[-1]}" for limb in posture.pins for name in CHAINS[limb[:3]][1:]}
    lowest = min(
        place[1] - RADII[name.split(".")[0]]
        for name, place in joints.items()
        if name not in pinned and name.split(".")[0] in RADII
    )
    return (x - held[0], -lowest, z - held[2])


def _reach(
    joints: dict[str, Vector],
    limb: str,
    bones: tuple[Direction, ...],
    pin: Pin,
    frame: tuple[Vector, Vector, Vector],
) -> float:
    """Bend a limb so that its end meets its pin, and return by how many units it falls short.

    Two bones and a goal leave one freedom, the plane they bend in: that of the directions as written.
    """
    kind, side, sign = limb[:3], limb[-1], outward(limb)
    start_name, middle_name, end_name = (f"{name}.{side}" for name in CHAINS[kind][:3])
    start = joints[start_name]
    forward, up, out = pin.offset
    goal = add(joints[pin.joint] if pin.joint else ORIGIN, (forward, up, out * sign))
    first, second = BONES[kind][:2]
    wanted = length(subtract(goal, start))
    axis = unit(subtract(goal, start)) if wanted > 1e-6 else scale(frame[1], -1)
    distance = min(max(wanted, abs(first - second) + 0.01), first + second - 0.01)
    # The middle joint sticks out to where the two bones, as written, make a corner.
    bulge = square_to(subtract(point(frame, bones[0], sign), point(frame, bones[1], sign)), axis)
    if length(bulge) < STRAIGHT:
        # As joints bend by nature: the knee of a leg that hangs forward, of one that is raised behind down.
        ahead, above = dot(axis, frame[0]), dot(axis, frame[1])
        bulge = add(scale(frame[0], -above), scale(frame[1], ahead))
        bulge = square_to(bulge if kind == "leg" else scale(bulge, -1), axis)
    bulge = unit(bulge)
    cosine = (first * first + distance * distance - second * second) / (2 * first * distance)
    cosine = max(-1.0, min(1.0, cosine))
    sine = math.sqrt(1 - cosine * cosine)
    middle = add(start, add(scale(axis, first * cosine), scale(bulge, first * sine)))
    end = add(middle, scale(unit(subtract(add(start, scale(axis, distance)), middle)), second))
    joints[middle_name], joints[end_name] = middle, end
    if kind == "leg":
        joints[f"toe.{side}"] = add(end, scale(point(frame, bones[2], sign), BONES["leg"][2]))
    return abs(wanted - distance)


def bend_degrees(body: Body, limb: str) -> float:
    """How far a knee or an elbow is bent: 0 straight."""
    start, middle, end = (body.joints[f"{name}.{limb[-1]}"] for name in CHAINS[limb[:3]][:3])
    one, two = unit(subtract(middle, start)), unit(subtract(end, middle))
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(one, two)))))


def end_joint(limb: str) -> str:
    """The joint that a pin of this limb holds."""
    return f"{ENDS[limb[:3]]}.{limb[-1]}"

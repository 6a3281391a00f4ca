"""What the body darkens: the floor under it, and a wall that its hands are on. Both show how near it is."""

import math
from collections.abc import Iterator
from itertools import pairwise

from hipflow.figure.camera import Capsule, View
from hipflow.figure.props import Wall
from hipflow.figure.skeleton import CHAINS, RADII, Body
from hipflow.figure.vectors import Vector

NEAR_WALL = 32.0
"""Units from a wall within which an arm darkens it."""

HIGH = 30.0
"""Units over the floor from which an arm darkens it no more: its shadow would be a scribble."""
TOUCH = 5.0
"""Units from a wall within which a hand is on it."""
CONTACT = 6.0
"""Half the width of the shadow round a hand that touches."""

BONES = (
    ("chest", "pelvis"),
    ("neck", "head"),
    *((f"{a}.{side}", f"{b}.{side}") for names in CHAINS.values() for side in "ao" for a, b in pairwise(names)),
)
ARMS = tuple(bone for bone in BONES if bone[0].startswith(("shoulder", "elbow")))


def shadow_capsules(body: Body, view: View) -> Iterator[Capsule]:
    """The body's bones on the floor below them; the higher a bone, the thinner its shadow, and none of a raised arm."""
    flat = max(math.sin(math.radians(view.pitch)), 0.4)
    for names in BONES:
        if names in ARMS and min(body.joints[name][1] for name in names) > HIGH:
            continue
        ends: list[float] = []
        for name in names:
            x, y, z = body.joints[name]
            seen = view.see((x, 0.0, z))
            thick = RADII.get(name.split(".")[0], 3.0) * 1.25 * max(0.3, 1.0 - y / 60.0)
            ends += (seen.x, seen.y, thick * flat)
        yield (ends[0], ends[1], ends[2], ends[3], ends[4], ends[5])


def wall_shadows(body: Body, view: View, wall: Wall) -> Iterator[Capsule]:
    """The arms on a wall, straight behind them: hand and shadow meet where the hand touches."""
    (x0, z0), (x1, z1) = wall.start, wall.end
    size = math.hypot(x1 - x0, z1 - z0)
    normal_x, normal_z = -(z1 - z0) / size, (x1 - x0) / size

    def onto(place: Vector) -> tuple[Vector, float]:
        away = (place[0] - x0) * normal_x + (place[2] - z0) * normal_z
        return (place[0] - away * normal_x, place[1], place[2] - away * normal_z), abs(away)

    for start, end in ARMS:
        (a, far_a), (b, far_b) = onto(body.joints[start]), onto(body.joints[end])
        if min(far_a, far_b) < NEAR_WALL:
            seen_a, seen_b = view.see(a), view.see(b)
            yield (seen_a.x, seen_a.y, 2.6, seen_b.x, seen_b.y, 2.8 if far_b > TOUCH else CONTACT)

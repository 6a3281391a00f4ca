"""What a body can do, and what a planted foot must not: checked in space, at every key and between them.

The ranges of hip and knee are wider than the textbook's (about 120 and 140 degrees of flexion, 30 of
extension, 45 of abduction) because a trunk of two bones lends some of its bending to the hip.
"""

import math
from collections.abc import Iterable, Iterator

from hipflow.figure.clip import Clip, Key, Moment, move_between
from hipflow.figure.fields import Path, Problem
from hipflow.figure.posture import outward
from hipflow.figure.skeleton import JOINTS, RADII, Body, bend_degrees
from hipflow.figure.vectors import cross, dot, scale, square_to, subtract, unit

SHARES = (0.15, 0.3, 0.5, 0.7, 0.85)
"""Where between two keys a move is looked at."""
REACH = 1.0
"""Units that a pin may be out of reach in a key."""
REACH_BETWEEN = 3.0
"""And on the way, where an arm is simply straight."""
FLOOR = -1.0
"""How far below the floor the skin of a joint may come, in units."""
SLIDE = 1.0
"""How far a planted foot may wander on the floor, in units."""
PLANTED = 3.4
"""The greatest height of the ankle of a foot that carries the body."""
CARRIED = 22.0
"""The height of the pelvis above which feet carry the body."""
KNEE = 165.0
HIP_FLEXION = 145.0
HIP_EXTENSION = 55.0
HIP_SPREAD = 80.0
HIP_CROSSING = 50.0
SHIN_INWARD = 100.0
"""How far the foot may swing in across the body by turning the thigh, in degrees (figure four, pigeon)."""
SHIN_OUTWARD = 75.0


def check_clip(clip: Clip, path: Path, written: int) -> list[Problem]:
    """Everything in a clip that a body cannot do; each problem once, at the first key it shows in.

    `written` is the number of keys in the data; those after them are their mirror image.
    """
    found: dict[tuple[int, str], Problem] = {}
    for index in range(written):
        key = clip.keys[index]
        place = (*path, index)
        for problem in check_moment(key.body, place, REACH):
            found.setdefault((index, problem.what.split(":")[0]), problem)
        previous = (index - 1) % len(clip.keys)
        between = [move_between(clip, previous, share) for share in SHARES]
        for moment in between:
            for problem in check_moment(moment.body, place, REACH_BETWEEN):
                found.setdefault((index, problem.what.split(":")[0]), problem)
        if not (clip.follows and index == 0):
            for problem in check_feet(clip.keys[previous], key, between, place):
                found.setdefault((index, problem.what.split(":")[0]), problem)
    return list(found.values())


def check_moment(body: Body, path: Path, reach: float, floor: float = FLOOR) -> Iterator[Problem]:
    """What is wrong with a body as it stands; `floor`: how far the skin of a joint may sink."""
    for limb, units in body.misses.items():
        field = ("foot" if limb.startswith("leg") else "hand") + limb[-2:]
        if units > reach:
            what = f"{field} is out of reach: {units:.1f} units short"
            yield Problem((*path, field), what, "move the pin, or the body, nearer to it")
    for name in JOINTS:
        skin = body.joints[name][1] - RADII.get(name.split(".")[0], 3.0)
        if skin < floor:
            what = f"{name} is below the floor: by {-skin:.1f} units"
            yield Problem(path, what, "raise the pelvis, or turn the limb")
    for side in "ao":
        yield from check_leg(body, side, path)


def check_leg(body: Body, side: str, path: Path) -> Iterator[Problem]:
    """What a hip and a knee cannot do."""
    knee_bend = bend_degrees(body, f"leg.{side}")
    if knee_bend > KNEE:
        yield Problem(path, f"knee.{side} bends too far: {knee_bend:.0f} degrees", f"at most {KNEE:.0f}")
    flexion, spread, turn = hip_angles(body, side)
    for value, low, high, what in (
        (flexion, -HIP_EXTENSION, HIP_FLEXION, "bends"),
        (spread, -HIP_CROSSING, HIP_SPREAD, "spreads"),
    ):
        if not low <= value <= high:
            yield Problem(
                path,
                f"hip.{side} {what} too far: {value:.0f} degrees",
                f"{low:.0f} to {high:.0f} degrees are possible: turn the thigh or the trunk",
            )
    if knee_bend > 20 and not -SHIN_OUTWARD <= turn <= SHIN_INWARD:
        yield Problem(
            path,
            f"knee.{side} bends the wrong way: the shin is turned {turn:.0f} degrees",
            f"{-SHIN_OUTWARD:.0f} to {SHIN_INWARD:.0f} are possible: turn the shin",
        )


def hip_angles(body: Body, side: str) -> tuple[float, float, float]:
    """Degrees by which a thigh is bent forward, spread outward, and by which its turning swings the foot inward."""
    joints = body.joints
    up = unit(subtract(joints["waist"], joints["pelvis"]))
    out = unit(subtract(joints[f"hip.{side}"], joints["pelvis"]))
    inward_sign = outward(side)
    front = cross(up, out) if inward_sign > 0 else cross(out, up)
    thigh = unit(subtract(joints[f"knee.{side}"], joints[f"hip.{side}"]))
    shin = unit(subtract(joints[f"ankle.{side}"], joints[f"knee.{side}"]))
    forward, down, sideways = dot(thigh, front), -dot(thigh, up), dot(thigh, out)
    spread = math.degrees(math.asin(max(-1.0, min(1.0, sideways))))
    flexion = math.degrees(math.atan2(forward, down)) if math.hypot(forward, down) > 0.35 else 45.0
    # A thigh that is bent forward and then swung outward still lets its shin hang in the plane it was bent in.
    angle = math.radians(flexion)
    back = subtract(scale(front, -math.cos(angle)), scale(up, math.sin(angle)))
    swing = square_to(shin, thigh)
    turn = math.degrees(math.atan2(dot(cross(back, swing), thigh), dot(back, swing)))
    return flexion, spread, turn * inward_sign


def check_feet(start: Key, goal: Key, between: Iterable[Moment], path: Path) -> Iterator[Problem]:
    """Feet that carry the body stay where they are, or are lifted to where they go."""
    for side in "ao":
        bodies = [start.body, *(moment.body for moment in between), goal.body]
        ankles = [body.joints[f"ankle.{side}"] for body in bodies]
        if any(y > PLANTED for _, y, _ in ankles) or any(body.joints["pelvis"][1] < CARRIED for body in bodies):
            continue
        x, _, z = ankles[0]
        wandered = max(math.hypot(ankle[0] - x, ankle[2] - z) for ankle in ankles)
        if wandered > SLIDE:
            yield Problem(
                path,
                f"foot.{side} slides: {wandered:.1f} units over the floor",
                f"pin it: foot.{side}: [{x:.0f}, 2.5, {z * outward(side):.0f}], or lift it",
            )

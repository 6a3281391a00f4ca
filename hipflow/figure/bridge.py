"""The way from where one movement ends to where the next one begins, where a body can go it in one plain move.

Whoever stands goes on standing, whoever kneels goes on kneeling. Getting up from the floor or turning over is another
matter: a blend of the two postures would pass through bodies that nobody can have, so there the next movement simply
shows its first position.
"""

from dataclasses import replace
from enum import Enum, auto
from itertools import pairwise

from hipflow.figure.clip import Clip, Key
from hipflow.figure.limits import PLANTED, REACH_BETWEEN, check_moment
from hipflow.figure.posture import LIMBS, Lie, Pin, Posture, blend_postures, move_posture, outward, swap_sides
from hipflow.figure.props import Chair
from hipflow.figure.skeleton import end_joint, solve_posture

STAND_SECONDS = 1.0
"""How long the last position is still seen, so that one knows where one is."""
MOVE_SECONDS, MOVE_SECONDS_BY_WAY = 2.0, 3.0
STANDING_HEIGHT = 20.0
"""Of the pelvis, in units of the body, of which it has 100; that of a deep squat."""
KNEELING_HEIGHT = 8.0
"""Of a knee that is on the floor, at most."""
SINKS = -2.5
"""How far the skin of a joint may sink into the floor in passing, in units."""
LOOKS = 40
"""Parts that the move is looked at in, for a knee that folds the wrong way does so in a moment."""
LYING = 0.7
"""How far up or down the belly points, 1 being straight, in one who lies or is on all fours."""


class Stance(Enum):
    """How a body is carried, as far as it decides what it can move to."""

    STANDING = auto()
    KNEELING = auto()
    SEATED = auto()
    """On a chair, or on the floor."""
    FACE_DOWN = auto()
    FACE_UP = auto()
    ON_SIDE = auto()


def find_stance(clip: Clip, posture: Posture) -> Stance:
    """How a body is carried in a posture of a clip."""
    body = solve_posture(posture)
    if posture.lie is not Lie.UPRIGHT:
        return Stance.ON_SIDE
    if any(isinstance(prop, Chair) for prop in clip.props):
        return Stance.SEATED
    kneels = any(body.joints[f"knee.{side}"][1] < KNEELING_HEIGHT for side in "ao")
    if body.joints["pelvis"][1] >= STANDING_HEIGHT and not kneels:
        return Stance.STANDING  # Also bent forward, as at the low point of a deadlift.
    belly = body.front[1]
    if abs(belly) > LYING:
        return Stance.FACE_UP if belly > 0 else Stance.FACE_DOWN
    return Stance.KNEELING if kneels and body.joints["pelvis"][1] >= STANDING_HEIGHT else Stance.SEATED


def bridge_clips(start: Clip, second: float, goal: Clip, *, swaps_sides: bool = False) -> Clip | None:
    """A clip from what `start` shows at a second to the first position of `goal`, some whole seconds long.

    It goes straight there or, where no body can, by way of the position in which the first movement began; None: it
    cannot be gone at all. It is seen by the camera of the goal, among the things of the goal, with its limbs lit.

    Args:
        start: The movement that was on.
        second: When it was left, in its loop.
        goal: The movement that comes.
        swaps_sides: Is the worked side of the one not that of the other?
    """
    first = goal.keys[0]
    here = start.posture_at(second)
    if here.lie is not first.posture.lie or find_stance(start, here) is not find_stance(goal, first.posture):
        return None
    x, _, z = first.body.joints["pelvis"]
    here, back = (_settle(posture, x, z, swaps_sides=swaps_sides) for posture in (here, start.keys[0].posture))
    there = _plant_feet(first.posture)
    for seconds, way in ((MOVE_SECONDS, (here, there)), (MOVE_SECONDS_BY_WAY / 2, (here, back, there))):
        if all(can_move(one, two) for one, two in pairwise(way)):
            keys = tuple(
                Key(
                    posture,
                    solve_posture(posture),
                    seconds if number else 0.0,
                    0.0 if number else STAND_SECONDS,
                    first.working,
                    first.far,
                )
                for number, posture in enumerate(way)
            )
            return replace(goal, keys=keys, moments=(0.0, STAND_SECONDS), room=goal)
    return None


def can_move(start: Posture, goal: Posture) -> bool:
    """Is all of the way from one posture to another that of a body?"""
    ends = solve_posture(start).joints, solve_posture(goal).joints
    return not any(
        any(check_moment(solve_posture(blend_postures(start, goal, *ends, look / LOOKS)), (), REACH_BETWEEN, SINKS))
        for look in range(1, LOOKS)
    )


def _settle(posture: Posture, x: float, z: float, *, swaps_sides: bool) -> Posture:
    """The posture with its pelvis over a place on the floor, and its feet held there."""
    posture = swap_sides(posture) if swaps_sides else posture
    pelvis = solve_posture(posture).joints["pelvis"]
    return _plant_feet(move_posture(posture, x - pelvis[0], z - pelvis[2]))


def _plant_feet(posture: Posture) -> Posture:
    """The same posture with the feet that are on the floor held there, so that they step rather than slide."""
    body = solve_posture(posture)
    pins = dict(posture.pins)
    for limb in LIMBS:
        x, y, z = body.joints[end_joint(limb)]
        if limb.startswith("leg") and limb not in pins and y < PLANTED:
            pins[limb] = Pin(None, (x, y, z * outward(limb)))
    return replace(posture, pins=pins)

"""What of a clip must be in the picture, and how the camera goes along with a body that travels."""

import math
from collections.abc import Iterator
from itertools import pairwise

from hipflow.figure.anatomy import body_shapes
from hipflow.figure.camera import Box, Capsule, Lens, Polygon, box_around
from hipflow.figure.clip import Clip, Moment
from hipflow.figure.props import Mat, arrow_shapes, face_of
from hipflow.figure.skeleton import Body
from hipflow.figure.vectors import Vector

FIT_SECONDS = 0.2
"""How densely a move is looked at to fit the camera."""
FROM_ABOVE = 60.0
"""The pitch from which a mat is shown whole."""


def aim(lens: Lens, clip: Clip, body: Body) -> Lens:
    """The lens that goes along with the pelvis of a body that travels."""
    return lens.shifted(*followed(clip, body)) if clip.follows else lens


def followed(clip: Clip, body: Body) -> tuple[float, float]:
    """How far the camera has gone along, in the picture."""
    if not clip.follows:
        return (0.0, 0.0)
    x, _, z = body.joints["pelvis"]
    seen = clip.view.see((x if clip.travel[0] else 0.0, 0.0, z if clip.travel[1] else 0.0))
    return (seen.x, seen.y)


def fit_box(clip: Clip) -> Box:
    """What the camera must show of a loop: all of the body at any time, and the things it uses."""
    capsules: list[Capsule] = []
    faces: list[Polygon] = []
    for moment in _list_moments(clip):
        x, y = followed(clip, moment.body)
        for shape in body_shapes(moment.body, clip.view, moment.depth):
            capsules += ((a - x, b - y, r, c - x, d - y, q) for a, b, r, c, d, q in shape.capsules)
        if moment.arrow:
            for shape in arrow_shapes(moment.arrow, clip.view):
                capsules += ((a - x, b - y, r, c - x, d - y, q) for a, b, r, c, d, q in shape.capsules)
                faces += (tuple((a - x, b - y) for a, b in shape.face),) if shape.face else ()
    for prop in clip.props:
        # From above, only its four edges tell a mat on the floor from a wall behind.
        if not prop.lies_flat or (isinstance(prop, Mat) and clip.view.pitch >= FROM_ABOVE):
            for shape in prop.shapes(clip.view):
                capsules += shape.capsules
                faces += (shape.face,) if shape.face else ()
    box = box_around(capsules, faces)
    if clip.room:
        other = fit_box(clip.room)
        box = Box(
            min(box.left, other.left),
            min(box.bottom, other.bottom),
            max(box.right, other.right),
            max(box.top, other.top),
        )
    return box._replace(bottom=min(box.bottom, -2.5)) if clip.view.is_level else box


def _list_moments(clip: Clip) -> Iterator[Moment]:
    """Every posture that is held, once, and what lies between two of them."""
    start = 0.0
    for key, following in pairwise((*clip.keys, clip.keys[0])):
        yield clip.moment_at(start)
        start += key.hold_seconds
        steps = max(3, math.ceil(following.move_seconds / FIT_SECONDS))
        for step in range(1, steps):
            yield clip.moment_at(start + following.move_seconds * step / steps)
        start += following.move_seconds


def floor_patch(clip: Clip) -> Polygon:
    """An oval of floor under all that the body does."""
    xs: list[float] = []
    zs: list[float] = []
    for key in (clip.room or clip).keys:
        middle = key.body.joints["pelvis"]
        x, z = (middle[0] if clip.travel[0] else 0.0), (middle[2] if clip.travel[1] else 0.0)
        xs += (place[0] - x for place in key.body.joints.values())
        zs += (place[2] - z for place in key.body.joints.values())
    x, z = (min(xs) + max(xs)) / 2, (min(zs) + max(zs)) / 2
    long, deep = (max(xs) - min(xs)) / 2 * 1.15 + 9, (max(zs) - min(zs)) / 2 * 1.15 + 9
    corners: list[Vector] = []
    for step in range(28):
        angle = step / 28 * math.tau
        corners.append((x + long * math.cos(angle), 0.0, z + deep * math.sin(angle)))
    return face_of(clip.view, corners)

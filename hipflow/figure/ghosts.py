"""Where the body was, behind where it is: of what works and what it carries only. More would be a second person."""

from collections.abc import Iterator
from math import hypot

from hipflow.figure.anatomy import body_shapes
from hipflow.figure.camera import Capsule, View
from hipflow.figure.clip import Moment
from hipflow.figure.shapes import INKS, Shape

MOVED = 7.0
"""How far a part must be from where it was, in units of the picture, to leave a ghost."""
CARRIED = ("torso", "hips", "neck", "skin", "hair")
"""The parts that go where the working limbs take them."""


def ghost_capsules(was: Moment, now: Moment, view: View) -> Iterator[Capsule]:
    """The working limbs, the trunk and the head as they were, where they have moved."""
    inks = {ink for part, ink in INKS.items() if part[:5] in now.working or part in CARRIED}
    before, after = (body_shapes(moment.body, view, moment.depth) for moment in (was, now))
    for old, new in zip(before, after, strict=True):
        if old.ink in inks and _has_moved(old, new):
            yield from old.capsules


def _has_moved(old: Shape, new: Shape) -> bool:
    # A nose that turned away is a capsule less.
    return any(
        hypot(after[end] - before[end], after[end + 1] - before[end + 1]) > MOVED
        for before, after in zip(old.capsules, new.capsules, strict=False)
        for end in (0, 3)
    )

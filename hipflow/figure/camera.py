"""A camera without perspective, fitted once to a whole loop so that the picture never pumps."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from hipflow.figure.vectors import Vector

Capsule = tuple[float, float, float, float, float, float]
"""A drawn bone: x, y and radius at either end."""
Polygon = tuple[tuple[float, float], ...]
"""A drawn convex face."""


class Seen(NamedTuple):
    """A point as the camera has it."""

    x: float
    y: float
    depth: float
    """Greater is nearer to the viewer."""


@dataclass(frozen=True, slots=True)
class View:
    """From where one looks: yaw 0 from the side, 90 from the front; pitch 0 level, 90 from above."""

    yaw: float
    pitch: float
    right: Vector = (1.0, 0.0, 0.0)
    up: Vector = (0.0, 1.0, 0.0)
    towards: Vector = (0.0, 0.0, 1.0)
    """The picture's axes in the room."""

    def __post_init__(self) -> None:
        yaw, pitch = math.radians(self.yaw), math.radians(self.pitch)
        east, north = math.sin(yaw), math.cos(yaw)
        rise, reach = math.sin(pitch), math.cos(pitch)
        object.__setattr__(self, "right", (north, 0.0, -east))
        object.__setattr__(self, "up", (-east * rise, reach, -north * rise))
        object.__setattr__(self, "towards", (east * reach, rise, north * reach))

    @property
    def is_level(self) -> bool:
        """Whether the floor is seen as a line."""
        return abs(self.pitch) < 5

    def see(self, place: Vector) -> Seen:
        """Project a point; parallel, so that nothing shrinks with distance."""
        x, y, z = place
        right, up, towards = self.right, self.up, self.towards
        return Seen(
            x * right[0] + z * right[2],
            x * up[0] + y * up[1] + z * up[2],
            x * towards[0] + y * towards[1] + z * towards[2],
        )


VIEWS = {"side": (0.0, 0.0), "front": (90.0, 0.0), "top": (0.0, 90.0)}
"""The views that have a name."""


class Box(NamedTuple):
    """A rectangle of the picture, in units of the body."""

    left: float
    bottom: float
    right: float
    top: float


def box_around(capsules: Iterable[Capsule], faces: Iterable[Polygon] = ()) -> Box:
    """The smallest box that holds all of it."""
    xs: list[float] = []
    ys: list[float] = []
    for x0, y0, r0, x1, y1, r1 in capsules:
        xs += (x0 - r0, x0 + r0, x1 - r1, x1 + r1)
        ys += (y0 - r0, y0 + r0, y1 - r1, y1 + r1)
    for face in faces:
        xs += (x for x, _ in face)
        ys += (y for _, y in face)
    return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Lens:
    """Lays a box of the picture onto a grid of samples."""

    scale: float
    """Sample rows per unit of the body."""
    stretch: float
    """Sample columns per unit across, divided by `scale`."""
    left: float
    top: float
    """Added after scaling, in units of a sample row."""

    def capsule(self, capsule: Capsule, grow: float = 0.0) -> Capsule:
        """A capsule in sample rows, thicker by `grow` on each side."""
        x0, y0, r0, x1, y1, r1 = capsule
        scale, left, top = self.scale, self.left, self.top
        return (
            x0 * scale + left, top - y0 * scale, r0 * scale + grow,
            x1 * scale + left, top - y1 * scale, r1 * scale + grow,
        )  # fmt: skip

    def face(self, face: Polygon) -> Polygon:
        """A polygon in sample rows."""
        return tuple((x * self.scale + self.left, self.top - y * self.scale) for x, y in face)

    def shifted(self, x: float, y: float) -> "Lens":
        """A lens that looks at what lies x to the right and y above of where this one looks."""
        return Lens(self.scale, self.stretch, self.left - x * self.scale, self.top + y * self.scale)


def fit_lens(box: Box, width: int, height: int, stretch: float) -> Lens:
    """A lens that shows all of a box on `width` by `height` samples, its middle in the middle."""
    across, margin = width / stretch, height * 0.025
    scale = min((across - 2 * margin) / (box.right - box.left), (height - 2 * margin) / (box.top - box.bottom))
    # What is left over goes above and below alike, but a little more above: things stand on the floor.
    spare = height - 2 * margin - (box.top - box.bottom) * scale
    top = margin + spare * 0.55 + box.top * scale
    return Lens(scale, stretch, across / 2 - (box.left + box.right) / 2 * scale, top)

"""What stands around the body: mat, wall, chair, couch, roller, ball, marks on the floor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import ClassVar, Protocol

from hipflow.figure.camera import Polygon, View
from hipflow.figure.palette import Tone
from hipflow.figure.shapes import ARROW_GAP, PROP_GAP, Shape
from hipflow.figure.vectors import Vector

Span = tuple[float, float]


class Prop(Protocol):
    """A thing in the room that does not move."""

    lies_flat: ClassVar[bool]
    """Whether the body is always in front of it; the camera need not show all of it then."""

    def shapes(self, view: View) -> Iterable[Shape]:
        """How the camera sees it."""
        ...


def face_of(view: View, places: Iterable[Vector]) -> Polygon:
    """A polygon in the room as the camera sees it."""
    return tuple((seen.x, seen.y) for seen in map(view.see, places))


@dataclass(frozen=True, slots=True)
class Mat:
    """A mat on the floor."""

    x: Span
    z: Span
    lies_flat: ClassVar[bool] = True

    def shapes(self, view: View) -> Iterable[Shape]:
        """The mat and its rim; from the side a thin bar."""
        if view.is_level:
            left, right = view.see((self.x[0], 0, 0)).x, view.see((self.x[1], 0, 0)).x
            yield Shape(0, Tone.MAT_EDGE, ((left, -1.2, 1.2, right, -1.2, 1.2),))
            return
        for rim, tone in ((0.0, Tone.MAT_EDGE), (1.5, Tone.MAT)):
            (x0, x1), (z0, z1) = self.x, self.z
            x0, x1, z0, z1 = x0 + rim, x1 - rim, z0 + rim, z1 - rim
            corners: tuple[Vector, ...] = ((x0, 0, z0), (x1, 0, z0), (x1, 0, z1), (x0, 0, z1))
            yield Shape(0, tone, face=face_of(view, corners))


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall from corner to corner on the floor, behind or in front of the body."""

    start: Span
    """x and z of one corner."""
    end: Span
    height: float
    lies_flat: ClassVar[bool] = True

    def shapes(self, view: View) -> Iterable[Shape]:
        """The face of the wall and its rim."""
        (x0, z0), (x1, z1), top = self.start, self.end, self.height
        face = face_of(view, ((x0, 0, z0), (x1, 0, z1), (x1, top, z1), (x0, top, z0)))
        yield Shape(0, Tone.WALL, face=face)
        for (ax, ay), (bx, by) in zip(face, face[1:] + face[:1], strict=True):
            yield Shape(0, Tone.WALL_EDGE, ((ax, ay, 0.8, bx, by, 0.8),))


@dataclass(frozen=True, slots=True)
class Marks:
    """Strokes on the floor at equal distances, so that travel shows."""

    every: float
    number: int
    along: str = "x"
    """The axis they are strung along."""
    at: float = 0.0
    """Where they lie on the other axis."""
    length: float = 12.0
    thickness: ClassVar[float] = 3.0
    lies_flat: ClassVar[bool] = True

    def shapes(self, view: View) -> Iterable[Shape]:
        """One stroke each; from the side a dash under the floor."""
        near, away = self.at - self.length / 2, self.at + self.length / 2
        for index in range(self.number):
            middle = (index - (self.number - 1) / 2) * self.every
            if view.is_level:
                x = view.see((middle, 0, self.at) if self.along == "x" else (self.at, 0, middle)).x
                yield Shape(0, Tone.MARK, ((x, -3.4, 0.9, x, -2.2, 0.9),))
                continue
            low, high = middle - self.thickness / 2, middle + self.thickness / 2
            corners: tuple[Vector, ...] = ((low, 0, near), (high, 0, near), (high, 0, away), (low, 0, away))
            if self.along == "z":
                corners = tuple((z, 0, x) for x, _, z in corners)
            yield Shape(0, Tone.MARK, face=face_of(view, corners))


BoxSpans = tuple[Span, Span, Span]
"""x, y and z of a block."""


def block_faces(view: View, box: BoxSpans, depth: float) -> Iterable[Shape]:
    """The faces of an upright block that the viewer sees: the top light, one side plain, one dark."""
    tones = (Tone.PROP_DARK, Tone.PROP_LIGHT, Tone.PROP)
    for axis in range(3):
        facing = view.towards[axis]
        if abs(facing) <= 0.02:
            continue
        first, second = (other for other in range(3) if other != axis)
        corners: list[Vector] = []
        for i, j in ((0, 0), (1, 0), (1, 1), (0, 1)):
            place = [0.0, 0.0, 0.0]
            place[axis] = box[axis][facing > 0]
            place[first], place[second] = box[first][i], box[second][j]
            corners.append((place[0], place[1], place[2]))
        yield Shape(depth, tones[axis], face=face_of(view, corners))


def _middle_depth(view: View, box: BoxSpans) -> float:
    x, y, z = box
    return view.see((sum(x) / 2, sum(y) / 2, sum(z) / 2)).depth


@dataclass(frozen=True, slots=True)
class Chair:
    """A chair whose seat ends in front at `x`; the back rest is behind."""

    x: float
    height: float
    z: Span
    back: float
    """How far the back rest rises over the seat."""
    depth: float = 0.0
    lies_flat: ClassVar[bool] = False

    def shapes(self, view: View) -> Iterable[Shape]:
        """The seat's shadow, legs, back rest and seat."""
        x, height, (left, right) = self.x, self.height, self.z
        boxes: list[BoxSpans] = []
        for z in (left + 1.2, right - 1.2):
            for leg in (x - 3.4, x - 22.0):
                boxes.append(((leg, leg + 2.4), (0, height - 3), (z - 1.2, z + 1.2)))
        boxes.append(((x - 23, x - 20), (height, height + self.back), self.z))
        boxes.append(((x - 22, x), (height - 3, height), self.z))
        depth = _middle_depth(view, ((x - 22, x), (0, height), self.z)) + self.depth
        if not view.is_level:
            # The seat darkens all the floor below it: no limb's shadow is drawn there by itself.
            corners: tuple[Vector, ...] = ((x - 22, 0, left), (x, 0, left), (x, 0, right), (x - 22, 0, right))
            yield Shape(depth, Tone.SHADE, face=face_of(view, corners))
        for index, box in enumerate(boxes, 1):
            yield from block_faces(view, box, depth + index * 0.01)


@dataclass(frozen=True, slots=True)
class Couch:
    """A couch whose seat ends in front at `x`; the back rest is behind."""

    x: float
    height: float
    z: Span
    depth: float = 0.0
    lies_flat: ClassVar[bool] = False

    def shapes(self, view: View) -> Iterable[Shape]:
        """Back rest and seat."""
        x, height = self.x, self.height
        boxes: tuple[BoxSpans, ...] = (
            ((x - 26, x - 19), (0, height + 16), self.z),
            ((x - 19, x), (0, height), self.z),
        )
        depth = _middle_depth(view, ((x - 26, x), (0, height), self.z)) + self.depth
        for index, box in enumerate(boxes):
            yield from block_faces(view, box, depth + index * 0.01)


@dataclass(frozen=True, slots=True)
class Roller:
    """A foam roller that lies across, along z."""

    x: float
    z: Span
    radius: float
    depth: float = 0.0
    lies_flat: ClassVar[bool] = False

    def shapes(self, view: View) -> Iterable[Shape]:
        """The roll, and its near end with the hole."""
        radius = self.radius
        a, b = view.see((self.x, radius, self.z[0])), view.see((self.x, radius, self.z[1]))
        roll = (a.x, a.y, radius, b.x, b.y, radius)
        yield Shape((a.depth + b.depth) / 2 - 6 + self.depth, Tone.ACCENT_DARK, (roll,), gap=PROP_GAP)
        end = b if b.depth >= a.depth else a
        near = end.depth + self.depth
        yield Shape(near, Tone.ACCENT, ((end.x, end.y, radius, end.x, end.y, radius),))
        hole = radius * 0.46
        yield Shape(near + 0.01, Tone.ACCENT_DARK, ((end.x, end.y, hole, end.x, end.y, hole),))


@dataclass(frozen=True, slots=True)
class Ball:
    """A massage ball."""

    at: Vector
    radius: float
    depth: float = 0.0
    """Drawn so many units nearer than it is, or farther below 0: what it carries must cover it."""
    lies_flat: ClassVar[bool] = False

    def shapes(self, view: View) -> Iterable[Shape]:
        """The ball and its shine."""
        radius = self.radius
        x, y, depth = view.see(self.at)
        yield Shape(depth + self.depth, Tone.ACCENT, ((x, y, radius, x, y, radius),), gap=PROP_GAP)
        shine = (x - radius * 0.3, y + radius * 0.35, radius * 0.28)
        yield Shape(depth + self.depth + 0.01, Tone.NEAR, ((*shine, *shine),))


SHAFT, TIP = 1.9, 8.0
"""Half the thickness of an arrow, and of its tip where it is widest."""


def arrow_shapes(places: Sequence[Vector], view: View) -> tuple[Shape, ...]:
    """An arrow from place to place as the camera sees it: a shaft, and a tip that ends in a point."""
    seen = [view.see(place) for place in places]
    a, b = seen[-2:]
    far = hypot(b.x - a.x, b.y - a.y) or 1.0
    x, y = (b.x - a.x) / far, (b.y - a.y) / far
    neck = (b.x - x * TIP * 1.4, b.y - y * TIP * 1.4)
    ends = [(place.x, place.y) for place in seen[:-1]] + [neck]
    shaft = tuple((*start, SHAFT, *end, SHAFT) for start, end in pairwise(ends))
    tip = ((b.x, b.y), (neck[0] - y * TIP, neck[1] + x * TIP), (neck[0] + y * TIP, neck[1] - x * TIP))
    return (Shape(0, Tone.ARROW, shaft, gap=ARROW_GAP), Shape(0, Tone.ARROW, face=tip))

"""Points and directions in space: x forward, y up, z towards the viewer of a plain side view."""

import math

Vector = tuple[float, float, float]

ORIGIN: Vector = (0.0, 0.0, 0.0)


def add(a: Vector, b: Vector) -> Vector:
    """The sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def subtract(a: Vector, b: Vector) -> Vector:
    """The way from `b` to `a`."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vector, factor: float) -> Vector:
    """`a`, `factor` times as long."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def dot(a: Vector, b: Vector) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """The vector square to both."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vector) -> float:
    """How long `a` is."""
    return math.sqrt(dot(a, a))


def unit(a: Vector) -> Vector:
    """`a` at length 1; a vector of no length stays as it is."""
    size = length(a)
    return scale(a, 1 / size) if size > 1e-9 else a


def square_to(a: Vector, axis: Vector) -> Vector:
    """The part of `a` that is square to the unit vector `axis`."""
    return subtract(a, scale(axis, dot(a, axis)))


def mix(a: float, b: float, share: float) -> float:
    """`a` at share 0, `b` at share 1."""
    return a + (b - a) * share


def mix_points(a: Vector, b: Vector, share: float) -> Vector:
    """The point that lies `share` of the way from `a` to `b`."""
    return (mix(a[0], b[0], share), mix(a[1], b[1], share), mix(a[2], b[2], share))


def rotate(a: Vector, axis: Vector, degrees: float) -> Vector:
    """`a` turned about the unit vector `axis`, right-handed (Rodrigues' formula)."""
    angle = math.radians(degrees)
    cosine, sine = math.cos(angle), math.sin(angle)
    along = scale(axis, dot(axis, a) * (1 - cosine))
    return add(add(scale(a, cosine), scale(cross(axis, a), sine)), along)

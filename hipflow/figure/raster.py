"""A canvas of samples, a byte each: shapes are filled row by row, with the bytes that C moves.

A sample is much smaller than a cell, so edges need no arithmetic of their own: what share of a dot a shape
covers is counted when the cells are made.
"""

import math

from hipflow.figure.camera import Capsule, Polygon

Rows = list[tuple[int, int, int]]
"""Samples of a shape: row, first column, and the column after the last."""


def capsule_rows(capsule: Capsule, stretch: float, width: int, height: int) -> Rows:
    """The samples within the hull of two discs."""
    x0, y0, r0, x1, y1, r1 = capsule
    across, down = x1 - x0, y1 - y0
    distance = math.hypot(across, down)
    if distance <= abs(r0 - r1) + 1e-6:
        if r1 > r0:
            x0, y0, r0 = x1, y1, r1
        return _disc_rows(x0, y0, r0, stretch, width, height)
    sine = (r0 - r1) / distance
    cosine = math.sqrt(1 - sine * sine)
    ux, uy = across / distance, down / distance
    # The two outer tangents, each as (y of the upper end, y of the lower end, x at the upper end, x per row).
    edges = []
    for sign in (1.0, -1.0):
        mx, my = ux * sine - sign * uy * cosine, uy * sine + sign * ux * cosine
        ax, ay, bx, by = x0 + mx * r0, y0 + my * r0, x1 + mx * r1, y1 + my * r1
        if ay > by:
            ax, ay, bx, by = bx, by, ax, ay
        edges.append((ay, by, ax, (bx - ax) / (by - ay) if by - ay > 1e-9 else 0.0))
    (a_top, a_end, a_x, a_slope), (b_top, b_end, b_x, b_slope) = edges
    q0, q1 = r0 * r0, r1 * r1
    rows: Rows = []
    sqrt = math.sqrt
    first = max(0, int(min(y0 - r0, y1 - r1) + 0.5))
    last = min(height, int(max(y0 + r0, y1 + r1) + 0.5))
    for row in range(first, last):
        y = row + 0.5
        low, high = 1e9, -1e9
        square = q0 - (y - y0) * (y - y0)
        if square > 0:
            half = sqrt(square)
            low, high = x0 - half, x0 + half
        square = q1 - (y - y1) * (y - y1)
        if square > 0:
            half = sqrt(square)
            if x1 - half < low:
                low = x1 - half
            if x1 + half > high:
                high = x1 + half
        if a_top <= y <= a_end:
            x = a_x + (y - a_top) * a_slope
            if x < low:
                low = x
            if x > high:
                high = x
        if b_top <= y <= b_end:
            x = b_x + (y - b_top) * b_slope
            if x < low:
                low = x
            if x > high:
                high = x
        start, end = int(low * stretch + 0.5) if low > 0 else 0, int(high * stretch + 0.5)
        if end > width:
            end = width
        if end > start:
            rows.append((row, start, end))
    return rows


def _disc_rows(x: float, y: float, radius: float, stretch: float, width: int, height: int) -> Rows:
    rows: Rows = []
    square = radius * radius
    for row in range(max(0, int(y - radius + 0.5)), min(height, int(y + radius + 0.5))):
        rest = square - (row + 0.5 - y) ** 2
        if rest > 0:
            half = math.sqrt(rest)
            start = max(0, int((x - half) * stretch + 0.5))
            end = min(width, int((x + half) * stretch + 0.5))
            if end > start:
                rows.append((row, start, end))
    return rows


def face_rows(face: Polygon, stretch: float, width: int, height: int) -> Rows:
    """The samples within a convex polygon."""
    edges = []
    for (ax, ay), (bx, by) in zip(face, face[1:] + face[:1], strict=True):
        if abs(by - ay) > 1e-9:
            edges.append((ay, by, ax, (bx - ax) / (by - ay)) if ay < by else (by, ay, bx, (bx - ax) / (by - ay)))
    if not edges:
        return []
    rows: Rows = []
    first = max(0, int(min(edge[0] for edge in edges) + 0.5))
    last = min(height, int(max(edge[1] for edge in edges) + 0.5))
    for row in range(first, last):
        y = row + 0.5
        crossings = [x + (y - top) * slope for top, end, x, slope in edges if top <= y <= end]
        if len(crossings) > 1:
            start = max(0, int(min(crossings) * stretch + 0.5))
            end = min(width, int(max(crossings) * stretch + 0.5))
            if end > start:
                rows.append((row, start, end))
    return rows


class Canvas:
    """A grid of samples that holds, for each, the ink that was painted last."""

    def __init__(self, width: int, height: int, stretch: float, samples: bytearray | None = None) -> None:
        self.width = width
        self.height = height
        self.stretch = stretch
        """Sample columns per sample row, in length."""
        self.samples = samples if samples is not None else bytearray(width * height)

    def copy(self) -> "Canvas":
        """Another canvas with the same samples."""
        return Canvas(self.width, self.height, self.stretch, bytearray(self.samples))

    def rows_of(self, capsule: Capsule) -> Rows:
        """The samples of a capsule that lie on the canvas."""
        return capsule_rows(capsule, self.stretch, self.width, self.height)

    def fill(self, rows: Rows, ink: int) -> None:
        """Paint samples, whatever they held."""
        samples, width = self.samples, self.width
        paint = bytes((ink,)) * width
        for row, start, end in rows:
            base = row * width
            samples[base + start : base + end] = paint[: end - start]

    def replace(self, rows: Rows, table: bytes) -> None:
        """Change the samples to what `table` says of the ink they hold."""
        samples, width = self.samples, self.width
        for row, start, end in rows:
            base = row * width
            samples[base + start : base + end] = samples[base + start : base + end].translate(table)

    def fill_face(self, face: Polygon, ink: int) -> None:
        """Paint a convex polygon."""
        self.fill(face_rows(face, self.stretch, self.width, self.height), ink)


def without(rows: Rows, hole: Rows) -> Rows:
    """The samples of `rows` that are not in `hole`; both hold one span a row."""
    gone = {row: (start, end) for row, start, end in hole}
    left: Rows = []
    for row, start, end in rows:
        cut = gone.get(row)
        if cut is None:
            left.append((row, start, end))
            continue
        if start < cut[0]:
            left.append((row, start, min(end, cut[0])))
        if end > cut[1]:
            left.append((row, max(start, cut[1]), end))
    return left


def within(rows: Rows, hole: Rows) -> Rows:
    """The samples of `rows` that are in `hole` too."""
    gone = {row: (start, end) for row, start, end in hole}
    both: Rows = []
    for row, start, end in rows:
        cut = gone.get(row)
        if cut is not None and start < cut[1] and end > cut[0]:
            both.append((row, max(start, cut[0]), min(end, cut[1])))
    return both

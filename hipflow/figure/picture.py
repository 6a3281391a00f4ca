"""Frames as pictures, for documents: block characters painted as the exact rectangles they stand for."""

import struct
import zlib
from collections.abc import Iterator, Sequence

from hipflow.figure.cells import GLYPHS, Frame
from hipflow.figure.palette import RGB

CELL = (8, 16)
"""Pixels a cell, across and down."""
GUTTER = 6
"""Pixels between two frames."""

_DOTS = {
    character: (glyphs.across, glyphs.down, bits)
    for glyphs in GLYPHS.values()
    for bits, character in enumerate(glyphs.characters)
}

Rectangle = tuple[int, int, int, int, RGB]
"""Left, top, width and height in pixels, and a colour."""


def png_of(sheet: Sequence[Sequence[Frame]], *, cell: tuple[int, int] = CELL, gutter: RGB = (40, 44, 54)) -> bytes:
    """A PNG of rows of frames. Every frame of a column is as wide as the first, of a row as high."""
    width, height, places = lay_out(sheet, cell)
    lines = [bytearray(bytes(gutter) * width) for _ in range(height)]
    for left, top, frame in places:
        for x, y, across, down, colour in rectangles_of(frame, cell):
            paint = bytes(colour) * across
            start = (left + x) * 3
            for row in range(top + y, top + y + down):
                lines[row][start : start + across * 3] = paint
    pixels = zlib.compress(b"".join(b"\0" + bytes(line) for line in lines), 9)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def svg_of(sheet: Sequence[Sequence[Frame]], *, cell: tuple[int, int] = CELL) -> str:
    """An SVG of rows of frames; what lies between them is transparent."""
    width, height, places = lay_out(sheet, cell)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" shape-rendering="crispEdges">']
    for left, top, frame in places:
        for x, y, across, down, (red, green, blue) in rectangles_of(frame, cell):
            place = f'x="{left + x}" y="{top + y}" width="{across}" height="{down}"'
            parts.append(f'<rect {place} fill="#{red:02x}{green:02x}{blue:02x}"/>')
    return "\n".join([*parts, "</svg>"])


def lay_out(sheet: Sequence[Sequence[Frame]], cell: tuple[int, int]) -> tuple[int, int, list[tuple[int, int, Frame]]]:
    """The size of a sheet, and where the top left corner of each frame comes to lie."""
    places: list[tuple[int, int, Frame]] = []
    width = top = 0
    for row in sheet:
        left = height = 0
        for frame in row:
            places.append((left, top, frame))
            left += sum(len(run.text) for run in frame.rows[0]) * cell[0] + GUTTER
            height = max(height, len(frame.rows) * cell[1])
        width, top = max(width, left - GUTTER), top + height + GUTTER
    return width, top - GUTTER, places


def rectangles_of(frame: Frame, cell: tuple[int, int]) -> Iterator[Rectangle]:
    """What to paint for a frame, in order: the ground of each run, then its dots."""
    wide, high = cell
    for row, runs in enumerate(frame.rows):
        column = 0
        for run in runs:
            yield (column * wide, row * high, len(run.text) * wide, high, run.background)
            for character in run.text:
                across, down, bits = _DOTS[character]
                for dot in range(across * down):
                    if bits >> dot & 1:
                        y, x = divmod(dot, across)
                        left, top = x * wide // across, y * high // down
                        right, bottom = (x + 1) * wide // across, (y + 1) * high // down
                        yield (
                            column * wide + left, row * high + top, right - left, bottom - top, run.foreground,
                        )  # fmt: skip
                column += 1

"""The labelled figure: what an author sees, with the name of each joint beside it."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hipflow.figure.camera import fit_lens
from hipflow.figure.cells import GLYPHS, SAMPLES_ACROSS
from hipflow.figure.framing import aim, fit_box
from hipflow.tui.figures.gallery import Look, Picture
from hipflow.tui.figures.reel import Shot
from hipflow.tui.widgets.figure_view import FigureView

NEXT_ROWS: Final = (0, -1, 1, -2, 2)
"""Where else a name may stand when its own row is taken, in rows from its joint."""


class Label(NamedTuple):
    """A name, and its place in cells."""

    column: int
    row: int
    words: str


class LabelledFigure(FigureView):
    """A figure view that can name the joints."""

    has_names = False
    """Are the joints named?"""

    def name_joints(self, has_names: bool) -> None:
        """Name the joints, or name them no more."""
        self.has_names = has_names
        self._turn_to(self.second)

    def _make_picture(self, shot: Shot) -> Picture:
        picture = super()._make_picture(shot)
        look = self._find_look()
        if not self.has_names or look is None:
            return picture
        style = Style.parse("bold") + self.rich_style
        rows = list(picture)
        for label in place_labels(shot, look):
            rows[label.row] = _overlay(rows[label.row], label, style)
        return tuple(rows)


def place_labels(shot: Shot, look: Look) -> Iterator[Label]:
    """The names of the joints beside where they are seen, none over another; a few may find no room."""
    clip, glyphs = shot.clip, GLYPHS[look.glyphs]
    stretch = 2 * SAMPLES_ACROSS / glyphs.rows
    fitted = fit_lens(fit_box(clip), look.columns * SAMPLES_ACROSS, look.rows * glyphs.rows, stretch)
    body = clip.moment_at(shot.second).body
    lens = aim(fitted, clip, body)
    flips = shot.is_mirrored != clip.is_mirrored
    taken: set[tuple[int, int]] = set()
    # The nearest to the viewer first: they are what one looks for.
    for name, place in sorted(body.joints.items(), key=lambda joint: -clip.view.see(joint[1]).depth):
        x, y, _ = clip.view.see(place)
        across, down, *_ = lens.capsule((x, y, 0, x, y, 0))
        column, row = int(across * stretch / SAMPLES_ACROSS), int(down / glyphs.rows)
        column = look.columns - 1 - column if flips else column
        found = next(_free_places(name, column, row, look, taken), None)
        if found:
            taken.update((found.row, cell) for cell in range(found.column - 1, found.column + len(name) + 1))
            yield found


def _free_places(name: str, column: int, row: int, look: Look, taken: Iterable[tuple[int, int]]) -> Iterator[Label]:
    used = set(taken)
    for down in NEXT_ROWS:
        for start in (column + 1, column - len(name)):
            cells = range(start, start + len(name))
            is_inside = 0 <= row + down < look.rows and start >= 0 and cells.stop <= look.columns
            if is_inside and not any((row + down, cell) in used for cell in cells):
                yield Label(start, row + down, name)


def _overlay(strip: Strip, label: Label, style: Style) -> Strip:
    end = label.column + len(label.words)
    middle = Strip([Segment(label.words, style)])
    return Strip.join([strip.crop(0, label.column), middle, strip.crop(end, strip.cell_length)])

"""Figures from the command line: one is played, an author's file is watched, pictures are saved for documents."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hipflow.figure.cells import QUAD, Frame, Run
from hipflow.figure.clip import Clip, Clips
from hipflow.figure.painter import Painter
from hipflow.figure.palette import RGB, Palette
from hipflow.figure.picture import png_of, svg_of
from hipflow.library.catalogue import load_catalogue
from hipflow.library.figures import Figures, load_figures, read_clips
from hipflow.library.folders import SUFFIXES
from hipflow.library.problems import Problem, Reading, make_printable, quote, suggest_nearest
from hipflow.telling import BAD_INPUT, FAILED, FINE, complain, say, say_problems

SIZE: Final = 40, 18
"""Cells of a picture in a document."""
PIXELS: Final = 6, 12
"""Of a cell: two cells are as wide as the gutters between the three pictures of a strip."""
STRIPS_ACROSS: Final = 2


class NoFigureError(Exception):
    """There is nothing to show; as many reasons as there are, a line each."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Takes the reasons."""
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


def show_figure(asked: argparse.Namespace, *, has_terminal: bool) -> int:
    """Do what was asked on the command line: play a figure, or save pictures; the exit code."""
    is_on_screen = not (asked.sheet or asked.png or asked.svg)
    if is_on_screen and not has_terminal:
        return complain("a figure moves in a terminal, and this is none. See: hipflow figure --help", BAD_INPUT)
    try:
        if asked.sheet:
            say_problems(save_sheet(Path(asked.sheet), has_titles=not asked.no_titles))
        elif asked.watch:
            return watch_file(Path(asked.watch))
        elif asked.exercise is None:
            return complain("name an exercise, or give --sheet or --watch. See: hipflow exercises", BAD_INPUT)
        elif asked.png:
            save_png(asked.exercise, Path(asked.png))
        elif asked.svg:
            save_svg(asked.exercise, Path(asked.svg))
        else:
            return play_figure(asked.exercise)
    except NoFigureError as error:
        for line in error.lines:
            say(line)
        return BAD_INPUT
    except OSError as error:
        return complain(f"it could not be written: {error.strerror or error}", FAILED)
    return FINE


def play_figure(name: str, *, glyphs: str = "auto", is_still: bool = False) -> int:
    """Play the figure of an exercise, or of a file, until the person leaves; the exit code. Raises NoFigureError."""
    title, clips = find_figure(name)
    from hipflow.tui.figure_app import FigureApp
    from hipflow.tui.screens.figure import FigureScreen

    app = FigureApp(FigureScreen(title, clips, glyphs=glyphs, is_still=is_still))
    app.run()
    return app.return_code or 0


def watch_file(path: Path, *, glyphs: str = "auto") -> int:
    """Show a file of clips, anew whenever it is saved, until the person leaves; the exit code."""
    from hipflow.tui.figure_app import FigureApp
    from hipflow.tui.screens.watch import WatchScreen

    app = FigureApp(WatchScreen(str(path), WatchedFile(path).read_if_saved, glyphs=glyphs))
    app.run()
    return app.return_code or 0


def save_png(name: str, file: Path) -> None:
    """Save the moments of each clip of an exercise, a row each. Raises NoFigureError and OSError."""
    file.write_bytes(png_of(_paint_strips(name), cell=PIXELS, gutter=_colours().ground))


def save_svg(name: str, file: Path) -> None:
    """The same as SVG. Raises NoFigureError and OSError."""
    file.write_text(svg_of(_paint_strips(name), cell=PIXELS), encoding="utf-8")


def save_sheet(file: Path, *, has_titles: bool = True) -> tuple[Problem, ...]:
    """Save all clips there are, three moments each, as one PNG; the problems of those that are left out.

    Raises OSError.
    """
    figures = load_figures()
    palette = _colours()
    rows: list[list[Frame]] = []
    problems: list[Problem] = []
    strips: list[tuple[str, Clip]] = []
    for exercise in figures.list_ids():
        reading = figures.read(exercise)
        if reading is None or reading.value is None:
            problems += reading.problems if reading else ()
            continue
        strips += ((clip.name or exercise, clip) for clip in reading.value.clips)
    for start in range(0, len(strips), STRIPS_ACROSS):
        line = strips[start : start + STRIPS_ACROSS]
        if has_titles:
            rows.append([_paint_title(title, palette) for title, _ in line])
        rows.append([frame for _, clip in line for frame in _paint_strip(clip, palette)])
    file.write_bytes(png_of(rows, cell=PIXELS, gutter=palette.ground))
    return tuple(problems)


def find_figure(name: str) -> tuple[str, Clips]:
    """What an exercise is called, and its clips; or those of the file at a path. Raises NoFigureError."""
    path = Path(name)
    if path.suffix.lower() in SUFFIXES or len(path.parts) > 1:
        return path.stem, _take_clips(read_clips(path))
    figures = load_figures()
    exercise = load_catalogue().exercises.find_exercise(name)
    reading = figures.read(name) or (figures.read(exercise.variant_of) if exercise else None)
    if reading is None:
        raise NoFigureError([_complain_of_missing(name, figures, is_exercise=exercise is not None)])
    return exercise.name if exercise else name, _take_clips(reading)


def _take_clips(reading: Reading[Clips]) -> Clips:
    if reading.value is None:
        raise NoFigureError(map(str, reading.problems))
    return reading.value


class WatchedFile:
    """A file that is read again when it was saved."""

    def __init__(self, path: Path) -> None:
        """A file that was not read yet."""
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._is_read = False

    def read_if_saved(self) -> Reading[Clips] | None:
        """What is in it, if it is not what was read before; None if it is. Never raises."""
        try:
            stat = self._path.stat()
            seen = (stat.st_mtime_ns, stat.st_size)
        except (OSError, ValueError):
            seen = None
        if self._is_read and seen == self._seen:
            return None
        self._seen, self._is_read = seen, True
        return read_clips(self._path)


def _complain_of_missing(name: str, figures: Figures, *, is_exercise: bool) -> str:
    ids = figures.list_ids()
    near = suggest_nearest(name.lower(), ids)
    if is_exercise:
        return f"{make_printable(name)} has no figure. See: docs/figures.md"
    guess = f'Did you mean "{near}"? ' if near else ""
    return f"no exercise {quote(name)}. {guess}See: hipflow exercises"


def _colours() -> Palette:
    from textual.color import Color

    from hipflow.tui.figures.colours import choose_palette
    from hipflow.tui.themes import DARK, role_colours

    roles = role_colours(DARK)
    return choose_palette(roles, Color.parse(roles["ground"]))


def _paint_strips(name: str) -> list[tuple[Frame, ...]]:
    _, clips = find_figure(name)
    palette = _colours()
    return [_paint_strip(clip, palette) for clip in clips.clips]


def _paint_strip(clip: Clip, palette: Palette) -> tuple[Frame, ...]:
    return Painter(clip, *SIZE, QUAD, palette, hard=True).strip()


def _paint_title(title: str, palette: Palette) -> Frame:
    """A title in block letters, as wide as a strip."""
    from hipflow.tui.lettering.alphabet import can_draw
    from hipflow.tui.lettering.frame import Weight
    from hipflow.tui.lettering.words import fit_title

    columns = 3 * SIZE[0] + 2
    shown = "".join(letter if can_draw(letter) else " " for letter in title).upper()
    letterings = fit_title(shown, columns - 4, 2, [(3, Weight.LIGHT)]) or ()
    lines = [line for lettering in letterings for line in ("", *lettering.lines)] or [""]
    ink: RGB = palette.head
    return Frame(tuple((Run(f"  {line}".ljust(columns), ink, palette.ground),) for line in (*lines, "")))

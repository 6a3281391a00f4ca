"""Makes all the pictures of the README anew, from the running app with a clock that stands where it is put.

python docs/make_shots.py [FOLDER]
"""

import asyncio
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from xml.sax.saxutils import escape

from rich.color import ColorType
from rich.segment import Segment
from textual.pilot import Pilot

from hipflow.browsing import Stock
from hipflow.building import make_building
from hipflow.core.plan import Plan, StepKind, compile_plan
from hipflow.core.session import Session
from hipflow.engine import Engine
from hipflow.library.catalogue import load_catalogue
from hipflow.library.figures import load_figures
from hipflow.tui.app import HipflowApp
from hipflow.tui.parts import FigureParts, LiveSession, Parts
from hipflow.tui.widgets.figure_view import FigureView

CELL = (9, 18)
"""Pixels of a cell."""
WORDS = re.compile(r"\S+(?: \S+)*")
"""Words with one blank between them."""
QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
STOCK = Stock()
FIGURES = FigureParts(find_clips=lambda exercise: load_figures().find_clips(exercise.id), glyphs="quad")
EIGHTHS = " ▁▂▃▄▅▆▇█"
"""A cell that is filled from below, by as many eighths as its place here."""
T = TypeVar("T")
SUNDAY_EVENING = datetime(2026, 11, 22, 18, 36)


@dataclass(slots=True)
class Clock:
    """A clock that stands still until it is moved."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


class StillEngine(Engine):
    """An engine whose time of day stands still too."""

    def local_time_in(self, seconds: float) -> datetime:
        """The time of day after some seconds."""
        return SUNDAY_EVENING + timedelta(seconds=seconds)

    def look(self) -> None:
        """Let happen what is due by now."""
        self._tell(self.session.advance(self.now()))


class Quiet:
    """A sound that is on, as far as the screen can tell."""

    status = "on"
    is_muted = False
    volume = 70
    has_voice = True

    def toggle_mute(self) -> None:
        """Nothing."""

    def toggle_voice(self) -> None:
        """Nothing."""

    def change_volume(self, by: int) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One character on the screen, and its colours."""

    text: str
    ink: str
    ground: str
    is_bold: bool


class Studio:
    """The running app, and a session in it that can be put anywhere."""

    def __init__(self, plan: Plan | None = None, theme: str = "hipflow-dark") -> None:
        self.clock = Clock()
        self.engine: StillEngine | None = None
        self.app = HipflowApp(
            Parts(
                read_library=STOCK.read,
                read_routine=STOCK.read_routine,
                open_session=self._open_session,
                figures=FIGURES,
                building=make_building(STOCK.list_exercises, lambda _: None),
                list_exercises=STOCK.list_exercises,
                read_time=lambda: SUNDAY_EVENING,
                first_plan=plan,
                last_choice="seven-stretches",
                theme=theme,
            )
        )

    def _open_session(self, plan: Plan) -> LiveSession:
        self.engine = StillEngine(Session(plan, patience=1e9), clock=self.clock)
        return LiveSession(self.engine, Quiet(), FIGURES)

    async def put(self, pilot: Pilot[None], index: int, seconds_in: float) -> None:
        """Put the session some seconds into a step, as if all before it had been done."""
        await pilot.pause()
        assert self.engine is not None
        step = self.engine.session.plan.steps[index]
        while self.engine.session.step.index < index:
            self.clock.seconds += self.engine.session.seconds_left(self.engine.now())
            self.engine.look()
        self.clock.seconds = step.start + seconds_in
        self.engine.look()
        await pilot.pause()

    async def wait_for_figure(self, pilot: Pilot[None]) -> None:
        """Wait until a figure is drawn, however slow the machine is, and a moment more for the rest.

        Raises TimeoutError if none is drawn within half a minute.
        """
        async with asyncio.timeout(30):
            while not any(view.has_picture for view in self.app.screen.query(FigureView)):
                await pilot.pause(0.05)
        await pilot.pause(0.3)

    def grab(self) -> list[list[Cell]]:
        """The cells of the screen as they are now."""
        return [list(_cells(strip)) for strip in self.app.screen._compositor.render_strips()]


def _cells(strip: Sequence[Segment]) -> Iterator[Cell]:
    for segment in strip:
        style = segment.style
        ink, ground = "#e6e6e6", "#000000"
        is_bold = False
        if style is not None:
            if style.color is not None and style.color.type is not ColorType.DEFAULT:
                ink = style.color.get_truecolor().hex
            if style.bgcolor is not None and style.bgcolor.type is not ColorType.DEFAULT:
                ground = style.bgcolor.get_truecolor().hex
            if style.reverse:
                ink, ground = ground, ink
            is_bold = bool(style.bold)
        for character in segment.text:
            yield Cell(character, ink, ground, is_bold)


def draw(rows: list[list[Cell]]) -> str:
    """The cells as SVG shapes: blocks as exact rectangles, so that no font leaves seams, and text as text."""
    width, height = CELL
    shapes = []
    for y, row in enumerate(rows):
        for first, last, ground in _runs([cell.ground for cell in row]):
            shapes.append(_rect(first * width, y * height, (last - first) * width, height, ground))
    for y, row in enumerate(rows):
        for half in (0, 1):
            dots = [
                cell.ink if (place := QUADRANTS.find(cell.text)) > 0 and place >> (2 * half + side) & 1 else ""
                for cell in row
                for side in (0, 1)
            ]
            for first, last, ink in _runs(dots):
                if ink:
                    left, right = first * width / 2, last * width / 2
                    shapes.append(_rect(left, y * height + half * height / 2, right - left, height / 2, ink))
        for first, last, (block, ink) in _runs([(cell.text, cell.ink) for cell in row]):
            if block in EIGHTHS[1:] and block not in QUADRANTS:
                high = height * EIGHTHS.index(block) / 8
                shapes.append(_rect(first * width, (y + 1) * height - high, (last - first) * width, high, ink))
        for begin, end, look in _runs([_look(cell) for cell in row]):
            # Blanks between two columns of a table are no text: a viewer might fold them.
            for words in WORDS.finditer("".join(cell.text for cell in row[begin:end])) if look else ():
                first, last = begin + words.start(), begin + words.end()
                weight = ' font-weight="bold"' if row[first].is_bold else ""
                place = f'x="{first * width}" y="{y * height + height * 0.72:g}" textLength="{(last - first) * width}"'
                shapes.append(f'<text {place} fill="{row[first].ink}"{weight}>{escape(words.group())}</text>')
    return "\n".join(shapes)


def _look(cell: Cell) -> tuple[str, bool] | None:
    return None if cell.text in QUADRANTS[1:] + EIGHTHS[1:] else (cell.ink, cell.is_bold)


def _runs(values: Sequence[T]) -> Iterator[tuple[int, int, T]]:
    first = 0
    for place in range(1, len(values) + 1):
        if place == len(values) or values[place] != values[first]:
            yield first, place, values[first]
            first = place


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>'


def svg(frames: Sequence[list[list[Cell]]], seconds_each: float = 1.0) -> str:
    """One picture, or several that follow each other for ever."""
    width, height = len(frames[0][0]) * CELL[0], len(frames[0]) * CELL[1]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="{CELL[1] * 0.78:g}"'
        f' shape-rendering="crispEdges" xml:space="preserve">'
    )
    if len(frames) == 1:
        return f"{head}\n{draw(frames[0])}\n</svg>\n"
    whole, share = len(frames) * seconds_each, 100 / len(frames)
    style = (
        f"<style>.f{{visibility:hidden;animation:f {whole:g}s step-end infinite}}"
        f"@keyframes f{{0%{{visibility:visible}}{share:.4f}%{{visibility:hidden}}}}</style>"
    )
    groups = [
        f'<g class="f" style="animation-delay:{number * seconds_each:g}s">\n{draw(frame)}\n</g>'
        for number, frame in enumerate(frames)
    ]
    return "\n".join([head, style, *groups, "</svg>"]) + "\n"


def find_plan(id: str) -> Plan:
    """The plan of a preset."""
    routine = load_catalogue().find_routine(id).value
    assert routine is not None
    return compile_plan(routine)


def find_step(plan: Plan, kind: StepKind, exercise: str, side: str | None = None) -> int:
    """The first step of a kind for an exercise, and a side."""
    return next(
        step.index
        for step in plan.steps
        if step.kind is kind
        and step.exercise.id == exercise
        and (side is None or (step.side is not None and step.side.value == side))
    )


async def shoot_picker(folder: Path) -> None:
    """The picker, with a routine chosen."""
    studio = Studio()
    async with studio.app.run_test(size=(100, 30)) as pilot:
        await studio.wait_for_figure(pilot)
        (folder / "picker.svg").write_text(svg([studio.grab()]), encoding="utf-8")


async def shoot_fit(folder: Path) -> None:
    """The fit page: a routine made shorter, one exercise left out."""
    studio = Studio()
    async with studio.app.run_test(size=(100, 30)) as pilot:
        await studio.wait_for_figure(pilot)
        await pilot.press("f", "8", "enter", *["down"] * 6, "space")
        await pilot.pause(0.4)
        (folder / "fit.svg").write_text(svg([studio.grab()]), encoding="utf-8")


async def shoot_builder(folder: Path) -> None:
    """The builder: a preset that is being changed."""
    studio = Studio()
    async with studio.app.run_test(size=(100, 30)) as pilot:
        await studio.wait_for_figure(pilot)
        await pilot.press("e")
        await pilot.pause(0.6)
        await pilot.press("down", "down", "down", "right", "right", "right")
        await pilot.pause(0.4)
        (folder / "builder.svg").write_text(svg([studio.grab()]), encoding="utf-8")


async def shoot_session(folder: Path) -> None:
    """The session: left, right, on the way, the clock alone; the summary; and all of it moving."""
    plan = find_plan("seven-stretches")
    left = find_step(plan, StepKind.WORK, "half-pigeon", "left")
    switch = find_step(plan, StepKind.SWITCH, "half-pigeon")
    right = find_step(plan, StepKind.WORK, "half-pigeon", "right")
    way = find_step(plan, StepKind.TRANSITION, "figure-four")
    hero = [
        *((left, second) for second in (24, 25, 26, 27, 28, 29)),
        *((switch, second) for second in (1, 3, 5, 7)),
        *((right, second) for second in (0, 1, 2, 3)),
        *((way, second) for second in (1, 2)),
    ]
    stills = {"left": (left, 6), "switch": (switch, 3), "right": (right, 12), "next": (way, 3)}
    studio = Studio(plan)
    async with studio.app.run_test(size=(100, 30)) as pilot:
        for name, (index, second) in stills.items():
            await studio.put(pilot, index, second)
            (folder / f"{name}.svg").write_text(svg([studio.grab()]), encoding="utf-8")
        await pilot.press("z")
        await pilot.pause()
        (folder / "zoomed.svg").write_text(svg([studio.grab()]), encoding="utf-8")
        await pilot.press("z")
        assert studio.engine is not None
        studio.clock.seconds = plan.seconds + 1
        studio.engine.look()
        await pilot.pause(0.6)
        (folder / "summary.svg").write_text(svg([studio.grab()]), encoding="utf-8")
    studio = Studio(plan)
    frames = []
    async with studio.app.run_test(size=(100, 30)) as pilot:
        for index, second in hero:
            await studio.put(pilot, index, second)
            frames.append(studio.grab())
    (folder / "hero.svg").write_text(svg(frames), encoding="utf-8")


async def main() -> None:
    """Make them all."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    await shoot_picker(folder)
    await shoot_fit(folder)
    await shoot_builder(folder)
    await shoot_session(folder)


if __name__ == "__main__":
    asyncio.run(main())

"""What is written to the terminal leaves the same screen as a whole paint would, and is less of it."""

from typing import Any

import pyte
import pytest
from rich.console import Console
from textual._compositor import ChopsUpdate
from textual.app import App, ComposeResult
from textual.containers import Container, Horizontal
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from hipflow.tui.compositor import ExactCompositor, ExactUpdate, write_exactly
from hipflow.tui.figures.reel import Reel
from hipflow.tui.themes import DARK, role_colours
from hipflow.tui.widgets.figure_view import FigureView
from tests.figure.samples import clips_of

Cell = tuple[str, str, str]


class Terminal:
    """A terminal that shows what is written to it."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)

    def write(self, text: str) -> None:
        """Take what goes to the terminal."""
        self._stream.feed(text)

    @property
    def cells(self) -> list[list[Cell]]:
        """What is seen: of an even cell its colour alone, however it was written."""
        lines = ([row[x] for x in range(self._screen.columns)] for _, row in sorted(self._screen.buffer.items()))
        return [[self._look_at(each) for each in line] for line in lines]

    def _look_at(self, cell: Any) -> Cell:
        if cell.data in " █":
            return " ", "", cell.bg if cell.data == " " else cell.fg
        return cell.data, cell.fg, cell.bg


class Room(App[None]):
    """A figure between two texts."""

    CSS = "Screen { background: $ground; } FigureView { width: 40; height: 18; } Static { width: 9; }"

    def get_css_variables(self) -> dict[str, str]:
        """The roles of the theme."""
        return {**super().get_css_variables(), **role_colours(DARK)}

    def get_default_screen(self) -> Screen[Any]:
        """A screen that writes only what changes."""
        screen = super().get_default_screen()
        write_exactly(screen)
        return screen

    def compose(self) -> ComposeResult:
        """A figure between two texts."""
        with Horizontal():
            yield Static("before")
            yield FigureView()
            yield Container(Static("after"))


def paint_whole(app: Room) -> Terminal:
    """What a whole paint shows."""
    terminal = Terminal(*app.size)
    console = Console(color_system="truecolor", force_terminal=True)
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        terminal.write(f"\x1b[{y + 1};1H{strip.render(console)}")
    return terminal


async def show_second(app: Room, pilot: Pilot[None], second: float, updates: list[ChopsUpdate]) -> None:
    """Let the figure change, and keep what is written for it."""
    app.query_one(FigureView).stand(second)
    app.query_one(Static).update(f"{second:.1f}")
    await pilot.pause()
    assert updates or second == 0


@pytest.mark.parametrize("exercise", ["leg-swings", "knee-drives", "half-pigeon"])
async def test_all_partial_paints_leave_what_a_whole_one_would(exercise: str, monkeypatch: pytest.MonkeyPatch) -> None:
    updates: list[ChopsUpdate] = []
    render = ExactCompositor.render_partial_update

    def note(compositor: ExactCompositor) -> ChopsUpdate | None:
        update = render(compositor)
        updates.extend([update] if update else [])
        return update

    monkeypatch.setattr(ExactCompositor, "render_partial_update", note)
    app = Room()
    async with app.run_test(size=(60, 18)) as pilot:
        app.query_one(FigureView).show(clips_of(exercise))
        await show_second(app, pilot, 0.0, updates)
        terminal, console = paint_whole(app), Console(color_system="truecolor", force_terminal=True)
        updates.clear()
        written = usual = 0
        second, reel = 0.0, Reel(clips_of(exercise))
        while second < 4:
            second += reel.shot_at(second).wait
            await show_second(app, pilot, second, updates)
            for update in updates:
                text = update.render_segments(console)
                terminal.write(text)
                written += len(text.encode())
                usual += len(
                    ChopsUpdate(update.chops, update.spans, update.chop_ends).render_segments(console).encode()
                )
            updates.clear()
            assert terminal.cells == paint_whole(app).cells

    assert written < 0.85 * usual


def test_nothing_to_paint_is_no_update() -> None:
    assert ExactCompositor().render_partial_update() is None
    assert issubclass(ExactUpdate, ChopsUpdate)

"""What a figure costs: pictures, ticks, memory, and a live session in a pty with and without it."""

import asyncio
import gc
import os
import platform
import statistics
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pexpect

from hipflow.core.plan import Plan, compile_plan
from hipflow.core.routine import Entry, Routine, Section
from hipflow.core.session import Session
from hipflow.engine import Engine
from hipflow.library.catalogue import load_catalogue
from hipflow.library.figures import load_figures

if TYPE_CHECKING:
    from textual.screen import Screen

    from hipflow.tui.figures.reel import Reel, Shot

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else 60.0
SIZE = 40, 18
MOVEMENTS = ("single-leg-deadlift", "half-pigeon", "it-band-roll", "sumo-squat", "runners-lunge", "leg-swings")
"""Worked in the live session, each for a sixth of the time."""


def measure_pictures() -> None:
    """CPU of a new picture and of a cached tick, and memory, for every exercise."""
    from textual.color import Color

    from hipflow.tui.figures.colours import choose_palette
    from hipflow.tui.figures.gallery import Gallery, Look
    from hipflow.tui.figures.reel import Reel
    from hipflow.tui.themes import DARK, role_colours

    figures = load_figures()
    roles = role_colours(DARK)
    palette = choose_palette(roles, Color.parse(roles["ground"]))
    gc.freeze()  # As the app does when it shows its first figure.
    new: list[float] = []
    ticks: list[float] = []
    memory: list[float] = []
    changes: list[float] = []
    for exercise in figures.list_ids():
        clips = figures.find_clips(exercise)
        assert clips is not None, exercise
        reel = Reel(clips)
        gallery = Gallery()
        seconds = list(_shots(reel, 2 * sum(clip.seconds for clip in clips.clips)))
        changes.append(len(seconds) / sum(shot.wait for shot in seconds))
        tracemalloc.start()
        before = None
        for shot in seconds:
            loop = gallery.find_loop(shot.clip, Look(*SIZE, "quad", palette), is_mirrored=False)
            loop.picture_at(shot.second)
        memory.append(tracemalloc.get_traced_memory()[0] / 2**20)
        tracemalloc.stop()
        gallery = Gallery()
        for shot in seconds:
            loop = gallery.find_loop(shot.clip, Look(*SIZE, "quad", palette), is_mirrored=False)
            is_new = shot.second not in loop._pictures
            began = time.process_time()
            picture = loop.picture_at(shot.second)
            if is_new:
                new.append((time.process_time() - began) * 1000)
        for shot in seconds * 2:
            began = time.process_time()
            now = reel.shot_at(shot.second)
            loop = gallery.find_loop(shot.clip, Look(*SIZE, "quad", palette), is_mirrored=False)
            picture = loop.picture_at(shot.second)
            if before is not None and len(before) == len(picture):
                gallery.find_changes(before, picture)
            now.clip.cue_at(now.second)
            ticks.append((time.process_time() - began) * 1000)
            before = picture
    print(f"at {SIZE[0]} by {SIZE[1]} cells, quadrants, {len(new)} pictures of {len(memory)} exercises:")
    print(f"  a new picture    median {statistics.median(new):.1f} ms, worst {max(new):.1f} ms")
    print(f"  a known picture  median {statistics.median(ticks):.2f} ms, worst {max(ticks):.2f} ms (without painting)")
    print(f"  changes a second median {statistics.median(changes):.1f}, most {max(changes):.1f}")
    print(f"  memory           median {statistics.median(memory):.2f} MiB an exercise, most {max(memory):.2f} MiB")


async def measure_ticks() -> None:
    """CPU of a tick whose picture is known, with all that Textual does to paint it, in a screen without a terminal."""
    from hipflow.tui.figures.reel import Reel
    from tests.tui.test_figure_view import Room

    figures = load_figures()
    app = Room()
    spent: list[float] = []
    async with app.run_test(size=SIZE):
        for name in MOVEMENTS:
            clips = figures.find_clips(name)
            assert clips is not None, name
            app.view.show(clips)
            shots = list(_shots(Reel(clips), 2 * sum(clip.seconds for clip in clips.clips)))
            seconds = [sum(shot.wait for shot in shots[:place]) for place in range(len(shots))]
            # One for all: Textual looks at the signature of each callback that is new to it. That is no part of a tick.
            painted = asyncio.Event()
            for _ in range(3):
                began = time.process_time()
                for second in seconds:
                    app.view.stand(second)
                    painted.clear()
                    app.screen.call_after_refresh(painted.set)
                    await painted.wait()
                last = (time.process_time() - began) / len(seconds) * 1000
            spent.append(last)
    print(f"  a known tick     median {statistics.median(spent):.2f} ms, worst {max(spent):.2f} ms, painting included")


def _shots(reel: "Reel", seconds: float) -> "Iterator[Shot]":
    second = 0.0
    while second < seconds:
        shot = reel.shot_at(second)
        yield shot
        second += shot.wait


def live_plan() -> Plan:
    """A session in which each of a few movements is worked for some seconds, one straight after the other."""
    from dataclasses import replace

    from hipflow.core.exercise import Phase

    known = load_catalogue().exercises
    each = max(1, round(SECONDS_LIVE / len(MOVEMENTS)))
    entries = []
    for name in MOVEMENTS:
        exercise = known.find_exercise(name)
        assert exercise is not None, name
        phase = exercise.phases[0].name
        entries.append(Entry(exercise=replace(exercise, phases=(Phase(phase, each),), switch=0), transition=0))
    return compile_plan(
        Routine(id="bench", name="Bench", sections=(Section(entries=tuple(entries)),), prep=0),
    )


SECONDS_LIVE = float(os.environ.get("BENCH_SECONDS", "12"))


def run_child(mode: str) -> None:
    """A live session on the real screen; `mode`: none, or pictures a second."""
    from textual.app import App

    from hipflow.tui.parts import FigureParts, LiveSession
    from hipflow.tui.screens.session import SessionScreen
    from hipflow.tui.themes import DARK, THEMES, role_colours
    from tests.tui.looking import RecordingSound

    library = load_figures()
    engine = Engine(Session(live_plan()))
    parts = FigureParts()
    if mode != "none":
        parts = FigureParts(find_clips=lambda each: library.find_clips(each.id), rate=int(mode))

    class BenchApp(App[None]):
        CSS_PATH = Path(__file__).parents[2] / "hipflow" / "tui" / "session.tcss"

        def __init__(self) -> None:
            super().__init__()
            for theme in THEMES:
                self.register_theme(theme)
            self.theme = DARK.name

        def get_css_variables(self) -> dict[str, str]:
            return {**super().get_css_variables(), **role_colours(self.current_theme)}

        async def on_mount(self) -> None:
            await self.push_screen(SessionScreen(LiveSession(engine, RecordingSound(), parts)), lambda _: self.exit())
            self.run_worker(engine.run())

    BenchApp().run()


def measure_live(columns: int, rows: int, seconds: float) -> None:
    """CPU and bytes a second of a live session in a pty: the same run, started together."""
    modes = ("none", "8", "12")
    children = {mode: _start(mode, columns, rows, seconds) for mode in modes}
    written = dict.fromkeys(modes, 0)
    cpu: dict[str, float] = {}
    began = dict.fromkeys(modes, 0.0)
    start_cpu = dict.fromkeys(modes, 0.0)
    opened = time.monotonic()
    warm, until = 2.5, opened + seconds
    while time.monotonic() < until - 0.5:
        for mode, child in children.items():
            try:
                size = len(child.read_nonblocking(65536, timeout=0.02))
            except (pexpect.TIMEOUT, pexpect.EOF):
                size = 0
            if time.monotonic() - opened > warm:
                if not began[mode]:
                    began[mode], start_cpu[mode] = time.monotonic(), _cpu_of(child.pid)
                    continue
                written[mode] += size
                cpu[mode] = _cpu_of(child.pid) - start_cpu[mode]
    print(f"a live session in {columns} by {rows}, {seconds:.0f} s, all at once:")
    for mode, child in children.items():
        took = time.monotonic() - began[mode]
        name = "without a figure" if mode == "none" else f"{mode} pictures a second"
        print(f"  {name:22} {cpu.get(mode, 0) / took * 100:5.2f} % of a core, {written[mode] / took / 1000:5.2f} KB/s")
        child.close(force=True)


def _start(mode: str, columns: int, rows: int, seconds: float):  # type: ignore[no-untyped-def] # pexpect has none
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "BENCH_SECONDS": str(seconds)}
    arguments = ["-m", "tests.benchmarks.bench_figure", "child", mode]
    return pexpect.spawn(sys.executable, arguments, dimensions=(rows, columns), env=environment, timeout=5)


def _cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used, to the nanosecond where the system tells."""
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
    except OSError:
        return 0.0


def run_tour() -> None:
    """Every picture of every clip in a room of 40 by 18 cells, as fast as they can be painted, each painted alone."""
    from textual.app import App, ComposeResult

    from hipflow.tui.compositor import write_exactly
    from hipflow.tui.figures.reel import Reel
    from hipflow.tui.themes import DARK, role_colours
    from hipflow.tui.widgets.figure_view import FigureView

    figures = load_figures()
    clips = [each for each in map(figures.find_clips, figures.list_ids()) if each]

    class TourApp(App[None]):
        CSS = "Screen { background: $ground; } FigureView { width: 40; height: 18; }"

        def get_css_variables(self) -> dict[str, str]:
            return {**super().get_css_variables(), **role_colours(DARK)}

        def get_default_screen(self) -> "Screen[Any]":
            screen = super().get_default_screen()
            write_exactly(screen)  # As all screens with a figure do.
            return screen

        def compose(self) -> ComposeResult:
            yield FigureView()

        def on_ready(self) -> None:
            self.run_worker(self.tour())

        async def tour(self) -> None:
            view = self.query_one(FigureView)
            for each in clips:
                length = 2 * sum(clip.seconds for clip in each.clips)
                view.show(each)
                second, reel = 0.0, Reel(each)
                while second < length:
                    view.stand(second)
                    second += reel.shot_at(second).wait
                    await view_painted(self)
            self.exit()

    async def view_painted(app: App[None]) -> None:
        painted = asyncio.Event()
        app.screen.call_after_refresh(painted.set)
        await painted.wait()

    TourApp().run()


def measure_bytes() -> None:
    """The bytes of all pictures of all clips in a pty, over the seconds that they take in a session."""
    figures = load_figures()
    found = [each for each in map(figures.find_clips, figures.list_ids()) if each]
    seconds = sum(2 * clip.seconds for each in found for clip in each.clips)
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    child = pexpect.spawn(
        sys.executable, ["-m", "tests.benchmarks.bench_figure", "tour"], dimensions=(18, 40), env=environment
    )
    written = 0
    while True:
        try:
            written += len(child.read_nonblocking(65536, timeout=20))
        except (pexpect.EOF, pexpect.TIMEOUT):
            break
    print(f"  written to a pty {written / seconds / 1000:.2f} KB/s over {seconds:.0f} s of loops, full paints included")


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        run_child(sys.argv[2])
    elif sys.argv[1:2] == ["tour"]:
        run_tour()
    else:
        print(f"Python {platform.python_version()}, {platform.machine()}")
        measure_pictures()
        asyncio.run(measure_ticks())
        measure_bytes()
        measure_live(120, 35, SECONDS)
        measure_live(80, 24, SECONDS)

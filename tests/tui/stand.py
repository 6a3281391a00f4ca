"""A stand for sessions: moments of a session to look at, and a screen whose clock a test moves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

import hipflow.tui
from hipflow.core.events import Command, Event
from hipflow.core.exercise import PerSide, Phase, Position, Sides, Tempo
from hipflow.core.plan import Plan, StepKind, compile_plan
from hipflow.core.record import Record
from hipflow.core.routine import Entry, Routine, Section
from hipflow.core.session import Session
from hipflow.engine import Engine
from hipflow.tui.director import scene_of
from hipflow.tui.parts import FigureParts, LiveSession
from hipflow.tui.progress import Progress, follow, progress_of
from hipflow.tui.scene import Scene, View
from hipflow.tui.screens.session import SessionScreen
from hipflow.tui.themes import DARK, THEMES, role_colours
from tests.builders import exercise
from tests.tui.looking import RecordingSound, seen

TIP = Phase("Tip forward and back", 30, "Tip toward the floor, then toward the ceiling")
BUTT_KICKS = replace(
    exercise("butt-kicks", seconds=30, sides=Sides.ALTERNATE, position=Position.STANDING),
    short_cue="Heels to your seat",
)
HALF_PIGEON = exercise("half-pigeon", seconds=30)
SIDE_STEPS = replace(
    exercise("side-steps", seconds=20, switch=3, position=Position.STANDING),
    side_labels=PerSide("moving left", "moving right"),
)
FOAM_ROLL = replace(
    exercise(
        "it-band-roll",
        phases=(Phase("Outer thigh", 30, "Roll slowly"), TIP),
        phase_gap=3,
        position=Position.SIDE_LYING,
        equipment=("mat", "foam-roller"),
    ),
    short_name="IT band roll",
)
FROG = replace(exercise("frog-stretch", seconds=150, sides=Sides.BOTH), short_cue="Knees wide, hips back")
EVENING = compile_plan(
    Routine(
        id="evening-hips",
        name="Evening hips",
        sections=(
            Section(entries=tuple(Entry(exercise=each) for each in (BUTT_KICKS, HALF_PIGEON, SIDE_STEPS, FOAM_ROLL))),
            Section(entries=(Entry(exercise=FROG),), name="Cool down", rounds=2, round_rest=20),
        ),
    )
)
"""Every kind of step and of sides."""


SUMO_SQUAT = replace(
    exercise("sumo-squat", sides=Sides.BOTH, position=Position.STANDING), short_cue="Sit back and down"
)
CLAMSHELLS = exercise("clamshells", position=Position.SIDE_LYING)
KNEE_DRIVES = replace(
    exercise("knee-drives", sides=Sides.ALTERNATE, position=Position.STANDING), short_cue="Hug, push, step"
)
WORKOUT = compile_plan(
    Routine(
        id="counted-hips",
        name="Counted hips",
        sections=(
            Section(
                entries=(
                    Entry(exercise=SUMO_SQUAT, reps=10, tempo=Tempo((2, 1, 1))),
                    Entry(exercise=CLAMSHELLS, reps=12, tempo=Tempo((1, 1, 1))),
                    Entry(exercise=KNEE_DRIVES, reps=10, tempo=Tempo((1.5,))),
                    Entry(exercise=HALF_PIGEON, is_open=True),
                )
            ),
        ),
    )
)
"""Work that is counted on all kinds of sides, and work that waits for a key."""


def find_start(kind: StepKind, exercise_id: str = "", *, side: str = "", plan: Plan = EVENING) -> int:
    """When the first step of this kind starts."""
    return next(
        step.start
        for step in plan.steps
        if step.kind is kind and exercise_id in ("", step.exercise.id) and side in ("", step.side and step.side.value)
    )


def work(exercise_id: str, side: str = "", *, plan: Plan = EVENING) -> int:
    """When an exercise is first worked."""
    return find_start(StepKind.WORK, exercise_id, side=side, plan=plan)


@dataclass(frozen=True)
class Moment:
    """A moment of the evening: when, what was asked then, and how many seconds later."""

    at: float
    commands: tuple[Command, ...] = ()
    later: float = 0.0
    view: View = field(default_factory=View)
    plan: Plan = EVENING


MOMENTS = {
    "ready": Moment(4),
    "swap": Moment(work("butt-kicks") + 13),
    "next": Moment(find_start(StepKind.TRANSITION, "it-band-roll") + 3),
    "left": Moment(work("half-pigeon", "left") + 6),
    "right": Moment(work("half-pigeon", "right") + 6),
    "nine": Moment(work("half-pigeon", "left") + 23),
    "last": Moment(work("half-pigeon", "left") + 28),
    "switch": Moment(find_start(StepKind.SWITCH, "half-pigeon") + 3),
    "gap": Moment(find_start(StepKind.GAP) + 1),
    "label": Moment(work("side-steps", "left") + 4),
    "both": Moment(work("frog-stretch") + 10),
    "both-later": Moment(work("frog-stretch") + 70),
    "rest": Moment(find_start(StepKind.REST) + 2),
    "paused": Moment(work("half-pigeon", "left") + 6, (Command.PAUSE,)),
    "paused-next": Moment(find_start(StepKind.TRANSITION, "it-band-roll") + 3, (Command.PAUSE,)),
    "count-in": Moment(work("half-pigeon", "left") + 6, (Command.PAUSE, Command.RESUME), 1),
    "asking": Moment(work("half-pigeon", "left") + 6, (Command.PAUSE,), view=View(is_asking=True)),
    "info": Moment(work("half-pigeon", "left") + 6, view=View(is_info=True)),
    "zoomed": Moment(work("half-pigeon", "right") + 6, view=View(is_zoomed=True)),
    "zoomed-next": Moment(find_start(StepKind.TRANSITION, "it-band-roll") + 3, view=View(is_zoomed=True)),
    "still-left": Moment(work("half-pigeon", "left") + 6, view=View(is_still=True)),
    "still-right": Moment(work("half-pigeon", "right") + 6, view=View(is_still=True)),
    "rep": Moment(work("sumo-squat", plan=WORKOUT) + 13, plan=WORKOUT),
    "rep-last": Moment(work("sumo-squat", plan=WORKOUT) + 38, plan=WORKOUT),
    "rep-left": Moment(work("clamshells", "left", plan=WORKOUT) + 7, plan=WORKOUT),
    "rep-right": Moment(work("clamshells", "right", plan=WORKOUT) + 32, plan=WORKOUT),
    "rep-swap": Moment(work("knee-drives", plan=WORKOUT) + 6, plan=WORKOUT),
    "rep-paused": Moment(work("sumo-squat", plan=WORKOUT) + 13, (Command.PAUSE,), plan=WORKOUT),
    "rep-zoomed": Moment(work("sumo-squat", plan=WORKOUT) + 13, view=View(is_zoomed=True), plan=WORKOUT),
    "open": Moment(work("half-pigeon", "left", plan=WORKOUT) + 20, plan=WORKOUT),
    "waiting": Moment(work("half-pigeon", "left", plan=WORKOUT) + 42, plan=WORKOUT),
    "waiting-long": Moment(work("half-pigeon", "left", plan=WORKOUT) + 160, plan=WORKOUT),
    "waiting-paused": Moment(work("half-pigeon", "left", plan=WORKOUT) + 42, (Command.PAUSE,), plan=WORKOUT),
    "waiting-still": Moment(work("half-pigeon", "left", plan=WORKOUT) + 42, view=View(is_still=True), plan=WORKOUT),
    "waiting-zoomed": Moment(work("half-pigeon", "left", plan=WORKOUT) + 42, view=View(is_zoomed=True), plan=WORKOUT),
    "still-next": Moment(find_start(StepKind.TRANSITION, "it-band-roll") + 3, view=View(is_still=True)),
}


def progress_at(name: str, plan: Plan | None = None) -> Progress:
    """How far its plan, or another one, is at one of these moments."""
    moment = MOMENTS[name]
    session = Session(plan or moment.plan, patience=1e9)
    progress = progress_of(session, 0.0)
    for event in (*session.handle(Command.START, 0.0), *session.advance(moment.at)):
        progress = follow(progress, event)
    for command in moment.commands:
        for event in session.handle(command, moment.at):
            progress = follow(progress, event)
    for event in session.advance(moment.at + moment.later):
        progress = follow(progress, event)
    return progress


def scene_at(name: str, plan: Plan | None = None) -> Scene:
    """What is to be seen of its plan, or of another one, at one of these moments."""
    return scene_of(progress_at(name, plan), replace(MOMENTS[name].view, ends_at="18:42"))


class RecordingEngine(Engine):
    """Keeps what is asked of it."""

    def __init__(self, plan: Plan) -> None:
        self.clock = 0.0
        self.asked: list[Command] = []
        super().__init__(Session(plan, patience=1e9), clock=lambda: self.clock)

    def send(self, command: Command) -> tuple[Event, ...]:
        """Keep it, and do it."""
        self.asked.append(command)
        return super().send(command)


class Theatre(App[None]):
    """An app with nothing but the session screen."""

    CSS_PATH = Path(hipflow.tui.__file__).parent / "session.tcss"

    def __init__(self, plan: Plan = EVENING, theme: str = DARK.name, figures: FigureParts | None = None) -> None:
        super().__init__()
        self.engine = RecordingEngine(plan)
        self.sound = RecordingSound()
        self.figures = figures or FigureParts()
        self.record: Record | None = None
        self.helped = 0
        self.loss = ""
        self.hint = ""
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme

    def get_css_variables(self) -> dict[str, str]:
        """The roles of the theme."""
        return {**super().get_css_variables(), **role_colours(self.current_theme)}

    def on_mount(self) -> None:
        """Show the session, and keep its record."""

        def keep(record: Record | None) -> None:
            self.record = record

        live = LiveSession(self.engine, self.sound, self.figures, hint=lambda: self.hint, loss=lambda: self.loss)
        self.push_screen(SessionScreen(live), keep)

    def action_help(self) -> None:
        """Count how often it was asked for."""
        self.helped += 1


class Stand:
    """A screen that shows a session, and its clock."""

    def __init__(self, app: Theatre, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def asked(self) -> list[str]:
        """What was asked of the session since it started."""
        return [command.value for command in self.app.engine.asked[1:]]

    @property
    def screen(self) -> SessionScreen:
        """The session screen."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, SessionScreen))

    async def run_until(self, seconds: float) -> None:
        """Let the session clock run, one due moment after the other."""
        engine = self.app.engine
        while (due := engine.session.next_due()) is not None and due <= seconds:
            engine.clock = due
            for event in engine.session.advance(due):
                self.screen.note_event(event)
        engine.clock = seconds
        await self.pilot.pause()

    async def ask(self, *commands: Command) -> None:
        """Ask something of the session from elsewhere."""
        for command in commands:
            self.app.engine.send(command)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def seen(self) -> str:
        """All that is to be read."""
        return seen(self.app)

    def shown(self, id: str) -> str:
        """What a part shows; empty when it is not on the screen."""
        plates: Any = self.app.screen.query(f"#{id}")
        if not plates or plates[0] not in self.app.screen._compositor.visible_widgets:
            return ""
        return "\n".join(plates[0].render_line(row).text for row in range(plates[0].size.height)).strip()


@asynccontextmanager
async def on_stage(
    at: float = 0.0,
    *,
    plan: Plan = EVENING,
    size: tuple[int, int] = (80, 24),
    theme: str = DARK.name,
    still: bool = False,
    figures: FigureParts | None = None,
) -> AsyncIterator[Stand]:
    """A session on a screen of this size that was started and ran until now."""
    app = Theatre(plan, theme, figures)
    if still:
        app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        stand = Stand(app, pilot)
        await stand.ask(Command.START)
        await stand.run_until(at)
        yield stand

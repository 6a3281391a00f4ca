"""Looking at screens: what a person would see of them, as text, and screens kept as text to be reviewed."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.app import App
from textual.color import Color
from textual.screen import Screen

from hipflow.core.events import Event, Finished, Stopped
from hipflow.core.exercise import Position, Sides
from hipflow.core.plan import Plan
from hipflow.core.record import Record
from hipflow.core.routine import Entry, Routine, Section
from hipflow.core.session import Session
from hipflow.engine import Engine
from hipflow.library.collection import outline_routine
from hipflow.library.folders import NO_STAMP
from hipflow.library.listings import Listing, Source
from hipflow.library.problems import Problem
from hipflow.tui.cards import Card, Library
from hipflow.tui.parts import LiveSession, Parts
from tests.builders import exercise

SCREENS = Path(__file__).parent / "screens"


def seen(app: App[Any]) -> str:
    """The text on the screen, line by line, without blanks at the end."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def seen_lines(app: App[Any]) -> list[str]:
    """The lines of the screen."""
    return seen(app).split("\n")


def ground_at(app: App[Any], column: int, row: int) -> Color:
    """The background colour of a cell."""
    style = app.screen.get_style_at(column, row)
    return Color.from_rich_color(style.bgcolor)


def check_screen(app: App[Any], name: str) -> None:
    """Compare the screen with the one that is kept under this name; UPDATE_DUMPS=1 keeps it anew."""
    file = SCREENS / f"{name}.txt"
    now = seen(app) + "\n"
    if os.environ.get("UPDATE_DUMPS"):
        file.write_text(now, encoding="utf-8")
    assert now == file.read_text(encoding="utf-8")


class RecordingSound:
    """A sound that only remembers what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    @property
    def status(self) -> str:
        """It is heard."""
        return "on"

    @property
    def is_muted(self) -> bool:
        """Was it muted an odd number of times?"""
        return self.asked.count("mute") % 2 == 1

    @property
    def volume(self) -> int:
        """Per cent."""
        return 70 + 10 * (self.asked.count("volume +1") - self.asked.count("volume -1"))

    @property
    def has_voice(self) -> bool:
        """Was the voice switched an even number of times?"""
        return self.asked.count("voice") % 2 == 0

    def toggle_mute(self) -> None:
        """Remember it."""
        self.asked.append("mute")

    def toggle_voice(self) -> None:
        """Remember it."""
        self.asked.append("voice")

    def change_volume(self, by: int) -> None:
        """Remember it."""
        self.asked.append(f"volume {by:+}")

    def close(self) -> None:
        """Remember it."""
        self.asked.append("close")


class SessionMaker:
    """Opens sessions whose clock stands still unless a test moves it, and keeps them."""

    def __init__(self) -> None:
        self.now = 0.0
        self.opened: list[LiveSession] = []
        self.sounds: list[RecordingSound] = []

    @property
    def plans(self) -> list[Plan]:
        """The plans that were opened."""
        return [live.engine.session.plan for live in self.opened]

    def __call__(self, plan: Plan) -> LiveSession:
        """A session of a plan."""
        self.sounds.append(RecordingSound())
        engine = Engine(Session(plan, patience=1e9), clock=lambda: self.now)
        self.opened.append(LiveSession(engine, self.sounds[-1]))
        return self.opened[-1]


class StandIn(Screen[Record | None]):
    """Shows nothing of a session; leaves with its record when it is over, as the real screen does."""

    def __init__(self, live: LiveSession) -> None:
        super().__init__()
        self.live = live
        self.was_asked_to_stop = 0

    def on_mount(self) -> None:
        """Begin to listen."""
        self.live.engine.listen(self.note_event)

    def note_event(self, event: Event) -> None:
        """Leave when it is over."""
        if isinstance(event, Finished | Stopped):
            self.dismiss(self.live.engine.record())

    def action_ask_to_stop(self) -> None:
        """Remember it."""
        self.was_asked_to_stop += 1


def preset(
    id: str, name: str, *entries: Entry, tags: Sequence[str] = (), description: str = "", **section: Any
) -> Routine:
    """A routine of one section, as the presets are."""
    return Routine(
        id=id, name=name, sections=(Section(entries=entries, **section),), description=description, tags=tuple(tags)
    )


def stretch(name: str, seconds: int = 30, sides: Sides = Sides.EACH, *kit: str) -> Entry:
    """An entry of a stretch with this name."""
    id = name.lower().replace(" ", "-")
    made = exercise(id, name=name, seconds=seconds, sides=sides, equipment=kit, position=Position.SUPINE)
    return Entry(exercise=replace(made, short_name=name.replace(" foam", "")))


def make_card(routine: Routine, *, is_mine: bool = False) -> Card:
    """The card of a routine that has been read already."""
    source = Source.USER if is_mine else Source.PRESET
    listing = Listing(source, "routines", f"{routine.id}.yaml", NO_STAMP, routine.id)
    return Card(outline_routine(routine, listing), routine)


def make_broken_card(id: str, *problems: Problem) -> Card:
    """The card of one's own file that has these problems."""
    return Card(Listing(Source.USER, "routines", f"{id}.yaml", NO_STAMP, id, problems=problems))


WARM_UP = preset(
    "pre-run",
    "Pre-run warm-up",
    stretch("Butt kicks", 30, Sides.ALTERNATE),
    stretch("Leg swings", 15),
    tags=("pre-run",),
    description="Standing drills only, for after a few minutes of easy jogging.",
)
STRETCHES = preset(
    "stretches",
    "The seven stretches",
    stretch("Half pigeon", 30, Sides.EACH, "mat"),
    stretch("Frog stretch", 45, Sides.BOTH, "mat"),
    stretch("IT band foam roll", 60, Sides.EACH, "mat", "foam-roller"),
    tags=("post-run",),
    description="Held stretches, then foam roller, from kneeling down to the floor.",
)
STRENGTH = preset(
    "strength",
    "Hip strength",
    stretch("Sumo squat", 40, Sides.BOTH),
    stretch("Clamshells", 40, Sides.EACH, "mat"),
    tags=("strength",),
    rounds=3,
    round_rest=30,
)
DESK = preset("desk", "Desk break", stretch("Knee drives", 30, Sides.BOTH), tags=("desk",))
ROUTINES = (WARM_UP, STRETCHES, STRENGTH, DESK)
CARDS = tuple(make_card(routine) for routine in ROUTINES)


def many_cards(count: int) -> tuple[Card, ...]:
    """So many routines of one's own, each with a number in its name."""
    return tuple(
        make_card(preset(f"mine-{number}", f"Evening hips {number}", stretch("Half pigeon")), is_mine=True)
        for number in range(1, count + 1)
    )


def parts(*cards: Card, open_session: SessionMaker | None = None, **wishes: Any) -> Parts:
    """Parts with these cards, or four presets, and sessions that stand still."""
    return Parts(
        read_library=lambda: Library(cards or CARDS),
        open_session=open_session or SessionMaker(),
        **wishes,
    )

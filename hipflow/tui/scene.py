"""What is to be seen of a session, as one value that knows no screen."""

from dataclasses import dataclass, replace
from enum import Enum

from hipflow.core.exercise import Side
from hipflow.core.plan import Plan, Step
from hipflow.tui.dial import Dial

LAST_SECONDS = 3
"""The seconds at the end of a step that are counted down aloud."""


class Lit(Enum):
    """Which part of the field is lit. Upright cut: a side is worked; level cut: nobody works now."""

    LEFT = "left"
    RIGHT = "right"
    WHOLE = "whole"
    """Both sides at once."""
    HALVES = "halves"
    """Both sides in turn: two lit halves with a slash between them."""
    ABOVE = "above"
    """Over the name of what comes next."""

    @property
    def is_one_side(self) -> bool:
        """Is there an unlit half?"""
        return self is Lit.LEFT or self is Lit.RIGHT


class Tone(Enum):
    """The role of the light."""

    WORK = "work"
    HOT = "hot"
    SWITCH = "switch"
    MOVE = "move"
    REST = "rest"
    READY = "ready"
    OFF = "off"


class Emblem(Enum):
    """What stands in the middle of the unlit half."""

    FIGURE = "figure"
    CHEVRONS = "chevrons"
    BARS = "bars"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class View:
    """How a person chose to look at it, and what is not as usual."""

    is_asking: bool = False
    """Does the screen ask whether to stop?"""
    is_info: bool = False
    """Are the usual mistake and the ways to make it easier and harder shown?"""
    is_zoomed: bool = False
    """Is nothing shown but clock and side?"""
    is_still: bool = False
    """Does the clock stay where it is when the side changes?"""
    is_locked: bool = False
    sound: str = ""
    """A word on the sound when it is not on."""
    loss: str = ""
    """Why the session is not being kept, in a few words; empty: it is."""
    ends_at: str = ""
    """The time of day at which the session ends; empty while that cannot be told."""
    late: str = ""
    """A sentence on how late it would end, and what a key can do about it, while it is paused; empty: in time."""
    offer: str = ""
    """That key and its deed, for the foot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One moment of a session, ready to be laid out."""

    step: Step
    plan: Plan
    lit: Lit
    tone: Tone
    seconds: int
    """Whole seconds left, or beyond those that were expected."""
    dial: Dial
    """What the clock shows."""
    bars: int | None
    """How many of the three bars of the last seconds are lit; None before them."""
    rise: int | None
    """How many thirds of the light have risen in the count-in; None outside of it."""
    word: str
    """What stands beside the clock: the side, or NEXT, READY, REST."""
    other_word: str
    """What stands there when it is the other side's turn."""
    first_side: Side | None
    """The side that begins, while nobody works."""
    heading: str
    is_heading_lit: bool
    """Does the heading say what to do now, in the colour of the light?"""
    emblem: Emblem
    bright: int
    """How many of the three chevrons are bright."""
    short_cue: str
    """The cue for big letters."""
    cues: tuple[str, ...] = ()
    """All that take turns with it while a figure moves, itself among them; empty where it stays."""
    lines: tuple[str, ...]
    """The sentences to read, the most important first."""
    turns: tuple[str, ...]
    """All that take turns as the last of them, so that room can be kept for the longest."""
    line: str
    """The one to read where there is room for one."""
    fetch: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]
    """Key and what it does; empty while someone is holding a stretch."""
    position: tuple[str, ...]
    then: tuple[str, ...]
    seconds_in_all: int
    is_about: bool
    """Does a step that is on or to come wait for a key, so that nobody knows how long all of it takes?"""
    notice: str
    view: View


def follow_figure(scene: Scene, cue: str, cues: tuple[str, ...]) -> Scene:
    """The same moment with the words of the figure in place of the cue while something is worked; `cues`: all."""
    is_moving = scene.step.is_work and scene.tone is not Tone.OFF and scene.rise is None
    if not cue or not is_moving or scene.view.is_info:
        return scene
    return replace(scene, short_cue=cue, cues=cues)

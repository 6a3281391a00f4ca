"""What is to be seen of a session, as one value that knows no screen."""

from dataclasses import dataclass, replace
from enum import Enum

from hipflow.core.exercise import PerSide, Side, Sides
from hipflow.core.plan import Plan, Step, StepKind
from hipflow.core.session import State
from hipflow.tui.dial import Dial, read_dial
from hipflow.tui.progress import Progress
from hipflow.tui.wording import position_texts, shown_name, side_word, then_texts

LAST_SECONDS = 3
"""The seconds at the end of a step that are counted down aloud."""
SECONDS_A_LINE = 5
"""How long a line of instruction stands at least."""

KEYS = (
    ("Space", "pause"),
    ("→", "skip"),
    ("←", "back"),
    ("+", "longer"),
    ("q", "stop"),
    ("?", "all keys"),
)
KEYS_PAUSED = (
    ("→", "skip"),
    ("←", "back"),
    ("r", "again"),
    ("s", "other side"),
    ("+", "longer"),
    ("-", "shorter"),
    ("i", "tips"),
    ("q", "stop"),
    ("?", "all keys"),
)


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


_TONES = {
    StepKind.WORK: Tone.WORK,
    StepKind.SWITCH: Tone.SWITCH,
    StepKind.GAP: Tone.SWITCH,
    StepKind.TRANSITION: Tone.MOVE,
    StepKind.REST: Tone.REST,
    StepKind.PREPARE: Tone.READY,
}
_WORDS = {StepKind.TRANSITION: "NEXT", StepKind.REST: "REST", StepKind.PREPARE: "READY"}


def scene_of(progress: Progress, view: View) -> Scene:
    """What is to be seen of a session that is so far."""
    step, state = progress.step, progress.state
    is_paused, is_counting_in = state is State.PAUSED, state is State.COUNTING_IN
    is_leading = step.kind in _WORDS
    seconds = progress.count if is_counting_in else abs(progress.seconds)
    is_last = seconds <= LAST_SECONDS and state is State.RUNNING and not step.is_open
    return Scene(
        step=step,
        plan=progress.plan,
        lit=Lit.ABOVE if is_leading else _lit(step),
        tone=_tone(progress, is_last=is_last),
        seconds=seconds,
        dial=read_dial(progress),
        bars=seconds if is_last else None,
        rise=LAST_SECONDS + 1 - seconds if is_counting_in else None,
        word=_word(progress),
        other_word=side_word(step, step.side.other) if step.side else "",
        first_side=step.side if is_leading else None,
        heading=_heading(progress, view),
        is_heading_lit=not is_paused and (step.kind in (StepKind.SWITCH, StepKind.GAP) or _is_waiting(progress)),
        emblem=_emblem(progress, view),
        bright=min(LAST_SECONDS, progress.elapsed + 1),
        short_cue="" if is_paused or view.is_info else short_cue(step),
        lines=_lines(progress, view),
        turns=_list_instructions(step) if step.is_work and state is State.RUNNING and not view.is_info else (),
        line=_line(progress, view),
        fetch=() if step.is_work else step.fetch,
        keys=_keys(progress, view),
        position=position_texts(step, progress.plan),
        then=_then(progress, view),
        seconds_in_all=progress.seconds_in_all,
        is_about=progress.plan.is_open_from(step.index),
        notice=progress.notice,
        view=view,
    )


def follow_figure(scene: Scene, cue: str, cues: tuple[str, ...]) -> Scene:
    """The same moment with the words of the figure in place of the cue while something is worked; `cues`: all."""
    is_moving = scene.step.is_work and scene.tone is not Tone.OFF and scene.rise is None
    if not cue or not is_moving or scene.view.is_info:
        return scene
    return replace(scene, short_cue=cue, cues=cues)


def short_cue(step: Step) -> str:
    """The cue of a step in about 18 letters; empty where there is none."""
    if step.phase.name:
        return step.phase.name
    return _for_side(step.exercise.short_cues, step) or step.exercise.short_cue


def side_cue(step: Step) -> str:
    """How to get into place for the side of a step, as a sentence; empty where there is none."""
    return _sentence(_for_side(step.exercise.side_cues, step))


def instruction_at(progress: Progress) -> str:
    """The line of instruction for this moment: they follow each other evenly over the step."""
    lines = _list_instructions(progress.step)
    if not lines:
        return ""
    each = max(SECONDS_A_LINE, round(progress.length) // len(lines))
    return lines[min(len(lines) - 1, progress.elapsed // each)]


def _list_instructions(step: Step) -> tuple[str, ...]:
    return _kept(*map(_sentence, (step.phase.cue, *step.exercise.instructions, step.exercise.cue, step.note)))


def _is_waiting(progress: Progress) -> bool:
    """Is a key waited for, and nothing else?"""
    return progress.is_waiting and progress.state is State.RUNNING


def _tone(progress: Progress, *, is_last: bool) -> Tone:
    if progress.state is State.PAUSED:
        return Tone.OFF
    if _is_waiting(progress):
        return Tone.READY
    return Tone.HOT if is_last and progress.step.is_work else _TONES[progress.step.kind]


def _lit(step: Step) -> Lit:
    if step.side is not None:
        return Lit.LEFT if step.side is Side.LEFT else Lit.RIGHT
    return Lit.HALVES if step.sides is Sides.ALTERNATE else Lit.WHOLE


def _word(progress: Progress) -> str:
    step = progress.step
    if step.kind not in _WORDS:
        return side_word(step, step.side)
    return "PAUSED" if progress.state is State.PAUSED else _WORDS[step.kind]


def _heading(progress: Progress, view: View) -> str:
    step = progress.step
    if view.is_asking:
        return "Stop here?"
    if progress.state is State.PAUSED and step.kind not in _WORDS:
        return "Paused"
    if progress.state is State.COUNTING_IN:
        return "Get set"
    if _is_waiting(progress):
        return "Done? Space"
    if step.kind is StepKind.SWITCH:
        return "Switch"
    return "Change" if step.kind is StepKind.GAP else shown_name(step)


def _emblem(progress: Progress, view: View) -> Emblem:
    if view.is_asking or view.is_info:
        return Emblem.NOTHING
    if progress.state is State.PAUSED:
        return Emblem.BARS
    return Emblem.CHEVRONS if progress.step.kind is StepKind.SWITCH else Emblem.FIGURE


def _lines(progress: Progress, view: View) -> tuple[str, ...]:
    step, exercise = progress.step, progress.step.exercise
    if view.is_asking:
        return (f"{_tell_loss(view)}." if view.loss else "What you held is kept.", "Enter stops. Escape goes on.")
    if view.is_info:
        info = (("Watch out", exercise.mistake), ("Easier", exercise.easier), ("Harder", exercise.harder))
        return tuple(f"{title}: {_sentence(text)}" for title, text in info if text)
    if progress.state is State.PAUSED:
        how = "Space goes on: 3, 2, 1 first." if step.is_work else "Space goes on."
        if view.late:
            return (view.late, how)
        kept = f"{_tell_loss(view)}." if view.loss else "Nothing is lost."
        return ("You were away.", kept, how) if progress.is_away else (how, kept)
    if progress.state is State.COUNTING_IN:
        return _kept(f"{shown_name(step)}.", side_cue(step))
    match step.kind:
        case StepKind.WORK if _is_waiting(progress):
            return ("Take your time: any key goes on.", instruction_at(progress))
        case StepKind.WORK if step.is_open:
            return _kept(side_cue(step), instruction_at(progress), "Space when you are done.")
        case StepKind.WORK:
            return _kept(side_cue(step), instruction_at(progress))
        case StepKind.REST:
            return _kept(f"Round {step.round} of {step.rounds} comes next. Breathe.", side_cue(step))
        case StepKind.GAP:
            return _kept(_sentence(step.phase.name), _sentence(step.phase.cue))
        case StepKind.SWITCH:
            return _kept(side_cue(step))
        case _:
            return _kept(side_cue(step), _sentence(exercise.instructions[0] if exercise.instructions else ""))


def _tell_loss(view: View) -> str:
    return f"Not kept: {view.loss}"


def _line(progress: Progress, view: View) -> str:
    """The first of the lines; once a hold has begun, what to do now, and while counting in how to get into place."""
    lines = _lines(progress, view)
    is_holding = progress.step.is_work and progress.state is State.RUNNING and progress.elapsed >= SECONDS_A_LINE
    is_last_wanted = is_holding or progress.state is State.COUNTING_IN
    return next(iter(lines[-1:] if is_last_wanted and not view.is_info else lines), "")


def _keys(progress: Progress, view: View) -> tuple[tuple[str, str], ...]:
    if view.is_asking:
        return ()
    if progress.state is State.PAUSED:
        return (("→", "done"), *KEYS_PAUSED[1:]) if progress.step.is_open else KEYS_PAUSED
    return KEYS if progress.step.kind is StepKind.PREPARE else ()


def _then(progress: Progress, view: View) -> tuple[str, ...]:
    if view.is_asking:
        return ("Enter stop · Esc go on", "Enter stop")
    if progress.state is State.PAUSED:
        # While somebody works, the sentence on it tells the key too; on the way to it there is none.
        alone = (view.offer,) if progress.step.kind in _WORDS else ()
        return (*((f"Space go on · {view.offer}", *alone) if view.offer else ()), "Space go on")
    then = then_texts(progress.step, progress.plan)
    if progress.step.is_open and progress.state is State.RUNNING:
        return (*(f"Space when done, {text}" for text in then), "Space when done")
    return then


def _for_side(texts: PerSide | None, step: Step) -> str:
    return texts[step.side] if texts and step.side else ""


def _sentence(text: str) -> str:
    """A text with a full stop, unless it ends with a mark of its own."""
    return f"{text}." if text and text[-1].isalnum() else text


def _kept(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)

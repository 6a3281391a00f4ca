"""The captions of a scene: what is told in words at one moment of a session, beside the clock and in the foot."""

from typing import Final

from hipflow.core.exercise import PerSide
from hipflow.core.plan import Step, StepKind
from hipflow.core.session import State
from hipflow.tui.progress import Progress
from hipflow.tui.scene import View
from hipflow.tui.wording import LAST, shown_name, side_word, then_texts

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
LEADING_WORDS: Final = {StepKind.TRANSITION: "NEXT", StepKind.REST: "REST", StepKind.PREPARE: "READY"}
"""Steps in which nobody works, and what stands beside their clock."""


def is_waiting(progress: Progress) -> bool:
    """Is a key waited for, and nothing else?"""
    return progress.is_waiting and progress.state is State.RUNNING


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
    lines = list_instructions(progress.step)
    if not lines:
        return ""
    each = max(SECONDS_A_LINE, round(progress.length) // len(lines))
    return lines[min(len(lines) - 1, progress.elapsed // each)]


def list_instructions(step: Step) -> tuple[str, ...]:
    """All lines of instruction of a step, as sentences."""
    return _kept(*map(_sentence, (step.phase.cue, *step.exercise.instructions, step.exercise.cue, step.note)))


def tell_word(progress: Progress) -> str:
    """What stands beside the clock: the side, or NEXT, READY, REST, PAUSED."""
    step = progress.step
    if step.kind not in LEADING_WORDS:
        return side_word(step, step.side)
    return "PAUSED" if progress.state is State.PAUSED else LEADING_WORDS[step.kind]


def tell_heading(progress: Progress, view: View) -> str:
    """What stands above what is to be done: the name, or what is going on in its place."""
    step = progress.step
    if view.is_asking:
        return "Stop here?"
    if progress.state is State.PAUSED and step.kind not in LEADING_WORDS:
        return "Paused"
    if progress.state is State.COUNTING_IN:
        return "Get set"
    if is_waiting(progress):
        return "Done? Space"
    if step.kind is StepKind.SWITCH:
        return "Switch"
    return "Change" if step.kind is StepKind.GAP else shown_name(step)


def tell_lines(progress: Progress, view: View) -> tuple[str, ...]:
    """The sentences to read, the most important first."""
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
        return (" ".join(_kept(f"{shown_name(step)}.", side_cue(step))),)
    match step.kind:
        case StepKind.WORK if is_waiting(progress):
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


def tell_line(progress: Progress, view: View) -> str:
    """The first of the lines; once a hold has begun, what to do now; tips follow each other."""
    lines = tell_lines(progress, view)
    if not lines:
        return ""
    turns = progress.elapsed // SECONDS_A_LINE if progress.state is State.RUNNING else 0
    if view.is_info:
        return lines[turns % len(lines)]
    return lines[-1 if progress.step.is_work and turns else 0]


def tell_keys(progress: Progress, view: View) -> tuple[tuple[str, str], ...]:
    """Keys and what they do; none while someone is holding a stretch."""
    if view.is_asking:
        return ()
    if progress.state is State.PAUSED:
        return (("→", "done"), *KEYS_PAUSED[1:]) if progress.step.is_open else KEYS_PAUSED
    return KEYS if progress.step.kind is StepKind.PREPARE else ()


def tell_then(progress: Progress, view: View) -> tuple[str, ...]:
    """What comes next, or which key goes on, from the fullest to the shortest."""
    if view.is_asking:
        return ("Enter stop · Esc go on", "Enter stop")
    if progress.state is State.PAUSED:
        # While somebody works, the sentence on it tells the key too; on the way to it there is none.
        alone = (view.offer,) if progress.step.kind in LEADING_WORDS else ()
        return (*((f"Space go on · {view.offer}", *alone) if view.offer else ()), "Space go on")
    then = then_texts(progress.step, progress.plan)
    if progress.step.is_open and progress.state is State.RUNNING:
        # Of the last one it would say done twice.
        return (*(f"Space when done, {text}" for text in then if text != LAST), "Space when done")
    return then


def _for_side(texts: PerSide | None, step: Step) -> str:
    return texts[step.side] if texts and step.side else ""


def _sentence(text: str) -> str:
    """A text with a full stop, unless it ends with a mark of its own."""
    return f"{text}." if text and text[-1].isalnum() else text


def _kept(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)

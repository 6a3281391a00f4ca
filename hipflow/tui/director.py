"""The director of a scene: which part of the field is lit, in what tone, and what stands on it."""

from hipflow.core.exercise import Sides
from hipflow.core.plan import Step, StepKind
from hipflow.core.session import State
from hipflow.tui.captions import (
    LEADING_WORDS,
    is_waiting,
    list_instructions,
    short_cue,
    tell_heading,
    tell_keys,
    tell_line,
    tell_lines,
    tell_then,
    tell_word,
)
from hipflow.tui.dial import read_dial
from hipflow.tui.progress import Progress
from hipflow.tui.scene import LAST_SECONDS, Emblem, Lit, Scene, Tone, View
from hipflow.tui.wording import position_texts, side_word

_TONES = {
    StepKind.WORK: Tone.WORK,
    StepKind.SWITCH: Tone.SWITCH,
    StepKind.GAP: Tone.SWITCH,
    StepKind.TRANSITION: Tone.MOVE,
    StepKind.REST: Tone.REST,
    StepKind.PREPARE: Tone.READY,
}


def scene_of(progress: Progress, view: View) -> Scene:
    """What is to be seen of a session that is so far."""
    step, state = progress.step, progress.state
    is_paused, is_counting_in = state is State.PAUSED, state is State.COUNTING_IN
    is_leading = step.kind in LEADING_WORDS
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
        word=tell_word(progress),
        other_word=side_word(step, step.side.other) if step.side else "",
        first_side=step.side if is_leading else None,
        heading=tell_heading(progress, view),
        is_heading_lit=not is_paused and (step.kind in (StepKind.SWITCH, StepKind.GAP) or is_waiting(progress)),
        emblem=_emblem(progress, view),
        bright=min(LAST_SECONDS, progress.elapsed + 1),
        short_cue="" if is_paused or view.is_info else short_cue(step),
        lines=tell_lines(progress, view),
        turns=list_instructions(step) if step.is_work and state is State.RUNNING and not view.is_info else (),
        line=tell_line(progress, view),
        fetch=() if step.is_work or view.is_asking else step.fetch,
        keys=tell_keys(progress, view),
        position=position_texts(step, progress.plan),
        then=tell_then(progress, view),
        seconds_in_all=progress.seconds_in_all,
        is_about=progress.plan.is_open_from(step.index),
        notice=progress.notice,
        view=view,
    )


def _tone(progress: Progress, *, is_last: bool) -> Tone:
    if progress.state is State.PAUSED:
        return Tone.OFF
    if is_waiting(progress):
        return Tone.READY
    return Tone.HOT if is_last and progress.step.is_work else _TONES[progress.step.kind]


def _lit(step: Step) -> Lit:
    if step.side is not None:
        return Lit(step.side.value)
    return Lit.HALVES if step.sides is Sides.ALTERNATE else Lit.WHOLE


def _emblem(progress: Progress, view: View) -> Emblem:
    if view.is_asking or view.is_info:
        return Emblem.NOTHING
    if progress.state is State.PAUSED:
        return Emblem.BARS
    return Emblem.CHEVRONS if progress.step.kind is StepKind.SWITCH else Emblem.FIGURE

"""Every sound has a visible twin: in the moment it begins, the screen changes by more than the seconds of a clock."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from hipflow.core.beeps import find_half
from hipflow.core.events import Command
from hipflow.core.exercise import Sides
from hipflow.core.plan import StepKind, compile_plan
from hipflow.core.score import hear
from hipflow.core.session import Session, State
from hipflow.core.sounds import Sound
from hipflow.library.catalogue import load_catalogue
from hipflow.tui.composition.compose import compose_picture
from hipflow.tui.director import scene_of
from hipflow.tui.progress import follow, progress_of
from hipflow.tui.room import Room
from hipflow.tui.scene import Lit, Scene, Tone, View
from tests.builders import counted, hold, open_hold, plan

PRESETS = {routine.id: compile_plan(routine) for routine in load_catalogue().read_routines()}
COUNTED = {
    "counted": plan(
        counted(reps=10, tempo=1.5, sides=Sides.EACH), counted(reps=5, tempo=4), counted(reps=12, tempo=4), hold()
    ),
    "open": plan(open_hold("half-pigeon", sides=Sides.EACH), open_hold(seconds=50), counted(), open_hold()),
}


SIZES = (Room(40, 12), Room(80, 24), Room(120, 35))
TWINS: dict[Sound, Callable[[Scene, Scene], bool]] = {
    Sound.COUNT: lambda _, now: now.bars == now.seconds if now.rise is None else now.rise == 4 - now.seconds,
    Sound.START: lambda before, now: now.step.is_work and (before.step is not now.step or before.rise is not None),
    Sound.SWITCH: lambda before, now: now.lit is not before.lit and now.word != before.word,
    Sound.REST: lambda _, now: now.lit is Lit.ABOVE and now.tone in (Tone.MOVE, Tone.REST, Tone.READY),
    Sound.HALF: lambda before, now: now.notice == "half way" != before.notice,
    Sound.REP: lambda before, now: now.dial.digits != before.dial.digits,
    Sound.ZERO: lambda before, now: (
        now.heading == "Done? Space" != before.heading
        if now.step is before.step
        else before.bars == 1 or before.step.is_open
    ),
}
"""What is seen in place of each sound. That of the finish is the summary."""


def test_no_sound_is_without_a_twin() -> None:
    assert {*TWINS, Sound.FINISH} == set(Sound)


def differ(before: Scene, now: Scene) -> bool:
    """Does a person see at every size that something has changed, who reads no seconds and sees no colours?"""
    still = replace(now, seconds=before.seconds, dial=before.dial, seconds_in_all=before.seconds_in_all)
    pictures = [(compose_picture(before, room), compose_picture(still, room)) for room in SIZES]
    # Not the tone: it is a colour, which not every terminal shows and not every eye tells from another.
    return all((one.shape, one.pieces) != (other.shape, other.pieces) for one, other in pictures)


@pytest.mark.parametrize("id", [*PRESETS, *COUNTED])
def test_whatever_is_heard_is_seen(id: str) -> None:
    plan, view = {**PRESETS, **COUNTED}[id], View()
    session = Session(plan)
    progress = progress_of(session, 0.0)
    seen = scene_of(progress, view)
    heard: set[Sound] = set()
    events = session.handle(Command.START, 0.0)
    paused_in: set[int] = set()
    while events:
        for event in events:
            before = progress
            progress = follow(progress, event)
            if progress.state is State.FINISHED:
                heard |= {cue.sound for cue in hear(event, plan, before.step, before.length) if cue.sound}
                continue  # the summary is its twin
            cues = hear(event, plan, progress.step, progress.length)
            scene = scene_of(progress, view)
            for cue in cues:
                if cue.sound:
                    assert TWINS[cue.sound](seen, scene), f"{cue.sound} of {event} is heard and not seen"
                    is_opening = cue.sound is Sound.REST and progress.step.kind is StepKind.PREPARE
                    is_clock = cue.sound in (Sound.COUNT, Sound.REP)
                    if not is_clock and not is_opening:  # a digit is the twin of those
                        assert differ(seen, scene), f"{cue.sound} of {event} is not seen at every size"
                    heard.add(cue.sound)
            seen = scene
        due = session.next_due()
        if due is None:
            break
        if session.seconds_left(due) < -3:
            events = session.handle(Command.NEXT, due)
        elif session.step.is_work and session.step.index not in paused_in and session.seconds_left(due) < 10:
            paused_in.add(session.step.index)
            events = [*session.handle(Command.PAUSE, due), *session.handle(Command.RESUME, due)]
        else:
            events = session.advance(due)

    assert session.state is State.FINISHED
    expected = set(Sound)
    if not any(find_half(step, step.seconds) for step in plan.work):
        expected.remove(Sound.HALF)
    if not any(step.reps for step in plan.work):
        expected.remove(Sound.REP)
    assert heard == expected


def test_half_way_is_told_in_words_for_those_who_cannot_hear_it() -> None:
    plan = PRESETS["post-run-10"]
    session = Session(plan)
    progress = progress_of(session, 0.0)
    notices = []
    for event in [
        *session.handle(Command.START, 0.0),
        *[e for second in range(1, 75) for e in session.advance(second)],
    ]:
        before = progress.notice
        progress = follow(progress, event)
        if progress.notice and progress.notice != before:
            notices.append((event.due, progress.notice))

    assert notices == [(40.0, "half way")]

"""Every sound has a visible twin: whatever begins to sound, something on the screen changes in the same moment."""

import pytest

from hipflow.core.beeps import find_half
from hipflow.core.events import Command
from hipflow.core.exercise import Sides
from hipflow.core.plan import compile_plan
from hipflow.core.score import hear
from hipflow.core.session import Session, State
from hipflow.core.sounds import Sound
from hipflow.library.catalogue import load_catalogue
from hipflow.tui.progress import follow, progress_of
from hipflow.tui.scene import View, scene_of
from tests.builders import counted, hold, open_hold, plan

PRESETS = {routine.id: compile_plan(routine) for routine in load_catalogue().read_routines()}
COUNTED = {
    "counted": plan(
        counted(reps=10, tempo=1.5, sides=Sides.EACH), counted(reps=5, tempo=4), counted(reps=12, tempo=4), hold()
    ),
    "open": plan(open_hold("half-pigeon", sides=Sides.EACH), open_hold(seconds=50), counted(), open_hold()),
}


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
            if cues:
                assert scene != seen, f"{event} is heard and not seen"
                heard |= {cue.sound for cue in cues if cue.sound}
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

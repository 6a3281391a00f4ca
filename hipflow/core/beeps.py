"""The sounds of a step: its opening, half way, the count before its end, what comes at zero. They never give way.

Only the tick of a repetition does: it is left out where another sound has its place.
"""

from collections.abc import Iterator
from dataclasses import replace

from hipflow.core.cue import Anchor, Cue
from hipflow.core.exercise import Side
from hipflow.core.plan import Step, StepKind
from hipflow.core.sounds import DEFAULT_PROFILE, Profile, Sound
from hipflow.core.wording import Priority

COUNTED = 3
"""How many seconds are counted before an ending."""
HALF_FROM = 40
"""Seconds of work from which half way is told."""
AFTER_ZERO = 0.25
"""Seconds from a zero to the sound of what comes then."""
OPENING = 1.0
"""Seconds into getting ready at which the first sound comes; an audio device takes about that long to open."""


def beep(sound: Sound, second: float, pace: float, *, side: Side | None = None, anchor: Anchor = Anchor.START) -> Cue:
    """A sound as a cue.

    Args:
        sound: What is heard.
        second: When, from the start of its step.
        pace: How many seconds of the session pass in a real one.
        side: The side it is heard on; None for both.
        anchor: What its second is counted from.
    """
    return Cue(
        second=second,
        seconds=sound.seconds * pace,
        priority=Priority.BEEP,
        sound=sound,
        side=side,
        anchor=anchor,
    )


def score_arrival(before: Step | None, step: Step | None, *, pace: float = 1.0) -> tuple[Cue, ...]:
    """What is heard at the moment one step is over and another begins, counted from that moment.

    Args:
        before: The step that ended by itself; None when it was left before its end, or by a key it waited for.
        step: The step that begins; None where all is done.
        pace: How many seconds of the session pass in a real one.
    """
    side = step.side if step else None
    sounds: tuple[Sound, ...]
    if step is None:
        sounds = (Sound.ZERO, Sound.FINISH)
    elif step.is_work:
        is_turn = before is not None and before.is_work and before.exercise_index == step.exercise_index
        sounds = (Sound.SWITCH if is_turn and before and before.side is not side else Sound.START,)
    elif step.kind is StepKind.SWITCH:
        sounds = (Sound.ZERO, Sound.SWITCH)
    elif step.kind is StepKind.GAP:
        sounds = (Sound.ZERO,)
    else:
        sounds = (Sound.ZERO, Sound.REST)
    if before is None and len(sounds) > 1:
        sounds = sounds[1:]
    sided = (Sound.START, Sound.SWITCH)
    return tuple(
        beep(sound, place * AFTER_ZERO * pace, pace, side=side if sound in sided else None, anchor=Anchor.END)
        for place, sound in enumerate(sounds)
    )


def score_opening(step: Step, pace: float) -> Iterator[Cue]:
    """What is heard first of all, while a person gets ready."""
    if step.kind is StepKind.PREPARE and step.seconds > COUNTED + OPENING:
        yield beep(Sound.REST, OPENING, pace)


def score_half(step: Step, seconds: float, profile: Profile, pace: float) -> Iterator[Cue]:
    """The sound of half way, where it is told."""
    half = find_half(step, seconds, profile)
    if half is not None:
        yield beep(Sound.HALF, half, pace, anchor=Anchor.HALF)


def score_reps(step: Step, seconds: float, profile: Profile, pace: float) -> Iterator[Cue]:
    """A tick at the start of each repetition but the first, and but those at half way and in the count at the end."""
    if not step.rep_seconds:
        return
    half = find_half(step, seconds, profile)
    for rep in range(1, step.reps_in(seconds)):
        second = rep * step.rep_seconds
        if second >= seconds - COUNTED:
            return
        if half is None or abs(second - half) >= Sound.HALF.seconds:
            yield beep(Sound.REP, second, pace, anchor=Anchor.REP)


def score_end(step: Step, following: Step | None, seconds: float, pace: float) -> Iterator[Cue]:
    """3, 2, 1 before the end of a step that lasts some seconds, and what is heard at its zero.

    One that waits for a key does not end there: it is not counted, and what follows it is heard when it begins.
    """
    if step.is_open:
        yield beep(Sound.ZERO, seconds, pace, anchor=Anchor.END)
        return
    for left in range(COUNTED, 0, -1):
        # A count in the first second of a step would run into what is heard at its start.
        if seconds - left >= 1:
            yield beep(Sound.COUNT, seconds - left, pace, anchor=Anchor.END)
    for cue in score_arrival(step, following, pace=pace):
        yield replace(cue, second=cue.second + seconds)


def find_half(step: Step, seconds: float, profile: Profile = DEFAULT_PROFILE) -> float | None:
    """The second of a step, on one that the clock shows, at which half way is told; None where it is not."""
    if not step.is_work or step.is_open or seconds < HALF_FROM or not profile.has_half:
        return None
    return seconds - seconds // 2

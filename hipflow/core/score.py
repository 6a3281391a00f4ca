"""The score of a plan: everything that is heard, each at its second.

Theory of operation
-------------------
A step owns what is heard from its start up to and including its zero: the words that lead to its work, half way,
3, 2, 1, and at zero what comes. Sounds never give way. Words are fitted into the time there is: the least important
are shortened first, then left out; a name that the way to an exercise has no room for is told before the work ahead
of it is over. What could not be told at all is a collision, and so is anything that is heard over something else.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hipflow.core.beeps import beep, score_arrival, score_end, score_half, score_opening, score_reps
from hipflow.core.cue import Cue
from hipflow.core.events import CountInStarted, Event, Finished, Resumed, StepStarted, Ticked, TimeRanOut
from hipflow.core.phrases import Measure, Telling
from hipflow.core.plan import Plan, Step
from hipflow.core.sounds import DEFAULT_PROFILE, Profile, Sound
from hipflow.core.wording import estimate_seconds


@dataclass(frozen=True, slots=True)
class Row:
    """One cue in its place in a whole plan."""

    at: float
    """Seconds from the start of the plan."""
    step: Step
    cue: Cue


def score_step(
    plan: Plan,
    index: int,
    *,
    seconds: float | None = None,
    since: float = 0.0,
    profile: Profile = DEFAULT_PROFILE,
    measure: Measure = estimate_seconds,
    pace: float = 1.0,
) -> tuple[Cue, ...]:
    """All the cues of a step, in the order they begin.

    Args:
        plan: What the step belongs to.
        index: Which step.
        seconds: How long it lasts, where that is no longer what the plan says.
        since: Seconds of it that are over; words are fitted into what is left, sounds before it are left out.
        profile: What is heard at all.
        measure: How long it takes to say something.
        pace: How many seconds of the step pass in a real one.
    """
    step = plan.steps[index]
    following = plan.steps[index + 1] if index + 1 < len(plan.steps) else None
    last = float(step.seconds if seconds is None else seconds)
    telling = Telling(profile, measure, pace)
    cues = [
        *score_opening(step, pace),
        *score_half(step, last, profile, pace),
        *score_reps(step, last, profile, pace),
        *telling.tell_half(step, last),
        *telling.tell_reps(plan, index, last),
        *telling.tell_lead(plan, index, last, since),
        *telling.tell_ahead(plan, index, last, since),
        *telling.tell_wait(step, last),
        *score_end(step, following, last, pace),
    ]
    heard = (cue for cue in cues if cue.second >= since and (cue.sound is None or cue.sound in profile.beeps))
    return tuple(sorted(heard, key=lambda cue: cue.second))


def score_count_in(
    step: Step,
    seconds: float,
    seconds_left: float,
    *,
    profile: Profile = DEFAULT_PROFILE,
    measure: Measure = estimate_seconds,
    pace: float = 1.0,
) -> tuple[Cue, ...]:
    """What is heard while a pause of work counts in, counted from its first second, with the start at its end.

    Args:
        step: The work that goes on.
        seconds: How long the count-in lasts.
        seconds_left: Seconds of the work, once it goes on.
        profile: What is heard at all.
        measure: How long it takes to say something.
        pace: How many seconds of the session pass in a real one.
    """
    cues = [beep(Sound.COUNT, float(second), pace) for second in range(math.ceil(seconds))]
    cues.append(beep(Sound.START, seconds, pace, side=step.side))
    cues = [cue for cue in cues if cue.sound in profile.beeps]
    cues += Telling(profile, measure, pace).tell_resumed(step, seconds, seconds_left)
    return tuple(sorted(cues, key=lambda cue: cue.second))


def score_table(
    plan: Plan, *, profile: Profile = DEFAULT_PROFILE, measure: Measure = estimate_seconds
) -> tuple[Row, ...]:
    """Every cue of a plan, in the order they begin."""
    rows = [
        Row(step.start + cue.second, step, cue)
        for step in plan.steps
        for cue in score_step(plan, step.index, profile=profile, measure=measure)
    ]
    return tuple(sorted(rows, key=lambda row: row.at))


def hear(
    event: Event, plan: Plan, step: Step, seconds: float, *, profile: Profile = DEFAULT_PROFILE
) -> tuple[Cue, ...]:
    """The sounds that begin with an event, so that a screen can show each of them.

    Args:
        event: What happened.
        plan: The plan that runs.
        step: The current step.
        seconds: How long it lasts, with what was added and taken away.
        profile: What is heard at all.
    """
    match event:
        case StepStarted(is_paused=False):
            before = plan.steps[step.index - 1] if step.index else None
            cues: Sequence[Cue] = score_arrival(None if before.is_open else before, step) if before else ()
        case Ticked(is_count_in=True) | CountInStarted():
            cues = (beep(Sound.COUNT, 0.0, 1.0),)
        case Resumed():
            cues = score_arrival(None, step)
        case TimeRanOut():
            cues = (beep(Sound.ZERO, 0.0, 1.0),)
        case Finished():
            cues = score_arrival(None if step.is_open else step, None)
        case Ticked(seconds_left=left):
            scored = score_step(plan, step.index, seconds=seconds)
            # What begins within a second is shown with the whole second that is nearest.
            cues = [cue for cue in scored if -0.5 < seconds - left - cue.second <= 0.5]
        case _:
            cues = ()
    return tuple(cue for cue in cues if cue.sound in profile.beeps)

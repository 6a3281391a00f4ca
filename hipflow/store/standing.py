"""Where a session stands, told from what happened in it: enough to go on from there."""

from dataclasses import dataclass, replace

from hipflow.core.events import (
    CountInStarted,
    Event,
    Paused,
    Resumed,
    StepStarted,
    Ticked,
    TimeChanged,
    TimeRanOut,
)
from hipflow.core.plan import Step


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in a plan, as it was on the screen."""

    step: Step
    """The current one."""
    seconds_left: float
    """Of the step, at `heard`; below 0 where an open one had gone on beyond them."""
    length: float
    """Seconds that the step is to last, with what was added and taken away."""
    heard: float
    """The last moment of the session clock that is known of."""
    is_still: bool
    """Is it paused?"""


def follow_event(standing: Standing | None, event: Event) -> Standing | None:
    """Where the session stands after one more event; None before its first step."""
    match event:
        case StepStarted(due=due, step=step, is_paused=is_paused):
            return Standing(step, float(step.seconds), float(step.seconds), due, is_paused)
        case _ if standing is None:
            return None
        case Ticked(due=due, seconds_left=left, is_count_in=is_count_in):
            return replace(standing, heard=due, seconds_left=standing.seconds_left if is_count_in else float(left))
        case TimeRanOut(due=due):
            return replace(standing, heard=due, seconds_left=0.0)
        case TimeChanged(due=due, by=by, seconds_left=left):
            return replace(standing, heard=due, seconds_left=left, length=standing.length + by)
        case Paused(due=due, seconds_left=left):
            return replace(standing, heard=due, seconds_left=left, is_still=True)
        case CountInStarted(due=due, seconds_left=left) | Resumed(due=due, seconds_left=left):
            return replace(standing, heard=due, seconds_left=left, is_still=False)
        case _:
            # The end of a step is told in the same breath as what follows it; anything else moves nothing.
            return standing


def break_off(standing: Standing) -> Paused | None:
    """The pause that a session which was broken off fell into; None when it was paused already."""
    if standing.is_still:
        return None
    return Paused(standing.heard, standing.heard, standing.step, standing.seconds_left, is_away=True)

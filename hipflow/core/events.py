"""What happened in a session, in the past tense.

Every event says when it really happened (`at`) and when it should have (`due`), both in seconds of the session
clock. Sums are made of `due`, so that a late wake-up neither adds nor loses time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from hipflow.core.plan import Plan, Step


class Command(Enum):
    """What a person asks of a session."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    BACK = "back"
    RESTART = "restart"
    SWITCH = "switch"
    MORE = "more"
    LESS = "less"
    STOP = "stop"


class Outcome(Enum):
    """How a step ended."""

    DONE = "done"
    """To its last second; or, where it waits for a key, until that key."""
    CUT = "cut"
    """Before its end, with something held."""
    SKIPPED = "skipped"
    """Within its first second, or never begun."""


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """The session clock runs."""

    at: float
    due: float
    plan: Plan


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step is the current one; it runs, unless the session is paused."""

    at: float
    due: float
    step: Step
    is_paused: bool = False


class Ticked(NamedTuple):
    """The seconds left of the running step, or of the count-in, are a new whole number.

    A tuple, for there are a thousand in a session, and it is made in a third of the time.
    """

    at: float
    due: float
    seconds_left: int
    """Below 0 on a step that waits for a key: so many more than were expected."""
    is_count_in: bool = False


@dataclass(frozen=True, slots=True)
class TimeRanOut:
    """The seconds expected of an open step are over; it goes on until a key says that it is done."""

    at: float
    due: float
    step: Step


@dataclass(frozen=True, slots=True)
class StepEnded:
    """A step is over, or was passed over."""

    at: float
    due: float
    step: Step
    held: float
    """Seconds that it ran, pauses left out."""
    seconds: float
    """Seconds that it was to last in the end: the plan's, and what was added or taken away.

    One that waited for a key was to last as long as it did, unless it was left for something else before its time.
    """
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Paused:
    """The session stands still from `due` on."""

    at: float
    due: float
    step: Step
    seconds_left: float
    """Below 0 where an open step had gone on for longer than was expected; so in all that follow."""
    is_away: bool = False
    """Did nobody ask for it: did the machine sleep, was the process stopped, or was a key waited for in vain?"""


@dataclass(frozen=True, slots=True)
class CountInStarted:
    """The pause is over, and the work goes on after a few seconds to get back into position."""

    at: float
    due: float
    step: Step
    seconds: int
    seconds_left: float
    """Of the step, once it goes on."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The step goes on."""

    at: float
    due: float
    step: Step
    seconds_left: float


@dataclass(frozen=True, slots=True)
class TimeChanged:
    """The current step was made longer or shorter."""

    at: float
    due: float
    step: Step
    by: float
    """Seconds, negative when taken away."""
    seconds_left: float


@dataclass(frozen=True, slots=True)
class Replanned:
    """What is to come was made shorter: the steps are the same, and those that were begun last what they did."""

    at: float
    due: float
    plan: Plan
    """The one that is followed from now on."""
    by: int
    """Seconds that became of it all, negative when taken away."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A command had no effect, and why, in a few words for a person."""

    at: float
    due: float
    command: Command
    why: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The plan is done to its end."""

    at: float
    due: float


@dataclass(frozen=True, slots=True)
class Stopped:
    """The session was ended before its plan."""

    at: float
    due: float


Event = (
    SessionStarted
    | StepStarted
    | Ticked
    | TimeRanOut
    | StepEnded
    | Paused
    | CountInStarted
    | Resumed
    | TimeChanged
    | Replanned
    | Refused
    | Finished
    | Stopped
)

EVENT_NAMES: Mapping[type[Event], str] = {
    SessionStarted: "session_started",
    StepStarted: "step_started",
    StepEnded: "step_ended",
    Ticked: "ticked",
    TimeRanOut: "time_ran_out",
    Paused: "paused",
    CountInStarted: "counting_in",
    Resumed: "resumed",
    TimeChanged: "time_changed",
    Replanned: "replanned",
    Refused: "refused",
    Finished: "finished",
    Stopped: "stopped",
}
"""What each is called wherever it is written down."""

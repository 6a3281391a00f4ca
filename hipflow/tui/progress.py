"""How far a session is, as far as one can tell by listening to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import ceil

from hipflow.core.beeps import find_half
from hipflow.core.events import (
    CountInStarted,
    Event,
    Finished,
    Outcome,
    Paused,
    Refused,
    Replanned,
    Resumed,
    SessionStarted,
    StepEnded,
    StepStarted,
    Stopped,
    Ticked,
    TimeChanged,
    TimeRanOut,
)
from hipflow.core.plan import Plan, Step
from hipflow.core.session import COUNT_IN, Session, State

HALF_WORDS = "half way"
"""The twin of the sound for half way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What a listener knows of a session."""

    plan: Plan
    step: Step
    state: State
    seconds: int
    """Whole seconds left of the step; below 0 where it waits for a key: so many more than were expected."""
    length: float
    """Seconds that the step lasts, with what was added and taken away."""
    count: int = 0
    """Whole seconds left of the count-in; 0 when there is none."""
    is_away: bool = False
    """Was it paused because nobody was there?"""
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    """How the steps ended that have ended, by their index."""
    notice: str = ""
    """A few words about the last command: why it had no effect, or what it changed."""

    @property
    def seconds_in_all(self) -> int:
        """Whole seconds left of the plan."""
        return max(0, self.seconds) + self.plan.seconds - self.step.end

    @property
    def elapsed(self) -> int:
        """Whole seconds of the step that are over."""
        return max(0, round(self.length) - self.seconds)

    @property
    def is_waiting(self) -> bool:
        """Is the time that was expected over, so that only a key ends the step?"""
        return self.step.is_open and self.seconds <= 0

    @property
    def reps(self) -> int:
        """How many repetitions the step has, with what was added and taken away; 0 where none are counted."""
        return self.step.reps_in(self.length)

    @property
    def rep(self) -> int:
        """Which of them is on, from 1; 0 where none are counted."""
        return min(self.reps, self.step.reps_in(self.elapsed) + 1)


def progress_of(session: Session, now: float, earlier: Iterable[Event] = ()) -> Progress:
    """How far a session is that was not listened to so far.

    Args:
        session: Whose progress it is.
        now: Seconds of its clock.
        earlier: What happened in it, where that is known.
    """
    return Progress(
        plan=session.plan,
        step=session.step,
        state=session.state,
        seconds=ceil(session.seconds_left(now)),
        length=session.length,
        count=COUNT_IN if session.state is State.COUNTING_IN else 0,
        outcomes={event.step.index: event.outcome for event in earlier if isinstance(event, StepEnded)},
    )


def follow(progress: Progress, event: Event) -> Progress:
    """How far it is after one more event."""
    match event:
        case Ticked(seconds_left=left, is_count_in=is_count_in):
            if is_count_in:
                return replace(progress, count=left)
            half = find_half(progress.step, progress.length, progress.plan.sounds)
            is_half = half is not None and abs(progress.length - left - half) < 0.5
            return replace(progress, seconds=left, notice=HALF_WORDS if is_half else progress.notice)
        case TimeRanOut():
            return replace(progress, seconds=0)
        case SessionStarted():
            return replace(progress, state=State.RUNNING)
        case StepStarted(step=step, is_paused=is_paused):
            return replace(
                progress,
                step=step,
                state=State.PAUSED if is_paused else State.RUNNING,
                seconds=step.seconds,
                length=float(step.seconds),
                count=0,
                is_away=False,
                notice="",
            )
        case StepEnded(step=step, outcome=outcome):
            return replace(progress, outcomes={**progress.outcomes, step.index: outcome})
        case Paused(seconds_left=seconds, is_away=is_away):
            return replace(progress, state=State.PAUSED, seconds=ceil(seconds), count=0, is_away=is_away, notice="")
        case CountInStarted(seconds=count, seconds_left=seconds):
            return replace(
                progress, state=State.COUNTING_IN, seconds=ceil(seconds), count=count, is_away=False, notice=""
            )
        case Resumed(seconds_left=seconds):
            return replace(progress, state=State.RUNNING, seconds=ceil(seconds), count=0, is_away=False, notice="")
        case TimeChanged(by=by, seconds_left=seconds):
            reps = progress.step.reps_in(abs(by))
            amount = f"{reps} {'rep' if reps == 1 else 'reps'}" if reps else f"{ceil(abs(by))} s"
            words = f"{amount} {'more' if by > 0 else 'fewer' if reps else 'less'}"
            return replace(progress, seconds=ceil(seconds), length=progress.length + by, notice=words)
        case Replanned(plan=plan):
            return replace(progress, plan=plan, step=plan.steps[progress.step.index])
        case Refused(why=why):
            return replace(progress, notice=why)
        case Finished():
            return replace(progress, state=State.FINISHED)
        case Stopped():
            return replace(progress, state=State.STOPPED)

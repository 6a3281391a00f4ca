"""A record: what a session really held, step by step, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from hipflow.core.events import (
    CountInStarted,
    Event,
    Finished,
    Outcome,
    Paused,
    Resumed,
    SessionStarted,
    StepEnded,
    StepStarted,
    Stopped,
    TimeChanged,
)
from hipflow.core.exercise import Side
from hipflow.core.plan import Plan, Step


@dataclass(frozen=True, slots=True)
class Hold:
    """What became of one work step."""

    step: Step
    held: float
    """Seconds of work, all attempts together."""
    seconds: float
    """Seconds it was to be held in the end: the plan's, and what was added or taken away."""
    outcome: Outcome
    """The best of all attempts."""
    attempts: int
    """How often it was begun; 0 when it was never reached."""


@dataclass(frozen=True, slots=True)
class Change:
    """A step between two exercises to which time was added, or taken away, the last time that it ran."""

    step: Step
    added: float
    """Seconds, negative when taken away; never 0."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a session held. The seconds add up: elapsed = worked + led_in + paused."""

    plan: Plan
    holds: tuple[Hold, ...]
    """One for each work step, in the order of the plan."""
    elapsed: float
    worked: float
    led_in: float
    """Seconds of all that leads to work: get ready, switch, gap, transition, rest, count-in."""
    paused: float
    is_finished: bool
    changes: tuple[Change, ...] = ()
    """In the order of the plan."""

    @property
    def first_side(self) -> Side | None:
        """The side that was held first, in the order of the plan; None where nothing was held side by side."""
        return next((hold.step.side for hold in self.holds if hold.step.side and hold.held > 0), None)

    def held_on(self, side: Side | None) -> float:
        """Seconds held on one side; None: both at once or in turn."""
        return sum(hold.held for hold in self.holds if hold.step.side is side)


@dataclass(frozen=True, slots=True)
class Owed:
    """What one side of an exercise was held less than the other."""

    step: Step
    """The last work step of that exercise on the side that is owed."""
    side: Side
    seconds: int
    """Whole seconds that would make it fair; never more than the plan wanted of that side."""


LEAST_OWED = 5
"""Seconds by which the sides may differ before one is owed anything: a hurried switch is no debt."""

_ENDS_A_COUNT_IN = (Resumed, Paused, StepEnded, Finished, Stopped)
_BEST = (Outcome.SKIPPED, Outcome.CUT, Outcome.DONE)


def make_record(plan: Plan, events: Iterable[Event]) -> Record:
    """The record of a session, made of what happened in it so far.

    Args:
        plan: The plan that was run.
        events: All that happened, oldest first. Ticks may be left out.
    """
    ends: dict[int, list[StepEnded]] = {}
    added: dict[int, float] = {}
    started = ended = led_in = paused = 0.0
    still_since: float | None = None
    counted_since: float | None = None
    is_finished = False
    for event in events:
        ended = event.due
        if counted_since is not None and isinstance(event, _ENDS_A_COUNT_IN):
            led_in += event.due - counted_since
            counted_since = None
        match event:
            case SessionStarted():
                started = event.due
            case Paused():
                still_since = event.due
            case CountInStarted() | Resumed() | Finished() | Stopped():
                if still_since is not None:
                    paused += event.due - still_since
                    still_since = None
                if isinstance(event, CountInStarted):
                    counted_since = event.due
                is_finished = isinstance(event, Finished)
                if isinstance(event, Finished | Stopped):
                    break
            case StepStarted(step=step):
                added.pop(step.index, None)
            case TimeChanged(step=step, by=by) if not step.is_work:
                added[step.index] = added.get(step.index, 0.0) + by
            case StepEnded(step=step):
                if step.is_work:
                    ends.setdefault(step.index, []).append(event)
                else:
                    led_in += event.held
            case _:
                pass
    holds = tuple(_hold(step, ends.get(step.index, [])) for step in plan.work)
    worked = sum(hold.held for hold in holds)
    changes = tuple(Change(plan.steps[index], by) for index, by in sorted(added.items()) if by)
    return Record(plan, holds, ended - started, worked, led_in, paused, is_finished, changes)


def owed_sides(record: Record) -> tuple[Owed, ...]:
    """What is owed to one side of each exercise, in the order of the plan; all its rounds and phases together.

    A side is owed what the other side got and it did not, as far as the plan wanted it: time that was added to one
    side alone is no debt of the other.
    """
    by_exercise: dict[str, list[Hold]] = {}
    for hold in record.holds:
        if hold.step.side is not None:
            by_exercise.setdefault(hold.step.exercise.id, []).append(hold)
    return tuple(owed for holds in by_exercise.values() for side in Side if (owed := _owed(holds, side)))


def _owed(holds: list[Hold], side: Side) -> Owed | None:
    own = [hold for hold in holds if hold.step.side is side]
    got = sum(hold.held for hold in own)
    other = sum(hold.held for hold in holds if hold.step.side is side.other)
    seconds = round(min(other, sum(hold.step.seconds for hold in own)) - got)
    return Owed(own[-1].step, side, seconds) if seconds >= LEAST_OWED else None


def _hold(step: Step, ends: list[StepEnded]) -> Hold:
    begun = [end for end in ends if end.held > 0 or end.outcome is not Outcome.SKIPPED]
    return Hold(
        step,
        held=sum(end.held for end in ends),
        seconds=ends[-1].seconds if ends else float(step.seconds),
        outcome=max((end.outcome for end in ends), key=_BEST.index, default=Outcome.SKIPPED),
        attempts=len(begun),
    )

"""Refit: what is left of a plan, made shorter while it is being run."""

from collections import Counter
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from hipflow.core.allotment import Share, allot_seconds, least_seconds, most_seconds, share_hold
from hipflow.core.bounds import Bounds, find_bounds
from hipflow.core.exercise import Side
from hipflow.core.plan import Plan, Step

LATE: Final = 15
"""Seconds too late from which it is worth a word."""


@dataclass(frozen=True, slots=True)
class Overrun:
    """A session that would be over too late, and what can be made of what is left of it."""

    late: int
    """Whole seconds."""
    plan: Plan
    """The same with all that can be made up made up."""
    saved: int
    """Seconds that this makes up: all of them, or as many as can be."""


def find_overrun(plan: Plan, index: int, *, seconds_left: float, now: float) -> Overrun | None:
    """How late a session would be over if it went on now; None where it is in time, or nothing can be made up.

    Args:
        plan: What is being run; without a deadline it is never late.
        index: The step that is the current one.
        seconds_left: Of that step, and of what comes before it goes on.
        now: Seconds of the session clock.
    """
    if plan.deadline is None:
        return None
    ahead = plan.seconds - plan.steps[index].end
    # What waits for a key may be done at once, however long it has waited.
    late = ceil(now + max(0.0, seconds_left) + ahead - plan.deadline)
    refitted = refit_plan(plan, index, max(0, ahead - late))
    saved = plan.seconds - refitted.seconds
    return Overrun(late, refitted, saved) if late >= LATE and saved else None


def refit_plan(plan: Plan, index: int, seconds: int) -> Plan:
    """The same steps, with those that come after the step at `index` shrunk so that they last `seconds`.

    Nothing is left out and nothing that was begun is touched: an exercise of which a side, or a phase, was reached
    already keeps all its seconds. The other holds are shrunk by one factor, as far as their bounds go, both sides
    alike; they are never made longer. So they last as near to `seconds` as can be from below or, where that is less
    than the least they can last, the least. Whatever leads to work stays as it is.

    Args:
        plan: What is being run.
        index: The step that is the current one.
        seconds: How long all that comes after it is to last.
    """
    begun = {step.exercise_index for step in plan.steps[: index + 1] if step.is_work}
    ahead = plan.steps[index + 1 :]
    holds: dict[tuple[int, int], list[Step]] = {}
    turns: Counter[tuple[int, Side | None]] = Counter()
    for step in ahead:
        if step.is_work and step.exercise_index not in begun:
            # The same phase of both sides is one.
            holds.setdefault((step.exercise_index, turns[step.exercise_index, step.side]), []).append(step)
            turns[step.exercise_index, step.side] += 1
    shares = [_share(steps) for steps in holds.values()]
    fixed = sum(step.seconds for step in ahead) - most_seconds(shares)
    wanted = max(least_seconds(shares), min(most_seconds(shares), seconds - fixed))
    allotted, _ = allot_seconds(shares, wanted)
    new = {step.index: after for steps, after in zip(holds.values(), allotted, strict=True) for step in steps}
    steps: list[Step] = []
    for step in plan.steps:
        start = steps[-1].end if steps else 0
        steps.append(replace(step, start=start, seconds=new.get(step.index, step.seconds)))
    return replace(plan, steps=tuple(steps))


def _share(steps: list[Step]) -> Share:
    first = steps[0]
    shortest = min(find_bounds(first.exercise).shortest, first.seconds)
    return share_hold(first, len(steps), Bounds(shortest, first.seconds))

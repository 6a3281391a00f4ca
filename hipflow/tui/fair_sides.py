"""Fair sides: what one side got less than the other, told, and made into a small plan that makes up for it."""

from dataclasses import replace

from hipflow.core.plan import Plan, Step, StepKind
from hipflow.core.record import Record, owed_sides
from hipflow.core.text import uncapitalise
from hipflow.tui.phrases import short_name

FAIR_SIDES = "fair-sides"
"""The id of such a plan, in the place of that of a routine."""
GET_READY = 10
"""Seconds to get into position."""


def plan_fair_sides(record: Record) -> Plan | None:
    """The plan that gives each side what it is owed, each with time to get ready; None where nothing is."""
    steps: list[Step] = []
    for place, owed in enumerate(owed_sides(record)):
        # What is owed is a time, also of what was counted or waited for a key.
        phase = replace(owed.step.phase, seconds=owed.seconds, reps=None, tempo=None, is_open=False)
        work = replace(
            owed.step,
            phase=phase,
            seconds=owed.seconds,
            exercise_index=place,
            section="",
            section_index=0,
            round=1,
            rounds=1,
        )
        lead_in = replace(work, kind=StepKind.TRANSITION if place else StepKind.PREPARE, seconds=GET_READY)
        for step in (lead_in, work):
            start = steps[-1].end if steps else 0
            steps.append(replace(step, index=len(steps), start=start))
    if not steps:
        return None
    return Plan(FAIR_SIDES, f"Fair sides: {record.plan.name}", tuple(steps), record.plan.sounds)


def offer_fair_sides(record: Record) -> str:
    """The question whether the side that is behind is to catch up; empty where none is."""
    owed = owed_sides(record)
    if not owed:
        return ""
    first = owed[0]
    told = f"{first.side.value.capitalize()} is {first.seconds} s behind in {uncapitalise(short_name(first.step))}"
    return f"{told}: catch up?" if len(owed) == 1 else f"{told}, and there is more: catch up?"

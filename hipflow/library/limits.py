"""What a routine as a whole must keep to, and what it had better."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from hipflow.core.exercise import Kind
from hipflow.core.plan import compile_plan
from hipflow.core.routine import Routine
from hipflow.library.entries import PlacedEntry
from hipflow.library.fields import Fields
from hipflow.library.problems import Findings
from hipflow.library.sections import MOST_STEPS, PlacedSection

LONGEST_HOURS: Final = 4
LONG_MINUTES: Final = 60
"""Above this a routine is probably not what was meant."""
LONG_HOLD: Final = 60
"""Seconds from which a static hold costs the run after it a little power (Behm 2016, doi 10.1139/apnm-2015-0235)."""


def check_routine(fields: Fields, routine: Routine, sections: Sequence[PlacedSection]) -> None:
    """Note what is wrong with a routine whose every part is right, and what is to be warned of.

    Args:
        fields: The whole of it, as it is written.
        routine: What was read.
        sections: Where its entries are written.
    """
    _check_length(fields, routine)
    if not fields.findings.errors:
        _check_kit(fields, routine)
        _check_holds(routine, sections, fields.findings)


def _check_length(fields: Fields, routine: Routine) -> None:
    key = "sections" if "sections" in fields else "steps"
    # Each entry of each round is at least one step; only then is it safe to compile them all.
    count = sum(len(section.entries) * section.rounds for section in routine.sections)
    at_least, seconds = "at least ", 0
    if count <= MOST_STEPS:
        plan = compile_plan(routine)
        at_least, count, seconds = "", len(plan.steps), plan.seconds
    if count > MOST_STEPS:
        what = f"{at_least}{count} steps after rounds; the limit is {MOST_STEPS}"
        fields.refuse_here(key, what, "Take some out, or do fewer rounds.")
    elif seconds > LONGEST_HOURS * 3600:
        what = f"{_format_minutes(seconds)} in all; the limit is {LONGEST_HOURS} h"
        fields.refuse_here(key, what, "Take some out, or do fewer rounds.")
    elif seconds > LONG_MINUTES * 60:
        fields.warn_here(key, f"{_format_minutes(seconds)} in all", "Split it if that is more than you meant.")


def _check_kit(fields: Fields, routine: Routine) -> None:
    if "no-equipment" in routine.tags and routine.equipment:
        what = f"no-equipment is not true: it needs {', '.join(routine.equipment)}"
        fields.findings.warn(fields.value("tags"), "tags", what, "Take the tag out.")


def _check_holds(routine: Routine, sections: Sequence[PlacedSection], findings: Findings) -> None:
    for placed, seconds in _find_warmup_holds(routine, sections):
        if seconds >= LONG_HOLD:
            what = f"{placed.entry.exercise.id} is held for {seconds} s in a warm-up, which can cost a little power"
            findings.warn(placed.node, placed.where, what, "Keep long holds for after the run.")


def _find_warmup_holds(routine: Routine, sections: Sequence[PlacedSection]) -> Iterator[tuple[PlacedEntry, int]]:
    """Each static exercise of a warm-up, with the seconds of its longest hold."""
    for placed_section in sections:
        section = placed_section.section
        if (section.phase or routine.phase) != "warmup":
            continue
        for placed in placed_section.entries:
            if placed.entry.exercise.kind is Kind.STATIC:
                # A plan of this entry alone knows which of step, section, routine and exercise has the say.
                alone = replace(section, entries=(placed.entry,), rounds=1)
                plan = compile_plan(replace(routine, sections=(alone,)))
                yield placed, max(step.seconds for step in plan.work)


def _format_minutes(seconds: int) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"

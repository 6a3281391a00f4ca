"""A routine becomes a plan as it is set: how long to get ready, and which side goes first."""

from hipflow.core.exercise import Side
from hipflow.core.plan import Plan, compile_plan
from hipflow.core.routine import Routine

from .values import Settings

ALTERNATE = "alternate"
"""The first side that is the one which did not go first the last time."""


def plan_routine(routine: Routine, settings: Settings, *, last_first: Side | None = None) -> Plan:
    """The plan of a routine as it would be started now.

    Args:
        routine: What to compile.
        settings: How it is wished for.
        last_first: The side that went first in the last session of this routine; None: there was none. It counts
            where the sides alternate; the very first time the routine itself says which one it is.
    """
    if settings.first_side != ALTERNATE:
        first_side: Side | None = Side(settings.first_side)
    else:
        first_side = last_first.other if last_first else None
    return compile_plan(routine, first_side=first_side, prep=settings.prep)

"""Candidates: forms of a routine with fewer or more rounds and exercises, and how long each can be made to last."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from hipflow.core.allotment import Share, least_seconds, most_seconds, share_hold
from hipflow.core.bounds import LONGEST_BEFORE_A_RUN, find_bounds
from hipflow.core.exercise import Kind
from hipflow.core.loss import find_least_loss, leave_out
from hipflow.core.plan import Plan, Step, compile_plan
from hipflow.core.routine import Routine

MOST_TIMES = 2
"""How many times as many rounds as are written a section may be given."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form of a routine, and between which lengths its holds can be made to last."""

    routine: Routine
    plan: Plan
    holds: tuple[tuple[Step, ...], ...]
    """For each entry, its phases on the first side in the first round."""
    shares: tuple[Share, ...]
    """Those of all these phases."""
    fixed: int
    """Seconds in which nobody works."""

    @classmethod
    def of(cls, routine: Routine) -> "Candidate":
        """What can be made of a routine as it stands."""
        plan = compile_plan(routine)
        first_rounds = (step for step in plan.work if step.round == 1)
        entries = [tuple(steps) for _, steps in groupby(first_rounds, key=lambda step: step.exercise_index)]
        holds = tuple(tuple(step for step in steps if step.side is steps[0].side) for steps in entries)
        shares: list[Share] = []
        for steps, phases in zip(entries, holds, strict=True):
            section = routine.sections[steps[0].section_index]
            is_before_a_run = (section.phase or routine.phase) == "warmup"
            count = section.rounds * len(steps) // len(phases)
            shares += _share_holds(phases, count=count, is_before_a_run=is_before_a_run)
        fixed = sum(step.seconds for step in plan.steps if not step.is_work)
        return cls(routine, plan, holds, tuple(shares), fixed)

    @property
    def least(self) -> int:
        """Seconds of all of it with every hold at its shortest."""
        return self.fixed + least_seconds(self.shares)

    @property
    def most(self) -> int:
        """Seconds of all of it with every hold at its longest."""
        return self.fixed + most_seconds(self.shares)


def shorten_routine(whole: Candidate, *, keeps_rounds: bool, keeps_exercises: bool) -> Iterator[Candidate]:
    """The routine, then ever less of it: fewer rounds, then fewer exercises."""
    yield whole
    routine = whole.routine
    while not keeps_rounds and (most := max(section.rounds for section in routine.sections)) > 1:
        last = max(place for place, section in enumerate(routine.sections) if section.rounds == most)
        routine = _with_rounds(routine, last, most - 1)
        yield Candidate.of(routine)
    fewest = -(-len(routine.entries) // 2)
    while not keeps_exercises and len(routine.entries) > fewest:
        place = find_least_loss(routine)
        if place is None:
            return
        routine = leave_out(routine, {place})
        yield Candidate.of(routine)


def lengthen_routine(whole: Candidate, *, keeps_rounds: bool) -> Iterator[Candidate]:
    """The routine, then ever more of it: a round more of what has grown least so far, the longest first."""
    yield whole
    routine = whole.routine
    written = [section.rounds for section in routine.sections]
    work = [
        sum(step.seconds for step in whole.plan.work if step.section_index == place) for place in range(len(written))
    ]
    while not keeps_rounds:
        rounds = [section.rounds for section in routine.sections]
        grown = {
            place: ((rounds[place] + 1) / written[place], -work[place])
            for place in range(len(rounds))
            if rounds[place] < MOST_TIMES * written[place]
        }
        if not grown:
            return
        place = min(grown, key=grown.__getitem__)
        routine = _with_rounds(routine, place, rounds[place] + 1)
        yield Candidate.of(routine)


def _with_rounds(routine: Routine, place: int, rounds: int) -> Routine:
    sections = list(routine.sections)
    sections[place] = replace(sections[place], rounds=rounds)
    return replace(routine, sections=tuple(sections))


def _share_holds(holds: tuple[Step, ...], *, count: int, is_before_a_run: bool) -> Iterator[Share]:
    """The phases of one side of an exercise."""
    for step in holds:
        bounds = find_bounds(step.exercise)
        if is_before_a_run and step.exercise.kind is Kind.STATIC:
            bounds = replace(bounds, longest=min(bounds.longest, LONGEST_BEFORE_A_RUN))
        yield share_hold(step, count, bounds)

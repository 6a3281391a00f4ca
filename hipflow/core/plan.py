"""A plan: a routine compiled into a flat list of timed steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from hipflow.core.exercise import Exercise, Phase, Side, Sides
from hipflow.core.routine import Entry, Routine, Section, Transition
from hipflow.core.sounds import DEFAULT_PROFILE, Profile

T = TypeVar("T")

SAME_POSITION = 5
NEW_POSITION = 10
FETCH_KIT = 5
KIT_TO_FETCH = frozenset({"chair", "couch", "foam-roller", "massage-ball"})
"""What has to be fetched or moved to; a mat lies there already."""


class StepKind(Enum):
    """What sort of block of time a step is."""

    PREPARE = "prepare"
    """Get ready for the first exercise."""
    WORK = "work"
    SWITCH = "switch"
    """Change to the other side of the same exercise."""
    GAP = "gap"
    """Change to the next phase on the same side."""
    TRANSITION = "transition"
    """Get to the next exercise."""
    REST = "rest"
    """Between two rounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The smallest timed block of a plan.

    A step that is not work belongs to the work that comes after it: exercise, side and phase are those to come.
    """

    index: int
    """Its place in the plan, from 0."""
    kind: StepKind
    start: int
    """Whole seconds from the start of the plan."""
    seconds: int
    """How long it lasts: whole seconds, at least 1."""
    exercise: Exercise
    exercise_index: int
    """Which exercise of the plan it belongs to, from 0; each round counts anew."""
    name: str
    """What the exercise is called here."""
    sides: Sides
    side: Side | None
    """The side that is worked, or comes next; None where both or in turn."""
    phase: Phase
    section: str
    section_index: int
    round: int
    """From 1."""
    rounds: int
    fetch: tuple[str, ...] = ()
    """What this exercise needs that the one before did not use; told on the steps that lead to it."""
    note: str = ""

    @property
    def end(self) -> int:
        """Whole seconds from the start of the plan."""
        return self.start + self.seconds

    @property
    def is_work(self) -> bool:
        """Is something held, worked or rolled on it?"""
        return self.kind is StepKind.WORK


@dataclass(frozen=True, slots=True)
class Plan:
    """All the steps of a routine, in order, none of them empty."""

    routine_id: str
    name: str
    steps: tuple[Step, ...]
    sounds: Profile = DEFAULT_PROFILE
    """What of it is heard, and how loud."""

    @property
    def seconds(self) -> int:
        """How long all of it lasts."""
        return self.steps[-1].end

    @property
    def work(self) -> tuple[Step, ...]:
        """The steps on which something is held."""
        return tuple(step for step in self.steps if step.is_work)

    def work_from(self, index: int) -> Step | None:
        """The first work step at or after `index`; None after the last."""
        return next((step for step in self.steps[index:] if step.is_work), None)

    def work_before(self, index: int) -> Step | None:
        """The last work step before `index`; None where there is none."""
        return next((step for step in reversed(self.steps[:index]) if step.is_work), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dose:
    """An entry with every question answered: step beats section beats routine beats exercise."""

    entry: Entry
    sides: Sides
    phases: tuple[Phase, ...]
    switch: int
    phase_gap: int
    transition: Transition


@dataclass(frozen=True, slots=True)
class _Block:
    """A step that does not know its place yet."""

    kind: StepKind
    seconds: int
    side: Side | None
    phase: Phase
    fetch: tuple[str, ...] = ()


def compile_plan(routine: Routine, *, first_side: Side | None = None, prep: int | None = None) -> Plan:
    """The flat plan of a routine.

    Args:
        routine: What to compile.
        first_side: The side to begin with, in place of the routine's own.
        prep: Seconds to get ready, in place of the routine's own; 0 leaves that step out.
    """
    first = first_side or routine.first_side
    steps: list[Step] = []
    previous: _Dose | None = None
    exercise_index = 0
    for section_index, section in enumerate(routine.sections):
        doses = [_dose(entry, section, routine) for entry in section.entries]
        for round_number in range(1, section.rounds + 1):
            for place, dose in enumerate(doses):
                if previous is None:
                    lead = (StepKind.PREPARE, routine.prep if prep is None else prep)
                elif round_number > 1 and place == 0 and section.round_rest is not None:
                    lead = (StepKind.REST, section.round_rest)
                else:
                    lead = (StepKind.TRANSITION, _transition(previous, dose))
                for block in _blocks(previous, dose, lead, first):
                    if block.seconds == 0:
                        continue
                    steps.append(
                        Step(
                            index=len(steps),
                            kind=block.kind,
                            start=steps[-1].end if steps else 0,
                            seconds=block.seconds,
                            exercise=dose.entry.exercise,
                            exercise_index=exercise_index,
                            name=dose.entry.shown_name,
                            sides=dose.sides,
                            side=block.side,
                            phase=block.phase,
                            section=section.name,
                            section_index=section_index,
                            round=round_number,
                            rounds=section.rounds,
                            fetch=block.fetch,
                            note=dose.entry.note,
                        )
                    )
                previous = dose
                exercise_index += 1
    return Plan(routine.id, routine.name, tuple(steps), routine.sounds)


def _blocks(previous: _Dose | None, dose: _Dose, lead: tuple[StepKind, int], first: Side) -> Iterator[_Block]:
    """What it takes to do one entry: the way to it, then its phases, side by side."""
    turns: tuple[Side | None, ...] = (first, first.other) if dose.sides is Sides.EACH else (None,)
    for turn, side in enumerate(turns):
        if turn:
            yield _Block(StepKind.SWITCH, dose.switch, side, dose.phases[0])
        else:
            yield _Block(*lead, side, dose.phases[0], _to_fetch(previous, dose))
        for number, phase in enumerate(dose.phases):
            if number:
                yield _Block(StepKind.GAP, dose.phase_gap, side, phase)
            yield _Block(StepKind.WORK, phase.seconds, side, phase)


def _dose(entry: Entry, section: Section, routine: Routine) -> _Dose:
    exercise, by_section, by_routine = entry.exercise, section.defaults, routine.defaults
    if entry.phases is not None:
        phases = entry.phases
    elif exercise.has_phases:
        phases = exercise.phases
    else:
        seconds = _first(entry.seconds, by_section.seconds, by_routine.seconds, exercise.phases[0].seconds)
        phases = (Phase(name="", seconds=seconds, cue=exercise.phases[0].cue),)
    return _Dose(
        entry=entry,
        sides=entry.sides or exercise.sides,
        phases=phases,
        switch=_first(entry.switch, by_section.switch, by_routine.switch, exercise.switch),
        phase_gap=_first(entry.phase_gap, by_section.phase_gap, by_routine.phase_gap, exercise.phase_gap),
        transition=_first(entry.transition, by_section.transition, by_routine.transition, "auto"),
    )


def _first(*wishes: T | None) -> T:
    """The first that is set."""
    return next(wish for wish in wishes if wish is not None)


def _transition(previous: _Dose, dose: _Dose) -> int:
    if dose.transition != "auto":
        return dose.transition
    is_same = previous.entry.exercise.position is dose.entry.exercise.position
    has_to_fetch = not KIT_TO_FETCH.isdisjoint(_to_fetch(previous, dose))
    return (SAME_POSITION if is_same else NEW_POSITION) + (FETCH_KIT if has_to_fetch else 0)


def _to_fetch(previous: _Dose | None, dose: _Dose) -> tuple[str, ...]:
    had = previous.entry.exercise.equipment if previous else ()
    return tuple(thing for thing in dose.entry.exercise.equipment if thing not in had)

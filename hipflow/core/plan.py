"""A plan: a routine compiled into a flat list of timed steps."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from hipflow.core.dose import Dose, find_dose
from hipflow.core.exercise import Exercise, Phase, Side, Sides
from hipflow.core.routine import Routine
from hipflow.core.sounds import DEFAULT_PROFILE, Profile

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
    usual_reps: str = ""
    """How often is usual, in words that are only shown."""

    @property
    def end(self) -> int:
        """Whole seconds from the start of the plan."""
        return self.start + self.seconds

    @property
    def is_work(self) -> bool:
        """Is something held, worked or rolled on it?"""
        return self.kind is StepKind.WORK

    @property
    def is_open(self) -> bool:
        """Does it go on after its seconds, until a key says that it is done?"""
        return self.phase.is_open and self.is_work

    @property
    def reps(self) -> int | None:
        """How many repetitions are counted on it; None where none are."""
        return self.phase.reps if self.is_work else None

    @property
    def rep_seconds(self) -> float | None:
        """How long each of them takes; None where none are counted."""
        return self.phase.rep_seconds if self.is_work else None

    def reps_in(self, seconds: float) -> int:
        """How many repetitions are whole after some seconds of it; 0 where none are counted."""
        # A hair is added, for seconds that were summed up may lack one.
        return int((seconds + 1e-6) / self.rep_seconds) if self.rep_seconds else 0


@dataclass(frozen=True, slots=True)
class Plan:
    """All the steps of a routine, in order, none of them empty."""

    routine_id: str
    name: str
    steps: tuple[Step, ...]
    sounds: Profile = DEFAULT_PROFILE
    """What of it is heard, and how loud."""
    deadline: int | None = None
    """Seconds after its start at which it is to be over, whatever a pause takes; None: it ends when it ends."""

    @property
    def seconds(self) -> int:
        """How long all of it lasts; where a step is open, how long that is expected to be."""
        return self.steps[-1].end

    @property
    def is_open(self) -> bool:
        """Does a step of it wait for a key, so that nobody knows when it ends?"""
        return self.is_open_from(0)

    def is_open_from(self, index: int) -> bool:
        """Does the step at `index` or a later one wait for a key?"""
        return any(step.is_open for step in self.steps[index:])

    @property
    def work(self) -> tuple[Step, ...]:
        """The steps on which something is held."""
        return tuple(step for step in self.steps if step.is_work)

    @property
    def first_side(self) -> Side | None:
        """The side that goes first; None where nothing is done side by side."""
        return next((step.side for step in self.steps if step.side), None)

    @property
    def exercises(self) -> int:
        """How many exercises it holds, those of a section that is repeated once."""
        return len({step.exercise_index for step in self.work if step.round == 1})

    def work_from(self, index: int) -> Step | None:
        """The first work step at or after `index`; None after the last."""
        return next((step for step in self.steps[index:] if step.is_work), None)

    def work_before(self, index: int) -> Step | None:
        """The last work step before `index`; None where there is none."""
        return next((step for step in reversed(self.steps[:index]) if step.is_work), None)


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
    previous: Dose | None = None
    exercise_index = 0
    for section_index, section in enumerate(routine.sections):
        doses = [find_dose(entry, section, routine) for entry in section.entries]
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
                            usual_reps=dose.entry.usual_reps,
                        )
                    )
                previous = dose
                exercise_index += 1
    return Plan(routine.id, routine.name, tuple(steps), routine.sounds)


def begin_with(plan: Plan, side: Side) -> Plan:
    """The same plan with that side first; as it is where nothing is done side by side."""
    if plan.first_side in (None, side):
        return plan
    return replace(plan, steps=tuple(replace(step, side=step.side.other) if step.side else step for step in plan.steps))


def _blocks(previous: Dose | None, dose: Dose, lead: tuple[StepKind, int], first: Side) -> Iterator[_Block]:
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


def _transition(previous: Dose, dose: Dose) -> int:
    if dose.transition != "auto":
        return dose.transition
    is_same = previous.entry.exercise.position is dose.entry.exercise.position
    has_to_fetch = not KIT_TO_FETCH.isdisjoint(_to_fetch(previous, dose))
    return (SAME_POSITION if is_same else NEW_POSITION) + (FETCH_KIT if has_to_fetch else 0)


def _to_fetch(previous: Dose | None, dose: Dose) -> tuple[str, ...]:
    had = previous.entry.exercise.equipment if previous else ()
    return tuple(thing for thing in dose.entry.exercise.equipment if thing not in had)

"""Building: a routine that is being put together, as rows that can be read at a glance, and what it comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hipflow.core.exercise import Phase, Position, Sides
from hipflow.core.plan import Plan, Step, compile_plan
from hipflow.library.draft import Draft, Place
from hipflow.tui.phrases import clock_text, count_words, kit_words, printable, short_name
from hipflow.tui.wording import amount_text

POSITIONS = {
    Position.STANDING: "standing",
    Position.SEATED: "sitting",
    Position.HALF_KNEELING: "kneeling",
    Position.ALL_FOURS: "on all fours",
    Position.SIDE_LYING: "on your side",
    Position.SUPINE: "on your back",
    Position.PRONE: "face down",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise of what is built."""

    place: Place
    name: str
    short_name: str
    """For where the name does not fit."""
    length: str
    """How long it is worked: 0:40, or 2×0:30 where one side comes after the other."""
    lead: str
    """How long it takes to get there: 10 s."""
    arrival: str
    """Into which position, where that is another than before."""


def lay_rows(draft: Draft) -> tuple[Row | str, ...]:
    """The rows of a draft, those of a round once, under the titles of its sections; an empty string is a blank row."""
    routine = draft.routine
    if routine is None:
        return ()
    plan = compile_plan(routine)
    places = iter(draft.places)
    rows: list[Row | str] = []
    before: Position | None = None
    for number, section in enumerate(routine.sections):
        rounds = count_words(section.rounds, "round") if section.rounds > 1 else ""
        title = " · ".join(part for part in (printable(section.name).upper(), rounds) if part)
        title = title.upper() if not section.name else title
        if title or len(routine.sections) > 1:
            rows += [""] * bool(rows) + [title or f"PART {number + 1}"]
        first = [step for step in plan.steps if step.section_index == number and step.round == 1]
        indexes = sorted({step.exercise_index for step in first})
        for index, entry in zip(indexes, section.entries, strict=True):
            place = next(places)
            lead = next(step for step in first if step.exercise_index == index)
            position = entry.exercise.position
            arrival = POSITIONS[position] if position is not before else ""
            sides = "2×" if (entry.sides or entry.exercise.sides) is Sides.EACH else ""
            rows.append(
                Row(
                    place,
                    printable(entry.shown_name),
                    short_name(lead),
                    f"{sides}{_amount_text(draft.phases(place))}",
                    "" if lead.is_work else f"+{lead.seconds} s",
                    arrival,
                )
            )
            before = position
    return tuple(rows)


def _amount_text(phases: tuple[Phase, ...]) -> str:
    """How much is done on one side: a time, or how many repetitions."""
    if len(phases) == 1 and phases[0].reps:
        return amount_text(phases[0])
    return clock_text(sum(phase.seconds for phase in phases))


def tell_totals(draft: Draft) -> Iterator[str]:
    """What a draft comes to beside its length: exercises, changes of position, things to fetch; a line each."""
    routine = draft.routine
    if routine is None:
        return
    plan = compile_plan(routine)
    yield count_words(plan.exercises, "exercise").capitalize()
    changes = count_changes(plan)
    yield f"{count_words(changes, 'change').capitalize()} of position"
    kit = kit_words(routine.equipment)
    yield f"Fetch {kit}" if kit else "Nothing to fetch"


def count_changes(plan: Plan) -> int:
    """How often one has to get into another position."""
    firsts: dict[int, Step] = {}
    for step in plan.steps:
        firsts.setdefault(step.exercise_index, step)
    positions = [step.exercise.position for step in firsts.values()]
    return sum(one is not other for one, other in pairwise(positions))

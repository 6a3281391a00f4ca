"""Loss: what a routine gives up when an exercise is left out, and which one it can best spare."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from hipflow.core.exercise import Exercise, Kind
from hipflow.core.plan import compile_plan
from hipflow.core.regions import name_region
from hipflow.core.routine import Routine

SECONDARY = 0.5
"""What a second counts for a region that only helps in a movement, against one that the movement is for."""


def leave_out(routine: Routine, places: Collection[int]) -> Routine:
    """The routine without the entries at these places of `routine.entries`; a section that has none left goes too.

    Raises:
        ValueError: None would be left.
    """
    sections = []
    first = 0
    for section in routine.sections:
        kept = tuple(entry for place, entry in enumerate(section.entries, first) if place not in places)
        first += len(section.entries)
        if kept:
            sections.append(replace(section, entries=kept))
    if not sections:
        raise ValueError("a routine without exercises")
    return replace(routine, sections=tuple(sections))


def find_least_loss(routine: Routine) -> int | None:
    """The place in `routine.entries` of the one that can best be spared; None where each is the last of its section.

    First one that comes again elsewhere, the shortest of them. Else the one that takes the least from the regions of
    the body: of each region its share of all the seconds of its kind that the routine gives to it, so that a region for
    which nothing would be left weighs most. Where two are as good, the later one goes.
    """
    worked = _read_seconds(routine)
    ids = [entry.exercise.id for entry in routine.entries]
    sizes = [len(section.entries) for section in routine.sections for _ in section.entries]
    spare = [place for place, size in enumerate(sizes) if size > 1]
    if not spare:
        return None
    times = Counter(ids)
    repeated = [place for place in spare if times[ids[place]] > 1]
    if repeated:
        return min(repeated, key=lambda place: (worked[place], -place))
    sums: Counter[tuple[Kind, str]] = Counter()
    given = [_give_regions(entry.exercise, seconds) for entry, seconds in zip(routine.entries, worked, strict=True)]
    for each in given:
        sums.update(each)

    def lose(place: int) -> float:
        return sum(seconds / sums[region] for region, seconds in given[place].items())

    return min(spare, key=lambda place: (round(lose(place), 9), worked[place], -place))


def _read_seconds(routine: Routine) -> list[int]:
    """The seconds of work of each entry, on all sides and in all rounds."""
    rounds = [section.rounds for section in routine.sections for _ in section.entries]
    first: dict[int, int] = {}
    for step in compile_plan(routine).work:
        if step.round == 1:
            first[step.exercise_index] = first.get(step.exercise_index, 0) + step.seconds
    return [seconds * times for seconds, times in zip(first.values(), rounds, strict=True)]


def _give_regions(exercise: Exercise, seconds: int) -> dict[tuple[Kind, str], float]:
    """What so many seconds of an exercise do for each region, by what is done for it: a squat replaces no stretch."""
    kind = exercise.kind
    given = {(kind, name_region(muscle)): SECONDARY * seconds for muscle in exercise.muscles_secondary}
    return given | {(kind, name_region(muscle)): float(seconds) for muscle in exercise.muscles}

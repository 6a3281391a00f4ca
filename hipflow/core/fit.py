"""Fit: a routine made to last as long as there is time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hipflow.core.allotment import allot_seconds
from hipflow.core.candidates import Candidate, lengthen_routine, shorten_routine
from hipflow.core.changes import Changes, HoldChange, RoundsChange
from hipflow.core.exercise import Phase
from hipflow.core.plan import StepKind, compile_plan
from hipflow.core.routine import Entry, Routine

LONGEST_PREP = 120
"""Seconds to get ready, at most."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A routine that fits."""

    routine: Routine
    seconds: int
    """How long it lasts: what was wanted or, where no side could be favoured, a little less."""
    changes: Changes
    kept: tuple[int, ...]
    """The places in the entries of what was fitted of those that stayed, in order."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """There is no way to make it last so long."""

    shortest: int
    """Seconds of the shortest that can be made of it."""
    longest: int
    """Seconds of the longest."""
    nearest: int
    """Seconds of what comes nearest to what was wanted."""


def fit_routine(
    routine: Routine,
    seconds: int,
    *,
    keeps_rounds: bool = False,
    keeps_exercises: bool = False,
    keeps_prep: bool = False,
) -> Fit | Misfit:
    """The routine made to last exactly `seconds` in all, or how near one can come.

    As little as will do is changed, in this order:

    1. The holds are stretched or shrunk, all by one factor, each within its bounds; a static hold of a warm-up is
       never stretched to a minute. Both sides, and all rounds, last as long. What is counted changes by whole
       repetitions, and what goes on until a key stays as it is.
    2. Where that is too long still, rounds are dropped, one at a time, from the section that has most of them; where
       it is too short still, rounds are added in proportion, at most as many again as are written.
    3. Where one round of all is too long still, exercises are left out, one at a time, by least loss (see
       `find_least_loss`); each section keeps one, and the routine at least half of them.

    Whatever leads to work (get ready, switch, gap, transition, rest) takes as long as it did: it is the time that it
    takes to get there. Where an exercise is left out, the way is that from the one before it to the one after it.
    Only the seconds that cannot be shared out fairly go there: to the time to get ready, or if that stays, to ways
    whose seconds nobody wrote down.

    Args:
        routine: What to fit.
        seconds: How long it is to last, from get ready to the last second; above 0.
        keeps_rounds: Were the rounds asked for, so that they stay as they are?
        keeps_exercises: Were the exercises asked for, so that none is left out?
        keeps_prep: Was the time to get ready asked for, so that it stays to the second?
    """
    whole = Candidate.of(routine)
    if seconds == whole.plan.seconds:
        return Fit(routine, seconds, Changes(), tuple(range(len(routine.entries))))
    shorter = shorten_routine(whole, keeps_rounds=keeps_rounds, keeps_exercises=keeps_exercises)
    longer = lengthen_routine(whole, keeps_rounds=keeps_rounds)
    tried: list[Candidate] = []
    for candidate in shorter if seconds < whole.least else longer:
        if candidate.least <= seconds <= candidate.most:
            return _finish(candidate, whole, seconds, keeps_prep)
        tried.append(candidate)
    ends = [end for candidate in tried for end in (candidate.least, candidate.most)]
    # Of the other way nothing was tried yet.
    shortest, longest = [*tried, *shorter][-1], [*tried, *longer][-1]
    return Misfit(shortest.least, longest.most, min(ends, key=lambda end: abs(end - seconds)))


def set_holds(candidate: Candidate, seconds: Sequence[int]) -> Routine:
    """The routine with other seconds for each of the candidate's shares, written into its entries."""
    left = iter(seconds)
    entries = iter(
        _set_phases(entry, tuple(replace(step.phase, seconds=next(left)) for step in phases))
        for entry, phases in zip(candidate.routine.entries, candidate.holds, strict=True)
    )
    return replace(
        candidate.routine,
        sections=tuple(
            replace(section, entries=tuple(next(entries) for _ in section.entries))
            for section in candidate.routine.sections
        ),
    )


def _set_phases(entry: Entry, phases: tuple[Phase, ...]) -> Entry:
    if entry.is_open:
        return entry
    if entry.phases is None and not entry.exercise.has_phases and not phases[0].reps:
        return replace(entry, seconds=phases[0].seconds)
    return replace(entry, phases=tuple(map(_count_anew, phases)), seconds=None, reps=None)


def _count_anew(phase: Phase) -> Phase:
    """The phase with as many repetitions as its seconds have room for, where it is counted."""
    return replace(phase, reps=round(phase.seconds / phase.tempo.seconds)) if phase.reps and phase.tempo else phase


def list_holds(candidate: Candidate, seconds: Sequence[int]) -> tuple[HoldChange, ...]:
    """What became of each hold; empty where none was touched."""
    steps = [step for phases in candidate.holds for step in phases]
    if [step.seconds for step in steps] == list(seconds):
        return ()
    return tuple(
        HoldChange(step.name, step.seconds, after, step.rep_seconds) for step, after in zip(steps, seconds, strict=True)
    )


def _finish(candidate: Candidate, whole: Candidate, seconds: int, keeps_prep: bool) -> Fit:
    allotted, rest = allot_seconds(candidate.shares, seconds - candidate.fixed)
    routine = set_holds(candidate, allotted)
    prep = 0 if keeps_prep or not 0 < routine.prep <= LONGEST_PREP - rest else rest
    routine, ways = _lengthen_ways(replace(routine, prep=routine.prep + prep), rest - prep)
    left = list(candidate.routine.entries)
    kept = []
    for place, entry in enumerate(whole.routine.entries):
        if left and left[0] is entry:
            kept.append(place)
            left.pop(0)
    gone = [entry for place, entry in enumerate(whole.routine.entries) if place not in kept]
    rounds = tuple(
        RoundsChange(before.name, before.rounds, after.rounds)
        for before, after in zip(whole.routine.sections, candidate.routine.sections, strict=True)
        if before.rounds != after.rounds
    )
    changes = Changes(
        left_out=tuple(entry.shown_name for entry in gone),
        rounds=rounds,
        holds=list_holds(candidate, allotted),
        prep=prep,
        ways=ways,
    )
    return Fit(routine, seconds - (rest - prep - ways), changes, tuple(kept))


def _lengthen_ways(routine: Routine, rest: int) -> tuple[Routine, int]:
    """The routine with so many seconds more between its exercises, or as many as can be, and how many those are."""
    left = rest
    for place, ways in sorted(_find_free_ways(routine).items(), key=lambda item: -len(item[1])):
        if len(ways) <= left and len(set(ways)) == 1:
            routine = _set_way(routine, place, ways[0] + 1)
            left -= len(ways)
    return routine, rest - left


def _find_free_ways(routine: Routine) -> dict[int, list[int]]:
    """The seconds of the ways to each entry in all rounds, by its place, where nobody wrote them down."""
    places: list[int] = []
    is_free: list[bool] = []
    for section in routine.sections:
        here = range(len(is_free), len(is_free) + len(section.entries))
        places += [*here] * section.rounds
        for entry in section.entries:
            wishes = (entry.transition, section.defaults.transition, routine.defaults.transition)
            is_free.append(next((wish for wish in wishes if wish is not None), "auto") == "auto")
    ways: dict[int, list[int]] = {}
    for step in compile_plan(routine).steps:
        place = places[step.exercise_index]
        if step.kind is StepKind.TRANSITION and is_free[place]:
            ways.setdefault(place, []).append(step.seconds)
    return ways


def _set_way(routine: Routine, place: int, seconds: int) -> Routine:
    sections = []
    first = 0
    for section in routine.sections:
        entries = list(section.entries)
        if first <= place < first + len(entries):
            entries[place - first] = replace(entries[place - first], transition=seconds)
        first += len(entries)
        sections.append(replace(section, entries=tuple(entries)))
    return replace(routine, sections=tuple(sections))

"""A dose: an entry of a routine with every question answered, in seconds or in repetitions."""

from dataclasses import dataclass, replace
from typing import TypeVar

from hipflow.core.exercise import Phase, Sides, Tempo
from hipflow.core.routine import Entry, Routine, Section, Transition

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """What is done of an entry, and how it is come to: step beats section beats routine beats exercise."""

    entry: Entry
    sides: Sides
    phases: tuple[Phase, ...]
    """Never empty."""
    switch: int
    phase_gap: int
    transition: Transition


def find_dose(entry: Entry, section: Section, routine: Routine) -> Dose:
    """The dose of an entry in its place."""
    exercise, by_section, by_routine = entry.exercise, section.defaults, routine.defaults
    return Dose(
        entry=entry,
        sides=entry.sides or exercise.sides,
        phases=_find_phases(entry, _first_or_none(entry.seconds, by_section.seconds, by_routine.seconds)),
        switch=_first(entry.switch, by_section.switch, by_routine.switch, exercise.switch),
        phase_gap=_first(entry.phase_gap, by_section.phase_gap, by_routine.phase_gap, exercise.phase_gap),
        transition=_first(entry.transition, by_section.transition, by_routine.transition, "auto"),
    )


def count_reps(phase: Phase, reps: int, tempo: Tempo | None) -> Phase:
    """The same phase with so many repetitions, in the whole seconds that they take.

    Raises:
        ValueError: There is no tempo, or they take no whole number of seconds.
    """
    seconds = reps * tempo.seconds if tempo else 0.0
    if seconds < 1 or seconds != int(seconds):
        raise ValueError(f"{reps} repetitions take {seconds} s")
    return replace(phase, seconds=int(seconds), reps=reps, tempo=tempo)


def _find_phases(entry: Entry, seconds: int | None) -> tuple[Phase, ...]:
    """The phases of an entry for which some seconds are wished; named phases keep their own."""
    own = entry.exercise.phases
    if entry.phases is not None:
        phases = entry.phases
    elif entry.reps is not None:
        phases = tuple(count_reps(phase, entry.reps, entry.tempo or entry.exercise.rep_tempo) for phase in own)
    elif seconds is None or entry.exercise.has_phases:
        phases = own
    else:
        phases = (Phase(name="", seconds=seconds, cue=own[0].cue),)
    return tuple(replace(phase, is_open=True) for phase in phases) if entry.is_open else phases


def _first(*wishes: T | None) -> T:
    """The first that is set."""
    return next(wish for wish in wishes if wish is not None)


def _first_or_none(*wishes: T | None) -> T | None:
    """The first that is set; None where none is."""
    return next((wish for wish in wishes if wish is not None), None)

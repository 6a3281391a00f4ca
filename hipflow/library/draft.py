"""A routine as it is being put together: the text of its file, changed by one thing at a time and read anew each time.

A draft is the file. Whatever its author wrote into it by hand, comments and order and fields that nobody asks about
here, is still there after a change, and whatever the reader would say of the file is known at once.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from hipflow.core.dose import find_dose
from hipflow.core.exercise import Phase, Sides
from hipflow.core.plan import StepKind
from hipflow.core.routine import MOST_ROUNDS, Entry, Routine, Section
from hipflow.library import editing
from hipflow.library.durations import GAP, WORK, Span
from hipflow.library.entries import FIELDS as ENTRY_FIELDS
from hipflow.library.passages import EditError, Scalar
from hipflow.library.passages import Path as Passage
from hipflow.library.problems import Reading
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import FIELDS, parse_routine
from hipflow.library.sections import SECTION_FIELDS

UNSAVED: Final = "unsaved.yaml"
WAYS: Final = {StepKind.TRANSITION: "transition", StepKind.SWITCH: "switch", StepKind.GAP: "phase_gap"}
"""The fields of an entry that say how long it takes to get to its next piece of work."""
ROUNDS: Final = Span(1, MOST_ROUNDS)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an entry stands: in which section, and the how many-eth there; both from 0."""

    section: int
    index: int


@dataclass(frozen=True)
class Draft:
    """The text of a routine's file, and what it says; every change makes another draft.

    All changes raise EditError, in a sentence for a person, where they cannot be made.
    """

    text: str
    file: Path | None
    """Where it is kept; None as long as it has not been saved."""
    known: Repertoire
    """The exercises that it can name besides its own."""
    saved: str = ""
    """The text as it was last kept."""

    @cached_property
    def reading(self) -> Reading[Routine]:
        """The routine, or all that is wrong with the text."""
        return parse_routine(self.text, str(self.file or UNSAVED), self.known)

    @property
    def routine(self) -> Routine | None:
        """The routine; None as long as nothing is in it, or something is wrong with it."""
        return self.reading.value

    @property
    def is_changed(self) -> bool:
        """Is there something that would be lost?"""
        return self.text != self.saved

    @property
    def is_empty(self) -> bool:
        """Is there nothing in it yet?"""
        return editing.read_value(self.text, ("steps",)) == []

    @property
    def title(self) -> str:
        """The name that it has."""
        name = editing.read_value(self.text, ("name",))
        return name if isinstance(name, str) else ""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that it has."""
        return self.routine.sections if self.routine else ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Every entry's place, in order."""
        return tuple(
            Place(number, index)
            for number, section in enumerate(self.sections)
            for index in range(len(section.entries))
        )

    def entry(self, place: Place) -> Entry:
        """What stands at a place."""
        return self.sections[place.section].entries[place.index]

    def seconds(self, place: Place) -> int:
        """How long the exercise at a place is worked, per side; all its phases together."""
        return sum(phase.seconds for phase in self.phases(place))

    def phases(self, place: Place) -> tuple[Phase, ...]:
        """What is worked of the exercise at a place, per side."""
        routine = self.routine
        if routine is None:
            raise EditError("It is no longer there.")
        return find_dose(self.entry(place), self.sections[place.section], routine).phases

    def add(self, exercise_id: str, after: Place | None) -> tuple["Draft", Place]:
        """One exercise more, after that at a place, or at the end; and where it is now."""
        last = self.places[-1] if self.places else Place(0, -1)
        to = Place((after or last).section, (after or last).index + 1)
        return self._with(editing.insert_item(self.text, self._list(to), to.index, {"exercise": exercise_id})), to

    def remove(self, place: Place) -> "Draft":
        """The same without the exercise at a place."""
        if len(self.sections) > 1 and len(self.sections[place.section].entries) == 1:
            raise EditError("It is the only one of its section, which would be left empty.")
        return self._with(editing.remove_item(self.text, self._list(place), place.index))

    def move(self, place: Place, by: int) -> tuple["Draft", Place]:
        """The exercise at a place one earlier, for -1, or later, for 1, across sections; and where it is now."""
        to = Place(place.section, place.index + by)
        if not 0 <= to.index < len(self.sections[place.section].entries):
            section = place.section + by
            if not 0 <= section < len(self.sections):
                raise EditError("It is the first." if by < 0 else "It is the last.")
            if len(self.sections[place.section].entries) == 1:
                raise EditError("It is the only one of its section, which would be left empty.")
            to = Place(section, len(self.sections[section].entries) if by < 0 else 0)
        moved = editing.move_item(self.text, self._list(place), place.index, self._list(to), to.index)
        return self._with(moved), to

    def set_seconds(self, place: Place, seconds: int) -> "Draft":
        """The exercise at a place worked for so long, per side; kept within what is allowed.

        One that is counted gets as many repetitions more or fewer as come next in that direction.
        """
        entry, (phase, *others) = self.entry(place), self.phases(place)
        if others or phase.name:
            raise EditError(f"{entry.shown_name} is worked in parts, each with its own time; change them in the file.")
        if phase.reps is None or phase.tempo is None:
            return self._set(place, "duration", _within(seconds, WORK))
        step = 1 if seconds > phase.seconds else -1
        reps = phase.reps + step * max(1, round(abs(seconds - phase.seconds) / phase.tempo.seconds))
        while not (reps * phase.tempo.seconds).is_integer():
            reps += step
        if not WORK.shortest <= reps * phase.tempo.seconds <= WORK.longest:
            return self
        return self._set(place, "reps", reps)

    def set_sides(self, place: Place, sides: Sides) -> "Draft":
        """The exercise at a place done so; raises EditError too where it cannot be."""
        exercise = self.entry(place).exercise
        if sides not in (exercise.sides_allowed or (exercise.sides,)):
            raise EditError(f"{exercise.name} can only be done in one way.")
        return self._set(place, "sides", sides.value)

    def set_rounds(self, section: int, rounds: int) -> "Draft":
        """A section done so many times; kept within what is allowed."""
        path = self._section_path(section)
        order = SECTION_FIELDS if path else FIELDS
        return self._with(editing.set_field(self.text, path, "rounds", _within(rounds, ROUNDS), order))

    def find_place(self, exercise_index: int) -> Place:
        """The place of the exercise that has this index in the plan, where each round counts anew."""
        for number, section in enumerate(self.sections):
            count = len(section.entries) * section.rounds
            if exercise_index < count:
                return Place(number, exercise_index % len(section.entries))
            exercise_index -= count
        raise EditError("It is no longer there.")

    def set_way(self, place: Place, kind: StepKind, seconds: int) -> "Draft":
        """So long for a step of that kind which leads to the exercise at a place; kept within what is allowed."""
        seconds, field = _within(seconds, GAP), find_field(kind)
        if kind in WAYS:
            return self._set(place, field, seconds)
        path = self._section_path(place.section) if kind is StepKind.REST else ()
        return self._with(editing.set_field(self.text, path, field, seconds, SECTION_FIELDS if path else FIELDS))

    def set_name(self, name: str) -> "Draft":
        """Called otherwise; its id stays."""
        return self._with(editing.set_field(self.text, (), "name", name, FIELDS))

    def _set(self, place: Place, key: str, value: Scalar) -> "Draft":
        path = (*self._list(place), place.index)
        return self._with(editing.set_field(self.text, path, key, value, ENTRY_FIELDS))

    def _list(self, place: Place) -> Passage:
        return (*self._section_path(place.section), "steps")

    def _section_path(self, section: int) -> Passage:
        return ("sections", section) if editing.read_value(self.text, ("steps",)) is None else ()

    def _with(self, text: str) -> "Draft":
        changed = replace(self, text=text)
        if changed.routine is None and not changed.is_empty:
            raise EditError(changed.reading.errors[0].what)
        return changed


def find_field(kind: StepKind) -> str:
    """The field that says how long a step of that kind lasts, where it is not work."""
    return {StepKind.PREPARE: "prep", StepKind.REST: "round_rest", **WAYS}[kind]


def _within(value: int, span: Span) -> int:
    return min(max(value, span.shortest), span.longest)

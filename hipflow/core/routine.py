"""A routine: the file a person writes, read and found to be sound."""

from dataclasses import dataclass, field
from typing import Literal

from hipflow.core.exercise import Exercise, Phase, Side, Sides, Tempo
from hipflow.core.sounds import DEFAULT_PROFILE, Profile

MOST_ROUNDS = 20
"""Of one section."""

Transition = int | Literal["auto"]
"""Seconds to get to the next exercise; auto: by how far apart the positions are, and what has to be fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """Seconds that a routine or a section sets for all its entries; None: not set."""

    seconds: int | None = None
    """Work per side. Never changes the seconds of phases."""
    switch: int | None = None
    transition: Transition | None = None
    phase_gap: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a routine: an exercise, and what is different about it here."""

    exercise: Exercise
    seconds: int | None = None
    """Work per side; None: by the defaults, or the exercise's own."""
    phases: tuple[Phase, ...] | None = None
    sides: Sides | None = None
    switch: int | None = None
    phase_gap: int | None = None
    transition: Transition | None = None
    name: str = ""
    note: str = ""
    reps: int | None = None
    """How often, in place of seconds: per side, or in all where the sides take turns; of each phase."""
    tempo: Tempo | None = None
    """How fast each of these is done; None: as the exercise knows, which then must know it."""
    is_open: bool = False
    """Does the work go on until a key says that it is done? Its seconds are then those expected."""
    usual_reps: str = ""
    """How often is usual, in words that are only shown."""

    @property
    def shown_name(self) -> str:
        """The name to show for it: its own, or the exercise's."""
        return self.name or self.exercise.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part of a routine, done in one or more rounds."""

    entries: tuple[Entry, ...]
    name: str = ""
    phase: str = ""
    rounds: int = 1
    round_rest: int | None = None
    """Seconds of rest between two rounds, in place of the transition; None: the transition stays."""
    defaults: Defaults = field(default_factory=Defaults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """Which exercises, in which order, for how long."""

    id: str
    name: str
    sections: tuple[Section, ...]
    description: str = ""
    phase: str = ""
    """When it suits: warmup, strength, cooldown, recovery, mixed, or nothing."""
    tags: tuple[str, ...] = ()
    prep: int = 10
    """Seconds to get ready before the first exercise."""
    first_side: Side = Side.LEFT
    defaults: Defaults = field(default_factory=Defaults)
    sounds: Profile = DEFAULT_PROFILE
    """What of it is heard, and how loud."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All its entries in order, each once, however many rounds it is done."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def equipment(self) -> tuple[str, ...]:
        """All it needs, each once, in the order it is first needed."""
        return tuple(dict.fromkeys(thing for entry in self.entries for thing in entry.exercise.equipment))

"""The exercises there are: those built in and the user's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hipflow.core.exercise import Exercise
from hipflow.library.problems import Complaint, quote, suggest_nearest


@dataclass(frozen=True, slots=True)
class Repertoire:
    """All the exercises that a routine can name."""

    built_in: Mapping[str, Exercise] = field(default_factory=dict)
    own: Mapping[str, Exercise] = field(default_factory=dict)
    """The user's; found before those built in."""
    broken: Mapping[str, str] = field(default_factory=dict)
    """The ids of the user's that could not be read, with their files."""

    def find_exercise(self, id: str) -> Exercise | None:
        """The exercise of that id; None where there is none."""
        return self.own.get(id) or self.built_in.get(id)

    def has_built_in(self, id: str) -> bool:
        """Does an exercise of that id come with hipflow?"""
        return id in self.built_in

    def complain_of_missing(self, id: str, local_ids: Iterable[str] = ()) -> Complaint:
        """What to say of an id that is neither here nor among those a file defines itself."""
        if id in self.broken:
            return Complaint(f"exercise {quote(id)} has a problem of its own", f"Mend {self.broken[id]} first.")
        ids = {each: each for each in (*local_ids, *self.own, *self.built_in)}
        other_names = {
            name.lower(): exercise.id
            for exercise in (*self.own.values(), *self.built_in.values())
            for name in (exercise.name, *exercise.aliases)
        }
        spellings = other_names | ids
        near = suggest_nearest(id.lower(), spellings)
        guess = f'Did you mean "{spellings[near]}"? ' if near else ""
        return Complaint(f"no exercise {quote(id)}", f"{guess}See: hipflow exercises")


@dataclass(frozen=True, slots=True)
class NotedRepertoire(Repertoire):
    """The same, with a note of every id that was asked for."""

    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, known: Repertoire) -> "NotedRepertoire":
        """A repertoire that nothing was asked of yet."""
        return cls(known.built_in, known.own, known.broken)

    def find_exercise(self, id: str) -> Exercise | None:
        """The exercise of that id; None where there is none."""
        self.asked.add(id)
        return Repertoire.find_exercise(self, id)

    def has_built_in(self, id: str) -> bool:
        """Does an exercise of that id come with hipflow?"""
        self.asked.add(id)
        return Repertoire.has_built_in(self, id)

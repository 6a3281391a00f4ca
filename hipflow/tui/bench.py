"""The bench: a draft that is worked on, one exercise at a time, and the drafts before and after it."""

from dataclasses import dataclass, field

from hipflow.core.routine import Entry
from hipflow.library.draft import Draft, Place


@dataclass(slots=True)
class Bench:
    """Holds a draft and the exercise that is worked on. Every change can be taken back, and made again.

    Changes raise EditError, in a sentence for a person, where they cannot be made; where there is no exercise to work
    on, they do nothing.
    """

    draft: Draft
    place: Place | None = None
    _before: list[tuple[Draft, Place | None]] = field(default_factory=list)
    _after: list[tuple[Draft, Place | None]] = field(default_factory=list)

    @property
    def entry(self) -> Entry | None:
        """The exercise that is worked on."""
        return self.draft.entry(self.place) if self.place else None

    @property
    def can_undo(self) -> bool:
        """Is there a change to take back?"""
        return bool(self._before)

    @property
    def can_save(self) -> bool:
        """Is there something that could be kept, and is not yet?"""
        return self.draft.routine is not None and (self.draft.is_changed or self.draft.file is None)

    def add(self, exercise_id: str) -> None:
        """Put an exercise after this one, and work on that."""
        self._take(*self.draft.add(exercise_id, self.place))

    def move(self, by: int) -> None:
        """Put the exercise before or after its neighbour."""
        if self.place:
            self._take(*self.draft.move(self.place, by))

    def lengthen(self, by: int) -> None:
        """Make the exercise longer, or for less than 0 shorter, to the next multiple of so many seconds."""
        if self.place:
            now, step = self.draft.seconds(self.place), abs(by)
            wanted = (now // step + 1) * step if by > 0 else (now - 1) // step * step
            self._take(self.draft.set_seconds(self.place, wanted), self.place)

    def add_rounds(self, by: int) -> None:
        """Do the section of the exercise so many times more."""
        if self.place:
            rounds = self.draft.sections[self.place.section].rounds + by
            self._take(self.draft.set_rounds(self.place.section, rounds), self.place)

    def turn_sides(self) -> None:
        """Do the exercise in the next way in which it can be done."""
        if self.place and self.entry:
            exercise = self.entry.exercise
            ways = exercise.sides_allowed or (exercise.sides,)
            after = (ways.index(self.entry.sides or exercise.sides) + 1) % len(ways)
            self._take(self.draft.set_sides(self.place, ways[after]), self.place)

    def take_out(self) -> None:
        """Take the exercise out, and work on the one before it."""
        if self.place:
            draft = self.draft.remove(self.place)
            earlier = [each for each in draft.places if each <= self.place]
            self._take(draft, earlier[-1] if earlier else next(iter(draft.places), None))

    def name(self, name: str) -> None:
        """Call the routine so."""
        if name and name != self.draft.title:
            self._take(self.draft.set_name(name), self.place)

    def undo(self) -> None:
        """Take the last change back, if there is one."""
        self._turn(self._before, self._after)

    def redo(self) -> None:
        """Make it again, if one was taken back."""
        self._turn(self._after, self._before)

    def _take(self, draft: Draft, place: Place | None) -> None:
        if draft.text != self.draft.text:
            self._before.append((self.draft, self.place))
            self._after.clear()
        self.draft, self.place = draft, place

    def _turn(self, source: list[tuple[Draft, Place | None]], target: list[tuple[Draft, Place | None]]) -> None:
        if source:
            target.append((self.draft, self.place))
            self.draft, self.place = source.pop()

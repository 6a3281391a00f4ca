"""What the picker browses: the routines as cards, known at once and kept true while one looks at them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from hipflow.tui.cards import Card, Library
from hipflow.tui.parts import Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipflow.core.exercise import Exercise
    from hipflow.core.routine import Routine
    from hipflow.library.catalogue import Catalogue


MOST_READ_FIRST: Final = 200
"""Files of one's own, in the first run, up to which the first frame waits for them; about a tenth of a second."""


class Stock:
    """The routines and movements of this machine. May be used from any thread."""

    @cached_property
    def catalogue(self) -> Catalogue:
        """Where they come from."""
        from hipflow.library.catalogue import load_catalogue

        return load_catalogue()

    def recall(self, prep: int | None = None) -> Library | None:
        """All the routines as they were known last. Where none are, the presets, if there are too many to read first.

        Args:
            prep: Seconds to get ready, in place of those of each routine.
        """
        listings = self.catalogue.recall()
        if not listings and self.catalogue.count_own() > MOST_READ_FIRST:
            listings = self.catalogue.without_own().routines
        return Library.of(listings, prep) if listings else None

    def read(self, prep: int | None = None) -> Library:
        """All the routines as they are."""
        self.catalogue.check()
        return Library.of(self.catalogue.routines, prep)

    def look_again(self, tell: Callable[[Library], None] | None = None, prep: int | None = None) -> Look:
        """What has changed; a file that is being saved is left as it was until it has come to rest.

        Args:
            tell: Called now and then with the routines so far, while thousands are read for the first time.
            prep: Seconds to get ready, in place of those of each routine.
        """
        is_changed = self.catalogue.check(
            is_patient=True, tell=(lambda listings: tell(Library.of(listings, prep))) if tell else None
        )
        return Look(Library.of(self.catalogue.routines, prep) if is_changed else None, self.catalogue.is_settled)

    def read_routine(self, card: Card) -> Routine | None:
        """The routine of a card."""
        return card.routine or self.catalogue.read_listed(card.listing).value

    def is_own(self, exercise: Exercise) -> bool:
        """Is it the person's own, or their version of one?"""
        return self.catalogue.exercises.own.get(exercise.id) == exercise

    def list_exercises(self) -> list[Exercise]:
        """All the movements there are, by name."""
        repertoire = self.catalogue.exercises
        return sorted({**repertoire.built_in, **repertoire.own}.values(), key=lambda exercise: exercise.name)

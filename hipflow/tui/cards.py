"""Cards: what the picker knows of a routine before it is started, and how cards are grouped and searched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from hipflow.library.listings import Listing, Source
from hipflow.tui.phrases import kit_words, printable

if TYPE_CHECKING:
    # No routine is read before the first frame, which waits for every import.
    from hipflow.core.routine import Routine


class Group(Enum):
    """When a routine suits, in the order and the words in which the picker shows it."""

    BEFORE = "BEFORE A RUN"
    AFTER = "AFTER A RUN"
    STRENGTH = "STRENGTH"
    RECOVERY = "RECOVERY"
    DESK = "AT THE DESK"
    ANY_DAY = "ANY DAY"
    MINE = "MINE"


BY_TAG = {
    "pre-run": Group.BEFORE,
    "post-run": Group.AFTER,
    "strength": Group.STRENGTH,
    "recovery": Group.RECOVERY,
    "desk": Group.DESK,
    "any-day": Group.ANY_DAY,
}
"""The first tag that is known decides."""
BY_PHASE = {
    "warmup": Group.BEFORE,
    "cooldown": Group.AFTER,
    "strength": Group.STRENGTH,
    "recovery": Group.RECOVERY,
}


class Card(NamedTuple):
    """One routine as the picker shows it. A tuple as its listing is one: there may be thousands."""

    listing: Listing
    routine: Routine | None = None
    """It, where it has been read already."""
    last_done: str = ""
    """When it was last done, in a word or two; empty: never, or not known."""
    is_suggested: bool = False
    """Might it suit now?"""

    @property
    def id(self) -> str:
        """The id of the routine."""
        return self.listing.id

    @property
    def name(self) -> str:
        """Its name; its id where its file is broken."""
        return printable(self.listing.name or self.listing.id)

    @property
    def seconds(self) -> int:
        """How long all of it lasts."""
        return self.listing.seconds

    @property
    def is_broken(self) -> bool:
        """Is there nothing to start?"""
        return bool(self.listing.problems)

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with its file, each in plain words for a person."""
        return tuple(printable(str(problem)) for problem in self.listing.problems)

    @property
    def is_sided(self) -> bool:
        """Does any of it go one side after the other, so that there is a first side?"""
        return self.listing.is_sided

    @property
    def group(self) -> Group:
        """Where it stands: the person's own apart, others by their tags, or else by their phase."""
        listing = self.listing
        if listing.source is Source.USER:
            return Group.MINE
        tagged = (BY_TAG[tag] for tag in listing.tags if tag in BY_TAG)
        return next(tagged, BY_PHASE.get(listing.phase, Group.ANY_DAY))

    @property
    def words(self) -> str:
        """All that a search looks at, case-folded."""
        one = self.listing
        if one.problems:
            return f"{self.name}\nhas a problem".casefold()
        told = (one.name, one.id, one.description, *one.tags, *one.exercises, kit_words(one.equipment))
        return "\n".join(told).casefold()


@dataclass(frozen=True, slots=True)
class Library:
    """All cards, in any order."""

    cards: tuple[Card, ...] = ()
    _words: list[str] = field(default_factory=list, compare=False)

    @classmethod
    def of(cls, listings: Iterable[Listing], prep: int | None = None) -> Library:
        """The cards of these listings; `prep`: seconds to get ready, in place of those of each routine."""
        if prep is not None:
            listings = (each._replace(seconds=each.seconds - each.prep + prep, prep=prep) for each in listings)
        return cls(tuple(map(Card, listings)))

    def search(self, query: str) -> list[Card]:
        """The cards in which every word of the query is found, in their order; all of them for an empty query."""
        wanted = query.casefold().split()
        if not wanted:
            return list(self.cards)
        if not self._words:
            # Once, when something is first looked for: 30 ms for 10,000 cards.
            self._words.extend(card.words for card in self.cards)
        return [
            card for card, words in zip(self.cards, self._words, strict=True) if all(word in words for word in wanted)
        ]


def group_cards(cards: Iterable[Card]) -> list[tuple[Group, list[Card]]]:
    """The cards by group, in the order of the groups; groups without cards are left out."""
    grouped: dict[Group, list[Card]] = {group: [] for group in Group}
    mine = grouped[Group.MINE]
    for card in cards:
        # Asked here, for what there may be thousands of is the person's own.
        (mine if card.listing.source is Source.USER else grouped[card.group]).append(card)
    return [(group, members) for group, members in grouped.items() if members]

"""Cards: what the picker knows of a routine before it is started, and how cards are grouped and searched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from hipflow.core.plan import compile_plan
from hipflow.core.routine import Routine
from hipflow.tui.phrases import kit_words, printable


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One routine as the picker shows it."""

    id: str
    name: str
    group: Group
    routine: Routine | None
    """None when its file is broken."""
    seconds: int = 0
    """How long all of it lasts."""
    problems: tuple[str, ...] = ()
    """What is wrong with its file, each in plain words for a person."""
    last_done: str = ""
    """When it was last done, in a word or two; empty: never, or not known."""
    is_suggested: bool = False
    """Might it suit now?"""
    index: str = ""
    """All that a search looks at, case-folded."""

    @property
    def is_broken(self) -> bool:
        """Is there nothing to start?"""
        return self.routine is None

    @property
    def is_sided(self) -> bool:
        """Does any of it go one side after the other, so that there is a first side?"""
        return self.routine is not None and any(
            (entry.sides or entry.exercise.sides).value == "each" for entry in self.routine.entries
        )


@dataclass(frozen=True, slots=True)
class Library:
    """All cards, in any order."""

    cards: tuple[Card, ...] = ()


def make_card(routine: Routine, *, is_mine: bool = False, last_done: str = "", prep: int | None = None) -> Card:
    """The card of a routine that can be run; `prep`: seconds to get ready, in place of the routine's own."""
    exercises = (entry.shown_name for entry in routine.entries)
    words = (routine.name, routine.id, routine.description, *routine.tags, *exercises, kit_words(routine.equipment))
    return Card(
        id=routine.id,
        name=printable(routine.name),
        group=find_group(routine, is_mine=is_mine),
        routine=routine,
        seconds=compile_plan(routine, prep=prep).seconds,
        last_done=last_done,
        index="\n".join(words).casefold(),
    )


def make_broken_card(id: str, problems: Iterable[str], *, name: str = "", is_mine: bool = True) -> Card:
    """The card of a routine whose file cannot be used; `name` is what is known of its name, or nothing."""
    shown = printable(name or id)
    return Card(
        id=id,
        name=shown,
        group=Group.MINE if is_mine else Group.ANY_DAY,
        routine=None,
        problems=tuple(printable(problem) for problem in problems),
        index=f"{shown}\nhas a problem".casefold(),
    )


def find_group(routine: Routine, *, is_mine: bool = False) -> Group:
    """The group of a routine: the person's own apart, others by their tags, or else by their phase."""
    if is_mine:
        return Group.MINE
    tagged = (BY_TAG[tag] for tag in routine.tags if tag in BY_TAG)
    return next(tagged, BY_PHASE.get(routine.phase, Group.ANY_DAY))


def search_cards(cards: Sequence[Card], query: str) -> list[Card]:
    """The cards in which every word of the query is found, in their order; all of them for an empty query."""
    words = query.casefold().split()
    return [card for card in cards if all(word in card.index for word in words)]


def group_cards(cards: Iterable[Card]) -> list[tuple[Group, list[Card]]]:
    """The cards by group, in the order of the groups; groups without cards are left out."""
    grouped: dict[Group, list[Card]] = {group: [] for group in Group}
    for card in cards:
        grouped[card.group].append(card)
    return [(group, members) for group, members in grouped.items() if members]

"""What the picker knows of earlier sessions: when each routine was last done, and what might suit now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from hipflow.core.regions import name_region
from hipflow.store.suggestion import Candidate, Suggestion, suggest_routine
from hipflow.tui.cards import Group, Library
from hipflow.tui.past_words import tell_day

if TYPE_CHECKING:
    from hipflow.tui.cards import Card
    from hipflow.tui.memories import Today


@dataclass(frozen=True, slots=True)
class Shelf:
    """The library as it stands today."""

    library: Library
    today: Today | None = None
    """None: nothing is remembered."""
    suggestion: Suggestion | None = None


def mark_cards(library: Library, today: Today | None) -> Shelf:
    """The cards with when they were last done, and the one that might suit now."""
    if today is None:
        return Shelf(library)
    suggestion = suggest_card(library.cards, today)
    suggested = suggestion.routine if suggestion else None
    cards = tuple(
        card._replace(last_done=_last_done(card, today), is_suggested=card.id == suggested)
        if card.id in today.last_done or card.last_done or card.is_suggested or card.id == suggested
        else card
        for card in library.cards
    )
    return Shelf(replace(library, cards=cards), today, suggestion)


def suggest_card(cards: tuple[Card, ...], today: Today) -> Suggestion | None:
    """What might suit now, and why; None where nothing needs to be said."""
    return suggest_routine(
        [
            Candidate(
                id=card.id,
                phase=card.listing.phase,
                is_for_desk=card.group is Group.DESK,
                regions=_name_regions(card.listing.muscles),
            )
            for card in cards
            if not card.is_broken
        ],
        now=today.now,
        last_session=today.last_session,
        last_done=today.last_done,
        regions=today.regions,
    )


@cache
def _name_regions(muscles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(name_region, muscles)))


def _last_done(card: Card, today: Today) -> str:
    last = today.last_done.get(card.id)
    return tell_day(last.started.date(), today.now.date()) if last else ""

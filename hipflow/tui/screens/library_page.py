"""A page over a library: read in a thread, kept true while it is open, its routines read when they are looked at."""

from __future__ import annotations

import asyncio
import threading
from abc import abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Final

from textual import work
from textual.timer import Timer

from hipflow.tui.cards import Card, Group, Library
from hipflow.tui.parts import Parts
from hipflow.tui.phrases import printable
from hipflow.tui.screens.page import Page

if TYPE_CHECKING:
    from hipflow.core.routine import Routine
    from hipflow.library.listings import Listing
    from hipflow.tui.memories import Today
    from hipflow.tui.shelf import Shelf

LOOK_SECONDS: Final = 2.0
"""Between two looks whether the files are as they were; each is one call to the system a file, in a thread.

Watching for events instead would be another way on every system, and none on folders of a network.
"""
CARDS_A_SECOND: Final = 3000
"""Of this many cards each makes the time between two looks a second longer: looking costs 1 % of a core at most."""
SETTLE_SECONDS: Final = 0.5
"""The same for a file that is being saved right now."""
MOST_KEPT: Final = 500
"""Routines that are kept once they were read."""


class LibraryPage(Page[None]):
    """Holds a library, and what is remembered of it."""

    def __init__(self, parts: Parts) -> None:
        """A page over the library that `parts` reads."""
        super().__init__()
        self.parts = parts
        self.library: Library | None = None
        """None until it has been read."""
        self.shelf: Shelf | None = None
        """The same as it stands today."""
        self.is_read = asyncio.Event()
        """Set once the library has been shown."""
        self.is_recalled = asyncio.Event()
        """Set once it is known what is remembered, or that nothing is."""
        self._routines: dict[Listing, Routine | None] = {}
        self._next_look: Timer | None = None
        self._looking = Lock()  # whoever has looked at the files says what is the newest before another looks
        self._newest: Library | None = None

    @property
    @abstractmethod
    def wanted(self) -> str:
        """The id of the card that is selected, or is to be."""

    @abstractmethod
    def show_library(self, library: Library) -> None:
        """Show the cards of a library."""

    @abstractmethod
    def show_shelf(self, shelf: Shelf) -> None:
        """Show the library as it stands today."""

    @abstractmethod
    def show_card(self) -> None:
        """Show the selected card."""

    @abstractmethod
    def say(self, message: str) -> None:
        """Say something to the person."""

    def find_routine(self, card: Card) -> Routine | None:
        """The routine of a card, if it has been read."""
        return card.routine or self._routines.get(card.listing)

    def on_screen_suspend(self) -> None:
        """Look no more while another screen is on top."""
        self.look_in(None)

    def on_screen_resume(self) -> None:
        """See what is new since then; at first that is for `read_library`, once the first frame is there."""
        if self.is_recalled.is_set():
            self.look()
        if self.shelf is not None:
            self.look_back_again()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def read_library(self, *, is_recalled: bool = False) -> None:
        """Read all routines and show them, then what is remembered of them: that may take longer.

        Args:
            is_recalled: Are they to be shown as they were last known, where they are, and only then looked at?
        """
        try:
            with self._looking:
                known = self.parts.recall_library() if is_recalled else None
                library = self._newest = known or self.parts.read_library()
            if known is None:
                self._read_wanted(library)
        except Exception as error:
            self.app.call_from_thread(self.show_library, Library())
            self.app.call_from_thread(self.say, f"The routines cannot be read: {printable(str(error))}")
            return
        self.app.call_from_thread(self.show_library, library)
        # What else is to be done must not take its time from the frame that shows them.
        painted = threading.Event()
        self.app.call_from_thread(self.call_after_refresh, painted.set)
        painted.wait(LOOK_SECONDS)
        if known is not None:
            with suppress(Exception):
                self._read_wanted(library)
            self.app.call_from_thread(self.show_card)
        self._mark(library, self.look_back())
        self.app.call_from_thread(self.is_recalled.set)
        self.app.call_from_thread(self.look)

    @work(thread=True, exclusive=True, exit_on_error=False, group="looking")
    def look(self) -> None:
        """Look whether the files are as they were, show what is not, and look again in a while."""
        seconds = LOOK_SECONDS
        with suppress(Exception):
            with self._looking:
                look = self.parts.look_again(lambda library: self.app.call_from_thread(self.show_library, library))
                self._newest = look.library or self._newest
            if look.library is not None:
                self._read_wanted(look.library)
                if self.shelf is not None and self.shelf.today is not None:
                    self._mark(look.library, self.shelf.today)
                else:
                    self.app.call_from_thread(self._show_newest, look.library)
            cards = self.library.cards if self.library else ()
            seconds = LOOK_SECONDS + len(cards) / CARDS_A_SECOND if look.is_settled else SETTLE_SECONDS
        self.app.call_from_thread(self.look_in, seconds)

    def look_in(self, seconds: float | None) -> None:
        """Look again in some seconds; None: not before one is asked to."""
        if self._next_look is not None:
            self._next_look.stop()
        is_on_top = self.is_attached and self.app.screen is self
        self._next_look = self.set_timer(seconds, self.look) if seconds is not None and is_on_top else None

    def look_back(self) -> Today | None:
        """What is remembered; nothing where it cannot be read, for one can train all the same."""
        with suppress(Exception):
            return self.parts.memories.read_today()
        return None

    @work(thread=True, exclusive=True, exit_on_error=False, group="looking back")
    def look_back_again(self) -> None:
        """Bring up to date what is remembered."""
        if self._newest is not None:
            self._mark(self._newest, self.look_back())

    @work(thread=True, exclusive=True, exit_on_error=False, group="routines")
    def read_routines(self, cards: Sequence[Card]) -> None:
        """Read the routines of some cards, and show the one that is selected then."""
        for card in cards:
            if self.find_routine(card) is None and not card.is_broken:
                self._keep(card, self.parts.read_routine(card))
                self.app.call_from_thread(self.note_read, card)

    def note_read(self, card: Card) -> None:
        """Show the routine of a card, if that is selected."""
        if card.id == self.wanted:
            self.show_card()

    def was_read(self, card: Card) -> bool:
        """Was its file looked into, whatever came of it?"""
        return card.routine is not None or card.listing in self._routines

    def _read_wanted(self, library: Library) -> None:
        """Read the routine that is going to be selected, so that it is shown in the same moment as the list."""
        self._routines = {}
        id = self.wanted
        wanted = next((card for card in library.cards if card.id == id), None)
        if wanted is None and library.cards:
            # Nothing was started yet, or what was is gone.
            wanted = next(card for group in Group for card in library.cards if card.group is group)
        if wanted is not None and not wanted.is_broken:
            self._keep(wanted, self.parts.read_routine(wanted))

    def _keep(self, card: Card, routine: Routine | None) -> None:
        if len(self._routines) >= MOST_KEPT:
            self._routines = {}
        self._routines[card.listing] = routine

    def _mark(self, library: Library, today: Today | None) -> None:
        if today is not None:
            from hipflow.tui.shelf import mark_cards

            self.app.call_from_thread(self._show_marked, library, mark_cards(library, today))

    def _show_newest(self, library: Library) -> None:
        """Show a library, unless there is a newer one."""
        if library is self._newest:
            self.show_library(library)

    def _show_marked(self, library: Library, shelf: Shelf) -> None:
        """Show what a library became today, unless there is a newer one, which is going to be shown itself."""
        if library is self._newest:
            self.show_shelf(shelf)

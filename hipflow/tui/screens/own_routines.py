"""Own routines: what the picker can do with a person's files."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType

from hipflow.tui.cards import Card
from hipflow.tui.phrases import printable
from hipflow.tui.screens.library_page import LibraryPage
from hipflow.tui.widgets.key_line import Key

if TYPE_CHECKING:
    from hipflow.library.draft import Draft
    from hipflow.tui.parts import BuildingParts

OWN_BINDINGS: list[BindingType] = [
    Binding("n", "begin_routine", "Put a new routine together", show=False),
    Binding("e", "change_routine", "Change the routine, or a copy of it", show=False),
    Binding("E", "open_editor", "Open the routine in your editor", show=False),
    Binding("d", "duplicate_routine", "Keep the routine once more", show=False),
    Binding("x,delete", "remove_routine", "Put the routine into the trash", show=False),
    Binding("u", "bring_back", "Bring the routine back", show=False),
]
NEW, CHANGE = Key("n", "new", "begin_routine"), Key("e", "change", "change_routine")
MEND = Key("e", "mend", "change_routine")


class OwnRoutines(LibraryPage):
    """Makes, changes, copies and removes the routines of a person, away from the event loop."""

    coming = ""
    """The id of what was just made, which is to be selected as soon as it is there."""
    undo: Callable[[], str] | None = None
    """Brings back what was removed last, and gives its id."""

    @property
    @abstractmethod
    def card(self) -> Card | None:
        """The selected card."""

    @property
    def building(self) -> BuildingParts | None:
        """How routines are made; None where they cannot be."""
        return self.parts.building

    def action_begin_routine(self) -> None:
        """Put a new routine together."""
        if self.building is not None:
            self.build(self.building.begin, is_new=True)

    def action_change_routine(self) -> None:
        """Change the selected routine; where it comes with hipflow, a copy of it."""
        card, building = self.card, self.building
        if card is None or building is None:
            return
        if card.is_broken:
            self.action_open_editor()
        else:
            self.build(lambda: building.open(card.id))

    def action_open_editor(self) -> None:
        """Open the file of the selected routine in the person's editor; where it comes with hipflow, that of a copy."""
        card, building = self.card, self.building
        if card is None or building is None:
            return
        trouble = ""
        try:
            with self.app.suspend():
                # All waits for the editor, and so should this; an error that got out would leave the screen away.
                try:
                    self.coming = building.edit_file(card.id)
                except (OSError, ValueError) as error:
                    trouble = printable(str(error))
        except SuspendNotSupported:
            trouble = f"Here an editor cannot be opened. In a terminal: hipflow edit {card.id}"
        if trouble:
            self.say(trouble)
            return
        self.read_library()
        self.say("" if self.coming == card.id else f"{card.name} stays as it is; this is your copy.")

    def action_duplicate_routine(self) -> None:
        """Keep the selected routine once more, under another name."""
        card, building = self.card, self.building
        if card is not None and building is not None:
            self.alter(lambda: building.duplicate(card.id), f"{card.name} is there twice; e changes this one.")

    def action_remove_routine(self) -> None:
        """Put the selected routine into the trash, from where it can be brought back."""
        card, building = self.card, self.building
        if card is None or building is None:
            return

        def remove() -> str:
            bring_back = building.remove(card.id)

            def put_back() -> str:
                bring_back()
                return card.id

            self.undo = put_back
            return ""

        self.alter(remove, f"{card.name} is in the trash; u brings it back.")

    def action_bring_back(self) -> None:
        """Bring back what was removed last."""
        undo, self.undo = self.undo, None
        if undo is not None:
            self.alter(undo, "It is back.")

    @work(exclusive=True, group="own routines", exit_on_error=False)
    async def build(self, make: Callable[[], Draft], *, is_new: bool = False) -> None:
        """Open the builder on a draft, and select what was saved there."""
        from hipflow.tui.screens.builder import BuilderScreen

        building = self.building
        try:
            draft = await asyncio.to_thread(make)
        except (OSError, ValueError) as error:
            self.say(printable(str(error)))
            return
        if building is None:
            return
        self.say("")
        self.coming = await self.app.push_screen_wait(BuilderScreen(draft, building, self.parts.figures, is_new=is_new))
        self.read_library()

    @work(exclusive=True, group="own routines", exit_on_error=False)
    async def alter(self, do: Callable[[], str], words: str) -> None:
        """Do something to the files, show what came of it, and say it."""
        try:
            self.coming = await asyncio.to_thread(do)
        except (OSError, ValueError) as error:
            self.say(printable(str(error)))
            return
        self.read_library()
        self.say(words)

"""The picker: which routine today. The selected row of the list runs as a bar of light into the poster beside it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size as Extent
from textual.message import Message
from textual.widgets import Input

from hipflow.tui.cards import Card, Library
from hipflow.tui.parts import Parts
from hipflow.tui.past_words import trouble_words
from hipflow.tui.phrases import printable
from hipflow.tui.screens.own_routines import OwnRoutines
from hipflow.tui.screens.picker_keys import PICKER_BINDINGS, choose_keys
from hipflow.tui.spread import Spread
from hipflow.tui.widgets.key_line import KeyLine
from hipflow.tui.widgets.leaning_edge import LeaningEdge
from hipflow.tui.widgets.masthead import Masthead
from hipflow.tui.widgets.routine_list import RoutineList
from hipflow.tui.widgets.routine_poster import RoutinePoster

if TYPE_CHECKING:
    from datetime import datetime

    # No routine is planned before the first frame, which waits for every import.
    from hipflow.core.plan import Plan
    from hipflow.core.routine import Routine
    from hipflow.tui.fitting import Fitting
    from hipflow.tui.screens.fit import Wanted
    from hipflow.tui.shelf import Shelf

NO_ROUTINES = "A routine is a small YAML file. Put one into your routines folder, then press r."
BEGIN_ONE = "Press n to put one together. Or put its YAML file into your routines folder, and press r."
LONGEST_DARK = 0.15
"""Seconds that the first frame waits for the library."""
MEND_FIRST = "This file has to be mended first; it is shown as soon as it is."
GONE = "Its file cannot be read any more."
SLOW_SECONDS = 0.1
"""How long the poster waits for the file of a routine before it shows what is known without."""


class PickerScreen(OwnRoutines):
    """Lists the routines and shows the selected one; the first frame is there before the library is read."""

    BINDINGS = PICKER_BINDINGS

    @dataclass
    class Started(Message):
        """A plan is to be run."""

        plan: Plan

    def __init__(self, parts: Parts) -> None:
        """A picker of the routines that `parts` reads."""
        super().__init__(parts)
        self.is_touched = False
        """Has the person pressed a key, or chosen a row?"""
        self.swapped: set[str] = set()
        """The ids of routines in which the other side is to go first this once, rather than that whose turn it is."""
        self.start_due = ""
        """The id of a routine that is to be started as soon as it has been read, if it is still selected then."""
        self.fittings: dict[str, Fitting] = {}
        """How routines are wanted that are not wanted as they are written, by id."""

    def compose_page(self) -> ComposeResult:
        """The list, the leaning edge, the poster."""
        with Horizontal(id="spread"):
            with Vertical(id="choices"):
                yield Masthead(id="head")
                yield RoutineList(id="routines")
            yield LeaningEdge(id="edge")
            yield RoutinePoster(self.parts.figures, id="poster")

    async def on_mount(self) -> None:
        """Read the library, and wait a moment for it: where it is quick, the first frame has it already."""
        self.watch(self.routines, "scroll_y", self.light_edge, init=False)
        self.query_one(LeaningEdge).beside = self.routines
        self.show_keys()
        self.lay_out(self.app.size)
        self.watch(self.app, "app_focus", self.look_after_absence, init=False)
        self.read_library(is_recalled=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_DARK):
                await self.is_read.wait()

    def on_screen_suspend(self) -> None:
        """Let the figure stand still while another screen is on top; the page is told of that as well."""
        self.poster.figure.stand()

    def on_screen_resume(self) -> None:
        """Let the figure go on; the page is told of that as well."""
        self.poster.figure.go_on()

    def look_after_absence(self) -> None:
        """See at once what was changed in another window."""
        if self.app.app_focus and self.app.screen is self and self.is_read.is_set():
            self.look()

    @property
    def routines(self) -> RoutineList:
        """The list."""
        return self.query_one(RoutineList)

    @property
    def masthead(self) -> Masthead:
        """The name, and what is asked below it."""
        return self.query_one(Masthead)

    @property
    def poster(self) -> RoutinePoster:
        """What is seen of the selected routine."""
        return self.query_one(RoutinePoster)

    @property
    def card(self) -> Card | None:
        """The selected card."""
        return self.routines.selected

    @property
    def plan(self) -> Plan | None:
        """The plan of the selected card as it would be started now."""
        card = self.card
        routine = self.find_routine(card) if card else None
        if card is None or routine is None:
            return None
        plan = self.plan_as_written(card, routine)
        fitted = self.fitting.plan(self.now) if self.fitting else None
        return fitted or plan

    def plan_as_written(self, card: Card, routine: Routine) -> Plan:
        """The plan of a routine as nothing but the settings and the side that was chosen change it."""
        from hipflow.core.plan import begin_with
        from hipflow.settings.planning import plan_routine

        today = self.shelf.today if self.shelf else None
        last = today.last_done.get(card.id) if today else None
        plan = plan_routine(routine, self.parts.settings_now(), last_first=last.first_side if last else None)
        return begin_with(plan, plan.first_side.other) if card.id in self.swapped and plan.first_side else plan

    @property
    def fitting(self) -> Fitting | None:
        """How the selected card is wanted this time; None: as it is written."""
        card = self.card
        known = self.fittings.get(card.id) if card else None
        begun = self.begin_fitting() if known else None
        if known is None or begun is None or begun.routine != known.routine:
            return None
        return replace(known, first_side=begun.first_side)

    def begin_fitting(self) -> Fitting | None:
        """The selected routine as it would be started, before anything else is wanted of it."""
        card = self.card
        routine = self.find_routine(card) if card else None
        if card is None or routine is None:
            return None
        from hipflow.core.tailoring import Tailoring
        from hipflow.tui.fitting import Fitting

        prep = self.parts.settings_now().prep
        side = self.plan_as_written(card, routine).first_side or routine.first_side
        if prep is not None:
            routine = replace(routine, prep=prep)
        return Fitting(routine=routine, first_side=side, tailoring=Tailoring(keeps_prep=prep is not None))

    @property
    def now(self) -> datetime | None:
        """The time of day, where it is known."""
        return self.parts.read_time() if self.parts.read_time else None

    @property
    def wanted(self) -> str:
        """The id of what was just made, or of the selected card, or of what was started last."""
        return self.coming or (self.card.id if self.card else self.parts.last_choice)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show the library as it stands today, the suggestion selected if nobody has touched anything yet."""
        suggestion, is_first = shelf.suggestion, self.shelf is None
        self.shelf = shelf
        is_followed = suggestion is not None and is_first and not self.is_touched
        self.show_library(shelf.library, suggestion.routine if suggestion and is_followed else "")
        self.show_question()

    def on_key(self) -> None:
        """From now on the bar moves by the person's hand alone."""
        self.is_touched = True

    def show_library(self, library: Library, wanted: str = "") -> None:
        """Show the cards of a library, with the wanted one selected, or the same as before, or the last choice."""
        wanted = wanted or self.wanted
        self.library = library
        self.routines.measure_names(library.cards)
        self.show_cards(wanted)
        if self.card is not None and self.card.id == self.coming:
            self.coming = ""

    @property
    def beginning(self) -> str:
        """What to do where there is no routine yet."""
        return NO_ROUTINES if self.parts.building is None else BEGIN_ONE

    def show_cards(self, wanted: str = "") -> None:
        """Show the cards that the search leaves."""
        if self.library is None:
            return
        query = self.masthead.query_words
        found = self.library.search(query)
        self.tell_empty()
        self.masthead.count_found(f"{len(found):,} found" if query else "")
        if query and not wanted:
            named = (card for card in found if query.casefold() in card.name.casefold())
            wanted = next((card.id for card in named), "")
        with self.app.batch_update():
            self.routines.show_cards(found, wanted)
            self.show_card()
        self.is_read.set()

    def tell_empty(self) -> None:
        """Choose what the list says where there is nothing in it; without a poster that is also what to do."""
        query = self.masthead.query_words
        nothing = f"No routines here yet. {self.beginning}" if self.has_class("-tiny") else "No routines here yet."
        self.routines.empty_words = f"Nothing has “{printable(query)}” in it." if query else nothing

    @on(RoutineList.Selected)
    def show_selected(self) -> None:
        """Show the card that is selected now."""
        self.is_touched = True
        self.coming = ""
        self.start_due = ""
        self.key_line.message = ""
        self.show_card()
        if self.has_class("-tiny"):
            self.show_question()

    def show_card(self) -> None:
        """Show the selected card; as long as its file is being read, the poster stays as it is.

        Only the first frame is shown without it: what the list knows is there at once, and the rest follows.
        """
        card = self.card
        if card is None or card.is_broken or self.was_read(card) or not self.is_read.is_set():
            self.paint_card()
            return
        self.read_routines(self.routines.surroundings)
        self.set_timer(SLOW_SECONDS, self.paint_card)
        self.light_edge()
        self.show_keys()

    def paint_card(self) -> None:
        """Show what is known of the selected card on the poster, and light the edge beside its row."""
        if not self.query(KeyLine):
            return  # A timer may still ring while the screen is taken down.
        card, plan = self.card, self.plan
        self.set_class(card.is_broken if card else self.library is not None, "-off")
        with self.app.batch_update():
            if card is None:
                is_bare = self.library is not None and not self.library.cards
                self.poster.show_nothing(self.beginning if is_bare else "")
            else:
                self.poster.show_card(card, plan, self.why)
                self.routines.fit(card.id, plan.seconds if plan is not None and self.fitting is not None else None)
            self.light_edge()
            self.show_keys(plan)

    def light_edge(self) -> None:
        """Let the bar of the selected row run on through the edge."""
        self.query_one(LeaningEdge).follow()

    def show_keys(self, plan: Plan | None = None) -> None:
        """Show the keys that do something now; `plan` is that of the selected card."""
        card = self.card
        self.key_line.keys = choose_keys(
            card,
            other_side=plan.first_side.other if plan and plan.first_side else None,
            is_searching=self.masthead.is_searching,
            is_empty=not (self.library and self.library.cards),
            has_movements=self.parts.list_exercises is not None,
            can_build=self.parts.building is not None,
        )

    def say(self, message: str) -> None:
        """Say something in place of the keys, until something else is selected."""
        self.key_line.message = message

    def lay_out(self, window: Extent) -> None:
        """Choose the sizes of list and letters for this window."""
        width, height = window
        spread = Spread.for_window(width, height)
        self.query_one("#choices").styles.width = spread.list_columns
        self.routines.margin = spread.list_margin
        self.masthead.lay_out(spread)
        self.show_question()
        self.tell_empty()
        self.poster.lay_out(spread)
        self.call_after_refresh(self.show_card)

    def show_question(self) -> None:
        """Show the question; in its place what is wrong with the history, or where there is no poster why this one."""
        today = self.masthead.today = self.shelf.today if self.shelf else None
        trouble = trouble_words(today.problem, today.set_aside, is_brief=True) if today else ""
        self.masthead.ask(self.why if self.has_class("-tiny") else "", trouble=trouble)

    @property
    def why(self) -> str:
        """Why the selected card might suit now; empty where it is not suggested."""
        if fitting := self.fitting:
            from hipflow.tui.fit_rows import tell_fitting

            return tell_fitting(fitting, self.now)
        suggestion = self.shelf.suggestion if self.shelf else None
        return suggestion.why if suggestion and self.card and self.card.id == suggestion.routine else ""

    def action_history(self) -> None:
        """Show what was done."""
        from hipflow.tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.parts.memories))

    def action_settings(self) -> None:
        """Show what can be set."""
        if self.parts.settings is None:
            self.say("There is nothing to set here.")
            return
        from hipflow.tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self.parts.settings))

    async def action_start(self) -> None:
        """Start the selected routine as soon as it has been read, or say why it cannot be."""
        # Whoever is quick is to get the side whose turn it is, too.
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_DARK):
                await self.is_recalled.wait()
        card, plan = self.card, self.plan
        if plan is not None:
            self.swapped.discard(self.wanted)
            self.fittings.pop(self.wanted, None)
            self.routines.fit(self.wanted, None)
            self.post_message(self.Started(plan))
        elif card is None:
            return
        elif card.is_broken:
            self.say(MEND_FIRST)
        elif self.was_read(card):
            self.say(GONE)
        else:
            self.start_due = card.id

    def note_read(self, card: Card) -> None:
        """Show a routine that has been read, if it is selected; start it, if that was asked for meanwhile."""
        super().note_read(card)
        if self.start_due == self.wanted == card.id:
            # Once: another thread may be reading the same file.
            self.start_due = ""
            self.call_later(self.action_start)

    @on(RoutineList.Chosen)
    @on(Input.Submitted)
    async def start_chosen(self) -> None:
        """Start what was double-clicked, or what is selected when Enter ends a search."""
        await self.action_start()

    def action_swap_sides(self) -> None:
        """Let the other side go first."""
        if self.card is not None and self.card.is_sided:
            self.swapped ^= {self.card.id}
            self.show_card()

    def action_fit(self) -> None:
        """Choose how long it is to last, what is left out, rounds."""
        card, fitting = self.card, self.fitting or self.begin_fitting()
        if card is None or fitting is None:
            return
        from hipflow.tui.screens.fit import FitScreen

        screen = FitScreen(fitting, self.parts.figures, self.parts.read_time)
        self.app.push_screen(screen, lambda wanted: self.take_fitting(card.id, fitting, wanted))

    def take_fitting(self, id: str, before: Fitting, wanted: Wanted | None) -> None:
        """Show a routine as it is wanted now, and start it if that was asked."""
        if wanted is None:
            return
        if wanted.fitting.first_side is not before.first_side:
            self.swapped ^= {id}
        self.fittings.pop(id, None)
        if not wanted.fitting.is_plain:
            self.fittings[id] = wanted.fitting
        self.show_card()
        self.show_question()
        if wanted.is_started:
            self.call_later(self.action_start)

    def action_search(self) -> None:
        """Type what to look for, in place of the question."""
        self.add_class("-searching")
        self.masthead.begin_search()
        self.show_keys()

    def action_leave_search(self) -> None:
        """Show all routines again; the selected one stays selected."""
        wanted = self.card.id if self.card else ""
        self.remove_class("-searching")
        self.set_focus(None)
        self.masthead.end_search()
        self.show_cards(wanted)

    @on(Input.Changed)
    def find_cards(self) -> None:
        """Show what has the typed words in it."""
        if self.masthead.is_searching:
            self.show_cards()

    def action_browse(self) -> None:
        """Look at the movements there are, that of the figure first."""
        if self.parts.list_exercises is None:
            return
        from hipflow.tui.screens.exercises import ExercisesScreen

        wanted = self.poster.figure.shown_id
        self.app.push_screen(ExercisesScreen(self.parts.list_exercises(), self.parts.figures, wanted=wanted))

    def action_read_again(self) -> None:
        """Read the routine files again."""
        self.say("")
        self.read_library()

    def action_move(self, by: int) -> None:
        """Select the next card, or the one before."""
        self.routines.move(by)

    def action_turn_page(self, by: int) -> None:
        """Select a card one page on."""
        self.routines.turn_page(by)

    def action_move_group(self, by: int) -> None:
        """Select the first card of another group."""
        self.routines.move_group(by)

    def action_move_to_end(self, end: int) -> None:
        """Select the first card, or the last."""
        self.routines.move_to_end(end)

    def action_scroll_exercises(self, by: int) -> None:
        """Show exercises that did not fit."""
        self.poster.exercises.scroll_relative(y=by, animate=False)

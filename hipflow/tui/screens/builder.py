"""The builder: a routine put together without a word of YAML; what it writes is the same file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Input, Static

from hipflow.core.exercise import Sides
from hipflow.core.plan import compile_plan
from hipflow.library.draft import Draft
from hipflow.library.passages import EditError
from hipflow.tui.bench import Bench
from hipflow.tui.building import lay_rows, tell_totals
from hipflow.tui.lettering.frame import Weight
from hipflow.tui.phrases import clock_text, length_parts, printable, shorten, wrap_words
from hipflow.tui.screens.builder_keys import BUILDER_BINDINGS, LEAVING, NAMING, choose_keys
from hipflow.tui.screens.page import Page
from hipflow.tui.widgets.block_words import BlockWords
from hipflow.tui.widgets.build_list import BuildList
from hipflow.tui.widgets.figure_view import FigureView, make_view
from hipflow.tui.widgets.leaning_edge import LeaningEdge
from hipflow.tui.widgets.plan_bar import PlanBar, preview_plan

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size as Extent

    from hipflow.core.exercise import Exercise
    from hipflow.tui.parts import BuildingParts, FigureParts

EMPTY: Final = "Nothing yet. Press a to add."
UNSAVED: Final = " · not saved"
FACTS_COLUMNS: Final = 14
"""Beside the minutes, from which there is room for more than their unit."""


class BuilderScreen(Page[str]):
    """Shows what is built on the left and what it comes to on the right; dismissed with its id when it is saved."""

    CSS_PATH = "../building.tcss"
    BINDINGS = BUILDER_BINDINGS

    def __init__(self, draft: Draft, parts: BuildingParts, figures: FigureParts, *, is_new: bool = False) -> None:
        """A builder.

        Args:
            draft: What is there already.
            parts: What can be added, and how it is saved.
            figures: How the movements look.
            is_new: Has it no name of its own yet? It is asked for first, then for the first movement.
        """
        super().__init__()
        self.bench = Bench(draft, next(iter(draft.places), None))
        self._parts = parts
        self._figures = figures
        self._is_new = is_new
        self._is_leaving = False

    def compose_page(self) -> ComposeResult:
        """What is built, the leaning edge, what it comes to; the whole of it as a bar below."""
        with Horizontal(id="building"):
            with Vertical(id="built"):
                with Vertical(id="built-head"):
                    yield Static("", id="built-title", markup=False)
                    yield Input(id="built-name", compact=True, placeholder="What is it called?", max_length=60)
                yield BuildList(id="built-rows")
            yield LeaningEdge(id="built-edge")
            with Vertical(id="built-sheet"):
                yield BlockWords("Routine", id="built-words")
                with Horizontal(id="built-length"):
                    yield BlockWords("0", max_lines=1, id="built-minutes")
                    yield Static("", id="built-facts", markup=False)
                yield make_view(self._figures, id="built-figure")
        with Container(id="built-whole"):
            yield PlanBar(id="built-plan")

    def on_mount(self) -> None:
        """Show what there is, and ask for what there is not."""
        self.rows.empty_words = EMPTY
        self.query_one(LeaningEdge).beside = self.rows
        self.watch(self.rows, "scroll_y", self.light_edge, init=False)
        self.show_draft()
        if self._is_new:
            self.action_name_it()

    def on_screen_suspend(self) -> None:
        """Stand still while another screen is on top."""
        self.figure.stand()

    def on_screen_resume(self) -> None:
        """Go on."""
        self.play()

    @property
    def rows(self) -> BuildList:
        """What is built."""
        return self.query_one(BuildList)

    @property
    def figure(self) -> FigureView:
        """The figure of the selected movement."""
        return self.query_one(FigureView)

    @property
    def field(self) -> Input:
        """Where the name is typed."""
        return self.query_one(Input)

    def show_draft(self) -> None:
        """Show the draft, with the exercise that is worked on selected."""
        with self.app.batch_update():
            self.rows.show_built(lay_rows(self.draft), self.bench.place)
            self.set_class(self.draft.routine is None, "-nothing")
            self.show_totals()
            self.show_selected()

    @on(BuildList.Selected)
    def show_selected(self) -> None:
        """Work on the selected movement, and show it."""
        self.bench.place = self.rows.place
        self.play()
        self.light_edge()
        self.show_keys()

    def show_totals(self) -> None:
        """Show what the draft comes to."""
        routine = self.draft.routine
        plan = compile_plan(routine) if routine else None
        name = printable(self.draft.title)
        number, unit = length_parts(plan.seconds) if plan else ("0", "min")
        self.query_one("#built-words", BlockWords).words = name
        minutes, facts = self.query_one("#built-minutes", BlockWords), self.query_one("#built-facts", Static)
        minutes.words = number
        room = self.query_one("#built-length").content_size.width - minutes.get_content_width(self.size, self.size) - 2
        told = [*tell_totals(self.draft), f"{clock_text(plan.seconds)} in all"] if plan else []
        lines = [line for text in told for line in wrap_words(text, room)]
        rows = minutes.sizes[0][0] if minutes.sizes else 1
        facts.update("\n".join(lines) if room >= FACTS_COLUMNS and len(lines) <= rows else unit)
        title = name if self.has_class("-tiny") else "Your own routine"
        total = f"   {clock_text(plan.seconds)}" if plan and self.has_class("-tiny") else ""
        unsaved = UNSAVED if self.draft.is_changed else ""
        head = self.query_one("#built-title", Static)
        room = head.content_size.width
        if 0 < room < len(title) + len(total) + len(unsaved):
            title = shorten(title, room - len(total) - len(unsaved)) if total else "Your own"
        head.update(f"{title}{total}{unsaved}")
        bar = self.query_one(PlanBar)
        bar.visible = plan is not None
        if plan is not None and bar.content_size.width:
            bar.show(preview_plan(plan, bar.content_size.width))

    def play(self) -> None:
        """Play the selected movement."""
        entry = self.bench.entry
        exercise = entry.exercise if entry else None
        clips = self._figures.find(exercise) if exercise else None
        self.figure.show(clips, alternates=exercise is not None and exercise.sides is Sides.ALTERNATE)
        self.figure.go(self.figure.second)

    def show_keys(self) -> None:
        """Show the keys that do something now."""
        self.key_line.message = ""
        if self.field.has_focus:
            self.key_line.keys = NAMING
        elif self._is_leaving:
            self.key_line.keys = LEAVING
        else:
            self.key_line.keys = choose_keys(
                self.bench.entry, can_save=self.bench.can_save, can_undo=self.bench.can_undo
            )

    def light_edge(self) -> None:
        """Let the bar of the selected row run on through the edge."""
        self.query_one(LeaningEdge).follow()

    def lay_out(self, window: Extent) -> None:
        """Choose the sizes of list and letters for this window."""
        width, height = window
        is_alone, is_slim = self.has_class("-tiny"), self.has_class("-slim")
        columns = 31 if width < 74 else 40 if width < 100 else 46 if width < 120 else 56 if width < 150 else 66
        self.query_one("#built").styles.width = width if is_alone else columns
        self.rows.margin = 2 if is_slim else 4
        large = ((5, Weight.BOLD),) if width >= 150 and height >= 40 else ()
        title = ((3, Weight.BOLD), (3, Weight.LIGHT))
        self.query_one("#built-words", BlockWords).sizes = () if is_slim else (*large, *title)
        minutes = ((7, Weight.BOLD),) if large else ((5, Weight.BOLD),) if height >= 24 else title
        self.query_one("#built-minutes", BlockWords).sizes = minutes
        self.call_after_refresh(self.show_draft)

    @property
    def draft(self) -> Draft:
        """What is built so far."""
        return self.bench.draft

    def change(self, make: Callable[[], None]) -> bool:
        """Change something, if that can be; why it cannot is said. Could it?"""
        try:
            make()
        except EditError as error:
            self.key_line.message = printable(str(error))
            return False
        self._is_leaving = False
        self.show_draft()
        return True

    def action_move(self, by: int) -> None:
        """Select another exercise."""
        self.rows.move(by)

    def action_move_exercise(self, by: int) -> None:
        """Put the selected exercise before or after its neighbour."""
        self.change(lambda: self.bench.move(by))

    def action_change_seconds(self, by: int) -> None:
        """Make it longer or shorter, to a round number."""
        self.change(lambda: self.bench.lengthen(by))

    def action_change_rounds(self, by: int) -> None:
        """Do the part it stands in once more, or once less."""
        self.change(lambda: self.bench.add_rounds(by))

    def action_turn_sides(self) -> None:
        """Do it in the next way in which it can be done."""
        self.change(self.bench.turn_sides)

    def action_take_out(self) -> None:
        """Take the selected exercise out."""
        self.change(self.bench.take_out)

    def action_undo(self) -> None:
        """Take the last change back."""
        self.change(self.bench.undo)

    def action_redo(self) -> None:
        """Make it again."""
        self.change(self.bench.redo)

    def action_add(self) -> None:
        """Choose movements, as many as one likes; each comes after the one before."""
        from hipflow.tui.screens.exercises import ExercisesScreen

        self.app.push_screen(ExercisesScreen(self._parts.list_exercises(), self._figures, choose=self.add))

    def add(self, exercise: Exercise) -> str:
        """Add a movement after the selected one, and say so."""
        if not self.change(lambda: self.bench.add(exercise.id)):
            return self.key_line.message
        routine = self.draft.routine
        total = clock_text(compile_plan(routine).seconds) if routine else ""
        return f"{printable(exercise.name)} is in it. {total} in all; Esc when it is enough."

    def action_name_it(self) -> None:
        """Type a name."""
        self.add_class("-naming")
        self.field.value = self.draft.title
        self.field.focus()
        self.field.action_select_all()
        self.call_after_refresh(self.show_keys)

    @on(Input.Submitted)
    def keep_name(self) -> None:
        """Call it so; a new routine then gets its first movement."""
        if not self.change(lambda: self.bench.name(self.field.value.strip())):
            return
        self.action_leave_name()
        if self._is_new and not self.draft.places:
            self._is_new = False
            self.action_add()

    def action_keep_name(self) -> None:
        """The same by a click."""
        self.keep_name()

    def action_leave_name(self) -> None:
        """Type no more."""
        self.remove_class("-naming")
        self.set_focus(None)
        self.show_keys()

    def action_save(self) -> None:
        """Write the file, and go back."""
        if self.draft.routine is None:
            self.key_line.message = EMPTY
        else:
            self.save()

    @work(exclusive=True, exit_on_error=False)
    async def save(self) -> None:
        """Write the file in a thread; where it cannot be written, all stays and why is said."""
        try:
            id = await asyncio.to_thread(self._parts.save, self.draft)
        except (OSError, EditError) as error:
            self.key_line.message = printable(f"It cannot be saved: {error}")
            return
        self.dismiss(id)

    def action_back(self) -> None:
        """Go back; what is not saved is asked about first, and a second time stays here."""
        if self.field.has_focus:
            self.action_leave_name()
        elif self._is_leaving:
            self._is_leaving = False
            self.show_keys()
        elif self.draft.is_changed:
            self._is_leaving = True
            self.show_keys()
        else:
            self.dismiss("")

    def action_leave(self) -> None:
        """Leave without saving, once it was asked."""
        if self._is_leaving or not self.draft.is_changed:
            self.dismiss("")
        else:
            self.action_back()

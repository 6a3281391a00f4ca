"""The builder: a routine put together without a word of YAML; what it writes is the same file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Input, Static

from hipflow.core.events import Outcome
from hipflow.core.exercise import Sides
from hipflow.core.plan import compile_plan
from hipflow.library.draft import Draft
from hipflow.library.passages import EditError
from hipflow.tui.building import lay_rows, tell_totals
from hipflow.tui.lettering.frame import Weight
from hipflow.tui.phrases import clock_text, length_parts, printable, wrap_words
from hipflow.tui.screens.page import Page
from hipflow.tui.widgets.block_words import BlockWords
from hipflow.tui.widgets.build_list import BuildList
from hipflow.tui.widgets.figure_view import FigureView, make_view
from hipflow.tui.widgets.key_line import Key
from hipflow.tui.widgets.leaning_edge import LeaningEdge
from hipflow.tui.widgets.plan_bar import PlanBar, view_plan

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size as Extent

    from hipflow.core.exercise import Exercise
    from hipflow.library.draft import Place
    from hipflow.tui.parts import BuildingParts, FigureParts

SECONDS: Final = 5
"""By which a key makes a hold longer or shorter."""
EMPTY: Final = "Nothing yet. Press a to add."
UNSAVED: Final = " · not saved"
FACTS_COLUMNS: Final = 14
"""Beside the minutes, from which there is room for more than their unit."""
ADD, SAVE, BACK = Key("a", "add", "add"), Key("Enter", "save", "save"), Key("Esc", "back", "back")
CHANGE = (
    Key("←", "shorter", f"change_seconds(-{SECONDS})"),
    Key("→", "longer", f"change_seconds({SECONDS})"),
    Key("x", "take out", "take_out"),
    Key("⇧↑", "up", "move_exercise(-1)"),
    Key("⇧↓", "down", "move_exercise(1)"),
)
ROUNDS = (Key("+", "round", "change_rounds(1)"), Key("-", "round", "change_rounds(-1)"))
NAME, UNDO = Key("n", "name", "name_it"), Key("u", "undo", "undo")
NAMING = (Key("Enter", "keep the name", "keep_name"), Key("Esc", "back", "leave_name"))
LEAVING = (SAVE, Key("q", "leave without", "leave"), Key("Esc", "go on", "back"))


class BuilderScreen(Page[str]):
    """Shows what is built on the left and what it comes to on the right; dismissed with its id when it is saved."""

    CSS_PATH = "../building.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,pagedown", "move(1)", show=False),
        Binding("up,k,pageup", "move(-1)", show=False),
        Binding("home,g", "move(-100000)", show=False),
        Binding("end,G", "move(100000)", show=False),
        Binding("shift+down,J", "move_exercise(1)", "Move it down", show=False),
        Binding("shift+up,K", "move_exercise(-1)", "Move it up", show=False),
        Binding("right,l", f"change_seconds({SECONDS})", "Longer", show=False),
        Binding("left,h", f"change_seconds(-{SECONDS})", "Shorter", show=False),
        Binding("plus,equals_sign", "change_rounds(1)", "One round more", show=False),
        Binding("minus", "change_rounds(-1)", "One round less", show=False),
        Binding("a,insert", "add", "Add a movement", show=False),
        Binding("x,delete", "take_out", "Take the movement out", show=False),
        Binding("s", "turn_sides", "Both sides in turn, or one after the other", show=False),
        Binding("n", "name_it", "Name the routine", show=False),
        Binding("u", "undo", "Undo", show=False),
        Binding("U,ctrl+r", "redo", "Do it again", show=False),
        Binding("enter,ctrl+s", "save", "Save the routine", show=False),
        Binding("q", "leave", show=False),
        Binding("escape,ctrl+c", "back", "Back", show=False),
    ]

    def __init__(self, draft: Draft, parts: BuildingParts, figures: FigureParts, *, is_new: bool = False) -> None:
        """A builder.

        Args:
            draft: What is there already.
            parts: What can be added, and how it is saved.
            figures: How the movements look.
            is_new: Has it no name of its own yet? It is asked for first, then for the first movement.
        """
        super().__init__()
        self.draft = draft
        self._parts = parts
        self._figures = figures
        self._is_new = is_new
        self._is_leaving = False
        self._before: list[tuple[Draft, Place | None]] = []
        self._after: list[tuple[Draft, Place | None]] = []

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
        self.show_draft(None)
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

    def show_draft(self, place: Place | None) -> None:
        """Show the draft, with the exercise at a place selected."""
        with self.app.batch_update():
            self.rows.show_built(lay_rows(self.draft), place)
            self.set_class(self.draft.routine is None, "-nothing")
            self.show_totals()
            self.show_selected()

    @on(BuildList.Selected)
    def show_selected(self) -> None:
        """Show the selected movement."""
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
        self.query_one("#built-title", Static).update(f"{title}{total}{UNSAVED if self.draft.is_changed else ''}")
        bar = self.query_one(PlanBar)
        bar.visible = plan is not None
        if plan is not None and bar.content_size.width:
            bar.show(view_plan(plan, bar.content_size.width, {step.index: Outcome.DONE for step in plan.steps}))

    def play(self) -> None:
        """Play the selected movement."""
        place = self.rows.place
        exercise = self.draft.entry(place).exercise if place else None
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
            place = self.rows.place
            entry = self.draft.entry(place) if place else None
            sides = (Key("s", "sides", "turn_sides"),) if entry and len(entry.exercise.sides_allowed) > 1 else ()
            undo = (UNDO,) if self._before else ()
            change = (*CHANGE, *sides) if entry else ()
            is_to_save = self.draft.is_changed or self.draft.file is None
            save = (SAVE,) if self.draft.routine and is_to_save else ()
            rounds = ROUNDS if entry else ()
            self.key_line.keys = (ADD, *save, *change, *undo, NAME, *rounds, BACK)

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
        self.call_after_refresh(self.show_draft, self.rows.place)

    def change(self, make: Callable[[Place], tuple[Draft, Place | None]]) -> None:
        """Change the selected exercise, if that can be; why it cannot is said."""
        place = self.rows.place
        if place is None:
            return
        try:
            draft, to = make(place)
        except EditError as error:
            self.key_line.message = printable(str(error))
            return
        self.take(draft, to)

    def take(self, draft: Draft, place: Place | None) -> None:
        """Go on from another draft; the one before can be had again."""
        self._before.append((self.draft, self.rows.place))
        self._after.clear()
        self._is_leaving = False
        self.draft = draft
        self.show_draft(place)

    def action_move(self, by: int) -> None:
        """Select another exercise."""
        self.rows.move(by)

    def action_move_exercise(self, by: int) -> None:
        """Put the selected exercise before or after its neighbour."""
        self.change(lambda place: self.draft.move(place, by))

    def action_change_seconds(self, by: int) -> None:
        """Make it longer or shorter, to a round number."""

        def make(place: Place) -> tuple[Draft, Place]:
            now = self.draft.seconds(place)
            step = abs(by)
            wanted = (now // step + 1) * step if by > 0 else (now - 1) // step * step
            return self.draft.set_seconds(place, wanted), place

        self.change(make)

    def action_change_rounds(self, by: int) -> None:
        """Do the part it stands in once more, or once less."""
        self.change(
            lambda place: (
                self.draft.set_rounds(place.section, self.draft.sections[place.section].rounds + by),
                place,
            )
        )

    def action_turn_sides(self) -> None:
        """Do it in the next way in which it can be done."""

        def make(place: Place) -> tuple[Draft, Place]:
            entry = self.draft.entry(place)
            ways = entry.exercise.sides_allowed or (entry.exercise.sides,)
            after = (ways.index(entry.sides or entry.exercise.sides) + 1) % len(ways)
            return self.draft.set_sides(place, ways[after]), place

        self.change(make)

    def action_take_out(self) -> None:
        """Take the selected exercise out."""

        def make(place: Place) -> tuple[Draft, Place | None]:
            draft = self.draft.remove(place)
            earlier = [each for each in draft.places if each <= place]
            return draft, earlier[-1] if earlier else next(iter(draft.places), None)

        self.change(make)

    def action_add(self) -> None:
        """Choose movements, as many as one likes; each comes after the one before."""
        from hipflow.tui.screens.exercises import ExercisesScreen

        self.app.push_screen(ExercisesScreen(self._parts.list_exercises(), self._figures, choose=self.add))

    def add(self, exercise: Exercise) -> str:
        """Add a movement after the selected one, and say so."""
        try:
            draft, place = self.draft.add(exercise.id, self.rows.place)
        except EditError as error:
            return printable(str(error))
        self.take(draft, place)
        routine = draft.routine
        total = clock_text(compile_plan(routine).seconds) if routine else ""
        return f"{printable(exercise.name)} is in it. {total} in all; Esc when it is enough."

    def action_undo(self) -> None:
        """Take the last change back."""
        self._turn_back(self._before, self._after)

    def action_redo(self) -> None:
        """Make it again."""
        self._turn_back(self._after, self._before)

    def _turn_back(self, source: list[tuple[Draft, Place | None]], target: list[tuple[Draft, Place | None]]) -> None:
        if source:
            target.append((self.draft, self.rows.place))
            self.draft, place = source.pop()
            self.show_draft(place)

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
        name = self.field.value.strip()
        if name and name != self.draft.title:
            try:
                self.take(self.draft.set_name(name), self.rows.place)
            except EditError as error:
                self.key_line.message = printable(str(error))
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
            return
        try:
            id = self._parts.save(self.draft)
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

"""The fit page: how a routine is wanted this time; its length, and what ends when, change as one chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual import events, on
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Input, Static

from hipflow.core.fit import Fit, Misfit
from hipflow.tui.fit_rows import Choice, lay_fit_rows, tell_changes, tell_ends
from hipflow.tui.lettering.frame import Weight
from hipflow.tui.phrases import clock_text, printable
from hipflow.tui.screens.fit_keys import FIT_BINDINGS, TYPING, choose_fit_keys
from hipflow.tui.screens.page import Page
from hipflow.tui.typed_length import UNTIL, read_typed
from hipflow.tui.widgets.fit_list import FitList
from hipflow.tui.widgets.fit_sheet import FitSheet
from hipflow.tui.widgets.leaning_edge import LeaningEdge
from hipflow.tui.widgets.plan_bar import PlanBar, preview_plan
from hipflow.tui.wording import join_texts

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size as Extent

    from hipflow.tui.fitting import Fitting
    from hipflow.tui.parts import FigureParts

LOOK_AGAIN: Final = 10.0
"""Seconds after which it is told anew when it would end."""
TITLE: Final = "How much time is there?"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person leaves the page with."""

    fitting: Fitting
    is_started: bool
    """Is it to begin now?"""


class FitScreen(Page[Wanted]):
    """Shows what can be chosen on the left, and what it comes to on the right."""

    CSS_PATH = "../fit.tcss"
    BINDINGS = FIT_BINDINGS

    def __init__(self, fitting: Fitting, figures: FigureParts, read_time: Callable[[], datetime] | None = None) -> None:
        """A page for one routine.

        Args:
            fitting: How it is wanted so far.
            figures: How the movements look.
            read_time: Tells the time of day; None: that is not known.
        """
        super().__init__()
        self.fitting = fitting
        self._figures = figures
        self._read_time = read_time
        self._fit: Fit | Misfit = fitting.fit(self.now)

    def compose_page(self) -> ComposeResult:
        """What can be chosen, the leaning edge, what it comes to; the whole of it as a bar below."""
        with Horizontal(id="fitting"):
            with Vertical(id="fit-choices"):
                with Vertical(id="fit-head"):
                    yield Static("", id="fit-title", markup=False)
                    yield Input(
                        id="fit-typed",
                        compact=True,
                        select_on_focus=False,
                        placeholder="12, 12m30s, until 07:45",
                        max_length=20,
                    )
                yield FitList(id="fit-rows")
            yield LeaningEdge(id="fit-edge")
            yield FitSheet(self.fitting.routine.name, self._figures, id="fit-sheet")
        with Container(id="fit-whole"):
            yield PlanBar(id="fit-plan")

    def on_mount(self) -> None:
        """Show what there is, and tell anew now and then when it would end."""
        self.query_one(LeaningEdge).beside = self.rows
        self.watch(self.rows, "scroll_y", self.query_one(LeaningEdge).follow, init=False)
        self.take(self.fitting)
        if self._read_time is not None:
            self.set_interval(LOOK_AGAIN, self.look_again)

    def on_screen_suspend(self) -> None:
        """Stand still while another screen is on top."""
        self.sheet.figure.stand()

    def on_screen_resume(self) -> None:
        """Go on."""
        self.play()

    @property
    def rows(self) -> FitList:
        """What can be chosen."""
        return self.query_one(FitList)

    @property
    def sheet(self) -> FitSheet:
        """What it comes to."""
        return self.query_one(FitSheet)

    @property
    def typed(self) -> Input:
        """Where a length is typed."""
        return self.query_one(Input)

    @property
    def is_typing(self) -> bool:
        """Is a length being typed?"""
        return self.has_class("-typing")

    @property
    def now(self) -> datetime | None:
        """The time of day, where it is known."""
        return self._read_time() if self._read_time else None

    def take(self, fitting: Fitting) -> None:
        """Go on from another choice."""
        self.fitting = fitting
        self.look_again()

    def look_again(self) -> None:
        """Show what the choice comes to now."""
        self._fit = self.fitting.fit(self.now)
        with self.app.batch_update():
            self.set_class(isinstance(self._fit, Misfit), "-off")
            self.rows.show_fit(lay_fit_rows(self.fitting, self._fit))
            self.show_total()
            self.show_selected()

    @on(FitList.Selected)
    def show_selected(self) -> None:
        """Show the selected movement, and the keys that do something now."""
        self.query_one(LeaningEdge).follow()
        self.play()
        self.show_keys()

    def show_total(self) -> None:
        """Show how long it is, when it ends, and all of it as a bar."""
        fit, now = self._fit, self.now
        self.sheet.show_fit(self.fitting, fit, now)
        head = TITLE
        if self.has_class("-tiny"):
            seconds = fit.seconds if isinstance(fit, Fit) else self.fitting.wanted(now) or 0
            facts = clock_text(seconds), tell_ends(fit, now)
            whole = join_texts((printable(self.fitting.routine.name), *facts))
            head = whole if cell_len(whole) <= self.size.width - 4 else join_texts(facts)
        self.query_one("#fit-title", Static).update(head)
        plan = self.fitting.plan(now)
        bar = self.query_one(PlanBar)
        if plan is not None and bar.content_size.width:
            bar.show(preview_plan(plan, bar.content_size.width))

    def play(self) -> None:
        """Play the selected movement, or the first."""
        row, fit = self.rows.selected, self._fit
        first = fit.kept[0] if isinstance(fit, Fit) else 0
        place = row.of if row and isinstance(row.of, int) else first
        self.sheet.play(self.fitting.routine.entries[place].exercise)

    def show_keys(self) -> None:
        """Show the keys that do something now."""
        self.key_line.message = ""
        row = self.rows.selected
        self.key_line.keys = TYPING if self.is_typing else choose_fit_keys(self.fitting, self._fit, row)

    def lay_out(self, window: Extent) -> None:
        """Choose the sizes of list and letters for this window."""
        width, height = window
        is_slim = self.has_class("-slim")
        columns = 31 if width < 74 else 40 if width < 100 else 46 if width < 120 else 54
        self.query_one("#fit-choices").styles.width = width if self.has_class("-tiny") else columns
        self.rows.margin = 2 if is_slim else 4
        large = ((5, Weight.BOLD),) if width >= 150 and height >= 40 else ()
        title = ((3, Weight.BOLD), (3, Weight.LIGHT))
        words = () if is_slim else (*large, *title)
        minutes = ((7, Weight.BOLD),) if large else ((5, Weight.BOLD),) if height >= 24 else title
        self.sheet.lay_out(words, minutes)
        self.call_after_refresh(self.look_again)

    @on(FitList.Turned)
    def turn_clicked(self, message: FitList.Turned) -> None:
        """Change what was clicked."""
        self.action_turn(message.by)

    def action_move(self, by: int) -> None:
        """Select another row."""
        self.rows.move(by)

    def action_turn(self, by: int) -> None:
        """Change the value of the selected row."""
        row = self.rows.selected
        match row.of if row else None:
            case Choice.LENGTH:
                self.action_change_length(by)
            case Choice.SIDE:
                self.take(self.fitting.swap_sides())
            case Choice.ROUNDS:
                self.take(self.fitting.change_rounds(by))
            case Choice.HOLDS:
                self.take(self.fitting.change_scale(by))
            case int(place):
                self.take(self.fitting.toggle(place))

    def action_pick(self) -> None:
        """Leave the selected exercise out, or take it in; any other row gets its next value."""
        self.action_turn(1)

    def action_change_length(self, by: int) -> None:
        """Make it a minute longer, or shorter, as far as that goes."""
        changed = self.fitting.change_length(by, self.now)
        before = self._fit
        self.take(changed)
        if isinstance(before, Fit) and isinstance(self._fit, Fit) and before.seconds == self._fit.seconds:
            end = "longest" if by > 0 else "shortest"
            self.key_line.message = f"{clock_text(self._fit.seconds)} is the {end} that it can be."

    def action_swap_sides(self) -> None:
        """Begin with the other side."""
        self.take(self.fitting.swap_sides())

    def action_reset(self) -> None:
        """Take it as it is written."""
        self.take(self.fitting.reset())

    def on_key(self, event: events.Key) -> None:
        """Begin to type with a digit."""
        if event.key.isdecimal() and not self.is_typing:
            event.stop()
            event.prevent_default()
            self.type_length(event.key)

    def action_type(self) -> None:
        """Type how long it is to last."""
        self.type_length("")

    def action_type_until(self) -> None:
        """Type when it is to be over."""
        self.type_length(UNTIL)

    def type_length(self, begun: str) -> None:
        """Type a length that begins so."""
        self.add_class("-typing")
        self.typed.value = begun
        self.typed.focus()
        self.typed.cursor_position = len(begun)
        self.show_keys()

    @on(Input.Submitted)
    def take_typed(self) -> None:
        """Take what was typed, or say what is wrong with it."""
        changed = read_typed(self.typed.value, self.fitting, self.now)
        if isinstance(changed, str):
            self.key_line.message = printable(changed)
            return
        self.leave_typing()
        self.take(changed)

    def action_take_typed(self) -> None:
        """The same by a click."""
        self.take_typed()

    def leave_typing(self) -> None:
        """Type no more."""
        self.remove_class("-typing")
        self.set_focus(None)
        self.show_keys()

    def action_start(self) -> None:
        """Begin, or say why it cannot be."""
        if isinstance(self._fit, Misfit):
            self.key_line.message = tell_changes(self.fitting, self._fit, self.now)
        else:
            self.dismiss(Wanted(self.fitting, is_started=True))

    def action_back(self) -> None:
        """Go back with what was chosen; while something is typed, only leave that."""
        if self.is_typing:
            self.leave_typing()
        else:
            self.dismiss(Wanted(self.fitting, is_started=False))

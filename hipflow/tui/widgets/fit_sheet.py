"""The fit sheet: what a routine comes to as it is wanted: how long, until when, what that takes, and how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from hipflow.core.exercise import Sides
from hipflow.core.fit import Fit, Misfit
from hipflow.tui.fit_rows import tell_changes, tell_ends
from hipflow.tui.phrases import clock_text, length_parts, printable
from hipflow.tui.widgets.block_words import BlockWords
from hipflow.tui.widgets.figure_view import FigureView, make_view

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual.app import ComposeResult

    from hipflow.core.exercise import Exercise
    from hipflow.tui.fitting import Fitting
    from hipflow.tui.lettering.words import Size
    from hipflow.tui.parts import FigureParts

FACTS_COLUMNS: Final = 14
"""Beside the minutes, from which there is room for more than their unit."""


class FitSheet(Vertical):
    """The lit half of the fit page."""

    def __init__(self, name: str, figures: FigureParts, *, id: str) -> None:
        """A sheet for a routine of this name; `figures` finds what its exercises look like."""
        super().__init__(id=id)
        self._routine = name
        self._figures = figures

    def compose(self) -> ComposeResult:
        """The name, the length with what there is to say of it, and the figure."""
        yield BlockWords(printable(self._routine), id="fit-words")
        with Horizontal(id="fit-length"):
            yield BlockWords("0", max_lines=1, id="fit-minutes")
            yield Static("", id="fit-facts", markup=False)
        yield Static("", id="fit-changes", markup=False)
        yield make_view(self._figures, id="fit-figure")

    @property
    def figure(self) -> FigureView:
        """The figure of the selected exercise."""
        return self.query_one(FigureView)

    def lay_out(self, words: Sequence[Size], minutes: Sequence[Size]) -> None:
        """Choose the sizes of the letters."""
        self.query_one("#fit-words", BlockWords).sizes = tuple(words)
        self.query_one("#fit-minutes", BlockWords).sizes = tuple(minutes)

    def show_fit(self, fitting: Fitting, fit: Fit | Misfit, now: datetime | None) -> None:
        """Show how long it is, when it ends, and what that takes; or why it cannot be."""
        seconds = fit.seconds if isinstance(fit, Fit) else fitting.wanted(now) or 0
        number, unit = length_parts(seconds)
        ends, changes = tell_ends(fit, now), tell_changes(fitting, fit, now)
        minutes = self.query_one("#fit-minutes", BlockWords)
        minutes.words = number
        window = self.app.size
        room = self.query_one("#fit-length").content_size.width - minutes.get_content_width(window, window) - 2
        is_roomy = isinstance(fit, Fit) and room >= FACTS_COLUMNS
        facts = [f"{clock_text(seconds)} in all", ends.capitalize()] if is_roomy else [unit]
        self.query_one("#fit-facts", Static).update("\n".join(filter(None, facts)))
        told = [changes or "as it is written"] if is_roomy else [clock_text(seconds), ends, changes]
        lines = [f"{words[:1].upper()}{words[1:]}" for words in (told if isinstance(fit, Fit) else [changes]) if words]
        self.query_one("#fit-changes", Static).update("\n".join(lines))

    def play(self, exercise: Exercise) -> None:
        """Play an exercise."""
        self.figure.show(self._figures.find(exercise), alternates=exercise.sides is Sides.ALTERNATE)
        self.figure.go(self.figure.second)

"""The masthead of the picker: its name, and below it the question with this week's dots, or the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Static

from hipflow.tui.past_words import dots_words, week_words
from hipflow.tui.phrases import shorten
from hipflow.tui.spread import Spread
from hipflow.tui.widgets.block_words import BlockWords

if TYPE_CHECKING:
    from hipflow.tui.memories import Today
    from hipflow.tui.widgets.search_field import SearchField

QUESTIONS = ("What do your hips need today?", "What do your hips need?", "Which one today?")
"""The same in less and less room."""
NAME_COLUMNS = 9
"""Of the name where it is not in block letters, with what separates it from the question."""


class Masthead(Container):
    """Asks which routine it is to be today, and says how this week stands against its goal."""

    def __init__(self, *, id: str) -> None:
        """A masthead that knows nothing of this week yet."""
        super().__init__(id=id)
        self.today: Today | None = None
        self.question_columns = 0
        self.search_field: SearchField | None = None
        """Where one types what to look for; None as long as nobody has looked for anything."""

    def compose(self) -> ComposeResult:
        """The name and the question; the search takes its place when it is wanted."""
        yield BlockWords("HIPFLOW", max_lines=1, id="masthead")
        yield Static(QUESTIONS[0], id="question", markup=False)

    @property
    def query_words(self) -> str:
        """What is looked for; empty: nothing."""
        return self.search_field.value.strip() if self.search_field else ""

    @property
    def is_searching(self) -> bool:
        """Is it being typed?"""
        return self.search_field is not None and self.screen.focused is self.search_field

    def begin_search(self) -> None:
        """Let it be typed."""
        if self.search_field is None:
            from hipflow.tui.widgets.search_field import SearchField

            self.search_field = SearchField(id="search")
            self.mount(Horizontal(self.search_field, Static("", id="found", markup=False), id="searching"))
        # At once, so that what is typed next is typed into it, however fast.
        self.screen.set_focus(self.search_field)

    def end_search(self) -> None:
        """Look for nothing any more."""
        if self.search_field is not None:
            self.search_field.value = ""

    def lay_out(self, spread: Spread) -> None:
        """Choose the size of the name, and with it the room of the question."""
        self.query_one("#masthead", BlockWords).sizes = spread.masthead
        taken = spread.list_margin + (0 if spread.masthead else NAME_COLUMNS + 1)
        self.question_columns = spread.list_columns - taken

    def count_found(self, words: str) -> None:
        """Say beside the search how much it found."""
        if self.search_field is not None:
            self.query_one("#found", Static).update(words)

    def ask(self, why: str = "", *, trouble: str = "") -> None:
        """Show the question, and this week against its goal.

        Args:
            why: What is said in place of the question; the question itself where it is empty.
            trouble: What is said in any case, and rather than how this week stands.
        """
        room, today = self.question_columns, self.today
        dots = dots_words(today.sessions_this_week, today.goal) if today else ""
        if trouble and cell_len(f"{trouble}   {dots}") > room:
            dots = ""
        asked = room - (cell_len(dots) + 2 if dots else 0)
        question = next((question for question in QUESTIONS if len(question) <= asked), "")
        if trouble or why:
            question = shorten(trouble or why, asked)
        if not dots:
            self.query_one("#question", Static).update(question or QUESTIONS[-1])
            return
        more = f" {week_words(today.sessions_this_week, today.goal)}" if today else ""
        told = f"{question}   {dots}"
        is_roomy = cell_len(told + more) <= room
        self.query_one("#question", Static).update(
            Content.assemble(f"{question}   " if question else "", (dots, "bold"), more if is_roomy else "")
        )

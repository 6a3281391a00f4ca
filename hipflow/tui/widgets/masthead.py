"""The masthead of the picker: its name, and below it the question with this week's dots, or the search."""

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
from hipflow.tui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from hipflow.tui.memories import Today

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

    def compose(self) -> ComposeResult:
        """The name, the question, and the search in its place."""
        yield BlockWords("HIPFLOW", max_lines=1, id="masthead")
        yield Static(QUESTIONS[0], id="question", markup=False)
        with Horizontal(id="searching"):
            yield SearchField(id="search")
            yield Static("", id="found", markup=False)

    @property
    def search_field(self) -> SearchField:
        """Where one types what to look for."""
        return self.query_one(SearchField)

    def lay_out(self, spread: Spread) -> None:
        """Choose the size of the name, and with it the room of the question."""
        self.query_one("#masthead", BlockWords).sizes = spread.masthead
        taken = spread.list_margin + (0 if spread.masthead else NAME_COLUMNS + 1)
        self.question_columns = spread.list_columns - taken

    def count_found(self, words: str) -> None:
        """Say beside the search how much it found."""
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

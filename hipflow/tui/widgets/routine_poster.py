"""The poster of a routine: its name and length in block letters, what it takes, its figure and its exercises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size as Extent
from textual.widgets import Static

from hipflow.tui.cards import Card
from hipflow.tui.parts import FigureParts
from hipflow.tui.phrases import count_words, kit_words, length_parts, printable, wrap_words
from hipflow.tui.spread import Spread
from hipflow.tui.widgets.block_words import BlockWords, draw_words
from hipflow.tui.widgets.exercise_list import ExerciseList
from hipflow.tui.widgets.key_line import KeyLine
from hipflow.tui.widgets.leaning_edge import lean_columns
from hipflow.tui.widgets.routine_figure import LEAST_ROWS, RoutineFigure

if TYPE_CHECKING:
    from hipflow.core.plan import Plan

PLACE = re.compile(r"(?:.*[/\\])?(?P<file>[^/\\]+?):(?P<line>\d+):\d+: ")
"""Where a problem is, at its beginning; the folder would only break in the middle of a word."""
UNITS = {"min": "minutes", "sec": "seconds"}
FACTS_COLUMNS = 14
"""Columns beside the minutes from which there is room for more than their unit."""
TEXT_COLUMNS = 72
"""Of a text that is easily read; the stylesheet says the same."""
ROWS_FOR_BOTH = 38
"""Rows of the window from which there is room for what a routine is for, and for a figure below it."""
ROWS_FOR_TEXT = 30
"""The same without figures."""

LEAST_LISTED = 2
"""Rows of exercises that stay beside the smallest figure: the one that is seen, and how many more there are."""


class RoutinePoster(Vertical):
    """Shows one routine as it would be started now, or what is wrong with its file."""

    def __init__(self, figures: FigureParts, *, id: str) -> None:
        """A poster with nothing on it; `figures` finds what its exercises look like."""
        super().__init__(id=id)
        self._figures = figures
        self._spread: Spread | None = None

    def compose(self) -> ComposeResult:
        """Name, length and facts, what it is for, its figure, its exercises."""
        yield BlockWords(id="name")
        with Vertical(id="routine"):
            with Horizontal(id="length"):
                yield BlockWords(max_lines=1, id="minutes")
                yield Static("", id="facts", markup=False)
            yield Static("", id="description", markup=False)
            yield RoutineFigure(self._figures, id="figure-room")
            yield ExerciseList(id="exercises")

    @property
    def figure(self) -> RoutineFigure:
        """The figure that plays through the exercises."""
        return self.query_one(RoutineFigure)

    @property
    def exercises(self) -> ExerciseList:
        """The exercises, with their sides and seconds."""
        return self.query_one(ExerciseList)

    @property
    def room(self) -> Extent:
        """What is between its margins. Known before it is laid out, so that one layout is enough for all on it."""
        if self._spread is None:
            return self.content_size
        columns, rows = self.app.size
        rows -= self.screen.query_one(KeyLine).rows
        columns -= self._spread.list_columns + lean_columns(rows)
        return Extent(max(0, columns - self.gutter.width), max(0, rows - self.gutter.height))

    def lay_out(self, spread: Spread) -> None:
        """Choose the sizes of the letters."""
        self._spread = spread
        self.query_one("#name", BlockWords).sizes = spread.name
        self.query_one("#minutes", BlockWords).sizes = spread.minutes

    def show_card(self, card: Card | None, plan: Plan | None, why: str) -> None:
        """Show a routine.

        Args:
            card: What is known of it; None clears the poster.
            plan: What would be started; None where nothing can be, and as long as its file is being read.
            why: Why it might suit now, in place of what it is for; may be empty.
        """
        self.query_one("#name", BlockWords).words = card.name if card else ""
        self._tell_problems(tell_problems(card.problems) if card else "")
        self.exercises.show_plan(plan)
        self.figure.show_plan(plan)
        self._show_length(card, plan, why)
        self._share_rows()

    def show_nothing(self, words: str) -> None:
        """Show no routine, but why there is none."""
        self.show_card(None, None, "")
        self._tell_problems(words)

    def _tell_problems(self, words: str) -> None:
        """Say what is wrong; most routines are sound, and have nobody wait for a widget that says nothing."""
        told = self.query("#problems")
        if told:
            set_words(told.first(Static), words)
        elif words:
            self.mount(Static(words, id="problems", markup=False))

    def _show_length(self, card: Card | None, plan: Plan | None, why: str) -> None:
        """Show how long the routine is, what it takes, and what it is for."""
        is_sound = card is not None and not card.is_broken
        number, unit = length_parts(plan.seconds if plan else card.seconds) if card and is_sound else ("", "")
        minutes, facts = self.query_one("#minutes", BlockWords), self.query_one("#facts", Static)
        description = self.query_one("#description", Static)
        minutes.words = number
        if card is None or not is_sound:
            set_words(facts, "")
            set_words(description, "")
            return
        window, across = self.app.size, self.room
        rows = minutes.sizes[0][0] if minutes.sizes else 1
        room = across.width - minutes.get_content_width(across, window) - 2
        kit = kit_words(card.listing.equipment)
        fetch = f"Fetch {kit}" if kit else "Nothing to fetch"
        exercises = (_count_exercises(plan),) if plan else ()
        side = plan.first_side.value.capitalize() if plan and plan.first_side else ""
        first = (f"{side} side first" if room > FACTS_COLUMNS + 1 else f"{side} first",) if side else ()
        done = (f"Last done {card.last_done}",) if card.last_done else ()
        done = tuple(text for text in (*done, card.last_done.capitalize()) if text and len(text) <= room)[:1]
        lines = [*exercises, *done, *first, *wrap_words(fetch, room)] if room >= FACTS_COLUMNS else []
        lines = lines[-(rows - 1) :]
        blank = "\n" * max(0, rows - 1 - len(lines))
        about = " or so" if card.listing.is_open else ""
        # The unit first, for it belongs to the number; after what to fetch it would read as one more thing.
        beside = Content.assemble(blank, (f"{UNITS[unit]}{about}", "bold"), *(f"\n{line}" for line in lines))
        set_words(facts, beside)
        told = printable(card.listing.description) if room >= FACTS_COLUMNS else fetch
        set_words(description, printable(why) or told)
        needed = ROWS_FOR_BOTH if self._figures.find_clips else ROWS_FOR_TEXT
        description.display = bool(why) or room < FACTS_COLUMNS or window.height >= needed

    def _share_rows(self) -> None:
        """Give the exercises the rows that they need, as far as there are any; the figure has the rest."""
        room, description = self.room, self.query_one("#description", Static)
        name, minutes = self.query_one("#name", BlockWords), self.query_one("#minutes", BlockWords)
        # Asked of the words, for the widgets have not been laid out with them yet.
        above = [
            *draw_words(name.words, name.sizes, room.width, name.max_lines),
            "",
            *(draw_words(minutes.words, minutes.sizes, room.width, 1) or ("",)),
            "",
        ]
        if description.display:
            above += ["", *wrap_words(str(description.content), min(room.width, TEXT_COLUMNS))]
        rows = room.height - len(above)
        listed = min(len(self.exercises.items), rows)
        if self.figure.has_something and LEAST_ROWS + LEAST_LISTED <= rows < LEAST_ROWS + listed:
            listed = rows - LEAST_ROWS  # The figure plays through all of them, and the list goes along.
        self.exercises.styles.height = max(0, listed)

    @on(RoutineFigure.Played)
    def mark_exercise(self, event: RoutineFigure.Played) -> None:
        """Let the list go along with the figure; without one the list has its room."""
        self.exercises.mark(event.step.exercise_index if event.step else None)
        if event.step is None:
            self._share_rows()


def set_words(static: Static, words: str | Content) -> None:
    """Show other words; the same ones would only be laid out again."""
    if str(static.content) != str(words):
        static.update(words)


def _count_exercises(plan: Plan) -> str:
    return count_words(plan.exercises, "exercise").capitalize()


def tell_problems(problems: Sequence[str]) -> str:
    """What is wrong with a file, its name first, each problem with its line."""
    places = [PLACE.match(problem) for problem in problems]
    file = next((place["file"] for place in places if place), "")
    told = (
        f"Line {place['line']}: {problem[place.end() :]}" if place else problem
        for place, problem in zip(places, problems, strict=True)
    )
    return "\n\n".join((*([f"In {file}"] if file else []), *told))

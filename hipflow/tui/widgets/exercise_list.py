"""The exercise list: what a plan holds, exercise by exercise, with sides and seconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hipflow.tui.phrases import clock_text, fit_text, printable, short_name

if TYPE_CHECKING:
    # No plan is listed before the first frame, which waits for every import.
    from hipflow.core.plan import Plan, Step

WIDE = 44
"""Columns from which the sides are told in words."""
SIDES_COLUMNS = 14
AMOUNT_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise of a plan, in one of its rounds."""

    name: str
    short_name: str
    """For where the name does not fit."""
    sides: str
    amount: str
    """Of work, on each side that is worked: a time, or how many repetitions."""
    turns: int
    """How many sides are worked one after the other."""
    exercise_index: int
    """Its place in the plan."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of the part of a plan that follows."""

    words: str


def list_items(plan: Plan) -> Iterator[Item | Heading]:
    """The exercises of a plan in order, those of a round once, under the titles of its sections."""
    from hipflow.core.exercise import Sides

    shown: dict[int, list[Step]] = {}
    for step in plan.work:
        if step.round == 1:
            shown.setdefault(step.exercise_index, []).append(step)
    section = -1
    for steps in shown.values():
        first = steps[0]
        if first.section_index != section:
            section = first.section_index
            rounds = f"{first.rounds} rounds" if first.rounds > 1 else ""
            words = " · ".join(part for part in (printable(first.section).upper(), rounds) if part)
            if words:
                yield Heading(words)
        turn = [step for step in steps if step.side is first.side]
        yield Item(
            name=printable(first.name),
            short_name=short_name(first),
            sides=_sides_words(first),
            amount=_amount_text(turn),
            turns=2 if first.sides is Sides.EACH else 1,
            exercise_index=first.exercise_index,
        )


def _amount_text(turn: list[Step]) -> str:
    """How much is done on one side: repetitions where it is one count, and a time in all other cases."""
    seconds = clock_text(sum(step.seconds for step in turn))
    if len(turn) == 1 and turn[0].reps:
        from hipflow.tui.wording import amount_text

        return amount_text(turn[0].phase)
    return f"~{seconds}" if any(step.is_open for step in turn) else seconds


def _sides_words(first: Step) -> str:
    from hipflow.core.exercise import Sides

    if first.side is not None:
        return f"{first.side.value}, {first.side.other.value}"
    return "both" if first.sides is Sides.BOTH else "in turn"


class ExerciseList(ScrollView, can_focus=False):
    """The exercises of a plan; what does not fit is counted in the last row, and can be scrolled to."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"exercise-list--faint"}

    def __init__(self, *, id: str | None = None) -> None:
        """An empty list."""
        super().__init__(id=id)
        self.items: tuple[Item | Heading, ...] = ()
        self._shown_index: int | None = None

    def show_plan(self, plan: Plan | None) -> None:
        """Show the exercises of a plan, or nothing."""
        self.items = tuple(list_items(plan)) if plan else ()
        self._shown_index = None
        self.virtual_size = Size(0, len(self.items))
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def mark(self, exercise_index: int | None) -> None:
        """Let one exercise stand out, the one whose figure is seen, and bring it into view; None: all are alike."""
        self._shown_index = exercise_index
        rows = [row for row, item in enumerate(self.items) if isinstance(item, Item) and self._is_marked(item)]
        if exercise_index is not None and rows:
            # The last row of the window may be taken by how many more there are.
            last = rows[0] if rows[0] == len(self.items) - 1 else rows[0] + 1
            if not self.scroll_offset.y <= rows[0] <= last < self.scroll_offset.y + self.size.height:
                self.scroll_to(y=rows[0], animate=False)
        self.refresh()

    def _is_marked(self, item: Item) -> bool:
        return self._shown_index in (None, item.exercise_index)

    def render_line(self, y: int) -> Strip:
        """One exercise, or a title, or how many more there are."""
        width, plain = self.size.width, self.rich_style
        index = y + self.scroll_offset.y
        faint = self.get_component_rich_style("exercise-list--faint")
        more = sum(isinstance(item, Item) for item in self.items[index:])
        if y == self.size.height - 1 and index < len(self.items) - 1:
            return Strip([Segment(f"and {more} more", faint)]).adjust_cell_length(width, plain)
        if index >= len(self.items):
            return Strip.blank(width, plain)
        item = self.items[index]
        if isinstance(item, Heading):
            return Strip([Segment(fit_text(item.words, width), faint)]).adjust_cell_length(width, plain)
        if width >= WIDE:
            name, sides = width - SIDES_COLUMNS - AMOUNT_COLUMNS, f"{item.sides:<{SIDES_COLUMNS}}"
            length = f"{item.amount:>{AMOUNT_COLUMNS}}"
        else:
            times = "2×" if item.turns == 2 else ""
            sides, length = "", f"{times}{item.amount:>4}"
            name = width - len(length) - 1
            length = f" {length}"
        shown = item.name if cell_len(item.name) <= name else item.short_name
        return Strip(
            [Segment(fit_text(shown, name), plain + Style(bold=self._is_marked(item))), Segment(sides + length, plain)]
        ).adjust_cell_length(width, plain)

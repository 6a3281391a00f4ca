"""The resume page: a session was broken off; is it to go on?"""

from enum import Enum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size as Extent

from hipflow.core.exercise import Side
from hipflow.core.plan import StepKind
from hipflow.core.text import uncapitalise
from hipflow.tui.composition.clock import set_side_mark
from hipflow.tui.lettering.clock import fit_clock
from hipflow.tui.lettering.frame import Weight
from hipflow.tui.memories import UnfinishedCard
from hipflow.tui.phrases import clock_text, printable, short_name, wrap_words
from hipflow.tui.remote_keys import LEAVE, PRESS
from hipflow.tui.scene import Lit
from hipflow.tui.screens.page import PAGES, Page, is_slim
from hipflow.tui.widgets.block_words import draw_words
from hipflow.tui.widgets.cut_poster import CutPoster, Line, right_start
from hipflow.tui.widgets.key_line import Key

PROMISE = "Nothing is lost: what you held counts. Enter counts you in."
PROMISE_ON_THE_WAY = "Nothing is lost: what you held counts. Enter goes straight on."
TEXT_COLUMNS = 60
MOST_ROWS = 40
"""Of the digits; larger ones are no easier to read."""


class Wish(Enum):
    """What is to become of the session."""

    GO_ON = "go on"
    NOT_NOW = "not now"
    END = "end"


class ResumeScreen(Page[Wish]):
    """Shows where the session stands as the session itself did: the side lit, the seconds large."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"enter,space,{PRESS}", "answer('go on')", "Go on with it", show=False),
        Binding(f"{LEAVE},n", "answer('not now')", "Not now", show=False),
        Binding("x", "answer('end')", "End it here", show=False),
        Binding("q,ctrl+c", "app.quit", "Quit", show=False),
    ]
    CSS_PATH = PAGES
    KEYS = (
        Key("Enter", "go on", "answer('go on')"),
        Key("n", "not now", "answer('not now')"),
        Key("?", "help", "app.help"),
        Key("x", "end it", "answer('end')"),
    )

    def __init__(self, card: UnfinishedCard) -> None:
        """The question about this session."""
        super().__init__()
        self.card = card

    def compose_page(self) -> ComposeResult:
        """A poster cut in two."""
        yield CutPoster(self.card.step.side, id="unfinished")

    def lay_out(self, window: Extent) -> None:
        """Write as large as there is room."""
        margin = 2 if is_slim(window) else 4
        height = window.height - (1 if self.has_class("-flat") else 2)
        right = window.width - right_start(window.width, height, margin) - margin
        # The cut leans as far to this side.
        left = window.width // 2 - height // 8 - 1 - margin
        top = 0 if self.has_class("-flat") else 1 if is_slim(window) else 2
        blank = [""] * top
        poster = self.query_one(CutPoster)
        lit, dark = (right, left) if poster.side is Side.RIGHT else (left, right)
        poster.show([*blank, *self.draw_clock(lit, height - 2 * top)], self.tell(dark, height, top), margin=margin)

    def draw_clock(self, columns: int, rows: int) -> list[str]:
        """The side and the seconds left in block characters; in plain ones where there is no room."""
        side, is_flat = self.card.step.side, self.has_class("-flat")
        word = side.value if side else self.card.step.sides.value if self.card.step.is_work else "next"
        word = {"alternate": "swap"}.get(word, word)
        lit = Lit(side.value) if side else Lit.WHOLE
        _, mark = set_side_mark(word.upper(), side.other.value.upper() if side else "", lit, rows // 3, columns)
        head = [*mark, ""]
        seconds = max(1, round(abs(self.card.seconds_left)))
        text = str(seconds) if seconds < 60 else clock_text(seconds)
        clock = fit_clock(text, columns, max(3, min(rows - len(head) - is_flat, MOST_ROWS)))
        return [*head, *(clock.lines if clock else (clock_text(seconds),))]

    def tell(self, columns: int, rows: int, top: int) -> list[Line]:
        """The question, what it is about, and what is promised."""
        card = self.card
        place = self.tell_place()
        sizes = tuple((size, Weight.BOLD) for size in (5, 4, 3) if rows >= 4 * size + 6)
        title = draw_words("Go on?", (*sizes, (3, Weight.LIGHT)) if rows >= 14 else (), columns, 1)
        text = min(columns, TEXT_COLUMNS)
        left = f"{_left_text(card)}, step {self.place} of {len(card.plan.work)}"
        promise = PROMISE if card.step.is_work else PROMISE_ON_THE_WAY
        parts: list[list[Line]] = [
            [(line, "bold") for line in wrap_words(place, text)] + [(line, "bold") for line in wrap_words(left, text)],
            [
                (line, "dim")
                for line in wrap_words(f"{printable(card.plan.name)}, broken off at {card.broken_off:%H:%M}.", text)
            ],
            [(line, "") for line in wrap_words(promise, text)],
        ]
        gap: list[Line] = [("", "")] if rows >= 14 else []
        lines: list[Line] = [*([("", "")] * top), *((line, "bold") for line in title)]
        for part in parts:
            if len(lines) + len(gap) + len(part) <= rows:
                lines += [*gap, *part]
        return lines

    @property
    def place(self) -> int:
        """Which of the work steps it stands at, or comes to, from 1."""
        plan = self.card.plan
        coming = plan.work_from(self.card.step.index)
        return plan.work.index(coming) + 1 if coming else len(plan.work)

    def tell_place(self) -> str:
        """The exercise and its side, in a person's words."""
        step = self.card.step
        side = (f"{step.side.value} side",) if step.side else ()
        name = ", ".join((short_name(step), *side))
        match step.kind:
            case StepKind.WORK:
                return name
            case StepKind.SWITCH:
                return f"{short_name(step)}, on the way to the {step.side.value if step.side else 'other'} side"
            case _:
                return f"On the way to {uncapitalise(name)}"

    def action_answer(self, answer: str) -> None:
        """Leave with what the person wants."""
        self.dismiss(Wish(answer))


def _left_text(card: UnfinishedCard) -> str:
    """What is left of the step, or how long a key was waited for."""
    if card.seconds_left > 0:
        return f"{clock_text(card.seconds_left)} left"
    return f"{clock_text(-card.seconds_left)} past {clock_text(card.step.seconds)}"

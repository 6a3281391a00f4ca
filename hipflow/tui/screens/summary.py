"""The summary: what was held, left against right, and a plain sentence about it."""

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.events import Click
from textual.geometry import Size as Extent
from textual.widgets import Static

from hipflow.core.record import Record
from hipflow.tui.fair_sides import offer_fair_sides
from hipflow.tui.lettering.frame import Weight
from hipflow.tui.lettering.words import Size, letter
from hipflow.tui.past_words import compare_sessions
from hipflow.tui.phrases import length_parts, printable, wrap_words
from hipflow.tui.remote_keys import LEAVE, PRESS
from hipflow.tui.screens.page import PAGES, SCROLL_BINDINGS, Page, is_slim
from hipflow.tui.telling import tell_session, tell_times, total_exercises
from hipflow.tui.widgets.block_words import BlockWords
from hipflow.tui.widgets.hold_bars import HoldBars
from hipflow.tui.widgets.key_line import Key
from hipflow.tui.widgets.plan_bar import PlanBar, view_plan

if TYPE_CHECKING:
    from hipflow.store.past import SessionDone
    from hipflow.tui.memories import Offer, Today

TOLD_COLUMNS = 26
TOLD_GAP = 3
UNIT_COLUMNS = 6
ROWS_BY_HEIGHT = ((50, 12), (30, 9), (24, 6), (20, 5))
"""From so many rows of the window on, the verdict may have so many."""


class Next(Enum):
    """What the person wants after a session."""

    AGAIN = "again"
    PICK = "pick"
    QUIT = "quit"
    FAIR_SIDES = "fair sides"
    """The side that is behind catches up."""


class SummaryScreen(Page[Next]):
    """A title page for what was done, with a chart below; answers what comes next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"enter,a,{PRESS}", "answer('again')", "The same again", show=False),
        Binding(f"p,{LEAVE}", "answer('pick')", "Another routine", show=False),
        Binding("o", "answer('fair sides')", "Let the side that is behind catch up", show=False),
        Binding("y", "keep", "Keep what is offered", show=False),
        Binding("q,ctrl+c", "answer('quit')", "Quit", show=False),
        *SCROLL_BINDINGS,
    ]
    SCROLLED = "#bars"
    CSS_PATH = PAGES
    KEYS = (
        Key("Enter", "again", "answer('again')"),
        Key("p", "another", "answer('pick')"),
        Key("?", "help", "app.help"),
        Key("q", "quit", "answer('quit')"),
    )

    def __init__(
        self,
        record: Record,
        words: str = "",
        before: "tuple[Today, SessionDone] | None" = None,
        *,
        offer: "Offer | None" = None,
        when: str = "",
    ) -> None:
        """The summary of a record.

        Args:
            record: What was held.
            words: What a person should know beside that, if anything.
            before: Today, and the last time before this one, where there was one.
            offer: What could be kept for the next time, if anything.
            when: The time of day of a session of the history; any answer then only leaves the page.
        """
        super().__init__()
        self.record = record
        self.words = words
        self.before = before
        self.when = when
        self.owed = "" if when else offer_fair_sides(record)
        self.offer = offer
        """None also once it was taken."""
        self.verdict = "DONE" if record.is_finished else "STOPPED"

    def compose_page(self) -> ComposeResult:
        """Verdict and minutes on a lit field, the chart below."""
        number, _ = length_parts(self.record.worked)
        with Vertical(id="title-page"):
            with Horizontal(id="verdict"):
                yield BlockWords(self.verdict, max_lines=1, id="done")
                yield Static("", id="told-beside", markup=False)
                yield BlockWords(number, max_lines=1, id="held")
                yield Static("", id="held-unit")
            yield Static("", id="told-below", markup=False)
        if self.words:
            yield Static(self.words, id="fault", markup=False)
        totals = total_exercises(self.record)
        begun = [place for place, total in enumerate(totals) if not total.is_left_out]
        yield HoldBars(totals, cut=begun[-1] if begun and not self.record.is_finished else 0, id="bars")
        if self.owed:
            yield Static(Content.assemble(("o ", "bold"), self.owed), id="owed", classes="offer")
        if self.offer:
            words = Content.assemble(("y ", "bold"), printable(self.offer.words))
            yield Static(words, id="kept", classes="offer -second" if self.owed else "offer")
        with Container(id="finished"):
            yield PlanBar(id="finished-plan")
        yield Static("", id="times")

    def tell_times(self, columns: int) -> Content:
        """Where the time went, and in which routine; in little room, what was held and how long it took."""
        times = list(tell_times(self.record))
        while len(times) > 2 and columns_of(times) > columns:
            del times[-2]
        parts: list[str | tuple[str, str]] = []
        for word, time in times:
            parts += ["   " * bool(parts), (time, "bold"), f" {word}"]
        name = printable(self.record.plan.name)
        gap = columns - columns_of(times) - cell_len(name)
        return Content.assemble(*parts, f"{' ' * gap}{name}" if gap >= 3 else "")

    def lay_out(self, window: Extent) -> None:
        """Set verdict and minutes in the largest letters for which both have room, and fill what room is left."""
        width, height = window
        is_beside = not is_slim(window)
        margin = 4 if is_beside else 2
        room = width - 2 * margin
        rows, taken = self.fit_verdict(room - (TOLD_COLUMNS + 2 * TOLD_GAP if is_beside else 0), height)
        if is_beside:
            told = self.tell(room - taken - UNIT_COLUMNS - 2 * TOLD_GAP, rows)
            self.query_one("#told-beside", Static).update(told)
        told = self.tell(room, 1 if height < 20 else 2)
        self.query_one("#told-below", Static).update("" if is_beside else told)
        self.query_one(HoldBars).margin = margin
        self.query_one("#times", Static).update(self.tell_times(room))
        outcomes = {hold.step.index: hold.outcome for hold in self.record.holds}
        self.query_one(PlanBar).show(view_plan(self.record.plan, room, outcomes))
        # The chart comes first: rows of title page, margins, times and keys are about nine beside the letters.
        self.query_one("#finished").display = (
            height >= 30 or height - rows - 9 - 2 * len(self.query(".offer")) > len(self.query_one(HoldBars).totals) + 2
        )

    def fit_verdict(self, room: int, height: int) -> tuple[int, int]:
        """Choose the letters of verdict and minutes, and tell how many rows and columns they take."""
        done, held = self.query_one("#done", BlockWords), self.query_one("#held", BlockWords)
        _, unit = length_parts(self.record.worked)
        # Where there is little room, what can still be done about it beats the size of the letters.
        height -= 2 * len(self.query(".offer")) if height < 24 else 0
        most = next((most for least, most in ROWS_BY_HEIGHT if height >= least), 3)
        for size in sizes_up_to(most):
            columns = [letter(words.words, *size, tight_digits=True).columns for words in (done, held)]
            if sum(columns) + UNIT_COLUMNS + 3 <= room:
                sizes: tuple[Size, ...] = (size,)
                told = Content.assemble("held\n", (unit, "bold"))
                break
        else:
            sizes, columns, told = (), [len(done.words), len(held.words)], Content.assemble((unit, "bold"), " held")
        for words, taken in zip((done, held), columns, strict=True):
            words.sizes = sizes
            words.styles.width = taken
        self.query_one("#held-unit", Static).update(told)
        self.query_one("#held-unit").styles.width = UNIT_COLUMNS - 1 if sizes else len(f"{unit} held")
        return sizes[0][0] if sizes else 1, sum(columns)

    def tell(self, columns: int, rows: int) -> str:
        """As many sentences about the session as there is room for, the first of them always."""
        told = ""
        compared = (compare_sessions(self.record, *self.before),) if self.before else ()
        when = (f"{self.when}.",) if self.when else ()
        first, *others = tell_session(self.record)
        for sentence in (*when, first, *compared, *others):
            if not sentence:
                continue
            more = f"{told} {sentence}".strip()
            if told and len(wrap_words(more, columns)) > rows:
                break
            told = more
        return told

    def on_mount(self) -> None:
        """Show fewer keys for a session that was long ago."""
        if self.when:
            self.key_line.keys = (Key("Esc", "back", "answer('pick')"), Key("?", "help", "app.help"))

    def on_click(self, event: Click) -> None:
        """Take the offer with a click on it."""
        if event.widget is not None and event.widget.id == "owed":
            self.action_answer(Next.FAIR_SIDES.value)
        elif event.widget is not None and event.widget.id == "kept":
            self.action_keep()

    def action_keep(self) -> None:
        """Keep what is offered, once."""
        if self.offer is not None:
            self.keep(self.offer)
            self.offer = None

    @work(thread=True, exit_on_error=False)
    def keep(self, offer: "Offer") -> None:
        """Keep it, and say in its place what came of it."""
        try:
            told = offer.keep()
        except Exception as error:
            told = f"It cannot be kept: {error}"
        self.app.call_from_thread(self.query_one("#kept", Static).update, printable(told))

    def action_answer(self, answer: str) -> None:
        """Leave with what the person wants."""
        then = Next(answer)
        if then is not Next.FAIR_SIDES or self.owed:
            self.dismiss(then)


def sizes_up_to(rows: int) -> tuple[Size, ...]:
    """All sizes of letters from so many rows down to three."""
    return (*((size, Weight.BOLD) for size in range(rows, 2, -1)), (3, Weight.LIGHT))


def columns_of(times: Sequence[tuple[str, str]]) -> int:
    """The columns of some times and their words, side by side."""
    return sum(len(word) + 1 + len(time) + 3 for word, time in times) - 3

"""The history page: this week, the weeks in a row, left against right, the year, and every session to open again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from hipflow.tui.lettering.frame import Weight
from hipflow.tui.past_words import trouble_words
from hipflow.tui.phrases import printable
from hipflow.tui.remote_keys import BACKWARD, FORWARD, LEAVE, PRESS
from hipflow.tui.screens.page import PAGES, Page
from hipflow.tui.widgets.block_words import BlockWords
from hipflow.tui.widgets.chart import Chart
from hipflow.tui.widgets.key_line import Key
from hipflow.tui.widgets.pane_titles import PaneTitles
from hipflow.tui.widgets.session_list import SessionList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size as Extent

    from hipflow.tui.memories import History
    from hipflow.tui.parts import Memories

PANES = {"year": "THE YEAR", "sessions": "SESSIONS", "weeks": "WEEKS", "times": "WHERE THE TIME WENT"}
LEAST_FIELDS = 16
"""Rows of the window from which the fields of the week have more than one row."""
EMPTY = "Nothing here yet."
TITLE = ((5, Weight.BOLD), (3, Weight.BOLD), (3, Weight.LIGHT))
EMPTY_MORE = (
    "After your first session this page shows your week, your weeks in a row, left against right, and the year. "
    "It stays on this machine."
)
OPEN, CHOOSE = Key("Enter", "open", "open"), Key("↑↓", "session", "move(1)")
TURN, BACK, HELP = Key("←→", "turn", "turn(1)"), Key("Esc", "back", "back"), Key("?", "help", "app.help")


class HistoryScreen(Page[None]):
    """Looked at rather than read: fields, a cut, a year of days; below, one pane after the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"enter,{PRESS}", "open", "Open the session", show=False),
        Binding(f"down,j,{FORWARD}", "move(1)", show=False),
        Binding(f"up,k,{BACKWARD}", "move(-1)", show=False),
        Binding("home,g", "move(-100000)", show=False),
        Binding("end,G", "move(100000)", show=False),
        Binding("ctrl+d,space", "move(8)", show=False),
        Binding("ctrl+u", "move(-8)", show=False),
        Binding("right,tab,l", "turn(1)", "Show the next pane", show=False),
        Binding("left,shift+tab", "turn(-1)", "Show the pane before", show=False),
        Binding(f"{LEAVE},h,q,backspace", "back", "Back", show=False),
        Binding("ctrl+c", "app.quit", "Quit", show=False),
    ]
    CSS_PATH = PAGES
    KEYS = (BACK, HELP)

    def __init__(self, memories: Memories) -> None:
        """A page of what these remember; read once its first frame is there."""
        super().__init__()
        self.memories = memories
        self.history: History | None = None
        self.pane = ""

    def compose_page(self) -> ComposeResult:
        """The week above, the panes below, and what stands there when there is nothing to show."""
        with Horizontal(id="this-week"):
            yield Chart(id="week-chart")
            yield Chart(id="streak-chart")
            yield Chart(id="balance-chart")
        with Vertical(id="past"):
            yield Chart(id="year-chart")
            yield PaneTitles(id="pane-titles")
            with Horizontal(id="panes"):
                yield SessionList(id="sessions-pane")
                yield Chart(id="weeks-pane")
                yield Chart(id="times-pane")
        with Vertical(id="no-past"):
            yield BlockWords(EMPTY, TITLE, id="no-past-title")
            yield Static(EMPTY_MORE, id="no-past-words", markup=False)

    def on_mount(self) -> None:
        """Read once the first frame is there."""
        self.add_class("-reading")
        self.call_after_refresh(self.read_history)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def read_history(self) -> None:
        """Read in a thread, then show it."""
        try:
            history = self.memories.read_history()
        except Exception as error:
            self.app.call_from_thread(self.say, f"The history cannot be read: {printable(str(error))}")
            self.app.call_from_thread(self.show_history, None)
        else:
            self.app.call_from_thread(self.show_history, history)

    def say(self, words: str) -> None:
        """Say something in place of the keys."""
        self.key_line.message = words

    def show_history(self, history: History | None) -> None:
        """Show what was read."""
        self.history = history
        self.remove_class("-reading")
        is_empty = history is None or not history.sessions
        self.set_class(is_empty, "-empty")
        if history is None or is_empty:
            if history is not None:
                self.say(printable(trouble_words(history.problem, history.set_aside)))
            return
        # Imported only now: they bring the arithmetic of the store.
        from functools import partial

        from hipflow.tui import charts
        from hipflow.tui.year_chart import draw_year

        for name, draw in (
            ("week-chart", charts.draw_week),
            ("streak-chart", charts.draw_streak),
            ("balance-chart", charts.draw_balance),
            ("weeks-pane", charts.draw_weeks),
            ("times-pane", charts.draw_times),
        ):
            self.query_one(f"#{name}", Chart).show(partial(draw, history))
        self.query_one("#year-chart", Chart).show(lambda columns, _: draw_year(history, columns))
        self.query_one(SessionList).show_sessions(history.sessions, history.today)
        self.say(printable(trouble_words(history.problem, history.set_aside)))
        self.lay_out(self.size)

    @property
    def panes(self) -> tuple[str, ...]:
        """Those that are turned through; the year is always there where there is room."""
        if self.has_class("-wide"):
            return ()
        return tuple(PANES)[1:] if self.has_class("-roomy") else tuple(PANES)

    def lay_out(self, window: Extent) -> None:
        """Show as much at once as there is room for."""
        width, height = window
        self.set_class(height >= 30, "-roomy")
        self.set_class(height >= 45 and width >= 150, "-wide")
        fields = 9 if height >= 45 else 8 if height >= 30 else 5 if height >= 22 else 3
        if height < LEAST_FIELDS:
            fields = 2
        for id in ("week-chart", "streak-chart", "balance-chart"):
            self.query_one(f"#{id}").styles.height = fields
        streak = 24 if width >= 100 else 17
        self.query_one("#streak-chart").display = width >= 60
        self.query_one("#balance-chart").display = width >= 60
        self.query_one("#streak-chart").styles.width = streak
        self.query_one("#balance-chart").styles.width = (
            40 if width >= 150 else 32 if width >= 110 else 28 if width >= 100 else 18
        )
        self.query_one("#no-past-title", BlockWords).sizes = TITLE if height >= 16 else ()
        # Where the year is one pane of many, their titles stand above it.
        past, titles, year = self.query_one("#past"), self.query_one(PaneTitles), self.query_one("#year-chart")
        if height >= 30:
            past.move_child(titles, after=year)
        else:
            past.move_child(titles, before=year)
        self.show_pane(self.pane if self.pane in self.panes else next(iter(self.panes), ""))

    def show_pane(self, pane: str) -> None:
        """Show this pane; an empty name where all are seen."""
        self.pane = pane
        is_roomy, is_wide = self.has_class("-roomy"), self.has_class("-wide")
        self.query_one("#year-chart").display = is_roomy or pane == "year"
        self.query_one("#panes").display = pane != "year"
        for name in tuple(PANES)[1:]:
            self.query_one(f"#{name}-pane").display = is_wide or name == pane
        if self.size.height < LEAST_FIELDS:
            # The calendar takes all the rows there are.
            self.query_one("#week-chart").styles.height = 1 if pane == "year" else 2
        titles = self.query_one(PaneTitles)
        names = dict(PANES)
        if self.history is not None:
            from hipflow.tui.year_chart import year_title

            names["year"] = year_title(self.history.today, self.size.width - (4 if self.has_class("-slim") else 8))
        titles.titles = {name: names[name] for name in (self.panes or tuple(PANES)[1:2])}
        titles.shown = pane or "sessions"
        has_sessions = bool(self.history and self.history.sessions)
        if not has_sessions:
            self.key_line.keys = (BACK, HELP)
        elif is_wide:
            self.key_line.keys = (CHOOSE, OPEN, BACK, HELP)
        elif pane == "sessions":
            self.key_line.keys = (CHOOSE, OPEN, TURN, HELP, BACK)
        else:
            self.key_line.keys = (TURN, HELP, BACK)

    def action_turn(self, by: int) -> None:
        """Show the next pane, or the one before."""
        panes = self.panes
        if panes and self.history and self.history.sessions:
            self.show_pane(panes[(panes.index(self.pane) + by) % len(panes)])

    def on_pane_titles_chosen(self, message: PaneTitles.Chosen) -> None:
        """Show the pane whose title was clicked."""
        self.show_pane(message.name)

    def action_move(self, by: int) -> None:
        """Select another session; from another pane, the sessions come first."""
        if not (self.history and self.history.sessions):
            return
        if self.pane not in ("sessions", ""):
            self.show_pane("sessions")
        else:
            self.query_one(SessionList).move(by)

    def action_open(self) -> None:
        """Open the selected session; from another pane, the sessions come first."""
        chosen = self.query_one(SessionList).selected
        if chosen is None:
            return
        if self.pane not in ("sessions", ""):
            self.show_pane("sessions")
            return
        self.open_session(chosen.id)

    def on_session_list_chosen(self) -> None:
        """Open the session that was clicked."""
        self.action_open()

    def on_key(self, _: events.Key) -> None:
        """Take back what was said."""
        self.key_line.message = ""

    @work(thread=True, exclusive=True, exit_on_error=False, group="open")
    def open_session(self, number: int) -> None:
        """Read a record in a thread, then show its summary."""
        try:
            record = self.memories.read_record(number)
        except Exception as error:
            self.app.call_from_thread(self.say, f"It cannot be opened: {printable(str(error))}")
            return
        if record is None:
            self.app.call_from_thread(self.say, "It is there no more.")
            return

        def show() -> None:
            from hipflow.tui.past_words import MONTHS
            from hipflow.tui.screens.summary import SummaryScreen

            chosen = self.query_one(SessionList).selected
            if chosen is not None:
                day = chosen.started
                when = f"{day.day} {MONTHS[day.month - 1]} {day.year}, {day:%H:%M}"
                self.app.push_screen(SummaryScreen(record, when=when))

        self.app.call_from_thread(show)

    def action_back(self) -> None:
        """Leave the page."""
        self.dismiss(None)

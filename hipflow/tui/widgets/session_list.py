"""The session list: what was done, newest first, of which only the rows that are seen are ever drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hipflow.store.past import SessionDone


class SessionList(ScrollView, can_focus=False):
    """One row a session; the selected one is a bar."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"session-list--bar", "session-list--dim"}

    class Chosen(Message):
        """The selected session is wanted."""

    def __init__(self, *, id: str | None = None) -> None:
        """A list without sessions."""
        super().__init__(id=id)
        self.sessions: Sequence[SessionDone] = ()
        self._today: date | None = None
        self._row = 0

    @property
    def selected(self) -> SessionDone | None:
        """The session under the bar."""
        return self.sessions[self._row] if self._row < len(self.sessions) else None

    def show_sessions(self, sessions: Sequence[SessionDone], today: date) -> None:
        """Show these, newest first."""
        self.sessions, self._today = sessions, today
        self._row = min(self._row, max(0, len(sessions) - 1))
        self.virtual_size = Size(0, len(sessions))
        self.refresh()

    def move(self, by: int) -> None:
        """Move the bar by so many rows, at most to the ends."""
        self._select(min(max(0, self._row + by), len(self.sessions) - 1))

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; a click on the bar wants it."""
        row = event.y + self.scroll_offset.y
        if event.button != 1 or not 0 <= row < len(self.sessions):
            return
        if row == self._row:
            self.post_message(self.Chosen())
        self._select(row)

    def on_resize(self) -> None:
        """Keep the bar in sight."""
        self._select(self._row)

    def _select(self, row: int) -> None:
        self._row = max(0, row)
        top, height = self.scroll_offset.y, self.size.height
        if self._row < top:
            self.scroll_to(y=self._row, animate=False, force=True)
        elif height and self._row >= top + height:
            self.scroll_to(y=self._row - height + 1, animate=False, force=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One session."""
        width, row = self.size.width, y + self.scroll_offset.y
        plain = self.rich_style
        if row >= len(self.sessions) or self._today is None:
            return Strip.blank(width, plain)
        from hipflow.tui.charts import session_row

        when, what, ending = session_row(self.sessions[row], self._today, width - 2)
        if row == self._row:
            bar = self.get_component_rich_style("session-list--bar") + Style(bold=True)
            return Strip([Segment(f" {when}{what}{ending}", bar)]).adjust_cell_length(width, bar)
        dim = self.get_component_rich_style("session-list--dim")
        return Strip([Segment(f" {when}", dim), Segment(what, plain), Segment(ending, dim)]).adjust_cell_length(
            width, plain
        )

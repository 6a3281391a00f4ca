"""The key line: what can be done here, each a key and a word, and a click does the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from hipflow.tui.phrases import shorten

GAP = 3
"""Columns between two keys."""


@dataclass(frozen=True, slots=True)
class Key:
    """Something that can be done."""

    key: str
    """What is written on the key."""
    words: str
    action: str
    """The action of the screen, or with `app.` of the app."""

    @property
    def columns(self) -> int:
        """How wide the key and its words are."""
        return len(self.key) + 1 + len(self.words)


class KeyLine(Widget):
    """One line of keys; those that do not fit are left out, but never the last. A message takes their place."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--dim", "key-line--hover"}

    keys: reactive[tuple[Key, ...]] = reactive(())
    message = reactive("")
    hovered: reactive[int | None] = reactive(None)

    def __init__(self, keys: Sequence[Key] = (), *, id: str | None = None) -> None:
        """A line of these keys."""
        super().__init__(id=id)
        self.set_reactive(KeyLine.keys, tuple(keys))

    @property
    def rows(self) -> int:
        """The rows that the stylesheet gives it, known before it is laid out."""
        height = self.styles.height
        return int(height.value) if height else 1

    def render_line(self, y: int) -> Strip:
        """The message, or else the keys."""
        width, plain = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, plain)
        if self.message:
            return Strip([Segment(shorten(self.message, width), plain)]).adjust_cell_length(width, plain)
        segments: list[Segment] = []
        dim = self.get_component_rich_style("key-line--dim")
        for place, (key, _) in enumerate(self.places(width)):
            words = self.get_component_rich_style("key-line--hover") if place == self.hovered else dim
            segments += [
                Segment(" " * GAP * bool(segments), plain),
                Segment(key.key, plain + Style(bold=True)),
                Segment(f" {key.words}", words),
            ]
        return Strip(segments).adjust_cell_length(width, plain)

    def places(self, width: int) -> list[tuple[Key, range]]:
        """The keys that fit, and the columns of each."""
        keys = list(self.keys)
        while len(keys) > 1 and sum(key.columns + GAP for key in keys) - GAP > width:
            del keys[-2]
        placed: list[tuple[Key, range]] = []
        start = 0
        for key in keys:
            placed.append((key, range(start, start + key.columns)))
            start += key.columns + GAP
        return placed

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would do."""
        offset = event.get_content_offset(self)
        places = self.places(self.size.width)
        over = (place for place, (_, columns) in enumerate(places) if offset and offset.x in columns)
        self.hovered = None if self.message else next(over, None)

    def on_leave(self) -> None:
        """Show it no more."""
        self.hovered = None

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        offset = event.get_content_offset(self)
        if offset is None or self.message:
            return
        for key, columns in self.places(self.size.width):
            if offset.x in columns:
                await self.screen.run_action(key.action)

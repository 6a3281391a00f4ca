"""The titles of panes of which one is shown, on one line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

GAP = 3


class PaneTitles(Widget):
    """The title of the pane that is shown in bold, the others beside it; a click turns to one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane-titles--dim"}
    titles: reactive[Mapping[str, str]] = reactive({})
    shown = reactive("")

    @dataclass
    class Chosen(Message):
        """A title was clicked."""

        name: str

    def render_line(self, y: int) -> Strip:
        """The titles that fit."""
        plain, width = self.rich_style, self.size.width
        if y:
            return Strip.blank(width, plain)
        dim = self.get_component_rich_style("pane-titles--dim")
        segments: list[Segment] = []
        for name, _, title in self.places():
            bold = plain + Style(bold=True, underline=len(self.titles) > 1)
            segments += [Segment(title, bold if name == self.shown else dim), Segment(" " * GAP, plain)]
        return Strip(segments).adjust_cell_length(width, plain)

    def places(self) -> list[tuple[str, range, str]]:
        """Each name, its columns, and its title: by its last word where the room is small."""
        titles = dict(self.titles)
        if sum(map(len, titles.values())) + GAP * (len(titles) - 1) > self.size.width:
            titles = {name: title.split()[-1] if "TIME" not in title else "TIME" for name, title in titles.items()}
        placed, start = [], 0
        for name, title in titles.items():
            placed.append((name, range(start, start + len(title)), title))
            start += len(title) + GAP
        return placed

    def on_click(self, event: events.Click) -> None:
        """Turn to the title under the mouse."""
        offset = event.get_content_offset(self)
        for name, columns, _ in self.places():
            if offset is not None and offset.x in columns:
                self.post_message(self.Chosen(name))

"""A page: what all screens but the session have in common."""

from pathlib import Path
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import Screen

from hipflow.tui.compositor import write_exactly
from hipflow.tui.remote_keys import BACKWARD, FORWARD
from hipflow.tui.widgets.key_line import Key, KeyLine
from hipflow.tui.widgets.small_window import LEAST_COLUMNS, LEAST_ROWS, SmallWindow

Answer = TypeVar("Answer")

PAGES = Path(__file__).parent.parent / "pages.tcss"
"""The stylesheet of those pages that are not seen at first."""

SCROLL_BINDINGS: list[BindingType] = [
    Binding("down,j", "scroll_rows(1)", show=False),
    Binding("up,k", "scroll_rows(-1)", show=False),
    Binding(f"space,right,{FORWARD}", "scroll_rows(8)", show=False),
    Binding(f"left,{BACKWARD}", "scroll_rows(-8)", show=False),
    Binding("home", "scroll_rows(-1000)", show=False),
    Binding("end", "scroll_rows(1000)", show=False),
]
"""For pages that scroll."""
SCROLL = Key("↑↓", "scroll", "scroll_rows(3)")


class Page(Screen[Answer]):
    """A screen with a line of keys at its foot, that says so kindly where it has no room.

    The stylesheet sees its size as classes: -slim where there is no room for wide margins, -flat where there is none
    for blank rows, -tiny where there is room for one thing only.
    """

    ALLOW_SELECT = False
    AUTO_FOCUS = ""
    KEYS: ClassVar[tuple[Key, ...]] = ()
    SCROLLED: ClassVar[str] = ""
    """What scrolls when there is more than there is room for."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        """A page that was not shown yet."""
        super().__init__(name, id, classes)
        write_exactly(self)

    def compose(self) -> ComposeResult:
        """What the page shows, and its keys."""
        self.update_classes(size_classes(self.app.size))
        yield from self.compose_page()
        yield KeyLine(self.KEYS, id="keys")

    def compose_page(self) -> ComposeResult:
        """What the page shows."""
        raise NotImplementedError

    @property
    def key_line(self) -> KeyLine:
        """The keys at the foot."""
        return self.query_one(KeyLine)

    def on_resize(self, event: events.Resize) -> None:
        """Lay everything anew for this size."""
        self.update_classes(size_classes(event.size))
        if self.has_class("-small-window"):
            self.say_size()
        else:
            self.lay_out(event.size)

    def say_size(self) -> None:
        """Say in place of everything how large the window has to be."""
        if words := self.query(SmallWindow):
            words.first().say_size()
        else:
            self.mount(SmallWindow(markup=False))

    def lay_out(self, window: Size) -> None:
        """Choose the sizes that a stylesheet cannot choose."""

    def offer_scrolling(self) -> None:
        """Show the keys of the page, and that it scrolls exactly where there is something to scroll."""
        scrolls = self.query_one(self.SCROLLED).max_scroll_y > 0
        self.key_line.keys = (*self.KEYS, SCROLL) if scrolls else self.KEYS

    def action_scroll_rows(self, by: int) -> None:
        """Show what did not fit, some rows further on."""
        self.query_one(self.SCROLLED).scroll_relative(y=by, animate=False)


def size_classes(window: Size) -> dict[str, bool]:
    """Which of the classes a page has in a window of this size."""
    width, height = window
    return {
        "-small-window": width < LEAST_COLUMNS or height < LEAST_ROWS,
        "-slim": is_slim(window),
        "-flat": height < 20,
        "-tiny": width < 60 or height < 20,
    }


def is_slim(window: Size) -> bool:
    """Is there no room for wide margins?"""
    return window.width < 100 or window.height < 30

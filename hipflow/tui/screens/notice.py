"""The safety notice, shown once, before the first session."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from hipflow.clock import read_clock
from hipflow.tui.lettering.frame import Weight
from hipflow.tui.remote_keys import LEAVE, PRESS
from hipflow.tui.safety import SAFETY
from hipflow.tui.screens.page import PAGES, SCROLL_BINDINGS, Page
from hipflow.tui.widgets.block_words import BlockWords
from hipflow.tui.widgets.key_line import Key

JUST_SHOWN = 0.5
"""Seconds within which a key is the second half of a double press, and nobody has read anything."""


class NoticeScreen(Page[bool]):
    """Says what to look out for; answers whether that was understood."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"enter,{PRESS}", "understand", "I understand", show=False),
        Binding(f"{LEAVE},q", "go_back", "Not now", show=False),
        *SCROLL_BINDINGS,
    ]
    SCROLLED = "#notice"
    CSS_PATH = PAGES
    KEYS = (Key("Enter", "I understand", "understand"), Key("Esc", "not now", "go_back"))

    def __init__(self) -> None:
        """A notice that nobody has seen yet."""
        super().__init__()
        self._shown_at = read_clock()

    def compose_page(self) -> ComposeResult:
        """A title page: two words, then one thought a paragraph."""
        with VerticalScroll(id="notice", can_focus=False):
            yield BlockWords("Be kind to your hips", id="notice-title")
            for thought in SAFETY:
                yield Static(thought, classes="thought", markup=False)

    def lay_out(self, window: Size) -> None:
        """Large letters where the text leaves room for them."""
        rows = [size for size, least in ((7, 40), (5, 30), (3, 24)) if window.height >= least]
        sizes = (*((size, Weight.BOLD) for size in rows), (3, Weight.LIGHT)) if rows else ()
        self.query_one(BlockWords).sizes = sizes
        self.call_after_refresh(self.offer_scrolling)

    def action_understand(self) -> None:
        """Go on to the session; not when the key that led here was pressed twice."""
        if read_clock() - self._shown_at >= JUST_SHOWN:
            self.dismiss(True)

    def action_go_back(self) -> None:
        """Start nothing."""
        self.dismiss(False)

"""The sound check: is it heard, left and right, before one lies down?"""

from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from hipflow.tui.lettering.frame import Weight
from hipflow.tui.parts import CheckSound
from hipflow.tui.phrases import printable
from hipflow.tui.remote_keys import LEAVE, PRESS
from hipflow.tui.screens.page import PAGES, SCROLL_BINDINGS, Page
from hipflow.tui.widgets.block_words import BlockWords
from hipflow.tui.widgets.key_line import Key


class SoundCheckScreen(Page[None]):
    """Names each sound while it plays."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"{LEAVE},q,enter,space", "leave", "Back", show=False),
        Binding(f"c,r,{PRESS}", "again", "Play them again", show=False),
        *SCROLL_BINDINGS,
    ]
    SCROLLED = "#notice"
    CSS_PATH = PAGES
    KEYS = (Key("c", "again", "again"), Key("Esc", "back", "leave"))

    def __init__(self, check_sound: CheckSound) -> None:
        """A check that plays by `check_sound`, in a thread."""
        super().__init__()
        self._check_sound = check_sound
        self._heard: list[str] = []

    def compose_page(self) -> ComposeResult:
        """A title page, and the sounds by name."""
        with VerticalScroll(id="notice", can_focus=False):
            yield BlockWords("Listen", id="notice-title")
            yield Static("", id="sound-names", classes="thought", markup=False)

    def lay_out(self, window: Size) -> None:
        """Large letters where the list leaves room for them."""
        rows = [size for size, least in ((7, 40), (5, 24), (3, 18)) if window.height >= least]
        self.query_one(BlockWords).sizes = (*((size, Weight.BOLD) for size in rows), (3, Weight.LIGHT)) if rows else ()

    def on_mount(self) -> None:
        """Begin to play."""
        self.action_again()

    def action_again(self) -> None:
        """Play them from the start."""
        self._heard.clear()
        self.play()

    def action_leave(self) -> None:
        """Go back; what is playing ends with its note."""
        self.workers.cancel_node(self)
        self.dismiss(None)

    @work(thread=True, exclusive=True)
    def play(self) -> None:
        """Play in a thread, and show each name as it comes."""
        from textual.worker import get_current_worker

        worker = get_current_worker()

        def say(name: str) -> bool:
            if not worker.is_cancelled:
                self.app.call_from_thread(partial(self.show_name, name))
            return not worker.is_cancelled

        self._check_sound(say)
        say("That was all. Left came from the left, right from the right?")

    def show_name(self, name: str) -> None:
        """Put a name under those that were heard."""
        self._heard.append(printable(name))
        if self.is_attached:
            lines = [f"  {each}" for each in self._heard[:-1]] + [f"▶ {self._heard[-1]}"]
            self.query_one("#sound-names", Static).update("\n".join(lines))

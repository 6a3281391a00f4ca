"""The help page: every key, what the colours and shapes mean, and the safety notice."""

from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from hipflow.tui.lettering.frame import Weight
from hipflow.tui.remote_keys import LEAVE, PRESS
from hipflow.tui.safety import SAFETY
from hipflow.tui.screens.page import PAGES, SCROLL_BINDINGS, Page
from hipflow.tui.widgets.block_words import BlockWords
from hipflow.tui.widgets.key_line import Key

Keys: TypeAlias = tuple[tuple[str, str], ...]
"""What is written on a key, and what it does."""

KEYS_BY_PLACE: tuple[tuple[str, Keys], ...] = (
    (
        "DURING A SESSION",
        (
            ("Space", "pause, go on, or done"),
            ("→ n", "next step"),
            ("← p", "back, or this step again"),
            ("r", "this step again"),
            ("s", "on to the other side"),
            ("+ -", "10 seconds more, less"),
            ("[ ]", "exercise before, next one"),
            ("m v", "sound, voice: off, on"),
            (", >", "quieter, louder"),
            ("i", "mistake, easier, harder"),
            ("z", "clock and side alone"),
            ("l", "lock: any key only pauses"),
            ("f", "late: make up for it"),
            ("Esc", "pause, and never more"),
            ("q", "stop; it asks first"),
        ),
    ),
    (
        "WHEN IT IS DONE",
        (
            ("Enter", "the same again"),
            ("p q", "another routine, quit"),
            ("o", "let a side catch up"),
        ),
    ),
    (
        "ROUTINES OF YOUR OWN",
        (
            ("n", "a new one"),
            ("e E", "change it, in your editor"),
            ("d", "keep it once more"),
            ("x u", "into the trash, and back"),
        ),
    ),
    (
        "CHOOSING A ROUTINE",
        (
            ("↑ ↓", "choose"),
            ("Enter", "start"),
            ("/", "search as you type"),
            ("Esc", "show all again"),
            ("s", "begin with the other side"),
            ("f", "fit the time there is"),
            ("c", "sound check"),
            ("[ ]", "group before, next group"),
            ("Home End", "first, last"),
            ("Shift ↓", "exercises that do not fit"),
            ("h", "what you did"),
            ("m", "movements"),
            (",", "settings"),
            ("r", "read the files again"),
            ("Ctrl P", "all commands, and themes"),
            ("q", "quit"),
        ),
    ),
    (
        "REMOTE OR PEDAL",
        (
            ("PgDn →", "next step, next routine"),
            ("PgUp ←", "back, routine before"),
            (". b F5", "start, pause, go on"),
            ("Enter", "the same"),
            ("Play", "the same, as a media key"),
            ("Stop", "stop; it asks first"),
        ),
    ),
)
MEANINGS = (
    ("work", "Work", "lit half is the side"),
    ("hot", "Last seconds", "three bars go out"),
    ("switch", "Switch sides", "arrows show the way"),
    ("move", "Next exercise", "level cut, no side"),
    ("rest", "Rest", "between two rounds"),
    ("ready", "Get ready", "before you begin"),
    ("off", "Paused", "no light, two bars"),
)
"""The role of the colour, the state that has it, and what else tells it."""


class HelpScreen(Page[None]):
    """One page that scrolls; any key that means back leads back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"{LEAVE},enter,q,question_mark,f1,{PRESS}", "go_back", "Back", show=False),
        *SCROLL_BINDINGS,
    ]
    SCROLLED = "#help-page"
    CSS_PATH = PAGES
    KEYS = (Key("Esc", "back", "go_back"),)

    def compose_page(self) -> ComposeResult:
        """Keys, colours, safety, in as many columns as there is room for."""
        with VerticalScroll(id="help-page", can_focus=False):
            yield BlockWords("HELP", max_lines=1, id="help-title")
            with Container(id="help-columns"):
                for blocks in (KEYS_BY_PLACE[:3], KEYS_BY_PLACE[3:]):
                    with Vertical(classes="help-column"):
                        for title, keys in blocks:
                            yield from self.compose_keys(title, keys)
                with Container(id="help-last"):
                    yield from self.compose_meanings()
                    with Vertical(classes="help-block"):
                        yield Static("BE KIND TO YOUR HIPS", classes="help-heading", markup=False)
                        yield Static("\n\n".join(SAFETY), markup=False)

    def compose_keys(self, title: str, keys: Keys) -> ComposeResult:
        """The keys of one place."""
        with Vertical(classes="help-block"):
            yield Static(title, classes="help-heading", markup=False)
            for key, words in keys:
                with Horizontal(classes="help-row"):
                    yield Static(key, classes="help-key", markup=False)
                    yield Static(words, classes="help-words", markup=False)

    def compose_meanings(self) -> ComposeResult:
        """The colour of each state, and what tells it without colour."""
        with Vertical(classes="help-block"):
            yield Static("COLOURS AND SHAPES", classes="help-heading", markup=False)
            for role, state, words in MEANINGS:
                with Horizontal(classes="help-row"):
                    yield Static(state, classes=f"help-field -{role}", markup=False)
                    yield Static(words, classes="help-words", markup=False)

    def lay_out(self, window: Size) -> None:
        """As many columns as there is room for, and large letters where there is."""
        columns = self.query_one("#help-columns")
        columns.set_class(74 <= window.width < 110, "-two")
        columns.set_class(window.width < 74, "-one")
        self.query_one("#help-title", BlockWords).sizes = ((3, Weight.BOLD),) if window.height >= 24 else ()
        self.call_after_refresh(self.offer_scrolling)

    def action_go_back(self) -> None:
        """Leave the page."""
        self.dismiss(None)

"""One figure by itself, as it is played from the command line."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size as Extent
from textual.widgets import Static

from hipflow.figure.clip import Clips
from hipflow.tui.lettering.frame import Weight
from hipflow.tui.phrases import printable
from hipflow.tui.screens.page import Page
from hipflow.tui.widgets.block_words import BlockWords
from hipflow.tui.widgets.figure_view import FigureView
from hipflow.tui.widgets.key_line import Key

LARGE, MEDIUM, LIGHT = (5, Weight.BOLD), (3, Weight.BOLD), (3, Weight.LIGHT)
KEYS: Final = (
    Key("Space", "stop or play", "pause_or_resume"),
    Key("m", "other side", "mirror"),
    Key("Tab", "next view", "turn(1)"),
    Key("q", "quit", "app.quit"),
)


class FigureScreen(Page[None]):
    """Plays all clips of an exercise, or one of them over and over."""

    CSS_PATH = "../figures.tcss"
    KEYS = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause_or_resume", "Stop or play", show=False),
        Binding("m,s", "mirror", "Show the other side", show=False),
        Binding("tab,right,down,n", "turn(1)", "Next phase or view", show=False),
        Binding("shift+tab,left,up,p", "turn(-1)", "Phase or view before", show=False),
        Binding("q,escape,ctrl+c", "app.quit", "Quit", show=False),
    ]

    def __init__(self, name: str, clips: Clips, *, glyphs: str = "auto", is_still: bool = False) -> None:
        """A screen that plays these clips under this name."""
        super().__init__()
        self._name_words = printable(name)
        self._clips = clips
        # One by one, and before that all of them as a session shows them.
        self._programmes = (clips, *(Clips((clip,)) for clip in clips.clips)) if len(clips.clips) > 1 else (clips,)
        self._place = 0
        self._is_mirrored = False
        self._is_paused = False
        self._figure = FigureView(glyphs=glyphs, is_still=is_still, on_cue=self._show_cue, id="figure")

    def compose_page(self) -> ComposeResult:
        """The name, the figure, and the words for the moment."""
        with Vertical(id="figure-top"):
            yield BlockWords(self._name_words, max_lines=1, id="figure-name")
            yield Static("", id="figure-facts", markup=False)
        yield self._figure
        # Not empty: a height of nothing would be remembered when the first words are set.
        yield BlockWords(" .", max_lines=1, id="figure-cue")

    def on_mount(self) -> None:
        """Play."""
        self._play()

    def lay_out(self, window: Extent) -> None:
        """Choose the sizes of the letters for this window."""
        name = (LARGE, MEDIUM, LIGHT) if window.height >= 45 else (MEDIUM, LIGHT) if window.height >= 30 else ()
        self.query_one("#figure-name", BlockWords).sizes = name
        self.query_one("#figure-cue", BlockWords).sizes = (MEDIUM, LIGHT) if window.height >= 30 else ()

    def action_pause_or_resume(self) -> None:
        """Let it stand still, or go on."""
        self._is_paused = not self._is_paused
        self._play()

    def action_mirror(self) -> None:
        """Show the other side."""
        self._is_mirrored = not self._is_mirrored
        self._play()

    def action_turn(self, by: int) -> None:
        """Show the next phase or view by itself, after the last one all of them."""
        self._place = (self._place + by) % len(self._programmes)
        self._play()

    def _play(self) -> None:
        programme = self._programmes[self._place]
        self._figure.show(programme, is_mirrored=self._is_mirrored)
        if self._is_paused:
            self._figure.stand()
        else:
            self._figure.go(self._figure.second)
        self.query_one("#figure-facts", Static).update(" · ".join(self._list_facts(programme)))

    def _list_facts(self, programme: Clips) -> list[str]:
        names = [printable(clip.phase or clip.name) for clip in programme.clips if len(self._clips.clips) > 1]
        view = f"view {self._place} of {len(self._clips.clips)}" if self._place else ""
        side = "left" if self._is_mirrored else "right"
        return [fact for fact in (", then ".join(dict.fromkeys(names)), view, f"{side} side worked") if fact]

    def _show_cue(self, cue: str) -> None:
        if self.is_attached:
            self.query_one("#figure-cue", BlockWords).words = printable(cue)

"""An author's view of a file of clips: drawn anew whenever it is saved, joints named, all problems listed."""

from collections.abc import Callable, Iterator
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hipflow.figure.clip import Clip, Clips
from hipflow.library.problems import Reading
from hipflow.tui.phrases import printable
from hipflow.tui.screens.page import Page
from hipflow.tui.widgets.key_line import Key
from hipflow.tui.widgets.labelled_figure import LabelledFigure

LOOK_SECONDS: Final = 0.3
"""How often it is asked whether the file was saved."""


class WatchScreen(Page[None]):
    """Plays the clips of a file as it was last saved without a mistake."""

    CSS_PATH = "../figures.tcss"
    KEYS = (
        Key("Space", "stop or play", "pause_or_resume"),
        Key("←→", "key by key", "step(1)"),
        Key("Tab", "next clip", "turn(1)"),
        Key("j", "joints", "name_joints"),
        Key("m", "other side", "mirror"),
        Key("q", "quit", "app.quit"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause_or_resume", show=False),
        Binding("right,n", "step(1)", show=False),
        Binding("left,p", "step(-1)", show=False),
        Binding("tab,down", "turn(1)", show=False),
        Binding("shift+tab,up", "turn(-1)", show=False),
        Binding("j", "name_joints", show=False),
        Binding("m,s", "mirror", show=False),
        Binding("q,escape,ctrl+c", "app.quit", show=False),
    ]

    def __init__(self, name: str, read_if_saved: Callable[[], Reading[Clips] | None], *, glyphs: str = "auto") -> None:
        """A view of a file.

        Args:
            name: What the file is called.
            read_if_saved: Reads it, if it was saved since the last time; None if not.
            glyphs: What to draw with.
        """
        super().__init__()
        self._file = printable(name)
        self._read_if_saved = read_if_saved
        self._clips: Clips | None = None
        self._problems: tuple[str, ...] = ()
        self._place = 0
        self._is_paused = False
        self._is_mirrored = False
        self._figure = LabelledFigure(glyphs=glyphs, id="figure")
        self._told: object = None

    def compose_page(self) -> ComposeResult:
        """The figure, and notes beside it."""
        with Horizontal(id="watched"):
            yield self._figure
            with VerticalScroll(id="notes", can_focus=False):
                yield Static(self._file, id="notes-file", markup=False)
                yield Static("", id="notes-told", markup=False)

    def on_mount(self) -> None:
        """Begin to look."""
        self._figure.name_joints(True)
        self.set_interval(LOOK_SECONDS, self.look)
        self.look()

    def look(self) -> None:
        """Read the file if it was saved, and tell where the loop is."""
        reading = self._read_if_saved()
        if reading is not None:
            self._problems = tuple(str(problem) for problem in reading.problems)
            if reading.value is not None:
                self._clips = reading.value
                self._play(self._figure.second)
        self._tell()

    def action_pause_or_resume(self) -> None:
        """Let it stand still, or go on."""
        self._is_paused = not self._is_paused
        self._play(self._figure.second)

    def action_step(self, by: int) -> None:
        """Stand in the next key, or in the one before."""
        clip = self._clip
        if clip is None:
            return
        self._is_paused = True
        here = clip.find_key(self._figure.second % clip.seconds)[0]
        self._play(clip.second_of((here + by) % len(clip.keys)))

    def action_turn(self, by: int) -> None:
        """Show the next clip of the file."""
        if self._clips:
            self._place = (self._place + by) % len(self._clips.clips)
            self._play(0.0)

    def action_name_joints(self) -> None:
        """Name the joints, or name them no more."""
        self._figure.name_joints(not self._figure.has_names)

    def action_mirror(self) -> None:
        """Show the other side."""
        self._is_mirrored = not self._is_mirrored
        self._play(self._figure.second)

    @property
    def _clip(self) -> Clip | None:
        """The clip that is shown."""
        return self._clips.clips[min(self._place, len(self._clips.clips) - 1)] if self._clips else None

    def _play(self, second: float) -> None:
        clip = self._clip
        if clip is None:
            return
        self._figure.show(Clips((clip,)), is_mirrored=self._is_mirrored)
        if self._is_paused:
            self._figure.stand(second)
        else:
            self._figure.go(second)
        self._tell()

    def _tell(self) -> None:
        clip = self._clip
        key = clip.find_key(self._figure.second % clip.seconds)[0] if clip else None
        told = (self._problems, id(clip), key)
        if told != self._told:
            self._told = told
            self.query_one("#notes-told", Static).update(Content("\n").join(self._list_notes(clip, key)))

    def _list_notes(self, clip: Clip | None, now: int | None) -> Iterator[Content]:
        for problem in self._problems:
            yield Content(f"{printable(problem)}\n")
        if self._problems:
            yield Content("Shown as it was before.\n" if clip else "Nothing to show yet.\n")
        if clip is None or self._clips is None:
            return
        number = min(self._place, len(self._clips.clips) - 1) + 1
        which = f" · {number} of {len(self._clips.clips)}" if len(self._clips.clips) > 1 else ""
        yield Content.assemble((printable(clip.name or "no name"), "bold"), f"{which}\n{clip.seconds:.1f} s a loop\n")
        for index, key in enumerate(clip.keys):
            mark = "▸" if index == now else " "
            words = f"{mark} key {index}  move {key.move_seconds:g}  hold {key.hold_seconds:g}  {printable(key.cue)}"
            yield Content.styled(words, "bold") if index == now else Content(words)

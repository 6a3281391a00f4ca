"""The exercises: every movement there is, with its figure, and what to know of it."""

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size as Extent
from textual.widgets import Static

from hipflow.core.exercise import Exercise, Sides
from hipflow.tui.lettering.frame import Weight
from hipflow.tui.lettering.words import Size
from hipflow.tui.parts import FigureParts
from hipflow.tui.phrases import clock_text, kit_words, printable
from hipflow.tui.remote_keys import BACKWARD, FORWARD, LEAVE, PRESS
from hipflow.tui.screens.page import Page
from hipflow.tui.widgets.block_words import BlockWords
from hipflow.tui.widgets.figure_view import LEAST, FigureView, make_view
from hipflow.tui.widgets.key_line import Key
from hipflow.tui.widgets.leaning_edge import LeaningEdge
from hipflow.tui.widgets.movement_list import YOURS, MovementList
from hipflow.tui.wording import join_texts

SIDES: Final = {Sides.BOTH: "both sides at once", Sides.EACH: "left, then right", Sides.ALTERNATE: "sides in turn"}
MOST_TEXT_COLUMNS: Final = 72
"""A line that is longer is hard to find back from."""
FIGURE_SHARE: Final = 0.5
"""Of the rows below the name, where the words want more than there are."""
WORDS_MARGIN: Final = 1
LEAST_WORDS: Final = 4
"""Rows, the margin among them, that the words keep beside the smallest figure."""
CUE_ROWS: Final = 3
"""Of the words for the moment, in block capitals."""
ROWS_FOR_CAPITALS: Final = 32
LEAST_UNDER_CAPITALS: Final = 13
"""Rows of a figure whose words are larger than plain text: they are not to outshine it."""
LARGE: Final[Size] = (5, Weight.BOLD)
TITLE: Final[tuple[Size, ...]] = ((3, Weight.BOLD), (3, Weight.LIGHT))


class ExercisesScreen(Page[None]):
    """Lists the movements; the selected one plays, with its words beside or below it."""

    CSS_PATH = "../figures.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"down,j,right,{FORWARD}", "move(1)", show=False),
        Binding(f"up,k,left,{BACKWARD}", "move(-1)", show=False),
        Binding("ctrl+pagedown,ctrl+d", "turn_page(1)", show=False),
        Binding("ctrl+pageup,ctrl+u", "turn_page(-1)", show=False),
        Binding("home,g", "move(-100000)", show=False),
        Binding("end,G", "move(100000)", show=False),
        Binding("s", "swap_sides", "Show the other side", show=False),
        Binding(f"space,{PRESS}", "pause_or_resume", "Stop or play", show=False),
        Binding("shift+down,ctrl+down", "scroll_words(1)", show=False),
        Binding("shift+up,ctrl+up", "scroll_words(-1)", show=False),
        Binding("enter", "read", "Read on", show=False),
        Binding(f"{LEAVE},q,m,ctrl+c", "leave", "Back", show=False),
    ]

    def __init__(
        self,
        exercises: Iterable[Exercise],
        figures: FigureParts,
        *,
        wanted: str = "",
        choose: Callable[[Exercise], str] | None = None,
    ) -> None:
        """A screen of these exercises.

        Args:
            exercises: What to list.
            figures: How their figures are found and drawn.
            wanted: The id of the exercise that is selected at first.
            choose: Takes the exercise that is chosen, and says in a line what came of it; None: they are looked at.
        """
        super().__init__()
        self._exercises = tuple(exercises)
        self._figures = figures
        self._wanted = wanted
        self._choose = choose
        self._is_left = False
        self._is_paused = False

    def compose_page(self) -> ComposeResult:
        """The list, the leaning edge, and the poster with figure and words."""
        with Horizontal(id="browser"):
            with Vertical(id="listing"):
                with Vertical(id="listing-head"):
                    yield BlockWords("MOVEMENTS", max_lines=1, id="listing-title")
                yield MovementList(id="movements")
            yield LeaningEdge(id="movement-edge")
            with Vertical(id="sheet"):
                # Not empty: a height of nothing would be remembered when the first name is set.
                yield BlockWords("Movements", id="movement-name")
                yield Static("", id="movement-facts", markup=False)
                yield make_view(self._figures, on_cue=self._show_cue, id="figure")
                yield BlockWords("", max_lines=1, id="movement-cue")
                with VerticalScroll(id="movement-words", can_focus=False):
                    yield Static("", id="movement-told", markup=False)

    def on_mount(self) -> None:
        """Show the first movement."""
        self.watch(self.movements, "scroll_y", self.light_edge, init=False)
        self.query_one(LeaningEdge).beside = self.movements
        self.movements.show_exercises(self._exercises, self._wanted, is_own=self._figures.is_own)

    def on_screen_suspend(self) -> None:
        """Stand still while another screen is on top."""
        self.figure.stand()

    def on_screen_resume(self) -> None:
        """Go on."""
        self.play()

    @property
    def movements(self) -> MovementList:
        """The list."""
        return self.query_one(MovementList)

    @property
    def figure(self) -> FigureView:
        """The figure."""
        return self.query_one(FigureView)

    @on(MovementList.Selected)
    def show_exercise(self) -> None:
        """Show the selected movement on the poster."""
        exercise = self.movements.selected
        if exercise is None:
            return
        with self.app.batch_update():
            self.query_one("#movement-name", BlockWords).words = printable(exercise.short_name or exercise.name)
            columns = self.query_one("#sheet").content_size.width
            facts = tell_facts(exercise, columns, is_own=self._figures.is_own(exercise))
            self.query_one("#movement-facts", Static).update(facts)
            self.query_one("#movement-told", Static).update(Content("\n").join(tell_exercise(exercise)))
            self.query_one("#movement-words").scroll_to(y=0, animate=False)
            self.play()
            self.share_room()
            self.light_edge()
            self.show_keys()

    def play(self) -> None:
        """Play the selected movement, unless it is to stand."""
        exercise = self.movements.selected
        if exercise is None:
            return
        clips = self._figures.find(exercise)
        is_turned = self._is_left and exercise.sides is Sides.EACH
        self.figure.show(clips, is_mirrored=is_turned, alternates=exercise.sides is Sides.ALTERNATE)
        self.set_class(clips is None, "-no-figure")
        if self._is_paused:
            self.figure.stand()
        else:
            self.figure.go(self.figure.second)

    def share_room(self) -> None:
        """Give the words the rows that they need, and the figure the rest, as far as neither starves."""
        poster, words = self.query_one("#sheet"), self.query_one("#movement-words")
        name, facts = self.query_one("#movement-name"), self.query_one("#movement-facts")
        # The name is as high as it is going to be, not as it was for the movement before.
        taken = name.get_content_height(self.size, self.size, poster.content_size.width) + facts.outer_size.height
        taken += facts.styles.margin.height
        rows = poster.content_size.height - taken
        columns = min(poster.content_size.width, MOST_TEXT_COLUMNS)
        needed = self.query_one("#movement-told").get_content_height(self.size, self.size, columns)
        figure = max(LEAST.height, round(rows * FIGURE_SHARE))
        cue = self.query_one("#movement-cue")
        has_figure = not self.has_class("-no-figure") and rows >= LEAST.height + LEAST_WORDS
        cue_rows = (CUE_ROWS if self.size.height >= ROWS_FOR_CAPITALS else 1) + WORDS_MARGIN
        cue.display = has_figure and rows >= LEAST.height + LEAST_WORDS + cue_rows
        cue.styles.height = cue_rows - WORDS_MARGIN
        if not has_figure:
            figure = 0
        elif cue.display:
            figure = max(figure, cue_rows + (LEAST_UNDER_CAPITALS if cue_rows > CUE_ROWS else LEAST.height))
        words.styles.height = max(0, min(needed, rows - figure - WORDS_MARGIN))

    def _show_cue(self, cue: str) -> None:
        """Show the words for the moment of the figure; their room stays the same."""
        if self.is_attached:
            self.query_one("#movement-cue", BlockWords).words = printable(cue)

    def show_keys(self) -> None:
        """Show the keys that do something now."""
        exercise = self.movements.selected
        other = "right" if self._is_left else "left"
        swap = (Key("s", f"{other} side", "swap_sides"),) if exercise and exercise.sides is Sides.EACH else ()
        pause = Key("Space", "play" if self._is_paused else "stop", "pause_or_resume")
        back = Key("Esc", "back", "leave")
        is_alone, is_reading = self.has_class("-tiny"), self.has_class("-reading")
        read = (Key("Enter", "list" if is_reading else "read", "read"),) if is_alone else ()
        if self._choose is not None:
            read = (Key("Enter", "take it", "read"),)
        self.key_line.message = ""
        choose, more = Key("↑↓", "choose", "move(1)"), Key("?", "help", "app.help")
        self.key_line.keys = (choose, *read, pause, *swap, more, back)

    def light_edge(self) -> None:
        """Let the bar of the selected row run on through the edge."""
        self.query_one(LeaningEdge).follow()

    def lay_out(self, window: Extent) -> None:
        """Choose the sizes of list and letters for this window."""
        width, height = window
        is_alone, is_slim = self.has_class("-tiny"), self.has_class("-slim")
        columns = 26 if width < 74 else 30 if is_slim else 38 if width < 150 else 46
        self.query_one("#listing").styles.width = width if is_alone else columns
        self.movements.margin = 2 if is_slim else 4
        self.query_one("#listing-title", BlockWords).sizes = () if is_slim or columns < 46 else TITLE
        large = (LARGE,) if width >= 150 and height >= 40 else ()
        self.query_one("#movement-name", BlockWords).sizes = () if is_slim else (*large, *TITLE)
        self.query_one("#movement-cue", BlockWords).sizes = TITLE if height >= ROWS_FOR_CAPITALS else ()
        self.call_after_refresh(self.show_exercise)

    def action_move(self, by: int) -> None:
        """Select the next movement, or the one before."""
        self.movements.move(by)

    def action_turn_page(self, by: int) -> None:
        """Select a movement one page on."""
        self.movements.turn_page(by)

    def action_swap_sides(self) -> None:
        """Show the other side."""
        self._is_left = not self._is_left
        self.show_exercise()

    def action_pause_or_resume(self) -> None:
        """Let the figure stand still, or go on."""
        self._is_paused = not self._is_paused
        self.play()
        self.show_keys()

    def action_scroll_words(self, by: int) -> None:
        """Show words that did not fit."""
        self.query_one("#movement-words").scroll_relative(y=by, animate=False)

    def action_read(self) -> None:
        """Take the movement; or show its words in place of the list, where there is no room for both, and back."""
        if self._choose is not None and self.movements.selected is not None:
            self.key_line.message = self._choose(self.movements.selected)
        elif self.has_class("-tiny"):
            self.toggle_class("-reading")
            self.call_after_refresh(self.show_exercise)

    def action_leave(self) -> None:
        """Go back to the list, or to where one came from."""
        if self.has_class("-tiny") and self.has_class("-reading"):
            self.action_read()
        else:
            self.dismiss()


def tell_facts(exercise: Exercise, columns: int, *, is_own: bool = False) -> str:
    """How long, which sides, what it takes, and whose it is, as far as that fits on one line."""
    seconds = sum(phase.seconds for phase in exercise.phases)
    kit = kit_words(exercise.equipment)
    facts = (clock_text(seconds), SIDES[exercise.sides], f"needs {kit}" if kit else "needs nothing")
    lines = (join_texts((*facts, *[YOURS] * is_own)[:count]) for count in range(4, 0, -1))
    return next((line for line in lines if cell_len(line) <= columns), "")


def tell_exercise(exercise: Exercise) -> Iterator[Content]:
    """All that there is to know of an exercise, a paragraph each."""
    for number, line in enumerate(exercise.instructions, 1):
        yield Content(f"{number}  {printable(line)}")
    if exercise.cue:
        yield Content(f"\n{printable(exercise.cue)}")
    facts = (
        ("Watch out", exercise.mistake),
        ("Easier", exercise.easier),
        ("Harder", exercise.harder),
        ("Muscles", ", ".join(exercise.muscles)),
        ("Also", ", ".join(exercise.muscles_secondary)),
        ("Leave out with", exercise.avoid),
    )
    told = [Content.assemble((f"{title}  ", "bold"), printable(text)) for title, text in facts if text]
    if told:
        yield Content("")
    yield from told

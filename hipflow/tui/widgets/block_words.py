"""Block words: a name or a number in block letters, as large as its room allows."""

from collections.abc import Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size as Extent
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from hipflow.tui.lettering.alphabet import can_draw
from hipflow.tui.lettering.words import Size, fit_title, letter
from hipflow.tui.phrases import wrap_words

MOST_LINES = 3
"""Of plain text, where block letters do not fit."""


class BlockWords(Widget):
    """Words in the first of its sizes in which they fit, or in bold capitals where none fits; no word is broken."""

    words = reactive("", layout=True)
    sizes: reactive[tuple[Size, ...]] = reactive((), layout=True)

    def __init__(
        self, words: str = "", sizes: Sequence[Size] = (), *, max_lines: int = 2, id: str | None = None
    ) -> None:
        """A text in block letters.

        Args:
            words: The text.
            sizes: What to try, largest first; none at all means plain capitals.
            max_lines: Lines of block letters at most.
            id: Its name in the stylesheet.
        """
        super().__init__(id=id)
        self.max_lines = max_lines
        self.set_reactive(BlockWords.words, words)
        self.set_reactive(BlockWords.sizes, tuple(sizes))

    def get_content_width(self, container: Extent, viewport: Extent) -> int:  # noqa: ARG002 - Textual's signature
        """The columns that the words take in the width that they are given."""
        lines = draw_words(self.words, self.sizes, container.width, self.max_lines)
        return max(map(len, lines), default=0)

    def get_content_height(
        self,
        container: Extent,  # noqa: ARG002 - Textual's signature
        viewport: Extent,  # noqa: ARG002 - Textual's signature
        width: int,
    ) -> int:
        """The lines that the words take in that width."""
        return len(draw_words(self.words, self.sizes, width, self.max_lines))

    def render_line(self, y: int) -> Strip:
        """One line of the letters, one run of one style."""
        width = self.size.width
        lines = draw_words(self.words, self.sizes, width, self.max_lines)
        text = lines[y] if y < len(lines) else ""
        plain = self.rich_style
        return Strip([Segment(text, plain + Style(bold=True))]).adjust_cell_length(width, plain)


@lru_cache(maxsize=128)
def draw_words(words: str, sizes: tuple[Size, ...], columns: int, max_lines: int) -> tuple[str, ...]:
    """The lines of the words in block letters, a blank one between two, or as plain capitals."""
    if columns < 1:
        return ()
    if words.isdigit() and can_draw(words):
        # A number that stands still is set tight, unlike a clock.
        for rows, weight in sizes:
            number = letter(words, rows, weight, tight_digits=True)
            if number.columns <= columns:
                return number.lines
    title = fit_title(words, columns, max_lines, sizes)
    if title is None:
        return tuple(wrap_words(words.upper(), columns)[:MOST_LINES])
    drawn: list[str] = []
    for line in title:
        drawn += [""] * bool(drawn) + list(line.lines)
    return tuple(drawn)

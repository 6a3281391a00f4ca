"""The hold bars: what was held of each exercise, left and right of its name; what is missing is a thin line."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hipflow.core.exercise import Sides
from hipflow.tui.phrases import clock_text, fit_text, shorten
from hipflow.tui.telling import Bar, Total

VALUE_COLUMNS = 6
"""A length such as 12:05 and a space."""
LEAST_COLUMNS = 50
"""Of the chart, below which bars would tell nothing."""
TIGHT, EVEN, ROOMY = 1, 2, 3
"""Rows from one exercise to the next."""
SIDES_WORDS = {Sides.BOTH: "both", Sides.ALTERNATE: "in turn", Sides.EACH: ""}


class HoldBars(ScrollView, can_focus=False):
    """A chart with one bar to the left and one to the right of each name; equal lengths are equal seconds."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "hold-bars--sided",
        "hold-bars--whole",
        "hold-bars--dim",
        "hold-bars--rest",
    }

    def __init__(self, totals: Sequence[Total], *, cut: int = 0, id: str | None = None) -> None:
        """A chart of these exercises; the one at `cut`, where it was broken off, is seen first where not all are."""
        super().__init__(id=id)
        self.totals = tuple(totals)
        self.cut = cut
        self.pitch = TIGHT
        self.head_rows = 1
        """Rows above the first bar: what each side got in all."""
        self.margin = 4
        self._longest = max((bar.length for total in totals for bar in total.bars), default=0.0)

    @property
    def has_sides(self) -> bool:
        """Is anything worked one side after the other?"""
        return any(total.left or total.right for total in self.totals)

    def on_resize(self) -> None:
        """Choose how far the bars stand apart, so that as many as can be are seen."""
        height, count = self.size.height, len(self.totals)
        for pitch, head in ((ROOMY, 2), (EVEN, 2), (EVEN, 1), (TIGHT, 1)):
            self.pitch, self.head_rows = pitch, head if self.has_sides else 0
            if pitch * count - (pitch == EVEN) + self.head_rows <= height and (pitch < ROOMY or self.size.width >= 100):
                break
        self.virtual_size = Size(0, self.head_rows + self.pitch * count)
        # The last row says how many more there are.
        self.scroll_to(y=max(0, self.cut + 2 - (height - self.head_rows)), animate=False, force=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The head, or one row of a bar."""
        width, plain = self.size.width, self.rich_style
        if y < self.head_rows:
            segments = self._head() if y == 0 else []
        else:
            place, part = divmod(y - self.head_rows + self.scroll_offset.y, self.pitch)
            segments = self._bar_row(self.totals[place], part) if place < len(self.totals) else []
            rest = len(self.totals) - place
            if y == self.size.height - 1 and self.pitch == TIGHT and rest > 1:
                above = f"{self.scroll_offset.y} above, " if self.scroll_offset.y else ""
                dim = self.get_component_rich_style("hold-bars--dim")
                segments = [Segment(f"{above}and {rest} more".center(width), dim)]
        return Strip(segments).adjust_cell_length(width, plain)

    @property
    def has_no_bars(self) -> bool:
        """Is there only room for names and lengths?"""
        return self.size.width < LEAST_COLUMNS

    @property
    def name_columns(self) -> int:
        """The columns between the two bars."""
        most = self.size.width - 2 * (self.margin + VALUE_COLUMNS)
        room = most - 2 if self.has_no_bars else self.size.width // 4 + 2
        name = 2 + max((cell_len(_label(total, room)) for total in self.totals), default=0)
        return name + (self.size.width - name) % 2

    @property
    def bar_columns(self) -> int:
        """The columns of the longest bar."""
        columns = (self.size.width - self.name_columns) // 2 - self.margin - VALUE_COLUMNS
        return 0 if self.has_no_bars else max(1, columns)

    def _head(self) -> list[Segment]:
        """What each side got in all, above its bars."""
        # In the colour of words: that of the bars is too light for letters on paper.
        sided = self.rich_style + Style(bold=True)
        left = sum(total.left.held for total in self.totals if total.left)
        right = sum(total.right.held for total in self.totals if total.right)
        side = (self.size.width - self.name_columns) // 2
        if self.has_no_bars:
            middle = "RIGHT ▶".rjust(self.name_columns - 6)
            return [
                Segment(f"{clock_text(left)} ".rjust(side) + f"◀ LEFT{middle}"[: self.name_columns], sided),
                Segment(f" {clock_text(right)}", sided),
            ]
        return [
            Segment(f"◀ LEFT  {clock_text(left)}".rjust(side), sided),
            Segment(" " * self.name_columns, sided),
            Segment(f"RIGHT  {clock_text(right)} ▶", sided),
        ]

    def _bar_row(self, total: Total, part: int) -> list[Segment]:
        middle = 0 if self.pitch < ROOMY else 1
        if self.pitch == EVEN and part == 1:
            return []
        block = "▄█▀"[part] if self.pitch == ROOMY else "▆" if self.pitch == TIGHT else "█"
        is_text = part == middle
        side = (self.size.width - self.name_columns) // 2
        bold = self.rich_style + Style(bold=True)
        dim = self.get_component_rich_style("hold-bars--dim")
        whole = self.get_component_rich_style("hold-bars--whole")
        label = _label(total, self.name_columns - 2)
        if total.middle is not None:
            colour = whole
            left = right = total.middle
        else:
            colour = self.get_component_rich_style("hold-bars--sided")
            left, right = total.left or Bar(0, 0), total.right or Bar(0, 0)
        ends = self._side(left, block, colour, is_text)[::-1], self._side(right, block, colour, is_text)
        ends = (
            self._value(ends[0], left, side, is_text and total.middle is None, -1),
            self._value(ends[1], right, side, is_text, 1),
        )
        name = fit_text("", self.name_columns)
        if is_text:
            name = fit_text(" " * ((self.name_columns - cell_len(label)) // 2) + label, self.name_columns)
        if total.middle is not None and total.middle.is_begun and self.pitch != TIGHT:
            # Both sides at once are one bar, that runs on under the name.
            ink = Style(color=whole.bgcolor, bgcolor=whole.color, bold=True)
            centre = Segment(name, ink) if is_text else Segment(block * self.name_columns, whole)
        else:
            centre = Segment(name, dim if total.is_left_out else bold)
        return [*ends[0], centre, *ends[1]]

    def _side(self, bar: Bar, block: str, colour: Style, is_text: bool) -> list[Segment]:
        """A bar to the right of its name, and what is missing of it."""
        scale = self.bar_columns / self._longest if self._longest else 0.0
        length = round(bar.length * scale)
        held = min(length, max(1, round(bar.held * scale))) if bar.is_begun else 0
        if bar.missing >= 0.5 and length > 1:
            held = min(held, length - 1)
        held = min(held, length)
        rest = self.get_component_rich_style("hold-bars--rest")
        line = ("━" if held else "╌") if is_text else " "
        return [Segment(block * held, colour), Segment(line * (length - held), rest)]

    def _value(self, bar: list[Segment], value: Bar, side: int, is_shown: bool, direction: int) -> list[Segment]:
        """A bar with its length beyond its end, in as many columns as a side has."""
        dim = self.get_component_rich_style("hold-bars--dim")
        style = dim if value.missing >= 0.5 else self.rich_style + Style(bold=True)
        amount = f"{value.reps}×" if value.reps else clock_text(value.held)
        text = amount if is_shown and value.length else ""
        room = side - sum(len(segment.text) for segment in bar)
        if direction < 0:
            return [Segment(f"{text} ".rjust(room), style), *bar]
        return [*bar, Segment(f" {text}".ljust(room), style)]


def _label(total: Total, columns: int) -> str:
    """The name, how the sides are worked if they are not worked one after the other, in at most so many columns."""
    sides = SIDES_WORDS[total.sides]
    for name, words in ((total.name, sides), (total.short_name, sides), (total.short_name, "")):
        label = f"{name}, {words}" if words else name
        if cell_len(label) <= columns:
            return label
    return shorten(total.short_name, columns)

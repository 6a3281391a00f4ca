"""Less to draw and to write: of what changed in part, only that part is drawn and goes to the terminal.

Textual knows which columns changed, but writes a row from the left edge of its widget on. For a figure, whose changes
lie in the middle of it, that is a third of all bytes, and they are what smooth motion costs over a slow line.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip


class ExactUpdate(ChopsUpdate):
    """Spans of the screen, each of them written from its first changed column to its last."""

    def render_segments(self, console: Console) -> str:
        """The update as it is sent to the terminal."""
        return "".join(f"{Control.move_to(x, y).segment.text}{strip.render(console)}" for x, y, strip in self._parts())

    def _parts(self) -> Iterator[tuple[int, int, Strip]]:
        for y, start, end in self.spans:
            for stop, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is not None and x < end and stop > start:
                    first = max(x, start)
                    yield first, y, strip.crop(first - x, min(stop, end) - x)


class ExactCompositor(Compositor):
    """Lays out and paints as Textual does, and writes less."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has changed since it was asked last; None: nothing."""
        update = super().render_partial_update()
        return update and ExactUpdate(update.chops, update.spans, update.chop_ends)

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """The rows of all widgets in a part of the screen; without a part, all there is.

        Textual asks every widget on the screen for all its rows, however little has changed.
        """
        if crop is None:
            yield from super()._get_renders()
            return
        band = Region(0, crop.y, self.size.width, crop.height)
        for widget, (region, clip) in self.visible_widgets.items():
            rows = region.intersection(clip).intersection(band)
            if rows and crop.overlaps(rows):
                yield region, clip.intersection(band), widget.render_lines(rows.translate(-region.offset))


def write_exactly(screen: Screen[Any]) -> None:
    """Let a screen that was not shown yet write only what changes."""
    screen._compositor = ExactCompositor()

"""The figure view: an animated person that shows a movement, as large as its room."""

import gc
import os
from collections.abc import Callable
from functools import cache
from typing import ClassVar, Final

from rich.segment import Segment
from textual.color import Color
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.timer import Timer

from hipflow.figure.clip import Clip, Clips
from hipflow.tui.figures.colours import choose_palette
from hipflow.tui.figures.gallery import Gallery, Look, Picture, make_style
from hipflow.tui.figures.glyphs import choose_glyphs
from hipflow.tui.figures.reel import USUAL_RATE, Reel, Shot
from hipflow.tui.parts import FigureParts
from hipflow.tui.widgets.drawing import Drawing

LEAST: Final = Size(20, 9)
"""Cells below which a figure would be mush: nothing is shown then."""
MOST: Final = Size(120, 40)
"""Cells above which it grows no more: a body is never higher than these rows, its mat may be wider than it is high."""


class FigureView(Drawing):
    """Shows a movement. It knows no time of its own: it is told a second, and counts on from there by its timer.

    Nothing is painted while a posture is held, and only what changes when it is not.
    """

    DEFAULT_CSS = """
    FigureView { width: 1fr; height: 1fr; }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(
        self,
        *,
        glyphs: str = "auto",
        rate: int = USUAL_RATE,
        is_still: bool = False,
        on_cue: Callable[[str], None] | None = None,
        id: str | None = None,
    ) -> None:
        """A view that shows nothing yet.

        Args:
            glyphs: What to draw with, by its name; auto: the finest that the terminal is known to draw.
            rate: Pictures a second at most.
            is_still: Is the whole movement to be shown in one still picture? So it is wherever nothing is animated.
            on_cue: Told the words for the moment whenever there are others, empty where there are none.
            id: Its name in the stylesheet.
        """
        super().__init__(id=id)
        self._glyphs = choose_glyphs(os.environ, glyphs)
        self._rate = rate
        self._is_still = is_still
        self._on_cue = on_cue
        self._gallery = Gallery()
        self._reel: Reel | None = None
        self._second = 0.0
        self._until: float | None = None
        self._is_moving = False
        self._timer: Timer | None = None
        self._look: Look | None = None
        self._seen: tuple[Size, Color, str] | None = None  # what the look was chosen for
        self._picture: Picture = ()
        self._cue = ""

    @property
    def cue(self) -> str:
        """The words for this moment of the movement; empty where there are none."""
        return self._cue

    @property
    def cues(self) -> tuple[str, ...]:
        """All words there are for moments of the movement."""
        return self._reel.cues if self._reel else ()

    @property
    def second(self) -> float:
        """How far into the movement the picture is."""
        return self._second

    @property
    def is_moving(self) -> bool:
        """Does it go on by itself?"""
        return self._is_moving

    @property
    def lead_seconds(self) -> float:
        """How long what is shown before second 0 is; 0 where there is none, or nothing is to move."""
        lead = self._reel.lead if self._reel else None
        return lead.seconds if lead and not self.is_still else 0.0

    @property
    def is_still(self) -> bool:
        """Is the whole movement shown in one still picture?"""
        return self._is_still or self.app.animation_level == "none"

    @property
    def has_picture(self) -> bool:
        """Is there something to show, and room for it?"""
        return self._reel is not None and bool(self._drawn_size)

    def show(
        self,
        clips: Clips | None,
        *,
        phase: str = "",
        is_mirrored: bool = False,
        alternates: bool = False,
        rep_seconds: float | None = None,
        find_lead: Callable[[], Clip | None] = lambda: None,
    ) -> None:
        """Show a movement from its start, standing still; one that is shown already goes on as it does.

        Args:
            clips: All that there is to see of an exercise; None: nothing.
            phase: The phase of the exercise.
            is_mirrored: Is the left side worked?
            alternates: Do the sides take turns?
            rep_seconds: How long a repetition takes, where they are counted.
            find_lead: Asked once for what is shown before second 0.
        """
        now = self._reel
        if clips is None:
            if now is not None:
                self._reel = None
                self.stand(0.0)
        elif now is None or not now.shows(
            clips, phase, is_mirrored=is_mirrored, alternates=alternates, rep_seconds=rep_seconds
        ):
            self._reel = Reel(
                clips,
                phase=phase,
                is_mirrored=is_mirrored,
                alternates=alternates,
                rep_seconds=rep_seconds,
                rate=self._rate,
                lead=find_lead(),
            )
            self.stand(0.0 - self.lead_seconds)

    def go(self, second: float, *, until: float | None = None) -> None:
        """Show the movement as it is at a second, and let it go on from there, for ever or until another second."""
        self._is_moving = self._reel is not None
        self._until = until
        self._turn_to(second)

    def stand(self, second: float | None = None) -> None:
        """Let it stand still, at a second or as it is."""
        self._is_moving = False
        self._turn_to(self._second if second is None else second)

    def on_hide(self) -> None:
        """Cost nothing while nobody sees it."""
        self._stop_timer()

    def on_show(self) -> None:
        """Go on."""
        self._turn_to(self._second)

    def on_resize(self) -> None:
        """Begin, where there was no room before; what is painted is made anew in any case."""
        self._turn_to(self._second)

    def on_unmount(self) -> None:
        """Let go of the timer."""
        self._stop_timer()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the screen; the picture is made anew where size or colours have changed."""
        if self._reel is not None and self._surroundings() != self._seen:
            self._picture = self._make_picture(self._reel.shot_at(self._second))
            self._kept.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row of the picture, in the middle of the room."""
        width = self._extent.width
        if self._reel is None or self._look is None:
            return Strip.blank(width, self.rich_style.background_style)
        ground = make_style(None, self._look.palette.ground)
        corner = _corner_in(self._extent)
        row = y - corner.y
        if not 0 <= row < len(self._picture):
            return Strip.blank(width, ground)
        strip = self._picture[row]
        if strip.cell_length == width:
            return strip
        left = Segment(" " * corner.x, ground)
        right = Segment(" " * max(0, width - corner.x - strip.cell_length), ground)
        return Strip([left, *strip, right], width).simplify()

    @property
    def _drawn_size(self) -> Size:
        """The cells of the figure itself; none where there is no room for it."""
        return _drawn_in(self.size)

    def _surroundings(self) -> tuple[Size, Color, str]:
        """All that decides how it is drawn: its size, what it stands on, and the theme."""
        return self._drawn_size, self.background_colors[1], self.app.theme

    def _find_look(self) -> Look | None:
        """How it is drawn now; None where there is no room."""
        surroundings = self._surroundings()
        if surroundings != self._seen:
            self._seen = surroundings
            (columns, rows), ground, _ = surroundings
            palette = choose_palette(self.app.get_css_variables(), ground, is_grey=self.app.no_color)
            self._look = Look(columns, rows, self._glyphs, palette) if columns else None
        return self._look

    def _turn_to(self, second: float) -> None:
        """Show a second, and wait for the next picture if it moves."""
        if self._is_moving and self._until is not None and second >= self._until:
            second, self._is_moving = self._until, False
        self._second = second
        self._stop_timer()
        if not self.is_attached:
            return
        if self._reel is None:
            self._picture = ()
            self._tell_cue("")
            self.redraw()
            return
        shot = self._reel.shot_at(second)
        self._show_picture(self._make_picture(shot))
        self._tell_cue(shot.clip.cue_at(shot.second))
        if self._is_moving and not self.is_still and self._picture:
            self._timer = self.set_timer(shot.wait, lambda: self._turn_to(second + shot.wait))

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None

    def _make_picture(self, shot: Shot) -> Picture:
        look = self._find_look()
        if look is None:
            return ()
        try:
            loop = self._gallery.find_loop(shot.clip, look, is_mirrored=shot.is_mirrored)
            return loop.onion_skin() if self.is_still else loop.picture_at(shot.second)
        except Exception:
            # No figure is worth a session: one that cannot be drawn is left out.
            return ()

    def _show_picture(self, picture: Picture) -> None:
        """Show it in place of the one before, and have only those cells painted that change."""
        before, self._picture = self._picture, picture
        if len(before) != len(picture) or not before:
            self.redraw()
        elif before is not picture:
            corner = _corner_in(self.size)
            regions = self._gallery.find_changes(before, picture)
            for region in regions:
                self._kept.pop(region.y + corner.y, None)
            if regions:
                self.refresh(*(region.translate(corner) for region in regions) if corner else regions)

    def _tell_cue(self, cue: str) -> None:
        if cue != self._cue:
            self._cue = cue
            if self._on_cue:
                self._on_cue(cue)


def _drawn_in(room: Size) -> Size:
    """The cells of a figure in some room; none where there is too little."""
    if room.width < LEAST.width or room.height < LEAST.height:
        return Size(0, 0)
    return Size(min(room.width, MOST.width), min(room.height, MOST.height))


def _corner_in(room: Size) -> Offset:
    """Where its first cell is."""
    drawn = _drawn_in(room)
    return Offset((room.width - drawn.width) // 2, (room.height - drawn.height) // 2)


def make_view(
    figures: FigureParts, *, on_cue: Callable[[str], None] | None = None, id: str | None = None
) -> FigureView:
    """A view as the person wishes figures to be shown."""
    _spare_collections()
    return FigureView(glyphs=figures.glyphs, rate=figures.rate, is_still=figures.is_still, on_cue=on_cue, id=id)


@cache
def _spare_collections() -> None:
    """Let the garbage collector pass over all that is there already, once.

    It is Textual and hipflow themselves, which stay. To look through them takes 15 to 20 ms, several times
    a minute while pictures are made: a stutter that can be seen.
    """
    gc.freeze()

"""The stage: everything of a session, each thing in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from hipflow.tui.composition.compose import compose_picture
from hipflow.tui.composition.picture import Picture
from hipflow.tui.parts import FigureParts
from hipflow.tui.phrases import printable
from hipflow.tui.progress import Progress
from hipflow.tui.room import Room
from hipflow.tui.scene import Scene, Tone, follow_figure
from hipflow.tui.widgets.field import Field
from hipflow.tui.widgets.plan_bar import PlanBar, PlanView, view_plan
from hipflow.tui.widgets.plate import Plate

if TYPE_CHECKING:
    from hipflow.tui.widgets.figure_view import FigureView

PLATES = (
    "label",
    "word",
    "digit-0",
    "digit-1",
    "digit-2",
    "digit-3",
    "digit-4",
    "bars",
    "tally",
    "heading",
    "text",
    "keys",
    "cue",
    "pause",
    "chevrons",
    "fetch",
    "tag",
    "first",
    "lanes",
    "position",
    "then",
    "left",
    "excuse",
)
"""The ids of all that is lines in one colour."""
CLOCK = frozenset({"word", "digit-0", "digit-1", "digit-2", "digit-3", "digit-4", "bars", "tally", "pause"})
"""What a click pauses on."""


class PlacedLayout(Layout):
    """Puts each child where it was told to stand; those without a place are not shown."""

    name: ClassVar[str] = "placed"

    def __init__(self) -> None:
        """A layout in which nothing has a place yet."""
        self.places: Mapping[str, Region] = {}

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """The children that have a place, the later ones above the earlier."""
        del size, greedy
        parent.pre_layout(self)
        return [
            WidgetPlacement(place, NULL_OFFSET, Spacing(), child)
            for child in children
            if (place := self.places.get(child.id or "")) is not None
        ]


class Stage(Widget):
    """Shows a scene, laid out for the room there is."""

    def __init__(self, figures: FigureParts) -> None:
        """An empty stage, on which figures may stand."""
        super().__init__(id="stage")
        self._figures = figures
        self._view: FigureView | None = None
        self._placed = PlacedLayout()
        self._tone: Tone | None = None
        self._field = Field(id="field")
        self._plan_bar = PlanBar(id="plan")
        self._here = PlanBar(id="here")
        self._plan: PlanView | None = None
        self._shown: tuple[Scene, Progress, Size] | None = None
        self._plates = {name: Plate(id=name) for name in PLATES}
        self.figure = Container(id="figure")
        """Where a figure may stand; while it is empty, the words have its room."""

    def compose(self) -> Iterator[Widget]:
        """The field, and on it everything else."""
        yield self._field
        yield self._plan_bar
        yield self._here
        yield self.figure
        yield from self._plates.values()

    @property
    def layout(self) -> Layout:
        """Where the picture puts things, whatever the styles say."""
        return self._placed

    def show(self, scene: Scene, progress: Progress, size: Size) -> None:
        """Show a scene on a screen of this size; all that changes is drawn in one go."""
        self._shown = None  # What the figure says while it is guided is shown below.
        has_figure = self._guide_figure(progress)
        self._shown = scene, progress, size
        self._show_picture(scene, progress, size, has_figure=has_figure)

    def _note_cue(self, _: str) -> None:
        """Show the words for the moment of the figure when it moves on by itself."""
        if self._shown:
            self._show_picture(*self._shown, has_figure=True)

    def _show_picture(self, scene: Scene, progress: Progress, size: Size, *, has_figure: bool) -> None:
        if has_figure and self._view:
            scene = follow_figure(scene, printable(self._view.cue), tuple(map(printable, self._view.cues)))
        picture = compose_picture(scene, Room(size.width, size.height), has_figure=has_figure)
        self._light(picture.tone)
        self._field.show(picture.shape, picture.room)
        for name, piece in picture.pieces.items():
            if name in self._plates:
                self._plates[name].show(piece)
        self.figure.set_class("figure" in picture.pieces and picture.pieces["figure"].is_lit, "lit")
        self._place({**self._places_of(picture), **self._show_plan(picture, progress)})

    def _guide_figure(self, progress: Progress) -> bool:
        """Let the figure go along; is there anything for it to show? Its code is imported with the first movement."""
        clips = self._figures.find(progress.step.exercise)
        if self._view is None:
            if clips is None:
                return False
            from hipflow.tui.widgets.figure_view import make_view

            self._view = make_view(self._figures, on_cue=self._note_cue)
            self.figure.mount(self._view)
        from hipflow.tui.figures.guide import find_step_before, guide_figure

        last = find_step_before(progress)
        guide_figure(self._view, clips, progress, self._figures.find(last.exercise) if last else None)
        return clips is not None

    def _show_plan(self, picture: Picture, progress: Progress) -> dict[str, Region]:
        """Show how far the plan is: what changes by the second lies on what does not, so that only it is drawn anew."""
        bar = picture.pieces.get("plan")
        if bar is None:
            return {}
        if self._plan is None or self._plan.plan is not progress.plan or self._plan.columns != bar.place.width:
            self._plan = view_plan(progress.plan, bar.place.width)
        view = self._plan.at(progress.step, progress.elapsed / max(1.0, progress.length), progress.outcomes)
        here = view.here
        if here is None or not progress.step.is_work:
            self._plan_bar.show(view)
            return {}
        self._plan_bar.show(replace(view, reached=here.start))
        first, last = here.start // 2, (here.end - 1) // 2
        self._here.show(replace(view, first_column=first))
        return {"here": Region(bar.place.x + first, bar.place.y, last - first + 1, bar.place.height)}

    def _light(self, tone: Tone) -> None:
        if tone is not self._tone:
            if self._tone:
                self.remove_class(self._tone.value)
            self.add_class(tone.value)
            self._tone = tone

    def _places_of(self, picture: Picture) -> dict[str, Region]:
        places = {"field": Region(0, 0, picture.room.columns, picture.room.field_rows)}
        places.update((name, piece.place) for name, piece in picture.pieces.items())
        return places

    def _place(self, places: Mapping[str, Region]) -> None:
        if places != self._placed.places:
            self._placed.places = places
            self._field.refresh(layout=True)  # Asked of a child, for a widget remembers how it arranged its own.

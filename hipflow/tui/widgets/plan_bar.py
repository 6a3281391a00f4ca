"""The plan bar: the whole routine in one look, each hold as long as it lasts, in the lane of its side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hipflow.core.events import Outcome
from hipflow.core.exercise import Side, Sides
from hipflow.core.plan import Plan, Step
from hipflow.tui.widgets.drawing import Drawing

MARKER = "▼"
QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""A cell with some of its quarters filled: 1 and 2 above, 4 and 8 below."""
SKIPPED = "╌"
OPEN = "▸"
"""The end of a hold that waits for a key."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One hold on the bar, in half columns."""

    step: Step
    start: int
    end: int

    def split_at(self, share: float) -> int:
        """The half column that is reached after a share of it."""
        return self.start + round((self.end - self.start) * max(0.0, min(1.0, share)))

    def is_open_at(self, half: int) -> bool:
        """Is this the end of a hold that waits for a key, so that nobody knows how long it is?"""
        return self.step.is_open and self.end - self.start > 2 and half // 2 == (self.end - 1) // 2


class Look(Enum):
    """How a part of the bar is drawn."""

    DONE = "done"
    COMING = "coming"
    HERE = "here"
    AHEAD = "ahead"
    """What is left of the hold that is on."""
    SKIPPED = "skipped"
    MARKER = "marker"


def lay_out_plan(plan: Plan, columns: int) -> tuple[Stretch, ...]:
    """The holds of a plan in a bar of so many columns, each at least half a column long and apart from the next."""
    halves = 2 * columns
    stretches: list[Stretch] = []
    for step in plan.work:
        start = round(step.start / plan.seconds * halves)
        end = round(step.end / plan.seconds * halves)
        if end - start > 2:
            end -= 1
        before = stretches[-1].end if stretches else 0
        start = min(max(start, before), halves - 1)
        stretches.append(Stretch(step, start, max(start + 1, min(end, halves))))
    return tuple(stretches)


Cell = tuple[str, Look | None, Look | None]
"""A character, what its ink is, and what is behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """How far a plan is, and which part of its bar is shown."""

    plan: Plan
    columns: int
    """Of the whole bar."""
    stretches: tuple[Stretch, ...]
    outcomes: Mapping[int, Outcome]
    """How the steps ended that have ended, by their index."""
    here: Stretch | None = None
    """The hold that is on, or comes next; None when all are over."""
    reached: int = 0
    """The half column up to which that hold is over."""
    first_column: int = 0
    """Of the part that is shown."""

    def at(self, step: Step, share: float, outcomes: Mapping[int, Outcome]) -> "PlanView":
        """The view when a share of a step is over."""
        hold = self.plan.work_from(step.index)
        here = next((stretch for stretch in self.stretches if stretch.step is hold), None)
        reached = here.split_at(share if hold is step else 0.0) if here else 0
        return replace(self, here=here, reached=reached, outcomes=outcomes)


def view_plan(plan: Plan, columns: int, outcomes: Mapping[int, Outcome] | None = None) -> PlanView:
    """The view of a whole bar in so many columns, with how its steps ended: all of it is over."""
    return PlanView(plan=plan, columns=columns, stretches=lay_out_plan(plan, columns), outcomes=outcomes or {})


def preview_plan(plan: Plan, columns: int) -> PlanView:
    """The view of a whole bar in so many columns, every hold of it alike: nothing has been done or left out yet."""
    return view_plan(plan, columns, {step.index: Outcome.DONE for step in plan.steps})


class PlanBar(Drawing):
    """A plan with what is done, what comes, and where one is; two lanes in three rows, or both in one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"plan-bar--{look.value}" for look in Look}

    def __init__(self, *, id: str | None = None) -> None:
        """A bar without a plan."""
        super().__init__(id=id)
        self._view: PlanView | None = None

    def show(self, view: PlanView) -> None:
        """Show how far a plan is."""
        if view != self._view:
            self._view = view
            self.redraw()

    def step_at(self, column: int) -> Step | None:
        """The hold at a column of what is shown, or the next one after it."""
        if self._view is None:
            return None
        half = 2 * (column + self._view.first_column)
        return next((stretch.step for stretch in self._view.stretches if stretch.end > half), None)

    def render_line(self, y: int) -> Strip:
        """The marker, or a lane, or both lanes in one row."""
        (width, rows), view = self._extent, self._view
        if view is None:
            return Strip.blank(width, self.look())
        cells: list[Cell] = [(" ", None, None)] * max(view.columns, width + view.first_column)
        for stretch in view.stretches:
            if rows >= 3 and y == 0:
                if stretch is view.here:
                    cells[min(view.reached, stretch.end - 1) // 2] = (MARKER, Look.MARKER, None)
            else:
                lane = None if rows < 2 else Side.LEFT if y == rows - 2 else Side.RIGHT
                _draw(stretch, view, cells, lane)
        return Strip(self._segments(cells[view.first_column : view.first_column + width]))

    def _segments(self, cells: list[Cell]) -> list[Segment]:
        segments: list[Segment] = []
        before: tuple[Look | None, Look | None] | None = None
        for character, ink, ground in cells:
            look = (ink, ground)
            if segments and (look == before or look == (None, None)):
                segments[-1] = Segment(segments[-1].text + character, segments[-1].style)
                continue
            style = self.look()
            if ink:
                style += Style(color=self._colour(ink).color)
            if ground:
                style += Style(bgcolor=self._colour(ground).color)
            segments.append(Segment(character, style))
            before = look if ground is None else None
        return segments

    def _colour(self, look: Look) -> Style:
        return self.look(f"plan-bar--{look.value}")


def _draw(stretch: Stretch, view: PlanView, cells: list[Cell], lane: Side | None) -> None:
    """Put one hold into the row of a lane, or of both."""
    for half in range(stretch.start, stretch.end):
        column, look = half // 2, _look_of(stretch, half, view)
        if look is Look.SKIPPED:
            if lane is None or stretch.step.side in (None, lane):
                cells[column] = (SKIPPED, look, None)
        elif stretch.is_open_at(half):
            if lane is None or _is_in_lane(stretch.step, lane, 0) or _is_in_lane(stretch.step, lane, 1):
                cells[column] = (OPEN, look, None)
        elif lane is None:
            cells[column] = _filled(cells[column], stretch.step, half % 2, look)
        elif _is_in_lane(stretch.step, lane, column):
            cells[column] = _joined(cells[column], half % 2, look)


def _look_of(stretch: Stretch, half: int, view: PlanView) -> Look:
    if stretch is view.here:
        return Look.HERE if half < view.reached else Look.AHEAD
    if view.here is not None and stretch.start > view.here.start:
        return Look.COMING
    outcome = view.outcomes.get(stretch.step.index, Outcome.SKIPPED)
    return Look.SKIPPED if outcome is Outcome.SKIPPED else Look.DONE


def _is_in_lane(step: Step, lane: Side, column: int) -> bool:
    """Is a hold drawn in this lane; in turn, where the sides take turns?"""
    if step.sides is Sides.ALTERNATE and step.side is None:
        return (column % 2 == 0) is (lane is Side.LEFT)
    return step.side in (None, lane)


def _filled(cell: Cell, step: Step, is_right: int, look: Look) -> Cell:
    """A cell of both lanes in one row with one more of its halves filled, so that what is apart is seen apart."""
    if step.side is None:
        quarters = 0b1001 if step.sides is Sides.ALTERNATE else 0b1111
    else:
        quarters = 0b0011 if step.side is Side.LEFT else 0b1100
    filled = max(0, QUARTERS.find(cell[0])) | quarters & (0b1010 if is_right else 0b0101)
    return (QUARTERS[filled], look, None)


def _joined(cell: Cell, is_right: int, look: Look) -> Cell:
    """A cell with one more of its halves filled."""
    character, ink, _ = cell
    if not is_right:
        return ("▌", look, None)
    if character == "▌" and ink is not None:
        return ("█", look, None) if ink is look else ("▌", ink, look)
    return ("▐", look, None)

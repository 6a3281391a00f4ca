"""The routine figure: it plays through the exercises of a plan, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from hipflow.tui.parts import FigureParts
from hipflow.tui.phrases import short_name

if TYPE_CHECKING:
    # No routine is read before the first frame, which waits for every import.
    from hipflow.core.exercise import Side
    from hipflow.core.plan import Plan, Step
    from hipflow.figure.clip import Clips
    from hipflow.tui.widgets.figure_view import FigureView

SETTLE_SECONDS: Final = 0.35
"""How long a routine is selected before it plays: whoever runs through the list is not held up by figures."""
LEAST_SECONDS: Final = 4.0
"""How long an exercise is seen at least."""
LEAST_ROWS: Final = 9
"""The rows below which a figure would be mush."""
CAPTION_ROWS: Final = 12
"""The rows from which there is room for a name below the figure, and for a blank row that keeps it off the list."""


class RoutineFigure(Vertical):
    """Shows each exercise of a plan for two loops. The figure itself is imported when the first one is shown."""

    DEFAULT_CSS = """
    RoutineFigure > FigureView { height: 1fr; }
    RoutineFigure > #figure-caption {
        height: 1; width: 1fr; margin-bottom: 1; text-align: center; text-style: bold; display: none;
    }
    """

    @dataclass
    class Played(Message):
        """Another exercise is on."""

        step: Step | None
        """Its first hold; None: no exercise of the plan has a figure."""

    def __init__(self, figures: FigureParts, *, id: str | None = None) -> None:
        """A figure that has nothing to play yet."""
        super().__init__(id=id)
        self._figures = figures
        self.has_something = figures.find_clips is not None
        """May there be something to play? Known once it was looked for."""
        self._steps: tuple[Step, ...] = ()
        self._place = 0
        self._view: FigureView | None = None
        self._caption = Static("", id="figure-caption", markup=False)
        """What the exercise is called; below the figure."""
        self._timer: Timer | None = None

    @property
    def shown_id(self) -> str:
        """The id of the exercise that is shown; empty where there is none."""
        return self._steps[self._place].exercise.id if self._steps else ""

    def on_resize(self) -> None:
        """Name the exercise where there is room for it."""
        self._caption.display = self.size.height >= CAPTION_ROWS

    def show_plan(self, plan: Plan | None) -> None:
        """Play the exercises of a plan from the first; those that are played already go on."""
        steps = first_steps(plan) if plan else ()
        if [_looks_of(step) for step in steps] == [_looks_of(step) for step in self._steps]:
            return
        self._steps, self._place = steps, 0
        self.has_something = bool(steps) and self._figures.find_clips is not None
        self._stop()
        if self._view:
            self._view.show(None)
        self._caption.update("")
        self.go_on()

    def stand(self) -> None:
        """Stand still, and cost nothing."""
        self._stop()
        if self._view:
            self._view.stand()

    def go_on(self) -> None:
        """Play on after a moment."""
        if self._steps and self.is_attached:
            self._stop()
            self._timer = self.set_timer(SETTLE_SECONDS, self._play)

    def _play(self) -> None:
        """Show the exercise that is on, or the first after it that has a figure, and wait for the next."""
        for _ in self._steps:
            step = self._steps[self._place]
            clips = self._figures.find(step.exercise)
            if clips is not None:
                self._play_clips(step, clips)
                return
            self._place = (self._place + 1) % len(self._steps)
        self.has_something = False
        self.post_message(self.Played(None))

    def _play_clips(self, step: Step, clips: Clips) -> None:
        from hipflow.core.exercise import Side, Sides

        view = self._view or self._open_view()
        is_left = step.side is Side.LEFT
        view.show(clips, is_mirrored=is_left, alternates=step.sides is Sides.ALTERNATE)
        view.go(0.0)
        self._caption.update(short_name(step))
        self.post_message(self.Played(step))
        if len(self._steps) > 1 and not view.is_still:
            loops = sum(2 * clip.seconds for clip in clips.clips)
            self._timer = self.set_timer(max(LEAST_SECONDS, loops), self._play_next)

    def _play_next(self) -> None:
        self._place = (self._place + 1) % len(self._steps)
        self._play()

    def _open_view(self) -> FigureView:
        from hipflow.tui.widgets.figure_view import make_view

        self._view = make_view(self._figures)
        self.mount(self._view, self._caption)
        return self._view

    def _stop(self) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None


def first_steps(plan: Plan) -> tuple[Step, ...]:
    """The first hold of each exercise of a plan, each exercise once."""
    steps: dict[str, Step] = {}
    for step in plan.work:
        steps.setdefault(step.exercise.id, step)
    return tuple(steps.values())


def _looks_of(step: Step) -> tuple[str, Side | None, str]:
    """All of a step that its figure depends on."""
    return step.exercise.id, step.side, step.name

"""The guide: a figure goes along with a session. It moves while something is worked, and before that to its start."""

from typing import Final

from hipflow.core.exercise import Side, Sides
from hipflow.core.plan import Step, StepKind
from hipflow.core.session import State
from hipflow.figure.bridge import bridge_clips
from hipflow.figure.clip import Clip, Clips
from hipflow.tui.figures.reel import SOON, Reel
from hipflow.tui.progress import Progress
from hipflow.tui.widgets.figure_view import FigureView

LEADING: Final = frozenset({StepKind.TRANSITION, StepKind.GAP, StepKind.REST})
"""Steps from one position to another, in which a figure is shown."""


def find_step_before(progress: Progress) -> Step | None:
    """The last step before this one in which something was worked."""
    return next((step for step in reversed(progress.plan.steps[: progress.step.index]) if step.is_work), None)


def guide_figure(view: FigureView, clips: Clips | None, progress: Progress, before: Clips | None = None) -> None:
    """Show the movement of the current step, at the second of the step; before it begins, the way to its start.

    It may be called as often as one likes: a figure that is on time is left alone. `before`: what the last step showed.
    """
    step = progress.step
    is_mirrored = step.side is Side.LEFT

    def find_lead() -> Clip | None:
        last = find_step_before(progress)
        if step.kind not in LEADING or not (last and before and clips):
            return None
        reel = Reel(
            before,
            phase=last.phase.name,
            is_mirrored=last.side is Side.LEFT,
            alternates=last.sides is Sides.ALTERNATE,
            rep_seconds=last.phase.rep_seconds,
        )
        end = reel.shot_at(max(0.0, last.seconds - SOON * 2))
        first = clips.of_phase(step.phase.name)[0]
        return bridge_clips(end.clip, end.second, first, swaps_sides=end.is_mirrored != is_mirrored)

    view.show(
        clips,
        phase=step.phase.name,
        is_mirrored=is_mirrored,
        alternates=step.sides is Sides.ALTERNATE,
        rep_seconds=step.phase.rep_seconds,
        find_lead=find_lead,
    )
    second = float(progress.elapsed)
    if not step.is_work:
        second = min(0.0, second - min(view.lead_seconds, progress.length)) if step.kind in LEADING else 0.0
    if not step.is_work and second == 0.0:
        _stand(view, 0.0)
    elif progress.state is not State.RUNNING:
        _stand(view, view.second)
    else:
        # Seconds of a step are whole here; within one the figure knows better.
        is_on_time = 0 <= view.second - second < 1
        if not (is_on_time and view.is_moving):
            view.go(view.second if is_on_time else second, until=None if step.is_work else 0.0)


def _stand(view: FigureView, second: float) -> None:
    if view.is_moving or view.second != second:
        view.stand(second)

"""The guide: a figure goes along with a session. It moves while something is worked, and stands otherwise."""

from hipflow.core.exercise import Side, Sides
from hipflow.core.session import State
from hipflow.figure.clip import Clips
from hipflow.tui.progress import Progress
from hipflow.tui.widgets.figure_view import FigureView


def guide_figure(view: FigureView, clips: Clips | None, progress: Progress) -> None:
    """Show the movement of the current step, at the second of the step; before it begins, its first position.

    It may be called as often as one likes: a figure that is on time is left alone.
    """
    step = progress.step
    view.show(
        clips,
        phase=step.phase.name,
        is_mirrored=step.side is Side.LEFT,
        alternates=step.sides is Sides.ALTERNATE,
    )
    if not step.is_work:
        _stand(view, 0.0)
    elif progress.state is not State.RUNNING:
        _stand(view, view.second)
    else:
        # Seconds of a step are whole here; within one the figure knows better.
        is_on_time = 0 <= view.second - progress.elapsed < 1
        if not (is_on_time and view.is_moving):
            view.go(view.second if is_on_time else progress.elapsed)


def _stand(view: FigureView, second: float) -> None:
    if view.is_moving or view.second != second:
        view.stand(second)

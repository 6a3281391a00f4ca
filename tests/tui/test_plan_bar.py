"""The plan bar."""

import itertools

import pytest
from textual.app import App, ComposeResult

from hipflow.core.events import Outcome
from hipflow.core.plan import Plan
from hipflow.tui.themes import DARK, role_colours
from hipflow.tui.widgets.plan_bar import QUARTERS, PlanBar, PlanView, lay_out_plan, view_plan
from tests.builders import hold, plan
from tests.tui.stand import EVENING, work


class Bar(App[None]):
    """A plan bar alone."""

    def __init__(self, view: PlanView, rows: int) -> None:
        super().__init__()
        self.view = view
        self.rows = rows

    def get_css_variables(self) -> dict[str, str]:
        """The roles of the dark theme."""
        return {**super().get_css_variables(), **role_colours(DARK)}

    def compose(self) -> ComposeResult:
        """The bar, in its size."""
        bar = PlanBar(id="plan")
        bar.styles.width, bar.styles.height = self.view.columns, self.rows
        yield bar

    def on_mount(self) -> None:
        """Show the plan."""
        self.query_one(PlanBar).show(self.view)


async def drawn(view: PlanView, rows: int) -> list[str]:
    """The lines of the bar."""
    app = Bar(view, rows)
    async with app.run_test(size=(view.columns, rows)) as pilot:
        await pilot.pause()
        bar = app.query_one(PlanBar)
        return [bar.render_line(row).text for row in range(rows)]


@pytest.mark.parametrize("columns", [20, 38, 76, 114, 190])
@pytest.mark.parametrize("the_plan", [EVENING, plan(), plan(*[hold(seconds=20)] * 40)], ids=["evening", "two", "forty"])
def test_holds_are_in_order_and_apart_and_within_the_bar(the_plan: Plan, columns: int) -> None:
    stretches = lay_out_plan(the_plan, columns)
    assert [stretch.step for stretch in stretches] == list(the_plan.work)
    assert all(stretch.start < stretch.end <= 2 * columns for stretch in stretches)
    if len(stretches) < columns:
        assert all(a.end <= b.start for a, b in itertools.pairwise(stretches))


def test_a_hold_is_as_long_as_it_lasts() -> None:
    stretches = lay_out_plan(EVENING, 400)
    for stretch in stretches:
        assert stretch.end - stretch.start == pytest.approx(800 * stretch.step.seconds / EVENING.seconds, abs=2)


async def test_left_and_right_have_a_lane_each_and_both_fill_both() -> None:
    _, left, right = await drawn(view_plan(plan(), 60), 3)
    assert left.count("╌") + right.count("╌"), "nothing was held"
    done = dict.fromkeys(range(40), Outcome.DONE)
    _, left, right = await drawn(view_plan(plan(), 60, done), 3)
    assert left[6:20].strip()
    assert not right[6:20].strip()
    assert right[26:38].strip()
    assert not left[26:38].strip()
    assert left[45:55] == right[45:55] == "█" * 10


async def test_in_one_row_the_upper_half_is_left_and_the_lower_right() -> None:
    done = dict.fromkeys(range(40), Outcome.DONE)
    (line,) = await drawn(view_plan(plan(), 60, done), 1)
    assert "▀" in line[:20]
    assert "▄" in line[20:40]
    assert "█" in line[40:]
    assert line.index("▀") < line.index("▄") < line.index("█")


async def test_the_marker_is_where_one_is() -> None:
    step = next(step for step in EVENING.steps if step.start == work("half-pigeon", "left"))
    marker, *_ = await drawn(view_plan(EVENING, 100).at(step, 0.5, {}), 3)
    assert marker.index("▼") == pytest.approx(100 * (step.start + step.seconds / 2) / EVENING.seconds, abs=1)
    assert marker.count("▼") == 1


async def test_what_was_skipped_is_dashed() -> None:
    step = EVENING.steps[-1]
    outcomes = {each.index: Outcome.DONE for each in EVENING.work}
    skipped = EVENING.work[2]
    (line,) = await drawn(view_plan(EVENING, 100).at(step, 0.0, {**outcomes, skipped.index: Outcome.SKIPPED}), 1)
    start = 100 * skipped.start // EVENING.seconds
    assert "╌" in line[start : start + 6]
    assert line.count("╌") <= 6


async def test_a_column_knows_its_hold() -> None:
    view = view_plan(EVENING, 100)
    app = Bar(view, 1)
    async with app.run_test(size=(100, 1)) as pilot:
        await pilot.pause()
        bar = app.query_one(PlanBar)
        ids = [step.exercise.id if (step := bar.step_at(column)) else "" for column in range(100)]
        assert list(dict.fromkeys(ids))[:5] == [
            "butt-kicks",
            "half-pigeon",
            "side-steps",
            "it-band-roll",
            "frog-stretch",
        ]


@pytest.mark.parametrize("columns", [38, 56, 76, 114])
async def test_holds_that_are_apart_are_seen_apart_in_one_row(columns: int) -> None:
    done = dict.fromkeys(range(len(EVENING.steps)), Outcome.DONE)
    view = view_plan(EVENING, columns, done)
    (line,) = await drawn(view, 1)
    held = {half for stretch in view.stretches for half in range(stretch.start, stretch.end)}
    masks = [QUARTERS.index(character) for character in line]
    filled = {2 * place + half for place, mask in enumerate(masks) for half in (0, 1) if mask & (0b0101 << half)}
    assert filled == held

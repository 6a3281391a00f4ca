"""A routine becomes a plan as it is set: which side goes first, and how long to get ready."""

import pytest

from hipflow.core.exercise import Side, Sides
from hipflow.core.plan import Plan, begin_with, compile_plan
from hipflow.library.catalogue import load_catalogue
from hipflow.settings.planning import plan_routine
from hipflow.settings.values import Settings
from tests.builders import hold, routine

LEFT, RIGHT = Side.LEFT, Side.RIGHT


@pytest.mark.parametrize(
    ("setting", "own", "last", "first"),
    [
        ("alternate", LEFT, None, LEFT),
        ("alternate", RIGHT, None, RIGHT),
        ("alternate", LEFT, LEFT, RIGHT),
        ("alternate", RIGHT, RIGHT, LEFT),
        ("left", RIGHT, LEFT, LEFT),
        ("right", LEFT, RIGHT, RIGHT),
    ],
)
def test_the_first_side_is_as_it_is_set(setting: str, own: Side, last: Side | None, first: Side) -> None:
    made = routine()
    made = type(made)(id=made.id, name=made.name, sections=made.sections, first_side=own)

    assert plan_routine(made, Settings(first_side=setting), last_first=last).first_side is first


@pytest.mark.parametrize(("prep", "seconds"), [(None, 10), (25, 25), (0, 30)])
def test_the_time_to_get_ready_is_as_it_is_set(prep: int | None, seconds: int) -> None:
    assert plan_routine(routine(prep=10), Settings(prep=prep)).steps[0].seconds == seconds


def test_a_plan_begun_with_the_other_side_is_the_plan_that_would_have_been_made_so() -> None:
    catalogue = load_catalogue()
    routines = [catalogue.read_listed(listing).value for listing in catalogue.routines]

    for made in filter(None, routines):
        plans = {side: compile_plan(made, first_side=side) for side in Side}
        for side, plan in plans.items():
            assert begin_with(plan, side) is plan
            assert begin_with(plan, side.other) == plans[side.other]


def test_a_plan_without_sides_has_no_first_one() -> None:
    plan: Plan = compile_plan(routine(hold(sides=Sides.BOTH)))

    assert plan.first_side is None
    assert begin_with(plan, RIGHT) is plan

"""What is left of a plan, made shorter: nothing that was begun is touched, and both sides stay alike."""

from hypothesis import given
from hypothesis import strategies as st

from hipflow.core.bounds import find_bounds
from hipflow.core.exercise import Sides
from hipflow.core.plan import compile_plan
from hipflow.core.refit import refit_plan
from hipflow.core.routine import Routine
from tests.builders import hold, plan
from tests.core.test_fit import routines, turns

PLAN = plan(hold("half-pigeon", sides=Sides.EACH, seconds=30), hold("frog-stretch", seconds=60))
LEFT, RIGHT, FROG = (step.index for step in PLAN.work)


@given(routines(), st.data())
def test_a_refit_keeps_all_that_was_begun_and_shrinks_the_rest_within_bounds(any: Routine, data: st.DataObject) -> None:
    before = compile_plan(any)
    index = data.draw(st.integers(0, len(before.steps) - 1))
    ahead = before.seconds - before.steps[index].end
    wanted = data.draw(st.integers(0, ahead + 10))
    after = refit_plan(before, index, wanted)
    assert after.steps[: index + 1] == before.steps[: index + 1]
    begun = {step.exercise_index for step in before.steps[: index + 1] if step.is_work}
    start = 0
    for old, new in zip(before.steps, after.steps, strict=True):
        assert (new.index, new.start, new.kind, new.side) == (old.index, start, old.kind, old.side)
        start = new.end
        if new.is_work and new.exercise_index not in begun:
            assert min(find_bounds(old.exercise).shortest, old.seconds) <= new.seconds <= old.seconds
        else:
            assert new.seconds == old.seconds
    for by_side in turns(after).values():
        assert len(set(map(tuple, by_side.values()))) == 1
    least = refit_plan(before, index, 0)
    left = after.seconds - after.steps[index].end
    assert left <= max(wanted, least.seconds - least.steps[index].end)


def test_what_comes_after_is_shrunk_to_the_second() -> None:
    assert [step.seconds for step in refit_plan(PLAN, RIGHT, 5 + 47).steps[FROG:]] == [47]


def test_the_other_side_of_what_was_begun_stays_as_it_is() -> None:
    after = refit_plan(PLAN, LEFT, 0)
    assert after.steps[RIGHT].seconds == 30
    assert after.steps[FROG].seconds == 10


def test_before_a_side_is_reached_both_are_shrunk() -> None:
    after = refit_plan(PLAN, LEFT - 1, 0)
    assert [after.steps[index].seconds for index in (LEFT, RIGHT)] == [10, 10]


def test_nothing_is_made_longer() -> None:
    assert refit_plan(PLAN, 0, 1000) == PLAN

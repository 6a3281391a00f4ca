"""How short and how long a hold may sensibly be."""

from dataclasses import replace

import pytest

from hipflow.core.bounds import BOUNDS, Bounds, find_bounds
from hipflow.core.exercise import Kind, Phase
from tests.builders import exercise


@pytest.mark.parametrize("kind", Kind)
def test_an_exercise_that_says_nothing_has_the_bounds_of_its_kind(kind: Kind) -> None:
    assert find_bounds(exercise(kind=kind)) == BOUNDS[kind]


def test_what_an_exercise_says_itself_counts_and_the_kind_says_the_rest() -> None:
    assert find_bounds(replace(exercise(), shortest=25)) == Bounds(25, BOUNDS[Kind.STATIC].longest)
    assert find_bounds(replace(exercise(), longest=40)) == Bounds(BOUNDS[Kind.STATIC].shortest, 40)


def test_the_seconds_that_an_exercise_has_are_never_out_of_its_bounds() -> None:
    assert find_bounds(exercise(seconds=200)).longest == 200
    assert find_bounds(exercise(phases=(Phase("Straight", 5), Phase("Turned in", 30)))).shortest == 5

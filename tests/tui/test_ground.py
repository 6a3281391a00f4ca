"""The light on the field."""

import pytest

from hipflow.core.exercise import Side
from hipflow.tui.ground import Light, Run, Shape, first_risen_row, light_field
from hipflow.tui.room import Room
from hipflow.tui.scene import Lit

SIZES = [(40, 12), (60, 20), (80, 24), (81, 25), (120, 35), (200, 60)]


def halves(row: tuple[Run, ...]) -> list[Light]:
    """The light of every half column."""
    return [light for run in row for _ in range(run.cells) for light in (run.left, run.right)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lit", Lit)
def test_every_row_is_as_wide_as_the_room(size: tuple[int, int], lit: Lit) -> None:
    for side in (None, *Side):
        rows = light_field(Shape(lit=lit, horizon=5, first_side=side), Room(*size))
        assert len(rows) == Room(*size).field_rows
        assert {sum(run.cells for run in row) for row in rows} == {size[0]}


@pytest.mark.parametrize("size", SIZES)
def test_the_right_half_is_the_mirror_image_of_the_left(size: tuple[int, int]) -> None:
    left, right = (light_field(Shape(lit=lit), Room(*size)) for lit in (Lit.LEFT, Lit.RIGHT))
    assert [halves(row) for row in left] == [halves(row)[::-1] for row in right]


@pytest.mark.parametrize("size", SIZES)
def test_the_cut_leans_by_half_a_column_every_two_rows(size: tuple[int, int]) -> None:
    ends = [halves(row).count(Light.FULL) for row in light_field(Shape(lit=Lit.LEFT), Room(*size))]
    assert [above - below for above, below in zip(ends, ends[2:], strict=False)] == [1] * (len(ends) - 2)


def test_two_lit_halves_have_a_slash_between_them() -> None:
    for row in light_field(Shape(lit=Lit.HALVES), Room(120, 35)):
        lit = halves(row)
        dark = [index for index, light in enumerate(lit) if light is Light.NONE]
        assert len(dark) == 8
        assert lit[0] is lit[-1] is Light.FULL


def test_the_edge_of_the_side_that_comes_first_is_kept_apart_from_the_light() -> None:
    row = light_field(Shape(lit=Lit.ABOVE, horizon=20, first_side=Side.RIGHT), Room(120, 35))[0]
    assert row == (Run(116, Light.FULL, Light.FULL), Run(1, Light.NONE, Light.NONE), Run(3, Light.EDGE, Light.EDGE))


@pytest.mark.parametrize(("rise", "row"), [(None, 0), (1, 20), (2, 10), (3, 0)])
def test_the_light_rises_from_the_floor(rise: int | None, row: int) -> None:
    assert first_risen_row(rise, Room(120, 35)) == row

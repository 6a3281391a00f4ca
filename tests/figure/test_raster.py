"""Shapes become samples."""

import math

import pytest

from hipflow.figure.raster import Canvas, capsule_rows, face_rows, within, without


def area(rows: list[tuple[int, int, int]]) -> int:
    return sum(end - start for _, start, end in rows)


@pytest.mark.parametrize("stretch", [0.5, 1.0, 2.0])
def test_a_disc_has_the_area_of_a_disc(stretch: float) -> None:
    rows = capsule_rows((100, 100, 40, 100, 100, 40), stretch, 400, 200)

    assert area(rows) == pytest.approx(math.pi * 40 * 40 * stretch, rel=0.01)


@pytest.mark.parametrize("angle", [0, 30, 90, 135, 200])
def test_a_capsule_is_two_half_discs_and_what_lies_between_in_any_direction(angle: float) -> None:
    x, y = 60 * math.cos(math.radians(angle)), 60 * math.sin(math.radians(angle))
    rows = capsule_rows((150 - x / 2, 150 - y / 2, 20, 150 + x / 2, 150 + y / 2, 20), 1.0, 300, 300)

    assert area(rows) == pytest.approx(math.pi * 400 + 60 * 40, rel=0.02)


def test_a_tapered_capsule_is_the_hull_of_its_discs() -> None:
    rows = {row: end - start for row, start, end in capsule_rows((50, 20, 10, 50, 80, 4), 1.0, 100, 100)}

    assert rows[20] == 20
    assert rows[80] == 8
    assert rows[50] == pytest.approx(14, abs=1)


def test_a_disc_within_the_other_adds_nothing() -> None:
    assert capsule_rows((50, 50, 20, 52, 50, 3), 1.0, 100, 100) == capsule_rows((50, 50, 20, 50, 50, 20), 1.0, 100, 100)


def test_nothing_is_painted_beside_the_canvas() -> None:
    for row, start, end in capsule_rows((-5, -5, 20, 130, 90, 20), 1.0, 100, 60):
        assert 0 <= row < 60
        assert 0 <= start < end <= 100


def test_a_polygon_is_filled() -> None:
    assert area(face_rows(((10, 10), (50, 10), (50, 30), (10, 30)), 1.0, 100, 100)) == 800
    assert area(face_rows(((0, 0), (60, 0), (0, 60)), 1.0, 100, 100)) == pytest.approx(1800, rel=0.03)
    assert face_rows(((0, 5), (60, 5), (30, 5)), 1.0, 100, 100) == []


def test_paint_covers_and_a_table_changes_only_what_it_names() -> None:
    canvas = Canvas(6, 1, 1.0)
    canvas.fill([(0, 1, 4)], 7)
    table = bytearray(range(256))
    table[7] = 9

    canvas.replace([(0, 3, 6)], bytes(table))

    assert list(canvas.samples) == [0, 7, 7, 9, 0, 0]


def test_a_hole_splits_a_row_in_what_is_within_and_without() -> None:
    rows, hole = [(0, 2, 9), (1, 2, 9)], [(1, 4, 6)]

    assert without(rows, hole) == [(0, 2, 9), (1, 2, 4), (1, 6, 9)]
    assert within(rows, hole) == [(1, 4, 6)]

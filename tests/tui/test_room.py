"""The arithmetic of the room."""

import pytest

from hipflow.tui.room import Room, foot_places


@pytest.mark.parametrize(
    ("columns", "rows", "foot", "pad", "word_rows", "half"),
    [
        (200, 60, 7, 6, 7, 93),
        (160, 45, 5, 4, 5, 75),
        (120, 35, 5, 4, 5, 56),
        (100, 30, 5, 4, 5, 47),
        (80, 24, 4, 3, 4, 38),
        (60, 20, 3, 2, 3, 28),
        (40, 12, 1, 2, 1, 19),
        (200, 12, 1, 2, 1, 99),
        (40, 60, 1, 2, 1, 13),
    ],
)
def test_each_size_has_its_measures(columns: int, rows: int, foot: int, pad: int, word_rows: int, half: int) -> None:
    room = Room(columns, rows)
    assert (room.foot_rows, room.pad, room.word_rows) == (foot, pad, word_rows)
    assert room.half == pytest.approx(half, abs=1)
    assert room.field_rows + room.foot_rows == rows


@pytest.mark.parametrize("columns", range(40, 220, 7))
@pytest.mark.parametrize("rows", range(12, 70, 5))
def test_the_halves_keep_clear_of_the_cut(columns: int, rows: int) -> None:
    for is_zoomed in (False, True):
        room = Room(columns, rows, is_zoomed)
        clock, told = room.clock_half(), room.told_half()
        assert 2 * clock.right <= min(room.cut_at(row) for row in range(room.field_rows))
        assert clock.width >= 9
        if not is_zoomed:
            assert 2 * told.x >= max(room.cut_at(row) for row in range(room.field_rows))
            assert told.right == columns - room.pad
            assert told.width >= 9


@pytest.mark.parametrize("size", [(200, 60), (120, 35), (80, 24), (60, 20), (40, 12)])
def test_the_foot_lies_below_the_field(size: tuple[int, int]) -> None:
    room = Room(*size)
    places = foot_places(room)
    assert "line" in places
    for place in places.values():
        assert room.field_rows <= place.y
        assert place.bottom <= room.rows


@pytest.mark.parametrize(
    ("columns", "rows", "is_too_small"), [(40, 12, False), (39, 12, True), (40, 11, True), (200, 11, True)]
)
def test_below_40_by_12_there_is_no_room(columns: int, rows: int, is_too_small: bool) -> None:
    assert Room(columns, rows).is_too_small is is_too_small

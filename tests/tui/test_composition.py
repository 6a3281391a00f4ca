"""Everything stands where it should, at every size."""

from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.geometry import Region

from hipflow.tui.composition.compose import compose_picture
from hipflow.tui.composition.picture import Picture
from hipflow.tui.ground import Light, light_field
from hipflow.tui.room import Room
from hipflow.tui.scene import Tone, follow_figure
from tests.tui.stand import MOMENTS, scene_at

COLUMNS = (40, 41, 49, 50, 60, 69, 80, 99, 110, 120, 160, 200)
ROWS = (12, 13, 17, 18, 21, 22, 24, 29, 30, 35, 50, 60)


def lights(picture: Picture) -> list[list[Light]]:
    """The light of every cell of the field; of a split cell that of its left half."""
    return [
        [light for run in row for light in [run.left] * run.cells] for row in light_field(picture.shape, picture.room)
    ]


@pytest.mark.parametrize("name", MOMENTS)
@pytest.mark.parametrize("has_figure", [False, True])
def test_nothing_is_cut_off_or_lies_over_another(name: str, has_figure: bool) -> None:
    scene = scene_at(name)
    for columns in COLUMNS:
        for rows in ROWS:
            picture = compose_picture(scene, Room(columns, rows), has_figure=has_figure)
            screen = Region(0, 0, columns, rows)
            taken: dict[str, Region] = {}
            for id, piece in picture.pieces.items():
                where = f"{id} at {columns}x{rows}"
                assert piece.place.area, where
                assert screen.contains_region(piece.place), where
                assert len(piece.lines) <= piece.place.height, where
                assert all(cell_len(line) <= piece.place.width for line in piece.lines), where
                assert not [other for other, place in taken.items() if place.overlaps(piece.place)], where
                taken[id] = piece.place


@pytest.mark.parametrize("name", MOMENTS)
def test_what_is_drawn_in_ink_stands_on_the_light_and_all_else_in_the_dark(name: str) -> None:
    scene = scene_at(name)
    for columns in COLUMNS:
        for rows in ROWS:
            picture = compose_picture(scene, Room(columns, rows))
            field = lights(picture)
            for id, piece in picture.pieces.items():
                if id == "tag":
                    continue  # It brings its own light.
                places = [field[y][x] for x, y in cells_of(piece.place) if y < len(field)]
                wanted = {Light.FULL, Light.FAINT} if piece.is_lit else {Light.NONE}
                assert set(places) <= wanted, f"{id} at {columns}x{rows}"


def cells_of(place: Region) -> list[tuple[int, int]]:
    """All cells of a place."""
    return [(x, y) for x in range(place.x, place.right) for y in range(place.y, place.bottom)]


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 35), (200, 60)])
def test_left_and_right_are_mirror_images(size: tuple[int, int]) -> None:
    room = Room(*size)
    left, right = (compose_picture(scene_at(name), room) for name in ("left", "right"))
    for id in ("digit-0", "digit-1", "word"):
        other = {"digit-0": "digit-1", "digit-1": "digit-0"}.get(id, id)
        here, there = left.pieces[id].place, right.pieces[other].place
        assert here.y == there.y
        assert here.height == there.height
    assert left.pieces["digit-0"].place.x == room.columns - right.pieces["digit-1"].place.right
    assert lights(left)[0].count(Light.FULL) >= lights(left)[-1].count(Light.FULL) > room.columns // 3
    assert left.pieces["heading"].place.x == room.mirrored(right.pieces["heading"].place).x


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 35), (200, 60)])
def test_in_the_still_layout_only_the_lit_edge_changes_sides(size: tuple[int, int]) -> None:
    left, right = (compose_picture(scene_at(name), Room(*size)) for name in ("still-left", "still-right"))
    for id in ("digit-0", "digit-1", "heading"):
        assert left.pieces[id].place == right.pieces[id].place
    assert lights(left)[5] == lights(right)[5][::-1] != lights(right)[5]


@pytest.mark.parametrize(
    ("size", "rows"), [((40, 12), 6), ((60, 20), 9), ((80, 24), 12), ((120, 35), 17), ((200, 60), 31)]
)
def test_the_clock_is_as_large_as_the_room_allows(size: tuple[int, int], rows: int) -> None:
    assert compose_picture(scene_at("left"), Room(*size)).pieces["digit-0"].place.height >= rows


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 35), (200, 60)])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ready", "Space pause"),
        ("next", "FETCH"),
        ("left", "then RIGHT"),
        ("right", "then Side steps"),
        ("switch", "Right shin"),
        ("gap", "IT band roll, 30 s"),
        ("paused", "Space go on"),
        ("count-in", "then RIGHT"),
        ("count-in", "Half pigeon"),
        ("asking", "What you held"),
        ("asking", "Enter stop · Esc go on"),
    ],
)
def test_what_matters_is_told_at_every_size(name: str, words: str, size: tuple[int, int]) -> None:
    pieces = compose_picture(scene_at(name), Room(*size)).pieces
    text = "\n".join(line for piece in pieces.values() for line in piece.lines)
    assert words in text or (words == "FETCH" and "fetch" in pieces)
    assert {"word", "heading", "digit-0", "then"} <= set(pieces)


def test_the_digits_of_a_step_keep_their_places() -> None:
    face = [compose_picture(scene_at(name), Room(80, 24)).pieces for name in ("both", "both-later")]
    assert face[0]["digit-0"].place.height == face[1]["digit-0"].place.height, "2:20 and 80 are equally high"


def test_one_digit_alone_takes_the_room_of_two() -> None:
    two, one = (compose_picture(scene_at(name), Room(120, 35)).pieces for name in ("left", "nine"))
    assert "digit-1" not in one
    assert one["digit-0"].place.width > 1.3 * two["digit-0"].place.width
    assert one["digit-0"].place.x == two["digit-0"].place.x


def test_three_bars_go_out_one_by_one() -> None:
    bars = compose_picture(scene_at("last"), Room(80, 24)).pieces["bars"]
    assert len(bars.lines[0].split()) == 2
    assert len(bars.faint[0].split()) == 1


def test_the_light_rises_by_a_third_a_second() -> None:
    picture = compose_picture(scene_at("count-in"), Room(120, 35))
    columns = [row[0] for row in lights(picture)]
    assert columns.count(Light.FULL) == 20
    assert columns.index(Light.FULL) == 10
    assert picture.pieces["word"].unrisen == picture.pieces["word"].place.height
    assert 0 < picture.pieces["digit-0"].unrisen < picture.pieces["digit-0"].place.height


def test_a_figure_gets_its_room_from_the_words() -> None:
    with_it, without = (
        compose_picture(scene_at("left"), Room(120, 35), has_figure=has_figure).pieces for has_figure in (True, False)
    )
    assert "figure" not in without
    assert with_it["figure"].place.height >= 8
    assert with_it["heading"].place.height <= without["heading"].place.height


@pytest.mark.parametrize(("size", "is_lettered"), [((80, 24), False), ((109, 35), False), ((110, 35), True)])
def test_the_cue_is_set_in_block_capitals_from_110_columns_on(size: tuple[int, int], is_lettered: bool) -> None:
    pieces = compose_picture(scene_at("left"), Room(*size)).pieces
    assert ("cue" in pieces) is is_lettered
    assert ("Left shin in front." in pieces["text"].lines) is not is_lettered


def test_in_sixty_columns_there_is_room_for_the_cue_and_the_figure() -> None:
    scene = follow_figure(scene_at("left"), "fold over", ("shin across", "fold over"))
    pieces = compose_picture(scene, Room(60, 20), has_figure=True).pieces
    assert {"cue", "figure", "text", "heading"} <= set(pieces)


@pytest.mark.parametrize("rows", range(24, 40))
@pytest.mark.parametrize("columns", [80, 90, 100, 105])
def test_the_cue_keeps_off_large_letters_where_the_figure_has_room(columns: int, rows: int) -> None:
    scene = follow_figure(scene_at("left"), "shin across", ("shin across", "fold over"))
    pieces = compose_picture(scene, Room(columns, rows), has_figure=True).pieces
    heading, cue, figure = (pieces[name].place for name in ("heading", "cue", "figure"))
    is_close = cue.y == heading.bottom and heading.height > 2
    assert cue.y >= heading.bottom
    assert not is_close or figure.height < 10
    assert not cue.overlaps(figure)


def test_in_sixty_columns_a_long_name_leaves_its_room_to_the_figure() -> None:
    pieces = compose_picture(replace(scene_at("next"), heading="Kneeling quad"), Room(60, 20), has_figure=True).pieces
    assert pieces["heading"].lines == ("KNEELING QUAD",)
    assert pieces["figure"].place.height >= 9


def test_a_pause_has_its_bars_also_while_it_is_asked_whether_to_stop() -> None:
    scene = scene_at("paused-next")
    pieces = compose_picture(replace(scene, view=replace(scene.view, is_asking=True)), Room(80, 24)).pieces
    assert "pause" in pieces


def test_zoomed_there_is_nothing_but_clock_and_side() -> None:
    picture = compose_picture(scene_at("zoomed"), Room(80, 24))
    assert set(picture.pieces) == {"word", "digit-0", "digit-1"}
    usual = compose_picture(scene_at("right"), Room(80, 24))
    assert picture.pieces["digit-0"].place.height > usual.pieces["digit-0"].place.height


@pytest.mark.parametrize("size", [(39, 12), (40, 11), (30, 8), (10, 3), (1, 1)])
def test_a_window_that_is_too_small_still_tells_seconds_and_side(size: tuple[int, int]) -> None:
    pieces = compose_picture(scene_at("left"), Room(*size)).pieces
    assert set(pieces) == {"excuse"}
    if size[0] >= 30:
        assert pieces["excuse"].lines[:2] == ("24 s · LEFT", "Half pigeon")
        assert f"{size[0]} by {size[1]}" in " ".join(pieces["excuse"].lines)


def test_every_kind_of_step_differs_in_light_or_shape() -> None:
    looks = {}
    for name in ("ready", "swap", "next", "left", "right", "switch", "gap", "both", "rest", "paused", "count-in"):
        picture = compose_picture(scene_at(name), Room(80, 24))
        looks[name] = (picture.shape, picture.tone, picture.pieces["word"].lines)
    assert len(set(looks.values())) == len(looks)
    assert looks["paused"][1] is Tone.OFF

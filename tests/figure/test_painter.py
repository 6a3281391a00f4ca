"""A clip becomes frames: still through a hold, mirrored exactly, never cut off."""

from dataclasses import replace

import pytest

from hipflow.figure.anatomy import body_shapes
from hipflow.figure.cells import GLYPHS, OCTANT, QUAD, Frame, Glyphs
from hipflow.figure.framing import fit_box
from hipflow.figure.ghosts import ghost_capsules
from hipflow.figure.palette import RGB, Tone, tones_of
from hipflow.figure.picture import png_of, rectangles_of, svg_of
from hipflow.figure.shapes import INKS, PARTS
from tests.figure.samples import ALL_CLIPS, DARK, clip_of, painter_of, sample_clip

every_clip = pytest.mark.parametrize(("exercise", "number"), ALL_CLIPS)


def width_of(frame: Frame) -> set[int]:
    return {sum(len(run.text) for run in row) for row in frame.rows}


def pixels_of(frame: Frame) -> list[list[RGB]]:
    """The colours of a frame, 4 by 8 pixels a cell."""
    columns = sum(len(run.text) for run in frame.rows[0])
    grid: list[list[RGB]] = [[(0, 0, 0)] * columns * 4 for _ in range(len(frame.rows) * 8)]
    for left, top, width, height, colour in rectangles_of(frame, (4, 8)):
        for line in grid[top : top + height]:
            line[left : left + width] = [colour] * width
    return grid


def test_a_frame_is_the_same_object_through_a_hold() -> None:
    clip = clip_of("half-pigeon")
    painter = painter_of(clip)
    start = clip.second_of(1)

    held = {id(painter.still_at(start + 0.1 + step * 0.07)) for step in range(30)}

    assert len(held) == 1


def test_a_frame_is_the_same_object_in_the_next_loop() -> None:
    clip = clip_of("sumo-squat")
    painter = painter_of(clip)

    assert painter.still_at(0.7) is painter.still_at(0.7 + 3 * clip.seconds)


def test_a_move_changes_the_picture() -> None:
    painter = painter_of(clip_of("sumo-squat"))

    assert len({painter.still_at(0.4 + step / 6) for step in range(12)}) > 6


@pytest.mark.parametrize("glyphs", GLYPHS.values(), ids=list(GLYPHS))
@pytest.mark.parametrize(("columns", "rows"), [(20, 9), (26, 11), (40, 18), (60, 27), (80, 40)])
def test_a_frame_has_the_size_that_was_asked_for(glyphs: Glyphs, columns: int, rows: int) -> None:
    frame = painter_of(clip_of("clamshells"), columns, rows, glyphs=glyphs).still_at(0.0)

    assert width_of(frame) == {columns}
    assert len(frame.rows) == rows


@pytest.mark.parametrize("glyphs", GLYPHS.values(), ids=list(GLYPHS))
def test_the_other_side_is_the_exact_mirror_image(glyphs: Glyphs) -> None:
    clip = clip_of("runners-lunge")
    one = painter_of(clip, glyphs=glyphs).still_at(1.9)
    two = painter_of(clip, glyphs=glyphs, is_mirrored=True).still_at(1.9)

    assert pixels_of(two) == [line[::-1] for line in pixels_of(one)]


@every_clip
def test_no_part_of_the_body_is_cut_off(exercise: str, number: int) -> None:
    clip = clip_of(exercise, number)
    body_colours = {DARK.limb, DARK.head, DARK.torso, DARK.hair}
    painter = painter_of(clip, glyphs=OCTANT)

    for second in clip.moments:
        grid = pixels_of(painter.still_at(second))
        edge = {*grid[0], *grid[-1], *(line[0] for line in grid), *(line[-1] for line in grid)}
        assert not edge & body_colours


@every_clip
def test_the_figure_uses_the_room_it_gets(exercise: str, number: int) -> None:
    box = fit_box(clip_of(exercise, number))
    shape = (box.right - box.left) / (box.top - box.bottom)

    # A room of 40 by 18 cells is 1.11 times as wide as it is high.
    assert shape < 1.9


def test_a_still_shows_where_the_body_was_as_a_ghost() -> None:
    painter = painter_of(clip_of("sumo-squat"))
    ghosted = {run.background for row in painter.onion_skin().rows for run in row}

    assert DARK.ghost in ghosted
    assert DARK.ghost not in {run.background for row in painter.still_at(0).rows for run in row}


@pytest.mark.parametrize(("fields", "ghosts"), [({}, True), ({"ghost": True}, True), ({"ghost": False}, False)])
def test_a_strip_shows_ghosts_unless_the_clip_leaves_none(fields: dict[str, object], ghosts: bool) -> None:
    strip = painter_of(sample_clip(**fields), hard=True).strip()
    ghosted = [any(DARK.ghost in run[1:] for row in frame.rows for run in row) for frame in strip]

    assert ghosted == [False, ghosts, ghosts]


def test_an_arrow_is_painted_in_the_moves_that_have_one() -> None:
    painter = painter_of(clip_of("frog-stretch"), hard=True)
    clip = painter.clip
    tint = tones_of(DARK)[Tone.ARROW]

    with_arrow, without = painter.still_at(clip.second_of(0.5)), painter.still_at(clip.second_of(1.5))

    assert tint in {colour for row in with_arrow.rows for run in row for colour in run[1:]}
    assert tint not in {colour for row in without.rows for run in row for colour in run[1:]}


def test_without_colour_the_dot_where_it_is_felt_is_bright_in_a_dark_ring() -> None:
    clip = clip_of("half-pigeon")
    grey = replace(DARK, focus=DARK.limb, rim=(9, 9, 9))
    painter = painter_of(clip, palette=grey, hard=True)
    grid = pixels_of(painter.still_at(clip.moments[0]))
    ring = [(x, y) for y, line in enumerate(grid) for x, colour in enumerate(line) if colour == grey.rim]

    middle = sum(x for x, _ in ring) // len(ring), sum(y for _, y in ring) // len(ring)
    assert grid[middle[1]][middle[0]] == DARK.limb
    assert any((middle[0] + step, middle[1]) in ring for step in range(12))
    assert any((middle[0] - step, middle[1]) in ring for step in range(12))


def test_a_ghost_is_of_what_works_and_has_moved() -> None:
    clip = clip_of("single-leg-deadlift")
    start, end = (clip.moment_at(clip.moments[at]) for at in (0, 2))

    ghost = set(ghost_capsules(start, end, clip.view))
    resting = {INKS[part] for part in PARTS if part.startswith(("leg.o", "arm"))}
    before = body_shapes(start.body, clip.view, start.depth)

    assert set(ghost_capsules(start, start, clip.view)) == set()
    assert max(top for _, top, *_ in ghost) > 80, "the head that went down"
    assert not ghost & {capsule for shape in before if shape.ink in resting for capsule in shape.capsules}


def test_two_moves_through_the_same_posture_each_show_their_own_arrow() -> None:
    up: dict[str, object] = {"from": "stand", "arrow": [[20, 40, 0], [20, 70, 0]]}
    down: dict[str, object] = {"arm.a": [90, 90], "arrow": [[20, 70, 0], [20, 40, 0]]}
    clip = sample_clip(up, down)
    painter = painter_of(clip)

    assert painter.still_at(clip.second_of(0.5)) != painter.still_at(clip.second_of(1.5))


def test_hard_edges_use_only_the_colours_of_the_palette() -> None:
    frame = painter_of(clip_of("sumo-squat"), glyphs=OCTANT, hard=True).still_at(0)
    soft = painter_of(clip_of("sumo-squat"), glyphs=OCTANT).still_at(0)

    def number(a_frame: Frame) -> int:
        return len({colour for row in a_frame.rows for run in row for colour in run[1:]})

    assert number(frame) < number(soft) / 2


def test_the_marks_pass_under_someone_who_travels() -> None:
    clip = clip_of("side-steps")
    painter = painter_of(clip, glyphs=QUAD)
    step = clip.second_of(1) + clip.keys[1].hold_seconds

    lowest = {painter.still_at(step + each * 0.1).rows[-3:] for each in range(6)}

    assert len(lowest) > 3


def test_a_picture_can_be_saved_as_png_and_svg() -> None:
    frame = painter_of(clip_of("frog-stretch"), 20, 9).still_at(0)

    png = png_of([[frame, frame], [frame, frame]], cell=(4, 8))

    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(png[16:20], "big") == 2 * 20 * 4 + 6
    assert int.from_bytes(png[20:24], "big") == 2 * 9 * 8 + 6
    assert svg_of([[frame]]).count("<rect") > 100

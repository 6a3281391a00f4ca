"""Samples become block characters with two colours."""

import pytest

from hipflow.figure.cells import GLYPHS, HALF, OCTANT, QUAD, SEXTANT, CellMaker, Frame, Glyphs, Run
from hipflow.figure.palette import RGB

BLACK: RGB = (0, 0, 0)
WHITE: RGB = (255, 255, 255)
RED: RGB = (200, 0, 0)


def frame_of(glyphs: Glyphs, *cells: str, hard: bool = False) -> Frame:
    """A frame of one row; each cell a picture of its dots, line by line: . black, # white, r red."""
    high, wide = glyphs.rows // glyphs.down, 4 // glyphs.across
    lines = []
    for dot_row in range(glyphs.down):
        line = b""
        for cell in cells:
            dots = cell.split()[dot_row]
            line += b"".join(bytes([".#r".index(dot)]) * wide for dot in dots)
        lines += [line] * high
    return CellMaker(glyphs, (BLACK, WHITE, RED), hard=hard).make_frame(b"".join(lines), len(cells))


@pytest.mark.parametrize(
    ("glyphs", "cell", "character"),
    [
        (QUAD, "#. ..", "▘"),
        (QUAD, ".# #.", "▞"),
        (QUAD, "## ..", "▀"),
        (QUAD, "#. ##", "▙"),
        (SEXTANT, "#. .. ..", "\U0001fb00"),
        (SEXTANT, "#. #. #.", "▌"),
        (SEXTANT, ".# ## ##", "\U0001fb3b"),
        (OCTANT, "#. .. .. ..", "\U0001cea8"),
        (OCTANT, ".. #. .. ..", "\U0001cd00"),
        (OCTANT, "## ## .. ..", "▀"),
        (OCTANT, ".# .# .# .#", "▐"),
        (OCTANT, ".. .. .. ##", "▂"),
        (OCTANT, ".# ## ## ##", "\U0001cde5"),
    ],
)
def test_dots_become_the_character_that_shows_them(glyphs: Glyphs, cell: str, character: str) -> None:
    assert frame_of(glyphs, cell).rows == ((Run(character, WHITE, BLACK),),)


def test_half_blocks_show_two_colours() -> None:
    assert frame_of(HALF, "r #").rows == ((Run("▀", RED, WHITE),),)


@pytest.mark.parametrize("glyphs", GLYPHS.values(), ids=list(GLYPHS))
def test_every_pattern_of_dots_has_a_character_of_its_own_and_one_cell_wide(glyphs: Glyphs) -> None:
    assert len(glyphs.characters) == 2 ** (glyphs.across * glyphs.down)
    assert len(set(glyphs.characters)) == len(glyphs.characters)
    assert all(len(character) == 1 for character in glyphs.characters)


def test_neighbours_of_the_same_colours_are_one_run() -> None:
    frame = frame_of(QUAD, ".. ..", "#. ..", "## ##", ".. ..", ".# ..")

    assert frame.rows == ((Run(" ▘█ ▝", WHITE, BLACK),),)


def test_other_colours_begin_another_run() -> None:
    frame = frame_of(QUAD, "#. ..", "r. ..", "rr rr")

    assert frame.rows == ((Run("▘", WHITE, BLACK), Run("▘█", RED, BLACK)),)


def test_three_colours_in_a_cell_become_the_two_that_come_closest() -> None:
    ((run,),) = frame_of(QUAD, "#. .r").rows

    assert run.text == "▘"
    assert run.foreground == WHITE
    assert run.background[0] < 120


def test_an_edge_within_a_dot_is_soft_and_hard_where_asked() -> None:
    samples = bytes([1, 1, 0, 1]) * 2 + bytes([1, 1, 0, 0]) * (QUAD.rows - 2)

    ((soft,),) = CellMaker(QUAD, (BLACK, WHITE)).make_frame(samples, 1).rows
    ((hard,),) = CellMaker(QUAD, (BLACK, WHITE), hard=True).make_frame(samples, 1).rows

    assert (soft.text, hard.text) == ("▌", "▌")
    assert soft.foreground == hard.foreground == WHITE
    assert soft.background > hard.background == BLACK

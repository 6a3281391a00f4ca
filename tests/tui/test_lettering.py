"""What a person would see: the shapes themselves as specimens, and what must hold for them at every size."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipflow.core.exercise import Side
from hipflow.tui.lettering.alphabet import can_draw
from hipflow.tui.lettering.clock import clock_text, fit_clock, fit_clock_face, list_clock_texts
from hipflow.tui.lettering.dots import Style
from hipflow.tui.lettering.frame import Weight
from hipflow.tui.lettering.signs import draw_chevron, draw_pause_bars, draw_switch_chevrons
from hipflow.tui.lettering.words import Lettering, Size, fit_title, glyph, letter

SPECIMENS = Path(__file__).parent / "specimens"
DIGITS = "0123456789"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MARKS = ":.'-!?+,&/"
ALL_ROWS = range(3, 32)
UNHURRIED = settings(deadline=None, max_examples=40)

INK = {
    " ": "    ", "▘": "#   ", "▝": " #  ", "▀": "##  ", "▖": "  # ", "▌": "# # ", "▞": " ## ", "▛": "### ",
    "▗": "   #", "▚": "#  #", "▐": " # #", "▜": "## #", "▄": "  ##", "▙": "# ##", "▟": " ###", "█": "####",
}  # fmt: skip
"""The quarters of a cell: upper left, upper right, lower left, lower right."""


def dots(lines: tuple[str, ...]) -> list[str]:
    """The rows of dots that block characters show, two a line."""
    return ["".join(INK[cell][half : half + 2] for cell in line) for line in lines for half in (0, 2)]


def without_margins(rows: list[str]) -> list[str]:
    """The dots without empty columns left and right."""
    left = min(len(row) - len(row.lstrip()) for row in rows if row.strip())
    right = max(len(row.rstrip()) for row in rows)
    return [row[left:right] for row in rows]


def mirrored(rows: list[str]) -> list[str]:
    return [row[::-1] for row in rows]


def mirrored_lines(lines: tuple[str, ...]) -> list[str]:
    return mirrored(dots(lines))


def count_areas(rows: list[str], dot: str, *, corners_touch: bool) -> int:
    """How many separate areas of ink ("#") or of ground (" ") there are."""
    joined_to: list[int] = []

    def first_of(run: int) -> int:
        while joined_to[run] != run:
            run = joined_to[run]
        return run

    above: list[tuple[int, int, int]] = []
    for row in rows:
        here = []
        for found in re.finditer(f"{dot}+", row):
            start, end = found.start() - corners_touch, found.end() + corners_touch
            run = len(joined_to)
            joined_to.append(run)
            for left, right, neighbour in above:
                if left < end and start < right:
                    joined_to[first_of(neighbour)] = first_of(run)
            here.append((found.start(), found.end(), run))
        above = here
    return sum(run == first for run, first in enumerate(joined_to))


def count_holes(rows: list[str]) -> int:
    width = len(rows[0]) + 2
    framed = [" " * width, *(f" {row} " for row in rows), " " * width]
    return count_areas(framed, " ", corners_touch=False) - 1


def read_specimens() -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted(SPECIMENS.glob("*.txt")):
        for section in path.read_text(encoding="utf-8").split("\n= "):
            title, *lines = section.removeprefix("= ").rstrip("\n").split("\n")
            yield path.stem, title, lines


def draw_specimen(title: str) -> Lettering | None:
    if clock := re.fullmatch(r"clock of a (\d+) s step in (\d+) x (\d+): (.+)", title):
        seconds, columns, rows = (int(clock[index]) for index in (1, 2, 3))
        return fit_clock_face(list_clock_texts(seconds), columns, rows).letter(clock[4])
    words = re.fullmatch(r"(\d+) rows, (light|bold|black)( half)?: (.+)", title)
    assert words, f"nobody knows how to draw {title!r}"
    style = Style.HALF if words[3] else Style.QUADRANT
    return letter(words[4], int(words[1]), Weight(words[2]), style)


@pytest.mark.parametrize(
    ("title", "lines"), [pytest.param(title, lines, id=f"{name} {title}") for name, title, lines in read_specimens()]
)
def test_every_specimen_looks_as_it_was_approved(title: str, lines: list[str]) -> None:
    drawn = draw_specimen(title)

    assert drawn is not None
    assert [line.rstrip() for line in drawn.lines] == lines


def test_there_are_specimens_of_all_digits_and_capitals_at_the_sizes_in_use() -> None:
    shown: dict[str, str] = {}
    for _, title, _ in read_specimens():
        size, _, text = title.partition(": ")
        shown[size] = shown.get(size, "") + text

    for rows in (3, 5, 7, 9, 12, 18):
        assert set(DIGITS) <= set(shown[f"{rows} rows, bold"])
    for rows in (3, 4, 5, 7):
        assert set(CAPITALS) <= set(shown[f"{rows} rows, bold"])


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("rows", ALL_ROWS)
def test_every_character_is_a_block_of_equal_lines_with_ink_in_it(rows: int, weight: Weight, style: Style) -> None:
    for character in DIGITS + CAPITALS + MARKS:
        lines = glyph(character, rows, weight, style)

        assert len(lines) == rows
        assert len({len(line) for line in lines}) == 1
        assert set("".join(lines)) <= set(" ▀▄█" if style is Style.HALF else INK)
        assert "".join(lines).strip()


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("rows", ALL_ROWS)
def test_symmetric_characters_are_exactly_symmetric(rows: int, weight: Weight, style: Style) -> None:
    for character in "AHIMOTUVWXY08:.'-!+":
        drawn = without_margins(dots(glyph(character, rows, weight, style)))

        assert drawn == mirrored(drawn), character


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("rows", ALL_ROWS)
def test_a_nine_is_a_six_upside_down(rows: int, weight: Weight) -> None:
    assert dots(glyph("9", rows, weight)) == mirrored(dots(glyph("6", rows, weight)))[::-1]


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("rows", ALL_ROWS)
def test_no_character_has_stray_dots_and_none_is_closed_that_should_be_open(rows: int, weight: Weight) -> None:
    parts = {":": 2, "!": 2, "?": 2}
    holes = {**dict.fromkeys("0469ADOPQR", 1), **dict.fromkeys("8B", 2)}
    for character in (DIGITS + CAPITALS + MARKS).replace("&", ""):
        drawn = dots(glyph(character, rows, weight))

        assert count_areas(drawn, "#", corners_touch=True) == parts.get(character, 1), character
        assert count_holes(drawn) == holes.get(character, 0), character


@pytest.mark.parametrize("rows", range(4, 32))
def test_digits_in_half_blocks_are_as_open_as_they_should_be(rows: int) -> None:
    holes = {**dict.fromkeys("0469", 1), "8": 2}
    for digit in DIGITS:
        drawn = dots(glyph(digit, rows, Weight.BOLD, Style.HALF))

        assert count_holes(drawn) == holes.get(digit, 0), digit


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("rows", ALL_ROWS)
def test_no_two_characters_look_alike_but_zero_and_o(rows: int, weight: Weight) -> None:
    drawn = {"\n".join(without_margins(dots(glyph(one, rows, weight)))) for one in DIGITS + CAPITALS + MARKS}

    assert len(drawn) >= len(DIGITS + CAPITALS + MARKS) - 1


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("rows", ALL_ROWS)
def test_all_upright_strokes_of_a_size_are_equally_thick(rows: int, weight: Weight) -> None:
    stem = len(without_margins(dots(glyph("I", rows, weight)))[0])
    second_row_from_below = {
        character: without_margins(dots(glyph(character, rows, weight)))[-2].split() for character in "1AFHKPTY"
    }

    for character, strokes in second_row_from_below.items():
        assert len(strokes[0]) == stem, character
    assert len(second_row_from_below["H"][1]) == stem


@pytest.mark.parametrize("rows", [-1, 0, 2])
def test_below_three_rows_there_is_no_lettering(rows: int) -> None:
    with pytest.raises(ValueError, match="needs 3 rows"):
        glyph("A", rows, Weight.BOLD)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("left", "LEFT"),
        ("Dehnung für die Hüfte", "DEHNUNG FUR DIE HUFTE"),
        ("Fußsohle", "FUSSSOHLE"),
        ("Hælspark på ø", "HAELSPARK PA O"),
        ("Łydka, œuf", "LYDKA, OEUF"),
        ("Runner’s lunge – 90/90", "RUNNER'S LUNGE - 90/90"),
        ("E\N{COMBINING ACUTE ACCENT}tirement", "ETIREMENT"),
    ],
)
def test_other_spellings_are_drawn_with_their_base_letters(text: str, drawn: str) -> None:
    assert can_draw(text)
    assert letter(text, 5, Weight.BOLD) == letter(drawn, 5, Weight.BOLD)


@pytest.mark.parametrize(
    "text", ["鸽子式", "бедро", "γοφός", "hip → knee", "90°", "a\tb", "a\nb", "\x1b[31m", "🙂", "(x)"]
)
def test_what_cannot_be_drawn_is_known_before(text: str) -> None:
    assert not can_draw(text)
    assert fit_title(text, 500, 9, [(3, Weight.LIGHT)]) is None
    with pytest.raises(ValueError, match="no drawing"):
        letter(text, 5, Weight.BOLD)


@UNHURRIED
@given(
    st.text(DIGITS + CAPITALS + MARKS + " ßæÖéŁ’鸽°", max_size=12),
    st.sampled_from(ALL_ROWS),
    st.sampled_from(Weight),
    st.sampled_from(Style),
)
def test_whatever_can_be_drawn_is_drawn(text: str, rows: int, weight: Weight, style: Style) -> None:
    if can_draw(text):
        lettering = letter(text, rows, weight, style)

        assert lettering.rows == rows
        assert {len(line) for line in lettering.lines} == {lettering.columns}


@pytest.mark.parametrize("rows", ALL_ROWS)
def test_digits_in_words_have_places_of_equal_width(rows: int) -> None:
    assert len({letter(f"{digit}0 MIN", rows, Weight.BOLD).columns for digit in DIGITS}) == 1


def test_a_number_that_never_changes_can_be_set_tight() -> None:
    assert letter("11", 7, Weight.BOLD, tight_digits=True).columns < letter("11", 7, Weight.BOLD).columns


@pytest.mark.parametrize("rows", ALL_ROWS)
def test_letters_with_room_between_them_move_together_but_never_touch(rows: int) -> None:
    def gap(pair: str) -> int:
        widths = [len(without_margins(dots(letter(text, rows, Weight.BOLD).lines))[0]) for text in (pair, *pair)]
        return widths[0] - sum(widths[1:])

    assert gap("LT") < gap("HH")
    assert gap("TA") <= gap("HH")
    for pair in ("LT", "TA", "AV", "LY", "TO", "PA"):
        assert count_areas(dots(letter(pair, rows, Weight.BOLD).lines), "#", corners_touch=True) == 2


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0"),
        (9, "9"),
        (10, "10"),
        (60, "60"),
        (99, "99"),
        (100, "1:40"),
        (125, "2:05"),
        (600, "10:00"),
        (3600, "60:00"),
    ],
)
def test_the_clock_shows_seconds_up_to_99_then_minutes(seconds: int, text: str) -> None:
    assert clock_text(seconds) == text


def test_a_clock_never_shows_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="-1"):
        clock_text(-1)


@pytest.mark.parametrize(
    ("seconds", "texts"),
    [(5, ("5",)), (45, ("9", "45")), (120, ("9", "99", "2:00")), (700, ("9", "99", "9:59", "11:40"))],
)
def test_the_texts_of_a_step_name_every_length_it_will_show(seconds: int, texts: tuple[str, ...]) -> None:
    assert list_clock_texts(seconds) == texts
    assert {len(clock_text(left)) for left in range(seconds + 1)} == {len(text) for text in texts}


@pytest.mark.parametrize("rows", ALL_ROWS)
@UNHURRIED
@given(columns=st.integers(1, 130), seconds=st.sampled_from([5, 45, 120, 700]), style=st.sampled_from(Style))
def test_the_clock_never_exceeds_its_room(rows: int, columns: int, seconds: int, style: Style) -> None:
    face = fit_clock_face(list_clock_texts(seconds), columns, rows, style)

    for text in list_clock_texts(seconds):
        lettering = face.letter(text)
        if lettering is not None:
            assert 3 <= lettering.rows <= rows
            assert lettering.columns <= columns


@UNHURRIED
@given(st.integers(20, 130), st.integers(3, 31), st.sampled_from(["8", "24", "1:05"]), st.sampled_from(Style))
def test_more_room_never_makes_the_clock_smaller(columns: int, rows: int, text: str, style: Style) -> None:
    small = fit_clock(text, columns, rows, style)
    larger = fit_clock(text, columns + 1, rows + 1, style)

    assert small is not None
    assert larger is not None
    assert small.rows <= larger.rows


@pytest.mark.parametrize(("columns", "rows"), [(2, 20), (20, 2), (0, 0)])
def test_without_room_for_three_rows_there_is_no_clock(columns: int, rows: int) -> None:
    assert fit_clock("24", columns, rows) is None


@pytest.mark.parametrize(("columns", "rows"), [(81, 31), (47, 18), (32, 12), (23, 9), (15, 6), (9, 3)])
def test_no_digit_moves_between_99_and_10(columns: int, rows: int) -> None:
    face = fit_clock_face(list_clock_texts(99), columns, rows)
    drawn = {left: face.letter(str(left)) for left in range(10, 100)}
    widths = {lettering.columns for lettering in drawn.values() if lettering}
    assert len(widths) == 1
    half = widths.pop() // 2

    for left, lettering in drawn.items():
        same_tens, same_ones = drawn[left // 10 * 10], drawn[10 + left % 10]
        assert lettering is not None
        assert same_tens is not None
        assert same_ones is not None
        assert [line[:half] for line in lettering.lines] == [line[:half] for line in same_tens.lines]
        assert [line[-half:] for line in lettering.lines] == [line[-half:] for line in same_ones.lines]


@pytest.mark.parametrize(("columns", "rows"), [(81, 31), (49, 20), (49, 18), (34, 13), (32, 12), (24, 10)])
def test_a_step_of_two_minutes_keeps_one_height_to_its_end(columns: int, rows: int) -> None:
    face = fit_clock_face(list_clock_texts(120), columns, rows)

    heights = {lettering.rows if (lettering := face.letter(clock_text(left))) else 0 for left in range(121)}

    assert len(heights) == 1
    assert heights.pop() >= 0.7 * rows


def test_where_minutes_would_make_the_seconds_small_the_clock_grows_once() -> None:
    face = fit_clock_face(list_clock_texts(120), 16, 7)

    heights = [lettering.rows if (lettering := face.letter(clock_text(left))) else 0 for left in range(120, -1, -1)]

    assert heights == [4] * 21 + [7] * 100


def test_one_digit_takes_the_room_of_two_and_is_heavier() -> None:
    face = fit_clock_face(list_clock_texts(45), 47, 18)
    one, two = face.letter("8"), face.letter("18")

    assert one is not None
    assert two is not None
    assert one.rows == two.rows
    assert two.columns / 2 + 2 < one.columns <= two.columns
    thick = without_margins(dots(one.lines))[18].split()[0]
    assert len(thick) > len(without_margins(dots(two.lines))[18].split()[0])


SIZES: list[Size] = [(7, Weight.BOLD), (5, Weight.BOLD), (4, Weight.BOLD), (3, Weight.BOLD), (3, Weight.LIGHT)]


@pytest.mark.parametrize(
    ("columns", "max_lines", "lines", "rows", "weight"),
    [
        (120, 1, ["IT BAND FOAM ROLL"], 5, Weight.BOLD),
        (60, 2, ["IT BAND", "FOAM ROLL"], 4, Weight.BOLD),
        (60, 4, ["IT BAND", "FOAM", "ROLL"], 7, Weight.BOLD),
        (42, 2, ["IT BAND", "FOAM ROLL"], 3, Weight.LIGHT),
    ],
)
def test_a_title_takes_the_largest_size_that_fits_in_even_lines(
    columns: int, max_lines: int, lines: list[str], rows: int, weight: Weight
) -> None:
    title = fit_title("IT band foam roll", columns, max_lines, SIZES)

    assert title == tuple(letter(line, rows, weight) for line in lines)


def test_the_lines_of_a_title_are_even_where_they_could_be_ragged() -> None:
    title = fit_title("IT band foam roll", 80, 2, [(4, Weight.BOLD)])

    assert letter("IT BAND FOAM", 4, Weight.BOLD).columns <= 80
    assert title == (letter("IT BAND", 4, Weight.BOLD), letter("FOAM ROLL", 4, Weight.BOLD))


def test_a_title_with_a_word_wider_than_the_room_is_left_to_plain_text() -> None:
    assert fit_title("Hüftbeugerdehnung", 38, 3, SIZES) is None


@UNHURRIED
@given(
    st.lists(st.text("AEILMNORSTW", min_size=1, max_size=9), min_size=1, max_size=6),
    st.integers(1, 120),
    st.integers(1, 4),
)
def test_a_title_is_never_broken_in_a_word_and_never_exceeds_its_room(
    words: list[str], columns: int, max_lines: int
) -> None:
    title = fit_title(" ".join(words), columns, max_lines, SIZES)
    if title is None:
        return
    assert len(title) <= max_lines
    assert all(line.columns <= columns for line in title)
    ways = [
        [" ".join(words[start:end]) for start, end in zip((0, *cuts), (*cuts, len(words)), strict=True)]
        for cuts in combinations(range(1, len(words)), len(title) - 1)
    ]
    assert any(
        title == tuple(letter(line, rows, weight) for line in way)
        for way in ways
        for rows, weight in SIZES
        if rows == title[0].rows
    )


def test_a_space_that_must_not_break_does_not() -> None:
    assert fit_title("90\N{NO-BREAK SPACE}90", 20, 2, [(4, Weight.BOLD)]) is None
    assert fit_title("90 90", 20, 2, [(4, Weight.BOLD)]) is not None


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("rows", ALL_ROWS)
def test_the_left_chevron_is_the_exact_mirror_of_the_right(rows: int, style: Style) -> None:
    left, right = draw_chevron(Side.LEFT, rows, style), draw_chevron(Side.RIGHT, rows, style)

    assert dots(left) == mirrored_lines(right)
    assert dots(right) == dots(right)[::-1]
    assert dots(right)[rows].endswith("#")
    assert dots(left)[rows].startswith("#")


@UNHURRIED
@given(st.integers(3, 40), st.integers(3, 100), st.integers(2, 4), st.sampled_from(Style))
def test_switch_chevrons_share_no_cell_and_fill_no_more_than_the_room(
    rows: int, columns: int, count: int, style: Style
) -> None:
    shapes = draw_switch_chevrons(Side.RIGHT, rows, columns, count, style)
    back = draw_switch_chevrons(Side.LEFT, rows, columns, count, style)

    assert [mirrored_lines(shape) for shape in shapes] == [dots(shape) for shape in back]
    assert len(shapes) in (0, count)
    for shape in shapes:
        assert len(shape) == rows
        assert {len(line) for line in shape} == {columns}
        assert dots(shape) == dots(shape)[::-1]
    for y in range(rows if shapes else 0):
        for x in range(columns):
            assert sum(shape[y][x] != " " for shape in shapes) <= 1


@pytest.mark.parametrize(("rows", "columns"), [(27, 84), (18, 49), (10, 33), (6, 24), (4, 18)])
def test_switch_chevrons_go_from_the_tail_to_the_tip_and_take_most_of_the_room(rows: int, columns: int) -> None:
    for side, order in ((Side.RIGHT, 1), (Side.LEFT, -1)):
        shapes = draw_switch_chevrons(side, rows, columns)
        starts = [min(len(line) - len(line.lstrip()) for line in shape) for shape in shapes]
        width = max(len(line.rstrip()) for shape in shapes for line in shape) - min(starts)

        assert starts == sorted(starts)[::order]
        assert len(set(starts)) == 3
        assert width >= 0.8 * columns


@UNHURRIED
@given(st.integers(1, 40), st.integers(3, 80), st.sampled_from(Style))
def test_pause_bars_are_two_equal_bars_on_the_edges_of_their_room(rows: int, columns: int, style: Style) -> None:
    lines = draw_pause_bars(rows, columns, style)

    assert len(lines) == rows
    assert {len(line) for line in lines} == {columns}
    assert dots(lines) == mirrored_lines(lines)
    for row in dots(lines):
        first, second = row.split()
        assert len(first) == len(second)
        assert row == row.strip()

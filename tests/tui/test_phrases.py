"""Phrases and block words: numbers as people say them, and texts made to fit without breaking a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hipflow.tui.lettering.frame import Weight
from hipflow.tui.phrases import (
    clock_text,
    kit_words,
    length_parts,
    length_words,
    list_words,
    printable,
    shorten,
    wrap_words,
)
from hipflow.tui.widgets.block_words import draw_words

SIZES = ((5, Weight.BOLD), (3, Weight.BOLD), (3, Weight.LIGHT))


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (45.4, "0:45"), (59.6, "1:00"), (725, "12:05")])
def test_clock_text_rounds_to_the_nearest_second(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "one second"),
        (7.4, "seven seconds"),
        (19, "19 seconds"),
        (89, "89 seconds"),
        (90, "two minutes"),
        (606, "ten minutes"),
        (898, "15 minutes"),
    ],
)
def test_lengths_are_told_as_people_say_them(seconds: float, words: str) -> None:
    assert length_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "parts"), [(40, ("40", "sec")), (60, ("1", "min")), (299, ("5", "min")), (648, ("11", "min"))]
)
def test_a_length_is_in_minutes_unless_it_is_less_than_one(seconds: int, parts: tuple[str, str]) -> None:
    assert length_parts(seconds) == parts


def test_things_are_called_by_their_last_word_once() -> None:
    assert kit_words(("mat", "foam-roller", "massage-ball", "roller")) == "mat, roller, ball"


@pytest.mark.parametrize(
    ("things", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_end_with_an_and(things: list[str], words: str) -> None:
    assert list_words(things) == words


@pytest.mark.parametrize(
    ("text", "columns", "short"),
    [
        ("Half pigeon", 11, "Half pigeon"),
        ("Half pigeon", 10, "Half…"),
        ("Kneeling quad and hip flexor stretch", 20, "Kneeling quad and…"),
        ("Oberschenkelrückseite", 8, "Obersch…"),
        ("半鸽式", 4, "半…"),
    ],
)
def test_shortening_leaves_out_whole_words(text: str, columns: int, short: str) -> None:
    assert shorten(text, columns) == short


@given(st.text(max_size=60), st.integers(2, 40))
def test_nothing_that_is_made_to_fit_is_too_wide(text: str, columns: int) -> None:
    assert cell_len(shorten(printable(text), columns)) <= columns
    assert all(cell_len(line) <= columns for line in wrap_words(printable(text), columns))


@given(st.text())
def test_what_is_printable_has_nothing_a_terminal_obeys(text: str) -> None:
    assert printable(text).isprintable()


@pytest.mark.parametrize("columns", range(8, 120, 7))
@pytest.mark.parametrize("name", ["The seven stretches", "Hip strength", "11", "Après-course", "半鸽式伸展运动"])
def test_block_words_never_leave_their_room(name: str, columns: int) -> None:
    assert all(cell_len(line) <= columns for line in draw_words(name, SIZES, columns, 2))


def test_block_words_are_as_large_as_they_can_be_and_plain_capitals_where_they_cannot() -> None:
    assert len(draw_words("Hip strength", SIZES, 120, 2)) == 5
    assert len(draw_words("Hip strength", SIZES, 50, 2)) == 7
    assert draw_words("Hip strength", SIZES, 20, 2) == ("HIP STRENGTH",)
    assert draw_words("半鸽式", SIZES, 120, 2) == ("半鸽式",)
    assert draw_words("", SIZES, 120, 2) == ()

"""Words in the largest letters for which there is room, or as ordinary text."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from hipflow.tui.lettering.frame import Weight
from hipflow.tui.lettering.words import fit_title
from hipflow.tui.phrases import shorten, wrap_words
from hipflow.tui.room import Room

LIGHT, BOLD = Weight.LIGHT, Weight.BOLD
COLUMNS_FOR_CUES: Final = 110
"""From here on a cue is set in block capitals."""

Wish = tuple[int, Weight, int]
"""A height in rows, a weight, and the most lines that a text may take in it."""


@lru_cache(maxsize=64)
def set_heading(text: str, columns: int, room: Room, *, has_room: bool) -> tuple[str, ...]:
    """A name or a state beside the clock; with room to spare it may take two lines of large letters."""
    lines = 2 if has_room else 1
    if room.is_tiny:
        wishes: list[Wish] = []
    elif room.is_huge:
        wishes = [(7, BOLD, lines), (5, BOLD, 2), (4, BOLD, 2), (3, BOLD, 2), (3, LIGHT, 2)]
    elif room.is_large:
        # A line is worth more to a figure and its cue than weight is to a name.
        single: list[Wish] = [] if has_room else [(3, BOLD, 1), (3, LIGHT, 1)]
        wishes = [(5, BOLD, lines), (4, BOLD, lines), *single, (3, BOLD, 2), (3, LIGHT, 2)]
    elif room.is_medium:
        wishes = [(4, BOLD, lines), (3, BOLD, lines), (3, LIGHT, lines)]
    else:
        wishes = [(3, BOLD, 1), (3, LIGHT, lines)]
    return set_letters(text, columns, wishes) or tuple(wrap_words(text.upper(), columns)[:2])


@lru_cache(maxsize=64)
def set_name(text: str, columns: int, room: Room, *, has_figure: bool) -> tuple[str, ...]:
    """A name over the whole width; in little room a second line of letters is worth less than a figure."""
    if room.is_tiny:
        return tuple(wrap_words(text.upper(), columns)[:1])
    if room.is_huge:
        wishes: list[Wish] = [(7, BOLD, 1), (5, BOLD, 1), (4, BOLD, 1), (3, BOLD, 2), (3, LIGHT, 2)]
    elif room.is_large:
        wishes = [(5, BOLD, 1), (4, BOLD, 1), (3, BOLD, 1), (3, BOLD, 2), (3, LIGHT, 2)]
    else:
        wishes = [(3, BOLD, 1), (3, LIGHT, 1), *([] if has_figure and not room.is_medium else [(3, LIGHT, 2)])]
    return set_letters(text, columns, wishes) or tuple(wrap_words(text.upper(), columns)[:2])


@lru_cache(maxsize=64)
def set_cue(text: str, others: tuple[str, ...], columns: int, room: Room) -> tuple[str, ...]:
    """A cue in block capitals; empty where there is no room for that.

    Cues that take turns with others are set as large and take as many rows as the longest, so that all else stays.
    """
    if not text or room.columns < COLUMNS_FOR_CUES or not room.is_large:
        return ()
    # Beside a figure a second line would cost more of it than the words are worth.
    wishes: list[Wish] = [(3, BOLD, 1), *([(3, LIGHT, 1)] if others else [(3, LIGHT, 2), (3, LIGHT, 3)])]
    if room.is_huge:
        wishes = [(5, BOLD, 2), (4, BOLD, 2), (3, BOLD, 2), *wishes]
    for wish in wishes:
        set_alike = [set_letters(each, columns, [wish]) for each in (text, *others)]
        if all(set_alike):
            return _fill_rows(set_alike[0], max(map(len, set_alike)))
    return ()


def set_plain_cue(text: str, others: tuple[str, ...], columns: int) -> tuple[str, ...]:
    """The same as ordinary text in capitals, of as many rows as the longest takes."""
    wrapped = [wrap_words(each.upper(), columns) for each in (text, *others)]
    return _fill_rows(tuple(wrapped[0]), max(map(len, wrapped)))


def _fill_rows(lines: tuple[str, ...], rows: int) -> tuple[str, ...]:
    return lines + ("",) * (rows - len(lines))


@lru_cache(maxsize=64)
def set_below(texts: tuple[str, ...], columns: int, rows: int) -> tuple[str, ...]:
    """Texts below each other in the largest letters in which all of them fit; empty where none is small enough."""
    for wish in [(7, BOLD, 3), (5, BOLD, 3), (4, BOLD, 3), (3, BOLD, 3), (3, LIGHT, 3)]:
        parts = [set_letters(text, columns, [wish]) for text in texts]
        lines = [line for part in parts for line in ("", *part)][1:]
        if all(parts) and len(lines) <= rows:
            return tuple(lines)
    return ()


def set_letters(text: str, columns: int, wishes: Sequence[Wish]) -> tuple[str, ...]:
    """A text as the first of the wishes that can be had, a row apart line by line; empty where none can."""
    for rows, weight, max_lines in wishes:
        title = fit_title(text, columns, max_lines, [(rows, weight)])
        if title:
            return tuple(line for lettering in title for line in ("", *lettering.lines))[1:]
    return ()


def set_paragraphs(texts: Sequence[str], columns: int, rows: int) -> tuple[str, ...]:
    """Texts below each other, apart where there is room for that; the first is cut to fit, others are left out."""
    wrapped = [wrap_words(text, columns) for text in texts]
    if not wrapped or rows <= 0:
        return ()
    if sum(map(len, wrapped)) + len(wrapped) - 1 <= rows:
        return tuple(line for lines in wrapped for line in ("", *lines))[1:]
    fitting = wrapped[0][:rows]
    if len(wrapped[0]) > rows:
        fitting[-1] = shorten(" ".join(wrapped[0][rows - 1 :]), columns)
    for lines in wrapped[1:]:
        if len(fitting) + len(lines) > rows:
            break
        fitting += lines
    return tuple(fitting)

"""Phrases: numbers, lengths and things in the words of a person, and texts made to fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells, set_cell_size

if TYPE_CHECKING:
    from hipflow.core.plan import Step

NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def printable(text: str) -> str:
    """The text with every character that a terminal might obey, rather than show, replaced."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def clock_text(seconds: float) -> str:
    """Minutes and seconds: 0:45, 12:05."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def number_word(number: int) -> str:
    """A number as a word up to twelve, in digits above."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def count_words(number: int, thing: str) -> str:
    """How many there are of something that takes an s: one exercise, two exercises."""
    return f"{number_word(number)} {thing}" if number == 1 else f"{number_word(number)} {thing}s"


def length_words(seconds: float) -> str:
    """How long something is, as a person says it: in whole seconds below 90, in whole minutes from there on."""
    whole = round(seconds)
    return count_words(whole, "second") if whole < 90 else count_words(round_minutes(whole), "minute")


def round_minutes(seconds: float) -> int:
    """The nearest number of minutes, half a minute counted up."""
    return int(seconds / 60 + 0.5)


def length_parts(seconds: float) -> tuple[str, str]:
    """A length as a number and its unit, in minutes unless it is less than one."""
    return (str(round(seconds)), "sec") if seconds < 59.5 else (str(round_minutes(seconds)), "min")


def kit_words(things: Iterable[str]) -> str:
    """Things by their last word, which is what they are: foam-roller, massage-ball are roller, ball."""
    return ", ".join(dict.fromkeys(thing.rsplit("-", 1)[-1] for thing in things))


def list_words(things: Sequence[str]) -> str:
    """Things one after the other, the last after an and."""
    return " and ".join(part for part in (", ".join(things[:-1]), *things[-1:]) if part)


def shorten(text: str, columns: int) -> str:
    """The text in at most so many columns: whole words are left out at its end, and three dots say so."""
    if cell_len(text) <= columns:
        return text
    kept = text
    while " " in kept:
        kept = kept.rsplit(" ", 1)[0].rstrip()
        if cell_len(kept) < columns and kept:
            return f"{kept}…"
    return f"{set_cell_size(text, max(0, columns - 1)).rstrip()}…" if columns > 0 else ""


def fit_text(text: str, columns: int) -> str:
    """The text in exactly so many columns."""
    return set_cell_size(shorten(text, columns), max(0, columns))


def wrap_words(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns, broken at spaces; a word of wide characters may be broken."""
    lines: list[str] = []
    for word in text.split():
        pieces = [word]
        if cell_len(word) > columns:
            is_wide = cell_len(word) > len(word)
            pieces = chop_cells(word, columns) if is_wide else [shorten(word, columns)]
        if lines and cell_len(lines[-1]) + 1 + cell_len(pieces[0]) <= columns:
            lines[-1] += f" {pieces.pop(0)}"
        lines += pieces
    return lines


def short_name(step: Step) -> str:
    """What a step is called where there is little room: the exercise's short name, unless the routine renames it."""
    exercise = step.exercise
    return printable(exercise.short_name if step.name == exercise.name and exercise.short_name else step.name)

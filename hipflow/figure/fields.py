"""Plain data, as a YAML file gives it: a value is taken as what it must be, or a problem is noted."""

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

HUGE = 10**15
"""Whole numbers beyond this are not written out in messages."""

Path = tuple[str | int, ...]
"""Where in the data something stands: keys of mappings and places in lists."""


class Problem(NamedTuple):
    """What is wrong, where, and what to do about it."""

    path: Path
    what: str
    mend: str


@dataclass(slots=True)
class Reader:
    """Takes values out of plain data and notes what does not fit; a value that does not fit is None."""

    problems: list[Problem]

    def note(self, path: Path, what: str, mend: str) -> None:
        """Add a problem, once."""
        problem = Problem(path, what, mend)
        if problem not in self.problems:
            self.problems.append(problem)

    def mapping(self, value: object, path: Path, allowed: Collection[str]) -> dict[str, object]:
        """A mapping with no key but the allowed ones."""
        if not isinstance(value, dict):
            self.note(path, f"{describe(value)} where a mapping is needed", f"write {some(allowed)}")
            return {}
        known: dict[str, object] = {}
        for key, item in value.items():
            if isinstance(key, str) and key in allowed:
                known[key] = item
            else:
                self.note((*path, str(key)), f"unknown key {key!r}", suggest(str(key), allowed))
        return known

    def items(self, value: object, path: Path, *, least: int = 0) -> list[object]:
        """A list of at least so many things."""
        if not isinstance(value, list):
            self.note(path, f"{describe(value)} where a list is needed", "write it in [ ] or with dashes")
            return []
        if len(value) < least:
            self.note(path, f"a list of {len(value)} where at least {least} are needed", "add what is missing")
            return []
        return value

    def number(self, value: object, path: Path, *, low: float = -1000.0, high: float = 1000.0) -> float | None:
        """A number within limits."""
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            self.note(path, f"{describe(value)} where a number is needed", "write a number, such as 90 or 2.5")
            return None
        if not low <= value <= high:
            self.note(path, f"{describe(value)} is out of range", f"write a number from {low:g} to {high:g}")
            return None
        return float(value)

    def numbers(self, value: object, path: Path, count: int, example: str) -> tuple[float, ...] | None:
        """A list of exactly so many numbers."""
        if not isinstance(value, list) or len(value) != count:
            self.note(path, f"{describe(value)} where {count} numbers are needed", f"write {example}")
            return None
        read = [self.number(item, (*path, index)) for index, item in enumerate(value)]
        numbers = tuple(item for item in read if item is not None)
        return numbers if len(numbers) == count else None

    def pair(self, value: object, path: Path, example: str) -> tuple[float, float] | None:
        """A list of two numbers."""
        numbers = self.numbers(value, path, 2, example)
        return (numbers[0], numbers[1]) if numbers else None

    def triple(self, value: object, path: Path, example: str) -> tuple[float, float, float] | None:
        """A list of three numbers."""
        numbers = self.numbers(value, path, 3, example)
        return (numbers[0], numbers[1], numbers[2]) if numbers else None

    def text(self, value: object, path: Path, *, longest: int = 60) -> str | None:
        """A short line of text without control characters."""
        if not isinstance(value, str):
            self.note(path, f"{describe(value)} where text is needed", "write words, in quotes if need be")
            return None
        if len(value) > longest:
            self.note(path, f"{len(value)} characters", f"keep it to {longest}")
            return None
        if not value.isprintable():
            self.note(path, "a control character", "leave it out")
            return None
        return value

    def choice(self, value: object, path: Path, allowed: Collection[str]) -> str | None:
        """One of a few words."""
        if isinstance(value, str) and value in allowed:
            return value
        self.note(path, f"{describe(value)} is none of the known ones", suggest(str(value), allowed))
        return None

    def flag(self, value: object, path: Path) -> bool:
        """True or false."""
        if not isinstance(value, bool):
            self.note(path, f"{describe(value)} where true or false is needed", "write true or false")
            return False
        return value


def describe(value: object) -> str:
    """A value as a message shows it."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, int) and abs(value) > HUGE:
        return "a huge number"
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def some(words: Iterable[str]) -> str:
    """Words in a row."""
    return ", ".join(sorted(words))


def suggest(word: str, allowed: Collection[str]) -> str:
    """The word that was probably meant, or all that could be."""
    near = difflib.get_close_matches(word, allowed, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"write one of: {some(allowed)}"

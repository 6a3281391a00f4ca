"""Problems: what is wrong with a file, where, and the way out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

from hipflow.core.text import CONTROL

T_co = TypeVar("T_co", covariant=True)

MOST_SHOWN = 60
"""Characters of a value that a message repeats."""

FEWEST_LIKE = 4
"""Letters from which a part of a name is enough to guess it."""


class Place(Protocol):
    """Where something is written."""

    @property
    def line(self) -> int:
        """From 1."""

    @property
    def column(self) -> int:
        """From 1."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong and the way out, before it is known in which file and field."""

    what: str
    mend: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file; as a string, one line that says all of it."""

    file: str
    """As it was named; empty where no file is concerned."""
    line: int
    """From 1."""
    column: int
    """From 1."""
    where: str
    """The field, such as `steps[2].duration`; empty: the whole file."""
    what: str
    """No full stop at its end."""
    mend: str
    """The way out: a whole sentence."""
    is_warning: bool = False
    """Can the file be used all the same?"""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: " if self.file else ""
        where = f"{self.where}: " if self.where else ""
        return f"{place}{where}{self.what}. {self.mend}"


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """What came of reading: a value, or problems that say why there is none; warnings may come with a value."""

    value: T_co | None
    problems: tuple[Problem, ...] = ()
    """Warnings too, in the order of their places."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that leave no value."""
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that a value can live with."""
        return tuple(problem for problem in self.problems if problem.is_warning)


class Findings:
    """What is wrong with one file, collected while it is read; all of it printable."""

    def __init__(self, file: str, problems: Iterable[Problem] = ()) -> None:
        """Takes the name of the file, and the errors that are known already."""
        self.file = make_printable(file)
        self._problems = list(problems)
        self.errors = len(self._problems)
        """How many there are, warnings not counted."""

    def refuse(self, place: Place, where: str, what: str, mend: str) -> None:
        """Notes an error."""
        self.errors += 1
        self._note(place, where, what, mend, is_warning=False)

    def warn(self, place: Place, where: str, what: str, mend: str) -> None:
        """Notes a warning."""
        self._note(place, where, what, mend, is_warning=True)

    def complain(self, complaint: Complaint) -> None:
        """Notes an error of the whole file."""
        self.refuse(complaint, "", complaint.what, complaint.mend)

    def sort(self) -> tuple[Problem, ...]:
        """Each problem once, in the order in which a person meets them in the file."""
        key = attrgetter("line", "column", "where", "what")
        return tuple(sorted(dict.fromkeys(self._problems), key=key))

    def _note(self, place: Place, where: str, what: str, mend: str, *, is_warning: bool) -> None:
        where, what, mend = make_printable(where), make_printable(what), make_printable(mend)
        self._problems.append(Problem(self.file, place.line, place.column, where, what, mend, is_warning))


def join_path(where: str, key: str) -> str:
    """The path of a field in the map at `where`."""
    return f"{where}.{shorten(key)}" if where else shorten(key)


def make_printable(text: str) -> str:
    """The same text on one line, with nothing in it that a terminal would obey."""
    return CONTROL.sub(_escape, text)


def quote(text: str) -> str:
    """The text in double quotes, printable and not too long for a message."""
    return f'"{shorten(text)}"'


def shorten(text: str) -> str:
    """The text printable and cut to what a message can repeat."""
    cut = text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"
    return make_printable(cut)


def suggest_nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that was most likely meant; None where none is near."""
    # Its import costs more than reading a routine, and most files are sound.
    from difflib import get_close_matches

    candidates = list(words)
    near = get_close_matches(word[:MOST_SHOWN], candidates, n=1, cutoff=0.7)
    if near:
        return near[0]
    return next((each for each in candidates if len(word) >= FEWEST_LIKE and word in each), None)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"

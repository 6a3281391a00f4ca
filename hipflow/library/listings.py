"""Listings: what is known of a file with a routine as long as nobody looks into it."""

from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from hipflow.library.folders import Stamp, complain_of_twin
from hipflow.library.problems import Problem


class Source(Enum):
    """Whose a routine is."""

    PRESET = "preset"
    """It comes with hipflow."""
    USER = "user"


class Listing(NamedTuple):
    """One file with a routine, sound or not.

    A tuple, for 10,000 of them are to be there in a few milliseconds. Its fields are what an index keeps, in this
    order, after the first two.
    """

    source: Source
    folder: str
    file: str
    """Its name in the folder."""
    stamp: Stamp
    """Of the file as it was read."""
    id: str
    name: str = ""
    """Empty, as all that follows, where the file is broken."""
    description: str = ""
    phase: str = ""
    tags: tuple[str, ...] = ()
    seconds: int = 0
    """How long all of it lasts."""
    prep: int = 0
    """How much of that is for getting ready."""
    equipment: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    """The names under which they are shown, each once."""
    muscles: tuple[str, ...] = ()
    """What is mainly worked, each once."""
    is_sided: bool = False
    """Does any of it go one side after the other, so that there is a first side?"""
    is_open: bool = False
    """Does a step of it wait for a key, so that `seconds` is only about how long it lasts?"""
    uses: tuple[str, ...] = ()
    """The ids it was read by: once one of them stands for another exercise, the file has to be read again."""
    id_place: tuple[int, int] = (1, 1)
    """The line and column, from 1, where the file gives itself its id."""
    problems: tuple[Problem, ...] = ()
    """The errors that leave nothing to run."""

    @property
    def path(self) -> Path:
        """The path of the file."""
        return Path(self.folder, self.file)


def skip_twins(listings: Iterable[Listing]) -> tuple[Listing, ...]:
    """The same listings; of those that can be run under one id, all but the first are broken for that."""
    claims: dict[str, Listing] = {}
    told = []
    for listing in listings:
        first = listing if listing.problems else claims.setdefault(listing.id, listing)
        if first is not listing:
            twin = complain_of_twin("routine", listing.id, first.file, listing.path, listing.id_place)
            told.append(listing._replace(problems=(twin,)))
        else:
            told.append(listing)
    return tuple(told)

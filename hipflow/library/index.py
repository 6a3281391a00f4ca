"""The index: the listings as they were when the files were last read, kept in a file that may be lost at any time.

Two lines of JSON: a checksum, and columns. On 10,000 routines that is read in a fifth of the time that rows take, and
in less than SQLite needs for all of them; a list that many routines share is written once.
"""

import json
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from typing import Any, Final, TypeAlias

from hipflow import __version__
from hipflow.library.folders import NO_STAMP, Stamp
from hipflow.library.listings import Listing, Source
from hipflow.library.problems import Problem
from hipflow.writing import write_whole

FORMAT: Final = 2
"""Of the file itself. What readers make of a routine needs no number: see `mark_readers`."""

_LISTS: Final = tuple(map(Listing._fields.index, ("tags", "equipment", "exercises", "muscles", "uses", "id_place")))
_STAMP: Final = Listing._fields.index("stamp")
_FIRST: Final = Listing._fields.index("file")
_PROBLEMS: Final = Listing._fields.index("problems")

_Columns: TypeAlias = list[list[Any]]  # one type a column, checked by nobody but the checksum


@dataclass(frozen=True, slots=True)
class Index:
    """What was known of all files with routines."""

    listings: Mapping[Source, tuple[Listing, ...]] = field(default_factory=dict)
    """By whose they are, in the order of their files; of each what it says by itself, twins or not."""
    exercise_files: Sequence[Mapping[str, Stamp]] = ()
    """The files of the exercises they were read with, folder by folder."""
    exercises: Mapping[str, str] = field(default_factory=dict)
    """What each of these exercises was, by id, in a few letters."""


def read_index(file: Path, folders: Mapping[Source, str]) -> Index | None:
    """The index in a file; None where there is none, it is damaged, or is of other folders or readers.

    Args:
        file: Where it is kept.
        folders: Where the routines are.
    """
    try:
        checksum, _, body = file.read_bytes().partition(b"\n")
        if int(checksum) != zlib.crc32(body):
            return None
        held = json.loads(body)
        if held["of"] != _describe(folders):
            return None
        lists = [tuple(each) for each in held["lists"]]
        return Index(
            {
                source: tuple(_unpack(source, folders[source], held["listings"][source.value], lists))
                for source in Source
            },
            [{name: _read_stamp(stamp) for name, stamp in files.items()} for files in held["exercise files"]],
            held["exercises"],
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # Whatever is wrong with it: it is made anew.
        return None


def write_index(file: Path, folders: Mapping[Source, str], index: Index) -> None:
    """Keep an index, whole or not at all; where it cannot be kept, the files are read again next time.

    Args:
        file: Where to keep it.
        folders: Where the routines are.
        index: What to keep.
    """
    numbers: dict[tuple[Any, ...], int] = {}
    held = {
        "of": _describe(folders),
        "exercise files": index.exercise_files,
        "exercises": index.exercises,
        "listings": {source.value: _pack(index.listings.get(source, ()), numbers) for source in Source},
        "lists": list(numbers),
    }
    body = json.dumps(held, separators=(",", ":"))
    with suppress(OSError):
        write_whole(file, f"{zlib.crc32(body.encode())}\n{body}")


def _pack(listings: Sequence[Listing], numbers: dict[tuple[Any, ...], int]) -> _Columns:
    columns: _Columns = [list(column) for column in zip(*listings, strict=True)][_FIRST:]
    if not columns:
        return []
    for place in _LISTS:
        columns[place - _FIRST] = [numbers.setdefault(each, len(numbers)) for each in columns[place - _FIRST]]
    # Few are broken, and an empty list for each of the others is slow to read.
    columns[_PROBLEMS - _FIRST] = [
        [row, [_pack_problem(each) for each in listing.problems]]
        for row, listing in enumerate(listings)
        if listing.problems
    ]
    stamps = zip(*(listing.stamp for listing in listings), strict=True)
    columns[_STAMP - _FIRST : _STAMP - _FIRST + 1] = map(list, stamps)
    return columns


def _unpack(source: Source, folder: str, columns: _Columns, lists: Sequence[tuple[Any, ...]]) -> Iterator[Listing]:
    if not columns:
        return iter(())
    columns[_STAMP - _FIRST : _STAMP - _FIRST + len(NO_STAMP)] = [
        list(zip(*columns[_STAMP - _FIRST : _STAMP - _FIRST + len(NO_STAMP)], strict=True))
    ]
    for place in _LISTS:
        columns[place - _FIRST] = list(map(lists.__getitem__, columns[place - _FIRST]))
    count = len(columns[0])
    broken = columns[_PROBLEMS - _FIRST]
    columns[_PROBLEMS - _FIRST] = [()] * count
    for row, problems in broken:
        columns[_PROBLEMS - _FIRST][row] = tuple(Problem(*problem) for problem in problems)
    rows = zip(repeat(source, count), repeat(folder, count), *columns, strict=True)
    if len(columns) + _FIRST != len(Listing._fields):
        raise ValueError("a column is missing")
    # What Listing._make does, without a call for each of thousands.
    return map(tuple.__new__, repeat(Listing), rows)


def _pack_problem(problem: Problem) -> list[Any]:
    return [getattr(problem, name) for name in Problem.__slots__]


def _read_stamp(stamp: list[int]) -> Stamp:
    changed, size, inode = stamp
    return changed, size, inode


def _describe(folders: Mapping[Source, str]) -> list[Any]:
    """What an index is good for: the folder of one's own, and the readers."""
    return [FORMAT, folders[Source.USER], __version__, _mark_readers()]


def _mark_readers() -> list[list[int]]:
    """A mark that changes whenever a line of the readers does, so that nobody has to remember to raise a number."""
    package = Path(__file__).parents[1]
    marks: list[list[int]] = []
    for folder in ("core", "library"):
        with suppress(OSError), os.scandir(package / folder) as entries:
            # Not there as files in an archive, which only changes as a whole.
            sources = sorted((each.name, each.stat()) for each in entries if each.name.endswith(".py"))
            marks.extend([status.st_mtime_ns, status.st_size] for _, status in sources)
    return marks

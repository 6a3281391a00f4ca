"""What reads bytes that come from outside, each with what must hold whatever the bytes are."""

import contextlib
import io
import re
import shlex
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

import pytest

from hipflow.arguments import make_parser
from hipflow.cli import COMMANDS
from hipflow.core.plan import compile_plan
from hipflow.core.text import CONTROL
from hipflow.library import document
from hipflow.library.catalogue import Catalogue
from hipflow.library.exercises import read_exercise
from hipflow.library.figures import read_clips
from hipflow.library.problems import Problem, Reading
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import read_routine
from hipflow.parsing import parse_words
from hipflow.places import data_root
from hipflow.settings.reading import read_settings
from hipflow.store.archive import ArchiveError, restore_archive, write_archive
from hipflow.store.database import open_store
from hipflow.store.fields import read_json
from hipflow.store.memory import Memory, read_memory
from hipflow.store.packing import unpack_event, unpack_plan
from tests.store.builders import NOW

T = TypeVar("T")

SECONDS: Final = 1.0
"""Of CPU that one input may take."""
MEBIBYTES: Final = 64
"""That hipflow may grow by for one input."""
WAY_OUT: Final = re.compile(r"[.?\"\]}]$|See: hipflow [a-z -]+$|= .+$")
"""How a message ends that says what to do: as a sentence, with a command, or with a line to copy."""
MOST_READ_TWICE: Final = 20_000
"""Bytes up to which a document is read by PyYAML's own parser too, which takes seven times as long."""


class FoundError(AssertionError):
    """An input that something goes wrong with."""


@cache
def known() -> Repertoire:
    """The exercises that come with hipflow."""
    return Catalogue(data_root(), Path("nobody")).exercises


def check(target: str, data: bytes) -> float:
    """Seconds of CPU that an input took; raises FoundError, or whatever it made hipflow raise."""
    memory = read_peak()
    seconds = _time(target, data)
    if seconds > SECONDS:
        # The garbage of a hundred thousand inputs may have been collected in it; the second time it is not.
        seconds = min(seconds, _time(target, data))
    grown = read_peak() - memory
    if seconds > SECONDS:
        raise FoundError(f"it took {seconds:.1f} s")
    if grown > MEBIBYTES:
        raise FoundError(f"it took {grown:.0f} MiB")
    return seconds


def read_peak(*, of_children: bool = False) -> float:
    """The most memory that this process ever had, or any that it waited for, in MiB; 0 where nobody counts."""
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_CHILDREN if of_children else resource.RUSAGE_SELF).ru_maxrss
    # Bytes on macOS, elsewhere kibibytes.
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _time(target: str, data: bytes) -> float:
    began = time.thread_time()
    TARGETS[target](data)
    return time.thread_time() - began


def check_routine(data: bytes) -> None:
    """A file of a routine: it is read, or told what is wrong with it; what was read can be run."""
    with _saved(data, "my.yaml") as path:
        reading = _read_twice(lambda: read_routine(path, known()), data)
    _check_reading(reading, data)
    if reading.value is not None:
        _demand(len(compile_plan(reading.value).steps) <= 500, "a plan of more than 500 steps")


def check_exercise(data: bytes) -> None:
    """A file of an exercise of one's own."""
    with _saved(data, "my-own.yaml") as path:
        _check_reading(_read_twice(lambda: read_exercise(path, known()), data), data)


def check_figure(data: bytes) -> None:
    """A file of a figure."""
    with _saved(data, "half-pigeon.yaml") as path:
        _check_reading(_read_twice(lambda: read_clips(path), data), data)


def check_settings(data: bytes) -> None:
    """config.toml: there are settings in any case, and each problem has a place and a way out."""
    with _saved(data, "config.toml") as path:
        read = read_settings(path, environment={}, remembered={"theme": "x", "volume": 3})
    _demand(0 <= read.settings.volume <= 100, "a volume that is none")
    lines = len(data.decode("utf-8", "replace").splitlines()) + 1
    for problem in read.problems:
        place = re.match(r".*config\.toml:(\d+):(\d+): ", problem)
        _demand(place is not None and 1 <= int(place[1]) <= lines and int(place[2]) >= 1, f"no place: {problem!r}")
        _check_words(problem)


def check_memory(data: bytes) -> None:
    """memory.json: it is understood, or as good as none."""
    with _saved(data, "memory.json") as path:
        memory = read_memory(path)
    _demand(isinstance(memory, Memory) and 0 <= memory.volume <= 100, "a memory that is none")


def check_backup(data: bytes) -> None:
    """A backup: it is restored, or refused in words; what was restored can be written again."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    with tempfile.TemporaryDirectory() as folder, contextlib.closing(open_store(Path(folder, "x"), TODAY)) as database:
        try:
            restored = restore_archive(database, text)
        except ArchiveError as error:
            _check_words(str(error))
            return
        again = restore_archive(database, write_archive(database, now=NOW, version="1"))
        _demand(again.added == 0, f"{restored.added} restored, and {again.added} of them again")


def check_journal(data: bytes) -> None:
    """What a session was broken off with: a plan and what happened in it, or a ValueError that says why not."""
    with contextlib.suppress(ValueError):
        held = read_json(data.decode("utf-8"))
        rows = held if isinstance(held, list) else [held]
        plan = unpack_plan(rows[0] if rows else None)
        for row in rows[1:]:
            unpack_event(row, plan)


def check_arguments(data: bytes) -> None:
    """A command line: it is understood, or told in one line why not, or what there is."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        words = shlex.split(text)
    except ValueError:
        words = text.split()
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            parse_words(make_parser(COMMANDS), words)
        except SystemExit as exit_:
            _demand(exit_.code in (0, 2), f"exit code {exit_.code}")
            if exit_.code:
                _check_words(said.getvalue().removesuffix("\n"))
    for line in said.getvalue().split("\n"):
        _demand(CONTROL.search(line) is None, f"control characters: {line!r}")


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "routine": check_routine,
    "exercise": check_exercise,
    "figure": check_figure,
    "settings": check_settings,
    "memory": check_memory,
    "backup": check_backup,
    "journal": check_journal,
    "arguments": check_arguments,
}
TODAY: Final = date(2027, 3, 1)


@contextlib.contextmanager
def _saved(data: bytes, name: str) -> Iterator[Path]:
    path = _folder() / name
    path.write_bytes(data)
    yield path


@cache
def _folder() -> Path:
    return Path(_keeper().name)


@cache
def _keeper() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory()


def _read_twice(read: Callable[[], Reading[T]], data: bytes) -> Reading[T]:
    """What came of reading; the same with either parser."""
    reading = read()
    if len(data) <= MOST_READ_TWICE:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(document, "QUICK_PARSER", None)
            _demand(read() == reading, "the two parsers do not agree")
    return reading


def _check_reading(reading: Reading[object], data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    # A file may end in the line after its last one.
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) + 1
    for problem in reading.problems:
        _check_problem(problem, lines)
    _demand((reading.value is None) == bool(reading.errors), "neither a value nor an error, or both")


def _check_problem(problem: Problem, lines: int) -> None:
    _demand(1 <= problem.line <= lines and problem.column >= 1, f"no place: {problem}")
    _demand(bool(problem.what and problem.mend), f"nothing said: {problem}")
    _check_words(str(problem))


def _check_words(message: str) -> None:
    _demand(CONTROL.search(message) is None, f"control characters: {message!r}")
    _demand(WAY_OUT.search(message) is not None, f"no way out: {message!r}")
    _demand(len(message) < 2000, f"too long: {message!r}")


def _demand(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise FoundError(otherwise)

"""The YAML files of a folder, each with a stamp that tells without reading it whether it is as it was."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from hipflow.library.problems import Complaint, Findings, Problem, quote

SUFFIXES: Final = frozenset({".yaml", ".yml"})

Stamp: TypeAlias = tuple[int, int, int]
"""When a file was last changed, in nanoseconds; its size in bytes; its inode, 0 where there are none."""

NO_STAMP: Final[Stamp] = (0, 0, 0)
"""Of what has to be read again, for no file has it."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What a folder was found to hold."""

    files: dict[str, Stamp]
    """The names of its YAML files, hidden ones left out, in any order."""
    problems: tuple[Problem, ...] = ()
    """Why it could not be looked into."""


def scan_folder(folder: Path) -> Scan:
    """The YAML files of a folder; one that is not there has none."""
    try:
        # By a descriptor, where that can be: the system then finds each of thousands of files without walking its path.
        opened = os.open(folder, os.O_RDONLY) if os.scandir in os.supports_fd else None
        try:
            files = _stamp_files(folder if opened is None else opened)
        finally:
            if opened is not None:
                os.close(opened)
    except FileNotFoundError:
        return Scan({})
    except OSError as error:
        findings = Findings(str(folder))
        what = f"this folder cannot be read ({error.strerror})"
        findings.complain(Complaint(what, "Make it a folder that you may read."))
        return Scan({}, findings.sort())
    return Scan(files)


def _stamp_files(folder: Path | int) -> dict[str, Stamp]:
    files: dict[str, Stamp] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.lower().endswith((".yaml", ".yml")) and not name.startswith("."):
                try:
                    status = entry.stat()
                except OSError:
                    # A link to nothing, for one; reading it says what is wrong.
                    files[name] = NO_STAMP
                else:
                    files[name] = status.st_mtime_ns, status.st_size, status.st_ino
    return files


def read_file_clock(folder: Path) -> int | None:
    """What time it is for files in a folder, in nanoseconds; None where none can be made there."""
    probe = folder / f".{os.getpid()}.clock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        now = probe.stat().st_mtime_ns
        probe.unlink()
    except OSError:
        return None
    return now


def complain_of_twin(what: str, id: str, first: str, second: Path, place: tuple[int, int] = (1, 1)) -> Problem:
    """What to say of a second file for the same id: it is skipped.

    Args:
        what: What it is a file of.
        id: What both are called.
        first: The name of the first file.
        second: The path of the second.
        place: The line and column at which the second says its id.
    """
    findings = Findings(str(second))
    names = f"{first} and {second.name}; {second.name} is skipped"
    findings.complain(Complaint(f"{what} id {quote(id)} is in {names}", "Give it another id.", *place))
    return findings.sort()[0]

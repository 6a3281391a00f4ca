"""The files of the user's own folder: none is written over, and what is removed can come back."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hipflow.writing import write_whole

ROUTINES: Final = "routines"
EXERCISES: Final = "exercises"
FIGURES: Final = "figures"
SCHEMAS: Final = "schemas"
TRASH: Final = "trash"
"""Beside the others, so that moving a file there is one step on every disk."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A file that was taken away, and where it lies now."""

    path: Path
    kept: Path


def save_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, with its folder; raises FileExistsError where it is, and OSError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    write_whole(beside, text)
    try:
        _move(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def remove_file(path: Path, trash: Path) -> Removed:
    """Take a file away to a folder, under a name that is free there; raises OSError."""
    trash.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        kept = trash / (path.name if number == 1 else f"{path.stem}.{number}{path.suffix}")
        try:
            _move(path, kept)
            return Removed(path, kept)
        except FileExistsError:
            number += 1


def bring_back(removed: Removed) -> None:
    """Put a file back where it was; raises FileExistsError where another has come there, and OSError."""
    removed.path.parent.mkdir(parents=True, exist_ok=True)
    _move(removed.kept, removed.path)


def _move(source: Path, target: Path) -> None:
    """Give a file another name; raises FileExistsError where there is one of that name, which stays as it is."""
    if os.name == "nt":
        # This refuses by itself.
        source.rename(target)
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # A disk without links.
        if os.path.lexists(target):
            raise FileExistsError(f"{target} is there already") from None
        source.rename(target)
        return
    source.unlink()

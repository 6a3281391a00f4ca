"""The user's own folder: a file is there whole or not at all, none is written over, what is removed can come back."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

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
    with _write_beside(path, text) as written:
        _move(written, path)


def save_changed(path: Path, text: str) -> None:
    """Write a file anew; whoever reads it finds the old text or the new one. Raises OSError."""
    # A link stays a link.
    target = path.resolve()
    with _write_beside(target, text) as written:
        with contextlib.suppress(FileNotFoundError):
            written.chmod(target.stat().st_mode & 0o777)
        written.replace(target)


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


@contextlib.contextmanager
def _write_beside(path: Path, text: str) -> Iterator[Path]:
    """The text in a file of a passing name, hidden, in the folder of `path`; what is left of it goes in the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".new", dir=path.parent)
    written = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # Made for its owner alone, unlike any other file here.
        written.chmod(0o666 & ~_read_mask())
        yield written
    finally:
        written.unlink(missing_ok=True)


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


def _read_mask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask

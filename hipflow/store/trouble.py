"""Trouble with the file that hipflow remembers in: what SQLite and the system raise, in words for a person."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Error

LEAST_FREE = 1 << 16
"""Bytes below which a disk is full, whatever the error says."""


class StoreError(Exception):
    """Something cannot be remembered, or read; as a string, why, in a few words for the screen."""

    def __init__(self, why: str, *, is_damaged: bool = False) -> None:
        super().__init__(why)
        self.is_damaged = is_damaged
        """Is the file itself broken, so that only a new one helps?"""


@contextlib.contextmanager
def explained(file: Path | None = None) -> Iterator[None]:
    """Turn what SQLite raises into words for a person."""
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        why = _explain(error)
        if _primary_code(error) in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and file and _is_full(file.parent):
            # Where only a file beside it could not grow, SQLite does not say so.
            why = "the disk is full"
        raise StoreError(why, is_damaged=_is_damage(error)) from error


def _is_full(folder: Path) -> bool:
    import shutil

    try:
        return shutil.disk_usage(folder).free < LEAST_FREE
    except OSError:
        return False


def _is_damage(error: "Error") -> bool:
    import sqlite3

    return _primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _explain(error: "Error") -> str:
    import sqlite3

    words = {
        sqlite3.SQLITE_FULL: "the disk is full",
        sqlite3.SQLITE_READONLY: "its folder is read-only",
        sqlite3.SQLITE_PERM: "its folder is read-only",
        sqlite3.SQLITE_CANTOPEN: "its file cannot be opened",
        sqlite3.SQLITE_BUSY: "another program holds its file",
        sqlite3.SQLITE_LOCKED: "another program holds its file",
        sqlite3.SQLITE_CORRUPT: "its file is damaged",
        sqlite3.SQLITE_NOTADB: "its file is damaged",
        sqlite3.SQLITE_IOERR: "the disk does not take it",
    }
    return words.get(_primary_code(error), "its file cannot be used")


def _primary_code(error: "Error") -> int:
    # The upper bits say where in SQLite it happened. An error of the sqlite3 module itself has no code.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def why_not(error: OSError) -> str:
    """Why a file or folder cannot be used, in a few words."""
    words = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk is full",
        errno.EROFS: "its folder is read-only",
        errno.EACCES: "its folder is read-only",
        errno.EPERM: "its folder is read-only",
    }
    return words.get(error.errno or 0, "its folder cannot be used")

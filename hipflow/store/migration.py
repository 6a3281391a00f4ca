"""Migration: the tables of a file brought up to date, in one transaction, and with a copy kept from before."""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from .schema import APPLICATION_ID, Statements
from .trouble import StoreError, explained, why_not

if TYPE_CHECKING:
    from sqlite3 import Connection

STRICT_SINCE = (3, 37)
"""The first SQLite that can refuse a value of the wrong type."""


def check_owner(connection: "Connection", newest: int) -> None:
    """Refuse a file of another program, or of a newer hipflow, by raising StoreError; it stays as it is."""
    if _read_number(connection, "user_version") == 0 and not _has_tables(connection):
        return
    if _read_number(connection, "application_id") != APPLICATION_ID:
        raise StoreError("its file belongs to another program")
    version = _read_number(connection, "user_version")
    if version > newest:
        raise StoreError("its file was written by a newer hipflow")


def migrate(connection: "Connection", file: Path | None, migrations: Sequence[Statements]) -> None:
    """Bring the tables up to date, in one transaction and with a copy kept from before."""
    import sqlite3

    version = _read_number(connection, "user_version")
    if version == len(migrations):
        return
    copy = file.with_name(f"{file.name}.{uuid4().hex}.new") if version and file is not None else None
    strict = "STRICT" if sqlite3.sqlite_version_info >= STRICT_SINCE else ""
    try:
        if copy is not None:
            connection.execute("VACUUM INTO ?", (str(copy),))
        connection.execute("BEGIN IMMEDIATE")
        # Another hipflow may have done it while this one waited for its turn.
        is_first = _read_number(connection, "user_version") == version
        for statements in migrations[version:] if is_first else ():
            for statement in statements:
                sql = statement.replace("{strict}, ", f"{strict}, " if strict else "").replace("{strict}", strict)
                connection.execute(sql)
        if is_first:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(migrations)}")
            if copy is not None and file is not None:
                copy.rename(free_name(file, f"version-{version}"))
        connection.execute("COMMIT")
    except BaseException as error:
        roll_back(connection)
        if isinstance(error, OSError):
            raise StoreError(why_not(error)) from error
        raise
    finally:
        if copy is not None:
            copy.unlink(missing_ok=True)
    if not is_first:
        migrate(connection, file, migrations)


def roll_back(connection: "Connection") -> None:
    """Undo what was begun, if anything was; never raises."""
    with contextlib.suppress(StoreError), explained():
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def free_name(file: Path, what: str) -> Path:
    """A name beside the file that nothing has yet."""
    name, number = file.with_stem(f"{file.stem}-{what}"), 1
    while name.exists():
        number += 1
        name = file.with_stem(f"{file.stem}-{what}-{number}")
    return name


def _has_tables(connection: "Connection") -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def _read_number(connection: "Connection", pragma: str) -> int:
    number: int = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    return number

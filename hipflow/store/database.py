"""The file that hipflow remembers in: opened, brought up to date, and never harmed."""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from .migration import check_owner, free_name, migrate, roll_back
from .schema import MIGRATIONS, Statements
from .trouble import StoreError, explained, why_not

if TYPE_CHECKING:
    # 5 ms that only a run which remembers something should pay: everywhere here it is imported when it is used.
    from sqlite3 import Connection

Value: TypeAlias = str | int | float | None
Row: TypeAlias = tuple[Value, ...]

BUSY_SECONDS = 3.0
"""How long another hipflow that is just writing is waited for."""


class Database:
    """An open file of hipflow's, or what stands in for it in memory; any thread may use it."""

    def __init__(self, connection: "Connection", file: Path | None, today: date, *, problem: str = "") -> None:
        """Takes over an open connection; `open_database` and `open_store` make one."""
        self.file = file
        """None: it is in memory, and gone with the program."""
        self.problem = problem
        """Why nothing is kept beyond this run, in a few words; empty: it is."""
        self.set_aside: Path | None = None
        """Where a damaged file was put that was found in its place."""
        self._connection = connection
        self._today = today
        self._lock = threading.RLock()
        self._is_synced = True

    @contextlib.contextmanager
    def transaction(self, *, is_synced: bool = True) -> Iterator["Connection"]:
        """All that is done inside happens, or nothing of it; raises StoreError.

        Args:
            is_synced: Must it survive a loss of power? If not, it survives the end of the process, but it reaches
                the disk only with the next one that must.
        """
        with self._lock, explained(self.file):
            if is_synced is not self._is_synced:
                self._connection.execute(f"PRAGMA synchronous = {'FULL' if is_synced else 'NORMAL'}")
                self._is_synced = is_synced
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                roll_back(self._connection)
                raise

    def read_rows(self, query: str, values: Sequence[Value] = ()) -> list[Row]:
        """What a query finds; raises StoreError."""
        with self._lock, explained(self.file):
            return self._connection.execute(query, values).fetchall()

    def start_anew(self) -> None:
        """Put the file aside, for it is damaged, and go on with a new one in its place; raises StoreError."""
        if self.file is None:
            return
        with self._lock:
            self._connection.close()
            self.set_aside = _set_aside(self.file, self._today)
            self._connection = _open_file(self.file)
            self._is_synced = True

    def find_damage(self) -> str:
        """What is wrong with the file, in SQLite's words; empty when it is sound. Takes longer the larger it is."""
        try:
            (found,) = self.read_rows("PRAGMA quick_check(1)")[0]
        except StoreError as error:
            return str(error)
        return "" if found == "ok" else str(found)

    def close(self) -> None:
        """Let go of the file; never raises."""
        with self._lock, contextlib.suppress(StoreError), explained(self.file):
            self._connection.close()


def open_database(file: Path, today: date, *, migrations: Sequence[Statements] = MIGRATIONS) -> Database:
    """The database in a file, made or brought up to date where that is due; raises StoreError.

    A damaged file is put aside under another name. One that a newer hipflow wrote, or another program, is refused
    and stays as it is.

    Args:
        file: Where it is; its folder need not exist yet.
        today: The date that a damaged file is named with.
        migrations: What the tables are made of.
    """
    which = _identify(file)
    try:
        return Database(_open_file(file, migrations), file, today)
    except StoreError as error:
        if not error.is_damaged:
            raise
    # Another hipflow that met the damage may have put a new file in its place by now.
    set_aside = _set_aside(file, today) if _identify(file) == which else None
    database = Database(_open_file(file, migrations), file, today)
    database.set_aside = set_aside
    return database


def open_store(file: Path, today: date) -> Database:
    """The database in a file, or where that cannot be, one in memory that says why and holds what could be read."""
    try:
        return open_database(file, today)
    except StoreError as error:
        return Database(_open_memory(file), None, today, problem=str(error))


def _open_file(file: Path, migrations: Sequence[Statements] = MIGRATIONS) -> "Connection":
    import sqlite3

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # What a body did is nobody else's business; SQLite gives the files beside it the same rights.
        file.touch(mode=0o600)
    except OSError as error:
        raise StoreError(why_not(error)) from error
    connection = None
    try:
        with explained(file):
            connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            check_owner(connection, len(migrations))
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
            if mode != "wal":
                # A file system without shared memory, such as most network drives.
                connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            migrate(connection, file, migrations)
            # A file that cannot be written must be known before a session relies on it.
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except BaseException:
        if connection is not None:
            connection.close()
        raise
    return connection


def _open_memory(file: Path) -> "Connection":
    import sqlite3

    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    if file.is_file():
        with contextlib.suppress(StoreError), explained():
            source = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            with contextlib.closing(source):
                check_owner(source, len(MIGRATIONS))
                source.backup(memory)
    memory.execute("PRAGMA foreign_keys = ON")
    try:
        with explained():
            migrate(memory, None, MIGRATIONS)
    except StoreError:
        # What was read is not to be made anything of.
        memory.close()
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        memory.execute("PRAGMA foreign_keys = ON")
        migrate(memory, None, MIGRATIONS)
    return memory


def _identify(file: Path) -> int | None:
    """What tells a file from another of its name; None where there is none."""
    try:
        return file.stat().st_ino
    except OSError:
        return None


def _set_aside(file: Path, today: date) -> Path:
    """Give the file, and what SQLite keeps beside it, another name."""
    aside = free_name(file, f"damaged-{today.isoformat()}")
    try:
        for ending in ("-wal", "-shm"):
            beside = file.with_name(file.name + ending)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + ending))
        file.rename(aside)
    except OSError as error:
        raise StoreError(why_not(error)) from error
    return aside

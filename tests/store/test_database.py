"""The file that hipflow remembers in is opened, brought up to date, and never harmed."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from hipflow.store.database import Database, open_database, open_store
from hipflow.store.history import list_sessions
from hipflow.store.schema import APPLICATION_ID, MIGRATIONS, Statements
from hipflow.store.trouble import StoreError
from tests.store.builders import keep, session_done

TODAY = date(2027, 3, 1)
LADDER: tuple[Statements, ...] = (
    ("CREATE TABLE notes (text TEXT NOT NULL) {strict}",),
    ("ALTER TABLE notes ADD COLUMN day TEXT", "UPDATE notes SET day = '2027-01-01'"),
    ("CREATE INDEX notes_by_day ON notes (day)",),
)


def open_ladder(file: Path, version: int) -> Database:
    return open_database(file, TODAY, migrations=LADDER[:version])


def write_note(database: Database, text: str) -> None:
    with database.transaction() as connection:
        connection.execute("INSERT INTO notes (text) VALUES (?)", (text,))


def keep_many(database: Database, numbers: range) -> None:
    for number in numbers:
        keep(database, session_done(number))


def version_of(file: Path) -> int:
    connection = sqlite3.connect(file)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(version)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_made_with_its_folder_and_is_nobody_elses_business(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "history.db"

    database = open_database(file, TODAY)

    assert database.read_rows("PRAGMA journal_mode") == [("wal",)]
    assert database.read_rows("PRAGMA synchronous") == [(2,)]
    assert database.read_rows("PRAGMA foreign_keys") == [(1,)]
    assert database.read_rows("PRAGMA application_id") == [(APPLICATION_ID,)]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    database.close()
    assert names(file.parent) == ["history.db"]
    assert version_of(file) == len(MIGRATIONS)


def test_what_is_wrong_in_a_column_is_refused(tmp_path: Path) -> None:
    database = open_database(tmp_path / "history.db", TODAY)

    with pytest.raises(StoreError), database.transaction() as connection:
        connection.execute("INSERT INTO exercises VALUES ('a', 'b', x'00')")

    database.close()


def test_a_transaction_happens_whole_or_not_at_all(tmp_path: Path) -> None:
    database = open_ladder(tmp_path / "history.db", 1)

    def fail_half_way() -> None:
        with database.transaction() as connection:
            connection.execute("INSERT INTO notes (text) VALUES ('half')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    write_note(database, "whole")

    assert database.read_rows("SELECT text FROM notes") == [("whole",)]
    database.close()


@pytest.mark.parametrize("version", range(1, len(LADDER)))
def test_a_file_of_any_earlier_version_is_brought_up_to_date_and_kept_as_it_was(tmp_path: Path, version: int) -> None:
    file = tmp_path / "history.db"
    old = open_ladder(file, version)
    write_note(old, "before")
    old.close()

    database = open_ladder(file, len(LADDER))

    assert database.read_rows("SELECT text FROM notes") == [("before",)]
    assert database.read_rows("SELECT name FROM sqlite_master WHERE type = 'index'") == [("notes_by_day",)]
    database.close()
    kept = tmp_path / f"history-version-{version}.db"
    assert names(tmp_path) == [kept.name, "history.db"]
    assert (version_of(kept), version_of(file)) == (version, len(LADDER))


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_each_version_that_ever_was_opens_today(tmp_path: Path, version: int) -> None:
    file = tmp_path / "history.db"
    open_database(file, TODAY, migrations=MIGRATIONS[:version]).close()

    database = open_database(file, TODAY)
    keep(database, session_done())

    assert [each.key for each in list_sessions(database)] == ["key-1"]
    database.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    old = open_ladder(file, 1)
    write_note(old, "before")
    old.close()

    with pytest.raises(StoreError):
        open_database(file, TODAY, migrations=(*LADDER[:2], ("CREATE TABLE other (a)", "no such statement")))

    again = open_ladder(file, 1)
    assert again.read_rows("SELECT text FROM notes") == [("before",)]
    assert again.read_rows("SELECT name FROM sqlite_master WHERE name = 'other'") == []
    again.close()


def test_two_that_start_at_once_on_an_old_file_migrate_it_once(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    open_ladder(file, 1).close()
    opened: list[Database] = []
    threads = [threading.Thread(target=lambda: opened.append(open_ladder(file, 3))) for _ in range(6)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(opened) == 6
    assert opened[0].read_rows("PRAGMA user_version") == [(3,)]
    for database in opened:
        database.close()
    assert names(tmp_path) == ["history-version-1.db", "history.db"]


def test_many_that_start_at_once_on_nothing_all_come_in(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from datetime import date\n"
        "from hipflow.store.database import open_store\n"
        "database = open_store(Path(sys.argv[1]), date(2027, 3, 1)); print(database.problem, database.set_aside)"
    )
    file = tmp_path / "history.db"
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE, text=True) for _ in range(6)
    ]

    assert [each.communicate(timeout=60)[0].strip() for each in started] == ["None"] * 6


def test_a_file_that_a_newer_hipflow_wrote_is_refused_and_untouched(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    open_ladder(file, 3).close()
    before = file.read_bytes()

    with pytest.raises(StoreError, match="its file was written by a newer hipflow"):
        open_ladder(file, 2)
    database = open_store(tmp_path / "history.db", TODAY)

    assert database.problem == "its file was written by a newer hipflow"
    keep(database, session_done())
    assert len(list_sessions(database)) == 1, "there is something to work with all the same"
    database.close()
    assert file.read_bytes() == before
    assert names(tmp_path) == ["history.db"]


def test_the_file_of_another_program_is_refused_and_untouched(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE bookmarks (a)")
    other.commit()
    other.close()
    before = file.read_bytes()

    database = open_store(file, TODAY)

    assert database.problem == "its file belongs to another program"
    assert file.read_bytes() == before
    database.close()


@pytest.mark.parametrize("damage", [b"not a database at all, but long enough to be one" * 100, b"\x00" * 5000])
def test_a_damaged_file_is_put_aside_with_the_date_and_a_new_one_begun(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "history.db"
    file.write_bytes(damage)

    database = open_store(file, TODAY)

    assert database.problem == ""
    assert database.set_aside == tmp_path / "history-damaged-2027-03-01.db"
    assert database.set_aside.read_bytes() == damage
    keep(database, session_done())
    database.close()


def test_a_second_damaged_file_of_a_day_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    for number in range(3):
        file.write_bytes(b"damaged %d" % number * 500)
        open_store(file, TODAY).close()

    aside = [path.read_bytes()[:9] for path in sorted(tmp_path.glob("history-damaged-2027-03-01*.db"))]
    assert sorted(aside) == [b"damaged 0", b"damaged 1", b"damaged 2"]


def test_damage_in_the_middle_is_found_and_a_new_file_can_be_begun(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    database = open_store(file, TODAY)
    keep_many(database, range(200))
    assert database.find_damage() == ""
    database.close()
    with file.open("r+b") as opened:
        opened.seek(3 * 4096)
        opened.write(b"\xff" * (file.stat().st_size - 3 * 4096))

    database = open_store(file, TODAY)

    assert database.find_damage() != ""
    with pytest.raises(StoreError) as raised:
        keep_many(database, range(200, 400))
    assert raised.value.is_damaged
    database.start_anew()
    keep(database, session_done(1))
    assert len(list_sessions(database)) == 1
    assert database.set_aside is not None
    assert database.set_aside.exists()
    database.close()


def test_what_is_in_the_way_of_its_folder_is_no_end(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    database = open_store(tmp_path / "file" / "history.db", TODAY)

    assert database.problem == "its folder cannot be used"
    keep(database, session_done())
    assert len(list_sessions(database)) == 1
    database.close()


def test_a_folder_in_its_place_is_no_end(tmp_path: Path) -> None:
    (tmp_path / "history.db").mkdir()

    database = open_store(tmp_path / "history.db", TODAY)

    assert database.problem == "its file cannot be opened"
    database.close()


READ_ONLY = """
import sys
from pathlib import Path
from datetime import date
from hipflow.store.database import open_store
from hipflow.store.history import list_sessions
from tests.store.builders import keep, session_done
database = open_store(Path(sys.argv[1]), date(2027, 3, 1))
keep(database, session_done(99))
print(database.problem, len(list_sessions(database)), sep="|")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a folder read-only")
@pytest.mark.parametrize("is_there", [True, False])
def test_in_a_home_that_is_read_only_what_is_there_can_be_read(tmp_path: Path, is_there: bool) -> None:
    home = tmp_path / "home"
    home.mkdir()
    if is_there:
        database = open_store(home / "history.db", TODAY)
        keep(database, session_done())
        database.close()
    script = tmp_path / "read_only.py"
    script.write_text(READ_ONLY)
    mount = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" || exit 77; exec "$2" "$3" "$4"'
    words = ["unshare", "-rm", "sh", "-c", mount, "sh", str(home), sys.executable, str(script)]
    try:
        done = subprocess.run(
            [*words, str(home / "history.db")],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        )
    except FileNotFoundError:
        pytest.skip("there is no unshare here")
    if done.returncode in (1, 77) and not done.stdout:
        pytest.skip(f"no folder can be made read-only here: {done.stderr}")

    assert done.stdout.strip() == f"its folder is read-only|{2 if is_there else 1}"


def test_another_program_that_holds_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hipflow.store.database.BUSY_SECONDS", 0.05)
    file = tmp_path / "history.db"
    open_store(file, TODAY).close()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    database = open_store(file, TODAY)

    assert database.problem == "another program holds its file"
    database.close()
    other.close()


def test_what_needs_no_memory_does_not_import_sqlite() -> None:
    code = (
        "import sys, hipflow.store.database, hipflow.store.journal, hipflow.store.unfinished, hipflow.store.history,"
        " hipflow.store.totals, hipflow.store.archive; print('sqlite3' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"

"""A backup can be restored, anywhere and any number of times, and other programs can read the rows."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipflow.core.events import Command
from hipflow.store.archive import ArchiveError, Restored, restore_archive, write_archive, write_csv, write_rows
from hipflow.store.database import Database
from hipflow.store.fields import Json, write_json
from hipflow.store.history import list_changes, list_sessions, list_steps, read_record
from tests.builders import hold, plan
from tests.store.builders import NOW, Run, keep, open_test_database, session_done, step_done

HERE = NOW.astimezone(timezone(timedelta(hours=-7)))


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Database]:
    """A history of two sessions of one routine and one of another."""
    database = open_test_database(tmp_path / "full")
    for number in range(2):
        run = Run(database, now=HERE + timedelta(days=number)).send(Command.START).run(2).send(Command.MORE)
        assert run.run(1000).journal.close()
    assert Run(database, plan(hold("other"))).send(Command.START).run(25).send(Command.STOP).journal.close()
    yield database
    database.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """Another one, in which nothing is."""
    database = open_test_database(tmp_path / "empty")
    yield database
    database.close()


def backup(database: Database) -> str:
    return write_archive(database, now=NOW, version="1.2.3")


def test_what_is_restored_is_what_was_there(full: Database, empty: Database) -> None:
    assert restore_archive(empty, backup(full)) == Restored(added=3, known=0)

    assert backup(empty) == backup(full)
    assert [read_record(empty, each.id) for each in list_sessions(empty)] == [
        read_record(full, each.id) for each in list_sessions(full)
    ]
    assert list_changes(empty, "test-hips", limit=9) == list_changes(full, "test-hips", limit=9)
    assert next(each.started.utcoffset() for each in list_sessions(empty)) == timedelta(hours=-7)


def test_restored_twice_nothing_is_doubled(full: Database, empty: Database) -> None:
    text = backup(full)
    restore_archive(empty, text)
    once = backup(empty)

    assert restore_archive(empty, text) == Restored(added=0, known=3)
    assert restore_archive(full, text) == Restored(added=0, known=3)
    assert backup(empty) == once


def test_two_histories_can_be_joined(full: Database, empty: Database) -> None:
    keep(empty, session_done(), (step_done(),))

    assert restore_archive(full, backup(empty)) == Restored(added=1, known=0)
    assert restore_archive(empty, backup(full)) == Restored(added=3, known=1)
    assert {each.key for each in list_sessions(empty)} == {each.key for each in list_sessions(full)}


def test_an_empty_history_is_a_backup_too(empty: Database) -> None:
    assert restore_archive(empty, backup(empty)) == Restored(0, 0)


def test_it_says_what_it_is(full: Database) -> None:
    whole = json.loads(backup(full))

    assert (whole["format"], whole["version"], whole["hipflow"]) == ("hipflow-history", 1, "1.2.3")
    assert len(whole["plans"]) == 2
    assert whole["sessions"][0]["steps"][0]["exercise"] == "half-pigeon"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "This is no JSON."),
        ("[" * 100_000, "This is no JSON."),
        ("[]", "This is no backup of hipflow."),
        ('{"format": "other"}', "This is no backup of hipflow."),
        ('{"format": "hipflow-history", "version": 2}', "A newer hipflow wrote this backup."),
        ('{"format": "hipflow-history", "version": 1}', "The backup is not whole."),
    ],
)
def test_what_is_no_backup_is_refused_with_a_way_out(empty: Database, text: str, why: str) -> None:
    with pytest.raises(ArchiveError, match=why):
        restore_archive(empty, text)


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("plans", "1"), {}, "plans"),
        (("sessions", 1), 3, "sessions[1]"),
        (("sessions", 1, "plan"), "9", "sessions[1]"),
        (("sessions", 1, "started"), "yesterday", "sessions[1]"),
        (("sessions", 1, "started"), "2027-03-01T10:00:00", "sessions[1]"),
        (("sessions", 1, "started"), "0001-01-01T00:00:00+00:00", "sessions[1]"),
        (("sessions", 1, "ending"), "won", "sessions[1]"),
        (("sessions", 1, "worked"), -1, "sessions[1]"),
        (("sessions", 1, "worked"), 1e999, "sessions[1]"),
        (("sessions", 1, "pauses"), 10**30, "sessions[1]"),
        (("sessions", 1, "key"), "", "sessions[1]"),
        (("sessions", 2, "steps", 0, "step"), 99, "sessions[2]"),
        (("sessions", 2, "steps", 0, "step"), -1, "sessions[2]"),
        (("sessions", 0, "steps", 0, "step"), 3, "sessions[0]"),
        (("sessions", 2, "steps", 0, "attempts"), 10**30, "sessions[2]"),
        (("sessions", 2, "steps", 0, "side"), "up", "sessions[2]"),
        (("sessions", 2, "changes"), None, "sessions[2]"),
    ],
)
def test_a_damaged_backup_is_refused_whole(
    full: Database, empty: Database, path: tuple[str | int, ...], value: object, place: str
) -> None:
    whole = json.loads(backup(full))
    at = whole
    for part in path[:-1]:
        at = at[part]
    at[path[-1]] = value

    with pytest.raises(ArchiveError) as raised:
        restore_archive(empty, json.dumps(whole))

    assert f"damaged at {place}: " in str(raised.value)
    assert list_sessions(empty) == []
    assert empty.read_rows("SELECT * FROM plans") == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["1", "plan", "key", "steps", "started"]), inner, max_size=4)
    ),
    max_leaves=6,
)


@given(json_values, json_values)
def test_whatever_is_in_it_only_an_archive_error_is_raised(
    tmp_path_factory: pytest.TempPathFactory, plans: Json, sessions: Json
) -> None:
    text = write_json({"format": "hipflow-history", "version": 1, "plans": plans, "sessions": [sessions]})
    database = open_test_database(tmp_path_factory.mktemp("store"))

    with pytest.raises(ArchiveError):
        restore_archive(database, text)

    database.close()


def test_control_characters_do_not_come_in_by_a_backup(full: Database, empty: Database) -> None:
    restore_archive(empty, backup(full).replace("Test hips", "Test\\u001b[2J hips"))

    assert {each.name for each in list_sessions(empty)} == {"Test [2J hips"}


def test_rows_for_other_programs_have_the_steps_in_them(full: Database) -> None:
    sessions = list_sessions(full)

    rows = write_rows(sessions, list_steps(full, sessions))

    assert [row["id"] for row in rows] == [each.id for each in sessions]
    assert rows[0]["started"] == "2027-03-02T11:05:00-07:00"
    steps = rows[0]["steps"]
    assert isinstance(steps, list)
    assert steps[0] == {
        "step": 1,
        "exercise": "half-pigeon",
        "name": "Half pigeon",
        "side": "left",
        "phase": "",
        "planned": 30.0,
        "wanted": 30.0,
        "held": 30.0,
        "outcome": "done",
        "attempts": 1,
    }


def test_as_csv_each_step_is_a_line(full: Database) -> None:
    sessions = list_sessions(full)

    lines = list(csv.DictReader(io.StringIO(write_csv(sessions, list_steps(full, sessions)))))

    assert len(lines) == 7
    assert lines[0]["started"] == "2027-03-02T11:05:00-07:00"
    assert (lines[0]["exercise"], lines[0]["side"], lines[0]["held"]) == ("half-pigeon", "left", "30.0")
    assert sum(float(line["held"]) for line in lines) == pytest.approx(sum(each.worked for each in sessions))


def test_a_spreadsheet_takes_a_name_for_no_formula(empty: Database) -> None:
    keep(empty, session_done(), (step_done(exercise="=1+1"),))
    sessions = list_sessions(empty)

    (line,) = csv.DictReader(io.StringIO(write_csv(sessions, list_steps(empty, sessions))))

    assert line["exercise"] == "'=1+1"

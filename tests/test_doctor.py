"""What is found of the machine, of what was done above all."""

from datetime import date
from pathlib import Path

import pytest

from hipflow.doctor import examine_history
from hipflow.places import past_file
from hipflow.store.database import open_database
from tests.store.builders import keep, session_done

TODAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIPFLOW_DATA_HOME", str(tmp_path))


def keep_some() -> None:
    database = open_database(past_file(), TODAY)
    for number in range(200):
        keep(database, session_done(number))
    database.close()


def test_nothing_done_yet_is_no_damage_and_no_file_is_made() -> None:
    assert examine_history().value == "nothing yet"
    assert not past_file().exists()


def test_what_was_done_is_whole() -> None:
    keep_some()
    assert (examine_history().value, examine_history().advice) == ("whole", "")


def test_damage_is_told_with_what_to_do() -> None:
    keep_some()
    with past_file().open("r+b") as opened:
        opened.seek(3 * 4096)
        opened.write(b"\xff" * (past_file().stat().st_size - 3 * 4096))
    found = examine_history()
    assert found.value.startswith("damaged: ")
    assert "hipflow backup" in found.advice


def test_a_file_that_is_no_history_any_more_is_told_with_where_it_is_now(tmp_path: Path) -> None:
    past_file().write_bytes(b"damaged" * 500)
    found = examine_history()
    assert str(next(tmp_path.glob("history-damaged-*.db"))) in found.value
    assert examine_history().value == "whole", "the new one"

"""What is known of a session that was left open, before anything that could take it up is there."""

from pathlib import Path

import pytest

from hipflow.core.events import Command
from hipflow.store.left_open import may_be_left_open
from tests.store.builders import Run, keep, open_test_database, session_done


def test_a_past_without_an_open_session_is_a_no(tmp_path: Path) -> None:
    database = open_test_database(tmp_path)
    keep(database, session_done())
    assert not may_be_left_open(tmp_path / "history.db"), "while another hipflow has it open, too"
    database.close()
    assert not may_be_left_open(tmp_path / "history.db")


def test_a_session_that_runs_or_was_broken_off_is_a_yes(tmp_path: Path) -> None:
    database = open_test_database(tmp_path)
    run = Run(database).send(Command.START).run(3)
    assert run.journal.flush(10)
    assert may_be_left_open(tmp_path / "history.db")
    database.close()
    assert may_be_left_open(tmp_path / "history.db")


@pytest.mark.parametrize("content", [b"", b"no database at all" * 500])
def test_what_cannot_be_read_may_be_anything(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "history.db").write_bytes(content)
    assert may_be_left_open(tmp_path / "history.db")


def test_where_there_is_no_file_none_is_made(tmp_path: Path) -> None:
    may_be_left_open(tmp_path / "history.db")
    assert not list(tmp_path.iterdir())

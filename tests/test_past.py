"""The history and the settings from the command line."""

import argparse
import io
import json
from datetime import date
from pathlib import Path

import pytest

from hipflow import past
from hipflow.places import config_folder, past_file
from hipflow.store.database import open_database
from hipflow.store.history import insert_plan, insert_session
from tests.builders import plan
from tests.store.builders import TODAY, session_done, step_done


def asked(**given: object) -> argparse.Namespace:
    """What was asked on the command line, by default nothing of it."""
    return argparse.Namespace(**({"json": False, "csv": False, "since": None, "yes": False} | given))


def remember(*days: date) -> None:
    """Keep a session of each day."""
    database = open_database(past_file(), TODAY)
    with database.transaction() as connection:
        number = insert_plan(connection, plan())
        for place, day in enumerate(days, 1):
            insert_session(connection, session_done(place, day=day), [step_done()], [], number)
    database.close()


class Answering(io.StringIO):
    """A person at the keyboard, who says this."""

    def isatty(self) -> bool:
        """It is a terminal."""
        return True


def answer(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Let the person answer with these words."""
    monkeypatch.setattr("sys.stdin", Answering(words))


def test_without_a_history_there_is_a_kind_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert past.print_history(asked()) == 0
    assert capsys.readouterr().out == "Nothing here yet.\n"


def test_the_history_is_a_table_newest_first(capsys: pytest.CaptureFixture[str]) -> None:
    remember(date(2027, 2, 20), date(2027, 2, 27))
    assert past.print_history(asked()) == 0
    _, newest, oldest = capsys.readouterr().out.splitlines()
    assert "2027-02-27 17:30" in newest
    assert "Post run 10" in newest
    assert "10:00" in newest
    assert "2027-02-20" in oldest


def test_since_leaves_out_what_was_before(capsys: pytest.CaptureFixture[str]) -> None:
    remember(date(2027, 2, 20), date(2027, 2, 27))
    past.print_history(asked(since=past.read_day("2027-02-21"), json=True))
    assert [each["started"][:10] for each in json.loads(capsys.readouterr().out)] == ["2027-02-27"]


def test_csv_has_a_line_for_each_work_step(capsys: pytest.CaptureFixture[str]) -> None:
    remember(date(2027, 2, 20))
    past.print_history(asked(csv=True))
    head, line = capsys.readouterr().out.splitlines()
    assert head.startswith("session,started,routine")
    assert "half-pigeon" in line


@pytest.mark.parametrize("text", ["yesterday", "2027-13-01", ""])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="must be a day"):
        past.read_day(text)


@pytest.mark.parametrize(
    ("words", "is_gone"), [("y\n", True), ("yes\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_deleting_asks_first(
    words: str, is_gone: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    remember(date(2027, 2, 20))
    answer(monkeypatch, words)
    assert past.delete_from_history(asked(id=1)) == 0
    assert "2027-02-20 17:30" in capsys.readouterr().out
    past.print_history(asked(json=True))
    assert (json.loads(capsys.readouterr().out) == []) is is_gone


def test_where_nobody_can_be_asked_nothing_is_deleted_unless_it_was_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    remember(date(2027, 2, 20))
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    past.delete_from_history(asked(id=1))
    assert "Nothing was deleted" in capsys.readouterr().err
    past.delete_from_history(asked(id=1, yes=True))
    assert "Deleted" in capsys.readouterr().out


def test_a_session_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert past.delete_from_history(asked(id=7)) == 2
    assert "there is no session 7" in capsys.readouterr().err


def test_a_backup_restores_what_was_deleted_and_doubles_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remember(date(2027, 2, 20), date(2027, 2, 27))
    file = tmp_path / "hips.json"
    assert past.back_up(asked(file=str(file))) == 0
    past.delete_from_history(asked(id=1, yes=True))
    capsys.readouterr()
    assert past.restore(asked(file=str(file))) == 0
    assert capsys.readouterr().out == "1 session restored; 1 session here already.\n"
    past.restore(asked(file=str(file)))
    assert capsys.readouterr().out == "0 sessions restored; 2 sessions here already.\n"


def test_a_backup_is_not_written_over_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "hips.json"
    file.write_text("mine", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert past.back_up(asked(file=str(file))) == 1
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("held", "words"),
    [(b"{}", "no backup of hipflow"), (b"\xff\xfe\x00", "no backup"), (b"hello", "no JSON"), (None, "cannot be read")],
)
def test_what_is_no_backup_is_refused(
    held: bytes | None, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "other"
    if held is not None:
        file.write_bytes(held)
    assert past.restore(asked(file=str(file))) == 2
    assert words in capsys.readouterr().err


def test_settings_are_printed_with_where_each_came_from(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / "config.toml").write_text("weekly_goal = 5\nvolume = 20\n", encoding="utf-8")
    monkeypatch.setenv("HIPFLOW_VOLUME", "30")
    assert past.print_settings(asked()) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if line}
    assert lines["weekly_goal"].split()[1] == "5"
    assert lines["weekly_goal"].endswith("config.toml:1")
    assert lines["volume"].split()[1:] == ["30", "HIPFLOW_VOLUME"]
    assert lines["theme"].endswith("default")


def test_a_wrong_setting_is_told_and_the_others_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / "config.toml").write_text("weekly_goal = 99\n", encoding="utf-8")
    assert past.print_settings(asked(json=True)) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["weekly_goal"] == {"value": 3, "source": "default"}
    assert "config.toml:1:" in err

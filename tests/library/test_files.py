"""Files that are not what they should be: told in one line, never waited for."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hipflow.core.text import CONTROL
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import read_routine
from tests.library.texts import steps, tell

NOBODY = 65534


def complaint_about(path: Path, known: Repertoire) -> str:
    reading = read_routine(path, known)
    assert reading.value is None
    (message,) = tell(reading)
    return message.removeprefix(str(path))


def test_a_file_is_read(tmp_path: Path, known: Repertoire) -> None:
    path = tmp_path / "my-hips.yaml"
    path.write_text(steps("frog-stretch"), encoding="utf-8")
    routine = read_routine(path, known).value
    assert routine is not None
    assert routine.id == "my-hips"


def test_a_file_that_is_not_there(tmp_path: Path, known: Repertoire) -> None:
    assert complaint_about(tmp_path / "a.yaml", known) == ":1:1: there is no such file. Check its name and folder."


def test_a_path_through_a_file(tmp_path: Path, known: Repertoire) -> None:
    (tmp_path / "a").touch()
    assert "cannot be read" in complaint_about(tmp_path / "a" / "b.yaml", known)


def test_a_name_too_long_for_a_file(tmp_path: Path, known: Repertoire) -> None:
    assert "cannot be read" in complaint_about(tmp_path / ("x" * 5000), known)


def test_a_name_that_no_file_can_have(known: Repertoire) -> None:
    (message,) = tell(read_routine(Path("a\0b.yaml"), known))
    assert message == "a\\x00b.yaml:1:1: there is no such file. Check its name and folder."


def test_a_folder(tmp_path: Path, known: Repertoire) -> None:
    assert complaint_about(tmp_path, known) == ":1:1: this is a folder. Name a file in it."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links for everyone")
def test_a_link_to_nothing(tmp_path: Path, known: Repertoire) -> None:
    path = tmp_path / "a.yaml"
    path.symlink_to(tmp_path / "gone.yaml")
    assert complaint_about(path, known) == ":1:1: this is a link to nothing. Point it at a file, or remove it."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links for everyone")
def test_a_link_to_itself(tmp_path: Path, known: Repertoire) -> None:
    path = tmp_path / "a.yaml"
    path.symlink_to(path)
    assert "cannot be read" in complaint_about(path, known)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path, known: Repertoire) -> None:
    path = tmp_path / "a.yaml"
    os.mkfifo(path)
    assert complaint_about(path, known) == ":1:1: this is not a plain file. Copy its text into one."


@pytest.fixture
def locked_file() -> Iterator[Path]:
    """A file that the one who runs the test may not read, in a folder that all may enter."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system keeps its permissions elsewhere")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.yaml"
        path.touch()
        path.chmod(0)
        Path(folder).chmod(0o755)
        was_root = os.geteuid() == 0
        if was_root:
            os.seteuid(NOBODY)
        yield path
        if was_root:
            os.seteuid(0)


def test_a_file_that_may_not_be_read(locked_file: Path, known: Repertoire) -> None:
    assert complaint_about(locked_file, known) == (
        ":1:1: this file may not be read. Give yourself permission to read it."
    )


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens but does not read")
def test_a_file_that_fails_while_it_is_read(known: Repertoire) -> None:
    assert "cannot be read" in complaint_about(Path("/proc/self/mem"), known)


def test_an_empty_file_as_while_it_is_being_saved(tmp_path: Path, known: Repertoire) -> None:
    path = tmp_path / "a.yaml"
    path.touch()
    assert "this file is empty" in complaint_about(path, known)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"version: 1\nname: caf\xe9\n", "2:10: not UTF-8 text (byte 0xE9)"),
        ("version: 1\n".encode("utf-16"), "1:1: not UTF-8 text (byte 0xFF)"),
        (b"version: 1\r\nname: \xc3", "2:7: not UTF-8 text (byte 0xC3)"),
        ("name: \u00e9".encode() + b"\x80", "1:8: not UTF-8 text (byte 0x80)"),
    ],
)
def test_text_in_another_encoding(content: bytes, place: str, tmp_path: Path, known: Repertoire) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    assert complaint_about(path, known) == f":{place}. Save the file as UTF-8."


def test_one_mebibyte_is_the_most(tmp_path: Path, known: Repertoire) -> None:
    path = tmp_path / "a.yaml"
    text = steps("frog-stretch")
    path.write_text(text + "#" * (1024 * 1024 - len(text)), encoding="utf-8")
    assert read_routine(path, known).value is not None
    with path.open("a", encoding="utf-8") as file:
        file.write("#")
    assert complaint_about(path, known) == (
        ":1:1: this file is over the limit of 1 MiB. Split it, or take out what is not needed."
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses such names itself")
def test_a_name_that_would_reach_the_terminal_is_shown_harmlessly(tmp_path: Path, known: Repertoire) -> None:
    path = tmp_path / "\x1b[2J.yaml"
    path.touch()
    (message,) = tell(read_routine(path, known))
    assert "\\x1b[2J.yaml:1:1: " in message
    assert CONTROL.search(message) is None

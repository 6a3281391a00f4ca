"""docs/routines.md: its files are right, its commands can be typed, and what it says is said."""

import re
import shlex
from pathlib import Path

import pytest

from hipflow.arguments import make_parser
from hipflow.cli import COMMANDS, main
from hipflow.library.catalogue import load_catalogue
from hipflow.library.exercises import read_exercise
from hipflow.library.routines import parse_routine
from hipflow.parsing import parse_words
from tests.library.texts import HEAD

PAGE = (Path(__file__).parents[1] / "docs" / "routines.md").read_text(encoding="utf-8")
FILES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
COMMAND_LINES = [line for block in re.findall(r"```\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


def test_the_file_that_is_shown_is_the_one_that_is_written(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "my-hips", "--no-edit"])

    assert (own_home / "config" / "routines" / "my-hips.yaml").read_text(encoding="utf-8") == FILES[0]
    assert capsys.readouterr().out.splitlines()[1] in PAGE


def test_the_mistake_is_told_as_it_is_shown(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = own_home / "config" / "routines"
    folder.mkdir(parents=True)
    (folder / "my-hips.yaml").write_text(FILES[0].replace("duration", "durration"))

    assert main(["check", "my-hips"]) == 2

    assert capsys.readouterr().err.removeprefix(f"{folder}/") in PAGE


@pytest.mark.parametrize("text", [text for text in FILES if text.startswith("steps:")])
def test_the_steps_that_are_shown_are_right(text: str) -> None:
    assert parse_routine(HEAD + text, "my-hips.yaml", load_catalogue().exercises).problems == ()


@pytest.mark.parametrize("text", [text for text in FILES[1:] if not text.startswith("steps:")])
def test_the_exercises_that_are_shown_are_right(text: str, tmp_path: Path) -> None:
    named = re.match(r"# exercises/(.*)", text)
    assert named
    file = tmp_path / named[1]
    file.write_text(text, encoding="utf-8")

    assert read_exercise(file, load_catalogue().exercises).problems == ()


@pytest.mark.parametrize("line", [line for line in COMMAND_LINES if line.startswith("hipflow ")])
def test_every_command_that_is_shown_can_be_typed(line: str) -> None:
    assert parse_words(make_parser(COMMANDS), shlex.split(line, comments=True)[1:])

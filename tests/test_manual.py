"""The manual page that is shipped."""

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

from hipflow.cli import COMMANDS
from hipflow.examples import EXAMPLES

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "hipflow.1"


def test_the_page_is_what_the_command_line_says_of_itself() -> None:
    spec = importlib.util.spec_from_file_location("make_man", ROOT / "docs" / "make_man.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    assert PAGE.read_text(encoding="utf-8") == module.write_page(), "write it anew: make man"


def test_a_formatter_has_nothing_to_complain_of() -> None:
    mandoc = shutil.which("mandoc")
    if mandoc is None:
        pytest.skip("mandoc is not installed here")

    done = subprocess.run(
        [mandoc, "-T", "lint", "-W", "warning", str(PAGE)], capture_output=True, text=True, check=False
    )

    # Without a date it is the same page tomorrow.
    assert [line for line in done.stdout.splitlines() if "missing date" not in line] == []


def test_the_page_reads_as_it_was_meant() -> None:
    mandoc = shutil.which("mandoc")
    if mandoc is None:
        pytest.skip("mandoc is not installed here")

    shown = subprocess.run(
        [mandoc, "-T", "utf8", "-O", "width=100", str(PAGE)], capture_output=True, text=True, check=True
    ).stdout
    plain = "".join(
        letter for index, letter in enumerate(shown) if letter != "\b" and shown[index + 1 : index + 2] != "\b"
    )

    assert "hipflow - a coach in the terminal for runners" in plain
    assert "$ hipflow run post-run-10 --until 07:45" in plain
    assert "--first-side left,right" in plain


def test_every_command_has_its_examples() -> None:
    assert set(EXAMPLES) == set(COMMANDS)
    assert all(examples and all(typed and about for typed, about in examples) for examples in EXAMPLES.values())

"""The person's own editor, found and opened at a line."""

import os
import sys
from pathlib import Path

import pytest

from hipflow import editor
from hipflow.editor import Editor, EditorError, find_editor, open_editor

FILE = Path("/home/ann/my hips.yaml")


def find_any(name: str) -> str:
    return f"/usr/bin/{name}"


@pytest.mark.parametrize(
    ("wish", "spelt"),
    [
        ("vim", ["vim", "+6", str(FILE)]),
        ("vi", ["vi", "+6", str(FILE)]),
        ("/usr/bin/nvim -u NONE", ["/usr/bin/nvim", "-u", "NONE", "+6", str(FILE)]),
        ("nano", ["nano", "+6", str(FILE)]),
        ("emacs -nw", ["emacs", "-nw", "+6", str(FILE)]),
        ("micro", ["micro", "+6", str(FILE)]),
        ("kak", ["kak", "+6", str(FILE)]),
        ("hx", ["hx", f"{FILE}:6"]),
        ("subl", ["subl", "--wait", f"{FILE}:6"]),
        ("code --wait", ["code", "--wait", "--goto", f"{FILE}:6"]),
        ("code", ["code", "--wait", "--goto", f"{FILE}:6"]),
        ("code -w", ["code", "-w", "--goto", f"{FILE}:6"]),
        ("gvim", ["gvim", "-f", "+6", str(FILE)]),
        ("kate", ["kate", "--block", "--line", "6", str(FILE)]),
        ("notepad", ["notepad", str(FILE)]),
        ("something-else --new", ["something-else", "--new", str(FILE)]),
    ],
)
def test_an_editor_that_is_known_is_opened_at_the_line(wish: str, spelt: list[str]) -> None:
    # A whole command is no program.
    found = find_editor({"EDITOR": wish}, lambda name: None if " " in name else name)

    assert found.spell_command(FILE, 6) == spelt


def test_without_a_line_the_file_alone_is_opened() -> None:
    assert Editor(("hx",)).spell_command(FILE) == ["hx", str(FILE)]
    assert Editor(("vim",)).spell_command(FILE) == ["vim", str(FILE)]


@pytest.mark.parametrize("program", ["C:\\Program Files\\Code\\bin\\code.cmd", "/opt/vs/code", "Code.exe"])
def test_an_editor_is_known_by_its_name_wherever_it_is(program: str) -> None:
    assert Editor((program,)).name == "code"


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"VISUAL": "code", "EDITOR": "vi"}, "code"),
        ({"VISUAL": "", "EDITOR": "vi"}, "vi"),
        ({"EDITOR": "  micro "}, "micro"),
        ({}, editor.FALLBACKS[0]),
    ],
)
def test_the_one_that_was_chosen_comes_before_the_one_that_is_there(environment: dict[str, str], name: str) -> None:
    assert find_editor(environment, find_any).name == name


def test_a_program_in_a_folder_with_a_space_is_found() -> None:
    assert find_editor({"EDITOR": "/opt/my editor/ed"}, find_any).words == ("/opt/my editor/ed",)


def test_what_is_set_and_is_not_there_is_told_with_its_name() -> None:
    with pytest.raises(EditorError, match=r"\$VISUAL names 'vimm', and there is no such program\. Set it to"):
        find_editor({"VISUAL": "vimm", "EDITOR": "vi"}, lambda name: None if name == "vimm" else name)


@pytest.mark.parametrize("wish", ["vi 'x", "'"])
@pytest.mark.skipif(os.name == "nt", reason="quotes mean nothing to a path on Windows")
def test_quotes_that_are_never_closed_are_no_program(wish: str) -> None:
    with pytest.raises(EditorError, match="no such program"):
        find_editor({"EDITOR": wish}, lambda _: None)


def test_where_there_is_none_it_says_what_was_looked_for() -> None:
    with pytest.raises(EditorError, match=r"no editor was found\. Set \$EDITOR to yours; .*" + editor.FALLBACKS[0]):
        find_editor({}, lambda _: None)


def test_it_waits_until_the_person_has_left(tmp_path: Path) -> None:
    file = tmp_path / "my hips.yaml"
    write = "import sys, pathlib; pathlib.Path(sys.argv[-1]).write_text('changed')"

    open_editor(Editor((sys.executable, "-c", write)), file)

    assert file.read_text() == "changed"


def test_one_that_does_not_start_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x00")
    broken.chmod(0o755)

    with pytest.raises(EditorError, match="does not start"):
        open_editor(Editor((str(broken),)), tmp_path / "file")

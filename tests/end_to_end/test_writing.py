"""A routine written in a real terminal, in an editor that is a program of its own."""

import os
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a pty")

EDITOR = """\
#!{python}
import pathlib, sys

*options, name = sys.argv[1:]
with pathlib.Path({log!r}).open("a") as log:
    print(*options, file=log)
file = pathlib.Path(name)
text = file.read_text(encoding="utf-8")
changed = text.replace("durration", "duration") if "durration" in text else text.replace("duration", "durration")
file.write_text(changed, encoding="utf-8")
print("edited on a terminal:", sys.stdin.isatty() and sys.stdout.isatty())
"""
"""It makes a mistake, and mends it the next time."""


@pytest.fixture
def editor(tmp_path: Path) -> Path:
    """A program that is called as vi is."""
    program = tmp_path / "bin" / "vi"
    program.parent.mkdir()
    program.write_text(EDITOR.format(python=sys.executable, log=str(tmp_path / "log")))
    program.chmod(0o755)
    return program


def test_a_mistake_leads_back_into_the_editor_at_its_line(editor: Path, tmp_path: Path, own_home: Path) -> None:
    import pexpect

    environment = os.environ | {"EDITOR": f"{editor} -u NONE", "VISUAL": "", "TERM": "xterm"}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "hipflow", "new", "my-hips"],
        env=environment,
        encoding="utf-8",
        timeout=60,
        dimensions=(24, 200),
    )
    child.expect("Written: .*my-hips.yaml")
    child.expect("edited on a terminal: True")
    child.expect(r'my-hips\.yaml:10:5: steps\[1\]: unknown field "durration"\. Did you mean "duration"\?')
    child.expect("Enter: edit again, at line 10    q: leave it as it is")
    child.send("\r")
    child.expect("My hips is right: 4:24. To run it: hipflow run my-hips")
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 0
    assert (tmp_path / "log").read_text().splitlines() == ["-u NONE", "-u NONE +10"]
    assert (own_home / "config" / "routines" / "my-hips.yaml").is_file()


def test_a_mistake_can_be_left_with_a_key(editor: Path) -> None:
    import pexpect

    environment = os.environ | {"VISUAL": str(editor), "TERM": "xterm"}
    child = pexpect.spawn(
        sys.executable, ["-m", "hipflow", "new", "my-hips"], env=environment, encoding="utf-8", timeout=60
    )
    child.expect("q: leave it as it is")
    child.send("q\r")
    child.expect("To go on: hipflow edit my-hips")
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 2

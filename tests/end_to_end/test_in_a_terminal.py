"""The whole of it in a real pseudo-terminal: picked with keys, followed, read from the screen."""

import json
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from hipflow.tui.screens.notice import JUST_SHOWN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")

if sys.platform != "win32":
    from tests.end_to_end.terminal import PATIENCE, Terminal

ENTER, ESCAPE, PAGE_DOWN, PAGE_UP, DOWN = "\r", "\x1b", "\x1b[6~", "\x1b[5~", "\x1b[B"
SHORT = """
version: 1
name: Short hips
prep: 30
steps:
  - {exercise: half-pigeon, duration: 40, switch: 20}
  - {exercise: frog-stretch, duration: 50}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which the safety notice was read, with one routine of its own."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "memory.json").write_text(json.dumps({"notice_seen": True, "is_muted": True}))
    (tmp_path / "config" / "routines").mkdir(parents=True)
    (tmp_path / "config" / "routines" / "short.yaml").write_text(SHORT)
    return tmp_path


READY = "all keys"  # the keys stand in the foot while getting ready
PAUSED = "Space go"


def test_a_routine_is_picked_followed_and_summed_up(home: Path) -> None:
    with Terminal(home) as terminal:
        terminal.wait_for("Pre-run warm-up")
        terminal.press("/")
        terminal.press("short")
        terminal.wait_for(lambda: "Short hips" in terminal.text and "Hip strength" not in terminal.text)
        terminal.press(ENTER)
        terminal.wait_for(READY)
        terminal.press("n")
        terminal.wait_for("then RIGHT")
        terminal.press(" ")
        assert "ends" not in terminal.wait_for(PAUSED)
        terminal.press(" ")
        terminal.wait_for(lambda: PAUSED not in terminal.text)
        terminal.press(PAGE_DOWN)
        terminal.wait_for("Half pigeon, 40 s")
        terminal.press(PAGE_DOWN)
        terminal.wait_for("then Frog stretch")
        terminal.press(PAGE_UP)
        terminal.wait_for("then RIGHT")
        terminal.press("q")
        terminal.wait_for("kept")
        terminal.press("y")
        assert "Half pigeon" in terminal.wait_for("Enter again")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_digits_side_and_next_are_read_from_the_screen(home: Path) -> None:
    with Terminal(home, "run", "short", "--mute", columns=120, rows=35) as terminal:
        terminal.wait_for(READY)
        terminal.press("n")
        text = terminal.wait_for("then RIGHT")
        assert re.search(r"\d min left", text)
        assert re.search(r"ends \d\d:\d\d", text)
        terminal.press(" ")
        terminal.wait_for(PAUSED)
        assert terminal.read_word(["RIGHT", "LEFT"]) == "LEFT"
        assert terminal.read_clock(most=40) in range(30, 41)
        terminal.press("s")
        terminal.wait_for(lambda: terminal.read_word(["RIGHT", "LEFT"]) == "RIGHT")
        assert terminal.read_clock(most=40) == 20


def test_the_notice_is_shown_once_before_the_first_session(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.wait_for("Pre-run warm-up")
        terminal.press(ENTER)
        terminal.wait_for("not medical advice")
        time.sleep(JUST_SHOWN)
        terminal.press(ENTER)
        terminal.wait_for(READY)
        terminal.press("q")
        terminal.wait_for("kept")
        terminal.press(ENTER)
        terminal.wait_for("Enter again")
        terminal.press("a")
        text = terminal.wait_for(READY)
        assert "medical" not in text


def test_escape_never_throws_a_session_away(home: Path) -> None:
    with Terminal(home, "run", "short") as terminal:
        terminal.wait_for(READY)
        terminal.press(ESCAPE, ESCAPE, ESCAPE)
        terminal.wait_for(PAUSED)
        assert terminal.process.isalive()


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (200, 60), (80, 24)])
def test_it_lays_itself_out_anew_on_resize(home: Path, size: tuple[int, int]) -> None:
    with Terminal(home, "run", "short") as terminal:
        terminal.wait_for(READY)
        terminal.resize(30, 8)
        terminal.wait_for("This window has 30 by 8")
        terminal.resize(*size)
        terminal.wait_for(READY)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_with_the_terminal_as_it_was(home: Path, number: int) -> None:
    with Terminal(home, "run", "short") as terminal:
        terminal.wait_for(READY)
        terminal.process.kill(number)
        terminal.wait_for_end()
        raw = bytes(terminal.raw)

    assert b"Traceback" not in raw
    assert raw.rfind(b"\x1b[?1049l") > raw.rfind(b"\x1b[?1049h")


def test_a_terminal_that_is_closed_leaves_no_process_behind(home: Path) -> None:
    with Terminal(home, "run", "short") as terminal:
        terminal.wait_for(READY)
        terminal.process.ptyproc.fileobj.close()
        until = time.monotonic() + PATIENCE
        while terminal.process.isalive():
            assert time.monotonic() < until, "it is still there"
            time.sleep(0.05)


def test_ctrl_c_asks_as_q_does(home: Path) -> None:
    with Terminal(home, "run", "short") as terminal:
        terminal.wait_for(READY)
        terminal.press("\x03")
        terminal.wait_for("kept")
        terminal.press(ESCAPE)
        terminal.wait_for(lambda: "kept" not in terminal.text)
        assert terminal.process.isalive()


def test_a_session_that_was_killed_goes_on_where_it_was(home: Path) -> None:
    with Terminal(home, "run", "short") as terminal:
        terminal.wait_for(READY)
        terminal.press("n")
        terminal.wait_for("then RIGHT")
        terminal.wait_for(lambda: terminal.read_clock(most=40) in range(20, 39))
        seen = terminal.read_clock(most=40)
        terminal.process.kill(signal.SIGKILL)
        terminal.wait_for_end()

    with Terminal(home) as terminal:
        asked = terminal.wait_for("broken off")
        offered = re.search(r"0:(\d\d) left", asked)
        assert offered is not None
        # It went on between the look at its clock and its end, and no longer.
        assert seen is not None
        assert 10 < int(offered[1]) <= seen
        assert terminal.read_word(["LEFT", "RIGHT"]) == "LEFT"
        terminal.press(ENTER)
        terminal.wait_for("then RIGHT")
        terminal.wait_for(lambda: terminal.read_clock(most=40) in range(10, int(offered[1]) + 1))


def test_a_broken_file_is_listed_with_its_error_beside_the_others(home: Path) -> None:
    (home / "config" / "routines" / "broken.yaml").write_text("version: 1\nname: Broken hips\nsteps: [frog]\n")

    with Terminal(home, columns=100, rows=40) as terminal:
        text = terminal.wait_for("problem")
        assert "Pre-run warm-up" in text


def test_text_of_a_file_is_never_markup(home: Path) -> None:
    (home / "config" / "routines" / "markup.yaml").write_text(
        'version: 1\nname: "[red]Hot[/] [@click=app.bell]x"\nsteps: [{exercise: frog-stretch, note: "[b]x"}]\n'
    )

    with Terminal(home, columns=120, rows=35) as terminal:
        terminal.wait_for("[red]Hot[/]")

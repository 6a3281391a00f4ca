"""How hipflow behaves as a guest in a real pseudo-terminal: every key, Ctrl+Z, other sizes, and all put back."""

import json
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from hipflow.tui.screens.help import KEYS_BY_PLACE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")

if sys.platform != "win32":
    from tests.end_to_end.terminal import PATIENCE, Terminal

ENTER, ESCAPE, SPACE = "\r", "\x1b", " "
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
PAGE_UP, PAGE_DOWN, HOME, END, F5 = "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[15~"
SHIFT_UP, SHIFT_DOWN, CTRL_P, CTRL_Z = "\x1b[1;2A", "\x1b[1;2B", "\x10", "\x1a"
PLAY, PAUSE, PLAY_PAUSE, STOP = "\x1b[57428u", "\x1b[57429u", "\x1b[57430u", "\x1b[57432u"
NEXT_TRACK, TRACK_BEFORE = "\x1b[57435u", "\x1b[57436u"
"""Media keys, as terminals with the keyboard protocol of kitty send them."""
SHORT = """
version: 1
name: Short hips
prep: 30
steps:
  - {exercise: half-pigeon, duration: 40, switch: 20}
  - {exercise: frog-stretch, duration: 50}
"""
READY, PAUSED, ON_LEFT, SWITCHING, ON_FROG = "all keys", "Space go on", "then RIGHT", "Half pigeon, 40 s", "then done"
MODES = {"screen": "1049", "mouse": "1000", "all mouse": "1003", "SGR mouse": "1006", "focus": "1004", "paste": "2004"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which the safety notice was read, with one routine of its own."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "memory.json").write_text(json.dumps({"notice_seen": True, "is_muted": True}))
    (tmp_path / "config" / "routines").mkdir(parents=True)
    (tmp_path / "config" / "routines" / "short.yaml").write_text(SHORT)
    return tmp_path


@dataclass(frozen=True)
class Press:
    """A key, as a terminal sends it, and what is seen then."""

    key: str
    seen: str | Callable[[Terminal], bool]

    def check(self, terminal: Terminal) -> None:
        """Press it, and wait until that is seen."""
        terminal.press(self.key)
        seen = self.seen
        terminal.wait_for(seen if isinstance(seen, str) else lambda: seen(terminal))


def gone(words: str) -> Callable[[Terminal], bool]:
    """Do these words stand on the screen no more?"""
    return lambda terminal: words not in terminal.text


def titled(pattern: str) -> Callable[[Terminal], bool]:
    """Does the title of the terminal begin with this?"""
    return lambda terminal: re.match(pattern, terminal.screen.title) is not None


def chosen(name: str) -> Callable[[Terminal], bool]:
    """Is this the row with the mark of the list?"""
    return lambda terminal: re.search(rf"▐ +{re.escape(name)}", terminal.text) is not None


GO, HALT = Press(SPACE, gone(PAUSED)), Press(SPACE, PAUSED)
TO_LEFT = Press("n", ON_LEFT)

IN_SESSION: Mapping[str, tuple[Press, ...]] = {
    "Space": (TO_LEFT, HALT, GO),
    "→ n": (Press("n", SWITCHING), Press(RIGHT, "then Frog stretch")),
    "← p": (Press(LEFT, ON_LEFT), Press("n", SWITCHING), Press("p", ON_LEFT), HALT),
    "+ -": (Press("+", "10 s more"), Press("-", "10 s less"), Press("+", titled("Paused 0:[45]"))),
    "r": (Press("r", titled("Paused 0:40")),),
    "s": (Press("s", titled("Paused 0:20 · Half pigeon right")),),
    "[ ]": (Press("]", titled("Paused .* Frog stretch")), Press("[", titled("Paused 0:40 · Half pigeon left"))),
    "m v": (*(Press("m", "sound on"), Press("m", gone("bell"))), *(Press("v", "voice"), Press("v", "voice"))),
    ", >": (Press(",", "volume 60"), Press(">", "volume 70"), GO),
    "i": (Press("i", "Watch out"), Press("i", gone("Watch out"))),
    "z": (Press("z", gone(" left")), Press("z", " left")),
    "l": (Press("l", "locked"), Press("n", PAUSED), Press("l", gone("locked"))),
    "Esc": (GO, Press(ESCAPE, PAUSED), Press(ESCAPE, PAUSED)),
    "q": (Press("q", "What you held is kept"), Press("y", "Enter again")),
}
AT_THE_END: Mapping[str, tuple[Press, ...]] = {
    "Enter": (Press(ENTER, READY), Press("q", "kept"), Press("y", "Enter again")),
    "p q": (Press("p", "Pre-run warm-up"), Press(END, chosen("Short hips")), Press(ENTER, READY)),
}
IN_PICKER: Mapping[str, tuple[Press, ...]] = {
    "Home End": (Press(END, chosen("Short hips")), Press(HOME, chosen("Pre-run warm-up"))),
    "↑ ↓": (Press(DOWN, chosen("Post-run cooldown")), Press(UP, chosen("Pre-run warm-up"))),
    "[ ]": (Press("]", chosen("Post-run cooldown")), Press("[", chosen("Pre-run warm-up"))),
    "/": (Press("/", "Type a name"), Press("short", gone("Pre-run warm-up"))),
    "Esc": (Press(ESCAPE, "Pre-run warm-up"),),
    "s": (Press("s", "s left side first"), Press("s", "s right side first")),
    "Shift ↓": (
        Press("\x1b[1;5B", "Short hips"),  # Ctrl+Down, the same where a terminal keeps Shift+Down for itself
        Press(END, chosen("Short hips")),
        Press("[", chosen("Full hip session")),
        Press(SHIFT_DOWN, "Full hip session"),
    ),
    "h": (Press("h", "your first session"), Press(ESCAPE, "Enter start")),
    # Until the page is gone: a key right after Escape would be one with Alt.
    "f": (Press("f", "How much time is there?"), Press(ESCAPE, gone("How much time is there?"))),
    "m": (Press("m", "WARM-UP DRILLS"), Press(ESCAPE, "Enter start")),
    "c": (Press("c", "c again"), Press(ESCAPE, "Enter start")),
    ",": (Press(",", "Weekly goal"), Press(ESCAPE, "Enter start")),
    "Ctrl P": (Press(CTRL_P, "Search for commands"), Press(ESCAPE, gone("Search for commands"))),
    "Enter": (Press(ENTER, READY), Press("q", "kept"), Press("y", "Enter again"), Press("p", "Enter start")),
}
WITH_ONES_OWN: Mapping[str, tuple[Press, ...]] = {
    "n": (
        Press("n", "keep the name"),
        Press("Tuesday\r", "WARM-UP DRILLS"),
        *(Press(ENTER, "Butt kicks is in it"), Press(ESCAPE, "not saved"), Press(ENTER, chosen("Tuesday"))),
    ),
    "e E": (
        *(Press("e", "Your own routine"), Press(RIGHT, "not saved"), Press(ENTER, chosen("Tuesday"))),
        Press("E", chosen("Edited")),
    ),
    "d": (Press("d", chosen("Edited 2")),),
    "x u": (Press("x", "in the trash"), Press("u", "It is back")),
}
ON_A_REMOTE: Mapping[str, tuple[Press, ...]] = {
    "PgDn →": (Press(PAGE_DOWN, ON_LEFT), Press(NEXT_TRACK, SWITCHING), Press(RIGHT, "then Frog stretch")),
    "PgUp ←": (
        *(Press(PAGE_UP, ON_LEFT), Press(RIGHT, SWITCHING), Press(TRACK_BEFORE, ON_LEFT)),
        *(Press(RIGHT, SWITCHING), Press(LEFT, ON_LEFT)),
    ),
    ". b F5": (
        *(Press(".", PAUSED), Press(".", gone(PAUSED)), Press("b", PAUSED), Press("b", gone(PAUSED))),
        *(Press(F5, PAUSED), Press(ESCAPE, PAUSED), Press(F5, gone(PAUSED))),
    ),
    "Enter": (Press(ENTER, PAUSED), Press(ENTER, gone(PAUSED))),
    "Play": (
        *(Press(PLAY_PAUSE, PAUSED), Press(PLAY_PAUSE, gone(PAUSED))),
        *(Press(PAUSE, PAUSED), Press(PAUSE, PAUSED), Press(PLAY, gone(PAUSED))),
    ),
    "Stop": (Press(STOP, "What you held is kept"), Press(PLAY, gone("What you held is kept"))),
}


def test_every_key_in_a_session_and_at_its_end_does_what_the_help_says(home: Path) -> None:
    with Terminal(home, columns=120, rows=35) as terminal:
        terminal.wait_for("Short hips")
        Press(END, chosen("Short hips")).check(terminal)
        Press(ENTER, READY).check(terminal)
        check_keys(terminal, "DURING A SESSION", IN_SESSION, besides={"f"})  # f: only where an end was asked for
        check_keys(terminal, "WHEN IT IS DONE", AT_THE_END, besides={"o"})  # o: only where a side is owed
        Press("q", "kept").check(terminal)
        Press("y", "Enter again").check(terminal)
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_every_key_of_the_picker_does_what_the_help_says(home: Path) -> None:
    with Terminal(home, columns=120, rows=35) as terminal:
        terminal.wait_for("Short hips")
        check_keys(terminal, "CHOOSING A ROUTINE", IN_PICKER, besides={"r", "q"})
        (home / "config" / "routines" / "new.yaml").write_text(SHORT.replace("Short hips", "Brand new hips"))
        Press("r", "Brand new hips").check(terminal)
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_every_key_for_routines_of_ones_own_does_what_the_help_says(home: Path) -> None:
    editor = home / "editor"
    editor.write_text("#!/bin/sh\nsed -i 's/^name: .*/name: Edited/' \"$1\"\n")
    editor.chmod(0o755)
    with Terminal(home, columns=120, rows=35, VISUAL=str(editor)) as terminal:
        terminal.wait_for("Short hips")
        check_keys(terminal, "ROUTINES OF YOUR OWN", WITH_ONES_OWN)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    names = {path.stem for path in (home / "config" / "routines").glob("*.yaml")}
    assert names == {"short", "tuesday", "edited-2"}
    assert "duration: 35" in (home / "config" / "routines" / "tuesday.yaml").read_text()


def test_a_remote_or_a_pedal_is_enough(home: Path) -> None:
    with Terminal(home, "run", "short", columns=120, rows=35) as terminal:
        terminal.wait_for(READY)
        check_keys(terminal, "REMOTE OR PEDAL", ON_A_REMOTE)


def check_keys(
    terminal: Terminal,
    place: str,
    presses: Mapping[str, tuple[Press, ...]],
    besides: frozenset[str] | set[str] = frozenset(),
) -> None:
    """Press all the keys that the help page has for a place, one after the other; `besides` are left to the caller."""
    told = {key for key, _ in dict(KEYS_BY_PLACE)[place]}
    assert set(presses) | besides == told, "what the help page tells and what is pressed here differ"
    for key, steps in presses.items():
        for step in steps:
            try:
                step.check(terminal)
            except AssertionError as error:
                raise AssertionError(f"{place}, {key} ({step.key!r}): {error}") from error


def test_help_is_opened_and_left_with_its_keys(home: Path) -> None:
    with Terminal(home, "run", "short") as terminal:
        terminal.wait_for(READY)
        Press("?", "DURING A SESSION").check(terminal)
        Press(ESCAPE, PAUSED).check(terminal)


def test_ctrl_z_pauses_gives_the_terminal_back_and_loses_nothing(home: Path) -> None:
    with Terminal(home, "run", "short") as terminal:
        terminal.wait_for(READY)
        TO_LEFT.check(terminal)
        terminal.press(CTRL_Z)
        wait_until_stopped(terminal)
        assert_left_as_found(bytes(terminal.raw))
        written = len(terminal.raw)
        terminal.screen.reset()
        time.sleep(1.5)
        os.kill(terminal.process.pid, signal.SIGCONT)
        terminal.wait_for(PAUSED)
        terminal.wait_for(titled_as_paused(terminal))
        shown = terminal.text
        terminal.read(1.2)
        assert terminal.text == shown, "it went on by itself"
        assert b"\x1b[?1049h" in terminal.raw[written:]
        GO.check(terminal)
        terminal.process.kill(signal.SIGTERM)
        terminal.wait_for_end()
        assert_left_as_found(bytes(terminal.raw))


def test_ctrl_z_in_the_picker_comes_back_to_the_picker(home: Path) -> None:
    with Terminal(home) as terminal:
        terminal.wait_for("Pre-run warm-up")
        terminal.press(CTRL_Z)
        wait_until_stopped(terminal)
        assert_left_as_found(bytes(terminal.raw))
        terminal.screen.reset()
        os.kill(terminal.process.pid, signal.SIGCONT)
        terminal.wait_for("Pre-run warm-up")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_a_storm_of_sizes_ends_in_a_whole_picture(home: Path) -> None:
    with Terminal(home, "run", "short") as terminal:
        terminal.wait_for(READY)
        TO_LEFT.check(terminal)
        HALT.check(terminal)
        for columns, rows in storm():
            terminal.resize(columns, rows)
            terminal.read(0.001)
        terminal.resize(80, 24)
        terminal.wait_for(PAUSED)
        terminal.read(0.5)
        after = terminal.text
        terminal.press("z", "z")
        terminal.read(0.5)
        assert terminal.text == after, "something was left over from another size"
        assert b"Traceback" not in terminal.raw


def storm() -> Iterator[tuple[int, int]]:
    """Fifty sizes, far apart and close together, some too small for anything."""
    for number in range(50):
        yield 20 + number * 37 % 181, 6 + number * 17 % 55


@pytest.mark.parametrize("way", ["quit", "SIGTERM", "SIGHUP"])
def test_the_terminal_is_left_as_it_was_found(home: Path, way: str) -> None:
    with Terminal(home, "run", "short", TERM_PROGRAM="ghostty", TERM_PROGRAM_VERSION="1.2.0") as terminal:
        terminal.wait_for(READY)
        TO_LEFT.check(terminal)
        terminal.wait_for(lambda: b"\x1b]9;4;1;" in terminal.raw)
        if way == "quit":
            Press("q", "kept").check(terminal)
            Press("y", "Enter again").check(terminal)
            terminal.press("q")
        else:
            terminal.process.kill(getattr(signal, way))
        terminal.wait_for_end()
        raw = bytes(terminal.raw)
    assert_left_as_found(raw)
    assert re.findall(rb"\x1b\]9;4;(\d)", raw)[-1] == b"0", "the taskbar still shows something"


def test_nothing_is_written_while_paused(home: Path) -> None:
    with Terminal(home, "run", "short") as terminal:
        terminal.wait_for(READY)
        TO_LEFT.check(terminal)
        HALT.check(terminal)
        terminal.read(0.5)
        before = len(terminal.raw)
        terminal.read(2.0)
        assert len(terminal.raw) == before


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's count of wake-ups is read from /proc")
def test_whoever_pauses_lets_the_machine_sleep(home: Path) -> None:
    with Terminal(home, "run", "short", "--audio", "silent") as terminal:
        terminal.wait_for(READY)
        TO_LEFT.check(terminal)
        HALT.check(terminal)
        terminal.read(1.5)
        before = count_wakeups(terminal.process.pid)
        terminal.read(2.0)
        # The speaker looks twice a second whether there is a device now; nothing else has anything to do.
        assert count_wakeups(terminal.process.pid) - before <= 8


def count_wakeups(pid: int) -> int:
    """How often the threads of a process were woken so far."""
    texts = [(task / "status").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    return sum(int(re.findall(r"^voluntary_ctxt_switches:\s+(\d+)", text, re.MULTILINE)[0]) for text in texts)


def titled_as_paused(terminal: Terminal) -> Callable[[], bool]:
    """Does the title say that it is paused?"""
    return lambda: terminal.screen.title.startswith("Paused 0:")


def wait_until_stopped(terminal: Terminal) -> None:
    """Wait until the process is stopped, and take in what it wrote before."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        terminal.read()
        pid, status = os.waitpid(terminal.process.pid, os.WUNTRACED | os.WNOHANG)
        if pid and os.WIFSTOPPED(status):
            terminal.read()
            return
    raise AssertionError("it never stopped")


def assert_left_as_found(raw: bytes) -> None:
    """Is everything off that was on, and everything back that was taken?"""
    assert b"Traceback" not in raw
    for name, number in MODES.items():
        set_last = re.findall(rb"\x1b\[\?%b([hl])" % number.encode(), raw)[-1]
        assert set_last == b"l", f"{name} is still on"
    assert re.findall(rb"\x1b\[\?25([hl])", raw)[-1] == b"h", "the cursor is hidden"
    assert re.findall(rb"\x1b\[\?7([hl])", raw)[-1] == b"h", "lines are not wrapped"
    assert len(re.findall(rb"\x1b\[>\d+u", raw)) == raw.count(b"\x1b[<u"), "the keyboard is still kitty's"
    assert raw.count(b"\x1b[22;0t") == raw.count(b"\x1b[23;0t"), "the title was not put back"

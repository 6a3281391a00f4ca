"""What the screens cost, as ratios of one run: start, leaving, and a live session, against Textual itself and termdown.

TERMDOWN names the termdown to compare with; without one it is left out.
"""

import fcntl
import json
import os
import platform
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from hipflow.store.database import open_database
from tests.store.builders import keep, session_done

STARTS = int(sys.argv[1]) if len(sys.argv) > 1 else 11
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 20.0
HIPFLOW = [str(Path(sys.executable).with_name("hipflow"))]
"""As a person starts it: `python -m` has some milliseconds of its own."""
SETTLED = 9.0
"""Seconds after which whatever a session says at its beginning has been said."""
SMALLEST = """
from textual.app import App
from textual.widgets import Static

class Smallest(App):
    BINDINGS = [("q", "quit")]

    def compose(self):
        yield Static("the smallest app")

Smallest().run()
"""
LONG = """
version: 1
name: Long hold
prep: 1
steps: [{exercise: frog-stretch, duration: 600}]
"""


class Guest:
    """A program in a pseudo-terminal of its own."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], columns: int = 80, rows: int = 24
    ) -> None:
        """Start it; the clock runs from here."""
        self.written = 0
        self.began = time.monotonic()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            # Set by the child, so that it never sees another size.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], list(command), dict(environment))

    def wait_for(self, words: str, seconds: float = 20.0) -> float:
        """Milliseconds until these words were written."""
        found, wanted = b"", words.encode()
        while wanted not in found:
            found = found[-20_000:] + self.read(seconds)
            if time.monotonic() - self.began > seconds:
                raise TimeoutError(f"{words!r} never came: {found[-500:]!r}")
        return (time.monotonic() - self.began) * 1000

    def read(self, seconds: float) -> bytes:
        """What is written within some seconds; returns as soon as anything is."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return b""
        with suppress(OSError):
            written = os.read(self.terminal, 1 << 16)
            self.written += len(written)
            return written
        return b""

    def press(self, key: str) -> None:
        """Press a key."""
        os.write(self.terminal, key.encode())

    def wait_for_end(self) -> float:
        """Milliseconds until the process has ended."""
        began = time.monotonic()
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            self.read(0.002)
        os.close(self.terminal)
        return (time.monotonic() - began) * 1000

    def kill(self) -> None:
        """End it, whatever it does."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)

    @property
    def cpu(self) -> float:
        """Seconds of CPU used so far."""
        return sum(int(text.split()[0]) for text in self._tasks("schedstat")) / 1e9

    @property
    def wakeups(self) -> int:
        """How often it went to sleep so far, and so was woken."""
        return sum(
            int(line.split()[1])
            for text in self._tasks("status")
            for line in text.splitlines()
            if line.startswith("voluntary_ctxt_switches")
        )

    def _tasks(self, name: str) -> list[str]:
        """A file of each of its threads."""
        texts = []
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            with suppress(OSError):
                texts.append((task / name).read_text())
        return texts


def measure_starts(environment: Mapping[str, str], folder: Path) -> None:
    """From the command to the first frame and to what one came for, and from q to the end; in turn, in pairs."""
    smallest = folder / "smallest.py"
    smallest.write_text(SMALLEST)
    cases = {
        "the smallest app": ([sys.executable, str(smallest)], "the smallest app"),
        "picker, first frame": (HIPFLOW, "What do your hips"),
        "picker, coming back": (HIPFLOW, "What do your hips"),
        "picker, the routines": (HIPFLOW, "Pre-run"),
        "session, first frame": ([*HIPFLOW, "run", "long", "--mute"], "all keys"),
    }
    walls: dict[str, list[float]] = {name: [] for name in cases}
    cpus: dict[str, list[float]] = {name: [] for name in cases}
    past = remember(environment)
    ends: dict[str, list[float]] = {"the smallest app": [], "picker, the routines": []}
    for number in range(STARTS + 1):
        for name, (command, words) in cases.items():
            guest = Guest(command, past if name == "picker, coming back" else forget(environment))
            took = guest.wait_for(words)
            used = guest.cpu
            if number == 0:  # which only writes the bytecode
                guest.kill()
                continue
            walls[name].append(took)
            cpus[name].append(used * 1000)
            if name in ends:
                guest.read(0.3)
                guest.press("q")
                ends[name].append(guest.wait_for_end())
            else:
                guest.kill()
    print(f"from the command on, median of {STARTS} in turn (ms; times the smallest Textual app, median of pairs):")
    for name in cases:
        wall, cpu = (_ratio(times[name], times["the smallest app"]) for times in (walls, cpus))
        median = statistics.median(walls[name])
        print(f"  {name:22} {median:5.0f} ms  wall {wall:4.2f} x  CPU {cpu:4.2f} x")
    for name, times in ends.items():
        print(f"  {name + ', q to end':32} {statistics.median(times):5.0f} ms")


def forget(environment: Mapping[str, str]) -> Mapping[str, str]:
    """The same, with a new place for what is remembered: a session that was killed would be offered again."""
    data = Path(tempfile.mkdtemp(dir=environment["HIPFLOW_CONFIG_HOME"]))
    (data / "memory.json").write_text(json.dumps({"notice_seen": True, "is_muted": True}))
    return {**environment, "HIPFLOW_DATA_HOME": str(data)}


def remember(environment: Mapping[str, str]) -> Mapping[str, str]:
    """The same, of a person who has trained a hundred times."""
    there = forget(environment)
    database = open_database(Path(there["HIPFLOW_DATA_HOME"]) / "history.db", date.today())
    for number in range(100):
        keep(database, session_done(number))
    database.close()
    return there


def _ratio(times: Sequence[float], others: Sequence[float]) -> float:
    return statistics.median(time / other for time, other in zip(times, others, strict=True))


def measure_live(environment: Mapping[str, str], columns: int, rows: int, termdown: str | None) -> None:
    """CPU, wake-ups and bytes of a session without a figure, one that is paused, and a countdown, all at once."""
    session = [*HIPFLOW, "run", "long", "--mute"]
    # The screens alone: where there is no device, trying to open one would be most of what is measured.
    still = {
        **environment,
        "HIPFLOW_REDUCED_MOTION": "true",
        "TEXTUAL_ANIMATIONS": "none",
        "HIPFLOW_AUDIO": "silent",
    }
    guests = {
        "a session": Guest(session, forget(still), columns, rows),
        "the same, paused": Guest(session, forget(still), columns, rows),
    }
    for guest in guests.values():
        guest.wait_for("all keys")
    if termdown:
        guests["termdown"] = Guest([termdown, "600"], environment, columns, rows)
    _listen(guests.values(), 3)
    guests["the same, paused"].press(" ")
    _listen(guests.values(), SETTLED)
    before = {name: (guest.cpu, guest.wakeups, guest.written, time.monotonic()) for name, guest in guests.items()}
    _listen(guests.values(), SECONDS)
    print(f"a session in {columns} by {rows} without moving figure, {SECONDS:.0f} s, all at once:")
    peer = 0.0
    shares: dict[str, float] = {}
    for name in reversed(guests):
        guest, (cpu, wakeups, written, at) = guests[name], before[name]
        took = time.monotonic() - at
        shares[name] = (guest.cpu - cpu) / took
        peer = shares.get("termdown", 0.0)
        against = f"  {shares[name] / peer:4.2f} x termdown" if peer else ""
        print(
            f"  {name:18} CPU {shares[name] * 100:4.2f} %{against}  "
            f"{(guest.wakeups - wakeups) / took:5.1f} wake-ups/s  {(guest.written - written) / took:6.0f} bytes/s"
        )
        guest.kill()


def _listen(guests: Iterable[Guest], seconds: float) -> None:
    """Take in what they write, for some seconds."""
    until = time.monotonic() + seconds
    listed = list(guests)
    while time.monotonic() < until:
        ready, _, _ = select.select([guest.terminal for guest in listed], [], [], max(0.0, until - time.monotonic()))
        for guest in listed:
            if guest.terminal in ready:
                guest.read(0)


def main() -> None:
    """Print everything."""
    termdown = shutil.which(os.environ.get("TERMDOWN", "termdown"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "config" / "routines").mkdir(parents=True)
        (folder / "config" / "routines" / "long.yaml").write_text(LONG)
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("HIPFLOW", "TEXTUAL", "PYTHON"))}
        homes = {f"HIPFLOW_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "CACHE")}
        # Bytecode is there in every installation; in a checkout it may not be wanted, so it has a place of its own.
        bytecode = {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
        environment = {**kept, **homes, **bytecode, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        print(f"Python {platform.python_version()}, {platform.machine()}")
        measure_starts(environment, folder)
        for columns, rows in ((80, 24), (120, 35)):
            measure_live(environment, columns, rows, termdown)
        if termdown is None:
            print("termdown is not here to compare with: pip install termdown somewhere, and name it in TERMDOWN")


if __name__ == "__main__":
    main()

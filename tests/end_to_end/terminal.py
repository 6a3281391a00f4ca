"""hipflow in a real pseudo-terminal, with keys going in and the screen read back."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

from hipflow.tui.lettering.clock import fit_clock
from hipflow.tui.lettering.words import Lettering

PATIENCE = 60.0
"""Seconds until what does not come is a failure: only what hangs takes them, however busy the machine is."""
QUADRANTS = frozenset("▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")


@cache
def draw_clock(text: str, columns: int, rows: int) -> Lettering | None:
    """What the session draws for a clock, kept: a screen is searched for each of them."""
    return fit_clock(text, columns, rows)


class Terminal:
    """A terminal of some size in which hipflow runs."""

    def __init__(self, home: Path, *arguments: str, columns: int = 80, rows: int = 24, **environment: str) -> None:
        """Start hipflow with some arguments; `home` is where it keeps its things."""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        """Every byte that hipflow wrote."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("HIPFLOW", "TEXTUAL"))}
        homes = {f"HIPFLOW_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE")}
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "hipflow", *arguments],
            dimensions=(rows, columns),
            env={**kept, **homes, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
            timeout=PATIENCE,
            # Whoever runs the tests in the background has SIGINT ignored, which hipflow would inherit.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.process.close(force=True)

    def read(self, seconds: float = 0.05) -> None:
        """Take in what is written, until nothing came for some seconds."""
        while True:
            try:
                written = self.process.read_nonblocking(65536, timeout=seconds)
            except (pexpect.TIMEOUT, pexpect.EOF):
                return
            self.raw += written
            self._stream.feed(written)

    def press(self, *keys: str) -> None:
        """Press keys, each given as what a terminal sends for it."""
        for key in keys:
            self.process.send(key)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, what: str | Callable[[], bool], seconds: float = PATIENCE) -> str:
        """Wait until some words stand on the screen, or something is so; the screen's text then."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.read()
            if what() if callable(what) else what in self.text:
                return self.text
            if not self.process.isalive():
                self.read()
                break
        if what() if callable(what) else what in self.text:
            return self.text
        raise AssertionError(f"never came: {what}\n{self.text}")

    def wait_for_end(self, seconds: float = PATIENCE) -> int:
        """Wait until hipflow has left; its exit code."""
        until = time.monotonic() + seconds
        while self.process.isalive() and time.monotonic() < until:
            self.read()
        self.process.wait() if not self.process.isalive() else self.process.close(force=True)
        status = self.process.exitstatus
        return status if status is not None else -(self.process.signalstatus or 0)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    def read_word(self, words: Iterable[str]) -> str:
        """Which of some words stands on the screen in block letters of any size; empty if none does."""
        from hipflow.tui.lettering.frame import Weight
        from hipflow.tui.lettering.words import letter

        for word in words:
            for rows in range(3, 10):
                for weight in Weight:
                    if self._shows(letter(word, rows, weight).lines):
                        return word
        return ""

    def read_clock(self, most: int) -> int | None:
        """The seconds, up to `most` and under 100, that stand on the screen in block digits; None if none do."""
        seen: set[tuple[str, ...]] = set()
        for columns in range(self.screen.columns // 2, 6, -1):
            for rows in range(self.screen.lines, 5, -1):
                size = draw_clock("00", columns, rows)
                if size is None or size.lines in seen:
                    continue
                seen.add(size.lines)
                for seconds in range(most, 9, -1):
                    drawn = draw_clock(str(seconds), columns, rows)
                    if drawn is not None and self._shows(drawn.lines):
                        return seconds
        return None

    def _shows(self, lines: Sequence[str]) -> bool:
        """Do these lines of blocks stand on the screen, one under the other?"""
        ink = ["".join(cell if cell in QUADRANTS else " " for cell in line) for line in self.screen.display]
        first = lines[0].rstrip()
        for row in range(len(ink) - len(lines) + 1):
            at = ink[row].find(first)
            if at >= 0 and all(ink[row + n][at:].startswith(line.rstrip()) for n, line in enumerate(lines)):
                return True
        return False

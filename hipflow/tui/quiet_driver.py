"""The quiet driver: reads the terminal without asking it ten times a second whether anything was typed.

Textual's own input thread looks every tenth of a second, which is most of what an idle app costs, and keeps whoever
quits waiting for the rest of it twice. This one sleeps until there is something to read, or until it is to stop.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress
from math import ceil
from typing import Final

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

LOOK_SECONDS: Final = 0.1
"""How often is looked after something was typed: what a lone Escape means is known only after a while."""
LOOKS: Final = 4 + ceil(ESCAPE_DELAY / LOOK_SECONDS)
"""How often, until nothing more can come of it."""
MOST_BYTES: Final = 4096


class QuietDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, with an input thread that costs nothing while nothing is typed."""

    _waker: int | None = None
    """The end of the pipe that wakes the input thread to stop."""

    def disable_input(self) -> None:
        """Stop to listen, at once."""
        waker, self._waker = self._waker, None
        if waker is not None:
            os.close(waker)
        super().disable_input()

    def run_input_thread(self) -> None:
        """Wait for input, and hand on what it means, until it is to stop."""
        sleeper, self._waker = os.pipe()
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")().decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(sleeper, selectors.EVENT_READ)
            looks = LOOKS
            try:
                while not self.exit_event.is_set():
                    ready = {key.fd for key, _ in selector.select(LOOK_SECONDS if looks else None)}
                    looks = max(0, looks - 1)
                    if sleeper in ready:
                        break
                    if self.fileno in ready:
                        looks = LOOKS
                        written = os.read(self.fileno, MOST_BYTES)
                        if not written:
                            # The terminal is gone, or what stood in for one has ended.
                            selector.unregister(self.fileno)
                        for message in parser.feed(decode(written)) if written else ():
                            self.process_message(message)
                    for message in parser.tick():
                        self.process_message(message)
            finally:
                os.close(sleeper)
                with suppress(EOFError, ParseError):
                    for _ in parser.feed(""):
                        pass

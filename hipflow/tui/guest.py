"""The guest: how hipflow behaves in a terminal that is not its own, from its first frame until it is gone."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final

from textual.app import App

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.filter import LineFilter

    from hipflow.tui.title import TerminalTitle

LEAVE_WITHIN: Final = 3.0
"""Seconds after a signal within which hipflow is gone, whatever the terminal does."""


class Guest(App[None]):
    """An app that asks little of its terminal, obeys the system, and leaves all as it was found."""

    def __init__(self) -> None:
        """A guest that has not told the terminal of anything yet."""
        super().__init__()
        self._title: TerminalTitle | None = None  # what tells the terminal of a session, while one runs
        self._is_breaking_off = False  # does it leave because of a signal?

    def get_driver_class(self) -> type[Driver]:
        """What reads and writes the terminal: our own on Linux and macOS, elsewhere the usual one."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from hipflow.tui.quiet_driver import QuietDriver

        return QuietDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What all colours go through: the terminal's own palette, where it has no more than 256."""
        return (*super().get_line_filters(), *self.palette_filters)

    @cached_property
    def palette_filters(self) -> Sequence[LineFilter]:
        """The filter for a terminal with 256 colours; none for others."""
        if self.console.color_system != "256" or self.is_headless:
            return ()
        from hipflow.tui.palette import NearestColours

        return (NearestColours(),)

    def on_ready(self) -> None:
        """Collect garbage from now on, but never look again at all that was made for the first frame."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def obey_signals(self) -> None:
        """Leave in good order, the terminal as it was found, when the system or a closed window says so."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # Windows has neither, and tests run where handlers cannot be set.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                if number is not None:
                    loop.add_signal_handler(number, self.leave_for, number)

    def stop_process(self) -> None:
        """Stop as Ctrl+Z does, once the terminal has its title back."""
        if self._title is not None:
            self._title.close()
        super().action_suspend_process()

    def come_back(self) -> None:
        """Show everything again after the process was stopped."""
        self.refresh(layout=True)
        if self._title is not None:
            self._title.tell()

    def leave_for(self, number: int) -> None:
        """Leave because of a signal; a session that runs is broken off, and can be taken up again."""
        self._is_breaking_off = True
        # Where the terminal is gone, what should restore it may wait for ever.
        last_resort = threading.Timer(LEAVE_WITHIN, os._exit, (128 + number,))
        last_resort.daemon = True
        last_resort.start()
        if self._title is not None:
            self._title.close()
        self.exit(return_code=128 + number)

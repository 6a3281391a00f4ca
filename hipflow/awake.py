"""The display stays awake while a session runs, and only then."""

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from threading import Event as Signal
from threading import Thread
from typing import Final, Protocol

from hipflow.core.events import Event, Finished, Paused, Stopped, Ticked

MAY_DIM: Final = "screen may dim"
REMOTE_VARIABLES: Final = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


class Hold(Protocol):
    """What came of asking the system to keep the display awake."""

    @property
    def active(self) -> bool:
        """Does it?"""
        ...


OpenHold = Callable[[], AbstractContextManager[Hold]]
"""Asks the system when it is entered, and takes it back when it is left; each may take a while."""


class AwakeDisplay:
    """Listens to a session, and keeps the display awake from its first second on, pauses left out.

    Nothing here ever waits or fails: the system is asked in a thread, and where it cannot help there is a hint.
    """

    def __init__(self, open_hold: OpenHold | None) -> None:
        """Nothing is held yet.

        Args:
            open_hold: Keeps the display awake; None where nothing here can.
        """
        self.hint = "" if open_hold else MAY_DIM
        """What a person should know, in a few words; empty while all is well, or not known yet."""
        self._open_hold = open_hold
        self._let_go: Signal | None = None  # set to end what is held now

    def __call__(self, event: Event) -> None:
        """Take in what happened."""
        match event:
            case Ticked():
                # Not from the first moment on: what is imported for it would delay the first picture.
                self._hold()
            case Paused() | Finished() | Stopped():
                self._release()

    def _hold(self) -> None:
        if self._let_go is None and self._open_hold is not None:
            self._let_go = Signal()
            # Dies with hipflow, and then the system lets go by itself.
            Thread(target=self._stay, args=(self._open_hold, self._let_go), name="awake", daemon=True).start()

    def _stay(self, open_hold: OpenHold, let_go: Signal) -> None:
        try:
            with open_hold() as hold:
                self.hint = "" if hold.active else MAY_DIM
                let_go.wait()
        except Exception:
            self.hint = MAY_DIM

    def _release(self) -> None:
        if self._let_go is not None:
            self._let_go.set()
            self._let_go = None


def find_hold(environment: Mapping[str, str] = os.environ) -> OpenHold | None:
    """What keeps the display awake here; None over SSH, where the display is another machine's."""
    return None if any(environment.get(name) for name in REMOTE_VARIABLES) else open_hold


def open_hold() -> AbstractContextManager[Hold]:
    """Ask the system to keep the display awake; where it cannot, that is told by what this opens."""
    # 30 ms, and needed by nobody who only looks at the picker.
    from wakepy import keep

    # Without on_fail, 25 lines would be printed into the picture.
    return keep.presenting(on_fail="pass")

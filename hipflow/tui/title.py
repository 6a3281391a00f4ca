"""The terminal around the screen: its title and its place in the taskbar say how a session goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from hipflow.core.session import State
from hipflow.tui.phrases import clock_text, printable, short_name
from hipflow.tui.progress import Progress, follow, progress_of
from hipflow.tui.wording import join_texts

if TYPE_CHECKING:
    from textual.app import App

    from hipflow.core.events import Event
    from hipflow.core.session import Session

Write = Callable[[str], None]
"""Hands something to the terminal that is no part of the picture."""

AUTO, ON, OFF = "auto", "on", "off"
PROGRESS_CHOICES: Final = (AUTO, ON, OFF)
KEEP_TITLE, GIVE_BACK_TITLE = "\x1b[22;0t", "\x1b[23;0t"
NO_TITLE: Final = "\x1b]0;\x07"
"""Where titles cannot be kept, the terminal's own is then the next best."""
NO_PROGRESS: Final = "\x1b]9;4;0;0\x07"
RUNNING, HALTED = 1, 4
"""What the taskbar is told, in the words of OSC 9;4: a usual bar, a paused one."""
MOST_LETTERS: Final = 60
PLAIN_TERMINALS: Final = frozenset({"", "dumb", "linux"})
MULTIPLEXERS: Final = ("TMUX", "STY", "ZELLIJ")
LEAST_VERSIONS: Final[Mapping[str, tuple[int, ...]]] = {
    "ghostty": (1, 2),
    "iTerm.app": (3, 6, 6),
    "WezTerm": (20250209,),
    "mintty": (0,),
    "vscode": (0,),
}
"""From which version on each TERM_PROGRAM shows progress. Before, OSC 9 was a notification in the first three."""
LEAST_VTE: Final = 8000
LEAST_KONSOLE: Final = 260400


class TerminalTitle:
    """Listens to a session, and tells the terminal of it whenever the seconds change; nothing while it is paused."""

    def __init__(self, session: Session, now: float, write: Write, *, has_title: bool, has_progress: bool) -> None:
        """Nothing is told yet.

        Args:
            session: What is told of.
            now: Seconds of the session clock.
            write: Where to.
            has_title: Does the terminal have a title?
            has_progress: Does it show progress in the taskbar?
        """
        self._progress = progress_of(session, now)
        self._write = write
        self._has_title = has_title
        self._has_progress = has_progress
        self._told = ""  # the last that was written; empty when the terminal is as it was

    def __call__(self, event: Event) -> None:
        """Take in what happened, and tell of it."""
        self._progress = follow(self._progress, event)
        if self._progress.state.is_over:
            self.close()
        elif self._progress.state is not State.READY:
            self.tell()

    def tell(self) -> None:
        """Tell how the session goes, unless that is known."""
        told = (f"\x1b]0;{title_of(self._progress)}\x07" if self._has_title else "") + (
            taskbar_of(self._progress) if self._has_progress else ""
        )
        if told != self._told:
            self._write(told if self._told or not self._has_title else KEEP_TITLE + told)
            self._told = told

    def close(self) -> None:
        """Put everything back as it was; may be called again, and what is told afterwards is put back as well."""
        if self._told:
            self._told = ""
            self._write(
                (NO_PROGRESS if self._has_progress else "") + (NO_TITLE + GIVE_BACK_TITLE if self._has_title else "")
            )


def title_of(progress: Progress) -> str:
    """The title for a moment of a session: what matters most comes first, for little of it is seen."""
    step = progress.step
    side = step.side.value if step.side else ""
    match progress.state:
        case State.PAUSED:
            lead = f"Paused {_left_text(progress)}"
        case State.COUNTING_IN:
            lead = f"Get set {progress.count}"
        case _:
            lead = _left_text(progress)
    name = printable(short_name(step))[:MOST_LETTERS]
    return join_texts((lead, f"{name} {side}".strip(), "hipflow"))


def _left_text(progress: Progress) -> str:
    if progress.is_waiting:
        return f"+{clock_text(-progress.seconds)}"
    return f"{progress.rep}/{progress.reps}" if progress.reps else clock_text(progress.seconds)


def taskbar_of(progress: Progress) -> str:
    """The sequence that shows in the taskbar how much of the plan is over, in per cent."""
    whole = max(1, progress.plan.seconds)
    over = min(100, max(0, round(100 * (1 - progress.seconds_in_all / whole))))
    return f"\x1b]9;4;{HALTED if progress.state is State.PAUSED else RUNNING};{over}\x07"


def has_title(environment: Mapping[str, str]) -> bool:
    """Does this terminal have a title? Over SSH as well: it is the person's own that shows it."""
    return environment.get("TERM", "") not in PLAIN_TERMINALS


def has_progress(environment: Mapping[str, str], wish: str = AUTO) -> bool:
    """Is this terminal known to show progress in the taskbar?

    Args:
        environment: The variables that terminals set.
        wish: auto, to go by them; on or off, to do as one is told.
    """
    if wish != AUTO:
        return wish == ON
    if not has_title(environment) or any(environment.get(name) for name in MULTIPLEXERS):
        return False
    program = environment.get("TERM_PROGRAM", "")
    if program:
        least = LEAST_VERSIONS.get(program)
        return least is not None and _version(environment.get("TERM_PROGRAM_VERSION", "")) >= least
    if environment.get("TERM") == "xterm-ghostty" or environment.get("WT_SESSION"):
        return True
    if environment.get("ConEmuANSI") == "ON":
        return True
    return (
        _number(environment.get("VTE_VERSION", "")) >= LEAST_VTE
        or _number(environment.get("KONSOLE_VERSION", "")) >= LEAST_KONSOLE
    )


def find_write(app: App[Any]) -> Write:
    """What hands something to the terminal of an app.

    Textual has no public way to do so; where its private one is gone or fails, nothing is written.
    """

    def write(data: str) -> None:
        driver = getattr(app, "_driver", None)
        if driver is None or driver.is_headless:
            return
        try:
            driver.write(data)
        except Exception:
            return

    return write


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text)[:3]) or (0,)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0

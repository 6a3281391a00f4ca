"""What the app is given: where routines come from, how a session is opened, and what is known about the person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from hipflow.core.plan import Plan
from hipflow.tui.cards import Library

if TYPE_CHECKING:
    # Not needed before a session, and the first frame waits for every import.
    from hipflow.engine import Engine


class SoundControl(Protocol):
    """What the screens may ask of the sound of one session."""

    @property
    def status(self) -> str:
        """One word for a person: on, muted, silent, bell."""
        ...

    def toggle_mute(self) -> None:
        """Make it silent, or heard again."""
        ...

    def change_volume(self, by: int) -> None:
        """Make it louder, or quieter below 0."""
        ...

    def close(self) -> None:
        """Let what sounds come to its end and let go of the device; may take seconds, and is called from a thread."""
        ...


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A session that is about to run, and what makes it heard."""

    engine: Engine
    sound: SoundControl


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """All that the screens need from the rest of hipflow."""

    read_library: Callable[[], Library]
    """Called in a thread after the first frame, and again when the person asks for it."""
    open_session: Callable[[Plan], LiveSession]
    first_plan: Plan | None = None
    """What to start with; leaving its summary then leaves the app. None: the person picks."""
    last_choice: str = ""
    """The id of the routine that is selected at first."""
    is_notice_due: bool = False
    """Has the safety notice still to be shown before the first session?"""
    note_notice_seen: Callable[[], None] = lambda: None
    theme: str = "hipflow-dark"
    note_theme: Callable[[str], None] = lambda _: None
    """Told the name of the theme whenever the person chooses another."""

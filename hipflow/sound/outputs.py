"""The ways out of the machine, best first, and what they all promise."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # Its names are known to all who open hipflow; the mixer only to those who hear it.
    from hipflow.sound.mixer import Mixer

Clock = Callable[[], float]
"""Gives seconds that never go back; the one that the session runs by."""
Ring = Callable[[], None]
"""Rings the bell of the terminal; may be called from any thread."""

AUTO = "auto"


class OutputError(Exception):
    """Why an output does not play, in a few words for a person."""

    def __init__(self, why: str, *, is_final: bool = False) -> None:
        super().__init__(why)
        self.is_final = is_final
        """Will it be so for the whole session, as when a program is missing?"""


class Output(Protocol):
    """One way to be heard. While it is open, it alone calls on the mixer."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""

    @property
    def status(self) -> str:
        """What the screen says while it plays, in one word."""

    @property
    def detail(self) -> str:
        """What it plays through, for people who look for a fault; empty where there is nothing to say."""

    def open(self, mixer: Mixer, clock: Clock) -> None:
        """Begin to play what the mixer has; raises OutputError."""

    def check(self, now: float) -> None:
        """Raise OutputError if it plays no longer; called about twice a second."""

    def close(self) -> None:
        """Stop playing, at once. May be called at any time, and again."""


def find_outputs(name: str = AUTO, *, ring: Ring | None = None) -> tuple[Output, ...]:
    """The outputs of that name, best first, none of them tried yet; raises ValueError for an unknown name.

    Args:
        name: `auto`, for all there are, or one of `OUTPUT_NAMES`.
        ring: Rings the bell of the terminal; without it there is no bell.
    """
    from hipflow.sound.bell import Bell, Silence
    from hipflow.sound.libraries import SimpleaudioPlayer, WindowsPlayer
    from hipflow.sound.programs import find_programs
    from hipflow.sound.stream_process import StreamProcess

    outputs: list[Output] = [StreamProcess(), SimpleaudioPlayer(), *find_programs(), WindowsPlayer()]
    outputs += [Bell(ring)] if ring else []
    if name == AUTO:
        return tuple(outputs)
    outputs.append(Silence())
    if name not in OUTPUT_NAMES:
        raise ValueError(f"no audio output “{name}”; there are {', '.join(OUTPUT_NAMES)}")
    return tuple(output for output in outputs if output.name == name)


OUTPUT_NAMES = (
    *(AUTO, "miniaudio", "simpleaudio", "pw-play", "paplay", "aplay", "afplay", "winsound", "bell", "silent"),
)

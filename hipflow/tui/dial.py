"""The dial: what the big clock shows at a moment, in digits and in the few words that say what they are."""

from dataclasses import dataclass

from hipflow.core.session import State
from hipflow.tui.lettering.clock import clock_text, list_clock_texts
from hipflow.tui.progress import Progress

SHORTEST = 10
"""Seconds from which a clock has the room of two digits, however short its step."""


@dataclass(frozen=True, slots=True)
class Dial:
    """A number for the biggest digits there are."""

    digits: str
    """Seconds left; which repetition is on; or seconds beyond those that were expected."""
    widest: tuple[str, ...]
    """The longest of every length that it shows during this step."""
    tally: str = ""
    """What the number is of or beyond, in few letters; empty where it needs no more than itself."""
    left: str = ""
    """The seconds left, where the number does not say them."""

    @property
    def words(self) -> str:
        """All of it as a text on one line."""
        return f"{self.digits} {self.tally or 's'}"


def read_dial(progress: Progress) -> Dial:
    """What the clock shows when a session is so far: whoever counts repetitions wants to know which one is on."""
    if progress.state is State.COUNTING_IN:
        return _time(progress.count, progress)
    if progress.is_waiting:
        return _time(-progress.seconds, progress, f"past {clock_text(round(progress.length))}")
    if not progress.reps:
        return _time(progress.seconds, progress)
    widest = tuple("9" * length for length in range(1, len(str(progress.reps)) + 1))
    return Dial(str(progress.rep), widest, f"of {progress.reps}", f"{clock_text(progress.seconds)} s")


def _time(seconds: int, progress: Progress, tally: str = "") -> Dial:
    longest = max(SHORTEST, round(progress.length), seconds)
    return Dial(clock_text(seconds), list_clock_texts(longest), tally)

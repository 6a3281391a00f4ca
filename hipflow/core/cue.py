"""A cue: one thing that is heard in a step, at its second."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from hipflow.core.exercise import Side
from hipflow.core.sounds import Profile, Sound
from hipflow.core.wording import Priority


class Anchor(Enum):
    """What the second of a cue is counted from, so that it moves when its step gets longer or shorter."""

    START = "start"
    HALF = "half"
    REP = "rep"
    """The repetitions, of which there are more or fewer when the step gets longer or shorter."""
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One thing that is heard: a sound or words, never both."""

    second: float
    """From the start of the step."""
    seconds: float
    """How long it is heard, as far as is known."""
    priority: Priority
    sound: Sound | None = None
    words: str = ""
    side: Side | None = None
    anchor: Anchor = Anchor.START

    @property
    def end(self) -> float:
        """When it is over, in seconds from the start of the step."""
        return self.second + self.seconds


def find_silence(cues: Iterable[Cue], profile: Profile, otherwise: float = 0.0) -> float:
    """The second at which the last sound of some cues that a profile wishes for is over; without any, the other."""
    return max((cue.end for cue in cues if cue.sound in profile.beeps), default=otherwise)

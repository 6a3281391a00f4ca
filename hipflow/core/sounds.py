"""What of a session is heard at all: the sounds, what words are about, and how loud; a routine may choose."""

from dataclasses import dataclass
from enum import Enum


class Sound(Enum):
    """What is heard beside words; the value is the name of its file."""

    COUNT = "count"
    """3, 2, 1 before every ending."""
    START = "start"
    """Work begins."""
    SWITCH = "switch"
    """The other side now."""
    REST = "rest"
    """The way to the next exercise, or a rest."""
    HALF = "half"
    """Half of a long hold is over."""
    REP = "rep"
    """A repetition begins, and it is not the first."""
    ZERO = "zero"
    """Work is over: let go. Where a key is waited for: the time that was expected is over."""
    FINISH = "finish"
    """All of it is done."""

    @property
    def seconds(self) -> float:
        """How long it is heard."""
        return _SOUND_SECONDS[self]


_SOUND_SECONDS = {
    Sound.COUNT: 0.16,
    Sound.START: 0.45,
    Sound.SWITCH: 0.62,
    Sound.REST: 0.5,
    Sound.HALF: 0.3,
    Sound.REP: 0.06,
    Sound.ZERO: 0.4,
    Sound.FINISH: 1.4,
}


class Topic(Enum):
    """What words are about; a routine may have any of them left unsaid."""

    NEXT = "next"
    """The exercise to come, and how to get there."""
    SWITCH = "switch"
    PHASE = "phase"
    HALF = "half"
    REPS = "reps"
    """Every fifth repetition, by its number."""
    WAIT = "wait"
    """A key is waited for."""
    RESUME = "resume"
    END = "end"


class Loudness(Enum):
    """How loud a routine is meant to be."""

    SOFT = "soft"
    NORMAL = "normal"
    LOUD = "loud"

    @property
    def gain(self) -> float:
        """What to multiply samples by."""
        return {Loudness.SOFT: 0.4, Loudness.NORMAL: 1.0, Loudness.LOUD: 1.6}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What of a score is heard, as a routine may set it."""

    beeps: frozenset[Sound] = frozenset(Sound)
    says: frozenset[Topic] = frozenset(Topic)
    has_half: bool = True
    """Is half way told at all?"""
    loudness: Loudness = Loudness.NORMAL


DEFAULT_PROFILE = Profile()

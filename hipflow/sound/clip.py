"""A clip: something to hear; and a part: a clip in its place among others."""

import math
from array import array
from dataclasses import dataclass

RATE = 44_100
"""Frames a second, each of two samples: left, right."""


class Clip:
    """Something to hear. Its samples may come later than the wish to hear it."""

    __slots__ = ("is_mono", "samples")

    def __init__(self, samples: "array[int] | None" = None, *, is_mono: bool = False) -> None:
        self.samples = samples
        """Left and right in turn, or one for both; None while there are none yet."""
        self.is_mono = is_mono

    @property
    def frames(self) -> int | None:
        """How long it is; None while nobody knows."""
        if self.samples is None:
            return None
        return len(self.samples) if self.is_mono else len(self.samples) // 2

    @property
    def seconds(self) -> float | None:
        """How long it is; None while nobody knows."""
        frames = self.frames
        return None if frames is None else frames / RATE


@dataclass(frozen=True, slots=True)
class Part:
    """A clip in its place in a group."""

    offset: float
    """Seconds from the moment of the group."""
    clip: Clip
    is_speech: bool = False
    """Does it give way to beeps, and wait for other speech?"""
    until: float = math.inf
    """The offset by which it must be over; what would not be is not begun."""

    @property
    def end(self) -> float:
        """The offset at which it is over, as far as is known."""
        seconds = self.clip.seconds
        return self.until if seconds is None else self.offset + seconds


def place_in_stereo(mono: "array[int]", place: float = 0.0) -> "array[int]":
    """A mono sound between the speakers, as loud anywhere (equal power).

    Args:
        mono: Its samples.
        place: -1 is left, 0 the middle, 1 right.
    """
    angle = (max(-1.0, min(1.0, place)) + 1) * math.pi / 4
    left, right = math.cos(angle), math.sin(angle)
    stereo = array("h", bytes(4 * len(mono)))
    stereo[0::2] = array("h", [int(sample * left) for sample in mono])
    stereo[1::2] = array("h", [int(sample * right) for sample in mono])
    return stereo


def spread_to_both(mono: "array[int]") -> "array[int]":
    """A mono sound, the same on both sides."""
    stereo = array("h", bytes(4 * len(mono)))
    stereo[0::2] = stereo[1::2] = mono
    return stereo


def count_frames(seconds: float) -> int:
    """The frames of some seconds, to the nearest."""
    return round(seconds * RATE)

"""A recording of what was really played, and what can be heard in it."""

import math
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hipflow.core.plan import Plan
from hipflow.core.score import Row, score_table
from hipflow.core.sounds import Profile, Sound
from hipflow.sound.clip import RATE

LOUD = 600
QUIET = 0.03
"""Seconds of silence after which something begins anew."""
SLOPE = 20
"""Frames that any sound takes at least to rise to what is loud and to fade from it; a tone that is torn takes fewer."""
STRUCK = (Sound.COUNT, Sound.START, Sound.ZERO)
"""The sounds that begin after a silence."""


def rows_of(a_plan: Plan) -> list[Row]:
    """The rows of a plan's score whose sounds begin after a silence: those, and the opening."""
    rows = score_table(a_plan, profile=Profile(says=frozenset()))
    return [row for row in rows if row.cue.sound in STRUCK or row.at == 1.0]


@dataclass(frozen=True)
class Tear:
    """A piece of silence in the middle of a sound: the stream ran dry."""

    second: float
    seconds: float


@dataclass(frozen=True)
class Recording:
    """What came out, left and right, and when its first sample did, on the clock."""

    left: "array[int]"
    right: "array[int]"
    began: float = 0.0

    @classmethod
    def from_bytes(cls, content: bytes, began: float = 0.0) -> "Recording":
        """A recording of what a recorder wrote: stereo, 16 bits."""
        samples = array("h", content[: len(content) // 4 * 4])
        return cls(samples[0::2], samples[1::2], began)

    @cached_property
    def onsets(self) -> tuple[float, ...]:
        """The seconds at which something begins after a silence, by rising from it."""
        return tuple(begin / RATE for end, begin in self._breaks if begin - end > QUIET * RATE and self._rises(begin))

    @cached_property
    def tears(self) -> tuple[Tear, ...]:
        """Where a sound was torn: it broke off instead of fading, or went on without rising."""
        return tuple(
            Tear(end / RATE, (begin - end) / RATE)
            for end, begin in self._breaks
            if end >= 0 and not (self._falls(end) and self._rises(begin))
        )

    def loud_seconds(self, begin: float, end: float) -> list[float]:
        """The clock's seconds, to the hundredth, in which something is heard between two of them."""
        first, last = (round((moment - self.began) * 100) for moment in (begin, end))
        step = RATE // 100
        return [
            self.began + place / 100
            for place in range(max(0, first), last)
            if max(map(abs, self.left[place * step : (place + 1) * step]), default=0) >= LOUD
        ]

    def balance(self, begin: float, seconds: float) -> float:
        """How much louder left is than right."""
        place = slice(round(begin * RATE), round((begin + seconds) * RATE))
        powers = [math.sqrt(sum(sample * sample for sample in side[place])) for side in (self.left, self.right)]
        return powers[0] / max(1.0, powers[1])

    @cached_property
    def _breaks(self) -> tuple[tuple[int, int], ...]:
        """The last loud frame before, and the first after, all that is quiet for two milliseconds or longer."""
        return tuple(self._find_breaks())

    def _find_breaks(self) -> Iterator[tuple[int, int]]:
        last_loud = -RATE
        step = RATE // 1000
        for begin in range(0, len(self.left) - step, step):
            pieces = (self.left[begin : begin + step], self.right[begin : begin + step])
            if max(max(piece) for piece in pieces) < LOUD and min(min(piece) for piece in pieces) > -LOUD:
                continue
            for frame in range(begin, begin + step):
                if self._size(frame) >= LOUD:
                    if frame - last_loud > 2 * step:
                        yield last_loud, frame
                    last_loud = frame

    def _size(self, frame: int) -> int:
        return max(abs(self.left[frame]), abs(self.right[frame]))

    def _rises(self, frame: int) -> bool:
        """Does something that is loud at a frame come up to it from nothing, rather than be there at once?"""
        return self._is_gradual(range(max(0, frame - SLOPE), frame))

    def _falls(self, frame: int) -> bool:
        """Does something that is loud at a frame for the last time fade from there on?"""
        return self._is_gradual(range(frame + 1, min(len(self.left), frame + 1 + SLOPE)))

    def _is_gradual(self, frames: range) -> bool:
        return sum(self._size(frame) > 1 for frame in frames) > 0.7 * SLOPE

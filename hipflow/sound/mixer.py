"""The mixer: clips that are to be heard at their moments go in, samples come out.

Theory of operation
-------------------
Whoever plays sound calls `render(frames, now)` again and again; `now` is the clock's time of that call. From these
calls the mixer learns which sample is due at which moment. Parts are given in groups with one moment for the whole
group. A group gets its place in samples once, when its first part is due within `HORIZON`: close enough that the
clock of the sound card has not drifted away from ours, and once, so that within the group all is right to the sample.

What is cancelled before it is begun is never heard, and what has begun fades out within a few milliseconds.
"""

import math
import sys
from array import array
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import add

from hipflow.sound.clip import RATE, Part, count_frames, spread_to_both
from hipflow.sound.levels import FADE, KNEE, RAMP, bend, duck, fade_out, find_gain
from hipflow.sound.schedule import LATE, Cancel, Group, Schedule

HORIZON = 0.5
"""Seconds ahead of its first part at which a group gets its place."""
JUMP = 0.25
"""Seconds between two beliefs of when a sample is due, from which on the stream must have stood still."""
SILENT_FROM = 1e-4
DRY = 0.06
"""Seconds that a call comes late, from which on the stream may have run dry meanwhile."""
SLIP = 0.02
"""Seconds between two beliefs, from which on what is still to come gets another place."""
SURE = 15
"""Calls after which it is believed that a sample is due later than was thought; on a busy machine many come late."""
_WINDOW = 100
"""Calls that are remembered: two seconds of them, for a busy machine may be late for one."""


@dataclass(slots=True)
class _Voice:
    handle: int
    start: int
    samples: "array[int]"
    is_speech: bool

    @property
    def end(self) -> int:
        return self.start + len(self.samples) // 2


@dataclass(slots=True)
class Mixer(Schedule):
    """Clips at their moments, mixed into one stream of stereo samples of 16 bits."""

    lead: float = 0.0
    """Seconds from when a sample is rendered to when it is heard, as far as is known."""
    position: int = 0
    """Frames rendered so far."""
    _voices: list[_Voice] = field(default_factory=list)
    _origins: "deque[float]" = field(default_factory=lambda: deque(maxlen=_WINDOW))
    """The clock's time of frame 0, as each of the last calls would have it."""
    _believed: float = math.inf
    """The clock's time of frame 0."""
    _speech_end: int = 0
    _last_gain: float | None = None
    _speech_gain: float = 1.0
    """What speech was multiplied by last; it never jumps."""

    def forget_place(self) -> None:
        """The stream is a new one: what is heard is gone, what is to come finds its place anew."""
        with self._lock:
            self._voices.clear()
            self._origins.clear()
            self._believed = math.inf
            self._speech_end = self.position
            for group in self._groups:
                group.base = None

    @property
    def is_idle(self) -> bool:
        """Is nothing heard just now, and nothing about to be?"""
        return not self._voices and all(group.base is None for group in self._groups)

    @property
    def is_done(self) -> bool:
        """Is nothing heard, and nothing to come?"""
        return not (self._inbox or self._groups or self._voices)

    @property
    def sounding(self) -> frozenset[int]:
        """The handles of what is heard just now."""
        return frozenset(voice.handle for voice in self._voices)

    def render(self, frames: int, now: float) -> bytes:
        """The next samples, of all that is to be heard by then.

        Args:
            frames: How many, each of 4 bytes.
            now: The clock's time of this call.
        """
        with self._lock:
            self._read_inbox()
            self._learn(now)
            self._begin(frames, now)
            block = self._mix(frames)
            self.position += frames
            self._voices = [voice for voice in self._voices if voice.end > self.position]
            return block

    def _drop(self, asked: Cancel) -> None:
        Schedule._drop(self, asked)  # super() does not know a class with slots that a decorator made
        if not asked.is_begun_too:
            return
        for voice in self._voices:
            if asked.handle in (None, voice.handle):
                heard = self.position - voice.start
                rest = voice.samples[2 * heard : 2 * (heard + FADE)]
                voice.start, voice.samples = self.position, fade_out(rest)
        ends = [voice.end for voice in self._voices if voice.is_speech]
        self._speech_end = max(ends, default=self.position)

    def _learn(self, now: float) -> None:
        """Learn from the moment of a call which sample is due when.

        A call comes late now and then, and never early: the earliest of the last ones is right.
        """
        origin = now - self.position / RATE
        late = origin - min(self._origins, default=origin)
        if abs(late) > JUMP:
            self._origins.clear()
            self._believed = math.inf
            for group in self._groups:
                group.base = None
        if DRY < late <= JUMP:
            # The stream may have run dry. The next calls tell: they come soon if it has not.
            self._origins.clear()
            self._origins.append(origin)
        else:
            self._origins.append(origin)
            earliest = min(self._origins)
            if earliest <= self._believed or len(self._origins) >= SURE:
                self._believed = earliest
        for group in self._groups:
            if group.base is not None and abs(self._believed - group.origin) > SLIP:
                group.base = None

    def _begin(self, frames: int, now: float) -> None:
        """Let everything begin that is due before the end of this block."""
        end = self.position + frames
        for group in self._groups:
            if group.base is None and group.at + group.parts[0].offset - now <= HORIZON:
                self._give_place(group)
            if group.base is not None:
                base = group.base
                group.parts = [part for part in group.parts if not self._has_begun(part, base, end, group.handle)]
        self._groups = [group for group in self._groups if group.parts]

    def _give_place(self, group: Group) -> None:
        base = round((group.at - self.lead - self._believed) * RATE)
        late = self.position - (base + count_frames(group.parts[0].offset))
        if 0 < late <= (LATE + self.lead) * RATE:
            base += late
        group.origin = self._believed
        # Whoever was away for longer does not hear it all at once on coming back. Speech has its own deadline.
        group.base = base
        group.parts = [part for part in group.parts if part.is_speech or not self._is_past(base, part)]

    def _is_past(self, base: int, part: Part) -> bool:
        return base + count_frames(part.offset) < self.position

    def _has_begun(self, part: Part, base: int, end: int, handle: int) -> bool:
        """Let a part begin if its time has come; the answer is whether it is to be thought of any longer."""
        start = max(base + count_frames(part.offset), self.position)
        if part.is_speech:
            start = max(start, self._speech_end)
        if start >= end:
            return False
        samples, frames = part.clip.samples, part.clip.frames
        last = math.inf if part.until == math.inf else base + part.until * RATE
        if samples is None or frames is None:
            return start > last
        if start + frames > last:
            return True
        if part.clip.is_mono:
            samples = spread_to_both(samples)
        self._voices.append(_Voice(handle, start, samples, part.is_speech))
        if part.is_speech:
            self._speech_end = start + frames
        return True

    def _mix(self, frames: int) -> bytes:
        gain = self.gain if self.gain > SILENT_FROM else 0.0
        last_gain = gain if self._last_gain is None else self._last_gain
        self._last_gain = gain
        first, end = self.position, self.position + frames
        sounding = [voice for voice in self._voices if voice.start < end]
        if not sounding or (gain == 0.0 and last_gain == 0.0):
            return bytes(4 * frames)
        ducks = self._ducks(first, end)
        mixed: list[int] = [0] * (2 * frames)
        for voice in sounding:
            begin = max(0, voice.start - first)
            skipped = max(0, first - voice.start)
            piece: Sequence[int] = voice.samples[2 * skipped : 2 * (skipped + frames - begin)]
            if voice.is_speech:
                if voice.start >= first:
                    self._speech_gain = find_gain(voice.start, ducks)
                if ducks or self._speech_gain < 1.0:
                    piece, self._speech_gain = duck(piece, first + begin, ducks, self._speech_gain)
            mixed[2 * begin : 2 * begin + len(piece)] = map(add, mixed[2 * begin : 2 * begin + len(piece)], piece)
        if gain != last_gain:
            slope = (gain - last_gain) / frames
            mixed = [int(sample * (last_gain + slope * (place // 2))) for place, sample in enumerate(mixed)]
        elif gain != 1.0:
            mixed = [int(sample * gain) for sample in mixed]
        if max(mixed) > KNEE or min(mixed) < -KNEE:
            mixed = [bend(sample) for sample in mixed]
        block = array("h", mixed)
        if sys.byteorder == "big":
            block.byteswap()
        return block.tobytes()

    def _ducks(self, first: int, end: int) -> list[tuple[int, int]]:
        """From which frame to which speech gives way, as far as it matters for a block."""
        beeps = [(voice.start, voice.end) for voice in self._voices if not voice.is_speech]
        for group in self._groups:
            if group.base is not None:
                for part in group.parts:
                    if not part.is_speech:
                        start = group.base + count_frames(part.offset)
                        beeps.append((start, start + (part.clip.frames or 0)))
        return [(start, stop) for start, stop in beeps if start - RAMP < end and stop + RAMP > first]

"""The mixer: clips that are to be heard at their moments go in, samples come out.

Theory of operation
-------------------
Whoever plays sound calls `render(frames, now)` again and again; `now` is the clock's time of that call. From these
calls the mixer learns which sample is due at which moment. Parts are given in groups with one moment for the whole
group. A group gets its place in samples once, when its first part is due within `HORIZON`: close enough that the
clock of the sound card has not drifted away from ours, and once, so that within the group all is right to the sample.

Callers never wait: what they ask for goes into an inbox, which the next `render` empties before it makes a sample.
So what is cancelled before it is begun is never heard, and what has begun fades out within a few milliseconds.
"""

import math
import sys
import threading
from array import array
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from operator import add

RATE = 44_100
"""Frames a second, each of two samples: left, right."""

HORIZON = 0.5
"""Seconds ahead of its first part at which a group gets its place."""
LATE = 0.15
"""Seconds that a group may come late and still be heard; it is then late as a whole."""
JUMP = 0.25
"""Seconds between two beliefs of when a sample is due, from which on the stream must have stood still."""
SILENT_FROM = 1e-4
DUCK = 0.35
"""What speech is multiplied by under a beep."""
RAMP = int(0.02 * RATE)
"""Frames in which speech gives way, and comes back."""
FADE = int(0.005 * RATE)
"""Frames in which something fades out that is cancelled while it is heard."""
FULL = 32_767
KNEE = int(0.7 * FULL)
"""From here on loud samples are bent, so that no sum of them is ever cut off."""
DRY = 0.06
"""Seconds that a call comes late, from which on the stream may have run dry meanwhile."""
SLIP = 0.02
"""Seconds between two beliefs, from which on what is still to come gets another place."""
_CHUNK = 32
_WINDOW = 50
"""Calls that are remembered: two seconds of them, for a busy machine may be late for one."""


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


@dataclass(slots=True)
class _Group:
    handle: int
    at: float
    parts: list[Part]
    base: int | None = None
    """The frame of its moment, once it has its place."""
    origin: float = 0.0
    """The clock's time of frame 0, by which it got that place."""


@dataclass(slots=True)
class _Voice:
    handle: int
    start: int
    samples: "array[int]"
    is_speech: bool

    @property
    def end(self) -> int:
        return self.start + len(self.samples) // 2


@dataclass(frozen=True, slots=True)
class _Cancel:
    handle: int | None
    is_begun_too: bool


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


def bend(sample: float) -> int:
    """A sample of any size within what 16 bits hold: as it is up to the knee, then ever less louder."""
    size = abs(sample)
    if size <= KNEE:
        return int(sample)
    room = FULL - KNEE
    bent = KNEE + room * math.tanh((size - KNEE) / room)
    return int(bent if sample > 0 else -bent)


@dataclass(slots=True)
class Mixer:
    """Clips at their moments, mixed into one stream of stereo samples of 16 bits."""

    gain: float = 1.0
    """What everything is multiplied by; a change is heard as a ramp, not as a click."""
    lead: float = 0.0
    """Seconds from when a sample is rendered to when it is heard, as far as is known."""
    position: int = 0
    """Frames rendered so far."""
    recalled: "deque[int | None]" = field(default_factory=lambda: deque(maxlen=64))
    """The last handles that were cancelled (None: all of them), for whoever has handed their samples on already."""
    arrived: threading.Event = field(default_factory=threading.Event)
    """Set with all that is scheduled, for an output that waits for it rather than asking again and again."""
    _inbox: "deque[_Group | _Cancel]" = field(default_factory=deque)
    _handles: "count[int]" = field(default_factory=lambda: count(1))
    _groups: list[_Group] = field(default_factory=list)
    _voices: list[_Voice] = field(default_factory=list)
    _origins: "deque[float]" = field(default_factory=lambda: deque(maxlen=_WINDOW))
    """The clock's time of frame 0, as each of the last calls would have it."""
    _believed: float = 0.0
    """The clock's time of frame 0."""
    _speech_end: int = 0
    _last_gain: float | None = None
    _speech_gain: float = 1.0
    """What speech was multiplied by last; it never jumps."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def schedule(self, at: float, parts: Iterable[Part]) -> int:
        """Hear some parts, counted from the clock's moment `at`; the answer is a handle to cancel them by."""
        handle = next(self._handles)
        self._inbox.append(_Group(handle, at, sorted(parts, key=lambda part: part.offset)))
        self.arrived.set()
        return handle

    def cancel(self, handle: int | None = None, *, is_begun_too: bool = True) -> None:
        """Hear nothing more of a group, or of all of them; or only nothing of it that has not begun."""
        self._inbox.append(_Cancel(handle, is_begun_too))
        self.recalled.append(handle)

    def forget_place(self) -> None:
        """The stream is a new one: what is heard is gone, what is to come finds its place anew."""
        with self._lock:
            self._voices.clear()
            self._origins.clear()
            self._speech_end = self.position
            for group in self._groups:
                group.base = None

    def next_moment(self) -> float | None:
        """The clock's moment of the next part to begin; None when nothing is to be heard."""
        with self._lock:
            self._read_inbox()
            return min((group.at + group.parts[0].offset for group in self._groups), default=None)

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

    def take_due(self, now: float) -> tuple[Part, ...]:
        """The parts whose moment has come, which are then no longer to be heard; stale ones are dropped."""
        with self._lock:
            self._read_inbox()
            due: list[Part] = []
            for group in self._groups:
                while group.parts and group.at + group.parts[0].offset <= now:
                    part = group.parts.pop(0)
                    if group.at + part.offset >= now - LATE:
                        due.append(part)
            self._groups = [group for group in self._groups if group.parts]
            return tuple(due)

    def next_due(self) -> float | None:
        """The moment of the next part that has not begun; None where there is none."""
        with self._lock:
            self._read_inbox()
            return min((group.at + group.parts[0].offset for group in self._groups if group.parts), default=None)

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

    def _read_inbox(self) -> None:
        while self._inbox:
            asked = self._inbox.popleft()
            if isinstance(asked, _Cancel):
                self._drop(asked)
            elif asked.parts:
                self._groups.append(asked)

    def _drop(self, asked: _Cancel) -> None:
        self._groups = [group for group in self._groups if asked.handle not in (None, group.handle)]
        if not asked.is_begun_too:
            return
        for voice in self._voices:
            if asked.handle in (None, voice.handle):
                heard = self.position - voice.start
                rest = voice.samples[2 * heard : 2 * (heard + FADE)]
                voice.start, voice.samples = self.position, _fade(rest)
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
            for group in self._groups:
                group.base = None
        if DRY < late <= JUMP:
            # The stream may have run dry. The next calls tell: they come soon if it has not.
            self._origins.clear()
            self._origins.append(origin)
        else:
            self._origins.append(origin)
            self._believed = min(self._origins)
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

    def _give_place(self, group: _Group) -> None:
        base = round((group.at - self.lead - self._believed) * RATE)
        late = self.position - (base + _frames(group.parts[0].offset))
        if 0 < late <= (LATE + self.lead) * RATE:
            base += late
        group.origin = self._believed
        # Whoever was away for longer does not hear it all at once on coming back. Speech has its own deadline.
        group.base = base
        group.parts = [part for part in group.parts if part.is_speech or base + _frames(part.offset) >= self.position]

    def _has_begun(self, part: Part, base: int, end: int, handle: int) -> bool:
        """Let a part begin if its time has come; the answer is whether it is to be thought of any longer."""
        start = max(base + _frames(part.offset), self.position)
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
            samples = _both_sides(samples)
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
                    self._speech_gain = _duck_gain(voice.start, ducks)
                if ducks or self._speech_gain < 1.0:
                    piece, self._speech_gain = _duck(piece, first + begin, ducks, self._speech_gain)
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
                        start = group.base + _frames(part.offset)
                        beeps.append((start, start + (part.clip.frames or 0)))
        return [(start, stop) for start, stop in beeps if start - RAMP < end and stop + RAMP > first]


def _frames(seconds: float) -> int:
    return round(seconds * RATE)


def _both_sides(mono: "array[int]") -> "array[int]":
    stereo = array("h", bytes(4 * len(mono)))
    stereo[0::2] = stereo[1::2] = mono
    return stereo


def _fade(samples: "array[int]") -> "array[int]":
    """Samples that fade out over their whole length."""
    frames = max(1, len(samples) // 2)
    return array(
        "h",
        [int(sample * (0.5 + 0.5 * math.cos(math.pi * (place // 2) / frames))) for place, sample in enumerate(samples)],
    )


def _duck(samples: Sequence[int], first: int, ducks: list[tuple[int, int]], gain: float) -> tuple[list[int], float]:
    """Speech from frame `first` on, giving way to what is heard over it; and what its end is multiplied by.

    Args:
        samples: The speech.
        first: The frame it begins at.
        ducks: From which frame to which something is heard over it.
        gain: What the sample before it was multiplied by.
    """
    ducked: list[int] = []
    for begin in range(0, len(samples), 2 * _CHUNK):
        piece = samples[begin : begin + 2 * _CHUNK]
        frames = len(piece) // 2
        most = (1 - DUCK) * frames / RAMP
        wanted = _duck_gain(first + begin // 2 + frames, ducks)
        next_gain = max(gain - most, min(gain + most, wanted))
        if gain == next_gain == 1.0:
            ducked += piece
        elif gain == next_gain:
            ducked += [int(sample * gain) for sample in piece]
        else:
            slope = (next_gain - gain) / frames
            ducked += [int(sample * (gain + slope * (place // 2))) for place, sample in enumerate(piece)]
        gain = next_gain
    return ducked, gain


def _duck_gain(frame: int, ducks: list[tuple[int, int]]) -> float:
    away = min((max(start - frame, frame - stop, 0) for start, stop in ducks), default=RAMP)
    return DUCK + (1 - DUCK) * min(1.0, away / RAMP)

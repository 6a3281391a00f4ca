"""The schedule: what is to be heard, at which moments, until it is heard or cancelled.

Callers never wait: what they ask for goes into an inbox, which whoever plays empties before it looks. So what is
cancelled before it is begun is never heard.
"""

import math
import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

from hipflow.sound.clip import Part

LATE = 0.15
"""Seconds that a group may come late and still be heard; it is then late as a whole."""
RINGING = 0.1
"""Seconds after its end at which what was played elsewhere is thought to be heard by everyone."""


@dataclass(slots=True)
class Group:
    """Parts with one moment for all of them."""

    handle: int
    at: float
    """The clock's moment that the offsets of its parts are counted from."""
    parts: list[Part]
    """Those that have not begun yet, in their order."""
    base: int | None = None
    """The frame of its moment, once it has its place."""
    origin: float = 0.0
    """The clock's time of frame 0, by which it got that place."""

    @property
    def end(self) -> float:
        """The clock's moment by which all of it is over, as far as is known."""
        return self.at + max(part.end for part in self.parts)


@dataclass(frozen=True, slots=True)
class Cancel:
    """The wish to hear nothing of a group; or of all of them, where there is no handle."""

    handle: int | None
    is_begun_too: bool


@dataclass(slots=True)
class Schedule:
    """What is to be heard, and when."""

    gain: float = 1.0
    """What everything is multiplied by; a change is heard as a ramp, not as a click."""
    recalled: "deque[int | None]" = field(default_factory=lambda: deque(maxlen=64))
    """The last handles that were cancelled (None: all of them), for whoever has handed their samples on already."""
    arrived: threading.Event = field(default_factory=threading.Event)
    """Set with all that is asked, for an output that waits for it rather than looking again and again."""
    _inbox: "deque[Group | Cancel]" = field(default_factory=deque)
    _handles: "count[int]" = field(default_factory=lambda: count(1))
    _groups: list[Group] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def schedule(self, at: float, parts: Iterable[Part]) -> int:
        """Hear some parts, counted from the clock's moment `at`; the answer is a handle to cancel them by."""
        handle = next(self._handles)
        self.take(Group(handle, at, sorted(parts, key=lambda part: part.offset)))
        return handle

    def cancel(self, handle: int | None = None, *, is_begun_too: bool = True) -> None:
        """Hear nothing more of a group, or of all of them; or only nothing of it that has not begun."""
        self.take(Cancel(handle, is_begun_too))

    def take(self, asked: Group | Cancel) -> None:
        """Take in what is asked; at once, whoever plays."""
        self._inbox.append(asked)
        if isinstance(asked, Cancel):
            self.recalled.append(asked.handle)
        self.arrived.set()

    def set_gain(self, gain: float) -> None:
        """Multiply everything by something else from now on."""
        self.gain = gain
        self.arrived.set()

    @property
    def is_done(self) -> bool:
        """Is there nothing to come?"""
        return not (self._inbox or self._groups)

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
            return min((group.at + group.parts[0].offset for group in self._groups), default=None)

    def read_asked(self) -> tuple[Group | Cancel, ...]:
        """What was asked since somebody last looked, for an output that plays it elsewhere; it is kept here too."""
        with self._lock:
            return self._read_inbox()

    def find_coming(self) -> tuple[Group, ...]:
        """All that is to be heard, for an output that plays it elsewhere; it is kept here too."""
        with self._lock:
            self._read_inbox()
            return tuple(self._groups)

    def forget_heard(self, now: float) -> float | None:
        """Drop what was heard elsewhere to its end; the answer is when the next of it will be, None if nothing is."""
        with self._lock:
            self._groups = [group for group in self._groups if group.end + RINGING > now]
            end = min((group.end for group in self._groups), default=math.inf)
            return None if end == math.inf else end + RINGING

    def _read_inbox(self) -> tuple[Group | Cancel, ...]:
        read = []
        while self._inbox:
            asked = self._inbox.popleft()
            if isinstance(asked, Cancel):
                self._drop(asked)
            elif asked.parts:
                self._groups.append(asked)
            else:
                continue
            read.append(asked)
        return tuple(read)

    def _drop(self, asked: Cancel) -> None:
        self._groups = [group for group in self._groups if asked.handle not in (None, group.handle)]

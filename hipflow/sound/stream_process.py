"""A stream that is played by a process of its own.

Theory of operation
-------------------
A device takes samples when it needs them, and what comes late is heard as a gap. In our process the screen would be in
the way: Python runs one thread at a time, and one that draws is put last by a busy system. The process that plays does
nothing else, is seldom late, and so can keep little ahead: what is cancelled is silent within a tenth of a second.
It reads the same clock, so moments mean the same to both. All that is scheduled is handed on at once, words as soon as
they are made; it stays in our schedule too until it is heard, so that another output can go on if this one fails.
"""

import json
import pickle
import queue
import subprocess
import threading

from hipflow.sound.child import Child, end_child, start_child
from hipflow.sound.outputs import Clock, OutputError
from hipflow.sound.schedule import Cancel, Group, Schedule

OPENING = 8.0
"""Seconds that a device may take to open; some headsets take that long to wake."""
BEAT = 0.4
"""Seconds between two signs of life to the process."""
QUICK = 0.05
"""The same while words are awaited."""
SILENT = 6
"""Checks without a sign of life from the process, after which it is gone."""


class StreamProcess:
    """The default device of the system, always open while there is a session."""

    name = "miniaudio"
    status = "on"

    def __init__(self, *backends: str) -> None:
        """A stream that is not open yet.

        Args:
            backends: Names of the system's ways to play, best first; none: those of this platform.
        """
        self._backends = backends
        self._line: _Line | None = None
        self._seen = self._missed = 0

    @property
    def detail(self) -> str:
        """The system's way to play."""
        return self._line.detail if self._line else ""

    @property
    def pid(self) -> int | None:
        """The number of the process that plays; None while there is none."""
        return self._line.child.pid if self._line else None

    def open(self, mixer: Schedule, clock: Clock) -> None:
        """Start the process and hand on all that is scheduled; raises OutputError."""
        ahead = getattr(subprocess, "ABOVE_NORMAL_PRIORITY_CLASS", 0)
        try:
            child = start_child("hipflow.sound.stream_child", *self._backends, flags=ahead)
        except OSError as error:
            raise OutputError("its process does not start", is_final=True) from error
        line = _Line(child)
        try:
            line.wait_until_open()
        except OutputError:
            line.hang_up()
            raise
        self._line = line
        self._seen, self._missed = line.beats, 0
        line.hand_on(mixer, clock)

    def check(self, now: float) -> None:  # noqa: ARG002 (other outputs need to know)
        """Raise OutputError if the process does not play any longer."""
        line = self._line
        if line is None:
            return
        self._missed = self._missed + 1 if line.beats == self._seen else 0
        self._seen = line.beats
        if line.fault is not None:
            raise line.fault
        if self._missed >= SILENT:
            raise OutputError("no device")

    def close(self) -> None:
        """Be silent at once, and end the process."""
        line, self._line = self._line, None
        if line is not None:
            line.hang_up()


class _Line:
    """The line to one process that plays."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.detail = ""
        self.fault: OutputError | None = None
        self.beats = 0
        """How often it has given a sign of life."""
        self._is_open: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._schedule = Schedule()
        self._threads = [threading.Thread(target=self._listen, daemon=True, name="hipflow-stream-answers")]
        self._threads[0].start()

    def wait_until_open(self) -> None:
        """Wait for its first word; raises OutputError."""
        try:
            self._is_open.get(timeout=OPENING)
        except queue.Empty:
            raise OutputError("no device") from None
        if self.fault is not None:
            raise self.fault

    def hand_on(self, schedule: Schedule, clock: Clock) -> None:
        """Hand on what is scheduled, and what will be, in a thread; returns at once."""
        self._schedule = schedule
        thread = threading.Thread(target=self._hand_on, args=(clock,), daemon=True, name="hipflow-stream")
        self._threads.append(thread)
        thread.start()

    def hang_up(self) -> None:
        """End the process."""
        self._stop.set()
        self._schedule.arrived.set()
        end_child(self.child)
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(1)

    def _listen(self) -> None:
        fault = OutputError("no device")
        try:
            for line in self.child.stdout or ():
                told = json.loads(line)
                if "fault" in told:
                    fault = OutputError(str(told["fault"]), is_final=bool(told["is_final"]))
                    break
                self.beats += 1
                if "detail" in told:
                    self.detail = str(told["detail"])
                    self._is_open.put(True)
        except (OSError, ValueError):
            pass  # then it is gone, or not ours
        self.fault = fault
        self._is_open.put(False)

    def _hand_on(self, clock: Clock) -> None:
        schedule = self._schedule
        held = list(schedule.find_coming())
        try:
            while not self._stop.is_set():
                schedule.arrived.clear()
                self._send(schedule.gain)
                for asked in schedule.read_asked():
                    if isinstance(asked, Cancel):
                        held = [group for group in held if asked.handle not in (None, group.handle)]
                        self._send(asked)
                    else:
                        held.append(asked)
                now = clock()
                for group in held:
                    if _is_made(group):
                        self._send(group)
                held = [group for group in held if not _is_made(group) and group.end > now]
                if self.child.stdin:
                    self.child.stdin.flush()
                end = schedule.forget_heard(now)
                longest = QUICK if held else BEAT
                schedule.arrived.wait(longest if end is None else max(0.0, min(longest, end - now)))
        except (OSError, ValueError):
            pass  # the process is gone, which the next check tells

    def _send(self, asked: Group | Cancel | float) -> None:
        if self.child.stdin:
            pickle.dump(asked, self.child.stdin, pickle.HIGHEST_PROTOCOL)


def _is_made(group: Group) -> bool:
    """Are the words of a group made? A sound that could not be read is never heard, and nobody waits for it."""
    return all(part.clip.samples is not None for part in group.parts if part.is_speech)

"""Players that are given a whole buffer, where no stream can be opened.

A span of sound (an ending with its counts, or words) is mixed down ahead of its moment and handed over whole, so
that the spacing within it is as exact as in a stream.
"""

import threading
from typing import Protocol

from hipflow.sound.clip import RATE
from hipflow.sound.mixer import Mixer
from hipflow.sound.outputs import Clock, OutputError

AHEAD = 0.25
"""Seconds ahead of its first sound at which a span is mixed down."""
LOOK = 0.02
"""Seconds between two looks at what is to be played."""
LEAD = 0.05
"""Seconds of silence before the first sound of a span; some players swallow their first samples."""
BLOCK = RATE // 100
LONGEST = 20.0


class Playing(Protocol):
    """A buffer that is being played."""

    def stop(self) -> None:
        """Be silent at once."""

    def is_over(self) -> bool:
        """Is it played to its end? Raises OutputError if it could not be played."""


class SpanPlayer:
    """Hands over spans of the mixer's sound, each at its moment, from a thread of its own."""

    name = ""
    status = "on"
    detail = ""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._fault: OutputError | None = None
        self._ending: list[Playing] = []
        """What is played to its end, but not yet done with."""

    def open(self, mixer: Mixer, clock: Clock) -> None:
        """Try the player with a moment of silence, then begin; raises OutputError."""
        self.prepare()
        try:
            playing = self.play(bytes(4 * (RATE // 50)))
            for _ in range(150):
                if playing.is_over():
                    break
                self._stop.wait(LOOK)
            else:
                playing.stop()
                raise OutputError("no device")
        except OutputError:
            self.clean_up()
            raise
        self._stop.clear()
        self._fault = None
        mixer.lead = 0.0
        self._thread = threading.Thread(target=self._run, args=(mixer, clock), daemon=True, name=f"hipflow-{self.name}")
        self._thread.start()

    def check(self, now: float) -> None:  # noqa: ARG002 (other outputs need to know)
        """Raise OutputError if the last span could not be played."""
        if self._fault:
            raise self._fault

    def close(self) -> None:
        """Stop what is played, and the thread."""
        self._stop.set()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(2)
        for playing in self._ending:
            playing.stop()
        self._ending = []
        self.clean_up()
        self._stop = threading.Event()

    def prepare(self) -> None:
        """Get what is needed to play; raises OutputError."""

    def play(self, samples: bytes) -> Playing:
        """Begin to play; raises OutputError."""
        raise NotImplementedError

    def clean_up(self) -> None:
        """Give back what `prepare` got."""

    def _run(self, mixer: Mixer, clock: Clock) -> None:
        stop = self._stop
        while not stop.wait(LOOK):
            moment = mixer.next_due()
            if moment is None or moment - clock() > AHEAD:
                continue
            moment = max(moment - LEAD, clock())
            mixer.recalled.clear()
            samples, handles = mix_down(mixer, moment)
            if not any(samples):
                continue
            while (early := moment - clock()) > 0 and not _is_recalled(mixer, handles):
                stop.wait(min(early, LOOK))
            try:
                self._play_out(mixer, samples, handles, clock, stop)
            except OutputError as fault:
                self._fault = fault
                return

    def _play_out(
        self, mixer: Mixer, samples: bytes, handles: frozenset[int], clock: Clock, stop: threading.Event
    ) -> None:
        """Play a span to its end by the clock: a player that takes its time to end must not delay the next span."""
        if stop.is_set() or _is_recalled(mixer, handles):
            return
        end = clock() + len(samples) / 4 / RATE
        playing = self.play(samples)
        while clock() < end and not playing.is_over():
            if stop.wait(LOOK) or _is_recalled(mixer, handles) or mixer.gain == 0.0:
                playing.stop()
                return
        self._ending = [other for other in (*self._ending, playing) if not other.is_over()]


def mix_down(mixer: Mixer, moment: float) -> tuple[bytes, frozenset[int]]:
    """The samples from a moment on until all is silent, and the handles of what is heard in them."""
    mixer.forget_place()
    blocks: list[bytes] = []
    handles: set[int] = set()
    while len(blocks) * BLOCK < LONGEST * RATE:
        blocks.append(mixer.render(BLOCK, moment + len(blocks) * BLOCK / RATE))
        handles |= mixer.sounding
        if mixer.is_idle:
            break
    return b"".join(blocks), frozenset(handles)


def _is_recalled(mixer: Mixer, handles: frozenset[int]) -> bool:
    return any(handle is None or handle in handles for handle in tuple(mixer.recalled))

"""The bell of the terminal, which travels over SSH; and silence."""

import threading

from hipflow.sound.mixer import Mixer
from hipflow.sound.outputs import Clock, OutputError, Ring

LONGEST_WAIT = 5.0
"""Seconds after which the bell looks for what is due, though nothing was scheduled."""
APART = 0.5
"""Seconds in which a second ring would only blur the first."""


class Bell:
    """Rings once for each sound; words are lost."""

    name = "bell"
    status = "bell"
    detail = ""

    def __init__(self, ring: Ring) -> None:
        """A bell that rings by calling `ring`, in a thread of its own."""
        self._ring = ring
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._mixer: Mixer | None = None
        self._rung_at = 0.0
        self._fault = ""

    def open(self, mixer: Mixer, clock: Clock) -> None:
        """Begin to ring."""
        self._fault, self._rung_at = "", clock() - APART
        self._stop = threading.Event()
        self._mixer = mixer
        arguments = (mixer, clock, self._stop)
        self._thread = threading.Thread(target=self._run, args=arguments, daemon=True, name="hipflow-bell")
        self._thread.start()

    def check(self, now: float) -> None:  # noqa: ARG002 (other outputs need to know)
        """Raise OutputError if the bell could not be rung."""
        if self._fault:
            raise OutputError(self._fault, is_final=True)

    def close(self) -> None:
        """Ring no more."""
        self._stop.set()
        if self._mixer is not None:
            self._mixer.arrived.set()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(1)

    def ring_due(self, mixer: Mixer, now: float) -> None:
        """Ring for what is to be heard now."""
        sounds = [part for part in mixer.take_due(now) if not part.is_speech]
        if sounds and mixer.gain > 0 and now - self._rung_at >= APART:
            self._rung_at = now
            self._ring()

    def _run(self, mixer: Mixer, clock: Clock, stop: threading.Event) -> None:
        while not stop.is_set():
            mixer.arrived.clear()
            try:
                self.ring_due(mixer, clock())
            except Exception as error:
                self._fault = f"bell: {error}"
                return
            due = mixer.next_due()
            mixer.arrived.wait(LONGEST_WAIT if due is None else min(LONGEST_WAIT, max(0.0, due - clock())))


class Silence:
    """Nothing is heard, by wish or because there is no other way."""

    name = "silent"
    status = "silent"
    detail = ""

    def __init__(self) -> None:
        self._mixer: Mixer | None = None

    def open(self, mixer: Mixer, clock: Clock) -> None:  # noqa: ARG002 (other outputs need it)
        """Begin to be silent."""
        self._mixer = mixer

    def check(self, now: float) -> None:
        """Let pass what would have been heard."""
        if self._mixer is not None:
            self._mixer.take_due(now)

    def close(self) -> None:
        """Be silent no more."""
        self._mixer = None

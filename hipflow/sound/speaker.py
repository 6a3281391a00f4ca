"""The speaker: one way to be heard, that may be missing, may vanish, and may come back.

Whoever uses it is never kept waiting and never hears of a fault. A thread of its own opens the best output there is,
looks after it twice a second, and goes down the list when it fails and up again when a better one is back. What was
to be heard in between is dropped; what is still to come is heard at its moment.
"""

import atexit
import threading
from collections.abc import Iterable, Sequence

from hipflow.core.sounds import Loudness
from hipflow.sound.clip import Part
from hipflow.sound.clips import Clips
from hipflow.sound.mixer import Mixer
from hipflow.sound.outputs import Clock, Output, OutputError

LOOK = 0.5
"""Seconds between two looks at the output."""
QUICK_LOOK = 0.05
DEVICE_BUFFER = 0.3
"""Seconds of sound that a device may still have to play."""
RETRY_SOON, RETRY_LATER = 2.0, 10.0
"""Seconds between two tries to open a better output: at first, and when it has been gone for `PATIENCE`."""
PATIENCE = 60.0
STEP = 0.1
"""What one key press changes the volume by."""
USUAL = 0.7
"""The volume at which sounds are as loud as they were made; at 1 they are twice as loud."""


class Speaker:
    """Plays the mixer's sound through the best output there is."""

    def __init__(self, clips: Clips, clock: Clock, outputs: Sequence[Output], *, mixer: Mixer | None = None) -> None:
        """A speaker that is not open yet.

        Args:
            clips: The sounds; read when it opens.
            clock: Gives the moments that parts are scheduled by.
            outputs: What to play through, best first.
            mixer: What mixes; its own if None.
        """
        self.clips = clips
        self.problems: tuple[str, ...] = ()
        """What went wrong, in words for a person who looks for a fault; empty when nothing did."""
        self._clock = clock
        self._mixer = mixer or Mixer()
        self._outputs = list(outputs)
        self._output: Output | None = None
        self._whys: dict[str, str] = {}
        self._volume, self._is_muted, self._loudness = USUAL, False, Loudness.NORMAL
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._has_tried = False
        self._retry_at = self._gone_since = 0.0
        self._set_gain()

    def open(self) -> None:
        """Begin to open the best output; returns at once."""
        if self._thread is not None:
            return
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(self._stop,), daemon=True, name="hipflow-speaker")
        # An audio device that is open at exit hangs the interpreter.
        atexit.register(self.close)
        self._thread.start()

    def close(self, *, patience: float = 0.0) -> None:
        """Stop all sound and give the output back. May be called again, and at exit.

        Args:
            patience: Real seconds to wait, at most, for what is scheduled to be heard to its end.
        """
        looks = 0
        while self._output is not None and not self._mixer.is_done and looks * QUICK_LOOK < patience:
            looks += 1
            self._stop.wait(QUICK_LOOK)
        if looks:
            self._stop.wait(DEVICE_BUFFER)
        self._stop.set()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(5)
        self._let_go()
        self._mixer.cancel()
        atexit.unregister(self.close)

    def schedule(self, at: float, parts: Iterable[Part]) -> int:
        """Hear some parts, counted from the clock's moment `at`; the answer is a handle to cancel them by."""
        return self._mixer.schedule(at, parts)

    def cancel(self, handle: int | None = None, *, is_begun_too: bool = True) -> None:
        """Hear nothing more of what was scheduled, all of it or by its handle; or only nothing that has not begun."""
        self._mixer.cancel(handle, is_begun_too=is_begun_too)

    @property
    def volume(self) -> float:
        """How loud, from 0 to 1; may be set at any time."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = max(0.0, min(1.0, volume))
        self._set_gain()

    @property
    def is_muted(self) -> bool:
        """Is nothing to be heard? May be set at any time."""
        return self._is_muted

    @is_muted.setter
    def is_muted(self, is_muted: bool) -> None:
        self._is_muted = is_muted
        self._set_gain()

    @property
    def loudness(self) -> Loudness:
        """How loud the routine is meant to be, beside the volume; may be set at any time."""
        return self._loudness

    @loudness.setter
    def loudness(self, loudness: Loudness) -> None:
        self._loudness = loudness
        self._set_gain()

    @property
    def status(self) -> str:
        """How it is, for the screen: starting, on, muted, bell, silent, or no device."""
        output = self._output
        if output is None:
            return "no device" if self._has_tried else "starting"
        return "muted" if self._is_muted and output.status != "silent" else output.status

    @property
    def output_name(self) -> str:
        """The name of the output that plays; empty while none does."""
        return self._output.name if self._output else ""

    @property
    def detail(self) -> str:
        """What the output plays through; empty where there is nothing to say."""
        return self._output.detail if self._output else ""

    @property
    def whys(self) -> dict[str, str]:
        """The names of the outputs that do not play, and why not."""
        return dict(self._whys)

    def look_after(self, now: float) -> None:
        """Leave an output that plays no longer, and take a better one that does."""
        if self._output is not None:
            try:
                self._output.check(now)
            except OutputError as fault:
                self._note(self._output, fault)
                self._let_go()
                self._gone_since = self._retry_at = now
        else:
            self._mixer.take_due(now)
        if self._output is self._best() or now < self._retry_at:
            return
        self._take_best(now)
        self._retry_at = now + (RETRY_SOON if now - self._gone_since < PATIENCE else RETRY_LATER)

    def _best(self) -> Output | None:
        return self._outputs[0] if self._outputs else None

    def _take_best(self, now: float) -> None:
        """Open the first output that can be opened; those worse than the one that plays are not tried."""
        if not self._has_tried:
            self._gone_since = now
        for output in tuple(self._outputs):
            if output is self._output or self._stop.is_set():
                break
            try:
                output.open(self._mixer, self._clock)
            except OutputError as fault:
                self._note(output, fault)
                continue
            except Exception as error:  # whatever a device does, the session goes on
                self._note(output, OutputError(f"{type(error).__name__}: {error}", is_final=True))
                continue
            self._let_go()
            self._output = output
            self._whys.pop(output.name, None)
            break
        self._has_tried = True

    def _note(self, output: Output, fault: OutputError) -> None:
        self._whys[output.name] = str(fault)
        if fault.is_final and output in self._outputs:
            self._outputs.remove(output)

    def _let_go(self) -> None:
        output, self._output = self._output, None
        if output is not None:
            try:
                output.close()
            except Exception as error:  # a device that is gone may fail in any way
                self._whys[output.name] = f"{type(error).__name__}: {error}"

    def _set_gain(self) -> None:
        self._mixer.set_gain(0.0 if self._is_muted else (self._volume / USUAL) ** 2 * self._loudness.gain)

    def _run(self, stop: threading.Event) -> None:
        self.problems = self.clips.read()
        while not stop.is_set():
            try:
                self.look_after(self._clock())
            except Exception as error:  # printed, it would be over the screen
                self.problems = (*self.problems[-9:], f"{type(error).__name__}: {error}")
            stop.wait(LOOK)
        self._let_go()

"""A device that asks for samples, through miniaudio."""

import ctypes
import sys
from collections.abc import Generator, Sequence
from typing import Any

from hipflow.sound.clip import RATE
from hipflow.sound.mixer import Mixer
from hipflow.sound.outputs import Clock, OutputError

PERIOD = 20
"""Milliseconds that the device asks for at a time."""
PERIODS = 4
"""How many of them a device keeps, where there is no sound server that decides it."""
LEAD = 0.04
"""Seconds at least from when a sample is asked for to when it is heard; measured 0.06 at a sound server."""
STALLED = 3
"""Checks without a call from a device that did call, after which it is gone: it never says so itself."""
SLOW = 10
"""The same for a device that has hardly begun; some headsets take seconds to wake."""
BEGUN = int(0.5 * RATE)
TOO_FAST = 10
"""How many times as fast as real a sink may be. Some throw samples away as fast as they get them."""

_kept: list[object] = []
"""What C code still calls, so that it is never collected."""


class MiniaudioStream:
    """The default device of the system, always open while there is a session."""

    name = "miniaudio"
    status = "on"

    def __init__(self, *, backends: Sequence[str] | None = None, is_null_fine: bool = False) -> None:
        """A stream that is not open yet.

        Args:
            backends: Names of the system's ways to play, best first; None: those of this platform.
            is_null_fine: May samples go nowhere, for tests?
        """
        self._backends = _platform_backends() if backends is None else tuple(backends)
        self._is_null_fine = is_null_fine
        self._device: Any = None  # miniaudio ships no types
        self._mixer = Mixer()
        self._fault = ""
        self._backend = ""
        self._begun_at = self._seen = self._seen_at = 0.0
        self._stalled = 0

    @property
    def detail(self) -> str:
        """The system's way to play."""
        return self._backend

    def open(self, mixer: Mixer, clock: Clock) -> None:
        """Open the device and let it call for samples; raises OutputError."""
        silence_alsa()
        try:
            # 55 ms that only whoever plays sound should pay, in this thread.
            import miniaudio
        except (ImportError, OSError) as error:
            raise OutputError("miniaudio is not installed", is_final=True) from error
        try:
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=2,
                sample_rate=RATE,
                buffersize_msec=PERIOD,
                callback_periods=PERIODS,
                # On Linux its thread is to go as far ahead as this one, and no further.
                thread_prio=getattr(miniaudio.ThreadPriority, "DEFAULT" if sys.platform == "linux" else "HIGHEST"),
                backends=[getattr(miniaudio.Backend, backend) for backend in self._backends] or None,
                app_name="hipflow",
            )
        except Exception as error:
            raise OutputError("no device") from error
        if device.backend == "Null" and not self._is_null_fine:
            device.close()
            raise OutputError("no device")
        self._mixer, self._backend, self._fault = mixer, device.backend, ""
        self._seen = self._begun_at = mixer.position
        self._seen_at, self._stalled = clock(), 0
        mixer.forget_place()
        mixer.lead = LEAD
        samples = self._render(mixer, clock)
        next(samples)
        try:
            device.start(samples)
        except Exception as error:
            device.close()
            raise OutputError("no device") from error
        self._device = device

    def check(self, now: float) -> None:
        """Raise OutputError if the device stopped calling, or calls as if time did not matter."""
        position = self._mixer.position
        played, passed = (position - self._seen) / RATE, now - self._seen_at
        self._stalled = 0 if played else self._stalled + 1
        self._seen, self._seen_at = position, now
        if self._fault:
            raise OutputError(self._fault, is_final=True)
        if played > TOO_FAST * max(passed, 0.0) + 2:
            raise OutputError("not a real device", is_final=True)
        if self._stalled >= (STALLED if position - self._begun_at > BEGUN else SLOW):
            raise OutputError("no device")

    def close(self) -> None:
        """Close the device. An open one would hang the interpreter at its exit."""
        device, self._device = self._device, None
        if device is not None:
            device.close()

    def _render(self, mixer: Mixer, clock: Clock) -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            try:
                block = mixer.render(frames, clock())
            except Exception as error:
                # Out of here it would be printed over the screen, and end the sound without a word.
                self._fault = f"mixer: {error}"
                block = bytes(4 * frames)
            frames = yield block


def _platform_backends() -> tuple[str, ...]:
    """The system's ways to play. JACK is left out, for it prints on the terminal; so is the one that is silent."""
    if sys.platform == "win32":
        return ("WASAPI", "DSOUND", "WINMM")
    if sys.platform == "darwin":
        return ("COREAUDIO",)
    if sys.platform == "linux":
        return ("PULSEAUDIO", "ALSA")
    return ()


def silence_alsa() -> None:
    """Keep ALSA from writing on the terminal, where the screen is drawn; once is enough."""
    if sys.platform != "linux" or _kept:
        return
    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError:
        return
    text, number = ctypes.c_char_p, ctypes.c_int
    # The first is called by all versions up to 1.2.14, the second by those after it.
    handlers = (
        ("snd_lib_error_set_handler", ctypes.CFUNCTYPE(None, text, number, text, number, text)),
        (
            "snd_lib_log_set_handler",
            ctypes.CFUNCTYPE(None, number, number, text, number, text, number, text, ctypes.c_void_p),
        ),
    )
    for name, kind in handlers:
        handler = kind(lambda *_: None)
        if hasattr(alsa, name):
            getattr(alsa, name)(handler)
            _kept.append(handler)

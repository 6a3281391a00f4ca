"""Programs and libraries that are given a whole buffer, where no stream can be opened.

A span of sound (an ending with its counts, or words) is mixed down ahead of its moment and handed over whole, so
that the spacing within it is as exact as in a stream.
"""

import shutil
import subprocess
import sys
import tempfile
import threading
import wave
from pathlib import Path
from typing import Any, Protocol

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
PROGRAMS = (
    ("pw-play", ()),
    ("paplay", ()),
    ("aplay", ("-q",)),
    ("afplay", ()),
)


class Playing(Protocol):
    """A buffer that is being played."""

    def stop(self) -> None:
        """Be silent at once."""

    def is_over(self) -> bool:
        """Is it played to its end? Raises OutputError if it could not be played."""


class _BufferPlayer:
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


class _Process:
    def __init__(self, command: list[str]) -> None:
        nothing = subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)
        except OSError as error:
            raise OutputError(f"{Path(command[0]).name} does not start", is_final=True) from error

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()

    def is_over(self) -> bool:
        code = self._process.poll()
        if code:
            raise OutputError("no device")
        return code is not None


class ProgramPlayer(_BufferPlayer):
    """A program that plays a sound file."""

    def __init__(self, name: str, options: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.name = name
        self._options = options
        self._path = ""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._turn = 0

    def prepare(self) -> None:
        """Find the program, and make a folder for what it is to play; raises OutputError."""
        path = shutil.which(self.name)
        if path is None:
            raise OutputError(f"{self.name} is not installed", is_final=True)
        self._path, self.detail = path, path
        self._folder = tempfile.TemporaryDirectory(prefix="hipflow-", ignore_cleanup_errors=True)

    def play(self, samples: bytes) -> Playing:
        """Start the program; raises OutputError."""
        return _Process([self._path, *self._options, str(self._write(samples))])

    def clean_up(self) -> None:
        """Remove the folder."""
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()

    def _write(self, samples: bytes) -> Path:
        if self._folder is None:
            raise OutputError("closed", is_final=True)
        self._turn = 1 - self._turn  # the last one may still be read
        path = Path(self._folder.name) / f"{self._turn}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(2)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples)
        return path


def find_programs() -> tuple[ProgramPlayer, ...]:
    """All player programs that are known, best first, whether or not they are installed."""
    return tuple(ProgramPlayer(name, options) for name, options in PROGRAMS)


class _WindowsSound:
    def __init__(self, module: Any, path: Path, seconds: float) -> None:
        self._module = module
        self._over = threading.Event()
        self._timer = threading.Timer(seconds, self._over.set)
        self._timer.daemon = True
        try:
            module.PlaySound(str(path), module.SND_FILENAME | module.SND_ASYNC | module.SND_NODEFAULT)
        except RuntimeError as error:
            raise OutputError("no device") from error
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()
        self._module.PlaySound(None, 0)

    def is_over(self) -> bool:
        return self._over.is_set()


class WindowsPlayer(ProgramPlayer):
    """The player that comes with Python on Windows."""

    def __init__(self) -> None:
        super().__init__("winsound")
        self._module: Any = None  # exists on Windows alone

    def prepare(self) -> None:
        """Import it; raises OutputError."""
        try:
            import winsound
        except ImportError as error:
            raise OutputError("winsound is for Windows", is_final=True) from error
        self._module = winsound
        self._folder = tempfile.TemporaryDirectory(prefix="hipflow-", ignore_cleanup_errors=True)

    def play(self, samples: bytes) -> Playing:
        """Play without waiting for the end; raises OutputError."""
        return _WindowsSound(self._module, self._write(samples), len(samples) / 4 / RATE)


class _SimpleaudioSound:
    def __init__(self, sound: Any) -> None:
        self._sound = sound

    def stop(self) -> None:
        self._sound.stop()

    def is_over(self) -> bool:
        return not self._sound.is_playing()


class SimpleaudioPlayer(_BufferPlayer):
    """The library simpleaudio, where it is installed and does not crash."""

    name = "simpleaudio"

    def __init__(self) -> None:
        super().__init__()
        self._module: Any = None  # ships no types

    def prepare(self) -> None:
        """Import it; raises OutputError."""
        if sys.version_info >= (3, 12):
            raise OutputError("simpleaudio crashes Python 3.12 and later", is_final=True)
        try:
            import simpleaudio
        except ImportError as error:
            raise OutputError("simpleaudio is not installed", is_final=True) from error
        self._module = simpleaudio

    def play(self, samples: bytes) -> Playing:
        """Play without waiting for the end; raises OutputError."""
        try:
            return _SimpleaudioSound(self._module.play_buffer(samples, 2, 2, RATE))
        except Exception as error:
            raise OutputError("no device") from error

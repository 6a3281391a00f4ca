"""Libraries that play a whole buffer: winsound, which comes with Python on Windows, and simpleaudio."""

import sys
import threading
from pathlib import Path
from typing import Any

from hipflow.sound.clip import RATE
from hipflow.sound.outputs import OutputError
from hipflow.sound.programs import ProgramPlayer
from hipflow.sound.spans import Playing, SpanPlayer


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
        self.make_folder()

    def play(self, samples: bytes) -> Playing:
        """Play without waiting for the end; raises OutputError."""
        return _WindowsSound(self._module, self.write(samples), len(samples) / 4 / RATE)


class _SimpleaudioSound:
    def __init__(self, sound: Any) -> None:
        self._sound = sound

    def stop(self) -> None:
        self._sound.stop()

    def is_over(self) -> bool:
        return not self._sound.is_playing()


class SimpleaudioPlayer(SpanPlayer):
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

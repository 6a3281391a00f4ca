"""Programs that play a sound file, such as paplay; each span of sound is a file."""

import shutil
import subprocess
import tempfile
import wave
from pathlib import Path

from hipflow.sound.clip import RATE
from hipflow.sound.outputs import OutputError
from hipflow.sound.spans import Playing, SpanPlayer

PROGRAMS = (
    ("pw-play", ()),
    ("paplay", ()),
    ("aplay", ("-q",)),
    ("afplay", ()),
)


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


class ProgramPlayer(SpanPlayer):
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
        self.make_folder()

    def play(self, samples: bytes) -> Playing:
        """Start the program; raises OutputError."""
        return _Process([self._path, *self._options, str(self.write(samples))])

    def clean_up(self) -> None:
        """Remove the folder."""
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()

    def make_folder(self) -> None:
        """Make a folder for what is to be played."""
        self._folder = tempfile.TemporaryDirectory(prefix="hipflow-", ignore_cleanup_errors=True)

    def write(self, samples: bytes) -> Path:
        """Write samples into a file in the folder; raises OutputError."""
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

"""A sound server without speakers, and a recorder at its end: what hipflow plays is caught on its way out."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from hipflow.clock import read_clock
from hipflow.sound.clip import RATE
from tests.sound.recording import Recording

NEEDED = ("pulseaudio", "pactl", "parec")
SINK = "module-null-sink sink_name=rec rate=44100 channels=2"
FORM = ("--rate=44100", "--channels=2", "--format=s16le", "--raw", "--latency-msec=20")
AHEAD = ["nice", "-n", "-11"] if shutil.which("nice") and os.name == "posix" and os.geteuid() == 0 else []
"""A sound server goes before other programs where it can, and so must the recorder: they are not what is tested."""


def wait(seconds: float) -> None:
    """Let other processes go on for some seconds."""
    threading.Event().wait(seconds)


class Tape:
    """A recorder that runs; its recording is there when it has stopped."""

    def __init__(self, environment: dict[str, str], raw: BinaryIO) -> None:
        command = [*AHEAD, "parec", "-d", "rec.monitor", *FORM]
        self._raw = raw
        self._recorder = subprocess.Popen(command, env=environment, stdout=raw)

    def wait_until_it_runs(self) -> None:
        for _ in range(200):
            if self._length():
                return
            wait(0.05)
        raise AssertionError("the recorder does not start")

    def stop(self) -> Recording:
        """Stop it; the answer is what it heard."""
        began = min(self._look_when_it_began() for _ in range(60))
        self._recorder.terminate()
        self._recorder.wait()
        self._raw.seek(0)
        return Recording.from_bytes(self._raw.read(), began)

    def _length(self) -> int:
        return os.fstat(self._raw.fileno()).st_size

    def _look_when_it_began(self) -> float:
        wait(0.005)
        return read_clock() - self._length() / 4 / RATE


class SoundServer:
    """A sound server of its own, with one sink that nobody hears."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="hf"))  # short, for the name of a socket must be
        socket = self._folder / "s"
        self.environment = {**os.environ, "XDG_RUNTIME_DIR": str(self._folder), "HOME": str(self._folder)}
        self.environment["PULSE_SERVER"] = f"unix:{socket}"
        load = ["-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}", "-L", SINK]
        # It ends itself when a busy machine makes it look as if it took too much of it.
        manners = ["--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--no-cpu-limit=yes"]
        self._process = subprocess.Popen(
            [*AHEAD, "pulseaudio", "-n", *manners, *load],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            if self.control("info").returncode == 0:
                break
            wait(0.05)
        # It has put itself back in line by now; the servers of real machines are not.
        if AHEAD and sys.platform == "linux":
            os.sched_setscheduler(self._process.pid, os.SCHED_RR, os.sched_param(5))

    def control(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Ask something of the server."""
        return subprocess.run(
            ["pactl", *arguments], env=self.environment, capture_output=True, text=True, timeout=60, check=False
        )

    def unload_sink(self) -> None:
        """Unplug the only device."""
        modules = self.control("list", "short", "modules").stdout.splitlines()
        self.control("unload-module", next(line.split()[0] for line in modules if "null-sink" in line))

    def load_sink(self) -> None:
        """Plug it in again."""
        self.control("load-module", *SINK.split())

    @contextmanager
    def tape(self) -> Iterator[Tape]:
        """A recorder of what the sink plays; it has to be stopped."""
        with tempfile.TemporaryFile() as raw:
            tape = Tape(self.environment, raw)
            tape.wait_until_it_runs()
            yield tape

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(10)
        shutil.rmtree(self._folder, ignore_errors=True)

"""A stream in a process of its own: what it is told, and that neither outlives the other."""

import gc
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from hipflow.clock import read_clock
from hipflow.sound import stream_child, stream_process
from hipflow.sound.child import Child, start_child
from hipflow.sound.clip import RATE, Clip, Part
from hipflow.sound.outputs import OutputError
from hipflow.sound.schedule import Schedule
from hipflow.sound.stream_process import SILENT, StreamProcess

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


def wait_for(is_so: Callable[[], bool]) -> None:
    """Let threads and processes run until something is so."""
    waiting, end = threading.Event(), read_clock() + PATIENCE
    while not is_so():
        assert read_clock() < end, "it never came to be"
        waiting.wait(0.01)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def tone(seconds: float = 0.01) -> Clip:
    return Clip(array("h", [1000, 1000] * round(seconds * RATE)))


class Echo:
    """A stream whose process plays nothing, and writes down what it is told."""

    def __init__(self, file: Path) -> None:
        self.schedule = Schedule()
        self.stream = StreamProcess()
        self._file = file

    def open(self) -> None:
        self.stream.open(self.schedule, read_clock)

    def lines(self) -> list[object]:
        """All that it was told."""
        return [json.loads(line) for line in self._file.read_text().splitlines()] if self._file.exists() else []

    def asked(self) -> list[object]:
        """What it was asked to play, and to play no longer."""
        return [line for line in self.lines() if not isinstance(line, float)]

    def gains(self) -> list[object]:
        """What everything was multiplied by, as it was told again and again."""
        return [line for line in self.lines() if isinstance(line, float)]


@pytest.fixture
def echo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Echo]:
    """A stream whose process writes down what it is told."""
    file = tmp_path / "told"

    def start(module: str, *backends: str, **_: object) -> Child:
        assert (module, backends) == ("hipflow.sound.stream_child", ())
        return start_child("tests.sound.echo_child", str(file))

    monkeypatch.setattr(stream_process, "start_child", start)
    echo = Echo(file)
    yield echo
    echo.stream.close()


def test_what_is_scheduled_before_and_after_it_opens_is_handed_on(echo: Echo) -> None:
    later = read_clock() + 60
    first = echo.schedule.schedule(later, [Part(0.0, tone(0.01)), Part(1.0, tone(0.02))])
    echo.open()
    second = echo.schedule.schedule(later + 5, [Part(0.0, tone(0.03))])
    echo.schedule.cancel(first)

    wait_for(lambda: len(echo.asked()) == 3)

    assert echo.asked()[0] == [first, later, [882, 1764]]
    assert {"cancel": first} in echo.asked()
    assert [second, later + 5, [2646]] in echo.asked()
    assert echo.stream.detail == "echo"


def test_words_are_handed_on_when_they_are_made(echo: Echo) -> None:
    echo.open()
    words, later = Clip(is_mono=True), read_clock() + 60
    spoken = echo.schedule.schedule(later, [Part(0.0, words, is_speech=True, until=3.0)])
    beep = echo.schedule.schedule(later, [Part(0.0, tone())])
    wait_for(lambda: len(echo.asked()) == 1)

    words.samples = array("h", [1] * 100)
    wait_for(lambda: len(echo.asked()) == 2)

    assert echo.asked() == [[beep, later, [882]], [spoken, later, [100]]]


def test_words_that_are_cancelled_before_they_are_made_are_never_handed_on(echo: Echo) -> None:
    echo.open()
    words, later = Clip(is_mono=True), read_clock() + 60
    spoken = echo.schedule.schedule(later, [Part(0.0, words, is_speech=True, until=3.0)])
    echo.schedule.cancel(spoken)
    words.samples = array("h", [1] * 100)
    echo.schedule.schedule(later, [Part(0.0, tone())])

    wait_for(lambda: len(echo.asked()) == 2)

    assert echo.asked()[0] == {"cancel": spoken}
    assert echo.asked()[1] != [spoken, later, [100]]


def test_how_loud_it_is_gets_there_at_once_and_again_and_again(echo: Echo) -> None:
    echo.schedule.set_gain(0.5)
    echo.open()
    wait_for(lambda: echo.gains() != [])
    echo.schedule.set_gain(0.25)

    wait_for(lambda: echo.gains().count(0.25) >= 3)

    assert echo.gains()[0] == 0.5


def test_what_was_heard_is_forgotten_so_that_there_is_an_end(echo: Echo) -> None:
    echo.open()
    echo.schedule.schedule(read_clock() + 0.05, [Part(0.0, tone(0.1))])
    echo.schedule.schedule(read_clock() + 0.05, [Part(0.0, Clip(), is_speech=True, until=0.1)])

    wait_for(lambda: echo.schedule.is_done)

    assert len(echo.asked()) == 1


@posix
def test_a_process_that_dies_is_no_device_and_what_is_to_come_is_kept_for_another(echo: Echo) -> None:
    echo.open()
    echo.schedule.schedule(read_clock() + 60, [Part(0.0, tone())])
    wait_for(lambda: len(echo.asked()) == 1)
    assert echo.stream.pid is not None
    os.kill(echo.stream.pid, signal.SIGKILL)

    def is_noticed() -> bool:
        try:
            echo.stream.check(0.0)
        except OutputError:
            return True
        return False

    wait_for(is_noticed)
    echo.stream.close()
    assert len(echo.schedule.find_coming()) == 1


def test_a_process_that_gives_no_sign_of_life_is_gone(echo: Echo) -> None:
    echo.open()  # it gives none after its first

    for _ in range(SILENT - 1):
        echo.stream.check(0.0)
    with pytest.raises(OutputError, match="no device"):
        echo.stream.check(0.0)


def test_a_process_that_cannot_be_started_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(ROOT / "no such python"))

    with pytest.raises(OutputError, match="does not start") as fault:
        StreamProcess().open(Schedule(), read_clock)

    assert fault.value.is_final


def open_nowhere() -> StreamProcess:
    """A real stream, in real time, to nowhere."""
    pytest.importorskip("miniaudio")
    stream = StreamProcess("NULL")
    stream.open(Schedule(), read_clock)
    return stream


def test_a_real_device_opens_and_its_process_ends_when_it_is_closed_again_and_again() -> None:
    stream = open_nowhere()
    pid = stream.pid
    assert (stream.detail, pid is not None) == ("Null", True)
    stream.check(read_clock())

    stream.close()
    stream.close()

    assert stream.pid is None
    if sys.platform != "win32" and pid is not None:
        assert not is_running(pid)


def test_without_a_device_it_says_so_and_its_process_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nothing'}")
    stream = StreamProcess("PULSEAUDIO")

    with pytest.raises(OutputError, match=r"no device|not installed"):
        stream.open(Schedule(), read_clock)

    assert stream.pid is None


@posix
def test_a_hipflow_that_is_killed_leaves_nobody_behind_that_plays() -> None:
    pytest.importorskip("miniaudio")
    program = (
        "import os, signal\n"
        "from hipflow.clock import read_clock\n"
        "from hipflow.sound.schedule import Schedule\n"
        "from hipflow.sound.stream_process import StreamProcess\n"
        "stream = StreamProcess('NULL')\n"
        "stream.open(Schedule(), read_clock)\n"
        "print(stream.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)

    wait_for(lambda: not is_running(int(done.stdout)))


class FakeStream:
    """A device of the process that plays, in this one."""

    detail = "made up"

    def __init__(self, **_: object) -> None:
        self.seen: list[float] = []

    def open(self, mixer: Schedule, _clock: object) -> None:
        self._mixer = mixer

    def check(self, _now: float) -> None:
        self.seen.append(self._mixer.gain)
        if len(self.seen) > 2 * stream_child.STOPPED:
            raise OutputError("no device")

    def close(self) -> None:
        FakeStream.gains = tuple(self.seen)

    gains: tuple[float, ...] = ()


def test_while_hipflow_is_stopped_nothing_is_heard(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    threads = threading.active_count()
    reader, writer = os.pipe()
    os.write(writer, pickle.dumps(0.5))
    monkeypatch.setattr(stream_child, "BEAT", 0.02)
    monkeypatch.setenv("PULSE_LATENCY_MSEC", "80")
    monkeypatch.setattr(stream_child, "_go_ahead", lambda: True)
    monkeypatch.setattr(stream_child, "MiniaudioStream", FakeStream)
    monkeypatch.setattr(gc, "disable", lambda: None)
    with os.fdopen(reader, "rb") as given:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=given))

        assert stream_child.main([]) == 1

        os.close(writer)
        wait_for(lambda: threading.active_count() == threads)
    assert FakeStream.gains[1] == 0.5
    assert FakeStream.gains[-1] == 0.0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert told[0] == {"detail": "made up"}
    assert told[-1] == {"fault": "no device", "is_final": False}

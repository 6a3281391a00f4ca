"""What really came out: a session is played into a sound server without speakers, and recorded."""

import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hipflow.core.exercise import Side
from hipflow.core.plan import Plan
from hipflow.core.score import Row, score_table
from hipflow.core.sounds import Profile, Sound
from hipflow.engine import read_clock
from hipflow.sound.clip import RATE
from tests.sound.heard_session import make_plan

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("pulseaudio", "pactl", "parec")
pytestmark = [
    pytest.mark.skipif(
        any(shutil.which(program) is None for program in NEEDED), reason=f"needs {', '.join(NEEDED)} on the PATH"
    )
]
slow = pytest.mark.skipif(not os.environ.get("HIPFLOW_SLOW"), reason="takes minutes: set HIPFLOW_SLOW=1")

LOUD = 600
QUIET = 0.03
"""Seconds of silence after which something begins anew."""
STRUCK = (Sound.COUNT, Sound.START, Sound.ZERO)
"""The sounds that begin after a silence."""


@dataclass(frozen=True)
class Recording:
    """What was heard, and what should have been."""

    plan: Plan
    left: "array[int]"
    right: "array[int]"
    over: dict[str, object]
    began: float = 0.0
    """The clock's time of the first sample."""

    def onsets(self) -> list[float]:
        """The seconds at which something begins after a silence."""
        found: list[float] = []
        last_loud = -RATE
        step = RATE // 1000
        for begin in range(0, len(self.left) - step, step):
            pieces = (self.left[begin : begin + step], self.right[begin : begin + step])
            if max(max(piece) for piece in pieces) < LOUD and min(min(piece) for piece in pieces) > -LOUD:
                continue
            loud = [f for f in range(begin, begin + step) if max(abs(self.left[f]), abs(self.right[f])) >= LOUD]
            if loud[0] - last_loud > QUIET * RATE:
                found.append(loud[0] / RATE)
            last_loud = loud[-1]
        return found

    def balance(self, begin: float, seconds: float) -> float:
        """How much louder left is than right."""
        place = slice(round(begin * RATE), round((begin + seconds) * RATE))
        powers = [math.sqrt(sum(sample * sample for sample in side[place])) for side in (self.left, self.right)]
        return powers[0] / max(1.0, powers[1])


def rows_of(a_plan: Plan) -> list[Row]:
    """The rows of a plan's score whose sounds begin after a silence: those, and the opening."""
    rows = score_table(a_plan, profile=Profile(says=frozenset()))
    return [row for row in rows if row.cue.sound in STRUCK or row.at == 1.0]


class Server:
    """A sound server of its own, with one sink that nobody hears."""

    def __init__(self, folder: Path) -> None:
        self.environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
        self.environment["PULSE_SERVER"] = f"unix:{folder / 's'}"
        load = ["-L", f"module-native-protocol-unix auth-anonymous=1 socket={folder / 's'}", "-L", SINK]
        self.process = subprocess.Popen(
            [*AHEAD, "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", *load],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            if self.control("info").returncode == 0:
                break
            wait(0.05)

    def control(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["pactl", *arguments], env=self.environment, capture_output=True, text=True, timeout=10, check=False
        )

    def record(self, setting: str, act: "threading.Thread | None" = None) -> Recording:
        """Run a session and record it."""
        with tempfile.TemporaryFile() as raw:
            form = ["--rate=44100", "--channels=2", "--format=s16le", "--raw", "--latency-msec=20"]
            recorder = subprocess.Popen([*AHEAD, "parec", "-d", "rec.monitor", *form], env=self.environment, stdout=raw)
            for _ in range(200):
                if os.fstat(raw.fileno()).st_size:
                    break
                wait(0.05)
            child = subprocess.Popen(
                [sys.executable, "-m", "tests.sound.heard_session", setting],
                cwd=ROOT,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            try:
                if act:
                    act.start()
                said, _ = child.communicate(timeout=240)
                began = min(_look_when_recording_began(raw.fileno()) for _ in range(60))
            finally:
                child.kill()
                recorder.terminate()
                recorder.wait()
            raw.seek(0)
            content = raw.read()
        samples = array("h", content[: len(content) // 4 * 4])
        lines = said.splitlines()
        assert len(lines) == 2, said
        return Recording(make_plan(setting), samples[0::2], samples[1::2], json.loads(lines[1]), began)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


# A sound server goes before other programs where it can, and so must the recorder: they are not what is tested.
AHEAD = ["nice", "-n", "-11"] if shutil.which("nice") and os.name == "posix" and os.geteuid() == 0 else []
SINK = "module-null-sink sink_name=rec rate=44100 channels=2"


def _look_when_recording_began(file: int) -> float:
    wait(0.005)
    return read_clock() - os.fstat(file).st_size / 4 / RATE


def wait(seconds: float) -> None:
    threading.Event().wait(seconds)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A sound server. Its folder's name is short, for the name of a socket must be."""
    folder = Path(tempfile.mkdtemp(prefix="hf"))
    server = Server(folder)
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def short(server: Server) -> Recording:
    """A session of 10 seconds while the screen is busy."""
    return server.record("short")


def assert_all_is_heard_in_its_place(recording: Recording) -> None:
    rows, onsets = rows_of(recording.plan), recording.onsets()

    assert len(onsets) == len(rows), (onsets, [row.at for row in rows])
    latencies = [onset - row.at for onset, row in zip(onsets, rows, strict=True)]
    usual = statistics.median(latencies)
    assert max(abs(latency - usual) for latency in latencies) < 0.015
    for step in recording.plan.steps:
        ending = [latency for latency, row in zip(latencies, rows, strict=True) if row.step is step and row.at > 1]
        assert statistics.pstdev(ending) < 0.001


def test_every_count_and_zero_is_heard_none_missing_none_extra_and_each_in_its_place(short: Recording) -> None:
    assert_all_is_heard_in_its_place(short)


def test_a_zero_is_heard_when_the_clock_shows_it(short: Recording) -> None:
    origin = short.over["origin"]
    assert isinstance(origin, float)
    rows, onsets = rows_of(short.plan), short.onsets()

    late = [short.began + onset - (origin + row.at) for onset, row in zip(onsets, rows, strict=True)]

    assert -0.06 < statistics.median(late) < 0.12


def test_nothing_went_wrong_on_the_way(short: Recording) -> None:
    assert short.over["problems"] == short.over["faults"] == []
    assert short.over["seen"] == ["on"] or short.over["seen"] == ["starting", "on"]


def test_a_left_cue_is_heard_on_the_left_and_a_right_one_on_the_right(short: Recording) -> None:
    onsets = dict(zip([row.at for row in rows_of(short.plan)], short.onsets(), strict=True))

    starts = {step.side: onsets[float(step.start)] for step in short.plan.work}
    assert short.balance(starts[Side.LEFT], 0.3) > 2
    assert short.balance(starts[Side.RIGHT], 0.3) < 0.5
    switch_to_right = onsets[float(short.plan.steps[2].start)]
    assert short.balance(switch_to_right + 0.45, 0.3) < 0.5
    assert short.balance(onsets[1.0], 0.1) == pytest.approx(1, abs=0.05)


def test_nothing_is_cut_off(short: Recording) -> None:
    assert max(max(short.left), max(short.right)) < 32_700


@slow
def test_two_minutes_with_all_cores_busy_are_heard_in_their_places(server: Server) -> None:
    if os.getloadavg()[0] > (os.cpu_count() or 1) / 2:
        pytest.skip("other programs keep this machine busy already, beyond what is to be tested")
    burn = [sys.executable, "-c", "while True: sum(range(1000))"]
    burning = [subprocess.Popen(burn) for _ in range(os.cpu_count() or 1)]
    try:
        recording = server.record("long")
    finally:
        for process in burning:
            process.kill()
            process.wait()

    assert_all_is_heard_in_its_place(recording)


@slow
def test_a_device_that_is_lost_and_found_again_is_heard_again_with_what_is_due_then(server: Server) -> None:
    """The sink goes while a way of 12 seconds begins, and comes back 2 seconds later."""
    heard_again: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryFile() as raw:

        def act() -> None:
            wait(9.0)
            module = next(
                line.split()[0]
                for line in server.control("list", "short", "modules").stdout.splitlines()
                if "null-sink" in line
            )
            server.control("unload-module", module)
            wait(2.0)
            server.control("load-module", *SINK.split())
            form = ["--rate=44100", "--channels=2", "--format=s16le", "--raw", "--latency-msec=20"]
            command = ["parec", "-d", "rec.monitor", *form]
            heard_again.append(subprocess.Popen(command, env=server.environment, stdout=raw))

        thread = threading.Thread(target=act)
        before = server.record("lost", thread)
        thread.join()
        heard_again[0].terminate()
        heard_again[0].wait()
        raw.seek(0)
        content = raw.read()
    samples = array("h", content[: len(content) // 4 * 4])
    after = Recording(before.plan, samples[0::2], samples[1::2], before.over)

    assert before.over["seen"] == ["starting", "on", "no device", "on"] or before.over["seen"] == [
        "on",
        "no device",
        "on",
    ]
    rows = [row for row in rows_of(before.plan) if row.at >= before.plan.steps[2].end - 3]
    onsets = after.onsets()
    assert len(onsets) == len(rows)
    spacing = [onset - row.at for onset, row in zip(onsets, rows, strict=True)]
    assert max(spacing) - min(spacing) < 0.015

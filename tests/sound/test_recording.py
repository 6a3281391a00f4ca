"""What really came out: a session is played into a sound server without speakers, and recorded."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hipflow.clock import read_clock
from hipflow.core.exercise import Side
from hipflow.core.plan import Plan, compile_plan
from hipflow.library.catalogue import Catalogue
from hipflow.places import data_root
from hipflow.sound.schedule import LATE
from tests.sound.heard_session import make_plan
from tests.sound.recording import Recording, rows_of
from tests.sound.sound_server import NEEDED, SoundServer, wait

if sys.platform != "win32":
    import pexpect

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.skipif(
        any(shutil.which(program) is None for program in NEEDED), reason=f"needs {', '.join(NEEDED)} on the PATH"
    )
]
slow = pytest.mark.skipif(not os.environ.get("HIPFLOW_SLOW"), reason="takes minutes: set HIPFLOW_SLOW=1")
TRIES = 3
"""Recordings of a short session, of which one has to be whole: what else a machine does is not in our hands."""


@dataclass(frozen=True)
class Heard:
    """What was heard, and what should have been."""

    plan: Plan
    recording: Recording
    over: dict[str, object]


@pytest.fixture(scope="module")
def server() -> Iterator[SoundServer]:
    """A sound server."""
    server = SoundServer()
    yield server
    server.stop()


def record(server: SoundServer, setting: str) -> Heard:
    """Run a session and record it."""
    with server.tape() as tape:
        child = subprocess.run(
            [sys.executable, "-m", "tests.sound.heard_session", setting],
            cwd=ROOT,
            env=server.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=240,
            check=False,
        )
        recording = tape.stop()
    lines = child.stdout.splitlines()
    assert len(lines) == 2, child.stdout
    return Heard(make_plan(setting), recording, json.loads(lines[1]))


@contextmanager
def busy_cores() -> Iterator[None]:
    """Something to do for every core, all the time."""
    burn = [sys.executable, "-c", "while True: sum(range(1000))"]
    burning = [subprocess.Popen(burn) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in burning:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def short(server: SoundServer) -> Heard:
    """A session of 13 seconds while the screen is busy."""
    for _ in range(TRIES):
        heard = record(server, "short")
        if not heard.recording.tears:
            break
    return heard


def onsets_of(plan: Plan, recording: Recording) -> tuple[float, ...]:
    """When every row but the opening is heard, which waits for the device and may be left out."""
    rows = rows_of(plan)[1:]
    onsets = recording.onsets[-len(rows) :]
    assert len(onsets) == len(rows), (recording.onsets, [row.at for row in rows])
    return onsets


def assert_all_is_heard_in_its_place(plan: Plan, recording: Recording) -> None:
    assert recording.tears == ()
    opening, *rows = rows_of(plan)
    assert opening.at == 1.0
    onsets = onsets_of(plan, recording)
    latencies = [onset - row.at for onset, row in zip(onsets, rows, strict=True)]
    usual = statistics.median(latencies)
    assert max(abs(latency - usual) for latency in latencies) < 0.015
    for onset in recording.onsets[: -len(rows)]:
        assert -0.015 < onset - opening.at - usual < 2 * LATE  # by a clock of which a new stream knows little yet
    for step in plan.steps:
        ending = [latency for latency, row in zip(latencies, rows, strict=True) if row.step is step]
        assert statistics.pstdev(ending) < 0.001


def test_every_count_and_zero_is_heard_none_missing_none_extra_and_each_in_its_place(short: Heard) -> None:
    assert_all_is_heard_in_its_place(short.plan, short.recording)


def test_a_zero_is_heard_when_the_clock_shows_it(short: Heard) -> None:
    origin = short.over["origin"]
    assert isinstance(origin, float)
    rows, onsets = rows_of(short.plan)[1:], onsets_of(short.plan, short.recording)

    late = [short.recording.began + onset - (origin + row.at) for onset, row in zip(onsets, rows, strict=True)]

    assert -0.06 < statistics.median(late) < 0.12


def test_nothing_went_wrong_on_the_way(short: Heard) -> None:
    assert short.over["problems"] == short.over["faults"] == []
    assert short.over["seen"] == ["on"] or short.over["seen"] == ["starting", "on"]


def test_a_left_cue_is_heard_on_the_left_and_a_right_one_on_the_right(short: Heard) -> None:
    recording, steps = short.recording, short.plan.steps
    onsets = dict(zip([row.at for row in rows_of(short.plan)[1:]], onsets_of(short.plan, recording), strict=True))

    starts = {step.side: onsets[float(step.start)] for step in short.plan.work}
    assert recording.balance(starts[Side.LEFT], 0.3) > 2
    assert recording.balance(starts[Side.RIGHT], 0.3) < 0.5
    switch_to_right = onsets[float(steps[2].start)]
    assert recording.balance(switch_to_right + 0.45, 0.3) < 0.5
    assert recording.balance(onsets[float(steps[1].start - 1)], 0.1) == pytest.approx(1, abs=0.05)


def test_nothing_is_cut_off(short: Heard) -> None:
    assert max(max(short.recording.left), max(short.recording.right)) < 32_700


def test_what_is_called_off_is_never_heard_or_silent_at_once(server: SoundServer) -> None:
    with server.tape() as tape:
        command = [sys.executable, "-m", "tests.sound.heard_session", "call-off"]
        done = subprocess.run(
            command, cwd=ROOT, env=server.environment, capture_output=True, text=True, timeout=60, check=True
        )
        recording = tape.stop()
    told = json.loads(done.stdout)
    whole, before, begun = (
        recording.loud_seconds(told[name][0] - 0.1, told[name][1] + 0.9) for name in ("whole", "before", "begun")
    )

    assert 0.95 < whole[-1] - whole[0] < 1.05
    assert before == []  # called off 0.15 s ahead
    assert begun[-1] - told["begun"][1] < 0.2  # what a device has already is heard; the rest of a second is not


@slow
def test_two_minutes_are_heard_in_their_places(server: SoundServer) -> None:
    heard = record(server, "long")

    assert_all_is_heard_in_its_place(heard.plan, heard.recording)


@slow
def test_two_minutes_with_all_cores_busy_are_heard_in_their_places(server: SoundServer) -> None:
    with busy_cores():
        heard = record(server, "long")

    assert_all_is_heard_in_its_place(heard.plan, heard.recording)


ROUTINE = """
version: 1
name: Two minutes
prep: 10
steps:
  - {exercise: half-pigeon, duration: 20, switch: 5, transition: 10}
  - {exercise: frog-stretch, duration: 30, transition: 10}
  - {exercise: runners-lunge, duration: 8, switch: 4}
"""


@slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_two_minutes_of_the_app_with_all_that_moves_on_it_are_heard_in_their_places(
    server: SoundServer, tmp_path: Path
) -> None:
    home = {f"HIPFLOW_{kind}_HOME": str(tmp_path / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE")}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "memory.json").write_text(json.dumps({"notice_seen": True}))
    (tmp_path / "config" / "routines").mkdir(parents=True)
    (tmp_path / "config" / "routines" / "two-minutes.yaml").write_text(ROUTINE)
    routine = Catalogue(data_root(), tmp_path / "config").find_routine("two-minutes").value
    assert routine is not None
    a_plan = compile_plan(routine)

    with server.tape() as tape:
        app = pexpect.spawn(
            sys.executable,
            ["-m", "hipflow", "run", "two-minutes", "--no-voice"],
            dimensions=(40, 120),
            env={**server.environment, **home, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )
        drawn = draw(app, until=read_clock() + a_plan.seconds + 8)
        app.send("q")
        drawn += draw(app, until=read_clock() + 10)
        app.close(force=True)
        recording = tape.stop()

    assert drawn > 100_000  # it moved
    assert_all_is_heard_in_its_place(a_plan, recording)


def draw(app: "pexpect.spawn[bytes]", *, until: float) -> int:
    """Take in what an app draws until it ends, or some moment; the answer is how many bytes that were."""
    drawn = 0
    while read_clock() < until:
        try:
            drawn += len(app.read_nonblocking(65536, timeout=0.2))
        except pexpect.TIMEOUT:
            continue
        except pexpect.EOF:
            break
    return drawn


@slow
def test_a_device_that_is_lost_and_found_again_is_heard_again_with_what_is_due_then(server: SoundServer) -> None:
    """The sink goes while a way of 12 seconds begins, and comes back 4 seconds later."""
    found: list[Recording] = []

    def act() -> None:
        wait(9.0)
        server.unload_sink()
        wait(4.0)
        server.load_sink()
        with server.tape() as tape:
            thread_is_over.wait()
            found.append(tape.stop())

    thread_is_over = threading.Event()
    thread = threading.Thread(target=act)
    thread.start()
    try:
        before = record(server, "lost")
    finally:
        thread_is_over.set()
        thread.join()

    assert before.over["seen"] == ["starting", "on", "no device", "on"] or before.over["seen"] == [
        "on",
        "no device",
        "on",
    ]
    rows = [row for row in rows_of(before.plan) if row.at >= before.plan.steps[2].end - 3]
    onsets = found[0].onsets
    assert len(onsets) == len(rows)
    spacing = [onset - row.at for onset, row in zip(onsets, rows, strict=True)]
    assert max(spacing) - min(spacing) < 0.015

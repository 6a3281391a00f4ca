"""A real process is killed, at any moment; the next one goes on within a second of it.

HIPFLOW_TEST_KILLS sets how often; by default it is quick. `make kills` does it 200 times, and prints what came of it.
"""

import json
import os
import random
import selectors
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from hipflow.clock import read_clock
from hipflow.core.events import Outcome
from hipflow.store.database import Database, open_store
from hipflow.store.history import list_sessions, list_steps, read_record
from hipflow.store.past import Ending
from hipflow.store.unfinished import Unfinished, find_unfinished
from tests.store.live_child import NOW, PLAN

KILLS = int(os.environ.get("HIPFLOW_TEST_KILLS", "20"))
SPEED = 10.0
"""A tick is 0.1 s: long enough for a busy machine to write one before the next."""
FAST = 40.0
MOST_SECONDS = 60.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these signals are not on Windows")


@dataclass
class Death:
    """What a child said before it died, and what was left of it."""

    said: list[dict[str, float | str]]
    died_at: float
    """By the clock of this machine: it was dead at this moment."""

    @property
    def places(self) -> list[float]:
        """Where in the plan it was, in seconds, event by event."""
        return [float(line["place"]) for line in self.said if "place" in line]


class Child:
    """A hipflow in a process of its own."""

    def __init__(self, file: Path, *options: str, stdin: int = subprocess.DEVNULL, speed: float = SPEED) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.live_child", str(file), str(speed), *options],
            stdout=subprocess.PIPE,
            stdin=stdin,
            bufsize=0,
        )
        self._lines = self._read()

    def _read(self) -> Iterator[str]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            yield line.decode()

    def read_until(self, event: str, times: int = 1) -> list[dict[str, float | str]]:
        """What it says, up to an event."""
        said = []
        for line in self._lines:
            said.append(json.loads(line))
            times -= said[-1].get("event") == event
            if not times:
                break
        return said

    def end(self, how: signal.Signals, after: float) -> Death:
        """Kill it some time after it begins to run, unless it is done by then."""
        assert self.process.stdout is not None
        said = [json.loads(next(self._lines))]
        until = read_clock() + after
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            left = after
            while left > 0 and selector.select(left):
                line = next(self._lines, None)
                if line is None:
                    break
                said.append(json.loads(line))
                left = until - read_clock()
        self.process.send_signal(how)
        self.process.wait(MOST_SECONDS)
        died_at = read_clock()
        return Death(said + self._read_rest(), died_at)

    def finish(self) -> list[dict[str, float | str]]:
        """Let it come to its end."""
        said = self._read_rest()
        assert self.process.wait(MOST_SECONDS) == 0
        return said

    def close(self) -> None:
        """Let go of what it said, once it has ended."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def _read_rest(self) -> list[dict[str, float | str]]:
        said = [json.loads(line) for line in self._lines if line.endswith("\n")]
        self.close()
        return said


def stop_between_writes(child: Child, file: Path) -> None:
    """Stop it where it does not hold the file, which it would then hold for ever."""
    for _ in range(100):
        child.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, child.process.pid, os.WSTOPPED)
        with closing(sqlite3.connect(file, timeout=0.05, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                child.process.send_signal(signal.SIGCONT)
            else:
                connection.execute("ROLLBACK")
                return
    raise AssertionError("it holds the file whenever it is stopped")


def wait_for_living(file: Path, number: int) -> None:
    """Wait until so many sessions that run are on the disk: a thread of each brings them there."""
    until = read_clock() + MOST_SECONDS
    living = -1
    with closing(sqlite3.connect(file, timeout=1.0, isolation_level=None)) as connection:
        while living != number:
            assert read_clock() < until, f"{living} sessions on the disk, not {number}"
            with suppress(sqlite3.OperationalError):
                ((living,),) = connection.execute("SELECT count(*) FROM live")


def look(file: Path) -> tuple[Database, Unfinished | None]:
    """What the next hipflow finds."""
    database = open_store(file, NOW.date())
    assert database.problem == ""
    assert database.set_aside is None
    return database, find_unfinished(database, NOW)


def place_of(unfinished: Unfinished) -> float:
    standing = unfinished.standing
    return standing.step.start + standing.length - standing.seconds_left


def check_nothing_lost(death: Death, unfinished: Unfinished, before: float) -> float:
    """It goes on within a second of where it was, and not later than it was; by how much it goes back."""
    kept = place_of(unfinished)
    told = death.places[-1] if death.places else before
    # It may have been killed between writing an event down and telling it.
    assert told - 1 <= kept <= told + 1 + 1e-6
    begun = float(death.said[0]["origin"])
    held_at_most = (death.died_at - begun) * SPEED
    assert kept - before <= held_at_most
    return told - kept


def check_all_done(database: Database) -> None:
    """The history has one session, and in it every second of the plan once."""
    (session,) = list_sessions(database)
    steps = list_steps(database, [session])[session.id]
    assert session.ending is Ending.FINISHED
    assert [step.held for step in steps] == pytest.approx([step.seconds for step in PLAN.work])
    assert {step.outcome for step in steps} == {Outcome.DONE}
    record = read_record(database, session.id)
    assert record is not None
    assert record.worked + record.led_in + record.paused == pytest.approx(record.elapsed)


def test_killed_at_any_moment_it_goes_on_where_it_was(tmp_path: Path) -> None:
    chance = random.Random(6)
    killed, sessions, back, on = 0, 0, list[float](), list[float]()
    while killed < KILLS:
        sessions += 1
        file = tmp_path / f"{sessions}" / "history.db"
        place = 0.0
        while killed < KILLS:
            death = Child(file).end(signal.SIGKILL, after=chance.uniform(0, 0.8))
            database, unfinished = look(file)
            if unfinished is None:
                # It was quicker: done to its end, or dead before it began.
                assert not death.places or death.said[-1]["event"] in ("Finished", "closed")
                database.close()
                break
            killed += 1
            back.append(check_nothing_lost(death, unfinished, place))
            on.append(place_of(unfinished) - place)
            place = place_of(unfinished)
            database.close()
        else:
            Child(file).finish()
        database, unfinished = look(file)
        assert unfinished is None
        if list_sessions(database):
            check_all_done(database)
        database.close()
    assert max(back) <= 1
    sys.stdout.write(
        f"\n{killed} kills in {sessions} sessions of {PLAN.seconds} s, {sum(each > 0 for each in on)} of them further"
        f" on than the one before. It went on at most {max(back):.2f} s before where it was, {sum(back):.2f} s in all;"
        f" no held second was lost, and none invented.\n"
    )


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_ended_by_a_signal_it_goes_on_where_it_was(tmp_path: Path, how: signal.Signals) -> None:
    file = tmp_path / "history.db"
    death = Child(file).end(how, after=1.2)

    database, unfinished = look(file)

    assert unfinished is not None
    check_nothing_lost(death, unfinished, 0.0)
    database.close()


def test_a_terminal_that_closes_costs_nothing(tmp_path: Path) -> None:
    import pty  # not on Windows

    file = tmp_path / "history.db"
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover
        os.execv(sys.executable, [sys.executable, "-m", "tests.store.live_child", str(file), str(SPEED)])
    heard = b""
    while heard.count(b"Ticked") < 12:
        heard += os.read(terminal, 4096)
    os.close(terminal)
    _, status = os.waitpid(pid, 0)

    database, unfinished = look(file)

    assert os.waitstatus_to_exitcode(status) == -signal.SIGHUP
    assert unfinished is not None
    told = [json.loads(line) for line in heard.decode().splitlines()[1:-1]]
    assert place_of(unfinished) >= told[-1]["place"] - 1
    database.close()


def test_two_at_once_each_have_their_session(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    first = Child(file)
    first.read_until("Ticked", 2)
    wait_for_living(file, 1)
    # Stopped it is alive, and cannot come to its end before the other one has begun.
    stop_between_writes(first, file)
    second = Child(file)
    second.read_until("Ticked", 2)
    wait_for_living(file, 2)

    database, offered = look(file)
    first.process.kill()
    first.process.wait(MOST_SECONDS)
    first.close()
    unfinished = find_unfinished(database, NOW)
    second.finish()

    assert offered is None, "a living one is offered to nobody"
    assert unfinished is not None
    still = find_unfinished(database, NOW)
    assert still is not None
    assert still.key == unfinished.key, "the end of one is not the other's"
    check_all_done(database)
    database.close()


def test_a_dead_process_that_nobody_waited_for_is_dead(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    child = Child(file)
    child.read_until("Ticked", 2)
    child.process.kill()
    os.waitid(os.P_PID, child.process.pid, os.WEXITED | os.WNOWAIT)

    database, unfinished = look(file)
    child.process.wait(MOST_SECONDS)
    child.close()

    assert unfinished is not None
    database.close()


def test_on_a_full_disk_the_session_runs_to_its_end_and_says_why_it_is_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    open_store(file, NOW.date()).close()
    said = Child(file, "4096", stdin=subprocess.PIPE, speed=FAST).finish()

    assert [line["event"] for line in said[-2:]] == ["Finished", "not closed"]
    assert said[-1]["problem"] in ("the disk is full", "the disk does not take it")
    assert any(line.get("problem") for line in said[:-1]), "it is said while it runs"
    database, unfinished = look(file)
    assert (unfinished, list_sessions(database)) == (None, [])
    database.close()


def test_on_a_disk_that_fills_up_what_was_kept_by_then_is_offered(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    open_store(file, NOW.date()).close()
    said = Child(file, str(60 * 4096), stdin=subprocess.PIPE, speed=FAST).finish()

    assert said[-1]["event"] == "not closed"
    database, unfinished = look(file)
    assert unfinished is not None
    assert 0 < place_of(unfinished) < PLAN.seconds
    database.close()


def test_when_there_is_room_again_all_of_the_session_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    open_store(file, NOW.date()).close()
    child = Child(file, "4096", stdin=subprocess.PIPE, speed=20)
    said = child.read_until("Ticked", 10)
    assert child.process.stdin is not None
    child.process.stdin.write(b"\n")
    said += child.finish()

    assert any(line.get("problem") for line in said)
    assert (said[-1]["event"], said[-1]["problem"]) == ("closed", "")
    database, _ = look(file)
    check_all_done(database)
    database.close()


def test_on_a_real_file_system_that_is_full(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)], capture_output=True)
    if mounted.returncode:
        pytest.skip("a file system cannot be mounted here")
    try:
        file = small / "history.db"
        open_store(file, NOW.date()).close()
        with (small / "the rest").open("wb", buffering=0) as rest:
            try:
                while True:
                    rest.write(b"x" * 1024)
            except OSError:
                pass
        said = Child(file, speed=FAST).finish()
        assert (said[-1]["event"], said[-1]["problem"]) == ("not closed", "the disk is full")
        (small / "the rest").unlink()
        database, unfinished = look(file)
        assert (unfinished, list_sessions(database)) == (None, [])
        database.close()
        assert Child(file, speed=FAST).finish()[-1]["event"] == "closed"
    finally:
        subprocess.run(["umount", str(small)], check=True)

"""The display stays awake while a session runs, and only then."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event as Signal

import pytest

from hipflow.awake import MAY_DIM, AwakeDisplay, Hold, find_hold
from hipflow.core.events import Command
from hipflow.core.session import Session
from tests.builders import plan

PATIENCE = 60.0
"""Real seconds for a thread to begin; it takes none unless something is broken."""


@dataclass
class FakeHold:
    """What came of asking."""

    active: bool


class FakeSystem:
    """A display that says what was asked of it."""

    def __init__(self, *, can_hold: bool = True, fails: bool = False) -> None:
        self.can_hold = can_hold
        self.fails = fails
        self.held = 0
        self.asked = 0
        self.changed = Signal()

    @contextmanager
    def open_hold(self) -> Iterator[Hold]:
        """Keep awake until it is left."""
        self.asked += 1
        if self.fails:
            self.changed.set()
            raise OSError("no bus")
        self.held += 1
        try:
            yield FakeHold(self.can_hold)
        finally:
            self.held -= 1
            self.changed.set()


class Watched:
    """A session, and the display it keeps awake."""

    def __init__(self, system: FakeSystem) -> None:
        self.system = system
        self.display = AwakeDisplay(system.open_hold)
        self.session = Session(plan(), patience=1e9)

    def send(self, command: Command, now: float) -> None:
        """Ask something of the session."""
        for event in self.session.handle(command, now):
            self.display(event)

    def run_until(self, now: float) -> None:
        """Let the session clock run."""
        for event in self.session.advance(now):
            self.display(event)

    def wait_for(self, held: int) -> None:
        """Wait until the display is held, or no more."""
        pause = Signal()
        for _ in range(int(PATIENCE / 0.005)):
            if self.system.held == held:
                return
            pause.wait(0.005)
        raise AssertionError(f"held {self.system.held}, not {held}")


def test_it_is_awake_from_the_first_second_to_the_last() -> None:
    watched = Watched(FakeSystem())
    watched.send(Command.START, 0)
    assert watched.system.asked == 0
    watched.run_until(1)
    watched.wait_for(held=1)
    watched.run_until(50)
    assert watched.system.asked == 1
    watched.run_until(10_000)
    watched.wait_for(held=0)
    assert watched.display.hint == ""


def test_it_may_sleep_while_paused_and_is_awake_again_from_the_count_in_on() -> None:
    watched = Watched(FakeSystem())
    watched.send(Command.START, 0)
    watched.run_until(12)
    watched.wait_for(held=1)
    watched.send(Command.PAUSE, 12)
    watched.wait_for(held=0)
    watched.send(Command.RESUME, 400)
    watched.run_until(401)
    watched.wait_for(held=1)
    assert watched.session.state.value == "counting in"
    watched.send(Command.STOP, 402)
    watched.wait_for(held=0)


@pytest.mark.parametrize("system", [FakeSystem(can_hold=False), FakeSystem(fails=True)], ids=["cannot", "fails"])
def test_where_it_cannot_there_is_a_hint_and_nothing_else(system: FakeSystem) -> None:
    watched = Watched(system)
    assert watched.display.hint == ""
    watched.send(Command.START, 0)
    watched.run_until(1)
    watched.run_until(2)
    watched.send(Command.STOP, 2)
    assert system.changed.wait(PATIENCE)
    watched.wait_for(held=0)
    assert watched.display.hint == MAY_DIM
    assert system.asked == 1


@pytest.mark.parametrize(
    ("is_here", "environment"),
    [
        (True, {}),
        (True, {"SSH_CONNECTION": ""}),
        (True, {"SSH_AUTH_SOCK": "/run/agent"}),
        (False, {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}),
        (False, {"SSH_TTY": "/dev/pts/3"}),
    ],
)
def test_over_ssh_the_display_is_another_machines(is_here: bool, environment: Mapping[str, str]) -> None:
    display = AwakeDisplay(find_hold(environment))
    assert display.hint == ("" if is_here else MAY_DIM)

"""What the tests of the sound share: a clock that stands still until it is moved, and what was asked of a speaker."""

from pathlib import Path

import pytest

from hipflow.places import data_root
from hipflow.sound.mixer import Mixer
from hipflow.sound.outputs import Clock, OutputError

SOUNDS = data_root() / "assets" / "sounds"


class HandClock:
    """A clock that a test moves by hand."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class FakeOutput:
    """An output that does what it is told, and notes what is asked of it."""

    status = "on"
    detail = "made up"

    def __init__(self, name: str = "fake", fault: OutputError | Exception | None = None) -> None:
        self.name = name
        self.fault = fault
        self.asked: list[str] = []

    def open(self, mixer: Mixer, clock: Clock) -> None:
        """Open, or fail as wished."""
        self.asked.append("open")
        if self.fault:
            raise self.fault
        mixer.forget_place()
        mixer.render(64, clock())

    def check(self, now: float) -> None:
        """Fail as wished."""
        self.asked.append(f"check at {now:g}")
        if self.fault:
            raise self.fault

    def close(self) -> None:
        """Note it."""
        self.asked.append("close")


def count_asked(output: FakeOutput, what: str) -> int:
    """How often something was asked of an output."""
    return sum(each == what for each in output.asked)


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands still."""
    return HandClock()


@pytest.fixture
def sounds() -> Path:
    """The folder of the sounds."""
    return SOUNDS

"""What all tests share: a loop whose time jumps, and a home of its own for each test."""

import asyncio
import selectors
from collections.abc import Iterator
from pathlib import Path

import pytest


class JumpingSelector(selectors.DefaultSelector):
    """Does not wait: when nothing is ready, its loop's time jumps to the next deadline."""

    loop_time = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready now; the time has passed as if it had waited."""
        ready = super().select(0)
        if not ready and timeout:
            self.loop_time += timeout
        elif not ready and timeout is None:
            return super().select(None)
        return ready


class JumpingLoop(asyncio.SelectorEventLoop):
    """An event loop in which a 30-minute session takes milliseconds."""

    def __init__(self) -> None:
        self._jumping = JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        """Seconds that have passed in this loop."""
        return self._jumping.loop_time


@pytest.fixture
def jumping_loop() -> Iterator[JumpingLoop]:
    """A loop whose time jumps to the next deadline when everything waits."""
    loop = JumpingLoop()
    yield loop
    loop.close()


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees or touches what the person who runs it keeps."""
    home = tmp_path_factory.mktemp("home")
    for kind in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"HIPFLOW_{kind}_HOME", str(home / kind.lower()))
    for name in ("NO_COLOR", "TEXTUAL_ANIMATIONS", "SSH_CONNECTION", "HIPFLOW_AUDIO"):
        monkeypatch.delenv(name, raising=False)
    return home

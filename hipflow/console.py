"""A session without a screen: a line out for everything that happens, a line in for every command."""

import asyncio
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from hipflow.core.events import Command, Event, Finished, Stopped, Ticked, TimeRanOut
from hipflow.core.session import State
from hipflow.engine import Engine
from hipflow.export.values import event_json, record_json
from hipflow.export.words import event_words, record_words
from hipflow.tui.lateness import make_up

ASKABLE: Final = {command.value: command for command in Command if command is not Command.START}
FIT: Final = "fit"
"""Makes up for a pause, where the session has to end at a time of day, and goes on."""
LONGEST_LINE: Final = 1000
"""Bytes of a command; a line that is longer is none."""


class ReaderGoneError(Exception):
    """Nobody reads what is written any more."""


def follow_session(engine: Engine, *, as_json: bool) -> int:
    """Run a session to its end, telling it line by line; the exit code: 0, or 130 when it was interrupted.

    Raises ReaderGoneError when what reads the lines has gone away.
    """
    return asyncio.run(_follow(engine, as_json=as_json))


async def _follow(engine: Engine, *, as_json: bool) -> int:
    loop = asyncio.get_running_loop()
    interruptions: list[int] = []
    is_alone = False  # is standard input at its end, so that nobody can say that something is done?

    def stop(number: int) -> None:
        interruptions.append(number)
        if not engine.session.state.is_over:
            engine.send(Command.STOP)

    def tell(event: Event) -> None:
        try:
            _write(_event_line(event, engine, as_json=as_json))
        except OSError as error:
            engine.session.handle(Command.STOP, engine.now())
            raise ReaderGoneError from error
        if isinstance(event, TimeRanOut) and is_alone:
            loop.call_soon(go_on)

    def go_on() -> None:
        session = engine.session
        if session.state is State.RUNNING and session.step.is_open and session.seconds_left(engine.now()) <= 0:
            engine.send(Command.NEXT)

    def be_alone() -> None:
        nonlocal is_alone
        is_alone = True
        go_on()

    def obey(line: str) -> None:
        if not (word := line.strip().lower()) or engine.session.state.is_over:
            return
        command = ASKABLE.get(word)
        if word == FIT and make_up(engine) is not None:
            return
        if command is None:
            others = f"not a command; there are {', '.join((*ASKABLE, FIT))}"
            why = "there is no pause to make up for" if word == FIT else others
            shown = "".join(letter if letter.isprintable() else "?" for letter in word[:40])
            now = round(engine.now(), 4)
            refused = {"event": "refused", "at": now, "due": now, "command": shown, "why": why}
            _write(json.dumps(refused) if as_json else f'"{shown}": {why}')
        else:
            engine.send(command)

    engine.listen(tell)
    with _signals(loop, stop):
        running = asyncio.ensure_future(engine.run())
        if engine.session.state is State.PAUSED:
            engine.send(Command.RESUME)
        threading.Thread(target=_read_commands, args=(loop, obey, be_alone), name="commands", daemon=True).start()
        await running
    if any(isinstance(fault, ReaderGoneError) for fault in engine.faults):
        raise ReaderGoneError
    return 128 + interruptions[0] if interruptions else 0


def _event_line(event: Event, engine: Engine, *, as_json: bool) -> str:
    """One line for an event; empty for one that is not told."""
    is_last = isinstance(event, Finished | Stopped)
    if not as_json:
        return record_words(engine.record()) if is_last else event_words(event)
    if isinstance(event, Ticked):
        return ""
    line = event_json(event)
    if is_last:
        line["record"] = record_json(engine.record())
    return json.dumps(line, ensure_ascii=False)


def _write(line: str) -> None:
    if line:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def _read_commands(loop: asyncio.AbstractEventLoop, obey: Callable[[str], None], be_alone: Callable[[], None]) -> None:
    """Hand every line of standard input to `obey`, in the loop's thread, and then tell that it is at its end.

    It reads the descriptor itself: a thread that waits in `sys.stdin` would hold its lock while Python shuts down.
    """
    rest = b""
    while True:
        try:
            read = os.read(0, 4096)
        except OSError:
            return
        *lines, rest = (rest + read).split(b"\n")
        if not read:
            lines, rest = [rest], b""
        for line in lines:
            if len(line) <= LONGEST_LINE:
                try:
                    loop.call_soon_threadsafe(obey, line.decode("utf-8", errors="replace"))
                except RuntimeError:  # the loop is closed: the session is over
                    return
        rest = rest[: LONGEST_LINE + 1]
        if not read:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(be_alone)
            return


@contextmanager
def _signals(loop: asyncio.AbstractEventLoop, stop: Callable[[int], None]) -> Iterator[None]:
    """Let an interruption stop the session in good order, where the system has signals for the loop."""
    numbers = [signal.SIGINT, signal.SIGTERM]
    if sys.platform == "win32":
        yield
        return
    for number in numbers:
        loop.add_signal_handler(number, stop, number)
    try:
        yield
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)

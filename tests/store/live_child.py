"""A real hipflow without a screen, to be killed: it runs a session to its end, and says on standard output where it is.

Run as `python -m tests.store.live_child FILE SPEED [BYTES]`. It takes up what was broken off in FILE, or begins anew.
With BYTES no file may grow beyond that; a line on standard input takes the limit away.
"""

import asyncio
import json
import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hipflow.clock import read_clock
from hipflow.core.events import Command, Event, Ticked
from hipflow.core.exercise import Sides
from hipflow.core.routine import Entry
from hipflow.core.session import Session, State
from hipflow.engine import Engine
from hipflow.store.database import open_store
from hipflow.store.journal import Journal
from hipflow.store.standing import Standing, follow_event
from hipflow.store.unfinished import find_unfinished, take_up
from tests.builders import exercise, plan

NOW = datetime(2027, 3, 1, 18, 5, tzinfo=UTC)
PLAN = plan(
    Entry(exercise=exercise(seconds=6, switch=3)),
    Entry(exercise=exercise("frog-stretch", seconds=8, sides=Sides.BOTH), transition=3),
    Entry(exercise=exercise("figure-four", seconds=5), transition=2, switch=2),
    prep=3,
)


def say(**what: float | str) -> None:
    """Write a line that is out before this returns."""
    os.write(1, (json.dumps(what) + "\n").encode())


async def run(file: Path, speed: float, most_bytes: int) -> None:
    """Run the session, and say all that happens once it was noted."""
    database = open_store(file, NOW.date())
    if most_bytes:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))
    session, journal = Session(PLAN, patience=Engine.patience_at(speed)), Journal(database, now=NOW, version="test")
    standing: Standing | None = None
    if unfinished := find_unfinished(database, NOW + timedelta(minutes=1)):
        taken = take_up(database, unfinished, now=NOW + timedelta(minutes=1), version="test")
        assert taken is not None
        session, journal = unfinished.open_session(patience=Engine.patience_at(speed)), taken
        standing = unfinished.standing
    engine = Engine(session, speed=speed)

    def tell(event: Event) -> None:
        nonlocal standing
        standing = follow_event(standing, event)
        if standing is not None:
            say(
                event=type(event).__name__,
                is_count_in=isinstance(event, Ticked) and event.is_count_in,
                place=standing.step.start + standing.length - standing.seconds_left,
                problem=journal.problem,
            )

    def lift() -> None:
        import resource

        if sys.stdin.readline():
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    engine.listen(journal.note)
    engine.listen(tell)
    say(pid=os.getpid(), origin=engine.moment(0), clock=read_clock())
    if most_bytes:
        asyncio.get_running_loop().add_reader(0, lift)
    if session.state is State.PAUSED:
        engine.send(Command.RESUME)
    await engine.run()
    say(event="closed" if journal.close() else "not closed", problem=journal.problem)
    database.close()


if __name__ == "__main__":
    for name in ("SIGHUP", "SIGQUIT", "SIGTERM"):
        # Whoever runs the tests in the background may have them ignored, and that is inherited.
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    file, speed, *rest = sys.argv[1:]
    asyncio.run(run(Path(file), float(speed), int(rest[0]) if rest else 0))

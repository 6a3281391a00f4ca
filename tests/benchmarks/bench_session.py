"""How many sessions of 20 minutes a second go through Session alone, and how late steps start in real time."""

import asyncio
import platform
import statistics
import sys
import time

from hipflow.core.events import Command, Event, StepStarted
from hipflow.core.exercise import Sides
from hipflow.core.session import Session
from hipflow.engine import Engine
from tests.builders import hold, plan

REAL_SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 60


def simulate() -> None:
    """A session of 20 minutes, told every second of it, and told only its steps."""
    a_plan = plan(*[hold("half-pigeon", seconds=30, sides=Sides.EACH)] * 17)

    def every_second() -> int:
        session = Session(a_plan)
        told = len(session.handle(Command.START, 0.0))
        while (due := session.next_due()) is not None:
            told += len(session.advance(due))
        return told

    def every_step() -> int:
        session = Session(a_plan, patience=1e9)
        told = len(session.handle(Command.START, 0.0))
        for step in a_plan.steps:
            told += len(session.advance(step.end))
        return told

    for name, run in (("every second told", every_second), ("only steps told", every_step)):
        rates = []
        for _ in range(7):
            began = time.perf_counter()
            for _ in range(50):
                told = run()
            rates.append(50 / (time.perf_counter() - began))
        print(f"{name:20} {statistics.median(rates):7.0f} sessions/s (best {max(rates):.0f}), {told} events each,")
        print(f"{'':20} of {a_plan.seconds} s and {len(a_plan.steps)} steps")


def run_for_real() -> None:
    """Steps of 3 s at real speed: how late each one starts, and whether it grows."""
    late: list[float] = []

    def note(event: Event) -> None:
        if isinstance(event, StepStarted):
            late.append((event.at - event.due) * 1000)

    async def run() -> None:
        engine = Engine(Session(plan(*[hold(seconds=3, sides=Sides.BOTH)] * (REAL_SECONDS // 8), prep=0)))
        engine.listen(note)
        await engine.run()

    asyncio.run(run())
    half = len(late) // 2
    ordered = sorted(late)
    p99 = ordered[int(len(late) * 0.99)]
    print(f"at - due of {len(late)} step starts in {REAL_SECONDS} s of real time, in ms:")
    print(f"  median {statistics.median(late):.2f}, 99th percentile {p99:.2f}, most {ordered[-1]:.2f}")
    first, second = statistics.median(late[:half]), statistics.median(late[half:])
    print(f"  median of the first half {first:.2f}, of the second {second:.2f}")


if __name__ == "__main__":
    print(f"Python {platform.python_version()}, {platform.machine()}")
    simulate()
    run_for_real()

"""A child process that runs a session which is heard: `python -m tests.sound.heard_session SETTING`.

It says on standard output when it begins and when it is over, and what the speaker thought of it.
"""

import asyncio
import json
import math
import sys
import threading
from array import array
from collections.abc import Callable

from hipflow.clock import read_clock
from hipflow.core.events import Event, Ticked
from hipflow.core.exercise import Sides
from hipflow.core.plan import Plan
from hipflow.core.routine import Entry
from hipflow.core.session import Session
from hipflow.engine import Engine
from hipflow.places import data_root
from hipflow.sound.announcer import Announcer
from hipflow.sound.clip import RATE, Clip, Part
from hipflow.sound.clips import Clips
from hipflow.sound.outputs import find_outputs
from hipflow.sound.speaker import Speaker
from tests.builders import exercise, hold, plan


def make_plan(setting: str) -> Plan:
    """A plan of 13 seconds; of 2 minutes; or one with a long way, in which a device can be lost and found."""
    if setting == "long":
        return plan(hold("half-pigeon", seconds=20, sides=Sides.EACH), rounds=2, rest=14)
    if setting == "lost":
        return plan(hold("frog-stretch", seconds=3), Entry(exercise=exercise(seconds=4), transition=12), prep=4)
    return plan(Entry(exercise=exercise(seconds=2), switch=3), prep=6)


def tell(what: dict[str, object]) -> None:
    """Say something to the test, in a line."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


async def keep_busy() -> None:
    """Hold up the loop, as a screen does that draws."""
    tick = 0
    while True:
        tick += 1
        end = read_clock() + (0.005, 0.03, 0.015)[tick % 3]
        while read_clock() < end:
            sum(number * number for number in range(300))
        try:
            async with asyncio.timeout(0.06):
                await asyncio.Event().wait()
        except TimeoutError:
            pass


async def run(a_plan: Plan) -> None:
    """Run a session of the plan with sound, with a busy screen."""
    speaker = Speaker(Clips(data_root() / "assets" / "sounds"), read_clock, find_outputs("auto"))
    speaker.open()
    engine = Engine(Session(a_plan))
    announcer = Announcer(speaker, moment=engine.moment)
    seen: list[str] = []

    def look(event: Event) -> None:
        if isinstance(event, Ticked) and (not seen or seen[-1] != speaker.status):
            seen.append(speaker.status)

    listeners: tuple[Callable[[Event], None], ...] = (announcer, look)
    for listener in listeners:
        engine.listen(listener)
    screen = asyncio.create_task(keep_busy())
    tell({"event": "begins"})
    await engine.run()
    screen.cancel()
    speaker.close(patience=4)
    over: dict[str, object] = {
        "event": "over",
        "origin": engine.moment(0.0),
        "seen": seen,
        "problems": speaker.problems,
        "faults": [str(x) for x in engine.faults],
    }
    tell(over)


def call_off() -> None:
    """Play three long tones; the second is called off a little before it begins, the third while it is heard."""
    speaker = Speaker(Clips(data_root() / "assets" / "sounds"), read_clock, find_outputs("auto"))
    speaker.open()
    waiting = threading.Event()
    while speaker.status == "starting":
        waiting.wait(0.05)
    waiting.wait(1)
    tone = Clip(array("h", [round(8000 * math.sin(place / 8)) for place in range(RATE)]), is_mono=True)
    told: dict[str, object] = {"event": "over"}
    for name, seconds in (("whole", 1.5), ("before", 0.25), ("begun", 0.7)):
        at = read_clock() + 0.4
        handle = speaker.schedule(at, [Part(0.0, tone)])
        waiting.wait(seconds)
        told[name] = [at, read_clock()]
        speaker.cancel(handle)
        waiting.wait(1)
    speaker.close()
    tell(told)


def leave(manner: str) -> None:
    """Open a speaker and end the program without closing it."""
    speaker = Speaker(Clips(data_root() / "assets" / "sounds"), read_clock, find_outputs("auto"))
    speaker.open()
    waiting = threading.Event()
    if manner != "at-once":
        for _ in range(100):
            if speaker.status != "starting":
                break
            waiting.wait(0.05)
        waiting.wait(0.3)
    tell({"event": "leaves", "status": speaker.status})
    if manner == "by-a-fault":
        raise RuntimeError("a fault of this test")


if __name__ == "__main__":
    if sys.argv[1] == "leave":
        leave(sys.argv[2])
    elif sys.argv[1] == "call-off":
        call_off()
    else:
        asyncio.run(run(make_plan(sys.argv[1])))

"""Drives a session in real time, and hands out what happens; nobody else waits for a moment to come."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from hipflow.clock import read_clock
from hipflow.core.events import Command, Event, Ticked
from hipflow.core.plan import Plan
from hipflow.core.record import Record, make_record
from hipflow.core.session import PATIENCE, Session, State

Listener = Callable[[Event], None]
"""Is told everything that happens, in order. It must not block."""


def read_local_time() -> datetime:
    """The time of day on the wall, for people; no session is ever timed by it."""
    return datetime.now()


class Engine:
    """Waits for a session's next due moment, feeds it the time and the commands, and tells the listeners.

    The session clock starts at 0 when the session starts, runs on during pauses, and is `speed` times as fast as a
    real one.
    """

    def __init__(
        self,
        session: Session,
        *,
        clock: Callable[[], float] = read_clock,
        speed: float = 1.0,
        earlier: Sequence[Event] = (),
    ) -> None:
        """An engine for one session.

        Args:
            session: What to drive; nobody else may.
            clock: Gives seconds that never go back.
            speed: How many session seconds pass in a real one; above 0.
            earlier: What happened in an earlier run of a session that is taken up again, before the clock's 0.
        """
        self.session = session
        self.speed = speed
        self.faults: list[Exception] = []
        """What listeners raised. A listener that fails never stops the session nor the others."""
        self._clock = clock
        self._origin = clock()
        self._listeners: list[Listener] = []
        self._asked = asyncio.Event()
        self._told: list[Event] = list(earlier)

    @staticmethod
    def patience_at(speed: float) -> float:
        """The patience of a session that runs at `speed`, so that the same real gap means that it was away."""
        return PATIENCE * speed

    def listen(self, listener: Listener) -> None:
        """Tell `listener` everything from now on."""
        self._listeners.append(listener)

    def now(self) -> float:
        """Seconds of the session clock."""
        return (self._clock() - self._origin) * self.speed

    def moment(self, seconds: float) -> float:
        """The clock's own time at which the session clock shows `seconds`."""
        return self._origin + seconds / self.speed

    def local_time_in(self, seconds: float) -> datetime:
        """The time of day after `seconds` more of the session clock."""
        return read_local_time() + timedelta(seconds=seconds / self.speed)

    def send(self, command: Command) -> tuple[Event, ...]:
        """Ask something of the session, now; it is done, and told, before this returns."""
        now = self.now()
        if self.session.state is State.READY:
            self._origin, now = self._clock(), 0.0
        return self._tell(self.session.handle(command, now))

    def jump(self, index: int) -> tuple[Event, ...]:
        """Go to the step at `index`, now; raises IndexError where there is none."""
        return self._tell(self.session.jump(index, self.now()))

    def replan(self, plan: Plan) -> tuple[Event, ...]:
        """Follow another plan of the same steps, from now on; raises ValueError where they are others."""
        return self._tell(self.session.replan(plan, self.now()))

    async def run(self) -> None:
        """Start the session, unless it runs already, and drive it until it is over."""
        if self.session.state is State.READY:
            self.send(Command.START)
        while not self.session.state.is_over:
            due = self.session.next_due()
            wait = None if due is None else max(0.0, self.moment(due) - self._clock())
            try:
                async with asyncio.timeout(wait):
                    await self._asked.wait()
            except TimeoutError:
                pass
            self._asked.clear()
            self._publish(self.session.advance(self.now()))

    @property
    def told(self) -> Sequence[Event]:
        """All that happened so far, ticks left out, in an earlier run too."""
        return self._told

    def record(self) -> Record:
        """What was held so far."""
        return make_record(self.session.plan, self._told)

    def _tell(self, events: list[Event]) -> tuple[Event, ...]:
        """Publish what a command did, and let `run` look at what is due now."""
        self._publish(events)
        self._asked.set()
        return tuple(events)

    def _publish(self, events: list[Event]) -> None:
        for event in events:
            if not isinstance(event, Ticked):
                self._told.append(event)
            for listener in self._listeners:
                try:
                    listener(event)
                except Exception as error:
                    self.faults.append(error)

"""A driver for sessions: an engine whose clock is only a number."""

from collections.abc import Iterable

from hipflow.core.events import Command, Event, Ticked
from hipflow.core.plan import Plan
from hipflow.core.record import Record, make_record
from hipflow.core.session import PATIENCE, Session
from tests.builders import plan


class Driver:
    """Drives a session as an engine would, with a clock that is only a number."""

    def __init__(self, a_plan: Plan | None = None, *, patience: float = PATIENCE) -> None:
        self.session = Session(a_plan or plan(), patience=patience)
        self.now = 1000.0
        self.events: list[Event] = []

    def send(self, command: Command) -> list[Event]:
        events = self.session.handle(command, self.now)
        self.events += events
        return events

    def run(self, seconds: float, *, late: float = 0.0) -> list[Event]:
        """Let `seconds` pass, waking up `late` after each due moment."""
        until, events = self.now + seconds, list[Event]()
        while (due := self.session.next_due()) is not None and due + late <= until:
            self.now = max(self.now, due + late)
            events += self.session.advance(self.now)
        self.now = until
        events += self.session.advance(until)
        self.events += events
        return events

    def sleep(self, seconds: float) -> list[Event]:
        """Let `seconds` pass without a word from the clock."""
        self.now += seconds
        events = self.session.advance(self.now)
        self.events += events
        return events

    @property
    def left(self) -> float:
        return self.session.seconds_left(self.now)

    def record(self) -> Record:
        return make_record(self.session.plan, self.events)


def kinds(events: Iterable[Event]) -> list[str]:
    return [type(event).__name__ for event in events if not isinstance(event, Ticked)]

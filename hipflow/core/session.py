"""One live run of a plan: commands and the time go in, events come out.

Theory of operation
-------------------
The session has no clock. Whoever drives it asks `next_due()`, waits until then, and calls `advance(now)`; commands
go in by `handle(command, now)`. Both return what happened, oldest first. `now` is in seconds of a clock that also
counts while the machine sleeps; where it starts does not matter.

A countdown is one number: the moment it ends. Nothing is decremented and no tick is counted. A step begins when the
one before it was due to end, however late anyone woke up, so that over any length the drift is nothing. A pause
turns that moment into the seconds that were left, and going on turns it back.

    READY --start--> RUNNING --(the last step ends)--> FINISHED
                      |   ^
                 pause|   |(3 s are over)
                      v   |
                    PAUSED --resume--> COUNTING_IN          stop leads from all of these to STOPPED

An open step waits for a key: at the end of its countdown nothing ends, but the time that is left goes below 0, and
the step goes on until NEXT says that it is done. What it held is what it was to hold. Nobody has to come back for it:
after every `WAIT` seconds that it waited in vain, the session pauses.

If nothing was heard from the clock for more than `PATIENCE` seconds, the machine slept or the process was stopped.
The session is then paused, at the last moment it is known to have run: nothing is lost, nothing fires in a burst.

All transitions are in this file, and TRANSITIONS is the only judge of them.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum

from hipflow.core.events import (
    Command,
    CountInStarted,
    Event,
    Finished,
    Outcome,
    Paused,
    Refused,
    Replanned,
    Resumed,
    SessionStarted,
    StepEnded,
    StepStarted,
    Stopped,
    Ticked,
    TimeChanged,
    TimeRanOut,
)
from hipflow.core.plan import Plan, Step

COUNT_IN = 3
"""Seconds to get back into position before work goes on."""
BACK_WITHIN = 3.0
"""Seconds into a step up to which `back` means the step before."""
SKIPPED_WITHIN = 1.0
"""Seconds into a step up to which leaving it means that it was skipped."""
MORE_WORK, MORE_OTHER = 10, 5
"""Seconds that `more` and `less` change a work step by, and any other step."""
LEAST_LEFT, MOST_LEFT = 1, 600
"""Seconds left that `more` and `less` never pass."""
WAIT = 600
"""Seconds beyond those expected after which an open step is taken for forgotten, and again after as many more."""
PATIENCE = 2.0
"""Seconds without a word from the clock after which the session was away."""


class State(Enum):
    """What a session is doing."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    COUNTING_IN = "counting in"
    FINISHED = "finished"
    STOPPED = "stopped"

    @property
    def is_over(self) -> bool:
        """Will nothing happen any more?"""
        return self is State.FINISHED or self is State.STOPPED


_GO_ON = frozenset({State.RUNNING, State.FINISHED})
_STAND = frozenset({State.PAUSED, State.FINISHED})
_STOP = frozenset({State.STOPPED})

TRANSITIONS: Mapping[State, Mapping[Command, frozenset[State]]] = {
    State.READY: {
        Command.START: frozenset({State.RUNNING}),
        Command.STOP: _STOP,
    },
    State.RUNNING: {
        Command.PAUSE: frozenset({State.PAUSED}),
        Command.NEXT: _GO_ON,
        Command.BACK: frozenset({State.RUNNING}),
        Command.RESTART: frozenset({State.RUNNING}),
        Command.SWITCH: frozenset({State.RUNNING}),
        Command.MORE: frozenset({State.RUNNING}),
        Command.LESS: frozenset({State.RUNNING}),
        Command.STOP: _STOP,
    },
    State.PAUSED: {
        # Work counts in first; any other step goes straight on.
        Command.RESUME: frozenset({State.COUNTING_IN, State.RUNNING}),
        # Moving about while paused stays paused: whoever looks around is not in position yet.
        Command.NEXT: _STAND,
        Command.BACK: frozenset({State.PAUSED}),
        Command.RESTART: frozenset({State.PAUSED}),
        Command.SWITCH: frozenset({State.PAUSED}),
        Command.MORE: frozenset({State.PAUSED}),
        Command.LESS: frozenset({State.PAUSED}),
        Command.STOP: _STOP,
    },
    State.COUNTING_IN: {
        Command.PAUSE: frozenset({State.PAUSED}),
        Command.NEXT: _GO_ON,
        Command.BACK: frozenset({State.RUNNING}),
        Command.RESTART: frozenset({State.RUNNING}),
        # Where no other side is to come, the count goes on.
        Command.SWITCH: frozenset({State.RUNNING, State.COUNTING_IN}),
        Command.MORE: frozenset({State.COUNTING_IN}),
        Command.LESS: frozenset({State.COUNTING_IN}),
        Command.STOP: _STOP,
    },
    State.FINISHED: {},
    State.STOPPED: {},
}
"""Where a command may lead. What is not here is refused and changes nothing."""

_WHY_NOT: Mapping[State, str] = {
    State.READY: "not started yet",
    State.RUNNING: "already running",
    State.PAUSED: "already paused",
    State.COUNTING_IN: "already counting in",
    State.FINISHED: "already finished",
    State.STOPPED: "already stopped",
}


class Session:
    """A run of a plan, from ready to finished or stopped."""

    __slots__ = (
        "_due",
        "_ends_at",
        "_is_counting_in",
        "_left",
        "_length",
        "_patience",
        "_seen",
        "_shown",
        "plan",
        "state",
        "step",
    )

    def __init__(self, plan: Plan, *, patience: float = PATIENCE) -> None:
        """A session that is ready to start.

        Args:
            plan: What to run.
            patience: Seconds without a word from the clock after which the session was away.
        """
        self.plan = plan
        self.state = State.READY
        self.step = plan.steps[0]
        """The current step; while ready, the first."""
        self._patience = patience
        self._length = float(self.step.seconds)  # of the step, with what was added and taken away
        self._left = self._length  # of the step; true only while it does not run
        self._ends_at = 0.0  # of what runs: the step, or the count-in
        self._is_counting_in = False  # as the state says; asked every second
        self._shown = 0  # the whole seconds that were last told
        self._due: float | None = None  # the moment at which they change
        self._seen = 0.0  # the last moment the clock was heard from

    @classmethod
    def resumed(
        cls, plan: Plan, index: int, *, seconds_left: float, length: float, patience: float = PATIENCE
    ) -> "Session":
        """A session that stands paused where an earlier run of its plan was broken off.

        Its record is made of the events of the earlier run, up to a Paused, and of those that follow now.

        Args:
            plan: What was run.
            index: The step that was the current one.
            seconds_left: Of that step; above 0, unless it is open.
            length: Seconds that it was to last in the end, with what was added and taken away.
            patience: Seconds without a word from the clock after which the session was away.

        Raises:
            ValueError: There is no such step, or no such time in it.
        """
        is_place = 0 <= index < len(plan.steps) and float("-inf") < seconds_left <= length < float("inf")
        if not is_place or (seconds_left <= 0 and not plan.steps[index].is_open) or length <= 0:
            raise ValueError(f"no place in this plan: step {index}, {seconds_left} of {length} s left")
        session = cls(plan, patience=patience)
        session.state, session.step = State.PAUSED, plan.steps[index]
        session._length, session._left = length, seconds_left
        return session

    @property
    def length(self) -> float:
        """Seconds that the current step lasts, with what was added and taken away."""
        return self._length

    def next_due(self) -> float | None:
        """The next moment at which something happens by itself; None when nothing will."""
        return self._due

    def seconds_left(self, now: float) -> float:
        """Seconds left of the current step; while counting in, those it will go on with.

        Below 0 where an open step has gone on for longer than was expected.
        """
        # What is rounded away in a sum of seconds must not make more of a step than there is.
        return min(self._ends_at - now, self._length) if self.state is State.RUNNING else self._left

    def advance(self, now: float) -> list[Event]:
        """Let the time pass until `now`, and tell what happened on the way."""
        if self._due is None:
            return []
        if now - self._seen > self._patience:
            return [self._pause(now, due=self._seen, is_away=True)]
        self._seen = now
        if now < self._due:
            return []
        shown, ends_at = self._shown - 1, self._ends_at
        if shown % WAIT and now < ends_at - shown + 1:  # a tick on time: a thousand of them are a session
            self._shown, self._due = shown, ends_at - shown + 1
            return [Ticked(now, ends_at - shown, shown, self._is_counting_in)]
        return self._catch_up(now)

    def handle(self, command: Command, now: float) -> list[Event]:
        """Do what was asked, if it can be done now, and tell what happened."""
        events = self.advance(now)
        state = self.state
        if command not in TRANSITIONS[state]:
            if not (command is Command.PAUSE and events and state is State.PAUSED):
                events.append(Refused(now, now, command, _WHY_NOT[state]))
            return events
        events += self._obey(command, now)
        assert self.state in TRANSITIONS[state][command]
        return events

    def jump(self, index: int, now: float) -> list[Event]:
        """Leave the current step for the one at `index`, before or after it; what is passed over is skipped.

        A session that is paused stays paused there. Does nothing to one that is not live.

        Raises:
            IndexError: The plan has no such step.
        """
        if not 0 <= index < len(self.plan.steps):
            raise IndexError(f"no step {index} in a plan of {len(self.plan.steps)}")
        events = self.advance(now)
        if self.state is not State.READY and not self.state.is_over:
            events += self._move(index, now)
        return events

    def replan(self, plan: Plan, now: float) -> list[Event]:
        """Follow another plan from now on: the same steps, of which those that are to come last otherwise.

        Does nothing to a session that is not live.

        Raises:
            ValueError: Its steps are others, or differ up to the current one.
        """
        events = self.advance(now)
        if self.state is State.READY or self.state.is_over:
            return events
        before, here = self.plan.steps, self.step.index + 1
        if plan.steps[:here] != before[:here] or [_place(step) for step in plan.steps] != [
            _place(old) for old in before
        ]:
            raise ValueError("a plan of other steps")
        by = plan.seconds - self.plan.seconds
        self.plan, self.step = plan, plan.steps[self.step.index]
        return [*events, Replanned(now, now, plan, by)]

    def _catch_up(self, now: float) -> list[Event]:
        """Let all that was due happen: every step, but of the ticks only the newest."""
        events: list[Event] = []
        while self._due is not None and self._due <= now:
            ends_at = self._ends_at
            shown = self._shown - 1
            while (shown > 0 or shown % WAIT) and ends_at - shown + 1 <= now:
                shown -= 1
            if shown > 0 or shown % WAIT:
                self._shown, self._due = shown, ends_at - shown + 1
                events.append(Ticked(now, ends_at - shown, shown, self._is_counting_in))
            elif self._is_counting_in:
                events.append(self._go_on(now, due=ends_at))
            elif shown:
                events.append(self._pause(now, due=ends_at - shown, is_away=True))
            elif self.step.is_open:
                self._shown, self._due = 0, ends_at + 1
                events.append(TimeRanOut(now, ends_at, self.step))
            else:
                events += self._leave(now, due=ends_at, left=0.0)
                events += self._enter(self.step.index + 1, now, due=ends_at)
        return events

    def _obey(self, command: Command, now: float) -> list[Event]:
        index = self.step.index
        match command:
            case Command.START:
                return [SessionStarted(now, now, self.plan), *self._enter(0, now, due=now)]
            case Command.PAUSE:
                return [self._pause(now, due=now)]
            case Command.RESUME:
                return [self._count_in(now) if self.step.is_work else self._go_on(now, due=now)]
            case Command.NEXT:
                return self._move(index + 1, now, is_done=self.step.is_open)
            case Command.BACK:
                return self._move(self._step_back(now), now)
            case Command.RESTART:
                return self._move(index, now)
            case Command.SWITCH:
                return self._switch(now)
            case Command.MORE:
                return [self._change(now, command, +1)]
            case Command.LESS:
                return [self._change(now, command, -1)]
            case Command.STOP:
                return self._stop(now)

    def _enter(self, index: int, now: float, *, due: float) -> list[Event]:
        """Make the step at `index` the current one, running or paused as the session is."""
        if index == len(self.plan.steps):
            self.state, self._due = State.FINISHED, None
            return [Finished(now, due)]
        self.step = self.plan.steps[index]
        self._length = self._left = float(self.step.seconds)
        is_paused = self.state is State.PAUSED
        if not is_paused:
            self.state = State.RUNNING
            self._run(self._length, now, due)
        return [StepStarted(now, due, self.step, is_paused)]

    def _leave(self, now: float, *, due: float, left: float, is_done: bool = False) -> list[Event]:
        """End the current step with `left` seconds to go, or because someone says that it is done."""
        held = self._length - left
        if left <= 0 or (is_done and held >= SKIPPED_WITHIN):
            return [StepEnded(now, due, self.step, held, held, Outcome.DONE)]
        early = Outcome.CUT if held >= SKIPPED_WITHIN else Outcome.SKIPPED
        return [StepEnded(now, due, self.step, held, self._length, early)]

    def _move(self, index: int, now: float, *, is_done: bool = False) -> list[Event]:
        """Leave the current step now, and begin the one at `index` now."""
        events = self._leave(now, due=now, left=self.seconds_left(now), is_done=is_done)
        for passed in self.plan.steps[self.step.index + 1 : index]:
            events.append(StepEnded(now, now, passed, 0.0, passed.seconds, Outcome.SKIPPED))
        return events + self._enter(index, now, due=now)

    def _step_back(self, now: float) -> int:
        if self._length - self.seconds_left(now) > BACK_WITHIN:
            return self.step.index
        before = self.plan.work_before(self.step.index)
        return before.index if before else 0

    def _switch(self, now: float) -> list[Event]:
        """Go to the other side of this exercise, if it is still to come."""
        step = self.step
        if step.side is not None:
            for later in self.plan.steps[step.index + 1 :]:
                if later.exercise_index == step.exercise_index and later.side is step.side.other:
                    return self._move(later.index, now)
        return [Refused(now, now, Command.SWITCH, "no other side to come")]

    def _change(self, now: float, command: Command, sign: int) -> Event:
        """Add or take away a few seconds, within the bounds."""
        left = self.seconds_left(now)
        if left <= 0:
            return Refused(now, now, command, "it waits for you")
        wanted = left + sign * (MORE_WORK if self.step.is_work else MORE_OTHER)
        by = max(LEAST_LEFT, min(MOST_LEFT, wanted)) - left
        if self.step.rep_seconds:
            by = _whole_reps(self.step.rep_seconds, left, sign)
        if by * sign <= 0:
            return Refused(now, now, command, "no longer" if sign > 0 else "no shorter")
        self._length += by
        self._left = left + by
        if self.state is State.RUNNING:
            self._run(self._left, now, now)
        return TimeChanged(now, now, self.step, by, self._left)

    def _pause(self, now: float, *, due: float, is_away: bool = False) -> Event:
        self._left = self.seconds_left(due)
        self.state, self._due = State.PAUSED, None
        return Paused(now, due, self.step, self._left, is_away)

    def _count_in(self, now: float) -> Event:
        self.state = State.COUNTING_IN
        self._run(float(COUNT_IN), now, now)
        return CountInStarted(now, now, self.step, COUNT_IN, self._left)

    def _go_on(self, now: float, *, due: float) -> Event:
        self.state = State.RUNNING
        self._run(self._left, now, due)
        return Resumed(now, due, self.step, self._left)

    def _run(self, seconds: float, now: float, due: float) -> None:
        """Let a countdown of `seconds` begin at `due`."""
        self._is_counting_in = self.state is State.COUNTING_IN
        self._seen = now
        self._ends_at = due + seconds
        self._shown = -int(-seconds // 1)  # rounded up: with 23.4 s left, 24 is shown
        self._due = self._ends_at - self._shown + 1

    def _stop(self, now: float) -> list[Event]:
        events: list[Event] = []
        if self.state is not State.READY:
            events = self._leave(now, due=now, left=self.seconds_left(now))
        self.state, self._due = State.STOPPED, None
        return [*events, Stopped(now, now)]


def _place(step: Step) -> Step:
    """A step without its seconds: what is done, wherever it stands in time."""
    return replace(step, start=0, seconds=1)


def _whole_reps(rep_seconds: float, left: float, sign: int) -> float:
    """Seconds of so many whole repetitions, added or taken away, as come nearest to the usual, within the bounds."""
    for reps in range(max(1, round(MORE_WORK / rep_seconds)), 0, -1):
        by = sign * reps * rep_seconds
        if LEAST_LEFT <= left + by <= MOST_LEFT:
            return by
    return 0.0

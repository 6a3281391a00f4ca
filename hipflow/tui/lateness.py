"""Lateness: a session that has to end at a time of day, and would not; in words, and what a key makes of it."""

from hipflow.core.events import Command
from hipflow.core.refit import Overrun, find_overrun
from hipflow.core.session import COUNT_IN, State
from hipflow.engine import Engine
from hipflow.tui.phrases import clock_text

FIT_KEY = "f"


def find_lateness(engine: Engine) -> Overrun | None:
    """How late the session that an engine drives would be over if it went on now; None where it is in time.

    Asked while it is paused: whatever runs is as late as it was when it began to run.
    """
    session, now = engine.session, engine.now()
    if session.state is not State.PAUSED:
        return None
    lead = COUNT_IN if session.step.is_work else 0
    left = max(0.0, session.seconds_left(now)) + lead
    return find_overrun(session.plan, session.step.index, seconds_left=left, now=now)


def make_up(engine: Engine) -> Overrun | None:
    """Make what is left shorter, so that it ends when it was to, and go on; None where it is in time already."""
    overrun = find_lateness(engine)
    if overrun is not None:
        engine.replan(overrun.plan)
        engine.send(Command.RESUME)
    return overrun


def tell_late(overrun: Overrun, engine: Engine) -> tuple[str, str]:
    """When it would end and what a key can do about it, as a sentence; and the key with its deed for the foot."""
    deadline = (overrun.plan.deadline or 0) - engine.now()
    wanted = engine.local_time_in(deadline).strftime("%H:%M")
    ends = engine.local_time_in(deadline + overrun.late).strftime("%H:%M")
    late = f"at {ends}" if ends != wanted else f"{clock_text(overrun.late)} late"
    if overrun.saved >= overrun.late:
        return f"It would end {late}: {FIT_KEY} fits it to {wanted}.", f"{FIT_KEY} fit to {wanted}"
    saved = clock_text(overrun.saved)
    return f"It would end {late}: {FIT_KEY} saves {saved}.", f"{FIT_KEY} save {saved}"

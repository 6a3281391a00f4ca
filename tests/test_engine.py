"""The engine drives a session in real time; here time is a loop that jumps."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from hipflow.clock import read_clock
from hipflow.core.events import Command, Event, Finished, Paused, Refused, StepEnded, StepStarted, Ticked
from hipflow.core.plan import Plan
from hipflow.core.session import Session, State
from hipflow.engine import Engine
from tests.builders import hold, plan
from tests.conftest import JumpingLoop


def drive(
    loop: JumpingLoop,
    a_plan: Plan,
    script: Callable[[Engine], Awaitable[None]] | None = None,
    *,
    speed: float = 1.0,
) -> tuple[Engine, list[Event]]:
    """Run a session to its end, with a script beside it."""
    told: list[Event] = []

    async def run() -> Engine:
        engine = Engine(Session(a_plan, patience=Engine.patience_at(speed)), clock=loop.time, speed=speed)
        engine.listen(told.append)
        running = asyncio.ensure_future(engine.run())
        if script:
            await script(engine)
        await running
        return engine

    return loop.run_until_complete(run()), told


async def wait(seconds: float) -> None:
    """Let time pass in the jumping loop."""
    done = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(seconds, done.set_result, None)
    await done


def test_a_session_of_thirty_minutes_takes_thirty_minutes(jumping_loop: JumpingLoop) -> None:
    a_plan = plan(*[hold(seconds=60)] * 27)

    _, told = drive(jumping_loop, a_plan)

    assert isinstance(told[-1], Finished)
    assert told[-1].at == pytest.approx(a_plan.seconds)
    assert all(event.at - event.due < 0.001 for event in told)
    assert sum(isinstance(event, Ticked) for event in told) == a_plan.seconds - len(a_plan.steps)


def test_the_session_clock_can_run_faster(jumping_loop: JumpingLoop) -> None:
    a_plan = plan(hold(seconds=60))

    _, told = drive(jumping_loop, a_plan, speed=20)

    assert jumping_loop.time() == pytest.approx(a_plan.seconds / 20)
    assert told[-1].due == a_plan.seconds


def test_a_pause_of_ten_minutes_is_ten_minutes_longer(jumping_loop: JumpingLoop) -> None:
    async def script(engine: Engine) -> None:
        await wait(20)
        engine.send(Command.PAUSE)
        await wait(600)
        engine.send(Command.RESUME)

    engine, told = drive(jumping_loop, plan(hold(seconds=30)), script)

    assert told[-1].due == pytest.approx(40 + 600 + 3)
    assert engine.record().paused == pytest.approx(600)


def test_while_paused_nothing_wakes_it(jumping_loop: JumpingLoop) -> None:
    heard_while_paused: list[int] = []

    async def script(engine: Engine) -> None:
        await wait(20)
        engine.send(Command.PAUSE)
        seen: list[Event] = []
        engine.listen(seen.append)
        await wait(3600)
        heard_while_paused.append(len(seen))
        engine.send(Command.STOP)

    drive(jumping_loop, plan(hold(seconds=30)), script)

    assert heard_while_paused == [0]


def test_a_command_is_done_and_told_before_send_returns(jumping_loop: JumpingLoop) -> None:
    why: list[str] = []

    async def script(engine: Engine) -> None:
        await wait(12.5)
        events = engine.send(Command.NEXT)
        assert [type(event) for event in events] == [StepEnded, Finished]
        why.extend(event.why for event in engine.send(Command.PAUSE) if isinstance(event, Refused))

    drive(jumping_loop, plan(hold(seconds=30)), script)

    assert why == ["already finished"]


def test_a_listener_that_fails_stops_neither_the_session_nor_the_others(jumping_loop: JumpingLoop) -> None:
    heard: list[Event] = []

    def fail(event: Event) -> None:
        if isinstance(event, StepStarted):
            raise ValueError(event.step.name)

    async def script(engine: Engine) -> None:
        engine.listen(fail)
        engine.listen(heard.append)
        await wait(0)

    engine, _ = drive(jumping_loop, plan(hold(seconds=30)), script)

    assert engine.session.state is State.FINISHED
    assert isinstance(heard[-1], Finished)
    assert [str(fault) for fault in engine.faults] == ["Frog stretch", "Frog stretch"]


def test_a_process_that_was_stopped_comes_back_paused(jumping_loop: JumpingLoop) -> None:
    told: list[Event] = []

    async def run() -> None:
        asleep = 0.0
        engine = Engine(Session(plan(hold(seconds=30))), clock=lambda: jumping_loop.time() + asleep)
        engine.listen(told.append)
        running = asyncio.ensure_future(engine.run())
        await wait(15.25)
        asleep = 7200.0
        await wait(2)
        assert engine.session.state is State.PAUSED
        engine.send(Command.STOP)
        await running

    jumping_loop.run_until_complete(run())

    paused = next(event for event in told if isinstance(event, Paused))
    assert paused.is_away
    assert paused.due == pytest.approx(15.0, abs=0.01)
    assert paused.seconds_left == pytest.approx(25.0, abs=0.01)


def test_the_clock_of_this_machine_goes_forward() -> None:
    first = read_clock()

    assert read_clock() >= first

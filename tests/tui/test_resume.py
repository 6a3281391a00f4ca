"""What was broken off: offered in the look of the session, taken up where it stood, kept, or ended."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hipflow.core.events import Command
from hipflow.core.exercise import Side
from hipflow.core.plan import Step, StepKind, compile_plan
from hipflow.core.session import Session, State
from hipflow.engine import Engine
from hipflow.tui.app import HipflowApp
from hipflow.tui.memories import UnfinishedCard
from hipflow.tui.parts import LiveSession, Memories
from hipflow.tui.widgets.cut_poster import CutPoster, lit_halves, right_start
from tests.tui.looking import WARM_UP, RecordingSound, SessionMaker, StandIn, check_screen, parts, seen
from tests.tui.stand import EVENING
from tests.tui.test_app import settle

SIZES = [(40, 12), (60, 20), (80, 24), (120, 35), (200, 60)]


def step_of(kind: StepKind, exercise: str, side: Side | None = None) -> Step:
    """The first step of that kind and side."""
    return next(
        step
        for step in EVENING.steps
        if step.kind is kind and step.exercise.id == exercise and side in (None, step.side)
    )


RIGHT = step_of(StepKind.WORK, "half-pigeon", Side.RIGHT)


def card(step: Step = RIGHT, seconds_left: float = 23.2) -> UnfinishedCard:
    """A session that was broken off there."""
    return UnfinishedCard(
        key="one",
        plan=EVENING,
        step=step,
        seconds_left=seconds_left,
        broken_off=datetime(2027, 3, 1, 18, 42, tzinfo=UTC),
    )


class Offer:
    """An app that begins with such an offer, and what became of it."""

    def __init__(self, found: UnfinishedCard | None, *, is_taken: bool = False, **wishes: Any) -> None:
        self.taken: list[LiveSession] = []
        self.forgotten: list[str] = []
        self.maker = SessionMaker()

        def resume(found: UnfinishedCard) -> LiveSession | None:
            if is_taken:
                return None
            session = Session.resumed(
                found.plan, found.step.index, seconds_left=found.seconds_left, length=30.0, patience=1e9
            )
            self.taken.append(LiveSession(Engine(session, clock=lambda: 0.0), RecordingSound()))
            return self.taken[0]

        memories = Memories(
            find_unfinished=lambda: found, resume=resume, forget=lambda card: self.forgotten.append(card.key)
        )
        self.app = HipflowApp(parts(open_session=self.maker, memories=memories, **wishes), show_session=StandIn)

    @property
    def top(self) -> str:
        """The name of the screen on top."""
        return type(self.app.screen).__name__


async def test_without_anything_broken_off_the_picker_is_there_at_once() -> None:
    offer = Offer(None)
    async with offer.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert offer.top == "PickerScreen"


@pytest.mark.parametrize("key", ["enter", "space", "f5", "full_stop", "b"])
async def test_going_on_counts_in_where_it_stood(key: str) -> None:
    offer = Offer(card())
    async with offer.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert offer.top == "ResumeScreen"
        await pilot.press(key)
        await settle(pilot)
        engine = offer.taken[0].engine
        assert offer.top == "StandIn"
        assert engine.session.state is State.COUNTING_IN
        assert engine.session.step is RIGHT
        assert engine.session.seconds_left(engine.now()) == 23.2
        engine.send(Command.STOP)
        await settle(pilot)
        assert offer.top == "SummaryScreen"
        await pilot.press("p")
        await settle(pilot)
        assert offer.top == "PickerScreen"
    assert offer.maker.opened == []
    assert offer.forgotten == []


@pytest.mark.parametrize(("key", "forgotten"), [("escape", []), ("n", []), ("x", ["one"])])
async def test_not_now_keeps_it_and_x_ends_it(key: str, forgotten: list[str]) -> None:
    offer = Offer(card())
    async with offer.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert offer.top == "PickerScreen"
    assert offer.forgotten == forgotten
    assert offer.taken == []


async def test_what_another_hipflow_took_up_is_said_in_the_picker() -> None:
    offer = Offer(card(), is_taken=True)
    async with offer.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert offer.top == "PickerScreen"
        assert "Another hipflow has taken it up already." in seen(offer.app)


async def test_a_routine_that_was_asked_for_starts_unless_it_is_the_one_that_was_broken_off() -> None:
    other, same = Offer(card(), first_plan=compile_plan(WARM_UP)), Offer(card(), first_plan=EVENING)
    async with other.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert other.top == "StandIn"
    async with same.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert same.top == "ResumeScreen"
        await pilot.press("n")
        await settle(pilot)
        assert same.top == "StandIn"
        assert same.maker.plans == [EVENING]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("found", "words"),
    [
        (card(), ["Half pigeon, right side", "0:23 left, step 3 of 11"]),
        (card(step_of(StepKind.WORK, "frog-stretch"), 92), ["Frog stretch", "1:32 left, step 10 of 11"]),
        (card(step_of(StepKind.TRANSITION, "it-band-roll"), 4), ["On the way to IT band roll", "0:04 left"]),
        (card(step_of(StepKind.SWITCH, "half-pigeon"), 4), ["Half pigeon, on the way to the right side"]),
    ],
)
async def test_every_size_asks_about_the_place(found: UnfinishedCard, words: list[str], size: tuple[int, int]) -> None:
    offer = Offer(found)
    async with offer.app.run_test(size=size) as pilot:
        await settle(pilot)
        lines = seen(offer.app).split("\n")
        assert len(lines) == size[1]
        assert "Enter go on" in lines[-1]
        assert "n not now" in lines[-1]
        assert "x end it" in lines[-1]
        half = size[0] // 2
        text = " ".join(" ".join(line[:half] for line in lines).split())
        text += " ".join(" ".join(line[half:] for line in lines).split())
        assert all(part in text for word in words for part in word.split())


@pytest.mark.parametrize("size", [(80, 24), (120, 35)])
async def test_the_question_looks_as_it_was_reviewed(size: tuple[int, int]) -> None:
    offer = Offer(card())
    async with offer.app.run_test(size=size) as pilot:
        await settle(pilot)
        check_screen(offer.app, f"resume-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 35), (200, 60)])
@pytest.mark.parametrize("side", Side)
async def test_the_cut_never_runs_through_a_digit(side: Side, size: tuple[int, int]) -> None:
    offer = Offer(card(step_of(StepKind.WORK, "half-pigeon", side), 28))
    async with offer.app.run_test(size=size) as pilot:
        await settle(pilot)
        poster = offer.app.screen.query_one(CutPoster)
        for row, text in enumerate(poster._lit):
            halves = lit_halves(row, poster.size.width, poster.size.height)
            written = poster.size.width - right_start(poster.size.width, poster.size.height, poster._margin)
            room = halves // 2 - poster._margin if side is Side.LEFT else written
            assert len(text.rstrip()) <= room
            assert side is Side.LEFT or written <= halves // 2

"""The summary: its sentences, its chart, and what can be done next."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from hipflow.core.events import Command, Event
from hipflow.core.exercise import Sides, Tempo
from hipflow.core.plan import Plan, compile_plan
from hipflow.core.record import Record, make_record
from hipflow.core.routine import Routine
from hipflow.core.session import Session
from hipflow.tui.app import HipflowApp
from hipflow.tui.memories import Offer
from hipflow.tui.screens.summary import Next, SummaryScreen
from hipflow.tui.telling import tell_session, tell_times, total_exercises
from tests.tui.looking import STRENGTH, STRETCHES, check_screen, parts, preset, seen, seen_lines, stretch

SIZES = [(40, 12), (60, 20), (80, 24), (100, 30), (120, 35), (200, 60)]
MANY = preset("many", "Forty", *(stretch(f"Stretch {number}", 20) for number in range(1, 41)))
ONE = preset("one", "One", stretch("Frog stretch", 45, Sides.BOTH))


def hold_all(routine: Routine, asked: dict[int, tuple[Command, float]] | None = None) -> Record:
    """The record of a session.

    Args:
        routine: What was run.
        asked: For some steps of the plan, by index: what was asked, and how many seconds into the step.
    """
    plan: Plan = compile_plan(routine)
    left = dict(asked or {})
    session = Session(plan, patience=1e9)
    events: list[Event] = session.handle(Command.START, 0.0)
    now = 0.0
    while not session.state.is_over:
        if session.step.index in left:
            command, seconds = left.pop(session.step.index)
            now += seconds
            events += session.handle(command, now)
            if command is Command.PAUSE:
                now += 42
                events += session.handle(Command.RESUME, now)
        else:
            due = session.next_due()
            assert due is not None
            now = max(now, due)
            events += session.advance(now)
    return make_record(plan, events)


# STRETCHES: 0 get ready, 1 left, 2 switch, 3 right (half pigeon), 4 to, 5 frog, 6 to, 7 left, 8 switch, 9 right (roll)
WHOLE = hold_all(STRETCHES)
UNEVEN = hold_all(STRETCHES, {3: (Command.NEXT, 23), 1: (Command.PAUSE, 5)})
SKIPPED = hold_all(STRETCHES, {5: (Command.NEXT, 0.5), 9: (Command.NEXT, 0.2)})
STOPPED = hold_all(STRETCHES, {3: (Command.STOP, 10)})


async def settle(pilot: Pilot[None]) -> None:
    """Let everything happen that is due."""
    for _ in range(3):
        await pilot.pause()


@pytest.mark.parametrize(
    ("record", "sentences"),
    [
        (WHOLE, ("Your hips got four minutes.", "Left and right are even.")),
        (UNEVEN, ("Your hips got four minutes.", "Left got seven seconds more than right.")),
        (
            SKIPPED,
            (
                "Your hips got two minutes.",
                "Left got 60 seconds more than right.",
                "Skipped: Frog stretch and IT band foam roll (right).",
            ),
        ),
        (
            STOPPED,
            (
                "You stopped early. Your hips still got 40 seconds.",
                "Left got 20 seconds more than right.",
                "Still to do: Frog stretch and IT band foam roll.",
            ),
        ),
        (
            hold_all(STRETCHES, {0: (Command.STOP, 4)}),
            ("Nothing was held this time.", "The routine is here when you want it."),
        ),
        (
            hold_all(STRETCHES, {2: (Command.STOP, 1)}),
            (
                "You stopped early. Your hips still got 30 seconds.",
                "Only the left side had its turn.",
                "Still to do: Half pigeon (right), Frog stretch and IT band foam roll.",
            ),
        ),
        (hold_all(ONE), ("Your hips got 45 seconds.",)),
    ],
)
def test_says_what_a_person_would_say(record: Record, sentences: tuple[str, ...]) -> None:
    assert tell_session(record) == sentences


def test_names_only_the_first_of_many_that_were_left_out() -> None:
    record = hold_all(MANY, {1: (Command.STOP, 10)})
    assert tell_session(record)[-1] == "Still to do: Stretch 1 (right), Stretch 2 and 38 more."


def test_rounds_of_an_exercise_are_one_total() -> None:
    totals = total_exercises(hold_all(STRENGTH))
    assert [(total.name, [bar.held for bar in total.bars]) for total in totals] == [
        ("Sumo squat", [120]),
        ("Clamshells", [120, 120]),
    ]


@pytest.mark.parametrize(
    ("record", "times"),
    [
        (WHOLE, [("held", "3:45"), ("getting there", "0:41"), ("in all", "4:26")]),
        (UNEVEN, [("held", "3:38"), ("paused", "0:42"), ("getting there", "0:44"), ("in all", "5:04")]),
    ],
)
def test_the_times_add_up_and_those_that_are_nothing_are_not_told(record: Record, times: list[tuple[str, str]]) -> None:
    assert list(tell_times(record)) == times


def show(record: Record, words: str = "") -> tuple[HipflowApp, SummaryScreen]:
    """An app and a summary to push."""
    return HipflowApp(parts()), SummaryScreen(record, words)


async def test_the_chart_grows_left_and_right_and_shows_what_is_missing() -> None:
    app, screen = show(UNEVEN)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        row = next(line for line in seen_lines(app) if "Half pigeon" in line)
        left, right = row.split("Half pigeon")
        assert left.split()[0] == "0:30"
        assert right.split()[-1] == "0:23"
        assert left.count("█") == right.count("█") + right.count("━") > 10
        assert "━" not in left
        assert "◀ LEFT  1:30" in seen(app)
        assert "RIGHT  1:23 ▶" in seen(app)
        both = next(line for line in seen_lines(app) if "Frog stretch, both" in line)
        assert both.count("0:45") == 1


async def test_what_was_left_out_is_dashed() -> None:
    app, screen = show(SKIPPED)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        row = next(line for line in seen_lines(app) if "Frog stretch, both" in line)
        assert "╌" in row
        assert "█" not in row
        assert "0:00" in row


async def test_equal_seconds_are_equal_lengths_whichever_sides_are_worked() -> None:
    app, screen = show(hold_all(STRENGTH))
    async with app.run_test(size=(120, 35)) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        rows = [line for line in seen_lines(app) if "2:00" in line and "█" in line]
        assert len(rows) == 2
        sided, both = sorted(rows, key=lambda row: "both" in row)
        assert sided.rindex("█") == both.rindex("█")


@pytest.mark.parametrize("record", [WHOLE, STOPPED, hold_all(ONE), hold_all(MANY)])
@pytest.mark.parametrize("size", SIZES)
async def test_every_size_tells_verdict_sentence_times_and_keys(record: Record, size: tuple[int, int]) -> None:
    app, screen = show(record)
    async with app.run_test(size=size) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        text = " ".join(seen(app).split())
        words = tell_session(record)[0].split()
        assert all(word in text for word in words)
        assert " held" in text
        assert "in all" in text
        assert "Enter again" in seen_lines(app)[-1]
        assert total_exercises(record)[0].name in text
        assert len(seen_lines(app)) == size[1]


async def test_forty_exercises_scroll() -> None:
    app, screen = show(hold_all(MANY))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        assert "more" in seen(app)
        await pilot.press("end")
        await settle(pilot)
        assert "Stretch 40" in seen(app)
        assert "◀ LEFT" in seen(app)


async def test_a_fault_is_told_in_a_line_of_its_own() -> None:
    app, screen = show(WHOLE, "Something in hipflow failed on the way.")
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        assert "Something in hipflow failed on the way." in seen(app)


@pytest.mark.parametrize(
    ("key", "answer"),
    [("enter", Next.AGAIN), ("a", Next.AGAIN), ("p", Next.PICK), ("escape", Next.PICK), ("q", Next.QUIT)],
)
async def test_keys_answer_what_comes_next(key: str, answer: Next) -> None:
    answers: list[Next | None] = []
    app, screen = show(WHOLE)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen, answers.append)
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
    assert answers == [answer]


@pytest.mark.parametrize("size", [(80, 24), (120, 35)])
@pytest.mark.parametrize(("name", "record"), [("done", UNEVEN), ("stopped", STOPPED)])
async def test_the_summary_looks_as_it_was_reviewed(name: str, record: Record, size: tuple[int, int]) -> None:
    app, screen = show(record)
    async with app.run_test(size=size) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        check_screen(app, f"summary-{name}-{size[0]}x{size[1]}")


class Deed:
    """Something to keep, which counts how often it was."""

    def __init__(self, fault: str = "") -> None:
        self.fault = fault
        self.times = 0

    def __call__(self) -> str:
        """Keep it."""
        self.times += 1
        if self.fault:
            raise OSError(self.fault)
        return "Kept: 15 s from now on, in tuesday.yaml."


WORDS = "5 s more to get to half pigeon, three times now: keep 15 s?"


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 35), (200, 60)])
async def test_one_line_offers_to_keep_the_time_and_one_key_keeps_it_once(size: tuple[int, int]) -> None:
    deed = Deed()
    screen = SummaryScreen(UNEVEN, offer=Offer(words=WORDS, keep=deed))
    app = HipflowApp(parts())
    async with app.run_test(size=size) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        assert WORDS in " ".join(seen(app).split())
        await pilot.press("y", "y")
        await app.workers.wait_for_complete()
        await settle(pilot)
        assert "Kept: 15 s from now on, in tuesday.yaml." in " ".join(seen(app).split())
        assert WORDS not in " ".join(seen(app).split())
        assert app.screen is screen
    assert deed.times == 1


async def test_what_cannot_be_kept_says_why() -> None:
    screen = SummaryScreen(UNEVEN, offer=Offer(words=WORDS, keep=Deed("the disk is full")))
    app = HipflowApp(parts())
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        await pilot.click("#kept")
        await app.workers.wait_for_complete()
        await settle(pilot)
        assert "It cannot be kept: the disk is full" in seen(app)


COUNTED = preset(
    "counted",
    "Counted",
    replace(stretch("Clamshells"), reps=12, tempo=Tempo((3.0,))),
    replace(stretch("Sumo squat", sides=Sides.BOTH), reps=10, tempo=Tempo((4.0,))),
    stretch("Frog stretch", 45, Sides.BOTH),
)


async def test_what_was_counted_is_told_in_repetitions() -> None:
    record = hold_all(COUNTED, {3: (Command.NEXT, 20)})
    app, screen = show(record)
    async with app.run_test(size=(100, 30)) as pilot:
        app.push_screen(screen)
        await settle(pilot)

        assert [(bar.reps, bar.held) for total in total_exercises(record) for bar in total.bars] == [
            *[(12, 36.0), (6, 20.0)],
            (10, 40.0),
            (0, 45.0),
        ]
        told = "\n".join(seen_lines(app))
        assert all(words in told for words in ("12×", "6×", "10×", "0:45"))


async def test_where_it_was_broken_off_is_seen_in_the_narrowest_window() -> None:
    plan = compile_plan(MANY)
    step = next(step for step in plan.steps if step.is_work and step.exercise_index == 20)
    app, screen = show(hold_all(MANY, {step.index: (Command.STOP, 8)}))
    async with app.run_test(size=(40, 12)) as pilot:
        await app.push_screen(screen)
        await settle(pilot)
        assert "Stretch 21" in seen(app)
        assert any("above, and " in line and line.endswith(" more") for line in seen_lines(app))

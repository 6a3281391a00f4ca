"""A session that counts along, or waits for a key: what is to be seen of it, and what the keys mean then."""

from dataclasses import replace

import pytest
from textual.widget import Widget

from hipflow.core.events import Command
from hipflow.core.exercise import Sides
from hipflow.core.session import Session, State
from hipflow.tui.dial import read_dial
from hipflow.tui.director import scene_of
from hipflow.tui.progress import Progress, follow, progress_of
from hipflow.tui.scene import Tone, View
from hipflow.tui.title import title_of
from hipflow.tui.widgets.exercise_list import Item, list_items
from hipflow.tui.widgets.plan_bar import OPEN, view_plan
from hipflow.tui.wording import dose_text
from tests.builders import counted, hold, open_hold, plan
from tests.tui.stand import MOMENTS, WORKOUT, Stand, on_stage, progress_at, scene_at, work
from tests.tui.test_plan_bar import drawn

OPEN_AT = work("half-pigeon", "left", plan=WORKOUT)
"""When the step begins that waits for a key; 30 s are expected."""


@pytest.mark.parametrize(
    ("name", "digits", "tally", "left"),
    [
        ("rep", "4", "of 10", "27 s"),
        ("rep-last", "10", "of 10", "2 s"),
        ("rep-right", "11", "of 12", "4 s"),
        ("rep-swap", "5", "of 10", "9 s"),
        ("rep-paused", "4", "of 10", "27 s"),
        ("open", "10", "", ""),
        ("waiting", "12", "past 30", ""),
        ("waiting-long", "2:10", "past 30", ""),
        ("waiting-paused", "12", "past 30", ""),
        ("left", "24", "", ""),
        ("count-in", "2", "", ""),
    ],
)
def test_the_clock_shows_what_the_person_counts(name: str, digits: str, tally: str, left: str) -> None:
    dial = read_dial(progress_at(name))

    assert (dial.digits, dial.tally, dial.left) == (digits, tally, left)
    assert len(digits) in {len(text) for text in dial.widest}


def test_while_it_counts_in_the_clock_counts_that() -> None:
    progress = progress_at("rep-paused")
    counting = progress_after(progress, Command.RESUME)

    assert (read_dial(counting).digits, read_dial(counting).tally) == ("3", "")


def progress_after(progress: Progress, command: Command) -> Progress:
    session = Session.resumed(progress.plan, progress.step.index, seconds_left=progress.seconds, length=progress.length)
    for event in session.handle(command, 0.0):
        progress = follow(progress, event)
    return progress


def test_more_repetitions_are_counted_along_and_told() -> None:
    progress = progress_after(progress_at("rep-paused"), Command.MORE)

    assert (read_dial(progress).tally, progress.notice) == ("of 12", "2 reps more")
    assert progress_after(progress, Command.LESS).notice == "2 reps fewer"


@pytest.mark.parametrize(
    ("name", "tone", "heading", "is_lit", "then"),
    [
        ("open", Tone.WORK, "Half pigeon", False, "Space when done, then RIGHT"),
        ("waiting", Tone.READY, "Done? Space", True, "Space when done, then RIGHT"),
        ("waiting-paused", Tone.OFF, "Paused", False, "Space go on"),
        ("rep", Tone.WORK, "Sumo squat", False, "then Clamshells"),
    ],
)
def test_what_waits_says_which_key_goes_on(name: str, tone: Tone, heading: str, is_lit: bool, then: str) -> None:
    scene = scene_at(name)

    assert (scene.tone, scene.heading, scene.is_heading_lit, scene.then[0]) == (tone, heading, is_lit, then)
    assert scene.bars is None


def test_of_the_last_that_waits_done_is_said_once() -> None:
    session = Session(plan(open_hold(), prep=0), patience=1e9)
    session.handle(Command.START, 0.0)

    assert scene_of(progress_of(session, 0.0), View()).then == ("Space when done",)


def test_the_moment_its_time_is_over_is_seen_at_once() -> None:
    session = Session(plan(open_hold(seconds=5), prep=0), patience=1e9)
    progress = progress_of(session, 0.0)
    tones = []
    for event in (*session.handle(Command.START, 0.0), *session.advance(4.0), *session.advance(5.0)):
        progress = follow(progress, event)
        tones.append(scene_of(progress, View()).tone)

    assert tones[-2:] == [Tone.WORK, Tone.READY]


@pytest.mark.parametrize(
    ("entry", "dose"),
    [
        (counted(reps=10), "10 reps"),
        (counted(reps=10, sides=Sides.EACH), "10 reps each side"),
        (counted(reps=10, sides=Sides.ALTERNATE), "10 reps in turn"),
        (open_hold(seconds=45), "about 45 s"),
        (open_hold("half-pigeon", seconds=45, sides=Sides.EACH), "about 45 s each side"),
        (hold(seconds=45), "45 s"),
        (replace(hold(seconds=45), usual_reps="8-12"), "45 s, 8-12 reps"),
        (replace(hold(seconds=45), usual_reps="as many as are clean"), "45 s, as many as are clean"),
    ],
)
def test_the_way_to_it_says_how_much(entry: object, dose: str) -> None:
    a_plan = plan(entry)  # type: ignore[arg-type]  # a table of entries

    assert dose_text(a_plan.steps[0]) == dose


def test_how_long_it_takes_is_about_as_long_as_a_key_is_still_waited_for() -> None:
    last = plan(open_hold(), hold())

    assert scene_at("rep").is_about
    assert not scene_at("left").is_about
    assert not last.is_open_from(last.work[1].index)


def test_the_title_of_the_window_says_what_is_counted() -> None:
    assert title_of(progress_at("rep")) == "4/10 · Sumo squat · hipflow"
    assert title_of(progress_at("waiting")) == "+0:12 · Half pigeon left · hipflow"


async def test_the_plan_bar_marks_what_waits_for_a_key() -> None:
    a_plan = plan(hold(seconds=30), open_hold(seconds=30), prep=0)
    view = view_plan(a_plan, 40).at(a_plan.steps[0], 0.5, {})

    (line,) = await drawn(view, 1)
    lanes = await drawn(view, 3)

    assert line.rstrip().endswith(OPEN)
    assert line.count(OPEN) == 1
    assert [lane.count(OPEN) for lane in lanes] == [0, 1, 1]


async def press_at(seconds_in: float, *keys: str, locked: bool = False) -> Stand:
    async with on_stage(OPEN_AT + 0.0, plan=WORKOUT) as stand:
        if locked:
            await stand.press("l")
        await stand.run_until(OPEN_AT + seconds_in)
        await stand.press(*keys)
        return stand


@pytest.mark.parametrize("key", ["space", "enter", "right", "n", "pagedown", "media_track_next"])
@pytest.mark.parametrize("seconds_in", [2, 20, 42])
async def test_a_key_says_that_it_is_done(key: str, seconds_in: float) -> None:
    stand = await press_at(seconds_in, key)

    assert stand.asked == ["next"]
    assert stand.app.engine.session.step.kind.value == "switch"


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_a_key_that_was_pressed_twice_skips_nothing(key: str) -> None:
    assert (await press_at(0, key)).asked == []


@pytest.mark.parametrize("key", ["x", "h", "7", "f9", "home"])
async def test_once_its_time_is_over_whatever_key_is_hit_will_do(key: str) -> None:
    assert (await press_at(42, key)).asked == ["next"]
    assert (await press_at(20, key)).asked == []


@pytest.mark.parametrize("key", ["escape", "media_pause", "b", "f5", "full_stop"])
async def test_it_can_be_paused_and_goes_on(key: str) -> None:
    stand = await press_at(42, key, "space")

    assert stand.asked == ["pause", "resume"]


@pytest.mark.parametrize(("key", "command"), [("left", "back"), ("r", "restart"), ("s", "switch"), ("plus", "more")])
async def test_keys_that_mean_something_keep_their_meaning(key: str, command: str) -> None:
    assert (await press_at(42, key)).asked == [command]


async def test_the_help_is_not_taken_for_a_key_that_goes_on() -> None:
    stand = await press_at(42, "question_mark")

    assert (stand.asked, stand.app.helped) == (["pause"], 1)


@pytest.mark.parametrize(("seconds_in", "command"), [(20, "pause"), (42, "next")])
async def test_with_the_floor_lock_any_key_is_that_one_once_its_time_is_over(seconds_in: float, command: str) -> None:
    assert (await press_at(seconds_in, "left", locked=True)).asked == [command]


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_the_same_keys_pause_what_is_counted(key: str) -> None:
    async with on_stage(MOMENTS["rep"].at, plan=WORKOUT) as stand:
        await stand.press(key)

        assert stand.asked == ["pause"]
        assert stand.app.engine.session.state is State.PAUSED


async def test_a_click_on_the_clock_says_that_it_is_done() -> None:
    async with on_stage(OPEN_AT + 42, plan=WORKOUT) as stand:
        await stand.pilot.click(stand.app.screen.query_one("#tally", Widget))

        assert stand.asked == ["next"]


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 35), (200, 60)])
async def test_which_repetition_is_on_can_be_read_at_every_size(size: tuple[int, int]) -> None:
    async with on_stage(MOMENTS["rep-right"].at, plan=WORKOUT, size=size) as stand:
        assert stand.shown("digit-0")
        assert stand.shown("digit-1")
        assert stand.shown("tally")
        assert "about" not in stand.shown("tally")


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 35), (200, 60)])
async def test_the_digits_stay_in_their_rows_while_they_are_counted(size: tuple[int, int]) -> None:
    async with on_stage(MOMENTS["rep"].at, plan=WORKOUT, size=size) as stand:
        rows = []
        for second in range(0, 40, 4):
            await stand.run_until(work("sumo-squat", plan=WORKOUT) + second + 1)
            digit = stand.app.screen.query_one("#digit-0", Widget).region
            tally = stand.app.screen.query_one("#tally", Widget).region
            rows.append((digit.y, digit.bottom, tally.y, tally.bottom))
        assert len(set(rows)) == 1


def test_the_list_of_exercises_says_how_many_repetitions() -> None:
    items = [item for item in list_items(WORKOUT) if isinstance(item, Item)]

    assert [(item.short_name, item.amount, item.turns) for item in items] == [
        ("Sumo squat", "10 reps", 1),
        ("Clamshells", "12 reps", 2),
        ("Knee drives", "10 reps", 1),
        ("Half pigeon", "~0:30", 2),
    ]

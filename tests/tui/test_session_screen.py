"""The session screen: what is seen of a session, and what keys and clicks ask of it."""

from datetime import datetime

import pytest
from textual.widget import Widget

from hipflow.core.events import Command, Paused, Refused
from hipflow.core.plan import StepKind
from hipflow.core.session import State
from hipflow.library.figures import load_figures
from hipflow.tui.parts import FigureParts
from hipflow.tui.screens.session import SessionScreen
from hipflow.tui.widgets.figure_view import FigureView
from hipflow.tui.widgets.plate import Plate
from tests.tui.looking import check_screen, ground_at
from tests.tui.stand import MOMENTS, Stand, find_start, on_stage, work

LEFT = work("half-pigeon", "left") + 6
"""24 seconds left on the left side."""
EARLY = work("butt-kicks") + 6
DUMPED = (
    *("ready", "next", "left", "right", "swap", "last", "switch", "both", "paused", "paused-next", "count-in"),
    *("rep", "rep-right", "open", "waiting"),
)


async def act(stand: Stand, name: str) -> None:
    """Bring the screen to a moment."""
    moment = MOMENTS[name]
    await stand.ask(*moment.commands)
    await stand.run_until(moment.at + moment.later)


@pytest.mark.parametrize("size", [(80, 24), (120, 35)], ids=["80x24", "120x35"])
@pytest.mark.parametrize("name", DUMPED)
async def test_the_screen_looks_as_it_was_reviewed(
    name: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipflow.engine.read_local_time", lambda: datetime(2026, 1, 1, 18, 30))
    async with on_stage(MOMENTS[name].at, plan=MOMENTS[name].plan, size=size) as stand:
        await act(stand, name)
        check_screen(stand.app, f"session-{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize(
    ("keys", "command"),
    [
        (("space", "enter", "full_stop", "b", "f5", "media_play_pause", "escape", "media_pause"), "pause"),
        (("right", "n", "pagedown", "media_track_next"), "next"),
        (("left", "p", "pageup", "media_track_previous"), "back"),
        (("r",), "restart"),
        (("s",), "switch"),
        (("plus", "equals_sign", "up"), "more"),
        (("minus", "down"), "less"),
    ],
)
async def test_every_key_asks_for_its_command(keys: tuple[str, ...], command: str) -> None:
    async with on_stage(EARLY) as stand:
        for key in keys:
            await stand.ask(*[Command.RESUME] * (stand.app.engine.session.state is State.PAUSED))
            asked = len(stand.asked)
            await stand.press(key)
            assert stand.asked[asked:] == [command], key


async def test_the_same_keys_go_on_when_paused() -> None:
    async with on_stage(EARLY) as stand:
        for key in ("space", "enter", "full_stop", "b", "f5", "media_play_pause", "media_play"):
            await stand.ask(Command.PAUSE)
            await stand.press(key)
            assert stand.asked[-2:] == ["pause", "resume"], key
            assert stand.app.engine.session.state is State.COUNTING_IN


@pytest.mark.parametrize("key", ["enter", "full_stop", "f5", "space"])
async def test_the_key_that_began_it_means_nothing_when_it_was_pressed_twice(key: str) -> None:
    async with on_stage(0) as stand:
        await stand.run_until(0.2)
        await stand.press(key)
        assert stand.asked == []
        await stand.run_until(0.6)
        await stand.press(key)
        assert stand.asked == ["pause"]


async def test_media_keys_that_ask_for_what_is_so_already_ask_for_nothing() -> None:
    async with on_stage(EARLY) as stand:
        await stand.press("media_play")
        assert stand.asked == []
        await stand.press("media_pause", "media_pause")
        assert stand.asked == ["pause"]


async def test_the_stop_key_asks_before_it_stops() -> None:
    async with on_stage(EARLY) as stand:
        await stand.press("media_stop")
        assert "Enter stop" in stand.seen()
        await stand.press("media_play")
        assert stand.asked == ["pause", "resume"]
        await stand.press("media_stop", "media_stop")
        assert stand.asked[-1] == "stop"


async def test_a_display_that_may_dim_is_told_once_and_steps_back() -> None:
    async with on_stage(1) as stand:
        assert "may dim" not in stand.seen()
        stand.app.hint = "screen may dim"
        await stand.run_until(2)
        assert "screen may dim" in stand.seen()
        stand.screen.forget_notice()
        await stand.run_until(4)
        assert "may dim" not in stand.seen()


async def test_escape_never_does_more_than_pause() -> None:
    async with on_stage(EARLY) as stand:
        await stand.press("escape", "escape", "escape")
        assert stand.asked == ["pause"]
        assert stand.app.engine.session.state is State.PAUSED


async def test_keys_for_the_sound() -> None:
    async with on_stage(EARLY) as stand:
        await stand.press("m", "greater_than_sign", "less_than_sign", "comma", "v")
        assert stand.app.sound.asked == ["mute", "volume +1", "volume -1", "volume -1", "voice"]
        assert stand.asked == []


@pytest.mark.parametrize(
    ("key", "words"),
    [("m", "muted"), ("greater_than_sign", "volume 80 %"), ("comma", "volume 60 %"), ("v", "no voice")],
)
async def test_what_a_key_did_to_the_sound_is_shown_for_a_moment(key: str, words: str) -> None:
    async with on_stage(EARLY) as stand:
        await stand.press(key)
        assert words in stand.shown("then")


async def test_a_word_tells_when_the_sound_is_not_on(monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(EARLY) as stand:
        assert "on ·" not in stand.shown("left")
        monkeypatch.setattr(type(stand.app.sound), "status", property(lambda _: "muted"))
        await stand.press("m")
        assert stand.shown("left").startswith("muted · ")


async def test_a_device_that_is_lost_and_found_in_the_middle_of_a_hold_is_told_in_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with on_stage(EARLY) as stand:
        monkeypatch.setattr(type(stand.app.sound), "status", property(lambda _: "no device"))
        await stand.run_until(EARLY + 1)
        assert stand.shown("left").startswith("no device · ")
        monkeypatch.setattr(type(stand.app.sound), "status", property(lambda _: "on"))
        await stand.run_until(EARLY + 2)
        assert "device" not in stand.shown("left")


async def test_a_click_on_the_clock_pauses_and_goes_on() -> None:
    async with on_stage(EARLY) as stand:
        await stand.pilot.click("#digit-0")
        await stand.pilot.click("#digit-1")
        await stand.pilot.click("#heading")
        assert stand.asked == ["pause", "resume"]


async def test_a_click_on_the_plan_bar_jumps_to_that_exercise() -> None:
    async with on_stage(LEFT) as stand:
        await stand.pilot.click("#plan", offset=(70, 0))
        session = stand.app.engine.session
        assert session.step.exercise.id == "frog-stretch"
        assert session.step.kind is StepKind.REST or session.step.kind is StepKind.TRANSITION


async def test_brackets_jump_by_exercise() -> None:
    async with on_stage(LEFT) as stand:
        session = stand.app.engine.session
        await stand.press("right_square_bracket")
        assert (session.step.exercise.id, session.step.kind) == ("side-steps", StepKind.TRANSITION)
        await stand.press("left_square_bracket")
        assert (session.step.exercise.id, session.step.kind) == ("half-pigeon", StepKind.WORK)
        await stand.press("left_square_bracket", "left_square_bracket")
        assert session.step.exercise.id == "butt-kicks"
        assert stand.shown("then") == "this is the first exercise"


async def test_jumping_on_never_ends_the_session_by_accident() -> None:
    async with on_stage(LEFT) as stand:
        await stand.press(*["right_square_bracket"] * 9)
        assert stand.app.engine.session.state is State.RUNNING
        assert stand.shown("then") == "this is the last exercise"


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
@pytest.mark.parametrize("answer", ["enter", "y"])
async def test_stopping_asks_first(key: str, answer: str) -> None:
    async with on_stage(EARLY) as stand:
        await stand.press(key)
        assert stand.asked == ["pause"], "nothing runs while it asks"
        assert "What you held is kept." in stand.seen()
        assert stand.app.record is None
        await stand.press(answer)
        assert stand.asked == ["pause", "stop"]
        assert stand.app.record is not None
        assert not isinstance(stand.app.screen, SessionScreen)


@pytest.mark.parametrize("answer", ["escape", "n", "space"])
async def test_not_stopping_goes_on(answer: str) -> None:
    async with on_stage(EARLY) as stand:
        await stand.press("q", "x", "right", answer)
        assert stand.asked == ["pause", "resume"], "while it asks no other key does anything"
        assert stand.app.engine.session.state is State.COUNTING_IN


async def test_asking_twice_still_goes_on() -> None:
    async with on_stage(EARLY) as stand:
        await stand.press("q")
        await stand.screen.run_action("ask_to_stop")
        await stand.press("escape")
        assert stand.asked == ["pause", "resume"]


async def test_a_click_never_stops() -> None:
    async with on_stage(EARLY) as stand:
        await stand.press("q")
        await stand.pilot.click("#digit-0")
        assert stand.asked == ["pause", "resume"]


async def test_keys_that_are_written_can_be_clicked_so_that_a_mouse_is_enough() -> None:
    async with on_stage(EARLY, size=(120, 35)) as stand:
        await stand.pilot.click("#digit-0")
        await click_on(stand, "keys", "→ skip")
        await click_on(stand, "keys", "+ longer")
        assert stand.asked == ["pause", "next", "more"]
        await click_on(stand, "keys", "q stop")
        assert "Enter stop" in stand.seen()
        await click_on(stand, "then", "Esc go on")
        assert "Enter stop" not in stand.seen()
        await click_on(stand, "keys", "q stop")
        await click_on(stand, "then", "Enter stop")
        assert stand.asked[-1] == "stop"


async def click_on(stand: Stand, plate: str, words: str) -> None:
    """Click on some words on a plate."""
    widget = stand.app.screen.query_one(f"#{plate}", Plate)
    row = next(y for y in range(widget.size.height) if words in widget.line_at(y))
    await stand.pilot.click(f"#{plate}", offset=(widget.line_at(row).index(words) + 1, row))
    await stand.pilot.pause()


async def test_the_question_is_gone_when_something_else_goes_on() -> None:
    async with on_stage(EARLY) as stand:
        await stand.press("q")
        await stand.ask(Command.RESUME)
        assert "What you held is kept." not in stand.seen()
        await stand.press("space")
        assert stand.asked[-1] == "pause"


async def test_not_stopping_leaves_a_paused_session_paused() -> None:
    async with on_stage(EARLY) as stand:
        await stand.press("space", "q", "escape")
        assert stand.asked == ["pause"]
        assert "Nothing is lost." in stand.seen()


async def test_the_end_of_the_session_hands_over_the_record() -> None:
    async with on_stage(LEFT) as stand:
        await stand.ask(*[Command.NEXT] * 40)
        assert stand.app.engine.session.state is State.FINISHED
        assert stand.app.record is not None
        assert stand.app.record.is_finished


async def test_help_pauses_first() -> None:
    async with on_stage(EARLY) as stand:
        await stand.press("question_mark")
        assert stand.asked == ["pause"]
        assert stand.app.helped == 1


async def test_a_refusal_is_told_in_the_foot_for_a_moment() -> None:
    async with on_stage(work("half-pigeon", "right") + 3) as stand:
        await stand.press("s")
        assert stand.shown("then") == "no other side to come"
        stand.screen.forget_notice()
        await stand.pilot.pause()
        assert stand.shown("then") == "then Side steps"


async def test_more_and_less_are_told_and_shown() -> None:
    async with on_stage(LEFT, size=(40, 12)) as stand:
        before = stand.shown("digit-0")
        await stand.press("plus")
        assert stand.shown("then") == "10 s more"
        assert stand.shown("digit-0") != before


async def test_whoever_was_away_finds_it_paused() -> None:
    async with on_stage(LEFT) as stand:
        step = stand.app.engine.session.step
        stand.screen.note_event(Paused(9, 9, step, 24.0, is_away=True))
        await stand.pilot.pause()
        assert "You were away." in stand.seen()


async def test_the_end_of_day_is_told_while_it_runs_and_not_while_paused() -> None:
    async with on_stage(EARLY) as stand:
        assert " left · ends " in stand.shown("left")
        await stand.press("space")
        assert "ends" not in stand.shown("left")
        assert "left" in stand.shown("left")


async def test_locked_for_the_floor_any_key_only_pauses() -> None:
    async with on_stage(LEFT) as stand:
        await stand.press("l")
        assert stand.shown("left").startswith("locked · ")
        await stand.press("right")
        assert stand.asked == ["pause"]
        await stand.press("space")
        assert stand.asked == ["pause", "resume"]
        await stand.press("x")
        assert stand.asked == ["pause", "resume", "pause"], "even a key that means nothing"
        await stand.press("l")
        await stand.press("right")
        assert stand.asked[-1] == "next"
        assert "locked" not in stand.shown("left")


async def test_locked_for_the_floor_quitting_takes_two_keys_as_well() -> None:
    async with on_stage(EARLY) as stand:
        await stand.press("l", "q")
        assert "Nothing is lost." in stand.seen()
        await stand.press("q")
        assert "What you held is kept." in stand.seen()


async def test_tips_are_shown_and_hidden_beside_the_clock() -> None:
    async with on_stage(LEFT) as stand:
        clock = stand.shown("digit-0")
        await stand.press("i")
        assert "Watch out: Tipping onto the front" in stand.seen()
        assert stand.shown("digit-0") == clock
        await stand.press("i")
        assert "Watch out" not in stand.seen()


async def test_zoomed_there_is_only_clock_and_side() -> None:
    async with on_stage(LEFT) as stand:
        await stand.press("z")
        assert not stand.shown("heading")
        assert not stand.shown("then")
        assert stand.shown("digit-0")
        assert stand.shown("word")
        await stand.press("z")
        assert stand.shown("then") == "then RIGHT"


async def test_a_pause_is_told_even_when_zoomed() -> None:
    async with on_stage(LEFT) as stand:
        await stand.press("z", "space")
        assert stand.shown("then") == "Space go on"
        await stand.press("space")
        assert not stand.shown("then")


async def test_resizing_lays_everything_out_anew() -> None:
    async with on_stage(LEFT, size=(200, 60)) as stand:
        large = stand.seen()
        for columns, rows in [(120, 35), (81, 25), (60, 20), (40, 12), (39, 12), (30, 8), (61, 19), (120, 12)]:
            await stand.pilot.resize_terminal(columns, rows)
            await stand.pilot.pause()
            lines = stand.seen().split("\n")
            assert len(lines) == rows
            assert "HALF PIGEON" in stand.seen().upper() or stand.shown("heading")
            assert ("24 s · LEFT" in stand.seen()) is (columns < 40 or rows < 12)
        await stand.pilot.resize_terminal(200, 60)
        await stand.pilot.pause()
        assert stand.seen() == large


async def test_a_tick_draws_only_what_it_changes() -> None:
    async with on_stage(LEFT + 2) as stand:
        places = {plate.id: plate.region for plate in stand.app.screen.query("Plate, PlanBar")}
        dirty: set[str] = set()
        compositor = stand.app.screen._compositor
        update = compositor.update_widgets

        def listen(widgets: set[Widget]) -> None:
            dirty.update(widget.id or "" for widget in widgets)
            update(widgets)

        compositor.update_widgets = listen  # type: ignore[method-assign]  # to listen in
        await stand.run_until(LEFT + 3)
        assert {"digit-1"} <= dirty <= {"digit-1", "here"}
        assert places == {plate.id: plate.region for plate in stand.app.screen.query("Plate, PlanBar")}


async def test_nothing_is_drawn_while_paused() -> None:
    async with on_stage(EARLY) as stand:
        await stand.press("space")
        before = stand.seen()
        await stand.run_until(EARLY + 100)
        assert stand.seen() == before


@pytest.mark.parametrize("theme", ["hipflow-dark", "hipflow-light", "hipflow-dim", "hipflow-contrast"])
async def test_the_light_has_the_colour_of_its_role(theme: str) -> None:
    async with on_stage(LEFT, theme=theme) as stand:
        roles = {name: value.lower() for name, value in stand.app.get_css_variables().items()}
        for moment, left, right in [
            (LEFT, "work", "ground"),
            (LEFT + 22, "hot", "ground"),
            (find_start(StepKind.SWITCH, "half-pigeon") + 1, "ground", "switch"),
            (work("half-pigeon", "right") + 1, "ground", "work"),
        ]:
            await stand.run_until(moment)
            assert ground_at(stand.app, 1, 0).hex.lower() == roles[left]
            assert ground_at(stand.app, 78, 0).hex.lower() == roles[right]


async def test_with_reduced_motion_the_clock_stays_where_it_is() -> None:
    async with on_stage(LEFT, still=True) as stand:
        place = stand.app.screen.query_one("#digit-0").region
        await stand.run_until(work("half-pigeon", "right") + 6)
        assert stand.app.screen.query_one("#digit-0").region == place


async def test_a_figure_is_shown_where_the_words_leave_it_room() -> None:
    library = load_figures()
    figures = FigureParts(find_clips=lambda each: library.find_clips(each.id))
    async with on_stage(LEFT, size=(120, 35), figures=figures) as stand:
        await stand.run_until(LEFT + 1)
        view = stand.screen.query_one(FigureView)
        assert view.has_picture
        assert view.is_moving
        assert view.region.height >= 9
        await stand.press("space")
        assert not view.is_moving
        assert stand.shown("pause"), "the bars of the pause are in its place"


def with_figures() -> FigureParts:
    """The figures that come with hipflow."""
    library = load_figures()
    return FigureParts(find_clips=lambda each: library.find_clips(each.id))


@pytest.mark.parametrize(("size", "rows"), [((200, 60), 5), ((120, 35), 3), ((80, 24), 1)])
async def test_the_words_of_the_moment_change_with_the_figure_and_nothing_else_moves(
    size: tuple[int, int], rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FigureView, "set_timer", lambda *_: None)  # It moves with the session alone.
    async with on_stage(work("half-pigeon", "left"), size=size, figures=with_figures()) as stand:
        shown, places = [], []
        for second in range(1, 9):
            await stand.run_until(work("half-pigeon", "left") + second)
            shown.append(stand.shown("cue"))
            places.append([stand.app.screen.query_one(f"#{id}").region for id in ("figure", "heading", "cue")])

        assert len(set(shown)) == 2, "shin across, fold over"
        assert len(set(map(str, places))) == 1
        assert places[0][2].height >= rows
        if rows == 1:
            assert set(shown) == {"SHIN ACROSS", "FOLD OVER"}


async def test_the_words_of_the_moment_change_when_the_figure_moves_on_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(FigureView, "set_timer", lambda *_: None)
    async with on_stage(LEFT, size=(80, 24), figures=with_figures()) as stand:
        await stand.run_until(work("half-pigeon", "left") + 1)
        stand.screen.query_one(FigureView).go(5.0)  # As its own timer does, between two seconds of the session.
        await stand.pilot.pause()
        assert stand.shown("cue") == "FOLD OVER"


async def test_where_a_figure_has_no_room_its_words_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FigureView, "set_timer", lambda *_: None)
    async with on_stage(work("half-pigeon", "left") + 4, size=(40, 12), figures=with_figures()) as stand:
        assert stand.shown("cue") == "FOLD OVER"
        assert stand.shown("text")


async def test_a_paused_session_says_nothing_of_a_moment() -> None:
    async with on_stage(LEFT, size=(80, 24), figures=with_figures()) as stand:
        await stand.ask(Command.PAUSE)
        assert not stand.shown("cue")


async def test_refused_commands_never_raise() -> None:
    async with on_stage(EARLY) as stand:
        stand.screen.note_event(Refused(0, 0, Command.PAUSE, "already paused"))
        await stand.pilot.pause()
        assert stand.shown("then") == "already paused"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 35), (200, 60)])
async def test_a_session_that_cannot_be_kept_says_so_and_promises_nothing(size: tuple[int, int]) -> None:
    async with on_stage(EARLY, size=size) as stand:
        assert "not kept" not in stand.seen()
        stand.app.loss = "the disk is full"
        await stand.run_until(EARLY + 1.5)
        assert "not kept: the disk is full" in stand.seen()
        await stand.press("space")
        assert "Nothing is lost." not in stand.seen()
        assert "Not kept: the disk is" in " ".join(stand.seen().split())
        await stand.press("q")
        assert "What you held is kept." not in stand.seen()
        assert "Not kept: the disk is" in " ".join(stand.seen().split())


async def test_a_disk_that_has_room_again_is_told_and_all_is_well() -> None:
    async with on_stage(EARLY, size=(120, 35)) as stand:
        stand.app.loss = "the disk is full"
        await stand.run_until(EARLY + 1.5)
        stand.app.loss = ""
        await stand.run_until(EARLY + 2.5)
        assert "all of it is kept again" in stand.seen()
        await stand.press("space")
        assert "Nothing is lost." in stand.seen()


async def test_the_word_stays_in_the_foot_where_there_is_room() -> None:
    async with on_stage(EARLY, size=(120, 35)) as stand:
        stand.app.loss = "the disk is full"
        await stand.run_until(EARLY + 1.5)
        stand.screen.forget_notice()
        await stand.press("z", "z")
        assert "not kept · " in stand.seen()


async def test_a_session_that_was_never_kept_says_so_before_it_speaks_of_the_display() -> None:
    async with on_stage(size=(80, 24)) as stand:
        stand.app.loss, stand.app.hint = "the disk is full", "screen may dim"
        await stand.run_until(1.5)
        assert "not kept: the disk is full" in stand.seen()
        stand.screen.forget_notice()
        await stand.run_until(2.5)
        assert "screen may dim" in stand.seen()

"""The app: from a routine to its summary and back, whatever fails on the way; themes and commands."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.color import Color
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.screen import Screen

from hipflow.core.events import Command, Event, StepStarted
from hipflow.core.plan import Plan, compile_plan
from hipflow.core.record import Record
from hipflow.core.session import State
from hipflow.settings.values import Settings
from hipflow.tui import app as app_module
from hipflow.tui.app import FIELDS, HipflowApp
from hipflow.tui.contrast import LEAST_CONTRAST, contrast
from hipflow.tui.memories import Offer
from hipflow.tui.parts import LiveSession, Memories, Parts
from hipflow.tui.screens import notice
from hipflow.tui.screens.help import HelpScreen
from hipflow.tui.screens.notice import NoticeScreen
from hipflow.tui.screens.picker import PickerScreen
from hipflow.tui.screens.summary import SummaryScreen
from tests.tui.looking import WARM_UP, SessionMaker, StandIn, ground_at, parts, seen

PLAN = compile_plan(WARM_UP)


class Stage:
    """An app with sessions that stand still, and the ways to move it on."""

    def __init__(self, show: Callable[[LiveSession], Screen[Record | None]] = StandIn, **wishes: Any) -> None:
        self.maker = wishes.pop("maker", SessionMaker())
        self.app = HipflowApp(parts(open_session=self.maker, **wishes), show_session=show)

    @property
    def top(self) -> str:
        """The name of the screen on top."""
        return type(self.app.screen).__name__

    def send(self, *commands: Command) -> None:
        """Ask the newest session something."""
        for command in commands:
            self.maker.opened[-1].engine.send(command)

    def finish(self) -> None:
        """Skip to the end of the newest session, half a minute a step."""
        engine = self.maker.opened[-1].engine
        while not engine.session.state.is_over:
            self.maker.now += min(0.5, engine.session.seconds_left(engine.now()))
            engine.send(Command.NEXT)


async def settle(pilot: Pilot[None]) -> None:
    """Let everything happen that is due."""
    for _ in range(4):
        await pilot.pause()


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait for what a thread brings about."""
    for _ in range(100):
        await pilot.pause()
        if is_so():
            return
    raise AssertionError("it never came about")


async def start(pilot: Pilot[None]) -> None:
    """Wait for the library, and start the first routine."""
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)


async def test_a_picked_routine_runs_and_ends_in_its_summary() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        assert stage.top == "StandIn"
        assert stage.maker.opened[0].engine.session.state is State.RUNNING
        stage.finish()
        await settle(pilot)
        assert stage.top == "SummaryScreen"
        assert "Pre-run warm-up" in seen(stage.app)


async def test_after_a_summary_the_same_again_or_another_or_nothing() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        stage.finish()
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert [plan.routine_id for plan in stage.maker.plans] == ["pre-run", "pre-run"]
        stage.finish()
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert stage.top == "PickerScreen"
        await pilot.press("down", "enter")
        await settle(pilot)
        stage.finish()
        await settle(pilot)
        await pilot.press("q")
        await settle(pilot)
    assert stage.app.return_code == 0
    assert [plan.routine_id for plan in stage.maker.plans] == ["pre-run", "pre-run", "stretches"]


@pytest.mark.parametrize(
    ("setting", "sides"), [("alternate", ["left", "right", "left"]), ("left", ["left"] * 3), ("right", ["right"] * 3)]
)
async def test_the_same_again_begins_with_the_other_side_where_they_alternate(setting: str, sides: list[str]) -> None:
    stage = Stage(settings_now=lambda: Settings(first_side=setting))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        for _ in range(2):
            stage.finish()
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
    assert [plan.first_side and plan.first_side.value for plan in stage.maker.plans] == sides


async def test_the_same_again_is_late_for_nothing() -> None:
    stage = Stage(first_plan=replace(PLAN, deadline=PLAN.seconds))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        stage.finish()
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
    assert [plan.deadline for plan in stage.maker.plans] == [PLAN.seconds, None]


@pytest.mark.parametrize("key", ["p", "q"])
async def test_a_plan_given_at_the_start_runs_at_once_and_its_summary_leaves_the_app(key: str) -> None:
    stage = Stage(first_plan=PLAN)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert stage.top == "StandIn"
        stage.finish()
        await settle(pilot)
        assert stage.top == "SummaryScreen"
        await pilot.press(key)
        await settle(pilot)
        assert not stage.app.is_running or stage.app._exit
    assert stage.app.return_code == 0


@pytest.fixture
def notice_clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock of the notice, which stands at its only entry."""
    clock = [100.0]
    monkeypatch.setattr(notice, "read_clock", lambda: clock[0])
    return clock


async def test_the_notice_comes_before_the_first_session_and_only_once(notice_clock: list[float]) -> None:
    noted: list[str] = []
    stage = Stage(is_notice_due=True, note_notice_seen=lambda: noted.append("seen"))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        assert stage.top == "NoticeScreen"
        assert stage.maker.opened == []
        assert "not medical advice" in seen(stage.app)
        notice_clock[0] += notice.JUST_SHOWN
        await pilot.press("enter")
        await settle(pilot)
        assert stage.top == "StandIn"
        stage.finish()
        await settle(pilot)
        await pilot.press("p")
        await start(pilot)
        assert stage.top == "StandIn"
    assert noted == ["seen"]


async def test_a_key_that_is_pressed_twice_does_not_skip_the_notice(notice_clock: list[float]) -> None:
    noted: list[str] = []
    stage = Stage(is_notice_due=True, note_notice_seen=lambda: noted.append("seen"))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        notice_clock[0] += notice.JUST_SHOWN - 0.01
        await pilot.press("enter")
        await settle(pilot)
        assert stage.top == "NoticeScreen"
    assert stage.maker.opened == []
    assert noted == []


async def test_a_notice_that_is_put_off_starts_nothing_and_comes_again() -> None:
    noted: list[str] = []
    stage = Stage(is_notice_due=True, note_notice_seen=lambda: noted.append("seen"))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert stage.top == "PickerScreen"
        await pilot.press("enter")
        await settle(pilot)
        assert stage.top == "NoticeScreen"
    assert stage.maker.opened == []
    assert noted == []


async def test_the_sound_is_closed_when_the_session_is_over_and_not_before() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        assert stage.maker.sounds[0].asked == []
        stage.send(Command.STOP)
        await settle(pilot)
        assert stage.maker.sounds[0].asked == ["close"]


async def test_a_session_that_breaks_off_still_shows_what_was_held() -> None:
    maker = SessionMaker()

    def break_off(plan: Plan) -> LiveSession:
        live = maker(plan)
        engine = live.engine

        async def fail() -> None:
            engine.send(Command.START)
            engine.send(Command.NEXT)
            maker.now += 20
            engine.send(Command.NEXT)
            raise RuntimeError("no more time")

        engine.run = fail  # type: ignore[method-assign]  # the one way to make an engine fail
        return live

    app = HipflowApp(Parts(read_library=parts().read_library, open_session=break_off), show_session=StandIn)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, SummaryScreen)
        assert "What you held until then is here." in seen(app)
        assert app.screen.record.worked == 20


async def test_a_listener_that_fails_is_told_calmly_and_costs_nothing() -> None:
    def fail(event: Event) -> None:
        if isinstance(event, StepStarted):
            raise ValueError("the bell fell off")

    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        stage.maker.opened[0].engine.listen(fail)
        stage.finish()
        await settle(pilot)
        assert "the session itself went on" in seen(stage.app)


async def test_a_session_that_cannot_be_opened_is_told_in_the_picker() -> None:
    def refuse(plan: Plan) -> LiveSession:
        raise OSError(f"no room for {plan.name}")

    app = HipflowApp(Parts(read_library=parts().read_library, open_session=refuse))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "The session cannot be opened: no room for Pre-run warm-up" in seen(app)


async def test_a_first_plan_that_cannot_be_opened_leaves_with_an_error() -> None:
    def refuse(plan: Plan) -> LiveSession:
        raise OSError(f"no room for {plan.name}")

    app = HipflowApp(Parts(read_library=parts().read_library, open_session=refuse, first_plan=PLAN))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
    assert app.return_code == 1


class Leaver(StandIn):
    """Leaves before its session is over."""

    def note_event(self, event: Event) -> None:
        """Leave at the first step."""
        if isinstance(event, StepStarted):
            self.dismiss(None)


class Stayer(StandIn):
    """Never leaves by itself."""

    def note_event(self, event: Event) -> None:
        """Take no notice."""


async def test_a_session_whose_screen_leaves_is_stopped() -> None:
    stage = Stage(Leaver)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        assert stage.maker.opened[0].engine.session.state is State.STOPPED
        assert stage.top == "SummaryScreen"


async def test_a_screen_that_outstays_its_session_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "GOODBYE_SECONDS", 0.01)
    stage = Stage(Stayer)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press("question_mark")
        stage.finish()
        await settle(pilot)
        await pilot.pause(0.05)
        assert stage.top == "SummaryScreen"
        assert [type(screen).__name__ for screen in stage.app.screen_stack] == ["PickerScreen", "SummaryScreen"]


async def test_quitting_while_a_session_runs_asks_the_session_screen() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        await pilot.press("question_mark")
        await pilot.press("ctrl+q")
        await settle(pilot)
        screen = stage.app.screen
        assert isinstance(screen, StandIn)
        assert screen.was_asked_to_stop == 1
        assert stage.app.is_running


async def test_leaving_in_the_middle_stops_the_session_and_closes_its_sound() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        stage.app.exit()
        await settle(pilot)
    assert stage.maker.opened[0].engine.session.state is State.STOPPED
    assert stage.maker.sounds[0].asked == ["close"]


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_the_picker_is_left_at_once(key: str) -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
    assert stage.app.return_code == 0


async def test_ctrl_c_leaves_from_a_search_too() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", "a", "ctrl+c")
        await settle(pilot)
        assert stage.app._exit


async def test_help_is_opened_once_from_wherever_one_is() -> None:
    stage = Stage(is_notice_due=True)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        assert isinstance(stage.app.screen, NoticeScreen)
        await pilot.press("f1", "f1")
        await settle(pilot)
        assert isinstance(stage.app.screen, NoticeScreen)
        await pilot.press("question_mark")
        await settle(pilot)
        assert isinstance(stage.app.screen, HelpScreen)


async def test_the_palette_has_our_commands_in_our_words() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        titles = [command.title for command in stage.app.get_system_commands(stage.app.screen)]
        assert titles == [
            "Start the routine",
            "Search the routines",
            "Begin with the other side",
            "Fit it to the time there is",
            "What you did",
            "Settings",
            "Look at the movements",
            "Put a new routine together",
            "Change the routine, or a copy of it",
            "Open the routine in your editor",
            "Keep the routine once more",
            "Put the routine into the trash",
            "Bring the routine back",
            "Read the routine files again",
            "Show all routines",
            "Help",
            "Themes",
            "Quit",
        ]
        await pilot.press("ctrl+p")
        await settle(pilot)
        assert isinstance(stage.app.screen, CommandPalette)
        await pilot.press(*"start the", "enter")
        await settle(pilot)
        await settle(pilot)
        assert stage.maker.plans != []


async def test_a_theme_that_is_chosen_is_noted_and_one_that_is_unknown_is_ours() -> None:
    noted: list[str] = []
    stage = Stage(theme="no-such-theme", note_theme=noted.append)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert stage.app.theme == "hipflow-dark"
        stage.app.theme = "nord"
        await settle(pilot)
    assert noted == ["nord"]


def test_ours_come_with_all_of_textuals_themes() -> None:
    names = HipflowApp(parts()).available_themes
    assert {"hipflow-dark", "hipflow-light", "hipflow-dim", "hipflow-contrast", "nord", "gruvbox"} <= set(names)


@pytest.mark.parametrize("theme", sorted(HipflowApp(parts()).available_themes))
def test_ink_is_read_on_every_field_in_every_theme(theme: str) -> None:
    app = HipflowApp(parts(theme=theme))
    colours = app.get_css_variables()
    if theme == "hipflow-dim":
        pytest.skip("its fields are dark on purpose; its own contrast is the themes' business")
    for role in FIELDS:
        assert contrast(Color.parse(colours[role]), Color.parse(colours["ink"])) >= LEAST_CONTRAST - 0.1


async def test_the_picker_is_shown_in_every_theme() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for theme in sorted(stage.app.available_themes):
            stage.app.theme = theme
            await settle(pilot)
            assert isinstance(stage.app.screen, PickerScreen)
            assert "▐ Pre-run warm-up" in seen(stage.app)
            assert ground_at(stage.app, 70, 1) != ground_at(stage.app, 2, 1)


def test_nothing_is_imported_before_it_is_shown() -> None:
    code = "import sys, hipflow.tui.app; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    late = ["session", "summary", "help", "notice"]
    assert [name for name in late if f"hipflow.tui.screens.{name}" in modules] == []
    heavy = ["_data_table", "_markdown", "_text_area", "_rich_log"]
    assert [name for name in heavy if f"textual.widgets.{name}" in modules] == []
    assert "yaml" not in modules


async def test_what_was_learnt_before_is_offered_after_the_session() -> None:
    asked: list[str] = []

    def begin_learning(routine: str) -> Callable[[Record], Offer | None]:
        asked.append(routine)
        return lambda record: Offer(words=f"{record.plan.name}: keep 15 s?", keep=lambda: "Kept.")

    stage = Stage(memories=Memories(begin_learning=begin_learning))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        stage.finish()
        await settle(pilot)
        await until(pilot, lambda: "Pre-run warm-up: keep 15 s?" in seen(stage.app))
    assert asked == ["pre-run"]


async def test_a_past_that_cannot_be_read_only_offers_nothing() -> None:
    def fail(_: str) -> Callable[[Record], Offer | None]:
        raise OSError("no past")

    stage = Stage(memories=Memories(begin_learning=fail))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        stage.finish()
        await until(pilot, lambda: stage.top == "SummaryScreen")


async def test_the_summary_says_when_the_session_is_not_in_the_history() -> None:
    class Losing(SessionMaker):
        def __call__(self, plan: Plan) -> LiveSession:
            return replace(super().__call__(plan), loss=lambda: "the disk is full")

    stage = Stage(maker=(maker := Losing()))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await start(pilot)
        assert maker.opened
        stage.finish()
        await until(pilot, lambda: "This session is not in the history: the disk is full." in seen(stage.app))

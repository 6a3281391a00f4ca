"""The app: which screen is on top, and the way from a routine to its summary."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.screen import Screen

from hipflow.tui.contrast import light_enough
from hipflow.tui.guest import Guest
from hipflow.tui.phrases import printable
from hipflow.tui.themes import THEMES, role_colours

if TYPE_CHECKING:
    # Not needed before a session, and the first frame waits for every import.

    from hipflow.core.plan import Plan
    from hipflow.core.record import Record
    from hipflow.engine import Engine
    from hipflow.tui.memories import Offer, Past, UnfinishedCard
    from hipflow.tui.parts import LiveSession, Parts
    from hipflow.tui.screens.picker import PickerScreen

SessionView: TypeAlias = "Callable[[LiveSession], Screen[Record | None]]"
"""Makes the screen that shows a session, and that is dismissed when the session is over."""

HERE = Path(__file__).parent
FIELDS = ("work", "hot", "switch", "move", "rest")
"""The roles of fields that carry ink."""
GOODBYE_SECONDS = 2.0
"""How long a session that is over may keep its screen before the app takes it away."""
OFFER_SECONDS = 1.0
"""How long the summary may wait for what it could offer to keep."""
FAULT_WORDS = "Something in hipflow failed on the way. What you held until then is here."
QUIET_FAULT_WORDS = "Something in hipflow failed on the way; the session itself went on."


def show_session(live: LiveSession) -> Screen[Record | None]:
    """The screen of a session; imported only now, for the picker does not need it."""
    from hipflow.tui.screens.session import SessionScreen

    screen = SessionScreen(live)
    # Its stylesheet is read with it: to parse it before the first frame would cost that a tenth.
    screen.css_path = [HERE / "session.tcss"]
    return screen


class HipflowApp(Guest):
    """Shows the picker, and takes each routine that is started to its summary."""

    TITLE = "hipflow"
    CSS_PATH = HERE / "hipflow.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help", show=False),
        Binding("ctrl+q,ctrl+c", "quit", "Quit", show=False),
        Binding("c", "check_sound", "Sound check", show=False),
        Binding("ctrl+z", "suspend_process", show=False),
    ]

    def __init__(self, parts: Parts, *, show_session: SessionView = show_session) -> None:
        """The app of these parts.

        Args:
            parts: All that the screens need.
            show_session: What shows a session.
        """
        super().__init__()
        self.parts = parts
        self._show_session = show_session
        self._is_notice_due = parts.is_notice_due
        self._session: Screen[Record | None] | None = None  # the screen of the session that runs, if one does
        self._engine: Engine | None = None  # what drives it
        for theme in THEMES:
            self.register_theme(theme)
        theme = self.get_theme(parts.theme) or THEMES[0]
        # Set without its watcher, which would read all styles a second time before the first frame.
        self.set_reactive(App.theme, theme.name)
        self.set_class(theme.dark, "-dark-mode")
        self.set_class(not theme.dark, "-light-mode")
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """The colour of every role, in whatever theme."""
        roles = role_colours(self.current_theme)
        ink = Color.parse(roles["ink"])
        fields = {role: light_enough(Color.parse(roles[role]), ink).hex for role in FIELDS}
        return {**super().get_css_variables(), **roles, **fields}

    def on_mount(self) -> None:
        """Tell of another theme from now on, and start what was asked for."""
        self.theme_changed_signal.subscribe(self, lambda theme: self.parts.note_theme(theme.name))
        self.app_resume_signal.subscribe(self, lambda _: self.come_back())
        self.obey_signals()
        self.begin()

    @work(exclusive=True, group="coach")
    async def begin(self) -> None:
        """Offer what was broken off, if anything was; then start what was asked for."""
        first = self.parts.first_plan
        card = self.find_unfinished()
        if card is not None and (first is None or first.routine_id == card.plan.routine_id):
            from hipflow.tui.screens.resume import ResumeScreen, Wish

            wish = await self.push_screen_wait(ResumeScreen(card))
            if wish is Wish.GO_ON and (live := await self.take_up(card)):
                await self.coach_through(card.plan, live)
                return
            if wish is Wish.END:
                await self.forget(card)
        if first is not None:
            await self.coach_through(first)

    def find_unfinished(self) -> UnfinishedCard | None:
        """What was broken off; None also where that cannot be known, which must not keep anyone from a session."""
        with suppress(Exception):
            return self.parts.memories.find_unfinished()
        return None

    async def take_up(self, card: UnfinishedCard) -> LiveSession | None:
        """The session, to go on with; None where that is not possible, and why was said."""
        try:
            live = self.parts.memories.resume(card)
        except Exception as error:
            self.say(f"It cannot be taken up: {printable(str(error))}")
            return None
        if live is None:
            self.say("Another hipflow has taken it up already.")
        return live

    async def forget(self, card: UnfinishedCard) -> None:
        """End it where it stands; what was held in it is history."""
        try:
            await asyncio.to_thread(self.parts.memories.forget, card)
        except Exception as error:
            self.say(f"It cannot be ended now: {printable(str(error))}")

    @property
    def picker(self) -> PickerScreen | None:
        """The picker where it is on top; None elsewhere, and where a plan was given."""
        if self.parts.first_plan is not None:
            return None
        from hipflow.tui.screens.picker import PickerScreen

        return self.screen if isinstance(self.screen, PickerScreen) else None

    def say(self, words: str) -> None:
        """Say something in the picker, where there is one."""
        if (picker := self.picker) is not None:
            picker.say(words)

    def action_suspend_process(self) -> None:
        """Step aside for the shell; a session that runs is paused, and is found so on return."""
        from hipflow.core.events import Command
        from hipflow.core.session import State

        engine = self._engine
        if engine is not None and engine.session.state in (State.RUNNING, State.COUNTING_IN):
            engine.send(Command.PAUSE)
        # Only now, so that it is the pause that is seen last, and the display may sleep.
        self.call_after_refresh(self.stop_process)

    def get_default_screen(self) -> Screen[None]:
        """The picker lies below all other screens; without it, where a plan was given, there is nothing below."""
        if self.parts.first_plan is not None:
            return super().get_default_screen()
        from hipflow.tui.screens.picker import PickerScreen

        return PickerScreen(self.parts)

    def on_picker_screen_started(self, message: PickerScreen.Started) -> None:
        """Take the picked plan to its summary."""
        self.coach(message.plan)

    @work(exclusive=True, group="coach")
    async def coach(self, plan: Plan) -> None:
        """Take a person through a plan."""
        await self.coach_through(plan)

    async def coach_through(self, plan: Plan, live: LiveSession | None = None) -> None:
        """Take a person through a plan, as often as they like: notice, session, summary.

        Args:
            plan: What to run.
            live: A session of it that was taken up again, to go on with first.
        """
        if live is None and not await self.agree():
            self.leave_coaching()
            return
        running = plan
        while True:
            if live is None:
                try:
                    live = self.parts.open_session(running)
                except Exception as error:
                    self.give_up(f"The session cannot be opened: {printable(str(error))}")
                    return
            # Meanwhile, for the session waits for no disk; and before it is part of what is remembered.
            drawn = asyncio.Event()
            looking = asyncio.create_task(self.look_back(running.routine_id, drawn))
            words = await self.run_session(live, drawn)
            record, live = live.engine.record(), None
            from hipflow.tui.fair_sides import plan_fair_sides
            from hipflow.tui.memories import Past
            from hipflow.tui.screens.summary import Next, SummaryScreen

            await asyncio.wait({looking}, timeout=GOODBYE_SECONDS)
            past = looking.result() if looking.done() else Past()
            offer = await self.find_offer(past, record)
            then = await self.push_screen_wait(SummaryScreen(record, words, past.last_time, offer=offer))
            if running is plan:
                plan = self.plan_again(plan, record)
            if then is Next.FAIR_SIDES:
                running = plan_fair_sides(record) or plan
            elif then is Next.AGAIN:
                running = plan
            else:
                self.leave_coaching(is_quitting=then is Next.QUIT)
                return

    def leave_coaching(self, *, is_quitting: bool = False) -> None:
        """Back to the picker; where there is none, or that is wished, out of the app."""
        if is_quitting or self.parts.first_plan is not None:
            self.exit()

    async def look_back(self, routine: str, drawn: asyncio.Event) -> Past:
        """What is remembered of a routine, looked for once its session is drawn: its first frame waits for nothing."""

        def look() -> Past:
            from hipflow.tui.memories import look_back

            return look_back(self.parts.memories, routine)

        await drawn.wait()
        return await asyncio.to_thread(look)

    def plan_again(self, plan: Plan, record: Record) -> Plan:
        """What the same again means: it may end at any time; where the sides alternate, the other goes first."""
        from hipflow.core.plan import begin_with
        from hipflow.settings.planning import ALTERNATE

        # The time of day it was to end at is over, or near: it would tell of being late for another.
        plan = replace(plan, deadline=None)
        first = record.first_side
        if first is None or self.parts.settings_now().first_side != ALTERNATE:
            return plan
        return begin_with(plan, first.other)

    async def find_offer(self, past: Past, record: Record) -> Offer | None:
        """What could be kept for the next time; None also where that takes too long, for nobody is to wait."""
        asking = asyncio.create_task(asyncio.to_thread(past.find_offer, record))
        await asyncio.wait({asking}, timeout=OFFER_SECONDS)
        return asking.result() if asking.done() and asking.exception() is None else None

    async def agree(self) -> bool:
        """Show the safety notice if that is due; was it understood?"""
        if not self._is_notice_due:
            return True
        from hipflow.tui.screens.notice import NoticeScreen

        if not await self.push_screen_wait(NoticeScreen()):
            return False
        self._is_notice_due = False
        self.parts.note_notice_seen()
        return True

    async def run_session(self, live: LiveSession, drawn: asyncio.Event) -> str:
        """Run a session to its end, and say what a person should know of it; empty when all went well.

        Whatever fails, the session is over afterwards and its engine has the record.

        Args:
            live: The session.
            drawn: Set when its first frame is there, at its end at the latest.
        """
        from hipflow.core.events import Command
        from hipflow.core.session import State
        from hipflow.tui.title import TerminalTitle, find_write, has_progress, has_title

        engine = live.engine
        loop = asyncio.get_running_loop()
        left: asyncio.Future[None] = loop.create_future()
        screen = self._session = self._show_session(live)
        title = self._title = TerminalTitle(
            engine.session,
            engine.now(),
            find_write(self),
            has_title=has_title(os.environ),
            has_progress=has_progress(os.environ, self.parts.taskbar),
        )
        self._engine = engine
        engine.listen(title)

        def leave(_: Record | None) -> None:
            left.set_result(None)

        try:
            await self.push_screen(screen, leave)
            screen.call_after_refresh(drawn.set)
            run = asyncio.create_task(engine.run())
            if engine.session.state is State.PAUSED:
                engine.send(Command.RESUME)
            await asyncio.wait({run, left}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            drawn.set()
            self._session = self._engine = self._title = None
            if not engine.session.state.is_over and not self._is_breaking_off:
                engine.send(Command.STOP)
            title.close()
            loop.run_in_executor(None, close_quietly, live)
        await asyncio.wait({left}, timeout=GOODBYE_SECONDS)
        if screen in self.screen_stack:
            await self.uncover(screen)
            await self.pop_screen()
        await asyncio.wait({run})
        if run.exception() is not None:
            return FAULT_WORDS
        if loss := live.loss():
            return f"This session is not in the history: {printable(loss)}."
        return QUIET_FAULT_WORDS if engine.faults else ""

    async def uncover(self, screen: Screen[Record | None]) -> None:
        """Take away what lies over a screen."""
        while self.screen is not screen:
            await self.pop_screen()

    def give_up(self, words: str) -> None:
        """Say why nothing was started, in the picker, or after the app where there is none."""
        if (picker := self.picker) is not None:
            picker.say(words)
        else:
            self.exit(return_code=1, message=words)

    async def action_quit(self) -> None:
        """Leave; a session that runs is asked first, and asks the person."""
        if self._session is None:
            self.exit()
            return
        await self.uncover(self._session)
        await self._session.run_action("ask_to_stop")

    def action_check_sound(self) -> None:
        """Play every kind of sound, before a session; never over one."""
        if self._session is None and self.parts.check_sound is not None:
            from hipflow.tui.screens.sound_check import SoundCheckScreen

            if not isinstance(self.screen, SoundCheckScreen):
                self.push_screen(SoundCheckScreen(self.parts.check_sound))

    def action_help(self) -> None:
        """Show all keys, what the colours mean, and the safety notice."""
        from hipflow.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """All that can be done on this screen, in its own words, then help, themes and the way out."""
        told: set[str] = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            is_own = active.node is screen and not binding.action.startswith(("app.", "screen."))
            if is_own and binding.description and binding.action not in told | {"help", "quit"}:
                told.add(binding.action)
                act = partial(self.run_action, binding.action, default_namespace=screen)
                yield SystemCommand(binding.description, f"Key: {self.get_key_display(binding)}", act)
        yield SystemCommand("Help", "All keys, what the colours mean, and safety", self.action_help)
        yield SystemCommand("Themes", "Choose the colours: hipflow's own, and many more", self.action_change_theme)
        yield SystemCommand("Quit", "Leave hipflow; a session that runs asks first", self.action_quit)


def close_quietly(live: LiveSession) -> None:
    """Close the sound of a session; a device that cannot even be closed is nobody's concern any more."""
    with suppress(Exception):
        live.sound.close()

"""The app: which screen is on top, and the way from a routine to its summary."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.screen import Screen

from hipflow.core.plan import Plan
from hipflow.tui.contrast import light_enough
from hipflow.tui.parts import LiveSession, Parts
from hipflow.tui.phrases import printable
from hipflow.tui.screens.picker import PickerScreen
from hipflow.tui.themes import THEMES, role_colours

if TYPE_CHECKING:
    # Not needed before a session, and the first frame waits for every import.
    from hipflow.core.record import Record

SessionView: TypeAlias = "Callable[[LiveSession], Screen[Record | None]]"
"""Makes the screen that shows a session, and that is dismissed when the session is over."""

HERE = Path(__file__).parent
FIELDS = ("work", "hot", "switch", "move", "rest")
"""The roles of fields that carry ink."""
GOODBYE_SECONDS = 2.0
"""How long a session that is over may keep its screen before the app takes it away."""
FAULT_WORDS = "Something in hipflow failed on the way. What you held until then is here."
QUIET_FAULT_WORDS = "Something in hipflow failed on the way; the session itself went on."


def show_session(live: LiveSession) -> Screen[Record | None]:
    """The screen of a session; imported only now, for the picker does not need it."""
    from hipflow.tui.screens.session import SessionScreen

    screen = SessionScreen(live)
    # Its stylesheet is read with it: to parse it before the first frame would cost that a tenth.
    screen.css_path = [HERE / "session.tcss"]
    return screen


class HipflowApp(App[None]):
    """Shows the picker, and takes each routine that is started to its summary."""

    TITLE = "hipflow"
    CSS_PATH = HERE / "hipflow.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help", show=False),
        Binding("ctrl+q,ctrl+c", "quit", "Quit", show=False),
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
        self.obey_signals()
        if self.parts.first_plan is not None:
            self.coach(self.parts.first_plan)

    def obey_signals(self) -> None:
        """Leave in good order, the terminal as it was found, when the system or a closed window says so."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # Windows has neither, and tests run where handlers cannot be set.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                if number is not None:
                    loop.add_signal_handler(number, self.leave_for, number)

    def leave_for(self, number: int) -> None:
        """Leave because of a signal; a session that runs is ended, and its record kept."""
        self.exit(return_code=128 + number)

    def get_default_screen(self) -> Screen[None]:
        """The picker lies below all other screens; without it, where a plan was given, there is nothing below."""
        return PickerScreen(self.parts) if self.parts.first_plan is None else super().get_default_screen()

    @on(PickerScreen.Started)
    def start_picked(self, message: PickerScreen.Started) -> None:
        """Take the picked plan to its summary."""
        self.coach(message.plan)

    @work(exclusive=True, group="coach")
    async def coach(self, plan: Plan) -> None:
        """Take a person through a plan, as often as they like: notice, session, summary."""
        from hipflow.tui.screens.summary import Next, SummaryScreen

        then = Next.AGAIN if await self.agree() else Next.PICK
        while then is Next.AGAIN:
            try:
                live = self.parts.open_session(plan)
            except Exception as error:
                self.give_up(f"The session cannot be opened: {printable(str(error))}")
                return
            words = await self.run_session(live)
            then = await self.push_screen_wait(SummaryScreen(live.engine.record(), words))
        if then is Next.QUIT or self.parts.first_plan is not None:
            self.exit()

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

    async def run_session(self, live: LiveSession) -> str:
        """Run a session to its end, and say what a person should know of it; empty when all went well.

        Whatever fails, the session is over afterwards and its engine has the record.
        """
        from hipflow.core.events import Command

        engine = live.engine
        loop = asyncio.get_running_loop()
        left: asyncio.Future[None] = loop.create_future()
        screen = self._session = self._show_session(live)

        def leave(_: Record | None) -> None:
            left.set_result(None)

        try:
            await self.push_screen(screen, leave)
            run = asyncio.create_task(engine.run())
            await asyncio.wait({run, left}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._session = None
            if not engine.session.state.is_over:
                engine.send(Command.STOP)
            loop.run_in_executor(None, close_quietly, live)
        await asyncio.wait({left}, timeout=GOODBYE_SECONDS)
        if screen in self.screen_stack:
            await self.uncover(screen)
            await self.pop_screen()
        await asyncio.wait({run})
        if run.exception() is not None:
            return FAULT_WORDS
        return QUIET_FAULT_WORDS if engine.faults else ""

    async def uncover(self, screen: Screen[Record | None]) -> None:
        """Take away what lies over a screen."""
        while self.screen is not screen:
            await self.pop_screen()

    def give_up(self, words: str) -> None:
        """Say why nothing was started, in the picker, or after the app where there is none."""
        if isinstance(self.screen, PickerScreen):
            self.screen.say(words)
        else:
            self.exit(return_code=1, message=words)

    async def action_quit(self) -> None:
        """Leave; a session that runs is asked first, and asks the person."""
        if self._session is None:
            self.exit()
            return
        await self.uncover(self._session)
        await self._session.run_action("ask_to_stop")

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

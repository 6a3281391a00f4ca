"""The session screen: the clock, the side, what to do and what comes next; keys and clicks become commands."""

from dataclasses import replace
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click, Key
from textual.screen import Screen
from textual.timer import Timer

from hipflow.core.events import Command, Event, Finished, SessionStarted, StepEnded, Stopped, Ticked
from hipflow.core.record import Record
from hipflow.core.session import BACK_WITHIN, SKIPPED_WITHIN, State
from hipflow.tui.compositor import write_exactly
from hipflow.tui.director import scene_of
from hipflow.tui.key_clicks import find_key
from hipflow.tui.lateness import find_lateness, make_up, tell_late
from hipflow.tui.parts import LiveSession
from hipflow.tui.phrases import clock_text
from hipflow.tui.progress import Progress, follow, progress_of
from hipflow.tui.remote_keys import BACKWARD, FORWARD, PRESS
from hipflow.tui.scene import View
from hipflow.tui.widgets.plan_bar import PlanBar
from hipflow.tui.widgets.plate import Plate
from hipflow.tui.widgets.stage import CLOCK, Stage

NOTICE_SECONDS: Final = 2.5
"""How long a word about a command stands."""
HINT_SECONDS: Final = 8.0
"""How long it stands what a person should know before lying down."""
LATE_SECONDS: Final = 5.0
"""After how many of a pause it is told anew how late it would end."""
JUST_BEGUN: Final = 0.5
"""Real seconds from the start in which the key that started it may come a second time, and means nothing."""
STOPPING_KEYS: Final = frozenset({"enter", "y", "media_stop"})
GOING_ON_KEYS: Final = frozenset({"escape", "n", "space", *PRESS.split(",")})


class SessionScreen(Screen[Record | None]):
    """Shows a session that runs, and is dismissed with its record when it is over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "finish_or_pause", "Pause or go on; done, where a key is waited for", show=False),
        Binding("full_stop,b,f5,media_play_pause", "pause_or_resume", "Pause or go on", show=False),
        Binding("escape,media_pause", "pause", "Pause", show=False),
        Binding("media_play", "go_on", "Go on", show=False),
        Binding(f"right,n,{FORWARD}", "ask('next')", "Next", show=False),
        Binding(f"left,p,{BACKWARD}", "ask('back')", "Back", show=False),
        Binding("r", "ask('restart')", "Again from the start", show=False),
        Binding("s", "ask('switch')", "Other side", show=False),
        Binding("plus,equals_sign,up", "ask('more')", "Longer", show=False),
        Binding("minus,down", "ask('less')", "Shorter", show=False),
        Binding("right_square_bracket", "jump(1)", "Next exercise", show=False),
        Binding("left_square_bracket", "jump(-1)", "Exercise before", show=False),
        Binding("m", "toggle_mute", "Sound off or on", show=False),
        Binding("v", "toggle_voice", "Voice off or on", show=False),
        Binding("greater_than_sign", "change_volume(1)", "Louder", show=False),
        Binding("comma,less_than_sign", "change_volume(-1)", "Quieter", show=False),
        Binding("i", "toggle_view('info')", "Tips", show=False),
        Binding("z", "toggle_view('zoom')", "Clock and side alone", show=False),
        Binding("l", "toggle_view('lock')", "Floor lock", show=False),
        Binding("q,ctrl+c,media_stop", "ask_to_stop", "Stop", show=False),
        Binding("f", "fit", "Make up for a pause", show=False),
        Binding("question_mark", "help", "Help", show=False),
    ]
    ALLOW_SELECT = False
    AUTO_FOCUS = None

    def __init__(self, live: LiveSession) -> None:
        """A screen for one session, which someone else starts and drives."""
        super().__init__()
        write_exactly(self)
        self._live = live
        self._engine = live.engine
        self._progress: Progress = progress_of(live.engine.session, live.engine.now(), live.engine.told)
        self._view = View()
        self._goes_on_after_question = False
        self._forgetting: Timer | None = None
        self._has_hinted = False
        self._told_loss = ""
        self._stage = Stage(live.figures)

    def compose(self) -> ComposeResult:
        """A stage, and nothing around it."""
        yield self._stage

    def on_mount(self) -> None:
        """Begin to listen."""
        self._engine.listen(self.note_event)
        self._progress = progress_of(self._engine.session, self._engine.now(), self._engine.told)
        self._view = replace(self._look_around(), is_still=self.app.animation_level == "none")
        if self._engine.session.plan.deadline is not None:
            self.set_interval(LATE_SECONDS, self._look_at_clock)
        if self._engine.session.state.is_over:
            self.call_later(self._leave)

    def on_resize(self) -> None:
        """Lay everything out anew."""
        self._show()

    def note_event(self, event: Event) -> None:
        """Take in what happened, and show it."""
        if not self.is_attached:
            return
        noticed = self._progress.notice
        self._progress = follow(self._progress, event)
        match event:
            case Finished() | Stopped():
                self.call_later(self._leave)
            case SessionStarted() | StepEnded():
                pass  # A step begins in the same moment, and shows all of it.
            case Ticked():
                self._view = replace(self._view, sound=self._tell_sound())
                if self._progress.notice != noticed:
                    self._note(self._progress.notice)
                elif not (self._watch_loss() or self._give_hint()):
                    self._show()
            case _:
                self._view = replace(self._look_around(), is_asking=self._view.is_asking and self._is_paused)
                self._note(self._progress.notice)

    def on_key(self, event: Key) -> None:
        """Answer the question, or keep whoever rolls over the keyboard from harm, before any binding is looked at."""
        if self._view.is_asking:
            event.stop()
            event.prevent_default()
            if event.key in STOPPING_KEYS:
                self._engine.send(Command.STOP)
            elif event.key in GOING_ON_KEYS:
                self._stop_asking()
        elif self._view.is_locked and not self._is_paused:
            event.stop()
            event.prevent_default()
            self._do_locked()
        elif self._is_waiting and not self._means_something(event.key):
            # Whoever lies on the floor hits what is nearest.
            self._engine.send(Command.NEXT)

    def on_click(self, event: Click) -> None:
        """Press a key that is written, pause or go on with a click on the clock, jump with one on the plan bar.

        To the question whether to stop any click answers: go on; but for one on the key that stops.
        """
        plate, written = event.widget, ""
        if isinstance(plate, Plate) and plate.id in ("keys", "then"):
            written = find_key(plate.line_at(event.y), event.x)
        if self._view.is_asking and written not in STOPPING_KEYS:
            self._stop_asking()
        elif self._view.is_locked and not self._is_paused:
            self._do_locked()
        elif written:
            self.app.simulate_key(written)
        elif isinstance(event.widget, PlanBar):
            step = event.widget.step_at(event.x)
            if step:
                self._jump_to(step.exercise_index)
        elif event.widget and event.widget.id in CLOCK:
            self.action_finish_or_pause()

    def action_pause_or_resume(self) -> None:
        """Pause what runs, go on with what is paused; not when a key was only pressed twice to begin."""
        if self._progress.step.index == 0 and self._engine.now() < JUST_BEGUN * self._engine.speed:
            return
        self._engine.send(Command.RESUME if self._is_paused else Command.PAUSE)

    def action_finish_or_pause(self) -> None:
        """Say that it is done where a key is waited for; pause and go on anywhere else."""
        progress = self._progress
        if not progress.step.is_open or progress.state is not State.RUNNING:
            self.action_pause_or_resume()
        elif progress.elapsed >= SKIPPED_WITHIN:  # A key that was pressed twice must not skip what begins.
            self._engine.send(Command.NEXT)

    def action_pause(self) -> None:
        """Pause; does nothing when paused."""
        if not self._is_paused:
            self._engine.send(Command.PAUSE)

    def action_go_on(self) -> None:
        """Go on with what is paused; does nothing while it runs."""
        if self._is_paused:
            self._engine.send(Command.RESUME)

    def action_fit(self) -> None:
        """Make what is left shorter, so that it ends when it was to, and go on; does nothing where it is in time."""
        overrun = make_up(self._engine)
        if overrun is not None:
            self._note(f"{clock_text(overrun.saved)} less")

    def _look_at_clock(self) -> None:
        """Tell anew how late it would end: that changes while nothing happens."""
        if self._is_paused:
            self._change_view(self._look_around())

    def action_ask(self, command: str) -> None:
        """Ask something of the session."""
        self._engine.send(Command(command))

    def action_toggle_mute(self) -> None:
        """Make it silent, or heard again."""
        self._live.sound.toggle_mute()
        self._view = self._look_around()
        self._note("muted" if self._live.sound.is_muted else "sound on")

    def action_change_volume(self, by: int) -> None:
        """Make it louder, or quieter."""
        self._live.sound.change_volume(by)
        self._view = self._look_around()
        self._note(f"volume {self._live.sound.volume} %")

    def action_toggle_voice(self) -> None:
        """Let the voice be quiet, or speak again."""
        self._live.sound.toggle_voice()
        self._note("voice on" if self._live.sound.has_voice else "no voice")

    def action_toggle_view(self, what: str) -> None:
        """Show or hide the tips, all but the clock, or lock and unlock the keys."""
        self._change_view(_toggled(self._view, what))

    def action_ask_to_stop(self) -> None:
        """Ask whether to stop, while nothing runs."""
        if self._engine.session.state is State.READY:
            self._engine.send(Command.STOP)
        elif not self._view.is_asking:
            self._goes_on_after_question = not self._is_paused
            self.action_pause()
            self._change_view(replace(self._view, is_asking=True))

    async def action_help(self) -> None:
        """Pause, for whoever reads is not stretching, and show the help."""
        self.action_pause()
        await self.run_action("app.help")

    def action_jump(self, by: int) -> None:
        """Go to the exercise after this one, or to the start of this one or the one before."""
        here = self._engine.session.step.exercise_index
        if by < 0 and self._is_past_start(here):
            by = 0
        self._jump_to(here + by)

    def _jump_to(self, exercise_index: int) -> None:
        """Go to an exercise: forward to the way that leads to it, back to its first hold."""
        session, steps = self._engine.session, self._engine.session.plan.steps
        if not 0 <= exercise_index <= steps[-1].exercise_index:
            self._note("this is the last exercise" if exercise_index > 0 else "this is the first exercise")
            return
        is_ahead = exercise_index > session.step.exercise_index
        first = next(step for step in steps if step.exercise_index == exercise_index and (is_ahead or step.is_work))
        self._engine.jump(first.index)

    def _is_past_start(self, exercise_index: int) -> bool:
        """Is more of an exercise over than what leads to it, and a moment to see so?"""
        step = self._progress.step
        first = next(other for other in self._progress.plan.work if other.exercise_index == exercise_index)
        return step.index > first.index or (step is first and self._progress.elapsed > BACK_WITHIN)

    def _stop_asking(self) -> None:
        self._change_view(replace(self._view, is_asking=False))
        if self._goes_on_after_question:
            self._engine.send(Command.RESUME)

    def _do_locked(self) -> None:
        """Pause; but where a key is waited for any key is that one, as long as it lasts."""
        self._engine.send(Command.NEXT if self._is_waiting else Command.PAUSE)

    def _means_something(self, key: str) -> bool:
        """Is the key bound, here or by the app?"""
        return key in self.active_bindings

    @property
    def _is_waiting(self) -> bool:
        """Is a key waited for, and nothing else?"""
        return self._progress.is_waiting and self._progress.state is State.RUNNING

    @property
    def _is_paused(self) -> bool:
        return self._progress.state is State.PAUSED

    def _leave(self) -> None:
        """Hand over the record, whatever was opened above in the meantime."""
        if self.is_attached:
            self.pop_until_active()
            self.dismiss(self._engine.record())

    def _give_hint(self) -> bool:
        """Say once what a person should know of the display, as soon as nothing else is said; was it now?"""
        hint = "" if self._has_hinted or self._progress.notice else self._live.hint()
        if hint:
            self._has_hinted = True
            self._note(hint, HINT_SECONDS)
        return bool(hint)

    def _tell_sound(self) -> str:
        """A word on the sound when it is not on: a device may be lost and found in the middle of a hold."""
        status = self._live.sound.status
        return "" if status == "on" else status

    def _watch_loss(self) -> bool:
        """Say when the session can not, or no longer, be kept, and when it can again; was it now?"""
        loss = self._live.loss()
        is_new, self._told_loss = loss != self._told_loss, loss
        if is_new:
            self._view = replace(self._view, loss=loss)
            self._note(f"not kept: {loss}" if loss else "all of it is kept again", HINT_SECONDS)
        return is_new

    def _note(self, words: str, seconds: float = NOTICE_SECONDS) -> None:
        """Say something in the foot, for a moment."""
        self._progress = replace(self._progress, notice=words)
        self._show()
        if self._forgetting:
            self._forgetting.stop()
        self._forgetting = self.set_timer(seconds, self.forget_notice) if words else None

    def forget_notice(self) -> None:
        """Take back the word on the last command."""
        self._progress = replace(self._progress, notice="")
        self._show()

    def _look_around(self) -> View:
        """The view, with what may have changed without an event: the sound, and when the session will end."""
        progress = self._progress
        ends_at = ""
        if progress.state in (State.RUNNING, State.COUNTING_IN):
            ends_at = self._engine.local_time_in(progress.seconds_in_all + progress.count).strftime("%H:%M")
        overrun = find_lateness(self._engine)
        late, offer = tell_late(overrun, self._engine) if overrun else ("", "")
        return replace(
            self._view,
            ends_at=ends_at,
            late=late,
            offer=offer,
            sound=self._tell_sound(),
            loss=self._live.loss(),
        )

    def _change_view(self, view: View) -> None:
        self._view = view
        self._show()

    def _show(self) -> None:
        if self.is_attached and self.size:
            self._stage.show(scene_of(self._progress, self._view), self._progress, self.size)


def _toggled(view: View, what: str) -> View:
    match what:
        case "info":
            return replace(view, is_info=not view.is_info)
        case "zoom":
            return replace(view, is_zoomed=not view.is_zoomed)
        case _:
            return replace(view, is_locked=not view.is_locked)

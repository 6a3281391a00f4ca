"""The announcer: listens to a session and hands the score of each step to the speaker, ahead of time.

Theory of operation
-------------------
What is heard in a step is scheduled when it starts, with its whole ending and the sounds of what comes at its zero,
as groups with absolute moments: a busy screen cannot delay them. A step that ended by itself leaves nothing to do but
to schedule the next one, for the sounds of the change are on their way. Whatever else happens cancels what is
scheduled: all of it on a pause or a jump; what is counted from the end alone when the step gets longer or shorter.
"""

from collections.abc import Callable

from hipflow.core.beeps import score_arrival
from hipflow.core.cue import Anchor, Cue
from hipflow.core.events import (
    CountInStarted,
    Event,
    Finished,
    Outcome,
    Paused,
    Replanned,
    Resumed,
    SessionStarted,
    StepEnded,
    StepStarted,
    Stopped,
    Ticked,
    TimeChanged,
)
from hipflow.core.phrases import BREATH
from hipflow.core.plan import Plan
from hipflow.core.record import make_record
from hipflow.core.score import score_count_in, score_step, score_table
from hipflow.core.session import COUNT_IN
from hipflow.core.sounds import DEFAULT_PROFILE, Profile, Topic
from hipflow.core.wording import estimate_seconds, tell_end
from hipflow.sound.delivery import Delivery
from hipflow.sound.speaker import Speaker
from hipflow.sound.voice import Voice

TOO_FAST = 3.0
"""From this speed on, only the changes from step to step are heard."""
END_LATE = 3.0
"""Seconds that the words at the end may come late; nothing comes after them."""


class Announcer:
    """A listener that makes a session heard. It never blocks and never raises."""

    def __init__(
        self,
        speaker: Speaker,
        *,
        moment: Callable[[float], float],
        voice: Voice | None = None,
        profile: Profile = DEFAULT_PROFILE,
        speed: float = 1.0,
    ) -> None:
        """An announcer for one session.

        Args:
            speaker: What to be heard through.
            moment: The clock's time, of the speaker's clock, at which the session clock shows some seconds.
            voice: What says words; None for sounds alone.
            profile: What is heard at all.
            speed: How many session seconds pass in a real one.
        """
        self._delivery = Delivery(speaker, moment=moment, voice=voice, profile=profile, pace=speed)
        self._profile, self._pace = profile, speed
        self._plan: Plan | None = None
        self._index = 0
        self._started = 0.0  # the session's second at which the step would have started, had it never paused
        self._length = 0.0
        self._is_running = False
        self._is_heard_coming = False  # did the last step end by itself, its sounds scheduled?
        self._half_at: float | None = None
        self._history: list[Event] = []
        speaker.loudness = profile.loudness

    @property
    def is_speaking(self) -> bool:
        """Are words said? May be set at any time; what is being said is said to its end."""
        return self._delivery.is_speaking

    @is_speaking.setter
    def is_speaking(self, is_speaking: bool) -> None:
        self._delivery.is_speaking = is_speaking

    def prepare(self, plan: Plan) -> None:
        """Have all the words of a plan made, in the order they are said; returns at once."""
        self._plan = plan
        if self._delivery.is_speaking and self._is_slow:
            rows = score_table(plan, profile=self._profile)
            self._delivery.make(row.cue.words for row in rows if row.cue.words)

    def __call__(self, event: Event) -> None:
        """Take in what happened."""
        if isinstance(event, Ticked):
            return
        self._history.append(event)
        match event:
            case SessionStarted(plan=plan):
                self._history = [event]
                self._is_heard_coming = not plan.steps[0].is_work  # getting ready has an opening of its own
                if self._plan is not plan:
                    self.prepare(plan)
            case Replanned(plan=plan):
                self.prepare(plan)
            case StepEnded(outcome=outcome, step=step):
                has_ended_itself = outcome is Outcome.DONE and not step.is_open
                self._is_heard_coming = has_ended_itself and self._is_running and self._is_slow
            case StepStarted():
                self._start(event)
            case Paused():
                self._is_running = False
                self._delivery.silence()
                self._prepare_resume(event)
            case CountInStarted():
                self._count_in(event)
            case Resumed():
                self._resume(event)
            case TimeChanged():
                self._change(event)
            case Finished():
                self._finish(event)
            case Stopped():
                self._is_running = False
                self._delivery.silence()
            case _:
                pass

    @property
    def _is_slow(self) -> bool:
        return self._pace <= TOO_FAST

    def _start(self, event: StepStarted) -> None:
        step = event.step
        self._index = step.index
        self._started, self._length = event.due, float(step.seconds)
        self._half_at = None
        is_expected, self._is_heard_coming = self._is_heard_coming, False
        self._is_running = not event.is_paused
        self._delivery.keep()
        if not is_expected:
            self._delivery.silence()
        if event.is_paused or self._plan is None:
            return
        if not is_expected:
            self._delivery.play_at_once(event.due, score_arrival(None, step, pace=self._pace))
        if self._is_slow:
            self._play_step(0.0)

    def _resume(self, event: Resumed) -> None:
        self._is_running = True
        elapsed = self._length - event.seconds_left
        self._started = event.due - elapsed
        # The start of work was the last sound of the count-in, and its words may still be heard.
        if not event.step.is_work:
            self._delivery.silence()
            self._delivery.play_at_once(event.due, score_arrival(None, event.step, pace=self._pace))
        if self._is_slow:
            self._play_step(elapsed)

    def _prepare_resume(self, event: Paused) -> None:
        """Have the words for going on made while the session stands still."""
        if event.step.is_work:
            cues = score_count_in(event.step, COUNT_IN, event.seconds_left, profile=self._profile)
            self._delivery.make(cue.words for cue in cues if cue.words)

    def _count_in(self, event: CountInStarted) -> None:
        self._is_running = False
        self._delivery.silence()
        if self._is_slow:
            cues = score_count_in(
                event.step,
                event.seconds,
                event.seconds_left,
                profile=self._profile,
                measure=self._delivery.measure,
                pace=self._pace,
            )
            self._delivery.play(event.due, cues)
        else:
            start = score_arrival(None, event.step, pace=self._pace)
            self._delivery.play_at_once(event.due + event.seconds, start)

    def _change(self, event: TimeChanged) -> None:
        self._length += event.by
        if not self._is_running:
            return
        elapsed = self._length - event.seconds_left
        end = self._started + self._length - BREATH * self._pace
        self._delivery.call_off(lambda promise: promise.anchor is not Anchor.START or promise.over > end)
        if self._is_slow:
            self._play_step(elapsed, moved=True)

    def _finish(self, event: Finished) -> None:
        self._is_running = False
        if not self._is_heard_coming:
            self._delivery.silence()
            self._delivery.play_at_once(event.due, score_arrival(None, None, pace=self._pace))
        if self._plan is None or Topic.END not in self._profile.says or not self._is_slow:
            return
        words = tell_end(make_record(self._plan, self._history))
        sounds = score_arrival(self._plan.steps[-1], None, pace=self._pace)
        at = event.due + max(cue.end for cue in sounds) + BREATH * self._pace
        self._delivery.say(at, words, within=estimate_seconds(words) + END_LATE)

    def _score(self, since: float) -> tuple[Cue, ...]:
        assert self._plan is not None
        return score_step(
            self._plan,
            self._index,
            seconds=self._length,
            since=since,
            profile=self._profile,
            measure=self._delivery.measure,
            pace=self._pace,
        )

    def _play_step(self, since: float, *, moved: bool = False) -> None:
        """Schedule what is to be heard of the current step from a second on; or only what moves with its end."""
        # Half way is not told again when the step was made longer since.
        had_half = self._half_at is not None and self._half_at <= since
        left_out = {Anchor.START} if moved else set()
        left_out |= {Anchor.HALF} if had_half else set()
        cues = [cue for cue in self._score(since) if cue.anchor not in left_out]
        self._half_at = next((cue.second for cue in cues if cue.anchor is Anchor.HALF), self._half_at)
        self._delivery.play(self._started, cues)

"""The words of a step, fitted into the time there is.

The least important are shortened first, then left out. What leads to a step and has no room in it is told in the work
before it, ahead of the count.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hipflow.core.beeps import COUNTED, OPENING, find_half, score_arrival, score_half, score_opening
from hipflow.core.cue import Anchor, Cue, find_silence
from hipflow.core.exercise import Side
from hipflow.core.plan import Plan, Step
from hipflow.core.sounds import Profile, Sound, Topic
from hipflow.core.wording import WAITING, Line, Priority, tell_resume, tell_way

Measure = Callable[[str], float]
"""How many seconds it takes to say something."""

BREATH = 0.15
"""Seconds between two phrases, and between a phrase and the start of work."""
OVERHANG = 1.2
"""Seconds of work that the words of a resume may reach into."""
TOLD_REP = 5
"""Every how many repetitions the number is said."""
TALK = 8.0
"""Seconds before the count in which the words for what comes next are told where there is no room later."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing that is said, in the way that was chosen."""

    words: str
    priority: Priority
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """How the words of a session are told: what about, how long each phrase takes, and how fast the session runs."""

    profile: Profile
    measure: Measure
    pace: float = 1.0
    """How many seconds of the session pass in a real one."""

    def tell_lead(self, plan: Plan, index: int, last: float, since: float) -> Iterator[Cue]:
        """The words that lead to work, in the step that leads to it.

        Args:
            plan: What the step belongs to.
            index: Which step.
            last: How many seconds it lasts.
            since: Seconds of it that are over.
        """
        step = plan.steps[index]
        if step.is_work:
            return
        begin = self._find_lead(plan, index)
        if since:
            again = score_arrival(None, step, pace=self.pace)
            begin = max(begin, since + find_silence(again, self.profile) + BREATH * self.pace)
        phrases, _ = self._fit(self._choose_lines(plan, index), last - BREATH * self.pace - begin)
        yield from self._place(phrases, begin)

    def tell_ahead(self, plan: Plan, index: int, last: float, since: float) -> Iterator[Cue]:
        """The words that what follows has no room for, told in this work just before its end is counted."""
        phrases = self.find_ahead(plan, index, last, since)
        begin = last - COUNTED - BREATH * self.pace - self._length(phrases)
        yield from self._place(phrases, begin, anchor=Anchor.END)

    def tell_half(self, step: Step, last: float) -> Iterator[Cue]:
        """The word for half way."""
        half = find_half(step, last, self.profile)
        if half is not None and Topic.HALF in self.profile.says:
            begin = half + (Sound.HALF.seconds if Sound.HALF in self.profile.beeps else 0.0) * self.pace
            yield from self._place((Phrase("Half", Priority.HOW),), begin, anchor=Anchor.HALF)

    def tell_reps(self, plan: Plan, index: int, last: float) -> Iterator[Cue]:
        """The number of every fifth repetition as it begins, where no other words are told."""
        step = plan.steps[index]
        if not step.rep_seconds or Topic.REPS not in self.profile.says:
            return
        others = [*self.tell_half(step, last), *score_half(step, last, self.profile, self.pace)]
        others += self.tell_ahead(plan, index, last, 0.0)
        for rep in range(TOLD_REP, step.reps_in(last) + 1, TOLD_REP):
            begin = (rep - 1) * step.rep_seconds + (Sound.REP.seconds + 0.05) * self.pace
            number = Phrase(str(rep), Priority.EXTRA)
            end = begin + self._length([number]) + BREATH * self.pace
            is_free = all(other.end <= begin or end <= other.second for other in others)
            if is_free and end <= last - COUNTED:
                yield from self._place([number], begin, anchor=Anchor.REP)

    def tell_wait(self, step: Step, last: float) -> Iterator[Cue]:
        """That a key is waited for, told when the time that was expected is over."""
        if step.is_open and Topic.WAIT in self.profile.says:
            sounds = (Sound.ZERO.seconds if Sound.ZERO in self.profile.beeps else 0.0) * self.pace
            yield from self._place([Phrase(WAITING, Priority.HOW)], last + sounds, anchor=Anchor.END)

    def tell_resumed(self, step: Step, seconds: float, seconds_left: float) -> Iterator[Cue]:
        """Where work goes on, said while some seconds count in to what is left of it."""
        if Topic.RESUME in self.profile.says:
            begin = Sound.COUNT.seconds * self.pace
            room = seconds + min(OVERHANG * self.pace, max(0.0, seconds_left - COUNTED - 1)) - begin
            phrases, _ = self._fit((tell_resume(step, seconds_left),), room)
            yield from self._place(phrases, begin)

    def find_ahead(self, plan: Plan, index: int, last: float, since: float = 0.0) -> tuple[Phrase, ...]:
        """What is told in a step of work of what follows it."""
        step = plan.steps[index]
        if not step.is_work or index + 1 >= len(plan.steps):
            return ()
        untold = self.find_lost(plan, index + 1)
        if not untold:
            return ()
        end = last - COUNTED - BREATH * self.pace
        begin = max(since, Sound.START.seconds * self.pace + BREATH, end - TALK * self.pace)
        for cue in (*score_half(step, last, self.profile, self.pace), *self.tell_half(step, last)):
            begin = max(begin, cue.end + BREATH * self.pace)
        phrases, _ = self._fit(untold, end - begin)
        return phrases

    def find_lost(self, plan: Plan, index: int) -> tuple[Line, ...]:
        """What matters of the words for a step, and has no room in it."""
        step, lines = plan.steps[index], self._choose_lines(plan, index)
        if step.is_work:
            left_out: Sequence[Line] = lines
        else:
            room = step.seconds - BREATH * self.pace - self._find_lead(plan, index)
            _, left_out = self._fit(lines, room)
        return tuple(line for line in left_out if line.priority >= Priority.PHASE)

    def _choose_lines(self, plan: Plan, index: int) -> tuple[Line, ...]:
        """What there is to say on the way to the work of a step."""
        step = plan.steps[index]
        before = plan.steps[index - 1] if index else None
        if step.is_work and (before is None or not before.is_work):
            return ()  # it was led to
        return tuple(line for line in tell_way(step, plan, before) if line.topic in self.profile.says)

    def _find_lead(self, plan: Plan, index: int) -> float:
        """The second of a step at which words may begin: when the sounds of its start are over."""
        step, before = plan.steps[index], plan.steps[index - 1] if index else None
        sounds = score_arrival(before, step, pace=self.pace) if before else score_opening(step, self.pace)
        return find_silence(sounds, self.profile, 0.0 if before else OPENING * self.pace) + 0.05 * self.pace

    def _fit(self, lines: Sequence[Line], room: float) -> tuple[tuple[Phrase, ...], tuple[Line, ...]]:
        """What of some lines can be said within some seconds, and the lines that cannot."""
        ways = [0] * len(lines)  # which way each is said; past the last: not at all

        def chosen() -> tuple[Phrase, ...]:
            said = zip(lines, ways, strict=True)
            return tuple(Phrase(line.ways[way], line.priority, line.side) for line, way in said if way < len(line.ways))

        def loss(place: int) -> tuple[int, int]:
            is_last_way = ways[place] + 1 == len(lines[place].ways)
            return (lines[place].priority if is_last_way else min(Priority.HOW, lines[place].priority), -place)

        while (phrases := chosen()) and self._length(phrases) > room:
            cheapest = min((place for place, line in enumerate(lines) if ways[place] < len(line.ways)), key=loss)
            ways[cheapest] += 1
        lost = tuple(line for line, way in zip(lines, ways, strict=True) if way == len(line.ways))
        return phrases, lost

    def _length(self, phrases: Sequence[Phrase]) -> float:
        spoken = sum(self.measure(phrase.words) for phrase in phrases)
        return self.pace * (spoken + BREATH * max(0, len(phrases) - 1))

    def _place(self, phrases: Sequence[Phrase], begin: float, *, anchor: Anchor = Anchor.START) -> Iterator[Cue]:
        """Phrases as cues, one after the other."""
        for said in phrases:
            seconds = self.measure(said.words) * self.pace
            yield Cue(
                second=begin,
                seconds=seconds,
                priority=said.priority,
                words=said.words,
                side=said.side,
                anchor=anchor,
            )
            begin += seconds + BREATH * self.pace

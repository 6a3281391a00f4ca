"""The score of a plan: everything that is heard, each at its second.

Theory of operation
-------------------
A step owns what is heard from its start up to and including its zero: the words that lead to its work, half way,
3, 2, 1, and at zero what comes. Sounds never give way. Words are fitted into the time there is: the least important
are shortened first, then left out; a name that the way to an exercise has no room for is told before the work ahead
of it is over. What could not be told at all is a collision, and so is anything that is heard over something else.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from hipflow.core.events import CountInStarted, Event, Finished, Resumed, StepStarted, Ticked
from hipflow.core.exercise import Side
from hipflow.core.plan import Plan, Step, StepKind
from hipflow.core.sounds import DEFAULT_PROFILE, Profile, Sound, Topic
from hipflow.core.wording import Line, Priority, estimate_seconds, tell_resume, tell_way

Measure = Callable[[str], float]
"""How many seconds it takes to say something."""

COUNTED = 3
"""How many seconds are counted before an ending."""
HALF_FROM = 40
"""Seconds of work from which half way is told."""
AFTER_ZERO = 0.25
"""Seconds from a zero to the sound of what comes then."""
OPENING = 1.0
"""Seconds into getting ready at which the first sound comes; an audio device takes about that long to open."""
BREATH = 0.15
"""Seconds between two phrases, and between a phrase and the start of work."""
OVERHANG = 1.2
"""Seconds of work that the words of a resume may reach into."""
TALK = 8.0
"""Seconds before the count in which the words for what comes next are told where there is no room later."""


class Anchor(Enum):
    """What the second of a cue is counted from, so that it moves when its step gets longer or shorter."""

    START = "start"
    HALF = "half"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One thing that is heard: a sound or words, never both."""

    second: float
    """From the start of the step."""
    seconds: float
    """How long it is heard, as far as is known."""
    priority: Priority
    sound: Sound | None = None
    words: str = ""
    side: Side | None = None
    anchor: Anchor = Anchor.START

    @property
    def end(self) -> float:
        """When it is over, in seconds from the start of the step."""
        return self.second + self.seconds


@dataclass(frozen=True, slots=True)
class Row:
    """One cue in its place in a whole plan."""

    at: float
    """Seconds from the start of the plan."""
    step: Step
    cue: Cue


def score_step(
    plan: Plan,
    index: int,
    *,
    seconds: float | None = None,
    since: float = 0.0,
    profile: Profile = DEFAULT_PROFILE,
    measure: Measure = estimate_seconds,
    pace: float = 1.0,
) -> tuple[Cue, ...]:
    """All the cues of a step, in the order they begin.

    Args:
        plan: What the step belongs to.
        index: Which step.
        seconds: How long it lasts, where that is no longer what the plan says.
        since: Seconds of it that are over; words are fitted into what is left, sounds before it are left out.
        profile: What is heard at all.
        measure: How long it takes to say something.
        pace: How many seconds of the step pass in a real one.
    """
    step = plan.steps[index]
    following = plan.steps[index + 1] if index + 1 < len(plan.steps) else None
    last = float(step.seconds if seconds is None else seconds)
    cues = [
        *_opening(step, pace),
        *_halfway(step, last, profile, measure, pace),
        *_words(plan, index, last, since, profile, measure, pace),
        *_moved_words(plan, index, last, since, profile, measure, pace),
        *_counts(last, pace),
        *(replace(cue, second=cue.second + last) for cue in score_arrival(step, following, pace=pace)),
    ]
    heard = (cue for cue in cues if cue.second >= since and (cue.sound is None or cue.sound in profile.beeps))
    return tuple(sorted(heard, key=lambda cue: cue.second))


def score_arrival(before: Step | None, step: Step | None, *, pace: float = 1.0) -> tuple[Cue, ...]:
    """What is heard at the moment one step is over and another begins, counted from that moment.

    Args:
        before: The step that ended by itself; None when it was left before its end.
        step: The step that begins; None where all is done.
        pace: How many seconds of the session pass in a real one.
    """
    side = step.side if step else None
    sounds: tuple[Sound, ...]
    if step is None:
        sounds = (Sound.ZERO, Sound.FINISH)
    elif step.is_work:
        is_turn = before is not None and before.is_work and before.exercise_index == step.exercise_index
        sounds = (Sound.SWITCH if is_turn and before and before.side is not side else Sound.START,)
    elif step.kind is StepKind.SWITCH:
        sounds = (Sound.ZERO, Sound.SWITCH)
    elif step.kind is StepKind.GAP:
        sounds = (Sound.ZERO,)
    else:
        sounds = (Sound.ZERO, Sound.REST)
    if before is None and len(sounds) > 1:
        sounds = sounds[1:]
    sided = (Sound.START, Sound.SWITCH)
    return tuple(
        _beep(sound, place * AFTER_ZERO * pace, pace, side=side if sound in sided else None, anchor=Anchor.END)
        for place, sound in enumerate(sounds)
    )


def score_count_in(
    step: Step,
    seconds: float,
    seconds_left: float,
    *,
    profile: Profile = DEFAULT_PROFILE,
    measure: Measure = estimate_seconds,
    pace: float = 1.0,
) -> tuple[Cue, ...]:
    """What is heard while a pause of work counts in, counted from its first second, with the start at its end.

    Args:
        step: The work that goes on.
        seconds: How long the count-in lasts.
        seconds_left: Seconds of the work, once it goes on.
        profile: What is heard at all.
        measure: How long it takes to say something.
        pace: How many seconds of the session pass in a real one.
    """
    cues = [_beep(Sound.COUNT, float(second), pace) for second in range(math.ceil(seconds))]
    cues.append(_beep(Sound.START, seconds, pace, side=step.side))
    cues = [cue for cue in cues if cue.sound in profile.beeps]
    if Topic.RESUME in profile.says:
        begin = Sound.COUNT.seconds * pace
        room = seconds + min(OVERHANG * pace, max(0.0, seconds_left - COUNTED - 1)) - begin
        phrases, _ = _fit((tell_resume(step, seconds_left),), room, measure, pace)
        cues += _place(phrases, begin, measure, pace)
    return tuple(sorted(cues, key=lambda cue: cue.second))


def score_table(
    plan: Plan, *, profile: Profile = DEFAULT_PROFILE, measure: Measure = estimate_seconds
) -> tuple[Row, ...]:
    """Every cue of a plan, in the order they begin."""
    rows = [
        Row(step.start + cue.second, step, cue)
        for step in plan.steps
        for cue in score_step(plan, step.index, profile=profile, measure=measure)
    ]
    return tuple(sorted(rows, key=lambda row: row.at))


def collisions(
    plan: Plan, *, profile: Profile = DEFAULT_PROFILE, measure: Measure = estimate_seconds
) -> tuple[str, ...]:
    """What of a plan's score is heard over something else, or could not be told at all; one sentence each."""
    found = [(at, text) for at, text in _untold(plan, profile, measure)]
    found += _overlaps(score_table(plan, profile=profile, measure=measure), measure)
    return tuple(f"{_clock(at)} {text}" for at, text in sorted(found))


def find_half(step: Step, seconds: float, profile: Profile = DEFAULT_PROFILE) -> float | None:
    """The second of a step, on one that the clock shows, at which half way is told; None where it is not."""
    if not step.is_work or seconds < HALF_FROM or not profile.has_half:
        return None
    return seconds - seconds // 2


def hear(
    event: Event, plan: Plan, step: Step, seconds: float, *, profile: Profile = DEFAULT_PROFILE
) -> tuple[Cue, ...]:
    """The sounds that begin with an event, so that a screen can show each of them.

    Args:
        event: What happened.
        plan: The plan that runs.
        step: The current step.
        seconds: How long it lasts, with what was added and taken away.
        profile: What is heard at all.
    """
    match event:
        case StepStarted(is_paused=False):
            before = plan.steps[step.index - 1] if step.index else None
            cues: Sequence[Cue] = score_arrival(before, step) if before else ()
        case Ticked(is_count_in=True) | CountInStarted():
            cues = (_beep(Sound.COUNT, 0.0, 1.0),)
        case Resumed():
            cues = score_arrival(None, step)
        case Finished():
            cues = score_arrival(step, None)
        case Ticked(seconds_left=left):
            scored = score_step(plan, step.index, seconds=seconds)
            cues = [cue for cue in scored if abs(cue.second - (seconds - left)) < 0.5]
        case _:
            cues = ()
    return tuple(cue for cue in cues if cue.sound in profile.beeps)


def _opening(step: Step, pace: float) -> Iterator[Cue]:
    if step.kind is StepKind.PREPARE and step.seconds > COUNTED + OPENING:
        yield _beep(Sound.REST, OPENING, pace)


def _halfway(step: Step, last: float, profile: Profile, measure: Measure, pace: float) -> Iterator[Cue]:
    half = find_half(step, last, profile)
    if half is None:
        return
    yield _beep(Sound.HALF, half, pace, anchor=Anchor.HALF)
    if Topic.HALF in profile.says:
        begin = half + (Sound.HALF.seconds if Sound.HALF in profile.beeps else 0.0) * pace
        yield from _place((("Half", Priority.HOW, None),), begin, measure, pace, anchor=Anchor.HALF)


def _counts(last: float, pace: float) -> Iterator[Cue]:
    for left in range(COUNTED, 0, -1):
        # A count in the first second of a step would run into what is heard at its start.
        if last - left >= 1:
            yield _beep(Sound.COUNT, last - left, pace, anchor=Anchor.END)


_Phrase = tuple[str, Priority, Side | None]


def _words(
    plan: Plan, index: int, last: float, since: float, profile: Profile, measure: Measure, pace: float
) -> Iterator[Cue]:
    """The words that lead to work, in the step that leads to it."""
    step = plan.steps[index]
    if not step.is_work:
        begin = _lead_begin(plan, index, profile, pace)
        if since:
            begin = max(begin, since + _heard_until(score_arrival(None, step, pace=pace), profile) + BREATH * pace)
        phrases, _ = _fit(_lines(plan, index, profile), last - BREATH * pace - begin, measure, pace)
        yield from _place(phrases, begin, measure, pace)


def _moved_words(
    plan: Plan, index: int, last: float, since: float, profile: Profile, measure: Measure, pace: float
) -> Iterator[Cue]:
    """The words that what follows has no room for, told in this work just before its end is counted."""
    phrases = _moved(plan, index, last, since, profile, measure, pace)
    begin = last - COUNTED - BREATH * pace - _length(phrases, measure, pace)
    yield from _place(phrases, begin, measure, pace, anchor=Anchor.END)


def _moved(
    plan: Plan, index: int, last: float, since: float, profile: Profile, measure: Measure, pace: float
) -> tuple[_Phrase, ...]:
    step = plan.steps[index]
    if not step.is_work or index + 1 >= len(plan.steps):
        return ()
    untold = _lost(plan, index + 1, profile, measure, pace)
    if not untold:
        return ()
    end = last - COUNTED - BREATH * pace
    begin = max(since, Sound.START.seconds * pace + BREATH, end - TALK * pace)
    for cue in _halfway(step, last, profile, measure, pace):
        begin = max(begin, cue.end + BREATH * pace)
    phrases, _ = _fit(untold, end - begin, measure, pace)
    return phrases


def _lost(plan: Plan, index: int, profile: Profile, measure: Measure, pace: float) -> tuple[Line, ...]:
    """What matters of the words for a step, and has no room in it."""
    step, lines = plan.steps[index], _lines(plan, index, profile)
    if step.is_work:
        left_out: Sequence[Line] = lines
    else:
        room = step.seconds - BREATH * pace - _lead_begin(plan, index, profile, pace)
        _, left_out = _fit(lines, room, measure, pace)
    return tuple(line for line in left_out if line.priority >= Priority.PHASE)


def _lines(plan: Plan, index: int, profile: Profile) -> tuple[Line, ...]:
    """What there is to say on the way to the work of a step."""
    step = plan.steps[index]
    before = plan.steps[index - 1] if index else None
    if step.is_work and (before is None or not before.is_work):
        return ()  # it was led to
    return tuple(line for line in tell_way(step, plan, before) if line.topic in profile.says)


def _lead_begin(plan: Plan, index: int, profile: Profile, pace: float) -> float:
    """The second of a step at which words may begin: when the sounds of its start are over."""
    before = plan.steps[index - 1] if index else None
    sounds = score_arrival(before, plan.steps[index], pace=pace) if before else _opening(plan.steps[index], pace)
    return _heard_until(sounds, profile, 0.0 if before else OPENING * pace) + 0.05 * pace


def _heard_until(cues: Iterable[Cue], profile: Profile, otherwise: float = 0.0) -> float:
    return max((cue.end for cue in cues if cue.sound in profile.beeps), default=otherwise)


def _fit(
    lines: Sequence[Line], room: float, measure: Measure, pace: float
) -> tuple[tuple[_Phrase, ...], tuple[Line, ...]]:
    """What of some lines can be said within some seconds, and the lines that cannot."""
    ways = [0] * len(lines)  # which way each is said; past the last: not at all

    def chosen() -> tuple[_Phrase, ...]:
        said = zip(lines, ways, strict=True)
        return tuple((line.ways[way], line.priority, line.side) for line, way in said if way < len(line.ways))

    def loss(place: int) -> tuple[int, int]:
        is_last_way = ways[place] + 1 == len(lines[place].ways)
        return (lines[place].priority if is_last_way else min(Priority.HOW, lines[place].priority), -place)

    while (phrases := chosen()) and _length(phrases, measure, pace) > room:
        cheapest = min((place for place, line in enumerate(lines) if ways[place] < len(line.ways)), key=loss)
        ways[cheapest] += 1
    lost = tuple(line for line, way in zip(lines, ways, strict=True) if way == len(line.ways))
    return phrases, lost


def _length(phrases: Sequence[_Phrase], measure: Measure, pace: float) -> float:
    return pace * (sum(measure(words) for words, _, _ in phrases) + BREATH * max(0, len(phrases) - 1))


def _place(
    phrases: Sequence[_Phrase], begin: float, measure: Measure, pace: float, *, anchor: Anchor = Anchor.START
) -> Iterator[Cue]:
    """Phrases as cues, one after the other."""
    for words, priority, side in phrases:
        seconds = measure(words) * pace
        yield Cue(second=begin, seconds=seconds, priority=priority, words=words, side=side, anchor=anchor)
        begin += seconds + BREATH * pace


def _beep(sound: Sound, second: float, pace: float, *, side: Side | None = None, anchor: Anchor = Anchor.START) -> Cue:
    return Cue(
        second=second,
        seconds=sound.seconds * pace,
        priority=Priority.BEEP,
        sound=sound,
        side=side,
        anchor=anchor,
    )


def _untold(plan: Plan, profile: Profile, measure: Measure) -> Iterator[tuple[float, str]]:
    """What matters and is told nowhere."""
    for step in plan.steps:
        untold = _lost(plan, step.index, profile, measure, 1.0)
        if not untold:
            continue
        before = plan.steps[step.index - 1] if step.index else None
        told: Sequence[_Phrase] = ()
        if before is not None:
            told = _moved(plan, before.index, before.seconds, 0.0, profile, measure, 1.0)
        if len(told) < len(untold):
            what = ", ".join(line.ways[-1] for line in untold[len(told) :])
            where = f"{step.kind.value} ({step.seconds} s)" if not step.is_work else "no time to change"
            yield float(step.start), f"{where}: no room to say “{what}”"


def _overlaps(rows: Sequence[Row], measure: Measure) -> Iterator[tuple[float, str]]:
    """What is heard over something else. Words may be heard over a count, for they give way to it."""
    for place, row in enumerate(rows):
        end = row.at + (measure(row.cue.words) if row.cue.words else row.cue.seconds)
        for other in rows[place + 1 :]:
            if other.at >= end - 1e-6:
                break
            sounds = {cue.sound for cue in (row.cue, other.cue)}
            gives_way = sounds == {None, Sound.COUNT}
            rings_on = Sound.ZERO in sounds and None not in sounds
            if not gives_way and not rings_on:
                yield other.at, f"{_name(other.cue)} over {_name(row.cue)}"


def _name(cue: Cue) -> str:
    return f"“{cue.words}”" if cue.words else f"the sound for {cue.sound.value}" if cue.sound else "nothing"


def _clock(at: float) -> str:
    return f"{int(at) // 60}:{int(at) % 60:02d}"

"""What a voice says: the words for a step, and how long they take to say.

Words come as lines, each with shorter ways to say the same, so that a score can make them fit the time there is.
"""

import math
import re
from dataclasses import dataclass
from enum import IntEnum

from hipflow.core.events import Outcome
from hipflow.core.exercise import PerSide, Side, Sides
from hipflow.core.plan import Plan, Step, StepKind
from hipflow.core.record import Record
from hipflow.core.sounds import Topic


class Priority(IntEnum):
    """What gives way first where there is no room for everything."""

    EXTRA = 1
    """Which round, what to fetch."""
    HOW = 2
    """The longer way to say something."""
    PHASE = 3
    SIDE = 4
    NAME = 5
    BEEP = 6
    """Never gives way."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say, in several ways."""

    topic: Topic
    ways: tuple[str, ...]
    """The best way first; all of them whole, none of them empty."""
    priority: Priority
    """What is lost when it is not said at all."""
    side: Side | None = None


WAITING = "Press a key when done"
"""What is said where a key is waited for."""

_ABBREVIATION = re.compile(r"\b[A-Z]{2,4}\b")
_PAUSE = re.compile(r"[,;:.!?](?=\s)")
_NUMBER = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

BASE_SECONDS, SECONDS_A_LETTER, SECONDS_A_PAUSE = 0.13, 0.064, 0.45
"""Fitted to 99 phrases of espeak-ng at 165 words a minute: 0.14 s off (root mean square), 0.56 s at worst."""


def estimate_seconds(words: str) -> float:
    """How long a voice takes to say something, within about half a second."""
    if not words:
        return 0.0
    spoken = _NUMBER.sub(lambda number: _spell_number(int(number[0])), words)
    letters = len(_LETTER.findall(spoken))
    return BASE_SECONDS + SECONDS_A_LETTER * letters + SECONDS_A_PAUSE * len(_PAUSE.findall(spoken))


def _spell_number(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (_SMALL[ones] if ones else "")
    hundreds, rest = divmod(min(number, 9999), 100)
    return _spell_number(hundreds) + "hundred" + (_spell_number(rest) if rest else "")


def spell(text: str) -> str:
    """A text as a voice has to read it: "IT band" becomes "I T band", and line ends become spaces."""
    text = " ".join(text.split()).replace("&", "and")
    if text.isupper():
        return text.lower()
    return _ABBREVIATION.sub(lambda letters: " ".join(letters[0]), text)


def tell_seconds(seconds: float) -> str:
    """A length of time as a person says it: "23 seconds", "1 minute", "1 minute 30 seconds"."""
    whole = math.ceil(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    parts = [_count(hours, "hour"), _count(minutes, "minute"), _count(rest, "second")]
    return " ".join(part for part in parts if part) or "0 seconds"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}" if number else ""


def tell_side(step: Step) -> str:
    """What the side of a step is called: "left side", or what the exercise calls it; empty where it has none."""
    if step.side is None:
        return ""
    labels = step.exercise.side_labels
    return spell(labels[step.side]) if labels else f"{step.side.value} side"


def tell_way(step: Step, plan: Plan, before: Step | None) -> tuple[Line, ...]:
    """The lines that lead to the work of a step, in the order they are said.

    Args:
        step: A step that leads to work; or work, where nothing leads to it.
        plan: What it belongs to.
        before: The step before it; None where there is none.
    """
    if before is not None and before.exercise_index == step.exercise_index:
        return _tell_switch(step) if before.side is not step.side else _tell_phase(step)
    lines = [_tell_name(step, plan, before)]
    if step.kind is StepKind.REST and step.rounds > 1:
        lines.insert(0, Line(Topic.NEXT, (f"Round {step.round} of {step.rounds}",), Priority.EXTRA))
    if step.fetch:
        things = " and ".join(f"a {thing.replace('-', ' ')}" for thing in step.fetch)
        lines.append(Line(Topic.NEXT, (f"You need {things}",), Priority.EXTRA))
    if step.side is not None:
        side = _sentence(tell_side(step))
        lines.append(Line(Topic.NEXT, _unique(*_places(step), side), Priority.SIDE, step.side))
    if step.phase.name:
        lines.append(Line(Topic.PHASE, (_sentence(step.phase.name),), Priority.EXTRA))
    if step.phase.reps:
        lines.append(Line(Topic.REPS, _unique(*_tell_reps(step)), Priority.EXTRA))
    if step.phase.is_open:
        lines.append(Line(Topic.WAIT, (WAITING,), Priority.EXTRA))
    return tuple(lines)


def _tell_reps(step: Step) -> tuple[str, ...]:
    reps = f"{step.phase.reps} reps"
    match step.sides:
        case Sides.EACH:
            return (f"{reps} each side", reps)
        case Sides.ALTERNATE:
            return (f"{reps} in turn", reps)
        case Sides.BOTH:
            return (reps,)


def _tell_name(step: Step, plan: Plan, before: Step | None) -> Line:
    if before is None or before.exercise_index == step.exercise_index:
        opening = "First"
    else:
        opening = "Last one" if step.exercise_index == plan.steps[-1].exercise_index else "Next"
    name, short = tell_name(step)
    ways = _unique(f"{opening}: {_inner(name)}", f"{opening}: {_inner(short)}", _sentence(short))
    return Line(Topic.NEXT, ways, Priority.NAME)


def tell_name(step: Step) -> tuple[str, str]:
    """What an exercise is called by a voice: in full, and in short."""
    full = spell(step.name)
    is_renamed = step.name != step.exercise.name
    short = spell(step.exercise.short_name) if step.exercise.short_name and not is_renamed else full
    return full, short if len(short) < len(full) else full


def _tell_switch(step: Step) -> tuple[Line, ...]:
    side, places = tell_side(step), _places(step)
    named = (f"Switch. {_sentence(side)}", _sentence(side)) if side else ("Switch",)
    # "Right side. On your left side, right knee opens" would send a person the wrong way: then the place alone.
    is_clear = side and places and step.side is not None and not _mentions(places[0], step.side.other)
    if is_clear:
        return (
            Line(Topic.SWITCH, named, Priority.SIDE, step.side),
            Line(Topic.SWITCH, places, Priority.EXTRA, step.side),
        )
    whole = tuple(f"Switch. {place}" for place in places)
    return (Line(Topic.SWITCH, (*whole, *named), Priority.SIDE, step.side),)


def _tell_phase(step: Step) -> tuple[Line, ...]:
    if not step.phase.name:
        return ()
    name = spell(step.phase.name)
    return (Line(Topic.PHASE, _unique(f"Now: {_inner(name)}", _sentence(name)), Priority.PHASE, step.side),)


def tell_resume(step: Step, seconds_left: float) -> Line:
    """Where the work goes on after a pause: "half pigeon, right side, 23 seconds left"."""
    side, (name, short) = tell_side(step), tell_name(step)
    left = tell_seconds(seconds_left)
    if step.rep_seconds:
        left = _count(math.ceil(seconds_left / step.rep_seconds), "rep")
    where = (f"{name}, {side}", f"{short}, {side}", f"{short} {side}") if side else (name, short)
    if seconds_left <= 0:
        return Line(Topic.RESUME, _unique(*map(_sentence, where)), Priority.NAME, step.side)
    ways = [f"{_sentence(place)}, {left} left" for place in where]
    if step.side is not None:
        ways.append(f"{_sentence(short)}, {step.side.value}, {left}")
    ways += [f"{_sentence(short)}, {left}", f"{left} left"]
    return Line(Topic.RESUME, _unique(*ways), Priority.NAME, step.side)


def tell_end(record: Record) -> str:
    """What was done, at the end: "Done. 7 exercises, 9 minutes of work"."""
    held = [hold for hold in record.holds if hold.held >= 1]
    if not held:
        return "Done"
    exercises = len({hold.step.name for hold in held})
    worked = record.worked if record.worked < 100 else 60 * round(record.worked / 60)
    told = f"Done. {_count(exercises, 'exercise')}, {tell_seconds(round(worked))} of work"
    skipped = sum(hold.outcome is Outcome.SKIPPED for hold in record.holds)
    return f"{told}, {skipped} skipped" if skipped else told


def _places(step: Step) -> tuple[str, ...]:
    """How to get into place for the side of a step: in full, then in ever fewer words."""
    if step.side is None:
        return ()
    exercise, side = step.exercise, step.side
    cues: PerSide | None = exercise.spoken_cues or exercise.side_cues
    places = []
    if cues is not None and cues[side].strip():
        place = _sentence(spell(cues[side]))
        first = place.partition(",")[0]
        # Half of "on your right side, left knee opens" says nothing of the side that works.
        places += [place, first] if _mentions(first, side) else [place]
    if exercise.short_cues is not None and exercise.short_cues[side].strip():
        places.append(_sentence(spell(exercise.short_cues[side])))
    return _unique(*sorted(places, key=estimate_seconds, reverse=True))


def _mentions(text: str, side: Side) -> bool:
    return re.search(rf"\b{side.value}\b", text, re.IGNORECASE) is not None


def _inner(text: str) -> str:
    """A text as it stands inside a sentence: its capital goes, unless it is an abbreviation."""
    return text if text[1:2].isupper() or text[1:2] == " " else text[:1].lower() + text[1:]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _unique(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))

"""Work that is counted rather than timed: repetitions, and the tempo that says how long each takes."""

import re
from typing import Final

from hipflow.core.exercise import FASTEST_REP, SLOWEST_REP, Tempo
from hipflow.library.durations import WORK
from hipflow.library.fields import Fields
from hipflow.library.nodes import Node, ScalarNode, describe_node

MOST_PARTS: Final = 8
MOST_REPS: Final = int(WORK.longest / FASTEST_REP)
UNTIL_KEY: Final = "until key"
HOLDS: Final = (UNTIL_KEY,)
ADD_TEMPO: Final = 'Add "tempo: 4", the seconds of one, or write "duration:" instead.'

_PART = re.compile(r"([0-9]{1,2}(?:\.[05])?)(?: ?s)?")
_NAMED_PART = re.compile(r"([0-9]{1,2}(?:\.[05])?) ?s [^\W\d_]+")
_NAMED_WHOLE = re.compile(r"([0-9]{1,2}(?:\.[05])?) ?s an? [^\W\d_]+")
_NUMBERS = re.compile(r"[-\d.,\s]+")


def parse_tempo(text: str) -> Tempo | None:
    """The tempo in a text that gives its seconds; None where it does not.

    It may say 4, or 2-1-1, or "2 s a step", or "2 s down, 1 s pause, 1 s up".
    """
    texts = [part.strip() for part in text.split("-" if "-" in text else ",")]
    patterns = (_PART, _NAMED_PART if len(texts) > 1 else _NAMED_WHOLE)
    parts = [next(filter(None, (pattern.fullmatch(part) for pattern in patterns)), None) for part in texts]
    seconds = tuple(float(part[1]) for part in parts if part)
    is_tempo = len(seconds) == len(texts) <= MOST_PARTS and FASTEST_REP <= sum(seconds) <= SLOWEST_REP
    return Tempo(seconds) if is_tempo else None


def read_tempo(fields: Fields, key: str) -> Tempo | None:
    """The tempo in a field; None where it is missing or wrong."""
    if key not in fields:
        return None
    node = fields.value(key)
    tempo = parse_tempo(node.text.strip()) if isinstance(node, ScalarNode) else None
    if tempo is None:
        _refuse_tempo(fields, key, node)
    return tempo


def read_tempo_words(fields: Fields, key: str, words: str, tempo: Tempo | None) -> tuple[str, Tempo | None]:
    """How fast an exercise is done, in words that may give seconds too; as it was where the field is missing."""
    if key not in fields:
        return words, tempo
    node = fields.value(key)
    if isinstance(node, ScalarNode) and node.is_plain and _NUMBERS.fullmatch(node.text):
        found = read_tempo(fields, key)
        return (node.text if found else words), found
    text = fields.text(key, words)
    return text, parse_tempo(text)


def spell_tempo(tempo: Tempo) -> str:
    """The tempo as a file says it."""
    return "-".join(f"{seconds:g}" for seconds in tempo.parts)


def is_count(fields: Fields, key: str) -> bool:
    """Does a field hold a number, be it a wrong one, rather than words about one?"""
    node = fields.value(key)
    return key in fields and isinstance(node, ScalarNode) and node.is_number


def read_reps(fields: Fields, key: str, tempo: Tempo | None) -> int | None:
    """How many repetitions a field asks for, if they make up the seconds that work may have; None, and why, if not."""
    reps = fields.whole_number(key, 1, MOST_REPS, 0)
    if not reps or tempo is None:
        return None
    seconds, each = reps * tempo.seconds, f"{tempo.seconds:g} s"
    least, most = -int(-WORK.shortest // tempo.seconds), int(WORK.longest / tempo.seconds)
    if seconds > WORK.longest:
        what = f"{reps} of {each} are {seconds:g} s, over the limit of {WORK.longest} s ({WORK.longest // 60} min)"
        fields.refuse(key, what, f"Write {_even(most, tempo, -1)} or less.")
    elif seconds < WORK.shortest:
        what = f"{reps} of {each} are {seconds:g} s, under the least of {WORK.shortest} s"
        fields.refuse(key, what, f"Write {_even(least, tempo, 1)} or more.")
    elif seconds != int(seconds):
        what = f"{reps} of {each} are {seconds:g} s, which is no whole number of seconds"
        fields.refuse(key, what, f"Write {reps - 1} or {reps + 1}.")
    else:
        return reps
    return None


def _even(reps: int, tempo: Tempo, step: int) -> int:
    """The nearest number of repetitions in that direction that takes whole seconds."""
    return reps if (reps * tempo.seconds).is_integer() else reps + step


def _refuse_tempo(fields: Fields, key: str, node: Node) -> None:
    what = f"must be the seconds of a repetition, whole or half, {FASTEST_REP:g} to {SLOWEST_REP:g} in all"
    mend = 'Write it like 4, or like "2-1-1" for down, pause and up.'
    fields.refuse(key, f"{what}; got {describe_node(node)}", mend)

"""What can be set: each setting, what it may be, and how its values are written and shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = str | int | bool | None

MOST_SHOWN = 40
"""Characters of a value that a message repeats."""
BITS_SHOWN = 64
LONGEST_TEXT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set, with what holds where nothing is."""

    theme: str = "hipflow-dark"
    reduced_motion: bool = False
    glyphs: str = "auto"
    taskbar: str = "auto"
    audio: str = "auto"
    volume: int = 70
    """Per cent."""
    voice: bool = True
    voice_language: str = "en-us"
    voice_name: str = ""
    """What the engine calls it; empty: any that speaks the language."""
    voice_rate: int = 165
    """Words a minute."""
    first_side: str = "alternate"
    """left, right, or alternate: the one that was not first last time."""
    prep: int | None = None
    """Seconds to get ready; None: as each routine says."""
    weekly_goal: int = 3
    """Sessions a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a setting may be, and what the file says of it."""

    about: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    example: str = ""
    """As it is written in TOML, where its default is not written at all."""


RULES: Mapping[str, Rule] = {
    "theme": Rule(about="hipflow-dark, hipflow-light, hipflow-dim, hipflow-contrast, or one of Textual's."),
    "reduced_motion": Rule(about="Nothing sweeps or fades; the figure shows its end position."),
    "glyphs": Rule(
        about="What the figure is drawn with; the finer ones need a terminal and a font that have them.",
        choices=("auto", "half", "quad", "sextant", "octant"),
    ),
    "taskbar": Rule(
        about="Is the progress of a session shown in the taskbar? auto: where the terminal is known to have one.",
        choices=("auto", "on", "off"),
    ),
    "audio": Rule(
        about="The way to be heard.",
        choices=(
            *("auto", "miniaudio", "simpleaudio", "pw-play", "paplay", "aplay", "afplay", "winsound", "bell"),
            "silent",
        ),
    ),
    "volume": Rule(about="Per cent.", least=0, most=100),
    "voice": Rule(about="Is the voice to be heard, where there is one?"),
    "voice_language": Rule(
        about="The language of the voice. What it says is English: this is how it sounds.",
        choices=("en-us", "en-gb"),
    ),
    "voice_name": Rule(about="Which voice, as its engine calls it; empty: any that speaks the language."),
    "voice_rate": Rule(about="How fast it speaks, in words a minute.", least=80, most=400),
    "first_side": Rule(
        about="The side that goes first; alternate: the one that did not last time.",
        choices=("left", "right", "alternate"),
    ),
    "prep": Rule(
        about="Seconds to get ready before the first exercise, in place of each routine's own.",
        least=0,
        most=120,
        example="10",
    ),
    "weekly_goal": Rule(about="Sessions a week that are enough.", least=1, most=21),
}
"""One for each field of Settings, in the order in which they stand in the file."""


def find_fault(key: str, value: object) -> str:
    """What a value of that setting has to be, where it is not that; empty where it is."""
    rule = RULES[key]
    if rule.most:
        is_right = type(value) is int and rule.least <= value <= rule.most
        return "" if is_right else f"must be a whole number from {rule.least} to {rule.most}"
    if type(getattr(Settings(), key)) is bool:
        return "" if type(value) is bool else "must be true or false"
    if rule.choices:
        return "" if value in rule.choices else f"must be one of {', '.join(rule.choices)}"
    is_right = isinstance(value, str) and len(value) <= LONGEST_TEXT and value.isprintable()
    return "" if is_right else f"must be a text of at most {LONGEST_TEXT} characters"


def give_example(key: str) -> str:
    """A value that the setting may have, as TOML has it: its default, where there is one."""
    return RULES[key].example or write_value(getattr(Settings(), key))


def write_value(value: Value) -> str:
    """A value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    escaped = (value or "").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def show_value(value: object) -> str:
    """A value as a message repeats it: short, and with nothing in it that a terminal would obey."""
    match value:
        case bool():
            text = str(value).lower()
        case int() if value.bit_length() > BITS_SHOWN:
            text = "a number without bounds"
        case _:
            text = str(value)
    cut = text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"
    safe = "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in cut)
    return f'"{safe}"' if isinstance(value, str) else safe

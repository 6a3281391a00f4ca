"""Choosing: the next value that a setting may have, and how values and their sources are told."""

from collections.abc import Sequence
from pathlib import PurePath

from hipflow.settings.reading import ReadSettings
from hipflow.settings.values import RULES, Settings, Value

STEPS = {"volume": 5, "voice_rate": 15, "prep": 5, "weekly_goal": 1}
NAMES = {
    "theme": "Theme",
    "reduced_motion": "Reduced motion",
    "glyphs": "Glyphs",
    "taskbar": "Taskbar",
    "audio": "Sound",
    "volume": "Volume",
    "voice": "Voice",
    "voice_language": "Voice language",
    "voice_name": "Whose voice",
    "voice_rate": "Voice speed",
    "first_side": "First side",
    "prep": "Time to get ready",
    "weekly_goal": "Weekly goal",
}


def next_value(key: str, value: Value, by: int, themes: Sequence[str]) -> Value:
    """The value after this one, or before it for -1; the same where there is none that a key could choose.

    Args:
        key: The setting.
        value: What it is.
        by: 1 or -1.
        themes: The names of all themes, in the order in which they are turned through.
    """
    rule = RULES[key]
    choices = tuple(themes) if key == "theme" else rule.choices
    if isinstance(getattr(Settings(), key), bool):
        return not value
    if choices:
        place = choices.index(value) if isinstance(value, str) and value in choices else -1 if by > 0 else 0
        return choices[(place + by) % len(choices)]
    if not rule.most:
        return value
    step = STEPS[key]
    is_optional = getattr(Settings(), key) is None
    if not isinstance(value, int):
        return rule.least if by > 0 else value
    stepped = (value // step + 1) * step if by > 0 else (value - 1) // step * step
    if stepped < rule.least:
        return None if is_optional and value <= rule.least else rule.least
    return min(stepped, rule.most)


def can_choose(key: str) -> bool:
    """Is there a way to choose its value by a key, rather than in the file?"""
    return key == "theme" or bool(RULES[key].choices or RULES[key].most) or isinstance(getattr(Settings(), key), bool)


def tell_value(key: str, value: Value) -> str:
    """A value as a person says it."""
    match key, value:
        case _, bool():
            return "on" if value else "off"
        case "prep", None:
            return "as each routine says"
        case "prep", _:
            return f"{value} seconds"
        case "volume", _:
            return f"{value} %"
        case "voice_rate", _:
            return f"{value} words/min"
        case "weekly_goal", _:
            return "1 session" if value == 1 else f"{value} sessions"
        case "voice_language", _:
            return {"en-us": "American English", "en-gb": "British English"}.get(str(value), str(value))
        case "voice_name", "":
            return "any"
        case _:
            return str(value)


def tell_source(source: str, file: str) -> str:
    """Where a value came from, in a few words."""
    if source == "default":
        return ""
    if source == "remembered":
        return "as you left it"
    if file and source.startswith(file):
        return f"{PurePath(file).name}, line {source.rpartition(':')[2]}"
    return source


def find_ruler(held: ReadSettings, key: str, file: str) -> str:
    """What decides a setting, so that a change in the file would not show: a variable or an option; empty: nothing."""
    source = held.sources.get(key, "default")
    is_file = source in ("default", "remembered") or (bool(file) and source.startswith(file))
    return "" if is_file or not source.startswith(("HIPFLOW_", "--")) else source

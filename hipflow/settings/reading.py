"""Settings as they hold: from the command line, the environment, config.toml, and what is remembered.

A mistake in them never stops the program: what is right counts, the rest is as if it were not there, and each
problem is told with its place and the way out.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .config import SettingError, find_place, list_top_lines, read_text
from .values import MOST_SHOWN, RULES, Settings, Value, find_fault, give_example, show_value

_ENVIRONMENT = {f"HIPFLOW_{key.upper()}": key for key in RULES}
SURELY_MEANT = 0.9
"""How alike a variable has to be to one of ours to be a slip of the finger, and not another program's."""
_SWITCHES = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What came of reading: settings that can be used in any case."""

    settings: Settings
    sources: Mapping[str, str]
    """Where each value came from: default, remembered, the place in the file, a variable, or an option."""
    problems: tuple[str, ...] = ()
    """Each `file:line:column: key: what is wrong. How to mend it.`, in the order of their places."""


@dataclass(slots=True)
class _Collected:
    """What was found so far; what comes later wins."""

    values: dict[str, Value] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def take(self, key: str, value: Value, *, source: str, place: str, mend: str) -> None:
        """Take a value, if it is one that the setting may have."""
        if wrong := find_fault(key, value):
            self.problems.append(f"{place}: {wrong}, got {show_value(value)}. {mend}")
        else:
            self.values[key], self.sources[key] = value, source


def read_settings(
    file: Path,
    *,
    environment: Mapping[str, str] | None = None,
    options: Mapping[str, Value] | None = None,
    remembered: Mapping[str, Value] | None = None,
) -> ReadSettings:
    """The settings: options beat the environment, which beats the file, which beats what is remembered. Never raises.

    Args:
        file: Where config.toml is; it need not exist.
        environment: Variables, of which those named `HIPFLOW_` and a setting count; none: those of the process.
        options: From the command line, by the name of the setting; None in it: not given.
        remembered: What the person last chose by a key or a menu; wrong values in it are passed over.
    """
    found = _Collected()
    for key, value in (remembered or {}).items():
        if key in RULES and value is not None and not find_fault(key, value):
            found.values[key], found.sources[key] = value, "remembered"
    _take_file(file, found)
    for name, text in sorted((os.environ if environment is None else environment).items()):
        if name in _ENVIRONMENT:
            _take_variable(name, text, found)
        elif name.startswith("HIPFLOW_") and (near := _find_near(name, _ENVIRONMENT, cutoff=SURELY_MEANT)):
            found.problems.append(f'{name}: unknown setting. Did you mean "{near}"?')
    for key, value in (options or {}).items():
        if value is not None:
            option = f"--{key.replace('_', '-')}"
            found.take(key, value, source=option, place=option, mend="Leave it out, or give another.")
    values: dict[str, Any] = found.values  # each checked against the field of its name
    sources = {key: found.sources.get(key, "default") for key in RULES}
    return ReadSettings(replace(Settings(), **values), sources, tuple(found.problems))


def _take_file(file: Path, found: _Collected) -> None:
    try:
        text = read_text(file)
    except FileNotFoundError:
        return
    except (OSError, SettingError) as error:
        why = str(error) if isinstance(error, SettingError) else f"it cannot be read: {error.strerror}"
        found.problems.append(f"{file}:1:1: {why}. Mend it, or remove it.")
        return
    # Most people have no such file, and need not wait for what reads it.
    import tomllib

    faults: list[tuple[int, int, str]] = []
    try:
        held: Mapping[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        what, line, column = _locate_error(error, text)
        faults.append((line, column, f"{file}:{line}:{column}: {what}. Mend this line; the others count."))
        held = _read_line_by_line(text)
    for key, value in held.items():
        line, column, value_column = find_place(text, key)
        if key not in RULES:
            faults.append((line, column, f"{file}:{line}:{column}: unknown setting {show_value(key)}. {_suggest(key)}"))
        elif wrong := find_fault(key, value):
            what = f"{key}: {wrong}, got {show_value(value)}. Write for example: {key} = {give_example(key)}"
            faults.append((line, column, f"{file}:{line}:{value_column}: {what}"))
        else:
            found.values[key], found.sources[key] = value, f"{file}:{line}"
    found.problems += [fault for _, _, fault in sorted(faults)]


def _take_variable(name: str, text: str, found: _Collected) -> None:
    key = _ENVIRONMENT[name]
    value: Value = text
    if type(getattr(Settings(), key)) is bool:
        value = _SWITCHES.get(text.strip().casefold(), text)
    elif RULES[key].most:
        value = int(text) if re.fullmatch(r"\s*[0-9]{1,6}\s*", text, re.ASCII) else text
    found.take(key, value, source=name, place=name, mend="Set it to something else, or unset it.")


def _read_line_by_line(text: str) -> dict[str, object]:
    """The settings on the lines that are right by themselves, up to the first table."""
    import tomllib

    held: dict[str, object] = {}
    for line in list_top_lines(text):
        try:
            held = {**tomllib.loads(line), **held}
        except (ValueError, RecursionError):
            continue
    return held


def _locate_error(error: ValueError | RecursionError, text: str) -> tuple[str, int, int]:
    """What is wrong with the TOML, and where."""
    if isinstance(error, RecursionError):
        return "it is nested too deep", 1, 1
    what, _, place = str(error).rpartition(" (at ")
    numbers = re.fullmatch(r"line (\d+), column (\d+)\)", place)
    line, column = map(int, numbers.groups()) if numbers else (max(1, text.count("\n") + (not text.endswith("\n"))), 1)
    message = what or str(error)
    return "".join(letter if letter.isprintable() else " " for letter in message), line, column


def _suggest(key: str) -> str:
    near = _find_near(key, RULES)
    return f'Did you mean "{near}"?' if near else "Remove it; `hipflow config` prints those there are."


def _find_near(name: str, names: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    # Its import is not cheap, and most files are right.
    from difflib import get_close_matches

    near = get_close_matches(name[:MOST_SHOWN], list(names), n=1, cutoff=cutoff)
    return near[0] if near else None

"""config.toml as a person wrote it: made once with comments, and changed without losing any."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from .values import RULES, Value, find_fault, give_example, show_value, write_value

FILE_NAME = "config.toml"
MOST_BYTES = 1 << 16


class SettingError(ValueError):
    """A setting cannot be changed; as a string, why, and what to do."""


def make_config() -> str:
    """The text of a new config.toml: every setting with what it means, none of them set."""
    parts = ["# Settings of hipflow. Take away the # in front of one to set it.\n"]
    for key, rule in RULES.items():
        choices = f" One of: {', '.join(rule.choices)}." if rule.choices else ""
        bounds = f" {rule.least} to {rule.most}." if rule.most else ""
        parts.append(f"# {rule.about}{choices}{bounds}\n# {key} = {give_example(key)}\n")
    return "\n".join(parts)


def read_config(file: Path) -> str:
    """The text of the file as it is; that of a new one where there is none.

    Raises OSError or SettingError where it cannot be read.
    """
    try:
        return read_text(file)
    except FileNotFoundError:
        return make_config()


def change_setting(text: str, key: str, value: Value) -> str:
    """The text of a config.toml in which one setting is changed, and nothing else: comments and order stay.

    Args:
        text: What the file holds.
        key: Which setting.
        value: What it becomes; None: it is set no more.

    Raises:
        SettingError: There is no such setting, it cannot be that, or the text is written in a way that leaves no
            safe place for it.
    """
    import tomllib

    if key not in RULES:
        raise SettingError(f"There is no setting {show_value(key)}.")
    if value is not None and (wrong := find_fault(key, value)):
        raise SettingError(f"{key}: {wrong}, got {show_value(value)}.")
    try:
        before = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingError(f"The settings cannot be changed: {error}. Mend the file first.") from error
    changed = _change_line(text, key, value)
    wanted = {name: held for name, held in before.items() if name != key} | ({} if value is None else {key: value})
    try:
        is_right = tomllib.loads(changed) == wanted
    except (ValueError, RecursionError):
        is_right = False
    if not is_right:
        raise SettingError(f"{key} is written in a way that cannot be changed from here. Change it in the file.")
    return changed


def read_text(file: Path) -> str:
    """The text of a file of settings; raises OSError or SettingError."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise SettingError("it is no file")
    with file.open("rb") as opened:  # which keeps the line ends, unlike opening it as text
        held = opened.read(MOST_BYTES + 1)
    if len(held) > MOST_BYTES:
        raise SettingError("it is larger than any settings are")
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingError("it is not UTF-8") from error


def find_place(text: str, key: str) -> tuple[int, int, int]:
    """The line and the column of a key, and the column of its value, all from 1."""
    pattern = re.compile(rf"(\s*)(?:{_in_quotes(key)}\s*(?:\.[^=]*)?=\s*|\[+\s*{_in_quotes(key)}\s*[.\]])")
    for number, line in enumerate(text.split("\n"), 1):
        if match := pattern.match(line):
            return number, len(match[1]) + 1, match.end() + 1
    return 1, 1, 1


def list_top_lines(text: str) -> Iterator[str]:
    """The lines before the first table, with their ends."""
    # Only these end a line in TOML; Python knows others.
    for line in re.split(r"(?<=\n)", text):
        if line.lstrip().startswith("["):
            return
        yield line


def _change_line(text: str, key: str, value: Value) -> str:
    """The text with the key set on its own line, on the one that waits for it as a comment, or on a new one."""
    lines = list(list_top_lines(text))
    rest = text[len("".join(lines)) :]
    end = "\r\n" if "\r\n" in text else "\n"
    is_set = re.compile(rf"(\s*{_in_quotes(key)}\s*=\s*)(?:{_ONE_VALUE})(.*)", re.DOTALL)
    waits = re.compile(rf"#\s*{re.escape(key)}\s*=\s*{re.escape(give_example(key))}(\s*(?:#.*)?)", re.DOTALL)
    unset = f"# {key} = {give_example(key)}"
    for number, line in enumerate(lines):
        if match := is_set.fullmatch(line):
            lines[number] = f"{unset}{match[2]}" if value is None else f"{match[1]}{write_value(value)}{match[2]}"
            return "".join(lines) + rest
    if value is None:
        return text
    new = f"{key} = {write_value(value)}"
    for number, line in enumerate(lines):
        if match := waits.fullmatch(line):
            lines[number] = new + match[1]
            return "".join(lines) + rest
    if lines and lines[-1] and not lines[-1].endswith("\n"):
        lines[-1] += end
    return "".join([*lines, new + end]) + rest


_ONE_VALUE = r'"(?:[^"\\]|\\.)*"|' + r"'[^']*'|[^\s#\"']+"


def _in_quotes(key: str) -> str:
    """What matches the key as it stands, or in quotes."""
    return rf"(?:{re.escape(key)}|\"{re.escape(key)}\"|'{re.escape(key)}')"

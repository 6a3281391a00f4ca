"""YAML as hipflow writes it: plain data becomes lines that a person would have written so."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

Data: TypeAlias = "str | int | Mapping[str, Data] | Sequence[Data]"
"""What can be written; true and false are numbers here, as they are in Python."""

WIDEST: Final = 100
"""Characters of a line that holds a whole list; a longer list has a line an item."""
HINT_COLUMN: Final = 28
"""Characters before a hint, unless what it stands beside is longer."""

_BARE = re.compile(r"[^\W\d_][\w .,;/()%+°'–-]*(?<! )")
_MEANS_MORE = re.compile(r"y|n|yes|no|on|off|true|false|null", re.IGNORECASE)
"""What one YAML reader or another takes for something else than text."""


class Script:
    """Lines of YAML that grow."""

    def __init__(self, hints: Mapping[str, str] | None = None) -> None:
        """Takes what to say beside fields, by their names; each is said once, where its field comes first."""
        self._hints = dict(hints or {})
        self._lines: list[str] = []

    def add_comment(self, *lines: str) -> None:
        """Add lines that only a person reads."""
        self._lines.extend(f"# {line}" for line in lines)

    def add_map(self, data: Mapping[str, Data]) -> None:
        """Add the fields of a map, each with what belongs to it below."""
        self._add_fields("", "", data)

    def write(self) -> str:
        """All of it, as the text of a file."""
        return "\n".join(self._lines) + "\n"

    def _add_fields(self, lead: str, indent: str, data: Mapping[str, Data]) -> None:
        """Add the fields of a map; the first stands behind `lead`, which is as long as `indent`."""
        for key, value in data.items():
            named = f"{lead}{write_text(key)}:"
            inline = _write_inline(value, WIDEST - len(named))
            self._add_line(named if inline is None else f"{named} {inline}", self._hints.pop(key, ""))
            lead = indent
            if inline is None and isinstance(value, Mapping):
                self._add_fields(f"{indent}  ", f"{indent}  ", value)
            elif inline is None and isinstance(value, Sequence):
                for item in value:
                    self._add_item(item, f"{indent}  ")

    def _add_item(self, item: Data, indent: str) -> None:
        if isinstance(item, Mapping):
            self._add_fields(f"{indent}- ", f"{indent}  ", item)
        else:
            self._add_line(f"{indent}- {_write_scalar(item)}", self._hints.pop("-", ""))

    def _add_line(self, text: str, hint: str) -> None:
        self._lines.append(f"{text:{HINT_COLUMN}} # {hint}" if hint else text)


def write_text(text: str) -> str:
    """A text as YAML has it on one line: bare where every reader takes that for text, else in quotes."""
    is_bare = _BARE.fullmatch(text) and not _MEANS_MORE.fullmatch(text)
    return text if is_bare else json.dumps(text, ensure_ascii=False)


def _write_inline(value: Data, most: int) -> str | None:
    """The value on the line of its field; None where it has to stand below."""
    if isinstance(value, str | int):
        return _write_scalar(value)
    if not value:
        return "{}" if isinstance(value, Mapping) else "[]"
    if isinstance(value, Mapping) or not all(isinstance(item, str | int) for item in value):
        return None
    # A comma would begin the next item.
    items = [json.dumps(item, ensure_ascii=False) if "," in str(item) else _write_scalar(item) for item in value]
    line = f"[{', '.join(items)}]"
    return line if len(line) <= most else None


def _write_scalar(value: Data) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return write_text(value) if isinstance(value, str) else str(value)

"""Keys that are written on the screen can be clicked: a mouse alone is enough, too."""

from collections.abc import Mapping
from typing import Final

from rich.cells import cell_len

from hipflow.tui.wording import DOT

NAMES: Final[Mapping[str, str]] = {
    "Space": "space",
    "Enter": "enter",
    "Esc": "escape",
    "→": "right",
    "←": "left",
    "+": "plus",
    "-": "minus",
    "?": "question_mark",
}
"""What Textual calls a key that is not written as it is called."""


def find_key(line: str, column: int) -> str:
    """The name of the key that is written, with what it does, at a column of a line of such; empty where there is none.

    Args:
        line: As in `Space go on · q stop`.
        column: From 0 on.
    """
    start = 0
    for text in line.split(DOT):
        words = text.strip()
        end = start + cell_len(text)
        if start <= column < end and len(words.split()) > 1:
            key = words.split()[0]
            return NAMES.get(key, key if len(key) == 1 else "")
        start = end + cell_len(DOT)
    return ""

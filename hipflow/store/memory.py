"""Small things that hipflow remembers by itself: that the safety notice was read, what was last chosen.

They are a convenience: a file that cannot be read or written is as good as none, and never in anyone's way.
"""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from hipflow.writing import write_whole


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered, with what is taken for granted at first."""

    notice_seen: bool = False
    """Was the safety notice read?"""
    last_routine: str = ""
    """The id of the routine that was started last."""
    theme: str = ""
    """The theme that was chosen; empty: none yet."""
    volume: int = 70
    """Per cent."""
    is_muted: bool = False
    has_voice: bool = True
    """Is the voice to be heard, where there is one?"""


def read_memory(file: Path) -> Memory:
    """What the file holds; what is missing or makes no sense in it is as at first."""
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        # The last of them where it is nested without an end.
        return Memory()
    memory = Memory()
    if not isinstance(held, dict):
        return memory
    for field in fields(Memory):
        value = held.get(field.name)
        if type(value) is type(getattr(memory, field.name)):
            changed: dict[str, Any] = {field.name: value}  # one of several types, just checked
            memory = replace(memory, **changed)
    return replace(memory, volume=min(100, max(0, memory.volume)))


def write_memory(file: Path, memory: Memory) -> bool:
    """Keep it, whole or not at all. Could it be kept?"""
    try:
        write_whole(file, json.dumps(asdict(memory), indent=2) + "\n")
    except OSError:
        return False
    return True

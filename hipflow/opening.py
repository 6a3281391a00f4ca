"""Opening a session: how it is wished for, its engine, and the small things that are remembered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from hipflow.places import config_folder, data_folder
from hipflow.settings.config import FILE_NAME
from hipflow.settings.reading import ReadSettings, read_settings
from hipflow.store.memory import Memory, read_memory, write_memory

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    # Imported when a session is opened: the first frame of the picker does not wait for an engine.
    from hipflow.core.plan import Plan
    from hipflow.engine import Engine
    from hipflow.settings.values import Settings, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How sessions are to be run: as set, and as asked on the command line."""

    settings: Settings
    options: Mapping[str, Value] = field(default_factory=dict)
    """The settings among them that were given on the command line: they hold whatever is set later."""
    speed: float = 1.0
    is_muted: bool = False


class Recall:
    """What hipflow remembers by itself, kept at each change."""

    def __init__(self) -> None:
        self._file = data_folder() / "memory.json"
        self.memory = read_memory(self._file)

    def keep(self, **changes: Any) -> None:
        """Remember some of it anew; where it cannot be written, until hipflow ends."""
        self.memory = replace(self.memory, **changes)
        write_memory(self._file, self.memory)

    def read_settings(self, options: Mapping[str, Value]) -> ReadSettings:
        """The settings: the command line's options, the environment, config.toml, and what was last chosen."""
        first, memory = Memory(), self.memory
        remembered: dict[str, Value] = {
            "theme": memory.theme or None,
            # What was never changed is as good as never chosen.
            "volume": memory.volume if memory.volume != first.volume else None,
            "voice": memory.has_voice if memory.has_voice != first.has_voice else None,
        }
        return read_settings(find_config(), options=options, remembered=remembered)


def find_config() -> Path:
    """Where config.toml is; it may not exist yet."""
    return config_folder() / FILE_NAME


def open_engine(plan: Plan, wishes: Wishes) -> Engine:
    """An engine for a new session of a plan."""
    from hipflow.core.session import Session
    from hipflow.engine import Engine

    return Engine(Session(plan, patience=Engine.patience_at(wishes.speed)), speed=wishes.speed)

"""Opening a session: its engine, what makes it heard, and what is remembered of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hipflow.core.plan import Plan
from hipflow.core.session import Session
from hipflow.engine import Engine, read_clock
from hipflow.places import data_folder, data_root
from hipflow.sound.announcer import Announcer
from hipflow.sound.clips import Clips
from hipflow.sound.outputs import AUTO, find_outputs
from hipflow.sound.speaker import STEP, Speaker
from hipflow.sound.voice import Voice, find_manner
from hipflow.store.memory import read_memory, write_memory

GOODBYE_SECONDS = 6.0
"""How long the last sounds and words of a session may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How sessions are to be run, as asked on the command line."""

    speed: float = 1.0
    is_muted: bool = False
    has_voice: bool = True
    output: str = AUTO
    """The way to be heard, by its name."""


class Recall:
    """What hipflow remembers by itself, kept at each change."""

    def __init__(self) -> None:
        self._file = data_folder() / "memory.json"
        self.memory = read_memory(self._file)

    def keep(self, **changes: Any) -> None:
        """Remember some of it anew; where it cannot be written, until hipflow ends."""
        self.memory = replace(self.memory, **changes)
        write_memory(self._file, self.memory)


class HeardSession:
    """What makes one session heard, with the keys that a person has for it."""

    def __init__(self, speaker: Speaker, announcer: Announcer, voice: Voice | None, recall: Recall) -> None:
        """The sound of a session, open already."""
        self._speaker = speaker
        self._announcer = announcer
        self._voice = voice
        self._recall = recall

    @property
    def status(self) -> str:
        """One word for a person: on, muted, bell, silent, no device; while it opens, it is taken to be on."""
        status = self._speaker.status
        return "on" if status == "starting" else status

    @property
    def volume(self) -> int:
        """Per cent."""
        return round(self._speaker.volume * 100)

    @property
    def has_voice(self) -> bool:
        """Is there a voice that is not switched off?"""
        return self._voice is not None and self._announcer.is_speaking

    def toggle_mute(self) -> None:
        """Make it silent, or heard again; remembered."""
        self._speaker.is_muted = not self._speaker.is_muted
        self._recall.keep(is_muted=self._speaker.is_muted)

    def toggle_voice(self) -> None:
        """Let the voice say nothing, or speak again; remembered."""
        self._announcer.is_speaking = not self._announcer.is_speaking and self._voice is not None
        self._recall.keep(has_voice=self._announcer.is_speaking)

    def change_volume(self, by: int) -> None:
        """Make it louder by some steps, or quieter below 0; remembered."""
        self._speaker.volume += by * STEP
        self._recall.keep(volume=self.volume)

    def close(self) -> None:
        """Let the last sounds come to their end, then let go of the device and the voice; takes seconds."""
        self._speaker.close(patience=GOODBYE_SECONDS)
        if self._voice is not None:
            self._voice.close()


def open_engine(plan: Plan, wishes: Wishes) -> Engine:
    """An engine for a new session of a plan."""
    return Engine(Session(plan, patience=Engine.patience_at(wishes.speed)), speed=wishes.speed)


def open_sound(
    engine: Engine, wishes: Wishes, recall: Recall, *, ring: Callable[[], None] | None = None
) -> HeardSession:
    """Make the session of an engine heard; returns at once, the device opens by itself.

    Args:
        engine: Whose events are heard.
        wishes: As asked on the command line.
        recall: What volume and mute are remembered in.
        ring: Rings the bell of the terminal, from any thread.
    """
    speaker = Speaker(Clips(data_root() / "assets" / "sounds"), read_clock, find_outputs(wishes.output, ring=ring))
    speaker.volume = recall.memory.volume / 100
    speaker.is_muted = wishes.is_muted or recall.memory.is_muted
    manner = find_manner() if wishes.has_voice else None
    voice = Voice(manner) if manner else None
    announcer = Announcer(
        speaker, moment=engine.moment, voice=voice, profile=engine.session.plan.sounds, speed=engine.speed
    )
    announcer.is_speaking = voice is not None and recall.memory.has_voice
    engine.listen(announcer)
    if not (wishes.is_muted and engine.speed > 1):
        speaker.open()
        announcer.prepare(engine.session.plan)
    return HeardSession(speaker, announcer, voice, recall)

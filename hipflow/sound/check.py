"""The sound check: every kind of sound, one after the other, each named as it plays."""

import threading
from collections.abc import Callable
from typing import Final

from hipflow.core.exercise import Side
from hipflow.core.sounds import Sound
from hipflow.sound.clip import Part
from hipflow.sound.outputs import Clock
from hipflow.sound.speaker import Speaker
from hipflow.sound.voice import Voice

OPENING_SECONDS: Final = 5.0
"""How long an audio device may take to open."""
PHRASE: Final = "Next: half pigeon, left shin in front"
PHRASE_SECONDS: Final = 3.5
SOUNDS: Final[tuple[tuple[str, Sound, Side | None], ...]] = (
    ("left", Sound.START, Side.LEFT),
    ("right", Sound.START, Side.RIGHT),
    ("count", Sound.COUNT, None),
    ("switch", Sound.SWITCH, Side.RIGHT),
    ("finish", Sound.FINISH, None),
)


def wait_until_open(speaker: Speaker, clock: Clock) -> None:
    """Wait, in this thread, until a speaker has found a way to be heard, or that there is none."""
    until = clock() + OPENING_SECONDS
    while speaker.status == "starting" and clock() < until:
        _wait(0.05)


def play_sounds(speaker: Speaker, voice: Voice | None, clock: Clock, say: Callable[[str], bool]) -> None:
    """Play each sound and a phrase, in this thread; stops early when `say`, which is told each name, answers no."""
    for name, sound, side in SOUNDS:
        if not say(name):
            return
        speaker.schedule(clock() + 0.1, [Part(0.0, speaker.clips.find(sound, side))])
        _wait(0.5 + sound.seconds)
    if voice is not None and say(f"voice: {PHRASE}"):
        speaker.schedule(clock() + 0.1, [Part(0.0, voice.find(PHRASE), is_speech=True)])
        _wait(PHRASE_SECONDS)


def _wait(seconds: float) -> None:
    threading.Event().wait(seconds)

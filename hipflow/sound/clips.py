"""The sounds of hipflow: files on disk become clips, each in its place between the speakers."""

import sys
import wave
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hipflow.core.exercise import Side
from hipflow.core.sounds import Sound
from hipflow.sound.clip import RATE, Clip, place_in_stereo

ASIDE = 0.7
"""How far from the middle a side is heard: one ear alone still hears it."""
SIDED = (Sound.START, Sound.SWITCH)
"""The sounds that tell left from right."""

Key = tuple[Sound, Side | None]


def name_file(sound: Sound, side: Side | None) -> str:
    """The name of the file of a sound."""
    return f"{sound.value}-{side.value}.wav" if side and sound in SIDED else f"{sound.value}.wav"


def read_mono(path: Path) -> "array[int]":
    """The samples of a sound file of 16 bits, mono, at the mixer's rate; raises ValueError for any other."""
    with wave.open(str(path), "rb") as file:
        if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, 2, RATE):
            raise ValueError(f"{path.name}: not mono, 16 bits, {RATE} Hz")
        samples = array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


@dataclass(slots=True)
class Clips:
    """The clips of all sounds. They are empty until they are read, so that nobody has to wait for the disk."""

    folder: Path
    _clips: Mapping[Key, Clip] = field(
        default_factory=lambda: {(sound, side): Clip() for sound in Sound for side in (None, *Side)}
    )

    def find(self, sound: Sound, side: Side | None = None) -> Clip:
        """The clip of a sound, as it is heard for a side."""
        return self._clips[sound, side if sound in SIDED else None]

    def read(self) -> tuple[str, ...]:
        """Read all files; the answer is what is wrong with any of them. What cannot be read stays silent."""
        problems = []
        for (sound, side), clip in self._clips.items():
            if side is not None and sound not in SIDED:
                continue
            is_switch_of_none = sound is Sound.SWITCH and side is None
            path = self.folder / name_file(sound, Side.RIGHT if is_switch_of_none else side)
            place = 0.0 if side is None else ASIDE if side is Side.RIGHT else -ASIDE
            try:
                clip.samples = place_in_stereo(read_mono(path), place)
            except (OSError, EOFError, wave.Error, ValueError) as error:
                problems.append(f"{path.name}: {error}")
                clip.samples = array("h")
        return tuple(problems)

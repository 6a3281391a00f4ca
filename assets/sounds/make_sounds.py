"""Writes the sounds of hipflow: `python assets/sounds/make_sounds.py`.

All are struck bars, like a marimba: a tone with its octave and the knock of a fourth partial that dies at once, so
that they are warm, carry on the speakers of a laptop (which have little below 500 Hz), and stay pleasant when they
are heard for the hundredth time. They are told apart by rhythm and contour rather than by loudness; left falls and
right rises. No sample begins or ends with a click: attack and release are raised cosines.
"""

import math
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RATE = 44_100
ATTACK = 0.004
RELEASE = 0.04

C5, D5, E5, G5, A5, B5 = 523.25, 587.33, 659.26, 783.99, 880.0, 987.77
C6, D6, E6, G6, A6 = 1046.5, 1174.66, 1318.51, 1567.98, 1760.0


@dataclass(frozen=True, slots=True)
class Strike:
    """One bar that is struck."""

    at: float
    """Seconds from the start of the sound."""
    frequency: float
    """Hertz."""
    ring: float
    """Seconds in which it dies to a third."""
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """A sound, as the bars that are struck in it."""

    seconds: float
    peak: float
    """Its loudest sample, of 1."""
    strikes: tuple[Strike, ...]


PARTIALS = ((1.0, 1.0, 1.0), (2.0, 0.28, 0.7), (4.0, 0.22, 0.18))
"""Multiple of the frequency, strength, and how long it rings beside the first."""


def _roll(*frequencies: float) -> tuple[Strike, ...]:
    """Each bar struck twice, quickly: a rhythm that nothing else has."""
    strikes = []
    for place, frequency in enumerate(frequencies):
        is_last = place + 1 == len(frequencies)
        strikes.append(Strike(place * 0.16, frequency, 0.045, 0.85))
        strikes.append(Strike(place * 0.16 + 0.075, frequency, 0.09 if is_last else 0.05))
    return tuple(strikes)


RECIPES: dict[str, Recipe] = {
    "count": Recipe(0.16, 0.5, (Strike(0, A5, 0.045),)),
    "start": Recipe(0.45, 0.62, (Strike(0, E6, 0.13), Strike(0, E5, 0.13, 0.5))),
    "start-left": Recipe(0.45, 0.62, (Strike(0, A6, 0.05, 0.8), Strike(0.07, E6, 0.12), Strike(0.07, E5, 0.12, 0.5))),
    "start-right": Recipe(0.45, 0.62, (Strike(0, B5, 0.05, 0.8), Strike(0.07, E6, 0.12), Strike(0.07, E5, 0.12, 0.5))),
    "switch-left": Recipe(0.62, 0.7, _roll(D6, A5, D5)),
    "switch-right": Recipe(0.62, 0.7, _roll(D5, A5, D6)),
    "rest": Recipe(0.5, 0.5, (Strike(0, G5, 0.1), Strike(0.19, C5, 0.12))),
    "rep": Recipe(0.06, 0.2, (Strike(0, G6, 0.012), Strike(0, G5, 0.02, 0.6))),
    "half": Recipe(0.3, 0.5, (Strike(0, C6, 0.035), Strike(0.13, C6, 0.06))),
    "zero": Recipe(0.4, 0.72, (Strike(0, C5, 0.12), Strike(0, G5, 0.11, 0.8), Strike(0, C6, 0.1, 0.6))),
    "finish": Recipe(
        1.4,
        0.65,
        (
            Strike(0, C5, 0.14),
            Strike(0.14, E5, 0.14),
            Strike(0.28, G5, 0.16),
            Strike(0.42, C6, 0.34),
            Strike(0.42, E6, 0.3, 0.5),
            Strike(0.42, G5, 0.3, 0.5),
        ),
    ),
}


def make_samples(recipe: Recipe) -> "array[int]":
    """The samples of a sound, mono, 16 bits."""
    length = round(recipe.seconds * RATE)
    mixed = [0.0] * length
    for strike in recipe.strikes:
        first = round(strike.at * RATE)
        for place in range(first, length):
            second = (place - first) / RATE
            mixed[place] += strike.strength * _rise(second / ATTACK) * _bar(strike, second)
    for place in range(length):
        mixed[place] *= _rise((length - 1 - place) / RATE / RELEASE)
    scale = 32_767 * recipe.peak / max(abs(sample) for sample in mixed)
    return array("h", [round(sample * scale) for sample in mixed])


def _bar(strike: Strike, second: float) -> float:
    return sum(
        strength
        * math.exp(-second / (strike.ring * ring))
        * math.sin(2 * math.pi * strike.frequency * multiple * second)
        for multiple, strength, ring in PARTIALS
    )


def _rise(part: float) -> float:
    """A raised cosine from 0 to 1."""
    return 0.5 - 0.5 * math.cos(math.pi * min(1.0, max(0.0, part)))


def write_sounds(folder: Path) -> Sequence[Path]:
    """Write every sound into a folder."""
    written = []
    for name, recipe in RECIPES.items():
        samples = make_samples(recipe)
        if sys.byteorder == "big":
            samples.byteswap()
        path = folder / f"{name}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples.tobytes())
        written.append(path)
    return written


if __name__ == "__main__":
    write_sounds(Path(__file__).parent)

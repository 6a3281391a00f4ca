"""How loud samples are: speech gives way to beeps, what is cancelled fades out, and nothing is ever cut off."""

import math
from array import array
from collections.abc import Sequence

from hipflow.sound.clip import RATE

DUCK = 0.35
"""What speech is multiplied by under a beep."""
RAMP = int(0.02 * RATE)
"""Frames in which speech gives way, and comes back."""
FADE = int(0.005 * RATE)
"""Frames in which something fades out that is cancelled while it is heard."""
FULL = 32_767
KNEE = int(0.7 * FULL)
"""From here on loud samples are bent, so that no sum of them is ever cut off."""
_CHUNK = 32


def bend(sample: float) -> int:
    """A sample of any size within what 16 bits hold: as it is up to the knee, then ever less louder."""
    size = abs(sample)
    if size <= KNEE:
        return int(sample)
    room = FULL - KNEE
    bent = KNEE + room * math.tanh((size - KNEE) / room)
    return int(bent if sample > 0 else -bent)


def fade_out(samples: "array[int]") -> "array[int]":
    """Samples that fade out over their whole length."""
    frames = max(1, len(samples) // 2)
    return array(
        "h",
        [int(sample * (0.5 + 0.5 * math.cos(math.pi * (place // 2) / frames))) for place, sample in enumerate(samples)],
    )


def duck(samples: Sequence[int], first: int, ducks: list[tuple[int, int]], gain: float) -> tuple[list[int], float]:
    """Speech from frame `first` on, giving way to what is heard over it; and what its end is multiplied by.

    Args:
        samples: The speech.
        first: The frame it begins at.
        ducks: From which frame to which something is heard over it.
        gain: What the sample before it was multiplied by.
    """
    ducked: list[int] = []
    for begin in range(0, len(samples), 2 * _CHUNK):
        piece = samples[begin : begin + 2 * _CHUNK]
        frames = len(piece) // 2
        most = (1 - DUCK) * frames / RAMP
        wanted = find_gain(first + begin // 2 + frames, ducks)
        next_gain = max(gain - most, min(gain + most, wanted))
        if gain == next_gain == 1.0:
            ducked += piece
        elif gain == next_gain:
            ducked += [int(sample * gain) for sample in piece]
        else:
            slope = (next_gain - gain) / frames
            ducked += [int(sample * (gain + slope * (place // 2))) for place, sample in enumerate(piece)]
        gain = next_gain
    return ducked, gain


def find_gain(frame: int, ducks: list[tuple[int, int]]) -> float:
    """What speech is multiplied by at a frame, by how near it is to what is heard over it."""
    away = min((max(start - frame, frame - stop, 0) for start, stop in ducks), default=RAMP)
    return DUCK + (1 - DUCK) * min(1.0, away / RAMP)

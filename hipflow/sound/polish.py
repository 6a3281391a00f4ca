"""Speech as an engine makes it becomes speech that carries across a room."""

import math
from array import array

from hipflow.sound.clip import RATE
from hipflow.sound.engines import Speech
from hipflow.sound.levels import FULL, KNEE, bend

SILENT = 250
"""Samples smaller than this are no speech yet, or no longer."""
MARGIN = 0.015
"""Seconds left around speech when the silence before and after it is cut away."""
FADE = 0.004
LOUD = 0.13 * FULL
"""Root mean square of the samples of speech; its few peaks are bent to make room for that."""
MOST_GAIN = 6.0
HEADROOM = 0.7
"""What is left of the loudest sample; samples that are put in between may rise above it by a quarter."""


def polish(speech: Speech) -> "array[int]":
    """Mono samples at the mixer's rate: no silence around them, all phrases equally loud, no click at the edges."""
    samples = _trim(speech.samples, round(MARGIN * speech.rate))
    if not samples:
        return samples
    some = samples[::4]
    gain = min(MOST_GAIN, LOUD / HEADROOM / max(1.0, math.sqrt(sum(sample * sample for sample in some) / len(some))))
    straight, knee = gain * HEADROOM, int(KNEE / gain)
    polished = array(
        "h",
        [
            int(sample * straight) if -knee < sample < knee else int(bend(sample * gain) * HEADROOM)
            for sample in samples
        ],
    )
    fade = min(round(FADE * speech.rate), len(polished) // 2)
    for place in range(fade):
        rise = 0.5 - 0.5 * math.cos(math.pi * place / fade)
        polished[place] = int(polished[place] * rise)
        polished[-1 - place] = int(polished[-1 - place] * rise)
    return _resample(polished, speech.rate)


def _trim(samples: "array[int]", margin: int) -> "array[int]":
    """Samples without the silence before and after them, but for a margin."""
    loud = [
        place
        for place in range(0, len(samples), margin)
        if max(samples[place : place + margin]) > SILENT or min(samples[place : place + margin]) < -SILENT
    ]
    return samples[max(0, loud[0] - margin) : loud[-1] + 2 * margin] if loud else array("h")


def _resample(samples: "array[int]", rate: int) -> "array[int]":
    if rate == RATE:
        return samples
    if rate * 2 == RATE:
        return _double(samples)
    step = rate / RATE
    length = int((len(samples) - 1) / step)
    result = array("h", bytes(2 * length))
    for place in range(length):
        left = int(place * step)
        part = place * step - left
        result[place] = int(samples[left] * (1 - part) + samples[left + 1] * part)
    return result


def _double(samples: "array[int]") -> "array[int]":
    """Twice as many samples: those between are found by a cubic through the four around them."""
    before = samples[:1] + samples[:-1]
    after = samples[1:] + samples[-1:]
    later = after[1:] + after[-1:]
    around = zip(before, samples, after, later, strict=True)
    doubled = array("h", bytes(4 * len(samples)))
    doubled[0::2] = samples
    doubled[1::2] = array("h", [(9 * (here + there) - left - right) >> 4 for left, here, there, right in around])
    return doubled

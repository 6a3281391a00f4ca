"""The sounds themselves: told apart, without a click, and those that the script writes."""

import cmath
import math
import runpy
import shutil
import wave
from array import array
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from hipflow.core.exercise import Side
from hipflow.core.sounds import Sound
from hipflow.sound.clip import RATE
from hipflow.sound.clips import SIDED, Clips, name_file, read_mono
from hipflow.sound.levels import FULL
from tests.sound.conftest import SOUNDS

FILES = sorted(path.name for path in SOUNDS.glob("*.wav"))
SIZE_OF_ALL = 600_000
"""Bytes."""


def loudness(samples: "array[int]") -> float:
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples)) / FULL


def pitch_at(samples: "array[int]", second: float, length: float = 0.06) -> float:
    """The strongest tone of a musical kind around a moment, in Hz."""
    part = samples[round(second * RATE) : round((second + length) * RATE)]
    candidates = [440 * 2 ** (step / 12) for step in range(2, 25)]

    def strength(frequency: float) -> float:
        turn = -2j * math.pi * frequency / RATE
        return abs(sum(sample * cmath.exp(turn * place) for place, sample in enumerate(part)))

    return max(candidates, key=strength)


def test_there_is_a_file_for_every_sound_and_side_and_no_other() -> None:
    expected = {name_file(sound, side) for sound in Sound for side in (None, *Side)} - {"switch.wav"}

    assert set(FILES) == expected


def test_the_script_writes_the_same_sounds_again(tmp_path: Path) -> None:
    script = runpy.run_path(str(SOUNDS / "make_sounds.py"))

    written = script["write_sounds"](tmp_path)

    assert sorted(path.name for path in written) == FILES
    for path in written:
        again, kept = read_mono(path), read_mono(SOUNDS / path.name)
        # The last bit of a sine is rounded in its own way by every system.
        assert len(again) == len(kept)
        assert max(abs(a - b) for a, b in zip(again, kept, strict=True)) <= 2


@pytest.mark.parametrize("name", FILES)
def test_no_sound_begins_or_ends_with_a_click(name: str) -> None:
    samples = read_mono(SOUNDS / name)

    for edge in (samples[:20], samples[:-21:-1]):
        assert abs(edge[0]) <= 1
        assert max(abs(b - a) for a, b in pairwise(edge)) < FULL / 250


@pytest.mark.parametrize("name", FILES)
def test_every_sound_leaves_room_for_others(name: str) -> None:
    assert max(map(abs, read_mono(SOUNDS / name))) <= 0.75 * FULL


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_is_as_long_as_the_score_thinks(sound: Sound) -> None:
    for side in Side:
        samples = read_mono(SOUNDS / name_file(sound, side))
        assert len(samples) / RATE == pytest.approx(sound.seconds, abs=0.01)


def test_all_sounds_together_are_small() -> None:
    assert sum((SOUNDS / name).stat().st_size for name in FILES) < SIZE_OF_ALL


def test_a_switch_is_more_prominent_than_a_start_and_that_than_a_count() -> None:
    def energy(name: str) -> float:
        samples = read_mono(SOUNDS / name)
        return loudness(samples) ** 2 * len(samples)

    assert energy("count.wav") < energy("start.wav") < energy("switch-left.wav")
    assert energy("count.wav") < energy("zero.wav")


@pytest.mark.parametrize("sound", SIDED)
def test_left_falls_and_right_rises(sound: Sound) -> None:
    last = 0.4 if sound is Sound.SWITCH else 0.2

    for side, rises in ((Side.LEFT, False), (Side.RIGHT, True)):
        samples = read_mono(SOUNDS / name_file(sound, side))
        first_pitch, last_pitch = pitch_at(samples, 0.005), pitch_at(samples, last)
        assert (last_pitch > first_pitch) == rises


def test_no_two_sounds_are_alike() -> None:
    def shape(name: str) -> list[float]:
        """How loud it is in each hundredth of a second, and how often it turns."""
        samples = read_mono(SOUNDS / name)
        step = RATE // 50
        pieces = [samples[place : place + step] for place in range(0, round(0.7 * RATE), step)]
        turns = [sum((a < 0) != (b < 0) for a, b in pairwise(piece)) / 100 for piece in pieces]
        return [loudness(piece) if piece else 0.0 for piece in pieces] + turns

    shapes = {name: shape(name) for name in FILES}
    for one, other in combinations(FILES, 2):
        assert math.dist(shapes[one], shapes[other]) > 0.3, (one, other)


def test_left_is_heard_on_the_left(sounds: Path) -> None:
    clips = Clips(sounds)
    assert clips.read() == ()

    for side in Side:
        samples = clips.find(Sound.SWITCH, side).samples
        assert samples is not None
        assert (loudness(samples[0::2]) > 3 * loudness(samples[1::2])) == (side is Side.LEFT)
    count = clips.find(Sound.COUNT, Side.LEFT).samples
    assert count is not None
    assert count[0::2] == count[1::2]


def test_every_sound_has_a_clip_whatever_the_side(sounds: Path) -> None:
    clips = Clips(sounds)
    clips.read()

    assert all(clips.find(sound, side).samples for sound in Sound for side in (None, *Side))


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all" * 100])
def test_a_broken_file_is_told_and_leaves_the_others_heard(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "sounds"
    shutil.copytree(SOUNDS, folder)
    (folder / "rest.wav").write_bytes(content)

    clips = Clips(folder)
    problems = clips.read()

    assert len(problems) == 1
    assert problems[0].startswith("rest.wav: ")
    assert clips.find(Sound.REST).samples == array("h")  # silence, for which nobody waits
    assert clips.find(Sound.ZERO).samples is not None


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "x.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(bytes(400))

    with pytest.raises(ValueError, match="not mono"):
        read_mono(tmp_path / "x.wav")


def test_no_folder_at_all_is_silence_and_no_fault(tmp_path: Path) -> None:
    clips = Clips(tmp_path / "none")

    assert len(clips.read()) == len(FILES) + 1  # the switch to no side shares a file
    assert clips.find(Sound.COUNT).samples == array("h")

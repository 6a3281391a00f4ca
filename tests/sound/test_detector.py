"""What is taken for a beginning in a recording, and what for a tear: the tests of what was played rest on it."""

from array import array

import pytest

from hipflow.core.exercise import Side
from hipflow.core.sounds import Sound
from hipflow.places import data_root
from hipflow.sound.clip import RATE, Part
from hipflow.sound.clips import Clips
from hipflow.sound.mixer import Mixer
from tests.sound.recording import Recording

SOUNDS = Clips(data_root() / "assets" / "sounds")
SOUNDS.read()


def play(*sounds: tuple[float, Sound, Side | None], seconds: float = 3.0) -> bytes:
    """What is played when some sounds are, each at its second."""
    mixer = Mixer()
    for second, sound, side in sounds:
        mixer.schedule(second, [Part(0.0, SOUNDS.find(sound, side))])
    block = RATE // 50
    return b"".join(mixer.render(block, n / 50) for n in range(round(seconds * 50)))


def silence(played: bytes, begin: float, seconds: float) -> bytes:
    """The same with a piece of silence in it, in which what was to be heard is lost."""
    first, last = (4 * round(second * RATE) for second in (begin, begin + seconds))
    return played[:first] + bytes(last - first) + played[last:]


def delay(played: bytes, begin: float, seconds: float) -> bytes:
    """The same with a piece of silence in it, after which it goes on where it was."""
    first = 4 * round(begin * RATE)
    return played[:first] + bytes(4 * round(seconds * RATE)) + played[first:]


@pytest.mark.parametrize("sound", Sound)
@pytest.mark.parametrize("side", [None, *Side])
def test_a_whole_sound_begins_when_it_does_and_is_not_torn(sound: Sound, side: Side | None) -> None:
    recording = Recording.from_bytes(play((0.5, sound, side)))

    assert recording.onsets[0] == pytest.approx(0.5, abs=0.003)
    assert recording.tears == ()


def test_an_ending_begins_four_times() -> None:
    ending = [(0.3, Sound.COUNT), (1.3, Sound.COUNT), (2.3, Sound.COUNT), (3.3, Sound.ZERO), (3.55, Sound.SWITCH)]

    recording = Recording.from_bytes(play(*((second, sound, None) for second, sound in ending), seconds=5))

    spacing = [onset - recording.onsets[0] for onset in recording.onsets[:4]]
    assert spacing == pytest.approx([0, 1, 2, 3], abs=0.001)
    assert recording.tears == ()


@pytest.mark.parametrize("harm", [silence, delay])
@pytest.mark.parametrize("second", [0.51, 0.52, 0.54, 0.57, 0.6])
@pytest.mark.parametrize("seconds", [0.005, 0.01, 0.035, 0.05])
def test_a_torn_sound_has_begun_once_and_is_known_as_torn(harm: type, second: float, seconds: float) -> None:
    recording = Recording.from_bytes(harm(play((0.5, Sound.START, None)), second, seconds))

    assert len(recording.onsets) == 1
    assert len(recording.tears) == 1
    assert recording.tears[0].second == pytest.approx(second, abs=0.003)
    assert recording.tears[0].seconds == pytest.approx(seconds, abs=0.005)


def test_a_sound_whose_beginning_is_lost_has_not_begun_and_is_no_other_sound() -> None:
    recording = Recording.from_bytes(silence(play((0.5, Sound.COUNT, None), (1.5, Sound.COUNT, None)), 1.49, 0.04))

    assert len(recording.onsets) == 1
    assert len(recording.tears) == 1


def test_a_sound_that_breaks_off_and_never_comes_back_is_torn() -> None:
    played = silence(play((0.5, Sound.START, None), (1.5, Sound.COUNT, None)), 0.58, 0.6)

    recording = Recording.from_bytes(played)

    assert len(recording.onsets) == 2
    assert recording.tears[0].second == pytest.approx(0.58, abs=0.002)


def test_silence_has_no_beginning() -> None:
    recording = Recording(array("h", bytes(2 * RATE)), array("h", bytes(2 * RATE)))

    assert (recording.onsets, recording.tears) == ((), ())

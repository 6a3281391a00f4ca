"""A speaker finds an output, loses it, and finds it again; whoever uses it never notices."""

from pathlib import Path

import pytest

from hipflow.core.sounds import Loudness
from hipflow.sound.clip import Clip, Part
from hipflow.sound.clips import Clips
from hipflow.sound.mixer import Mixer
from hipflow.sound.outputs import OUTPUT_NAMES, OutputError, find_outputs
from hipflow.sound.speaker import RETRY_LATER, RETRY_SOON, USUAL, Speaker
from tests.sound.conftest import FakeOutput, HandClock, count_asked

NO_DEVICE = OutputError("no device")
MISSING = OutputError("not installed", is_final=True)


def speaker_with(*outputs: FakeOutput, clock: HandClock, mixer: Mixer | None = None) -> Speaker:
    speaker = Speaker(Clips(Path("none")), clock, outputs, mixer=mixer)
    speaker.look_after(clock())
    return speaker


def test_the_best_output_that_opens_is_taken(clock: HandClock) -> None:
    best, next_best, last = FakeOutput("best", NO_DEVICE), FakeOutput("next best"), FakeOutput("last")

    speaker = speaker_with(best, next_best, last, clock=clock)

    assert (speaker.output_name, speaker.status, speaker.detail) == ("next best", "on", "made up")
    assert speaker.whys == {"best": "no device"}
    assert last.asked == []


def test_before_the_first_try_it_is_starting_and_after_it_there_is_no_device(clock: HandClock) -> None:
    speaker = Speaker(Clips(Path("none")), clock, [FakeOutput(fault=NO_DEVICE)])

    assert speaker.status == "starting"
    speaker.look_after(clock())
    assert speaker.status == "no device"


def test_an_output_that_is_lost_is_closed_and_comes_back(clock: HandClock) -> None:
    output = FakeOutput()
    speaker = speaker_with(output, clock=clock)

    output.fault = NO_DEVICE
    clock.now += 0.5
    speaker.look_after(clock())
    assert speaker.status == "no device"
    assert output.asked[-2:] == ["close", "open"]

    output.fault = None
    clock.now += RETRY_SOON
    speaker.look_after(clock())
    assert speaker.status == "on"


def test_while_the_best_is_gone_the_next_best_plays_and_then_gives_way(clock: HandClock) -> None:
    best, next_best = FakeOutput("best"), FakeOutput("next best")
    speaker = speaker_with(best, next_best, clock=clock)

    best.fault = NO_DEVICE
    clock.now += 0.5
    speaker.look_after(clock())
    assert speaker.output_name == "next best"

    best.fault = None
    clock.now += RETRY_SOON
    speaker.look_after(clock())
    assert speaker.output_name == "best"
    assert next_best.asked[-1] == "close"


def test_an_output_that_can_never_be_had_is_tried_once(clock: HandClock) -> None:
    missing, other = FakeOutput("missing", MISSING), FakeOutput("other")
    speaker = speaker_with(missing, other, clock=clock)

    for _ in range(100):
        clock.now += 1
        speaker.look_after(clock())

    assert count_asked(missing, "open") == 1
    assert speaker.output_name == "other"


def test_a_device_that_stays_away_is_asked_for_ever_less_often(clock: HandClock) -> None:
    output = FakeOutput(fault=NO_DEVICE)
    speaker = speaker_with(output, clock=clock)

    for _ in range(2 * 60):
        clock.now += 0.5
        speaker.look_after(clock())
    in_the_first_minute = count_asked(output, "open")
    for _ in range(2 * 600):
        clock.now += 0.5
        speaker.look_after(clock())

    assert in_the_first_minute == pytest.approx(60 / RETRY_SOON, abs=2)
    assert count_asked(output, "open") - in_the_first_minute == pytest.approx(600 / RETRY_LATER, abs=2)


def test_an_output_that_fails_in_a_way_nobody_thought_of_is_passed_over(clock: HandClock) -> None:
    speaker = speaker_with(FakeOutput("odd", ZeroDivisionError("odd")), FakeOutput("good"), clock=clock)

    assert speaker.output_name == "good"
    assert speaker.whys == {"odd": "ZeroDivisionError: odd"}


def test_without_an_output_what_is_due_passes_unheard_and_is_not_kept(clock: HandClock) -> None:
    mixer = Mixer()
    speaker = speaker_with(FakeOutput(fault=NO_DEVICE), clock=clock, mixer=mixer)
    speaker.schedule(clock() + 1, [Part(0.0, Clip())])
    speaker.schedule(clock() + 9, [Part(0.0, Clip())])

    clock.now += 3
    speaker.look_after(clock())

    assert mixer.next_due() == clock() + 6


def test_mute_is_told_and_takes_effect_at_once(clock: HandClock) -> None:
    mixer = Mixer()
    speaker = speaker_with(FakeOutput(), clock=clock, mixer=mixer)

    speaker.is_muted = True
    assert (speaker.status, mixer.gain) == ("muted", 0.0)
    speaker.is_muted = False
    assert (speaker.status, mixer.gain) == ("on", 1.0)


def test_that_there_is_no_device_is_told_even_when_muted(clock: HandClock) -> None:
    speaker = speaker_with(FakeOutput(fault=NO_DEVICE), clock=clock)
    speaker.is_muted = True

    assert speaker.status == "no device"


@pytest.mark.parametrize(("volume", "gain"), [(0.0, 0.0), (USUAL, 1.0), (1.0, 2.04), (7.0, 2.04), (-1.0, 0.0)])
def test_the_volume_is_what_is_heard_within_its_bounds(clock: HandClock, volume: float, gain: float) -> None:
    mixer = Mixer()
    speaker = speaker_with(FakeOutput(), clock=clock, mixer=mixer)

    speaker.volume = volume

    assert mixer.gain == pytest.approx(gain, abs=0.01)


def test_a_soft_routine_is_softer_at_the_same_volume(clock: HandClock) -> None:
    mixer = Mixer()
    speaker = speaker_with(FakeOutput(), clock=clock, mixer=mixer)

    speaker.loudness = Loudness.SOFT

    assert mixer.gain == pytest.approx(Loudness.SOFT.gain)
    assert speaker.volume == USUAL


def test_a_speaker_can_be_closed_again_and_before_it_was_opened(clock: HandClock) -> None:
    output = FakeOutput()
    speaker = speaker_with(output, clock=clock)

    speaker.close()
    speaker.close()

    assert count_asked(output, "close") == 1
    assert speaker.output_name == ""


def test_auto_tries_the_stream_first_and_the_bell_last() -> None:
    names = [output.name for output in find_outputs(ring=lambda: None)]

    assert names[0] == "miniaudio"
    assert names[1] == "simpleaudio"
    assert names[-1] == "bell"
    assert "silent" not in names


def test_without_a_bell_there_is_none() -> None:
    assert "bell" not in [output.name for output in find_outputs()]


@pytest.mark.parametrize("name", OUTPUT_NAMES[1:])
def test_every_output_can_be_chosen_by_its_name(name: str) -> None:
    assert [output.name for output in find_outputs(name, ring=lambda: None)] == [name]


def test_an_unknown_output_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ValueError, match=r"no audio output “oss”; there are auto, miniaudio"):
        find_outputs("oss")

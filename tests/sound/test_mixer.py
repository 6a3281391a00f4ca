"""Clips that are to be heard at their moments become samples."""

import sys
from array import array
from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipflow.sound.clip import RATE, Clip, Part, place_in_stereo
from hipflow.sound.levels import DUCK, FADE, FULL, KNEE, bend
from hipflow.sound.mixer import Mixer
from hipflow.sound.schedule import LATE

BLOCK = 1764
"""40 ms."""
PERIOD = BLOCK / RATE


def tone(seconds: float, level: int = 1000, *, left: int | None = None) -> Clip:
    """A clip whose samples are all the same, so that they can be counted."""
    frames = round(seconds * RATE)
    return Clip(array("h", [level if left is None else left, level] * frames))


def play(
    mixer: Mixer, seconds: float, *, start: float = 0.0, between: Callable[[float], None] | None = None
) -> "array[int]":
    """All that is heard in some seconds, with the clock and the stream in step."""
    samples = array("h")
    for block in range(round(seconds / PERIOD)):
        now = start + block * PERIOD
        if between:
            between(now)
        samples.frombytes(mixer.render(BLOCK, now))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def left(samples: "array[int]") -> "array[int]":
    return samples[0::2]


def spans(samples: "array[int]") -> list[tuple[int, int]]:
    """From which frame to which something is heard."""
    found: list[tuple[int, int]] = []
    heard_before = False
    for frame in range(len(samples) // 2):
        is_heard = samples[2 * frame] != 0 or samples[2 * frame + 1] != 0
        if is_heard and not heard_before:
            found.append((frame, frame + 1))
        elif is_heard:
            found[-1] = (found[-1][0], frame + 1)
        heard_before = is_heard
    return found


def test_a_part_is_heard_at_its_moment_to_the_sample_and_for_its_length() -> None:
    mixer = Mixer()
    mixer.schedule(0.6, [Part(0.0, tone(0.1))])

    assert spans(play(mixer, 1)) == [(26_460, 26_460 + 4_410)]


def test_an_ending_is_spaced_to_the_sample_however_unsteady_the_device_is() -> None:
    mixer = Mixer()
    mixer.schedule(1.0, [Part(second, tone(0.1)) for second in (0.0, 1.0, 2.0, 3.0)])
    samples = array("h")
    jitter = [0.0, 0.013, 0.004, 0.031, 0.0, 0.022]

    for block in range(125):
        samples.frombytes(mixer.render(BLOCK, block * PERIOD + jitter[block % len(jitter)]))

    starts = [start for start, _ in spans(samples)]
    assert [later - starts[0] for later in starts] == [0, RATE, 2 * RATE, 3 * RATE]
    assert abs(starts[0] - RATE) <= 1


def test_a_sound_card_whose_clock_is_wrong_is_followed_over_ten_minutes() -> None:
    mixer, fast = Mixer(), 1 + 200e-6
    mixer.schedule(600.0, [Part(0.0, tone(0.1))])

    block = 0
    while mixer.next_due() is not None:
        mixer.render(BLOCK, block * PERIOD / fast)
        block += 1
    heard_at = (block - 1) * PERIOD / fast

    assert 600.0 - PERIOD <= heard_at <= 600.0


def test_what_takes_a_while_to_be_heard_is_rendered_that_much_ahead() -> None:
    mixer = Mixer(lead=0.16)
    mixer.schedule(0.6, [Part(0.0, tone(0.1))])

    assert spans(play(mixer, 1))[0][0] == round(0.44 * RATE)


def test_what_is_to_be_heard_now_is_heard_as_soon_as_can_be_and_whole() -> None:
    mixer = Mixer(lead=0.16)

    def press(now: float) -> None:
        if now == pytest.approx(0.4):
            mixer.schedule(now, [Part(0.0, tone(0.1))])

    assert spans(play(mixer, 1, between=press)) == [(round(0.4 * RATE), round(0.5 * RATE))]


@pytest.mark.parametrize(("place", "is_louder"), [(-0.7, "left"), (0.7, "right"), (0.0, "neither")])
def test_a_side_is_heard_on_its_side_and_on_the_other_a_little(place: float, is_louder: str) -> None:
    stereo = place_in_stereo(array("h", [10_000] * 10), place)

    on_left, on_right = stereo[0], stereo[1]
    assert on_left > 0
    assert on_right > 0
    assert (on_left > 3 * on_right) == (is_louder == "left")
    assert (on_right > 3 * on_left) == (is_louder == "right")
    assert on_left**2 + on_right**2 == pytest.approx(1e8, rel=1e-3)


def test_speech_gives_way_to_a_beep_and_comes_back_without_a_click() -> None:
    mixer = Mixer()
    mixer.schedule(0.2, [Part(0.0, tone(1.0, 10_000), is_speech=True)])
    mixer.schedule(0.6, [Part(0.0, tone(0.2, 0, left=1))])

    heard = [sample for sample in play(mixer, 1.4)[1::2] if sample]

    assert heard[0] == 10_000
    assert min(heard) == pytest.approx(10_000 * DUCK, abs=2)
    assert heard[-1] == 10_000
    assert max(abs(b - a) for a, b in pairwise(heard)) < 30
    under = [sample for sample in heard if sample <= 10_000 * DUCK + 2]
    assert len(under) == pytest.approx(0.2 * RATE, abs=100)


def test_speech_has_given_way_before_the_beep_begins() -> None:
    mixer = Mixer()
    mixer.schedule(0.2, [Part(0.0, tone(1.0, 10_000), is_speech=True)])
    mixer.schedule(0.6, [Part(0.0, tone(0.2, 0, left=1))])

    right = play(mixer, 1.4)[1::2]

    assert right[round(0.6 * RATE)] == pytest.approx(10_000 * DUCK, abs=2)


def test_speech_gives_way_without_a_click_to_a_beep_that_nobody_knew_of() -> None:
    mixer = Mixer()
    mixer.schedule(0.2, [Part(0.0, tone(1.0, 10_000), is_speech=True)])

    def press(now: float) -> None:
        if now == pytest.approx(0.6):
            mixer.schedule(now, [Part(0.0, tone(0.2, 0, left=1))])

    heard = [sample for sample in play(mixer, 1.4, between=press)[1::2] if sample]

    assert min(heard) == pytest.approx(10_000 * DUCK, abs=2)
    assert max(abs(b - a) for a, b in pairwise(heard)) < 30


def test_two_phrases_are_never_heard_at_once() -> None:
    mixer = Mixer()
    mixer.schedule(0.2, [Part(0.0, tone(0.5, 1), is_speech=True)])
    mixer.schedule(0.4, [Part(0.0, tone(0.3, 2), is_speech=True)])

    samples = left(play(mixer, 1.4))

    assert samples.count(3) == 0
    assert samples.count(1) == round(0.5 * RATE)
    assert samples.count(2) == round(0.3 * RATE)
    assert samples.index(2) == round(0.7 * RATE)


def test_a_phrase_that_would_be_over_too_late_is_not_begun() -> None:
    mixer = Mixer()
    mixer.schedule(0.2, [Part(0.0, tone(0.5, 1), is_speech=True)])
    mixer.schedule(0.4, [Part(0.0, tone(0.3, 2), is_speech=True, until=0.5)])

    assert left(play(mixer, 1.4)).count(2) == 0


def test_a_phrase_that_is_made_late_is_said_as_soon_as_it_is_there_and_still_fits() -> None:
    mixer, phrase = Mixer(), Clip()
    mixer.schedule(0.2, [Part(0.0, phrase, is_speech=True, until=1.0)])

    def make(now: float) -> None:
        if now >= 0.5:
            phrase.samples = tone(0.3).samples

    start, end = spans(play(mixer, 1.4, between=make))[0]

    assert 0.5 <= start / RATE <= 0.5 + 2 * PERIOD
    assert end - start == round(0.3 * RATE)


def test_a_phrase_that_is_made_too_late_is_not_said_and_not_waited_for() -> None:
    mixer, phrase = Mixer(), Clip()
    mixer.schedule(0.2, [Part(0.0, phrase, is_speech=True, until=0.6)])

    def make(now: float) -> None:
        if now >= 0.5:
            phrase.samples = tone(0.3).samples

    assert spans(play(mixer, 1.4, between=make)) == []
    assert mixer.is_done


def test_a_phrase_of_one_channel_is_heard_on_both_sides() -> None:
    mixer = Mixer()
    mixer.schedule(0.2, [Part(0.0, Clip(array("h", [7] * 100), is_mono=True), is_speech=True)])

    samples = play(mixer, 0.4)

    assert left(samples).count(7) == samples[1::2].count(7) == 100


@given(st.lists(st.integers(-FULL, FULL), min_size=2, max_size=6), st.floats(0, 5))
def test_no_sum_of_loud_sounds_is_ever_cut_off_or_turned_round(levels: list[int], gain: float) -> None:
    mixer = Mixer(gain=gain)
    for level in levels:
        mixer.schedule(0.0, [Part(0.0, tone(0.01, level))])

    samples = array("h")
    samples.frombytes(mixer.render(64, 0.0))

    total = sum(levels) * gain
    assert -FULL <= samples[0] <= FULL
    assert samples[0] * total >= 0
    if abs(total) <= KNEE - len(levels):
        assert samples[0] == pytest.approx(total, abs=len(levels))


def test_louder_is_never_quieter_past_the_knee() -> None:
    bent = [bend(sample) for sample in range(0, 4 * FULL, 50)]

    assert bent == sorted(bent)
    assert bent[-1] <= FULL
    assert bend(-2 * FULL) == -bend(2 * FULL)


def test_what_is_cancelled_before_it_begins_is_never_heard() -> None:
    mixer = Mixer()
    mixer.schedule(0.3, [Part(0.0, tone(0.1, 1))])
    ending = mixer.schedule(0.5, [Part(second, tone(0.1, 2)) for second in (0.0, 0.2)])

    def press(now: float) -> None:
        if now == pytest.approx(0.44):
            mixer.cancel(ending)

    assert set(left(play(mixer, 1.2, between=press))) == {0, 1}


def test_what_is_cancelled_while_it_is_heard_fades_out_without_a_click() -> None:
    mixer = Mixer()
    mixer.schedule(0.2, [Part(0.0, tone(0.8, 10_000))])

    def press(now: float) -> None:
        if now == pytest.approx(0.48):
            mixer.cancel()

    samples = left(play(mixer, 1.2, between=press))

    faded = samples[round(0.48 * RATE) :]
    assert max(abs(b - a) for a, b in pairwise(faded)) < 200
    assert set(faded[FADE + 1 :]) == {0}


def test_a_cancel_of_what_has_not_begun_lets_what_has_begun_be() -> None:
    mixer = Mixer()
    group = mixer.schedule(0.2, [Part(0.0, tone(0.4, 1)), Part(0.6, tone(0.1, 2))])

    def press(now: float) -> None:
        if now == pytest.approx(0.4):
            mixer.cancel(group, is_begun_too=False)

    samples = left(play(mixer, 1.2, between=press))

    assert samples.count(1) == round(0.4 * RATE)
    assert samples.count(2) == 0


def test_after_a_cancel_the_next_phrase_does_not_wait_for_the_one_that_is_gone() -> None:
    mixer = Mixer()
    mixer.schedule(0.2, [Part(0.0, tone(5.0, 1), is_speech=True)])

    def press(now: float) -> None:
        if now == pytest.approx(0.4):
            mixer.cancel()
            mixer.schedule(0.48, [Part(0.0, tone(0.1, 2), is_speech=True)])

    assert left(play(mixer, 1.0, between=press)).index(2) == round(0.48 * RATE)


@pytest.mark.parametrize(("late", "is_heard"), [(0.02, True), (LATE - 0.01, True), (LATE + 0.1, False), (60.0, False)])
def test_what_comes_a_little_late_is_heard_whole_and_what_is_stale_is_not(late: float, is_heard: bool) -> None:
    mixer = Mixer()
    mixer.render(BLOCK, 100.0)
    mixer.schedule(100.0 + PERIOD - late, [Part(0.0, tone(0.1))])

    samples = play(mixer, 0.4, start=100.0 + PERIOD)

    assert spans(samples) == ([(0, round(0.1 * RATE))] if is_heard else [])


def test_an_ending_that_comes_a_little_late_keeps_its_spacing() -> None:
    mixer = Mixer()
    mixer.render(BLOCK, 100.0)
    mixer.schedule(100.0, [Part(0.0, tone(0.1)), Part(0.5, tone(0.1))])

    starts = [start for start, _ in spans(play(mixer, 1, start=100.0 + PERIOD))]

    assert starts[1] - starts[0] == RATE // 2


def test_after_the_stream_was_away_only_what_is_still_to_come_is_heard_and_at_its_moment() -> None:
    mixer = Mixer()
    mixer.schedule(1.0, [Part(float(second), tone(0.1, second + 1)) for second in range(4)])
    play(mixer, 1.2)
    mixer.forget_place()

    samples = left(play(mixer, 2.0, start=2.4))

    assert set(samples) == {0, 3, 4}
    assert samples.index(3) == pytest.approx(round(0.6 * RATE), abs=1)
    assert samples.index(4) == pytest.approx(round(1.6 * RATE), abs=1)


def test_a_stream_that_stood_still_goes_on_with_what_is_due_then() -> None:
    mixer = Mixer()
    mixer.schedule(1.0, [Part(float(second), tone(0.1, second + 1)) for second in range(4)])
    play(mixer, 1.2)

    samples = left(play(mixer, 2.0, start=2.4))

    assert set(samples) == {0, 3, 4}
    assert samples.index(3) == pytest.approx(round(0.6 * RATE), abs=1)


@pytest.mark.parametrize("dry", [0.07, 0.12, 0.2])
def test_a_stream_that_ran_dry_for_a_moment_is_made_up_for_by_the_next_sound(dry: float) -> None:
    mixer = Mixer()
    mixer.schedule(1.0, [Part(float(second), tone(0.1, second + 1)) for second in range(4)])
    play(mixer, 1.2)

    samples = left(play(mixer, 3.0, start=1.2 + dry))

    heard = [samples.index(level) for level in (2, 3, 4)]
    assert heard == pytest.approx([round((second - 0.2 - dry) * RATE) for second in (1, 2, 3)], abs=1)


@pytest.mark.parametrize(
    "lates",
    [
        {50: 0.15, 51: 0.12, 52: 0.08, 53: 0.04},
        {47: 0.07, **dict.fromkeys(range(48, 56), 0.03)},
        {72: 0.07, 73: 0.05, **dict.fromkeys(range(74, 80), 0.021)},
    ],
    ids=["once", "then a little, over a beginning", "less and less"],
)
def test_a_call_that_comes_late_without_the_stream_running_dry_changes_nothing(lates: dict[int, float]) -> None:
    mixer = Mixer()
    mixer.schedule(1.0, [Part(float(second), tone(0.1, second + 1)) for second in range(4)])
    samples = array("h")

    for block in range(125):
        samples.frombytes(mixer.render(BLOCK, block * PERIOD + lates.get(block, 0.0)))

    assert [left(samples).index(level) for level in (1, 2, 3, 4)] == [RATE, 2 * RATE, 3 * RATE, 4 * RATE]


def test_a_change_of_volume_is_a_ramp_and_not_a_click() -> None:
    mixer = Mixer()
    mixer.schedule(0.0, [Part(0.0, tone(1.0, 10_000))])

    def press(now: float) -> None:
        if now == pytest.approx(0.2):
            mixer.gain = 0.0

    samples = left(play(mixer, 0.6, between=press))

    assert max(abs(b - a) for a, b in pairwise(samples[1:])) < 30
    assert samples[-1] == 0


def test_a_muted_sound_goes_on_and_is_in_its_place_when_it_is_heard_again() -> None:
    mixer = Mixer(gain=0.0)
    mixer.schedule(0.0, [Part(0.0, Clip(array("h", range(0, 20_000)) * 2))])

    def press(now: float) -> None:
        if now == pytest.approx(0.2):
            mixer.gain = 1.0

    samples = play(mixer, 0.4, between=press)

    assert set(samples[: round(0.2 * RATE) * 2 - 2]) == {0}
    assert samples[round(0.3 * RATE) * 2] == (round(0.3 * RATE) * 2) % 20_000


def test_nothing_is_heard_of_a_clip_that_was_never_read() -> None:
    mixer = Mixer()
    mixer.schedule(0.2, [Part(0.0, Clip())])

    assert not any(play(mixer, 0.6))


def levels(parts: Iterable[Part]) -> list[int]:
    return [part.clip.samples[0] for part in parts if part.clip.samples]


def test_who_does_not_play_samples_takes_what_is_due_and_what_is_stale_is_gone() -> None:
    mixer = Mixer()
    mixer.schedule(1.0, [Part(0.0, tone(0.1, 1)), Part(0.9, tone(0.1, 2)), Part(2.0, tone(0.1, 3))])

    assert mixer.next_due() == 1.0
    assert levels(mixer.take_due(0.9)) == []
    assert levels(mixer.take_due(1.95)) == [2]
    assert mixer.next_due() == 3.0

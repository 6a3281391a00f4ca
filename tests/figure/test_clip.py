"""Keys and seconds: which posture is shown when, how it gets there, and the words for it."""

from dataclasses import replace

import pytest

from hipflow.figure.clip import EASES, Clips
from tests.figure.samples import clips_of, sample_clip

STAND: dict[str, object] = {"from": "stand", "move": 2, "hold": 1, "cue": "tall", "ease": "linear"}
ARM_UP: dict[str, object] = {"arm.a": [90, 90], "move": 1, "hold": 3, "cue": "", "ease": "linear"}


def arm_height(second: float) -> float:
    return sample_clip(STAND, ARM_UP).moment_at(second).body.joints["elbow.a"][1]


def test_a_loop_lasts_as_long_as_its_moves_and_holds() -> None:
    assert sample_clip(STAND, ARM_UP).seconds == 7


@pytest.mark.parametrize(
    ("second", "key", "share"),
    [(0, 0, 0), (0.9, 0, 0), (1.25, 0, 0.25), (2, 1, 0), (4.9, 1, 0), (5.5, 1, 0.25), (7, 0, 0), (8.5, 0, 0.5)],
)
def test_a_key_is_held_and_then_left_for_the_next_round_and_round(second: float, key: int, share: float) -> None:
    found, gone = sample_clip(STAND, ARM_UP).find_key(second)

    assert found == key
    assert gone == pytest.approx(share)


def test_during_a_hold_the_body_is_the_same_object() -> None:
    clip = sample_clip(STAND, ARM_UP)

    assert clip.moment_at(2.1).body is clip.moment_at(4.8).body


def test_angles_run_evenly_when_a_move_is_linear() -> None:
    from_side = arm_height(1.5) - arm_height(0.5)

    assert arm_height(0.5) < arm_height(1.25) < arm_height(1.5) < arm_height(1.75) < arm_height(3)
    assert from_side == pytest.approx(15.5 * (1 - 0.5**0.5), abs=0.01)


@pytest.mark.parametrize("ease", EASES)
def test_every_ease_starts_at_the_start_ends_at_the_end_and_never_turns_back(ease: str) -> None:
    shares = [EASES[ease](step / 20) for step in range(21)]

    assert (shares[0], shares[-1]) == (0, 1)
    assert shares == sorted(shares)


@pytest.mark.parametrize(("second", "cue"), [(0, "tall"), (1.5, "tall"), (3, "tall"), (6, "tall")])
def test_a_key_without_words_keeps_those_before_it(second: float, cue: str) -> None:
    assert sample_clip(STAND, ARM_UP).cue_at(second) == cue


def test_the_words_change_when_the_move_begins() -> None:
    clip = sample_clip(STAND, {**ARM_UP, "cue": "reach"})

    assert [clip.cue_at(second) for second in (0.9, 1.1, 4.9, 5.1)] == ["tall", "reach", "reach", "tall"]


def test_the_moments_of_a_strip_are_in_the_middle_of_holds_or_on_the_way() -> None:
    assert sample_clip(STAND, ARM_UP, strip=[0, 0.5, 1]).moments == (0.5, 1.5, 3.5)


def test_the_angle_is_written_the_way_round_it_is_to_go() -> None:
    clip = sample_clip(
        {"from": "stand", "leg.a": [186, 186], "leg.o": [180, 180], "move": 1, "hold": 0, "ease": "linear"},
        {"leg.a": [186, 330], "move": 1, "hold": 0, "ease": "linear"},
    )
    ankle_x = [clip.moment_at(second).body.joints["ankle.a"][0] for second in (0, 0.5, 1)]

    assert ankle_x[1] < min(ankle_x[0], ankle_x[2])


def test_views_take_turns_each_for_two_loops() -> None:
    clip = sample_clip(STAND, ARM_UP)
    clips = Clips((replace(clip, name="one"), replace(clip, name="two")))

    shown = [clips.at(clip.seconds * loop)[0].name for loop in (0.1, 1.9, 2.1, 3.9, 4.1)]

    assert shown == ["one", "one", "two", "two", "one"]


def test_a_phase_shows_only_its_own_clip() -> None:
    clips = clips_of("leg-swings")

    assert {clips.at(second, "Side to side")[0].phase for second in range(20)} == {"Side to side"}


def test_clips_without_phases_are_shown_in_any() -> None:
    clips = Clips((sample_clip(STAND, ARM_UP),))

    assert clips.of_phase("Whatever") == clips.clips


def test_an_arrow_is_there_from_the_move_to_its_key_until_the_hold_ends_and_goes_along() -> None:
    here: dict[str, object] = {"from": "stand", "pelvis": [0, 60, 0], "move": 2, "hold": 1, "ease": "linear"}
    there: dict[str, object] = {"pelvis": [10, 60, 4], "move": 2, "hold": 1, "ease": "linear"}
    clip = sample_clip(here, {**there, "arrow": [[0, 30, 8], [9, 30, 8]]})

    assert clip.moment_at(0.5).arrow == ()
    assert clip.moment_at(2).arrow == ((5, 30, 10), (14, 30, 10))
    assert clip.moment_at(3.5).arrow == ((10, 30, 12), (19, 30, 12))
    assert clip.moment_at(5).arrow == ()


def test_the_arrow_of_the_other_side_is_its_mirror_image() -> None:
    there: dict[str, object] = {"arm.a": [90, 90], "arrow": [[0, 30, 8], [9, 30, 8]]}
    clip = sample_clip({"from": "stand"}, there, alternate=True)

    assert clip.keys[3].arrow == ((0, 30, -8), (9, 30, -8))


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("knee.a", [(0, 26, 5)]),
        (["knee.a", 2, 1, 3], [(2, 27, 8)]),
        (["knee.o", 2, 1, 3], [(2, 27, -8)]),
        (["hip.a", "knee.a", 0, 0, 1], [(0, 38.5, 6)]),
        ([4, 11, 9], [(4, 11, 9)]),
        ([["knee.a", 0, 0, 0], ["knee.o", 0, 0, 0]], [(0, 26, 5), (0, 26, -5)]),
    ],
)
def test_where_it_is_felt_is_a_joint_half_way_between_two_or_a_place_in_the_room(
    written: object, places: list[tuple[float, float, float]]
) -> None:
    clip = sample_clip({"from": "stand", "pelvis": [0, 51, 0]}, {"arm.a": [90, 90]}, focus=written)

    assert [spot.place(clip.keys[0].body) for spot in clip.focus] == [pytest.approx(each) for each in places]

"""Directions become joints, and limbs reach for their pins."""

import math

import pytest

from hipflow.figure.clip import Clip
from hipflow.figure.skeleton import bend_degrees
from hipflow.figure.vectors import Vector
from tests.figure.samples import sample_clip


def joints_of(**key: object) -> dict[str, Vector]:
    named = {name.replace("_", "."): value for name, value in key.items()}
    return dict(standing(named).keys[0].body.joints)


def standing(key: dict[str, object]) -> Clip:
    return sample_clip({"from": "stand", **key}, {"move": 1})


def test_a_standing_person_is_100_units_tall_and_touches_the_floor() -> None:
    joints = joints_of()

    assert joints["head"][1] + 7.6 == pytest.approx(101.7, abs=2)
    assert joints["ankle.a"][1] == pytest.approx(2.5)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [(0, (0, 1, 0)), (90, (1, 0, 0)), (180, (0, -1, 0)), (270, (-1, 0, 0))],
)
def test_a_direction_is_read_as_on_a_clock(clock: float, expected: Vector) -> None:
    joints = joints_of(arm_a=[clock, clock])
    way = [b - a for a, b in zip(joints["elbow.a"], joints["wrist.a"], strict=True)]

    assert [each / 14.5 for each in way] == pytest.approx(expected, abs=1e-9)


def test_outward_is_away_from_the_middle_on_either_side() -> None:
    joints = joints_of(arm=["180/90", "180/90"])

    assert joints["wrist.a"][2] > 30
    assert joints["wrist.o"][2] < -30


def test_a_pinned_hand_is_where_the_pin_is_and_the_bones_stay_as_long() -> None:
    joints = joints_of(hand_a=[15, 60, 12])

    assert joints["wrist.a"] == pytest.approx((15, 60, 12))
    assert math.dist(joints["shoulder.a"], joints["elbow.a"]) == pytest.approx(15.5)
    assert math.dist(joints["elbow.a"], joints["wrist.a"]) == pytest.approx(14.5)


def test_a_hand_may_hold_a_knee_and_outward_is_from_its_own_side() -> None:
    joints = joints_of(leg_a=[80, 190], leg_o=[180, 180], hand_o=["knee.a", -8, 8, 2])
    x, y, z = joints["knee.a"]

    assert joints["wrist.o"] == pytest.approx((x - 8, y + 8, z - 2))


def test_knees_bend_forward_and_elbows_back_where_the_limb_is_written_straight() -> None:
    body = standing({"pelvis": [0, 45, 0], "foot": [0, 2.5, 5], "hand": [0, 62, 8]}).keys[0].body

    assert body.joints["knee.a"][0] > 5
    assert body.joints["elbow.a"][0] < -5
    assert bend_degrees(body, "leg.a") > 20


def test_the_body_stands_on_its_anchor() -> None:
    clip = sample_clip({"from": "kneel"}, {"torso": -20, "leg": [200, 270, 262]}, anchor=["knee.a", 7, 4, 5])

    for step in range(10):
        place = clip.moment_at(clip.seconds * step / 10).body.joints["knee.a"]
        assert place == pytest.approx((7, 4, 5))


def test_without_an_anchor_the_lowest_point_is_on_the_floor() -> None:
    joints = joints_of(torso=270, head=270, leg=[90, 90, 0], arm=[90, 90])

    assert joints["pelvis"][1] < 10


def test_someone_on_the_side_has_one_hip_over_the_other() -> None:
    joints = joints_of(lie="side_up", pelvis=[0, 14, 0], leg=[180, 180, 90], arm=[180, 180])

    assert joints["hip.a"][1] - joints["hip.o"][1] == pytest.approx(10)

"""The way between two movements: from where the one was left to where the other begins, and all of it a body's."""

import math
from itertools import pairwise

import pytest

from hipflow.figure.bridge import MOVE_SECONDS, MOVE_SECONDS_BY_WAY, SINKS, STAND_SECONDS, bridge_clips
from hipflow.figure.clip import Clip
from hipflow.figure.framing import fit_box
from hipflow.figure.limits import PLANTED, REACH_BETWEEN, check_moment
from hipflow.figure.posture import STRIDE
from hipflow.figure.skeleton import Body
from tests.figure.samples import ALL_CLIPS, clip_of

ALMOST = 1e-4


def bridge(start: str, goal: str, *, swaps_sides: bool = False) -> Clip | None:
    """The way from the end of one movement to the start of another."""
    last = clip_of(start)
    return bridge_clips(last, last.moments[-1], clip_of(goal), swaps_sides=swaps_sides)


def found(start: str, goal: str, *, swaps_sides: bool = False) -> Clip:
    """The same, where there is one."""
    clip = bridge(start, goal, swaps_sides=swaps_sides)
    assert clip
    return clip


def shape_of(body: Body) -> list[tuple[float, float, float]]:
    """Where the joints are, seen from the pelvis: wherever the body stands."""
    x, _, z = body.joints["pelvis"]
    return [(place[0] - x, place[1], place[2] - z) for place in body.joints.values()]


def test_it_stands_where_the_one_was_left_and_ends_where_the_other_begins() -> None:
    clip = found("single-leg-deadlift", "sumo-squat")
    left = clip_of("single-leg-deadlift")

    assert clip.seconds in {STAND_SECONDS + MOVE_SECONDS, STAND_SECONDS + MOVE_SECONDS_BY_WAY}
    for second in (0.0, STAND_SECONDS - 0.01):
        for place, wanted in zip(
            shape_of(clip.moment_at(second).body),
            shape_of(left.moment_at(left.moments[-1]).body),
            strict=True,
        ):
            assert place == pytest.approx(wanted, abs=1e-6)
    for name, wanted in clip_of("sumo-squat").keys[0].body.joints.items():
        assert clip.moment_at(clip.seconds - ALMOST).body.joints[name] == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize(
    ("start", "goal"),
    [
        ("butt-kicks", "knee-drives"),
        ("knee-drives", "leg-swings"),
        ("leg-swings", "side-steps"),
        ("single-leg-deadlift", "sumo-squat"),
        ("kneeling-quad-stretch", "runners-lunge"),
        ("psoas-massage", "frog-stretch"),
    ],
)
def test_who_stands_or_kneels_or_lies_alike_moves_over(start: str, goal: str) -> None:
    assert bridge(start, goal)


@pytest.mark.parametrize(
    ("start", "goal"),
    [
        ("runners-lunge", "figure-four"),
        ("sumo-squat", "clamshells"),
        ("clamshells", "it-band-roll"),  # The one on top, the other below.
        ("half-pigeon", "sumo-squat"),
        ("figure-four-seated", "butt-kicks"),
        ("figure-four", "psoas-massage"),
    ],
)
def test_who_would_have_to_get_up_or_turn_over_does_not(start: str, goal: str) -> None:
    assert bridge(start, goal) is None


@pytest.mark.parametrize("swaps_sides", [False, True])
def test_every_way_there_is_is_one_of_a_body(*, swaps_sides: bool) -> None:
    number = 0
    for start in ALL_CLIPS:
        for goal in ALL_CLIPS:
            last = clip_of(*start)
            clip = bridge_clips(last, last.moments[-1], clip_of(*goal), swaps_sides=swaps_sides)
            if clip is None or start == goal:
                continue
            number += 1
            for step in range(1, 40):
                body = clip.moment_at(clip.seconds * step / 40).body
                assert not list(check_moment(body, (), REACH_BETWEEN + 1.0, SINKS - 0.5)), (start, goal, step)
    assert number > 40


@pytest.mark.parametrize("swaps_sides", [False, True])
def test_feet_step_over_rather_than_slide(*, swaps_sides: bool) -> None:
    clip = found("sumo-squat", "single-leg-deadlift", swaps_sides=swaps_sides)
    bodies = [clip.moment_at(clip.seconds * step / 40).body for step in range(40)]

    for side in "ao":
        ankles = [body.joints[f"ankle.{side}"] for body in bodies]
        (x, _, z), (u, _, w) = ankles[0], ankles[-1]
        if math.hypot(u - x, w - z) > STRIDE:
            assert max(height for _, height, _ in ankles) > PLANTED + 1
            low = [(x, z) for x, height, z in ankles if height < PLANTED - 0.3]
            moved = [math.dist(one, two) for one, two in pairwise(low) if math.dist(one, two) < STRIDE]
            assert sum(moved) < 3.5


def test_whoever_worked_the_right_leg_still_has_it_when_the_left_one_is_next() -> None:
    clip = found("leg-swings", "butt-kicks", swaps_sides=True)
    last = clip_of("leg-swings")
    height = last.moment_at(last.moments[-1]).body.joints["ankle.a"][1]

    assert height > 10, "it swings"
    assert clip.moment_at(0).body.joints["ankle.o"][1] == pytest.approx(height)


def test_the_camera_shows_all_that_the_next_movement_needs() -> None:
    goal = clip_of("sumo-squat")
    own, wanted = fit_box(found("single-leg-deadlift", "sumo-squat")), fit_box(goal)

    assert own.left <= wanted.left
    assert own.right >= wanted.right
    assert own.bottom <= wanted.bottom
    assert own.top >= wanted.top


def test_where_the_straight_way_is_none_it_goes_back_to_where_the_movement_began() -> None:
    clip = found("frog-stretch", "psoas-massage")
    start = clip_of("frog-stretch").keys[0].body

    assert len(clip.keys) == 3
    for place, wanted in zip(shape_of(clip.keys[1].body), shape_of(start), strict=True):
        assert place == pytest.approx(wanted, abs=1e-6)

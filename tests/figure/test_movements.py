"""Every movement that comes with hipflow: bodies stay bodies, feet stay planted, and the picture is as reviewed."""

import math
import os
from itertools import pairwise
from pathlib import Path

import pytest

from hipflow.figure.cells import Frame
from hipflow.figure.clip import Clip
from hipflow.figure.limits import PLANTED, check_clip
from hipflow.figure.palette import RGB, Tone, tones_of
from hipflow.figure.posture import swap_sides
from hipflow.figure.props import Ball, Couch, Roller
from hipflow.figure.skeleton import BONES, CHAINS, NECK, RADII, Body, solve_posture
from hipflow.figure.vectors import Vector, dot, mix_points, subtract
from tests.figure.samples import ALL_CLIPS, DARK, IDS, clip_of, clips_of, grey, painter_of

EXERCISES = {
    "single-leg-deadlift", "butt-kicks", "clamshells", "side-steps", "sumo-squat", "knee-drives", "leg-swings",
    "kneeling-quad-stretch", "runners-lunge", "frog-stretch", "half-pigeon", "figure-four", "it-band-roll",
    "psoas-massage", "hip-flexor-standing", "figure-four-seated",
}  # fmt: skip
DUMPS = Path(__file__).parent / "dumps"

every_clip = pytest.mark.parametrize(("exercise", "number"), ALL_CLIPS)


def seconds_of(clip: Clip, steps: int = 40) -> list[float]:
    return [clip.seconds * step / steps for step in range(steps)]


def bones_of(body: Body) -> dict[str, float]:
    lengths = {"neck": math.dist(body.joints["chest"], body.joints["neck"])}
    for kind, names in CHAINS.items():
        for side in "ao":
            for a, b in pairwise(names):
                lengths[f"{a}.{side}"] = math.dist(body.joints[f"{a}.{side}"], body.joints[f"{b}.{side}"])
            assert len(BONES[kind]) == len(names) - 1
    return lengths


def distance_to_bone(place: Vector, start: Vector, end: Vector) -> float:
    """How far a place is from the nearest point between two joints."""
    along, away = subtract(end, start), subtract(place, start)
    share = max(0.0, min(1.0, dot(along, away) / dot(along, along)))
    return math.dist(place, mix_points(start, end, share))


def test_every_exercise_has_its_figure_and_no_figure_is_without_exercise() -> None:
    assert set(IDS) == EXERCISES


@every_clip
def test_bones_keep_their_length_all_the_way(exercise: str, number: int) -> None:
    clip = clip_of(exercise, number)
    expected = {"neck": NECK}
    for kind, names in CHAINS.items():
        expected |= {f"{a}.{side}": size for side in "ao" for a, size in zip(names, BONES[kind], strict=False)}

    for second in seconds_of(clip):
        assert bones_of(clip.moment_at(second).body) == pytest.approx(expected, abs=1e-9)


@every_clip
def test_no_joint_jumps(exercise: str, number: int) -> None:
    """A knee that folds the other way from one moment to the next would move by 10 units and more."""
    clip = clip_of(exercise, number)
    before = clip.moment_at(0).body
    for step in range(1, int(clip.seconds * 100)):
        body = clip.moment_at(step / 100).body
        assert max(math.dist(place, before.joints[name]) for name, place in body.joints.items()) < 6, step
        before = body


@every_clip
def test_nothing_sinks_into_the_floor(exercise: str, number: int) -> None:
    clip = clip_of(exercise, number)

    for second in seconds_of(clip):
        for name, place in clip.moment_at(second).body.joints.items():
            assert place[1] - RADII.get(name.split(".")[0], 3.0) > -1.5, (name, second)


@every_clip
def test_a_body_can_do_it(exercise: str, number: int) -> None:
    clip = clip_of(exercise, number)

    assert check_clip(clip, (), len(clip.keys)) == []


@pytest.mark.parametrize(
    ("exercise", "number", "joint"),
    [
        ("single-leg-deadlift", 0, "ankle.a"),
        ("sumo-squat", 0, "ankle.a"),
        ("sumo-squat", 0, "ankle.o"),
        ("leg-swings", 0, "ankle.o"),
        ("leg-swings", 1, "ankle.o"),
        ("runners-lunge", 0, "knee.a"),
        ("runners-lunge", 0, "ankle.o"),
        ("kneeling-quad-stretch", 0, "knee.a"),
        ("kneeling-quad-stretch", 0, "ankle.o"),
        ("kneeling-quad-stretch", 1, "ankle.o"),
        ("hip-flexor-standing", 0, "ankle.o"),
        ("figure-four-seated", 0, "ankle.o"),
        ("frog-stretch", 0, "ankle.a"),
        ("half-pigeon", 0, "knee.a"),
        ("it-band-roll", 0, "ankle.o"),
        ("it-band-roll", 0, "wrist.a"),
        ("psoas-massage", 0, "wrist.o"),
    ],
)
def test_what_carries_the_body_stays_where_it_is(exercise: str, number: int, joint: str) -> None:
    clip = clip_of(exercise, number)
    # One side's pass: what carries the body is another foot in the other's.
    last = clip.seconds * (0.42 if exercise == "single-leg-deadlift" else 1)
    places = [clip.moment_at(last * step / 30).body.joints[joint] for step in range(30)]

    assert max(math.dist(place, places[0]) for place in places) < 1.0


def test_the_hand_of_the_deadlift_that_reaches_the_floor_is_the_opposite_one() -> None:
    clip = clip_of("single-leg-deadlift")
    body = clip.moment_at(clip.moments[2]).body

    assert body.joints["ankle.a"][1] < PLANTED
    assert body.joints["ankle.o"][1] > 45
    assert body.joints["wrist.o"][1] < 9
    assert body.joints["wrist.a"][1] > 30


def test_the_long_leg_of_the_kneeling_stretch_rests_on_its_heel() -> None:
    clip = clip_of("kneeling-quad-stretch")
    start, end = (clip.moment_at(second).body.joints for second in (clip.moments[0], clip.moments[2]))

    for joints in (start, end):
        assert joints["ankle.o"][1] < PLANTED
        assert joints["toe.o"][1] > 8
        assert math.dist(joints["hip.o"], joints["ankle.o"]) > 45, "long all the time"


def test_the_hips_of_the_kneeling_stretch_go_forward_from_hands_on_the_seat() -> None:
    clip = clip_of("kneeling-quad-stretch")
    couch = next(prop for prop in clip.props if isinstance(prop, Couch))
    before, after = (clip.moment_at(second).body.joints for second in clip.moments[1:])

    assert after["pelvis"][0] - before["pelvis"][0] > 2
    for joints in (before, after):
        for side in "ao":
            x, y, _ = joints[f"wrist.{side}"]
            assert x < couch.x
            assert 0 < y - couch.height < 4


def test_the_foot_on_the_mat_stays_there_while_the_body_tips_over_the_roller() -> None:
    clip = clip_of("it-band-roll", 1)
    ankles = [clip.moment_at(second).body.joints["ankle.a"] for second in seconds_of(clip)]

    assert max(math.dist(ankle, ankles[0]) for ankle in ankles) < 1.0


def test_both_hands_hold_the_shin_that_is_hugged() -> None:
    joints = clip_of("knee-drives").moment_at(0).body.joints

    for side in "ao":
        assert joints["ankle.a"][1] + 8 < joints[f"wrist.{side}"][1] < joints["knee.a"][1] - 5
        assert abs(joints[f"wrist.{side}"][0] - joints["knee.a"][0]) < 4


@pytest.mark.parametrize("number", [0, 1])
def test_the_front_of_the_hip_stays_on_the_ball(number: int) -> None:
    clip = clip_of("psoas-massage", number)
    ball = next(prop for prop in clip.props if isinstance(prop, Ball))

    for second in seconds_of(clip):
        joints = clip.moment_at(second).body.joints
        bones = [(joints["hip.a"], joints["knee.a"]), (joints["hip.a"], joints["waist"])]
        near = min(distance_to_bone(ball.at, *bone) for bone in bones)
        assert near - RADII["hip"] - ball.radius < 0.5, second
        assert joints["hip.a"][1] > ball.at[1] + RADII["hip"], "above it"


def test_the_thigh_stays_on_the_roller_from_hip_to_knee() -> None:
    clip = clip_of("it-band-roll")
    roller = next(prop for prop in clip.props if isinstance(prop, Roller))
    shares = []
    for second in seconds_of(clip):
        joints = clip.moment_at(second).body.joints
        hip, knee = joints["hip.a"], joints["knee.a"]
        shares.append((roller.x - hip[0]) / (knee[0] - hip[0]))

    assert min(shares) < 0.2
    assert max(shares) > 0.8


def test_the_hips_of_the_frog_sink_back_between_knees_that_stay_on_the_floor() -> None:
    clip = clip_of("frog-stretch")
    start, end = clip.keys[0].body.joints, clip.keys[1].body.joints

    assert start["pelvis"][0] - end["pelvis"][0] > 12, "back"
    assert start["pelvis"][1] - end["pelvis"][1] > 4, "and down"
    for second in seconds_of(clip):
        joints = clip.moment_at(second).body.joints
        for side in "ao":
            assert joints[f"knee.{side}"][1] - RADII["knee"] < 2
            assert math.dist(joints[f"knee.{side}"], start[f"knee.{side}"]) < 3


def test_the_hands_of_the_figure_four_hold_the_thigh_under_the_ankle_from_behind() -> None:
    joints = clip_of("figure-four").keys[-1].body.joints

    assert distance_to_bone(joints["ankle.a"], joints["hip.o"], joints["knee.o"]) < 9
    for side in "ao":
        wrist = joints[f"wrist.{side}"]
        assert distance_to_bone(wrist, joints["hip.o"], joints["knee.o"]) < 9
        assert wrist[1] < joints["ankle.a"][1] - 8


def test_the_shin_of_the_half_pigeon_lies_across_between_the_hands() -> None:
    clip = clip_of("half-pigeon")
    joints = clip.keys[-1].body.joints

    assert abs(joints["ankle.a"][0] - joints["knee.a"][0]) < 6, "across"
    assert joints["wrist.a"][2] > joints["knee.a"][2] > joints["ankle.a"][2] > joints["wrist.o"][2]


@every_clip
def test_the_stills_of_a_strip_light_the_same_limbs(exercise: str, number: int) -> None:
    clip = clip_of(exercise, number)
    lit = len({clip.moment_at(second).working for second in clip.moments})

    assert lit == (2 if exercise == "butt-kicks" else 1), "only butt kicks are nothing but one leg after the other"


def test_the_stills_of_butt_kicks_show_one_heel_at_the_seat_then_the_other() -> None:
    clip = clip_of("butt-kicks")
    kicks = [clip.moment_at(second) for second in clip.moments]
    at_seat = [
        {leg for leg in "ao" if math.dist(kick.body.joints[f"ankle.{leg}"], kick.body.joints[f"hip.{leg}"]) < 14}
        for kick in kicks
    ]

    assert [len(legs) for legs in at_seat] == [1, 0, 1]
    assert at_seat[0] != at_seat[2]
    for kick, legs in zip(kicks[::2], at_seat[::2], strict=True):
        assert {f"leg.{leg}" for leg in legs} == kick.working


def test_the_leg_of_a_knee_drive_is_in_front_all_the_way_to_the_floor() -> None:
    clip = clip_of("knee-drives")
    hug, reach, step = (clip.moment_at(second).body.joints for second in clip.moments)

    for joints in (hug, reach, step):
        assert joints["ankle.a"][0] - joints["pelvis"][0] > 10
    assert math.dist(reach["hip.a"], reach["ankle.a"]) > 48, "long"
    assert step["ankle.a"][1] < PLANTED


def test_the_feet_of_the_clamshell_stay_together() -> None:
    clip = clip_of("clamshells")

    for second in seconds_of(clip):
        joints = clip.moment_at(second).body.joints
        assert math.dist(joints["ankle.a"], joints["ankle.o"]) < 6


@pytest.mark.parametrize("exercise", ["single-leg-deadlift", "butt-kicks", "knee-drives"])
def test_alternating_exercises_show_both_legs_in_turn(exercise: str) -> None:
    clip = clip_of(exercise)
    half = len(clip.keys) // 2

    assert {key.working for key in clip.keys[:half]} == {frozenset({"leg.a"})}
    assert {key.working for key in clip.keys[half:]} == {frozenset({"leg.o"})}
    for one, two in zip(clip.keys[:half], clip.keys[half:], strict=True):
        mirrored = solve_posture(swap_sides(one.posture)).joints
        moved = two.body.joints["pelvis"][0] - mirrored["pelvis"][0]
        for name, (x, y, z) in mirrored.items():
            assert two.body.joints[name] == pytest.approx((x + moved, y, z), abs=1e-9)


@pytest.mark.parametrize("exercise", ["knee-drives", "side-steps"])
def test_those_who_travel_go_on_without_a_jump(exercise: str) -> None:
    clip = clip_of(exercise)
    step = 0.02
    end, start = clip.moment_at(clip.seconds - step).body, clip.moment_at(0).body

    for name, (x, y, z) in start.joints.items():
        assert math.dist(end.joints[name], (x + clip.travel[0], y, z + clip.travel[1])) < 1.5


@pytest.mark.parametrize(
    ("exercise", "phases"),
    [
        ("leg-swings", ["Forward and back", "Side to side"]),
        ("it-band-roll", ["Outer thigh", "Tip forward and back"]),
    ],
)
def test_exercises_of_two_phases_have_a_clip_for_each(exercise: str, phases: list[str]) -> None:
    clips = clips_of(exercise)

    assert [clips.of_phase(phase)[0].phase for phase in phases] == phases


@pytest.mark.parametrize(("exercise", "number"), [(name, n) for name, n in ALL_CLIPS if clip_of(name, n).focus])
@pytest.mark.parametrize("size", [(24, 11), (40, 18)])
def test_the_dot_where_it_is_felt_is_whole_cells_and_never_frayed(
    exercise: str, number: int, size: tuple[int, int]
) -> None:
    clip, focus = clip_of(exercise, number), tones_of(DARK)[Tone.FOCUS]

    for second in clip.moments:
        frame = painter_of(clip, *size, hard=True).still_at(second)
        cells = [(dots, run) for row in frame.rows for run in row for dots in run.text]
        whole = [run for dots, run in cells if focus == {" ": run.background, "█": run.foreground}.get(dots)]
        cut = [run for dots, run in cells if dots not in " █" and focus in (run.foreground, run.background)]
        assert len(whole) >= 2
        assert len(cut) <= 4 * len(clip.focus), "the corners of a large dot"


@every_clip
def test_the_working_limb_is_seen_in_every_moment(exercise: str, number: int) -> None:
    tones = tones_of(DARK)
    lit = {tones[Tone.LIMB], tones[Tone.LIMB_FAR]}

    for frame in painter_of(clip_of(exercise, number)).strip():
        cells = sum(len(run.text) for row in frame.rows for run in row if lit & {run.foreground, run.background})
        assert cells >= 10


def test_the_working_limb_and_its_arrow_are_the_brightest_also_in_grey_and_on_the_far_side() -> None:
    tones = tones_of(DARK)
    others = [tones[tone] for tone in Tone if tone not in {Tone.LIMB, Tone.LIMB_FAR, Tone.ARROW}]

    assert min(grey(tones[tone]) for tone in (Tone.LIMB, Tone.LIMB_FAR, Tone.ARROW)) > max(map(grey, others))


LETTERS = {
    Tone.HEAD: "o", Tone.ARM: "o", Tone.ARM_FAR: "o", Tone.HAIR: "%", Tone.TORSO: "t", Tone.HIPS: "h",
    Tone.NEAR: "n", Tone.FAR: "n",
    Tone.PROP: "#", Tone.PROP_LIGHT: "#", Tone.PROP_DARK: "#", Tone.ACCENT: "@", Tone.ACCENT_DARK: "@",
    Tone.FOCUS: "*", Tone.MARK: "-", Tone.ARROW: "-", Tone.MAT: ".", Tone.WALL: ".",
}  # fmt: skip


def tone_of(colour: RGB) -> Tone:
    """The tone that a colour comes closest to."""
    tones = tones_of(DARK)
    return min(Tone, key=lambda tone: math.dist(tones[tone], colour))


def lines_of(frame: Frame) -> list[str]:
    """A frame as text: block characters for the working limb, a letter for anything else."""
    lines = []
    for row in frame.rows:
        line = ""
        for run in row:
            front, back = tone_of(run.foreground), tone_of(run.background)
            for character in run.text:
                shown = back if character == " " else front
                if shown in {Tone.LIMB, Tone.LIMB_FAR}:
                    line += "█" if character == " " else character
                else:
                    line += LETTERS.get(shown, " ")
        lines.append(line)
    return lines


def dump_of(exercise: str) -> str:
    """Three moments of each clip, side by side."""
    parts = []
    for clip in clips_of(exercise).clips:
        painter = painter_of(clip, hard=True)
        cues = " · ".join(clip.cue_at(second) for second in clip.moments)
        lines = zip(*(lines_of(painter.still_at(second)) for second in clip.moments), strict=True)
        parts.append(f"{clip.name}: {cues}\n" + "\n".join("│".join(line).rstrip() for line in lines))
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("exercise", IDS)
def test_the_movement_looks_as_it_was_reviewed(exercise: str) -> None:
    """Run with UPDATE_DUMPS=1 to write the dumps anew, and look at what changed."""
    path = DUMPS / f"{exercise}.txt"
    if os.environ.get("UPDATE_DUMPS"):
        DUMPS.mkdir(exist_ok=True)
        path.write_text(dump_of(exercise), encoding="utf-8")

    assert dump_of(exercise) == path.read_text(encoding="utf-8")

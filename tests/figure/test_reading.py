"""The reader takes good data and names everything that is wrong with bad data."""

import pytest

from hipflow.figure.clip import Clips
from hipflow.figure.fields import Path
from hipflow.figure.reading import build_clips
from tests.figure.samples import clip_data, problems_of

STAND: dict[str, object] = {"from": "stand"}


def test_good_data_makes_clips() -> None:
    built = build_clips(clip_data())

    assert isinstance(built, Clips)
    assert [clip.name for clip in built.clips] == ["Sample"]


def key_problem(**key: object) -> tuple[Path, str, str]:
    named = {name.replace("_", "."): value for name, value in key.items()}
    return only_problem(clip_data(STAND, named))


def only_problem(data: object) -> tuple[Path, str, str]:
    problems = problems_of(data)
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("data", "path", "what"),
    [
        (None, (), "nothing where a mapping is needed"),
        ([1], (), "a list of 1 where a mapping is needed"),
        ({"clips": "frog"}, ("clips",), "'frog' where a list is needed"),
        ({"clips": []}, ("clips",), "a list of 0"),
        ({"clips": [7]}, ("clips", 0), "7 where a mapping is needed"),
    ],
)
def test_data_of_the_wrong_shape_is_refused(data: object, path: Path, what: str) -> None:
    found = problems_of(data)[0]

    assert found.path == path
    assert found.what.startswith(what)


@pytest.mark.parametrize(
    ("key", "value", "path", "what", "mend"),
    [
        ("torsoo", 3, ("torsoo",), "unknown key 'torsoo'", "did you mean 'torso'?"),
        ("leg.b", 3, ("leg.b",), "unknown key 'leg.b'", "did you mean"),
        ("torso", "9o", ("torso",), "'9o' is no direction", "90/20"),
        ("torso", "90/20*.6", ("torso",), "'90/20*.6' is no direction", "90/20"),
        ("torso", True, ("torso",), "True where a number is needed", "write a number"),
        ("torso", float("nan"), ("torso",), "nan where a number is needed", "write a number"),
        ("torso", 10**400, ("torso",), "a huge number is out of range", "from -360 to 720"),
        ("torso", "90/500", ("torso",), "500.0 is out of range", "from -180 to 180"),
        ("leg", [1, 2, 3, 4], ("leg",), "4 directions", "at most 3"),
        ("leg.a", [90, "x"], ("leg.a", 1), "'x' is no direction", "90"),
        ("foot.a", [1, 2], ("foot.a",), "a list of 2", "add"),
        ("hand.a", ["elbow.b", 0, 0, 0], ("hand.a", 0), "'elbow.b' is none", "did you mean"),
        ("hand.a", "kne.o", ("hand.a",), "'kne.o' is none", "did you mean 'knee.o'?"),
        ("pelvis", [1, 2], ("pelvis",), "a list of 2 where 3 numbers are needed", "[0, 51, 0]"),
        ("anchor", ["ankel.a", 0, 0, 0], ("anchor", 0), "'ankel.a' is none", "'ankle.a'"),
        ("lie", "back", ("lie",), "'back' is none", "side_up"),
        ("depth", {"arm.x": 3}, ("depth", "arm.x"), "unknown key 'arm.x'", "did you mean"),
        ("move", 0, ("move",), "0 is out of range", "0.05"),
        ("hold", "long", ("hold",), "'long' where a number is needed", "number"),
        ("ease", "inn", ("ease",), "'inn' is none", "did you mean 'in"),
        ("cue", 5, ("cue",), "5 where text is needed", "words"),
        ("cue", "x" * 41, ("cue",), "41 characters", "40"),
        ("cue", "beep\a", ("cue",), "a control character", "leave it out"),
        ("from", "standing", ("from",), "'standing' is none", "did you mean 'stand'?"),
        ("like", 7, ("like",), "7 is out of range", "from 0 to 0"),
        ("arrow", [[0, 0, 0]], ("arrow",), "a list of 1", "add"),
        ("arrow", [[0, 0, 0], [1, 2]], ("arrow", 1), "a list of 2 where 3 numbers", "[0, 0, 14]"),
    ],
)
def test_a_wrong_key_field_is_named_with_a_way_out(key: str, value: object, path: Path, what: str, mend: str) -> None:
    found = problems_of(clip_data(STAND, {key: value}))[0]

    assert found.path == ("clips", 0, "keys", 1, *path)
    assert found.what.startswith(what)
    assert mend in found.mend


@pytest.mark.parametrize(
    ("field", "value", "path", "what"),
    [
        ("veiw", "side", ("veiw",), "unknown key 'veiw'"),
        ("view", "behind", ("view",), "'behind' is none"),
        ("view", [400, 0], ("view",), "a camera out of range"),
        ("active", ["leg.c"], ("active", 0), "'leg.c' is none"),
        ("active", "leg.a", ("active",), "'leg.a' where a list is needed"),
        ("ghost", "no", ("ghost",), "'no' where true or false is needed"),
        ("mirror", "yes", ("mirror",), "'yes' where true or false is needed"),
        ("travel", [1], ("travel",), "a list of 1 where 2 numbers are needed"),
        ("focus", ["hip", 0, 0, 0], ("focus", 0), "'hip' is none"),
        ("focus", "hip", ("focus",), "'hip' is none"),
        ("focus", ["hip.a", "kne.a", 0, 0, 0], ("focus", 1), "'kne.a' is none"),
        ("focus", [["hip.a", 0, 0, 0], ["hip", 0, 0, 0]], ("focus", 1, 0), "'hip' is none"),
        ("focus", [1, 2], ("focus",), "a list of 2"),
        ("strip", [2], ("strip", 0), "2 is out of range"),
        ("keys", [STAND], ("keys",), "a list of 1"),
        ("props", [{"kind": "matt"}], ("props", 0, "kind"), "'matt' is none"),
        ("props", [{"kind": "mat", "x": [0, 1], "zz": [0, 1]}], ("props", 0, "zz"), "unknown key 'zz'"),
        ("props", [{"kind": "ball", "radius": 5}], ("props", 0, "at"), "nothing where 3 numbers"),
        ("props", [{"kind": "marks", "every": 0}], ("props", 0, "every"), "0 is out of range"),
    ],
)
def test_a_wrong_clip_field_is_named(field: str, value: object, path: Path, what: str) -> None:
    found = problems_of(clip_data(**{field: value}))[0]

    assert found.path == ("clips", 0, *path)
    assert found.what.startswith(what)


@pytest.mark.parametrize(
    ("key", "what"),
    [
        ({"hand.a": [60, 60, 8]}, "hand.a is out of reach"),
        ({"pelvis": [0, 40, 0]}, "ankle.a is below the floor"),
        ({"pelvis": [0, 60, 0], "leg.a": [90, 260]}, "knee.a bends too far"),
        ({"pelvis": [0, 60, 0], "leg.a": [250, 250]}, "hip.a bends too far"),
        ({"pelvis": [0, 60, 0], "leg.a": ["180/85", "180/85"]}, "hip.a spreads too far"),
        ({"pelvis": [0, 60, 0], "leg.a": [180, 90]}, "knee.a bends the wrong way"),
        ({"pelvis": [9, 51.5, 0]}, "foot.a slides"),
    ],
)
def test_what_a_body_cannot_do_is_refused(key: dict[str, object], what: str) -> None:
    problems = problems_of(clip_data({"from": "stand", "pelvis": [0, 51.5, 0]}, key))

    assert any(each.what.startswith(what) and each.path[:4] == ("clips", 0, "keys", 1) for each in problems)


def test_all_problems_are_found_at_once_and_none_twice() -> None:
    data = clip_data({"from": "stand", "torsoo": 1, "leg": "x"}, {"cue": 3}, viw="side")

    problems = problems_of(data)

    assert [each.path[2:] for each in problems] == [
        ("viw",),
        ("keys", 0, "torsoo"),
        ("keys", 0, "leg", 0),
        ("keys", 1, "cue"),
    ]


def test_a_body_does_not_turn_over_between_two_keys() -> None:
    lying: dict[str, object] = {"lie": "side_up"}

    assert "turns over" in problems_of(clip_data(STAND, lying))[0].what


def test_a_foot_that_is_lifted_to_a_new_place_does_not_slide() -> None:
    here: dict[str, object] = {"from": "stand", "pelvis": [0, 46, 0], "foot": [0, 2.5, 5]}
    there: dict[str, object] = {"foot.a": [18, 2.5, 5], "pelvis": [9, 46, 0]}

    assert problems_of(clip_data(here, there)) == []

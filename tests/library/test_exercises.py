"""What an exercise file means once it is read, and what is said where it does not."""

from pathlib import Path

import pytest

from hipflow.core.exercise import Exercise, Kind, PerSide, Phase, Position, Sides
from hipflow.library.exercises import read_exercise
from hipflow.library.repertoire import Repertoire
from tests.library.texts import tell

WHOLE = """\
name: Wall roll
short_name: Wall roll
aliases: [calf roll, lower-leg roll]
kind: release
sides: each
sides_allowed: [each, alternate]
position: seated
side_means: the leg that is rolled
side_labels: {left: left calf, right: right calf}
side_cues: {left: Left calf on the roller., right: Right calf on the roller.}
spoken_cues: {left: left calf on the roller, right: right calf on the roller}
short_cues: {left: Left calf, right: Right calf}
short_cue: Calf on roller
equipment: [mat, foam-roller]
equipment_optional: [cushion]
phases:
  - {name: Straight, duration: 30, cue: Slow passes.}
  - {name: Turned in, duration: 20s}
duration_min: 15
duration_max: 1m
switch: 8
phase_gap: 3
reps: 10
tempo: 3 s each way
use: [recovery]
instructions: [Sit down., Roll.]
cue: Breathe.
mistake: Rolling fast.
easier: Less weight.
harder: One leg on top.
muscles: [calves]
muscles_secondary: [feet]
dose: 30-60 s
avoid: open wound
variant_of: it-band-roll
"""
ROLL = Exercise(
    id="calf-roll",
    name="Wall roll",
    short_name="Wall roll",
    aliases=("calf roll", "lower-leg roll"),
    kind=Kind.RELEASE,
    sides=Sides.EACH,
    sides_allowed=(Sides.EACH, Sides.ALTERNATE),
    position=Position.SEATED,
    side_means="the leg that is rolled",
    side_labels=PerSide("left calf", "right calf"),
    side_cues=PerSide("Left calf on the roller.", "Right calf on the roller."),
    spoken_cues=PerSide("left calf on the roller", "right calf on the roller"),
    short_cues=PerSide("Left calf", "Right calf"),
    short_cue="Calf on roller",
    equipment=("mat", "foam-roller"),
    equipment_optional=("cushion",),
    phases=(Phase("Straight", 30, "Slow passes."), Phase("Turned in", 20)),
    shortest=15,
    longest=60,
    switch=8,
    phase_gap=3,
    reps="10",
    tempo="3 s each way",
    use=("recovery",),
    instructions=("Sit down.", "Roll."),
    cue="Breathe.",
    mistake="Rolling fast.",
    easier="Less weight.",
    harder="One leg on top.",
    muscles=("calves",),
    muscles_secondary=("feet",),
    dose="30-60 s",
    avoid="open wound",
    variant_of="it-band-roll",
)


def write(folder: Path, text: str, name: str = "calf-roll.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("each_parser")
def test_every_field_of_an_exercise_arrives(tmp_path: Path, known: Repertoire) -> None:
    reading = read_exercise(write(tmp_path, WHOLE), known)
    assert tell(reading) == []
    assert reading.value == ROLL


def test_one_that_extends_another_takes_over_every_field(tmp_path: Path, known: Repertoire) -> None:
    others = Repertoire(known.built_in, own={"other": ROLL})
    reading = read_exercise(write(tmp_path, "extends: other\n"), others)
    assert reading.value == ROLL


def test_one_that_extends_another_is_a_form_of_it(tmp_path: Path, known: Repertoire) -> None:
    reading = read_exercise(write(tmp_path, "extends: half-pigeon\nname: Mine\n"), known)
    assert reading.value
    assert reading.value.variant_of == "half-pigeon"


def test_the_users_own_version_of_one_built_in_stands_on_the_one_built_in(tmp_path: Path, known: Repertoire) -> None:
    path = write(tmp_path, "extends: clamshells\nswitch: 12\n", "clamshells.yaml")
    first = read_exercise(path, known).value
    assert first is not None
    assert (first.switch, first.name) == (12, "Clamshells")
    again = read_exercise(path, Repertoire(known.built_in, own={"clamshells": first}))
    assert again.value == first


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "",
            "1:1: an exercise must be a map with name, kind, sides, position and duration; this file is empty."
            ' Begin it with "name:".',
        ),
        (
            "- a\n",
            "1:1: an exercise must be a map with name, kind, sides, position and duration; this file holds a list."
            ' Begin it with "name:".',
        ),
        (
            WHOLE.replace("sides: each", "sides: left", 1),
            '5:8: sides: "left" is not one of both, each, alternate. Write both, for example.',
        ),
        (WHOLE + "harde: 1\n", '36:1: unknown field "harde". Did you mean "harder"?'),
        (
            WHOLE.replace("position: seated\n", ""),
            '1:1: position is missing. Add "position:" with one of standing, seated, half-kneeling, all-fours,'
            " side-lying, supine, prone.",
        ),
        (
            WHOLE.replace("- {name: Straight, duration: 30, cue: Slow passes.}", "- {name: Straight}"),
            "17:5: phases[0]: needs name and duration. Add duration.",
        ),
        (
            WHOLE.replace("switch: 8", "switch: 1:30"),
            '21:9: switch: "1:30" means different things to different YAML readers. Write 90 or "1m30s".',
        ),
        (
            WHOLE.replace("duration_max: 1m", "duration_max: 10"),
            "20:15: duration_max: 10 s is less than duration_min, which is 15 s. Write 15 or more.",
        ),
        (
            WHOLE.replace("duration_min: 15", "duration_min: 25"),
            "19:15: duration_min: 25 s is more than it is done for, which is 20 s. Write 20 or less.",
        ),
        (
            WHOLE.replace("duration_max: 1m", "duration_max: 25"),
            "20:15: duration_max: 25 s is less than it is done for, which is 30 s. Write 30 or more.",
        ),
        (
            WHOLE.replace("duration_max: 1m", "duration_max: long"),
            '20:15: duration_max: must be whole seconds from 3 to 600; got long. Write it like 45, "45s" or "1m30s".',
        ),
        (
            "extends: clamshel\n",
            '1:10: extends: no exercise "clamshel". Did you mean "clamshells"? See: hipflow exercises',
        ),
        ("name: [a\n", "2:1: not valid YAML: a bracket or brace is never closed. Close it."),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, message: str, tmp_path: Path, known: Repertoire) -> None:
    path = write(tmp_path, text)
    reading = read_exercise(path, known)
    assert tell(reading) == [f"{path}:{message}"]
    assert reading.value is None


def test_the_name_of_its_file_must_be_an_id(tmp_path: Path, known: Repertoire) -> None:
    path = write(tmp_path, WHOLE, "Calf roll.yaml")
    assert tell(read_exercise(path, known)) == [
        f"{path}:1:1: the name of an exercise's file must be lower-case letters, digits and single hyphens;"
        ' got "Calf roll". Call it calf-roll.yaml.'
    ]


def test_one_with_the_id_of_one_built_in_must_say_that_it_extends_it(tmp_path: Path, known: Repertoire) -> None:
    path = write(tmp_path, WHOLE, "clamshells.yaml")
    assert tell(read_exercise(path, known)) == [
        f'{path}:1:1: this name exists in hipflow. Add "extends: clamshells" or choose another id.'
    ]

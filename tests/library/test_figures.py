"""A file of clips becomes what can be drawn, or every problem with its place."""

import os
from pathlib import Path

import pytest

from hipflow.figure.clip import Clips
from hipflow.library.catalogue import load_catalogue
from hipflow.library.document import parse_document
from hipflow.library.figures import Figures, build_reading, load_figures, plain_value, read_clips
from hipflow.places import config_folder, data_root

GOOD = """\
clips:
  - name: Nod
    keys:
      - {from: stand, cue: up}
      - {torso: 20, cue: down}
"""


def problems_in(text: str) -> list[str]:
    """What is wrong with a text, as a person reads it."""
    reading = build_reading(parse_document(text, "nod.yaml"))
    assert reading.value is None
    return [str(problem) for problem in reading.problems]


def test_a_sound_file_has_its_clips_and_no_problem() -> None:
    reading = build_reading(parse_document(GOOD, "nod.yaml"))

    assert reading.problems == ()
    assert reading.value is not None
    assert [clip.name for clip in reading.value.clips] == ["Nod"]


def test_an_unknown_key_is_told_where_it_stands() -> None:
    told = problems_in(GOOD.replace("name: Nod", "veiw: side"))

    assert told == ["nod.yaml:2:5: clips[0].veiw: unknown key 'veiw'. Did you mean 'view'?"]


def test_a_wrong_value_is_told_at_its_field() -> None:
    told = problems_in(GOOD.replace("torso: 20", "torso: x"))

    assert told[0].startswith("nod.yaml:5:10: clips[0].keys[1].torso: 'x' is no direction. Write degrees")


def test_an_item_of_a_list_is_told_at_its_own_place() -> None:
    text = GOOD.replace("{torso: 20, cue: down}", "{leg.a: [90, x, 90]}")

    assert problems_in(text)[0].startswith("nod.yaml:5:22: clips[0].keys[1].leg.a[1]: 'x' is no direction. Write")


def test_what_a_body_cannot_do_is_told_at_the_key() -> None:
    text = GOOD.replace("{torso: 20, cue: down}", "{leg.a: [180, 358, 90]}")

    assert any(line.startswith("nod.yaml:5:9: clips[0].keys[1]: knee.a bends too far") for line in problems_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "clips: 3",
        "[]",
        "clips: [{keys: [{}, {}], name: 3}]",
        "clips: [{keys: [{torso: .nan}, {torso: .inf}]}]",
        f"clips: [{{keys: [{{torso: {'9' * 5000}}}, {{torso: 0x{'f' * 5000}}}]}}]",
        "clips:\n\t- x",
        "clips: [{{}: 1}]",
        "a: &x [*x]",
        "clips: ['\\e[2J']",
    ],
)
def test_no_text_breaks_the_reader_and_every_problem_can_be_printed(text: str) -> None:
    told = problems_in(text)

    assert told
    assert all(line.isprintable() and line.startswith("nod.yaml:") for line in told)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: 1, b: 1.5, c: -2, d: 1e2, e: .5}", {"a": 1, "b": 1.5, "c": -2, "d": 100.0, "e": 0.5}),
        ("{a: 0x1F, b: 0o17, c: 007}", {"a": 31, "b": 15, "c": 7}),
        ("{a: yes, b: true, c: null, d: ~, e: '1'}", {"a": "yes", "b": True, "c": None, "d": None, "e": "1"}),
        ("{a: 180/50, b: [1, [2]]}", {"a": "180/50", "b": [1, [2]]}),
    ],
)
def test_plain_values_follow_the_core_schema(text: str, value: object) -> None:
    root = parse_document(text, "x").root

    assert root is not None
    assert plain_value(root) == value


def test_every_exercise_that_comes_with_hipflow_has_a_sound_figure() -> None:
    figures = load_figures()

    assert set(figures.list_ids()) == set(load_catalogue().exercises.built_in)
    assert all(figures.find_clips(id) for id in figures.list_ids())


def test_the_phases_of_a_figure_are_phases_of_its_exercise() -> None:
    figures = load_figures()
    for id, exercise in load_catalogue().exercises.built_in.items():
        clips = figures.find_clips(id)
        assert clips is not None
        assert {clip.phase for clip in clips.clips} <= {"", *(phase.name for phase in exercise.phases)}, id


def name_figure(text: str, *ids: str) -> str:
    """The name of the first clip that is shown for these exercises, where a person has written a half pigeon so."""
    own = config_folder() / "figures"
    own.mkdir(parents=True)
    (own / "half-pigeon.yaml").write_text(text)
    clips = load_figures().find_clips(*ids)
    assert clips is not None
    return clips.clips[0].name


def test_ones_own_figure_takes_the_place_of_one_that_comes_with_hipflow_by_extending_it() -> None:
    assert name_figure(f"extends: half-pigeon\n{GOOD}", "half-pigeon") == "Nod"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD, '1:1: a figure of half-pigeon comes with hipflow. Add "extends: half-pigeon" to have this one in'),
        (
            f"extends: frog-stretch\n{GOOD}",
            "1:10: extends: the name of the file says that this is a figure of half-pigeon. "
            'Write "extends: half-pigeon", or call the file by the other id.',
        ),
        (f"extends: [a]\n{GOOD}", "1:10: extends: the name of the file says"),
    ],
)
def test_without_saying_so_it_takes_no_place_and_is_told(text: str, message: str) -> None:
    assert name_figure(text, "half-pigeon") == "Half pigeon"

    reading = load_figures().read("half-pigeon")
    assert reading
    assert message in str(reading.problems[0])


def test_an_exercise_without_a_figure_has_that_of_the_one_it_is_a_form_of() -> None:
    assert name_figure("", "my-pigeon", "half-pigeon") == "Half pigeon"


def test_two_files_for_ones_own_exercise_are_no_reason_to_extend(tmp_path: Path) -> None:
    for suffix in ("yaml", "yml"):
        (tmp_path / f"nod.{suffix}").write_text(GOOD)

    assert Figures([tmp_path]).find_clips("nod") is not None


def test_a_file_is_read_when_it_is_first_asked_for_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "nod.yml"
    figures = Figures([tmp_path])
    file.write_text(GOOD)

    first = figures.find_clips("nod")
    file.unlink()

    assert isinstance(first, Clips)
    assert figures.find_clips("nod") is first


@pytest.mark.parametrize("id", ["nod", "../nod", "", "a/b", "Nod", "nod.yaml", "n" * 5000])
def test_what_is_not_there_has_no_figure(tmp_path: Path, id: str) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "nod.yaml").write_text(GOOD)

    assert Figures([tmp_path / "figures", tmp_path / "none"]).find_clips(id) is None


def test_a_broken_figure_is_no_figure_and_tells_why(tmp_path: Path) -> None:
    (tmp_path / "nod.yaml").write_text("clips: []")
    figures = Figures([tmp_path])

    assert figures.find_clips("nod") is None
    reading = figures.read("nod")
    assert reading is not None
    assert [problem.line for problem in reading.problems] == [1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "nod.yaml")

    assert read_clips(tmp_path / "nod.yaml").value is None


def test_the_data_folder_is_where_figures_come_from() -> None:
    file = load_figures().find_file("sumo-squat")

    assert file == data_root() / "assets" / "figures" / "sumo-squat.yaml"

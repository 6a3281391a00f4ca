"""Files checked by a person, by a commit hook, or by another program."""

import json
import os
from pathlib import Path

import pytest

from hipflow.cli import main
from hipflow.places import data_root

GOOD = "version: 1\nname: Hips\nsteps: [leg-swings, my-march]\n"
MARCH = "name: March\nkind: dynamic\nsides: both\nposition: standing\nduration: 40\n"
COLD = "version: 1\nname: Cold\nsteps: [frog-stretch]\n"
NOD = "clips:\n  - keys: [{from: stand}, {head: 10}]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as somebody may keep it: routines, and the exercises and figures they need."""
    files = {
        "routines/good.yaml": GOOD,
        "routines/.hidden.yaml": "nothing",
        "routines/notes.txt": "nothing",
        "exercises/my-march.yaml": MARCH,
        "figures/my-march.yaml": NOD,
    }
    for name, text in files.items():
        path = tmp_path / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "mine"


Printed = pytest.CaptureFixture[str]


def test_a_folder_is_looked_through_with_all_its_folders(folder: Path, capsys: Printed) -> None:
    assert main(["check", str(folder)]) == 0

    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.splitlines() == [
        f"{folder}/exercises/my-march.yaml: ok, exercise",
        f"{folder}/figures/my-march.yaml: ok, figure",
        f"{folder}/routines/good.yaml: ok, 10 steps, 2:06",
        "3 files, 3 ok; no errors, no warnings",
    ]


def test_a_routine_alone_finds_the_exercises_that_lie_beside_its_folder(folder: Path) -> None:
    assert main(["check", str(folder / "routines" / "good.yaml")]) == 0


def test_a_broken_exercise_is_told_once_and_is_the_reason_why_a_routine_cannot_be_run(
    folder: Path, capsys: Printed
) -> None:
    (folder / "exercises" / "my-march.yaml").write_text(MARCH.replace("both", "bth"))

    assert main(["check", str(folder)]) == 2

    printed = capsys.readouterr()
    march = f"{folder}/exercises/my-march.yaml"
    assert printed.err.splitlines() == [
        f'{march}:3:8: sides: "bth" is not one of both, each, alternate. Did you mean "both"?',
        f'{folder}/routines/good.yaml:3:21: steps[1]: exercise "my-march" has a problem of its own. '
        f"Mend {march} first.",
    ]
    assert printed.out.splitlines()[-1] == "3 files, 1 ok; 2 errors, no warnings"


def test_a_warning_counts_only_where_it_is_strict(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "cold.yaml"
    file.write_text(COLD)

    assert main(["check", str(file)]) == 0
    assert main(["check", str(file), "--strict"]) == 2

    assert capsys.readouterr().err.startswith(f"warning: {file}:3:9: steps[0]: frog-stretch is held first")


def test_two_routines_of_one_id_in_a_folder_are_told(folder: Path, capsys: Printed) -> None:
    (folder / "routines" / "other.yaml").write_text(f"id: good\n{GOOD}")

    assert main(["check", str(folder)]) == 2

    assert 'other.yaml:1:5: routine id "good" is in good.yaml and other.yaml' in capsys.readouterr().err


def test_one_kind_of_file_is_told_from_another_by_what_it_says_and_then_by_its_folder(
    tmp_path: Path, capsys: Printed
) -> None:
    for name, text in (("a.yaml", MARCH), ("b.yaml", NOD), ("c.yaml", COLD)):
        (tmp_path / name).write_text(text)
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "d.yaml").write_text("")

    assert main(["check", str(tmp_path), "--json"]) == 2

    told = json.loads(capsys.readouterr().out)
    assert [(Path(each["path"]).name, each["content"]) for each in told["files"]] == [
        ("a.yaml", "exercise"),
        ("b.yaml", "figure"),
        ("c.yaml", "routine"),
        ("d.yaml", "exercise"),
    ]


def test_as_json_every_problem_has_its_place_and_its_way_out(folder: Path, capsys: Printed) -> None:
    file = folder / "routines" / "good.yaml"
    file.write_text("version: 1\nname: Hips\nsteps: [leg-swing, my-march]\n")

    assert main(["check", str(file), "--json"]) == 2

    printed = capsys.readouterr()
    assert printed.err == ""
    assert json.loads(printed.out) == {
        "files": [
            {
                "path": str(file),
                "content": "routine",
                "ok": False,
                "id": None,
                "seconds": None,
                "problems": [
                    {
                        "line": 3,
                        "column": 9,
                        "severity": "error",
                        "where": "steps[0]",
                        "what": 'no exercise "leg-swing"',
                        "way_out": 'Did you mean "leg-swings"? See: hipflow exercises',
                    }
                ],
            }
        ],
        "errors": 1,
        "warnings": 0,
    }


def test_without_a_name_all_that_is_ones_own_is_checked(own_home: Path, capsys: Printed) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().err == "Nothing to check: no YAML file was found.\n"

    main(["new", "my-hips", "--no-edit"])
    capsys.readouterr()
    assert main(["check"]) == 0

    assert capsys.readouterr().out == f"{own_home}/config/routines/my-hips.yaml: ok, 16 steps, 4:24\n"


def test_a_routine_can_be_named_by_its_id(capsys: Printed) -> None:
    assert main(["check", "strength-15"]) == 0

    assert capsys.readouterr().out.endswith("strength-15.yaml: ok, 42 steps, 14:58\n")


def test_a_folder_with_nothing_in_it_is_not_fine(tmp_path: Path) -> None:
    assert main(["check", str(tmp_path)]) == 2


def test_all_that_comes_with_hipflow_needs_no_advice() -> None:
    assert main(["check", str(data_root() / "routines"), str(data_root() / "assets"), "--strict"]) == 0


@pytest.mark.skipif(os.name == "nt", reason="a link needs rights there that a person may not have")
def test_a_link_in_a_circle_does_not_hold_it_up(folder: Path) -> None:
    (folder / "again").symlink_to(folder, target_is_directory=True)

    assert main(["check", str(folder)]) == 0


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "my-marhc.yaml",
            NOD,
            '1:1: no exercise "my-marhc", so that nobody sees this. Did you mean "my-march"? See: hipflow exercises',
        ),
        (
            "my-march.yaml",
            NOD.replace("- keys", "- phase: Up\n    keys"),
            '2:5: clips[0].phase: my-march has no phase "Up". Take it out.',
        ),
        ("leg-swings.yaml", NOD, '1:1: a figure of leg-swings comes with hipflow. Add "extends: leg-swings"'),
    ],
)
def test_a_figure_that_does_not_fit_its_exercise_is_told(
    name: str, text: str, said: str, folder: Path, capsys: Printed
) -> None:
    file = folder / "figures" / name
    file.write_text(text)

    assert main(["check", str(file), "--strict"]) == 2

    assert f"{file}:{said}" in capsys.readouterr().err

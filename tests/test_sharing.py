"""A routine in one file, for somebody else."""

from pathlib import Path

import pytest

from hipflow.cli import main
from hipflow.core.plan import compile_plan
from hipflow.library.catalogue import load_catalogue
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import parse_routine

Printed = pytest.CaptureFixture[str]

OWN = """\
version: 1
name: Mine
exercises:
  march: {extends: my-march, duration: 9}
steps:
  - march
  - my-march
  - exercise: half-pigeon
    duration: 50
"""
MARCH = "name: My march\nkind: dynamic\nsides: each\nposition: standing\nduration: 12\ncue: Tall.\n"


@pytest.fixture
def own(own_home: Path) -> Path:
    """A home with a routine, exercises and a figure of the person's own, one that comes with hipflow changed."""
    files = {
        "routines/mine.yaml": OWN,
        "exercises/my-march.yaml": MARCH,
        "exercises/half-pigeon.yaml": "extends: half-pigeon\nswitch: 20\nmistake: ''\n",
        "figures/my-march.yaml": "clips: []",
    }
    for name, text in files.items():
        path = own_home / "config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return own_home / "config"


@pytest.mark.parametrize("id", [routine.id for routine in load_catalogue().read_routines()])
def test_a_packed_preset_runs_by_the_same_plan_where_no_exercise_is_known(id: str, capsys: Printed) -> None:
    assert main(["pack", id]) == 0

    text = capsys.readouterr().out
    unpacked = parse_routine(text, "elsewhere.yaml", Repertoire()).value
    routine = load_catalogue().find_routine(id).value
    assert unpacked
    assert routine
    assert compile_plan(unpacked) == compile_plan(routine)


def test_ones_own_exercises_go_along_and_the_file_runs_on_another_machine(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    packed = tmp_path / "for-ann.yaml"
    assert main(["show", "mine", "--json"]) == 0
    plan = capsys.readouterr().out

    assert main(["pack", "mine", str(packed)]) == 0
    printed = capsys.readouterr()
    monkeypatch.setenv("HIPFLOW_CONFIG_HOME", str(tmp_path / "ann"))
    assert main(["show", str(packed), "--json"]) == 0

    assert capsys.readouterr().out == plan
    assert printed.out == f"Written: {packed}\n"
    assert printed.err.endswith(f"to share them too: {own / 'figures'}: my-march.yaml\n")
    assert main(["check", str(packed)]) == 0


def test_no_file_is_written_over(own: Path, capsys: Printed) -> None:
    file = own / "routines" / "mine.yaml"

    assert main(["pack", "strength-15", str(file)]) == 1

    assert capsys.readouterr().err == f"hipflow: {file} is there already. Name another file.\n"
    assert file.read_text() == OWN


def test_what_cannot_be_written_and_what_is_not_there_are_told(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "in-the-way").write_text("")

    assert main(["pack", "strength-15", str(tmp_path / "in-the-way" / "file.yaml")]) == 1
    assert main(["pack", "strenght-15"]) == 2

    assert 'Did you mean "strength-15"?' in capsys.readouterr().err


def test_more_exercises_than_a_file_may_define_are_refused(own: Path, capsys: Printed) -> None:
    for number in range(101):
        (own / "exercises" / f"march-{number}.yaml").write_text(MARCH)
    steps = "".join(f"  - march-{number}\n" for number in range(101))
    (own / "routines" / "many.yaml").write_text(f"version: 1\nname: Many\nsteps:\n{steps}")

    assert main(["pack", "many"]) == 1

    printed = capsys.readouterr()
    assert "has 101 exercises; the limit is 100" in printed.err
    assert printed.out == ""


def test_the_card_is_printed(capsys: Printed) -> None:
    assert main(["show", "strength-15", "--markdown"]) == 0

    assert capsys.readouterr().out.startswith("# Hip strength\n\n**15 min** · needs mat · 10 s to get ready\n")

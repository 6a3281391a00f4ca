"""Routines of one's own from the command line, with an editor that changes a file as a person would."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hipflow.authoring import edit_in_app
from hipflow.cli import main
from hipflow.editor import Editor
from hipflow.library.catalogue import load_catalogue
from hipflow.library.passages import EditError

Change = Callable[[str], str]


@pytest.fixture
def home(own_home: Path) -> Path:
    """The folder for the person's routines; nothing is in it yet."""
    return own_home / "config" / "routines"


class Desk:
    """An editor that makes one change each time it is opened, and a person who answers."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.answers: list[str] = []
        self.opened: list[tuple[str, int | None]] = []
        self.asked: list[str] = []

    def open(self, _: Editor, file: Path, line: int | None = None) -> None:
        """Note where it was opened, and make the next change."""
        self.opened.append((file.name, line))
        change = self.changes.pop(0)
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")

    def answer(self, question: str) -> str:
        """Note what was asked, and give the next answer."""
        self.asked.append(question)
        return self.answers.pop(0)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk at a terminal."""
    desk = Desk()
    monkeypatch.setenv("EDITOR", sys.executable)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr("hipflow.editor.open_editor", desk.open)
    monkeypatch.setattr("builtins.input", desk.answer)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    return desk


def leave(text: str) -> str:
    return text


def misspell(text: str) -> str:
    return text.replace("duration", "durration")


def mend(text: str) -> str:
    return text.replace("durration", "duration")


def test_a_new_routine_is_short_says_how_it_is_written_and_runs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "Tuesday hips", "--no-edit"]) == 0

    assert (
        (home / "tuesday-hips.yaml").read_text(encoding="utf-8")
        == """\
# yaml-language-server: $schema=../schemas/routine.json
# Run it: hipflow run tuesday-hips
# Is it right? hipflow check tuesday-hips
version: 1
name: Tuesday hips
prep: 10                     # seconds to get ready
steps:                       # "hipflow exercises" prints the ids
  - leg-swings               # an id alone takes the exercise as it is
  - exercise: half-pigeon
    duration: 45             # seconds, per side; also 45s, 1m30s
    note: Cushion under the hip
  - figure-four
"""
    )
    assert capsys.readouterr().out == (
        f"Written: {home / 'tuesday-hips.yaml'}\nTuesday hips is right: 4:24. To run it: hipflow run tuesday-hips\n"
    )
    assert main(["show", "tuesday-hips"]) == 0


def test_its_schema_is_where_it_says(home: Path) -> None:
    main(["new", "my-hips", "--no-edit"])

    assert (home / "../schemas/routine.json").is_file()


def test_a_name_with_accents_has_an_id_that_can_be_typed(home: Path) -> None:
    assert main(["new", "Schöne Hüften", "--no-edit"]) == 0

    assert "name: Schöne Hüften\n" in (home / "schone-huften.yaml").read_text(encoding="utf-8")


def test_ones_own_version_of_an_exercise_is_named_not_written_out(home: Path) -> None:
    folder = home.parent / "exercises"
    folder.mkdir(parents=True)
    (folder / "half-pigeon.yaml").write_text("extends: half-pigeon\nswitch: 20\n")

    assert main(["new", "my-hips", "--no-edit"]) == 0

    assert "exercises:" not in (home / "my-hips.yaml").read_text(encoding="utf-8")


def test_an_id_is_shown_as_words(home: Path) -> None:
    main(["new", "my-hips", "--no-edit"])

    assert "name: My hips\n" in (home / "my-hips.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", "---", "x" * 61, "🏃"])
def test_what_cannot_be_a_name_is_refused(name: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--no-edit", "--", name]) == 2

    assert "cannot be a name" in capsys.readouterr().err
    assert not home.exists()


@pytest.mark.parametrize(
    ("name", "why"), [("strength-15", "comes with hipflow"), ("my-hips", "is there already")], ids=["preset", "own"]
)
def test_a_name_that_is_taken_leads_to_what_has_it(
    name: str, why: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.mkdir(parents=True)
    (home / "my-hips.yaml").write_text("mine", encoding="utf-8")

    assert main(["new", name, "--no-edit"]) == 2

    assert capsys.readouterr().err == f'hipflow: "{name}" {why}. To change it: hipflow edit {name}\n'
    assert (home / "my-hips.yaml").read_text() == "mine"


def test_a_new_routine_can_begin_as_another_with_its_comments(home: Path) -> None:
    assert main(["new", "my-strength", "--from", "strength-15", "--no-edit"]) == 0

    text = (home / "my-strength.yaml").read_text(encoding="utf-8")
    copy, original = (load_catalogue().find_routine(id).value for id in ("my-strength", "strength-15"))
    assert "# one leg until it is tired, then the other" in text
    assert text.startswith("# yaml-language-server: $schema=../schemas/routine.json\n")
    assert copy
    assert original
    assert (copy.name, copy.sections) == ("My strength", original.sections)


def test_beginning_as_what_is_not_there_leaves_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "my-hips", "--from", "strenght-15", "--no-edit"]) == 2

    assert 'Did you mean "strength-15"?' in capsys.readouterr().err
    assert not (home / "my-hips.yaml").exists()


def test_a_mistake_is_shown_with_a_way_back_to_its_line(
    home: Path, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.changes, desk.answers = [misspell, mend], [""]

    assert main(["new", "my-hips"]) == 0

    output = capsys.readouterr()
    assert output.err == (
        f'{home / "my-hips.yaml"}:10:5: steps[1]: unknown field "durration". Did you mean "duration"?\n'
    )
    assert desk.opened == [("my-hips.yaml", None), ("my-hips.yaml", 10)]
    assert desk.asked == ["Enter: edit again, at line 10    q: leave it as it is  "]
    assert output.out.endswith("My hips is right: 4:24. To run it: hipflow run my-hips\n")


def test_a_mistake_can_be_left_for_later(home: Path, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.changes, desk.answers = [misspell], ["q"]

    assert main(["new", "my-hips"]) == 2

    assert "To go on: hipflow edit my-hips" in capsys.readouterr().err
    assert "durration" in (home / "my-hips.yaml").read_text(encoding="utf-8")

    desk.changes = [mend]
    assert main(["edit", "my-hips"]) == 0


def test_where_nobody_can_be_asked_a_mistake_ends_it(
    home: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    desk.changes = [misspell]

    assert main(["new", "my-hips"]) == 2

    assert desk.asked == []
    assert str(home / "my-hips.yaml") in capsys.readouterr().err


def test_editing_one_that_comes_with_hipflow_makes_a_copy_and_the_next_time_takes_that(
    home: Path, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.changes = [lambda text: text.replace("rounds: 3", "rounds: 2"), leave]

    assert main(["edit", "strength-15"]) == 0
    assert main(["edit", "strength-15"]) == 0

    said = "Hip strength comes with hipflow and stays as it is. Your own copy of it is my-hip-strength.\n"
    assert capsys.readouterr().out.count(said) == 2
    assert [path.name for path in home.iterdir()] == ["my-hip-strength.yaml"]
    assert "rounds: 2" in (home / "my-hip-strength.yaml").read_text(encoding="utf-8")
    assert [name for name, _ in desk.opened] == ["my-hip-strength.yaml"] * 2


def test_a_file_anywhere_can_be_edited_by_its_path(own_home: Path, tmp_path: Path, desk: Desk) -> None:
    file = tmp_path / "hips.yaml"
    file.write_text("version: 1\nname: Hips\nsteps: [frog-strech]\n")
    desk.changes = [lambda text: text.replace("strech", "stretch")]

    assert main(["edit", str(file)]) == 0
    assert not (own_home / "config" / "routines").exists()


def test_editing_what_is_not_there_says_how_to_begin_it(
    own_home: Path, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["edit", "strenght"]) == 2

    assert capsys.readouterr().err.endswith("To write it: hipflow new strenght\n")
    assert desk.opened == []
    assert not (own_home / "config" / "routines").exists()


def test_two_files_of_one_id_are_told_when_the_editor_is_left(
    home: Path, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["new", "a-hips", "--no-edit"])
    desk.changes, desk.answers = [lambda text: f"id: a-hips\n{text}"], ["q"]

    assert main(["new", "b-hips"]) == 2

    assert 'routine id "a-hips" is in a-hips.yaml and b-hips.yaml' in capsys.readouterr().err
    assert len(list(home.iterdir())) == 2


def test_without_an_editor_the_file_is_there_all_the_same(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")

    assert main(["new", "my-hips"]) == 1

    assert capsys.readouterr().err == (
        "hipflow: $VISUAL names 'no-such-editor', and there is no such program. Set it to your editor, such as: "
        f"export VISUAL=nano. The file is {home / 'my-hips.yaml'}\n"
    )
    assert (home / "my-hips.yaml").is_file()


def test_in_the_app_the_editor_opens_ones_own_or_a_copy_and_tells_which(home: Path, desk: Desk) -> None:
    desk.changes = [leave, leave]

    assert edit_in_app("strength-15") == "my-hip-strength"
    assert edit_in_app("my-hip-strength") == "my-hip-strength"
    assert [name for name, _ in desk.opened] == ["my-hip-strength.yaml"] * 2
    assert [path.name for path in home.iterdir()] == ["my-hip-strength.yaml"]


def test_in_the_app_an_editor_that_is_missing_is_told_and_no_copy_is_made(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")

    with pytest.raises(EditError, match="there is no such program"):
        edit_in_app("strength-15")
    assert not home.exists()


def test_a_folder_that_cannot_be_written_is_told(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own_home / "config").mkdir()
    (own_home / "config" / "routines").write_text("in the way")

    assert main(["new", "my-hips", "--no-edit"]) == 1

    assert "cannot be written" in capsys.readouterr().err

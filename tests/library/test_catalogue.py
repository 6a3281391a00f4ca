"""What there is: presets and one's own, sound and broken, and how each is found."""

from pathlib import Path

import pytest

from hipflow.library import collection
from hipflow.library.catalogue import Catalogue, load_catalogue
from hipflow.library.document import Document, read_document
from hipflow.library.listings import Listing, Source
from hipflow.library.problems import Reading
from hipflow.places import data_root
from tests.library.texts import LOCAL, steps, tell

MARCH = LOCAL.replace("    ", "")


class Home:
    """A user's own folder, filled file by file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def open(self) -> Catalogue:
        return Catalogue(data_root(), self.folder)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def tell_problems(listing: Listing) -> list[str]:
    return [str(problem) for problem in listing.problems]


def own_ids(catalogue: Catalogue) -> list[str]:
    return [listing.id for listing in catalogue.routines if listing.source is Source.USER]


def test_someone_without_files_of_their_own_has_the_presets(home: Home) -> None:
    catalogue = home.open()
    assert {listing.source for listing in catalogue.routines} == {Source.PRESET}
    assert len(catalogue.routines) == 8
    assert len(catalogue.exercises.built_in) == 16
    assert catalogue.problems == ()


def test_ones_own_routines_come_after_the_presets_in_the_order_of_their_files(home: Home) -> None:
    for name in ("b.yaml", "a.yml", "c.YAML", ".hidden.yaml", "notes.txt", "a.yaml~"):
        home.write(f"routines/{name}", steps("frog-stretch"))
    catalogue = home.open()
    assert own_ids(catalogue) == ["a", "b", "c"]
    assert [listing.source for listing in catalogue.routines[-3:]] == [Source.USER] * 3


def test_a_broken_routine_is_listed_and_stops_no_other(home: Home) -> None:
    path = home.write("routines/a.yaml", steps("clamshel"))
    home.write("routines/b.yaml", "")
    home.write("routines/c.yaml", steps("frog-stretch"))
    broken, empty, sound = home.open().routines[-3:]
    assert tell_problems(broken) == [
        f'{path}:4:5: steps[0]: no exercise "clamshel". Did you mean "clamshells"? See: hipflow exercises'
    ]
    assert "this file is empty" in str(empty.problems[0])
    assert sound.problems == ()


def test_of_two_routines_with_one_id_the_second_is_skipped(home: Home) -> None:
    home.write("routines/a.yaml", "id: my-hips\n" + steps("frog-stretch"))
    second = home.write("routines/b.yaml", steps("half-pigeon") + "id: my-hips\n")
    catalogue = home.open()
    assert tell_problems(catalogue.routines[-1]) == [
        f'{second}:5:5: routine id "my-hips" is in a.yaml and b.yaml; b.yaml is skipped. Give it another id.'
    ]
    found = catalogue.find_routine("my-hips").value
    assert found is not None
    assert found.entries[0].exercise.id == "frog-stretch"


def test_the_preset_wins_over_ones_own_routine_of_its_id(home: Home) -> None:
    path = home.write("routines/pre-run-5.yml", steps("half-pigeon"))
    catalogue = home.open()
    assert tell_problems(catalogue.routines[-1]) == [
        f'{path}:1:1: routine id "pre-run-5" is in pre-run-5.yaml and pre-run-5.yml; pre-run-5.yml is skipped.'
        " Give it another id."
    ]
    found = catalogue.find_routine("pre-run-5").value
    assert found is not None
    assert len(found.entries) == 6


def test_a_broken_routine_takes_no_id_from_a_sound_one(home: Home) -> None:
    home.write("routines/a.yaml", "id: my-hips\n" + steps("clamshel"))
    home.write("routines/b.yaml", "id: my-hips\n" + steps("frog-stretch"))
    assert home.open().find_routine("my-hips").value is not None


def test_a_broken_routine_is_found_by_the_id_it_gives_itself(home: Home) -> None:
    home.write("routines/a.yaml", "id: my-hips\n" + steps("clamshel"))
    assert 'no exercise "clamshel"' in str(home.open().find_routine("my-hips").problems[0])


class TestOwnExercises:
    def test_a_routine_can_name_one(self, home: Home) -> None:
        home.write("exercises/march.yaml", MARCH)
        home.write("routines/a.yaml", steps("march"))
        found = home.open().find_routine("a").value
        assert found is not None
        assert found.entries[0].exercise.name == "Standing march"

    def test_they_may_extend_each_other_and_those_built_in(self, home: Home) -> None:
        home.write("exercises/a.yaml", "extends: z\nname: A\n")
        home.write("exercises/z.yaml", "extends: half-pigeon\nswitch: 9\n")
        exercises = home.open().exercises
        assert (exercises.own["a"].name, exercises.own["a"].switch) == ("A", 9)
        assert exercises.own["a"].instructions == exercises.built_in["half-pigeon"].instructions

    def test_ones_own_version_is_used_by_the_presets_too(self, home: Home) -> None:
        home.write("exercises/half-pigeon.yaml", "extends: half-pigeon\nname: My pigeon\n")
        found = home.open().find_routine("post-run-10").value
        assert found is not None
        assert "My pigeon" in [entry.exercise.name for entry in found.entries]

    def test_a_broken_one_is_told_and_named_where_it_is_missed(self, home: Home) -> None:
        exercise = home.write("exercises/march.yaml", MARCH + "sidez: 1\n")
        routine = home.write("routines/a.yaml", steps("march"))
        catalogue = home.open()
        assert [str(problem) for problem in catalogue.problems] == [
            f'{exercise}:6:1: unknown field "sidez". Did you mean "sides"?'
        ]
        assert tell(catalogue.find_routine("a")) == [
            f'{routine}:4:5: steps[0]: exercise "march" has a problem of its own. Mend {exercise} first.'
        ]

    def test_a_broken_version_of_one_built_in_leaves_the_presets_as_they_are(self, home: Home) -> None:
        home.write("exercises/half-pigeon.yaml", "extends: half-pigeon\nswitch: long\n")
        catalogue = home.open()
        assert len(catalogue.problems) == 1
        assert catalogue.find_routine("post-run-10").value is not None

    def test_a_circle_through_files_is_told_in_each(self, home: Home) -> None:
        home.write("exercises/a.yaml", "extends: b\n")
        home.write("exercises/b.yaml", "extends: a\n")
        home.write("exercises/c.yaml", "extends: a\n")
        assert [problem.what for problem in home.open().problems] == [
            "extends goes in a circle: a -> b -> a",
            "extends goes in a circle: b -> a -> b",
            'exercise "a" has a problem of its own',
        ]

    def test_of_two_files_for_one_exercise_the_second_is_skipped(self, home: Home) -> None:
        home.write("exercises/march.yaml", MARCH)
        second = home.write("exercises/march.yml", MARCH.replace("Standing", "Slow"))
        catalogue = home.open()
        assert catalogue.exercises.own["march"].name == "Standing march"
        assert [str(problem) for problem in catalogue.problems] == [
            f'{second}:1:1: exercise id "march" is in march.yaml and march.yml; march.yml is skipped.'
            " Give it another id."
        ]


def test_a_folder_that_is_a_file_is_told(home: Home) -> None:
    path = home.write("routines", "")
    catalogue = home.open()
    assert own_ids(catalogue) == []
    (problem,) = catalogue.problems
    assert str(problem).startswith(f"{path}:1:1: this folder cannot be read")


class TestFinding:
    def test_by_id(self, presets: Catalogue) -> None:
        found = presets.find_routine("strength-15").value
        assert found is not None
        assert found.name == "Hip strength"

    @pytest.mark.parametrize("name", ["late.yaml", "late.yml", "late.YAML", "sub/late", "late"])
    def test_by_the_path_of_a_file(
        self, name: str, home: Home, presets: Catalogue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        home.write(name, "id: late\n" + steps("frog-stretch"))
        monkeypatch.chdir(home.folder)
        assert presets.find_routine(name).value is not None
        assert presets.find_routine(str(home.folder / name)).value is not None

    def test_an_id_comes_before_a_file_of_that_name(
        self, home: Home, presets: Catalogue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        home.write("pre-run-5", "not a routine")
        monkeypatch.chdir(home.folder)
        assert presets.find_routine("pre-run-5").value is not None

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("pre-run", 'no routine "pre-run". Did you mean "pre-run-5"? See: hipflow list'),
            ("PRE-RUN-5", 'no routine "PRE-RUN-5". Did you mean "pre-run-5"? See: hipflow list'),
            ("Hip strength", 'no routine "Hip strength". Did you mean "strength-15"? See: hipflow list'),
            ("zzz", 'no routine "zzz". See: hipflow list'),
            ("", 'no routine "". See: hipflow list'),
            ("\x1b[2J", 'no routine "\\x1b[2J". See: hipflow list'),
            ("zzz.yaml", "zzz.yaml:1:1: there is no such file. Check its name and folder."),
        ],
    )
    def test_what_is_not_there(self, name: str, message: str, presets: Catalogue) -> None:
        assert tell(presets.find_routine(name)) == [message]

    def test_a_name_too_long_for_a_file(self, presets: Catalogue) -> None:
        assert tell(presets.find_routine("x" * 5000))[0].startswith('no routine "xxx')


def test_every_file_is_read_once(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def read_and_remember(path: Path) -> Document:
        read.append(path)
        return read_document(path)

    monkeypatch.setattr(collection, "read_document", read_and_remember)
    home.write("routines/a.yaml", steps("frog-stretch"))
    catalogue = home.open()
    assert read == []
    for name in ("a", "pre-run-5", "zzz"):
        assert isinstance(catalogue.find_routine(name), Reading)
    assert len(catalogue.routines) == 9
    assert len(read) == len(set(read)) == 16 + 8 + 1


def test_this_machines_catalogue_has_the_users_own(own_home: Path) -> None:
    Home(own_home / "config").write("routines/mine.yaml", steps("frog-stretch"))
    assert own_ids(load_catalogue()) == ["mine"]

"""The workshop: what is made in it are files, and no file is ever written over or lost."""

from pathlib import Path

import pytest

from hipflow.core.plan import compile_plan
from hipflow.library.catalogue import Catalogue
from hipflow.library.manuscript import SCHEMA_LINE
from hipflow.library.passages import EditError
from hipflow.library.upkeep import bring_back
from hipflow.library.workshop import SCHEMA, Workshop
from hipflow.places import data_root


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "config"


@pytest.fixture
def workshop(own: Path) -> Workshop:
    return Workshop(lambda: Catalogue(data_root(), own), own)


def put(own: Path, name: str, text: str) -> Path:
    path = own / "routines" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


MINE = "version: 1\nname: Mine\nsteps:  # so\n  - half-pigeon\n"


def test_a_new_routine_is_a_file_named_by_its_name(workshop: Workshop, own: Path) -> None:
    draft = workshop.begin()
    assert draft.is_empty
    draft, _ = draft.set_name("Tuesday: hips").add("half-pigeon", None)
    assert workshop.save(draft) == "tuesday-hips"
    assert (own / "routines" / "tuesday-hips.yaml").read_text() == draft.text


def test_what_is_saved_never_takes_the_place_of_another(workshop: Workshop, own: Path) -> None:
    put(own, "my-hips.yaml", "this is not a routine")
    ids = []
    for _ in range(3):
        draft, _place = workshop.begin().set_name("Pre run 5").add("half-pigeon", None)
        ids.append(workshop.save(draft))
    assert ids == ["pre-run-5-2", "pre-run-5-3", "pre-run-5-4"]
    draft, _place = workshop.begin().add("half-pigeon", None)
    assert workshop.save(draft) == "my-hips-2"
    assert (own / "routines" / "my-hips.yaml").read_text() == "this is not a routine"


def test_one_of_the_users_is_changed_in_its_own_file(workshop: Workshop, own: Path) -> None:
    path = put(own, "mine.yaml", MINE)
    draft, _ = workshop.open("mine").add("frog-stretch", None)
    assert workshop.save(draft) == "mine"
    assert path.read_text() == MINE + "  - frog-stretch\n"


def test_a_file_that_was_changed_meanwhile_is_not_written_over(workshop: Workshop, own: Path) -> None:
    path = put(own, "mine.yaml", MINE)
    draft, _ = workshop.open("mine").add("frog-stretch", None)
    path.write_text(MINE + "  - clamshells\n", encoding="utf-8")
    with pytest.raises(EditError, match="changed by someone else"):
        workshop.save(draft)
    assert path.read_text() == MINE + "  - clamshells\n"


def test_a_preset_is_copied_and_stays_as_it_is(workshop: Workshop, own: Path) -> None:
    draft = workshop.open("desk-break-3")
    assert draft.title == "My desk break"
    assert "# 15 s to get there" in draft.text
    id = workshop.save(draft)
    assert id == "my-desk-break"
    catalogue = Catalogue(data_root(), own)
    copy, preset = catalogue.find_routine(id).value, catalogue.find_routine("desk-break-3").value
    assert copy is not None
    assert preset is not None
    assert [step.seconds for step in compile_plan(copy).steps] == [step.seconds for step in compile_plan(preset).steps]


def test_a_duplicate_has_a_name_of_its_own(workshop: Workshop, own: Path) -> None:
    put(own, "mine.yaml", MINE)
    assert workshop.duplicate("mine") == "mine-2"
    assert (
        own / "routines" / "mine-2.yaml"
    ).read_text() == f"# {SCHEMA_LINE.format(SCHEMA)}\n{MINE.replace('Mine', 'Mine 2')}"
    assert workshop.duplicate("mine") == "mine-3"
    assert workshop.duplicate("pre-run-5").startswith("my-")


def test_what_is_removed_comes_back(workshop: Workshop, own: Path) -> None:
    path = put(own, "mine.yaml", MINE)
    removed = workshop.remove("mine")
    assert not path.exists()
    assert removed.kept.read_text() == MINE
    bring_back(removed)
    assert path.read_text() == MINE


@pytest.mark.parametrize(
    ("id", "words"),
    [("pre-run-5", "comes with hipflow"), ("nonsense", "no longer there")],
)
def test_what_cannot_be_removed_says_why(workshop: Workshop, id: str, words: str) -> None:
    with pytest.raises(EditError, match=words):
        workshop.remove(id)


def test_a_broken_one_can_be_removed_but_not_copied(workshop: Workshop, own: Path) -> None:
    path = put(own, "mine.yaml", "version: 1\n")
    with pytest.raises(EditError, match="mended first"):
        workshop.duplicate("mine")
    assert workshop.remove("mine").path == path

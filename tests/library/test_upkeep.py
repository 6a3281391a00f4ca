"""The user's folder: nothing is written over, nothing is half written, nothing that was removed is lost."""

import os
from pathlib import Path

import pytest

from hipflow.library.upkeep import bring_back, remove_file, save_new


@pytest.fixture(params=["with links", "without links"], autouse=True)
def each_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test runs once on a disk that knows links, and once on one that does not."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    if request.param == "without links":
        monkeypatch.setattr(os, "link", refuse)


def names(path: Path) -> list[str]:
    return sorted(each.name for each in path.iterdir())


def test_a_new_file_is_there_with_its_folder_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "routines" / "my-hips.yaml"

    save_new(path, "name: é\n")

    assert path.read_bytes() == b"name: \xc3\xa9\n"
    assert names(path.parent) == ["my-hips.yaml"]


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "my-hips.yaml"
    path.write_text("mine")

    with pytest.raises(FileExistsError):
        save_new(path, "other")

    assert path.read_text() == "mine"
    assert names(tmp_path) == ["my-hips.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="a link needs rights there that a person may not have")
def test_a_link_to_nothing_is_a_file_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "my-hips.yaml"
    path.symlink_to("nowhere")

    with pytest.raises(FileExistsError):
        save_new(path, "other")

    assert path.is_symlink()


def test_a_disk_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", fail)
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space left"):
        save_new(tmp_path / "my-hips.yaml", "mine")

    assert names(tmp_path) == []


def test_what_is_removed_lies_in_the_trash_and_comes_back(tmp_path: Path) -> None:
    path, trash = tmp_path / "routines" / "my-hips.yaml", tmp_path / "trash"
    save_new(path, "mine")

    removed = remove_file(path, trash)

    assert not path.exists()
    assert names(trash) == ["my-hips.yaml"]

    bring_back(removed)

    assert path.read_text() == "mine"
    assert names(trash) == []


def test_the_trash_keeps_every_file_of_one_name(tmp_path: Path) -> None:
    path, trash = tmp_path / "my-hips.yaml", tmp_path / "trash"
    for text in ("first", "second", "third"):
        path.write_text(text)
        remove_file(path, trash)

    assert {each.name: each.read_text() for each in trash.iterdir()} == {
        "my-hips.yaml": "first",
        "my-hips.2.yaml": "second",
        "my-hips.3.yaml": "third",
    }


def test_coming_back_never_pushes_another_file_out(tmp_path: Path) -> None:
    path = tmp_path / "my-hips.yaml"
    path.write_text("first")
    removed = remove_file(path, tmp_path / "trash")
    path.write_text("second")

    with pytest.raises(FileExistsError):
        bring_back(removed)

    assert path.read_text() == "second"
    assert removed.kept.read_text() == "first"

"""The index: what is known is not read again, what has changed is, and losing the index costs nothing but time."""

import os
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hipflow.library import collection, survey
from hipflow.library.catalogue import INDEX_NAME, Catalogue
from hipflow.library.document import Document, read_document
from hipflow.library.listings import Listing, Source
from hipflow.places import data_root
from tests.library.texts import LOCAL, steps

MARCH = LOCAL.replace("    ", "")
LONG_AGO = 1_700_000_000_000_000_000
"""Nanoseconds, as files are stamped."""


class Home:
    """Someone's own files and cache, and a note of every file that is read."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        self.read: list[str] = []
        self._saves = 0

        def read_and_note(path: Path) -> Document:
            self.read.append(path.name)
            return read_document(path)

        monkeypatch.setattr(collection, "read_document", read_and_note)

    @property
    def index(self) -> Path:
        return self.cache / INDEX_NAME

    def write(self, name: str, text: str, *, is_old: bool = True) -> Path:
        """Save a file; each save has a time of its own, as on a clock that is fine enough."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        if is_old:
            self._saves += 1
            os.utime(path, ns=(LONG_AGO, LONG_AGO + self._saves * 4_000_000))
        return path

    def open(self) -> Catalogue:
        self.read.clear()
        return Catalogue(data_root(), self.folder, self.cache)

    def look(self) -> list[Listing]:
        """One's own routines, as a hipflow that has just started finds them."""
        return [listing for listing in self.open().routines if listing.source is Source.USER]

    def names(self) -> list[str]:
        return [listing.name or "broken" for listing in self.look()]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    home = Home(tmp_path, monkeypatch)
    home.write("routines/a.yaml", steps("frog-stretch"))
    home.write("routines/b.yaml", steps("half-pigeon"))
    return home


def test_what_is_known_is_not_read_again(home: Home) -> None:
    first = home.open().routines
    assert len(home.read) > 8
    again = home.open()
    assert again.recall() == first
    assert again.routines == first
    assert home.read == []


def test_a_listing_tells_what_the_routine_holds(home: Home) -> None:
    for _ in range(2):
        listing = next(each for each in home.open().routines if each.id == "strength-15")
        assert (listing.name, listing.phase, listing.seconds) == ("Hip strength", "strength", 898)
        assert (listing.equipment, listing.is_sided) == (("mat",), True)
        assert "Clamshells" in listing.exercises
        assert "clamshells" in listing.uses
        assert listing.muscles
        assert listing.path == data_root() / "routines" / "strength-15.yaml"


@pytest.mark.parametrize(
    "change",
    [
        lambda home: home.write("routines/b.yaml", steps("half-pigeon").replace("My hips", "Changed")),
        lambda home: home.write("routines/b.yaml", steps("half-pigeon").replace("My hips", "In hips")),
        lambda home: home.write("new", steps("frog-stretch").replace("My", "A new")).replace(
            home.folder / "routines" / "b.yaml"
        ),
    ],
    ids=["of another size", "of the same size", "another file in its place"],
)
def test_only_what_has_changed_is_read(change: Callable[[Home], object], home: Home) -> None:
    home.names()
    change(home)
    assert home.names()[1] in ("Changed", "In hips", "A new hips")
    assert {name for name in home.read if name in ("a.yaml", "b.yaml", "pre-run-5.yaml")} == {"b.yaml"}
    home.names()
    assert home.read == []


def test_what_is_gone_is_gone_and_what_is_new_is_there(home: Home) -> None:
    home.names()
    (home.folder / "routines" / "a.yaml").unlink()
    home.write("routines/c.yaml", steps("frog-stretch").replace("My", "New"))
    assert home.names() == ["My hips", "New hips"]
    assert home.names() == ["My hips", "New hips"]
    assert home.read == []


def test_a_file_that_was_only_just_changed_is_read_again_for_it_may_change_within_the_same_tick(home: Home) -> None:
    path = home.write("routines/b.yaml", steps("half-pigeon"), is_old=False)
    home.names()
    stamp = path.stat().st_mtime_ns
    path.write_bytes(steps("half-pigeon").replace("My hips", "In hips").encode())
    os.utime(path, ns=(stamp, stamp))
    assert home.names() == ["My hips", "In hips"]
    assert "a.yaml" not in home.read


def test_a_broken_file_is_told_from_the_index_too(home: Home) -> None:
    path = home.write("routines/b.yaml", steps("clamshel", "sumo"))
    for _ in range(2):
        told = [str(problem) for problem in home.look()[1].problems]
        assert (
            told[0]
            == f'{path}:4:5: steps[0]: no exercise "clamshel". Did you mean "clamshells"? See: hipflow exercises'
        )
        assert len(told) == 2
    assert home.read == []


def test_twins_are_told_whichever_of_them_was_known(home: Home) -> None:
    home.write("routines/a.yaml", "id: twin\n" + steps("frog-stretch"))
    assert [bool(listing.problems) for listing in home.look()] == [False, False]
    home.write("routines/b.yaml", "id: twin\n" + steps("half-pigeon"))
    for _ in range(2):
        assert [bool(listing.problems) for listing in home.look()] == [False, True]
    home.write("routines/a.yaml", steps("frog-stretch"))
    assert [bool(listing.problems) for listing in home.look()] == [False, False]


class TestExercises:
    @pytest.fixture(autouse=True)
    def exercises(self, home: Home) -> None:
        home.write("exercises/march.yaml", MARCH)
        home.write("routines/a.yaml", steps("march"))

    def test_a_change_of_one_reaches_the_routines_that_use_it_and_no_others(self, home: Home) -> None:
        before = home.look()[0].seconds
        home.write("exercises/march.yaml", MARCH.replace("40", "90"))
        assert home.look()[0].seconds == before + 50
        assert "a.yaml" in home.read
        assert "b.yaml" not in home.read

    def test_a_change_that_means_nothing_has_no_routine_read(self, home: Home) -> None:
        home.look()
        home.write("exercises/march.yaml", MARCH + "# slow\n")
        home.look()
        assert "a.yaml" not in home.read
        home.look()
        assert home.read == []

    def test_one_that_breaks_breaks_the_routine_and_mends_it_again(self, home: Home) -> None:
        assert home.names() == ["My hips", "My hips"]
        home.write("exercises/march.yaml", MARCH + "sidez: 1\n")
        assert home.names() == ["broken", "My hips"]
        home.write("exercises/march.yaml", MARCH)
        assert home.names() == ["My hips", "My hips"]

    def test_one_that_was_missing_mends_the_routine(self, home: Home) -> None:
        home.write("routines/b.yaml", steps("hop"))
        assert home.names() == ["My hips", "broken"]
        home.write("exercises/hop.yaml", MARCH)
        assert home.names() == ["My hips", "My hips"]

    def test_ones_own_version_of_one_built_in_reaches_the_presets(self, home: Home) -> None:
        home.look()
        home.write("exercises/clamshells.yaml", "extends: clamshells\nname: My clams\n")
        listing = next(each for each in home.open().routines if each.id == "strength-15")
        assert "My clams" in listing.exercises
        assert "strength-15.yaml" in home.read
        assert "pre-run-5.yaml" not in home.read

    def test_one_that_a_routines_own_extends_reaches_it(self, home: Home) -> None:
        home.write("routines/b.yaml", "exercises:\n  hop:\n    extends: march\n" + steps("hop"))
        before = home.look()[1].seconds
        home.write("exercises/march.yaml", MARCH.replace("40", "90"))
        assert home.look()[1].seconds == before + 50


def damage(file: Path, change: Callable[[bytes], bytes]) -> None:
    file.write_bytes(change(file.read_bytes()))


def sum_again(content: bytes) -> bytes:
    body = content.partition(b"\n")[2]
    return b"%d\n%s" % (zlib.crc32(body), body)


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"My hips", b"My hops"),
        lambda content: content + b" ",
        lambda content: b"\x00" * len(content),
        lambda content: sum_again(content.replace(b'"listings"', b'"lustings"')),
        lambda content: sum_again(content.replace(b'"lists":[', b'"lists":[],"x":[')),
        lambda _: sum_again(b"1\n" + b"[" * 100_000),
        lambda _: sum_again(b"1\n[]"),
        lambda _: sum_again(b"1\nnull"),
        lambda _: sum_again(b'1\n{"of":[]}'),
    ],
    ids=["empty", "cut", "a flipped bit", "longer", "zeros", "no listings", "no lists", "deep", "list", "null", "old"],
)
def test_an_index_that_is_damaged_is_made_anew(change: Callable[[bytes], bytes], home: Home) -> None:
    home.names()
    damage(home.index, change)
    assert home.open().recall() == ()
    assert home.names() == ["My hips", "My hips"]
    assert "a.yaml" in home.read
    home.names()
    assert home.read == []


def test_an_index_of_other_readers_is_made_anew(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.names()
    monkeypatch.setattr("hipflow.library.index.__version__", "99.0")
    home.names()
    assert "a.yaml" in home.read


def test_an_index_of_another_folder_is_made_anew(home: Home, tmp_path: Path) -> None:
    home.names()
    other = Catalogue(data_root(), tmp_path / "elsewhere", home.cache)
    assert other.recall() == ()
    assert {listing.source for listing in other.routines} == {Source.PRESET}
    assert home.names() == ["My hips", "My hips"]


@pytest.mark.parametrize("place", ["a file", "a folder"])
def test_where_no_index_can_be_kept_everything_is_there_all_the_same(place: str, home: Home) -> None:
    if place == "a file":
        home.cache.write_text("in the way")
    else:
        home.index.mkdir(parents=True)
    for _ in range(2):
        assert home.names() == ["My hips", "My hips"]
        assert "a.yaml" in home.read
    assert list(home.cache.rglob("*.new")) == [] or place == "a file"


def test_a_disk_that_is_full_costs_nothing_but_time(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hipflow.library.index.write_whole", refuse)
    assert home.names() == ["My hips", "My hips"]
    assert not home.index.exists()


def test_many_hipflows_at_once_leave_an_index_that_is_right(home: Home) -> None:
    def look(number: int) -> int:
        home.write(f"routines/n{number}.yaml", steps("frog-stretch"))
        return len(Catalogue(data_root(), home.folder, home.cache).routines)

    with ThreadPoolExecutor(8) as pool:
        assert min(pool.map(look, range(24))) > 10
    assert len(home.names()) == 26
    assert list(home.cache.glob("*.new")) == []
    home.names()
    assert home.read == []


def test_thousands_are_told_as_they_are_read(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "TOLD_EVERY", 3)
    told: list[int] = []
    catalogue = home.open()
    catalogue.check(tell=lambda listings: told.append(len(listings)))
    assert told == sorted(told)
    assert len(told) == 3


def test_who_leaves_while_thousands_are_read_finds_what_was_read_so_far(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "TOLD_EVERY", 9)

    def leave(_: object) -> None:
        raise RuntimeError("the app has gone")

    with pytest.raises(RuntimeError, match="gone"):
        home.open().check(tell=leave)
    assert home.names() == ["My hips", "My hips"]
    assert "pre-run-5.yaml" not in home.read
    assert "b.yaml" in home.read

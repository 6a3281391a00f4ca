"""The workshop: the user's own routines, begun, opened, copied, saved, taken away and brought back."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from hipflow.library.catalogue import Catalogue
from hipflow.library.copies import name_copy, title_copy, write_copy
from hipflow.library.draft import Draft
from hipflow.library.fields import propose_id
from hipflow.library.files import read_text
from hipflow.library.listings import Listing, Source
from hipflow.library.manuscript import SCHEMA_LINE
from hipflow.library.passages import EditError
from hipflow.library.problems import Complaint
from hipflow.library.schemas import install_schemas
from hipflow.library.upkeep import ROUTINES, TRASH, Removed, remove_file, save_new
from hipflow.writing import write_whole

NEW_NAME: Final = "My hips"
SCHEMA: Final = "../schemas/routine.json"
"""Where it lies, as seen from a file of the user's routines."""
NEW_TEXT: Final = f"""\
# {SCHEMA_LINE.format(SCHEMA)}
version: 1
name: {{name}}
steps: []
"""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where routines are made. What cannot be done raises EditError or OSError, with words for a person."""

    load: Callable[[], Catalogue]
    """What there is now."""
    own: Path
    """The user's folder."""

    def begin(self) -> Draft:
        """A routine with nothing in it yet; its file is made, and named by its name, when it is saved."""
        catalogue = self.load()
        names = {listing.name for listing in catalogue.routines}
        name = next(each for each in _numbered(NEW_NAME, " ") if each not in names)
        text = NEW_TEXT.format(name=name)
        return Draft(text, None, catalogue.exercises, saved=text)

    def open(self, id: str) -> Draft:
        """The user's routine of an id; a preset as a copy, under a name of its own, that is not saved yet."""
        catalogue = self.load()
        listing = self._find(catalogue, id)
        text = _read(listing.path)
        if listing.source is Source.USER:
            return Draft(text, listing.path, catalogue.exercises, saved=text)
        copy = self._copy(catalogue, listing, text)
        return Draft(copy, None, catalogue.exercises, saved=copy)

    def save(self, draft: Draft) -> str:
        """Write a draft, and give its id; a new one goes into a new file, named by its name."""
        if draft.routine is None:
            raise EditError("There is nothing in it yet." if draft.is_empty else draft.reading.errors[0].what)
        if draft.file is not None:
            if _read(draft.file) != draft.saved:
                raise EditError("Its file was changed by someone else meanwhile; leave, and read it again.")
            write_whole(draft.file, draft.text)
            return draft.routine.id
        with suppress(OSError):
            # An editor that completes is a comfort; a routine is saved just as well without.
            install_schemas(self.own)
        taken = {listing.id for listing in self.load().routines}
        for id in _numbered(propose_id(draft.title), "-"):
            if id not in taken:
                try:
                    save_new(self.own / ROUTINES / f"{id}.yaml", draft.text)
                except FileExistsError:
                    # A file that is no routine, or one that came this moment.
                    continue
                return id
        raise AssertionError("numbers have no end")

    def duplicate(self, id: str) -> str:
        """Save a routine once more under another name, and give the id of that."""
        catalogue = self.load()
        listing = self._find(catalogue, id)
        text = _read(listing.path)
        copy = self._copy(catalogue, listing, text)
        return self.save(Draft(copy, None, catalogue.exercises))

    def remove(self, id: str) -> Removed:
        """Take a routine of the user's away, to the trash folder."""
        listing = self._find(self.load(), id)
        if listing.source is not Source.USER:
            raise EditError("It comes with hipflow and stays; only your own can be removed.")
        return remove_file(listing.path, self.own / TRASH)

    def _find(self, catalogue: Catalogue, id: str) -> Listing:
        """The file of an id; the user's where there are two, since that is the one that has to be mended."""
        namesakes = [listing for listing in catalogue.routines if listing.id == id]
        if not namesakes:
            raise EditError("It is no longer there.")
        return next((each for each in namesakes if not each.problems), namesakes[-1])

    def _copy(self, catalogue: Catalogue, listing: Listing, text: str) -> str:
        reading = catalogue.read_listed(listing)
        if reading.value is None:
            raise EditError("It has to be mended first.")
        names = {each.name for each in catalogue.routines}
        first = reading.value.name if listing.source is Source.USER else title_copy(reading.value.name)
        name = next(each for each in _numbered(first, " ") if each not in names)
        copy = name_copy(reading.value, propose_id(name), name)
        return write_copy(copy, text, catalogue.exercises, schema=SCHEMA)


def _numbered(name: str, separator: str) -> Iterator[str]:
    """The name, and then the name with a number from 2 on."""
    return (name if number == 1 else f"{name}{separator}{number}" for number in count(1))


def _read(path: Path) -> str:
    text = read_text(path)
    if isinstance(text, Complaint):
        raise EditError(f"{text.what[:1].upper()}{text.what[1:]}. {text.mend}")
    return text

"""Routines of one's own from the command line: written anew, copied, and opened in the person's editor."""

import argparse
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hipflow.library.catalogue import Catalogue, load_catalogue
from hipflow.library.copies import name_copy, title_copy, write_copy
from hipflow.library.fields import LONGEST_NAME, is_id, propose_id
from hipflow.library.files import read_text
from hipflow.library.folders import SUFFIXES
from hipflow.library.listings import Listing, Source
from hipflow.library.passages import EditError
from hipflow.library.problems import Complaint, Reading, make_printable, quote
from hipflow.library.schemas import install_schemas
from hipflow.library.upkeep import ROUTINES, save_new
from hipflow.library.workshop import SCHEMA, Workshop
from hipflow.places import config_folder
from hipflow.telling import BAD_INPUT, FAILED, FINE, complain, say, say_problems, tell

if TYPE_CHECKING:
    from hipflow.core.routine import Routine
    from hipflow.editor import Editor
    from hipflow.library.repertoire import Repertoire
STARTER: Final = ("leg-swings", "half-pigeon", "figure-four")
"""The exercises of a new routine."""


def write_new(asked: argparse.Namespace) -> int:
    """Write a routine that runs as it is, and open it in the person's editor."""
    catalogue = load_catalogue()
    id = propose_id(asked.name)
    title = _make_title(asked.name)
    if not is_id(id) or len(title) > LONGEST_NAME or not any(letter.isalnum() for letter in asked.name):
        return complain(f"{quote(asked.name)} cannot be a name. Use 1 to {LONGEST_NAME} letters.", BAD_INPUT)
    taken = next((listing for listing in catalogue.routines if listing.id == id), None)
    file = config_folder() / ROUTINES / f"{id}.yaml"
    if taken or file.exists():
        whose = "comes with hipflow" if taken and taken.source is Source.PRESET else "is there already"
        return complain(f"{quote(id)} {whose}. To change it: hipflow edit {id}", BAD_INPUT)
    if asked.source is None:
        text = _write_starter(id, title, catalogue.exercises)
    else:
        reading = catalogue.find_routine(asked.source)
        say_problems(reading.problems)
        if reading.value is None:
            return BAD_INPUT
        source = read_text(_find_file(catalogue, asked.source))
        if isinstance(source, Complaint):
            return complain(f"{asked.source}: {source.what}. {source.mend}", BAD_INPUT)
        text = write_copy(name_copy(reading.value, id, title), source, catalogue.exercises, schema=SCHEMA)
    return _save_and_edit(file, text, is_edited=not asked.no_edit)


def edit(asked: argparse.Namespace) -> int:
    """Open a routine in the person's editor; of one that comes with hipflow, a copy."""
    catalogue = load_catalogue()
    listing = _find_listing(catalogue, asked.routine)
    if listing is None or listing.source is Source.USER:
        file = listing.path if listing else Path(asked.routine)
        if not file.is_file():
            say_problems(catalogue.find_routine(asked.routine).problems)
            say(f"To write it: hipflow new {make_printable(asked.routine)}")
            return BAD_INPUT
        line = listing.problems[0].line if listing and listing.problems else None
        return FINE if asked.no_edit else edit_file(file, line)
    try:
        id, file = _take_own(catalogue, listing)
    except EditError as error:
        return complain(str(error), BAD_INPUT)
    except OSError as error:
        return complain(f"your copy cannot be written: {error.strerror}")
    tell(f"{listing.name} comes with hipflow and stays as it is. Your own copy of it is {id}.")
    return FINE if asked.no_edit else edit_file(file)


def edit_in_app(id: str) -> str:
    """Open the routine of an id in the person's editor, of a preset a copy, and give the id of what was opened.

    Raises OSError, and EditError where it cannot be, with words for a person.
    """
    from hipflow.editor import EditorError, find_editor

    catalogue = load_catalogue()
    listing = _find_listing(catalogue, id)
    if listing is None:
        raise EditError("It is no longer there.")
    try:
        editor = find_editor()
        id, file = _take_own(catalogue, listing)
        _edit_until_right(editor, file, listing.problems[0].line if listing.problems else None)
    except EditorError as error:
        raise EditError(f"{error}.") from None
    return id


def _take_own(catalogue: Catalogue, listing: Listing) -> tuple[str, Path]:
    """The id and the file of a routine of the person's: this one or, where it comes with hipflow, their copy of it.

    Raises EditError and OSError where a copy cannot be made.
    """
    if listing.source is Source.USER:
        return listing.id, listing.path
    copy = _find_listing(catalogue, propose_id(title_copy(listing.name)))
    if copy and copy.source is Source.USER:
        return copy.id, copy.path
    workshop = Workshop(load_catalogue, config_folder())
    id = workshop.save(workshop.open(listing.id))
    return id, config_folder() / ROUTINES / f"{id}.yaml"


def edit_file(file: Path, line: int | None = None) -> int:
    """Open a file in the editor, as often as it takes for it to be right, or the person leaves it; the exit code."""
    from hipflow.editor import EditorError, find_editor

    try:
        return _edit_until_right(find_editor(), file, line)
    except EditorError as error:
        return complain(f"{error}. The file is {file}")


def _edit_until_right(editor: "Editor", file: Path, line: int | None) -> int:
    from hipflow.editor import open_editor

    while True:
        sys.stdout.flush()
        open_editor(editor, file, line)
        reading = _read_again(file)
        say_problems(reading.problems)
        if reading.value is not None:
            return _praise(file, reading.value)
        line = reading.errors[0].line
        if not _is_to_go_on(line):
            say(f"It cannot run as it is. To go on: hipflow edit {make_printable(file.stem)}")
            return BAD_INPUT


def _save_and_edit(file: Path, text: str, *, is_edited: bool) -> int:
    with suppress(OSError):
        # An editor that completes is a comfort; a routine is saved just as well without.
        install_schemas(config_folder())
    try:
        save_new(file, text)
    except OSError as error:
        return complain(f"{file} cannot be written: {error.strerror or 'it is there already'}", FAILED)
    tell(f"Written: {make_printable(str(file))}")
    if is_edited:
        return edit_file(file)
    reading = _read_again(file)
    say_problems(reading.problems)
    return _praise(file, reading.value) if reading.value else BAD_INPUT


def _write_starter(id: str, title: str, known: "Repertoire") -> str:
    """A routine of three exercises that says how a routine is written."""
    from hipflow.core.routine import Entry, Routine, Section
    from hipflow.library.manuscript import write_routine

    # The person's own version of an exercise, where there is one.
    first, second, third = (known.own.get(each, known.built_in[each]) for each in STARTER)
    entries = (
        Entry(exercise=first),
        Entry(exercise=second, seconds=45, note="Cushion under the hip"),
        Entry(exercise=third),
    )
    remarks = (f"Run it: hipflow run {id}", f"Is it right? hipflow check {id}")
    routine = Routine(id=id, name=title, sections=(Section(entries=entries),))
    return write_routine(routine, known, schema=SCHEMA, remarks=remarks)


def _find_listing(catalogue: Catalogue, name: str) -> Listing | None:
    """The listing of an id; one that can be run before those that cannot."""
    found = [listing for listing in catalogue.routines if listing.id == name]
    return next((listing for listing in found if not listing.problems), found[0] if found else None)


def _find_file(catalogue: Catalogue, name: str) -> Path:
    listing = None if Path(name).suffix.lower() in SUFFIXES else _find_listing(catalogue, name)
    return listing.path if listing else Path(name)


def _read_again(file: Path) -> "Reading[Routine]":
    """What a file holds now, beside all the others as they are now."""
    catalogue = load_catalogue()
    listing = next((listing for listing in catalogue.routines if listing.path == file), None)
    return catalogue.read_listed(listing) if listing else catalogue.find_routine(str(file))


def _is_to_go_on(line: int) -> bool:
    """Does the person want to go back into the editor? Nobody who can be asked does not."""
    if not sys.stdin.isatty():
        return False
    try:
        return input(f"Enter: edit again, at line {line}    q: leave it as it is  ").strip().casefold() != "q"
    except EOFError:
        return False


def _praise(file: Path, routine: "Routine") -> int:
    from hipflow.core.plan import compile_plan
    from hipflow.export.columns import clock_words

    is_own = file.parent == config_folder() / ROUTINES
    name = routine.id if is_own else make_printable(str(file))
    tell(f"{routine.name} is right: {clock_words(compile_plan(routine).seconds)}. To run it: hipflow run {name}")
    return FINE


def _make_title(name: str) -> str:
    """What a new routine is called: the words themselves, or those of an id."""
    words = name.replace("-", " ") if is_id(name) else name
    words = " ".join("".join(letter for letter in words if letter.isprintable()).split())
    return words[:1].upper() + words[1:]

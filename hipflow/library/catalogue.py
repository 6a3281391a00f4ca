"""All the routines and exercises there are: those that come with hipflow, and the user's own."""

import os
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Final

from hipflow.core.exercise import Exercise
from hipflow.core.routine import Routine
from hipflow.library.document import read_document
from hipflow.library.exercises import Definition, define_exercise, resolve_definitions
from hipflow.library.nodes import Node, ScalarNode
from hipflow.library.problems import Complaint, Findings, Problem, Reading, make_printable, quote, suggest_nearest
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import build_routine, peek_id, read_routine
from hipflow.places import config_folder, data_root

SUFFIXES: Final = frozenset({".yaml", ".yml"})


class Source(Enum):
    """Whose a routine is."""

    PRESET = "preset"
    """It comes with hipflow."""
    USER = "user"


@dataclass(frozen=True, slots=True)
class Listing:
    """One file with a routine, sound or not."""

    id: str
    path: Path
    source: Source
    reading: Reading[Routine]


class Catalogue:
    """What there is; files are read when something of their kind is first asked for, and once."""

    def __init__(self, built_in: Path, own: Path) -> None:
        """Takes the folder of `assets/exercises/` and `routines/`, and the user's of `exercises/` and `routines/`."""
        self._built_in = built_in
        self._own = own

    @property
    def exercises(self) -> Repertoire:
        """All the exercises that can be used."""
        return self._exercises_and_problems[0]

    @property
    def routines(self) -> tuple[Listing, ...]:
        """Every file with a routine: the presets, then the user's, each in the order of their files' names."""
        return self._routines_and_problems[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with folders and with files of exercises; a broken routine tells its own."""
        return self._exercises_and_problems[1] + self._routines_and_problems[1]

    def find_routine(self, name: str) -> Reading[Routine]:
        """The routine of an id, or in the file at a path; problems say why there is none."""
        path = Path(name)
        if os.sep in name or "/" in name or path.suffix.lower() in SUFFIXES:
            return read_routine(path, self.exercises)
        namesakes = [listing.reading for listing in self.routines if listing.id == name]
        if namesakes:
            return next((reading for reading in namesakes if reading.value), namesakes[0])
        if _is_file(path):
            return read_routine(path, self.exercises)
        return Reading(None, (self._complain_of_missing(name),))

    @cached_property
    def _exercises_and_problems(self) -> tuple[Repertoire, tuple[Problem, ...]]:
        problems: list[Problem] = []
        built_in, broken = _read_exercises(self._built_in / "assets" / "exercises", Repertoire(), problems)
        own, broken_own = _read_exercises(self._own / "exercises", Repertoire(built_in), problems)
        return Repertoire(built_in, own, broken | broken_own), tuple(problems)

    @cached_property
    def _routines_and_problems(self) -> tuple[tuple[Listing, ...], tuple[Problem, ...]]:
        problems: list[Problem] = []
        claims: dict[str, Path] = {}
        listings = [
            _list_file(path, source, claims, self.exercises)
            for source, folder in ((Source.PRESET, self._built_in), (Source.USER, self._own))
            for path in _find_files(folder / "routines", problems)
        ]
        return tuple(listings), tuple(problems)

    def _complain_of_missing(self, name: str) -> Problem:
        spellings = {each.reading.value.name.lower(): each.id for each in self.routines if each.reading.value}
        spellings |= {each.id: each.id for each in self.routines}
        near = suggest_nearest(name.lower(), spellings)
        guess = f'Did you mean "{spellings[near]}"? ' if near else ""
        return Problem("", 1, 1, "", f"no routine {quote(name)}", f"{guess}See: hipflow list")


def load_catalogue() -> Catalogue:
    """The catalogue of this machine."""
    return Catalogue(data_root(), config_folder())


def _list_file(path: Path, source: Source, claims: dict[str, Path], exercises: Repertoire) -> Listing:
    """The listing of a file; `claims` are the ids that sound routines have taken so far, and their files."""
    document = read_document(path)
    reading = build_routine(document, path.stem, exercises)
    named = peek_id(document)
    id = named.text if named else path.stem
    if reading.value and id in claims:
        reading = Reading(None, _complain_of_twin("routine", id, claims[id], path, named))
    elif reading.value:
        claims[id] = path
    return Listing(id, path, source, reading)


def _read_exercises(
    folder: Path, outer: Repertoire, problems: list[Problem]
) -> tuple[dict[str, Exercise], dict[str, str]]:
    """The sound exercises of a folder by id, and the files of the others; what is wrong is added to `problems`."""
    paths: dict[str, Path] = {}
    findings: dict[str, Findings] = {}
    definitions: dict[str, Definition | None] = {}
    for path in _find_files(folder, problems):
        id = path.stem
        if id in paths:
            problems.extend(_complain_of_twin("exercise", id, paths[id], path, None))
            continue
        document = read_document(path)
        paths[id] = path
        findings[id] = Findings(document.name, document.problems)
        definitions[id] = define_exercise(document, id, findings[id])
    resolved = resolve_definitions(definitions, outer)
    for each in findings.values():
        problems.extend(each.sort())
    sound = {id: each for id, each in resolved.items() if each is not None and not findings[id].errors}
    return sound, {id: make_printable(str(path)) for id, path in paths.items() if id not in sound}


def _find_files(folder: Path, problems: list[Problem]) -> list[Path]:
    """The YAML files of a folder by name, hidden ones left out; a folder that is not there has none."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except FileNotFoundError:
        return []
    except OSError as error:
        what = f"this folder cannot be read ({error.strerror})"
        findings = Findings(str(folder))
        findings.complain(Complaint(what, "Make it a folder that you may read."))
        problems.extend(findings.sort())
        return []
    paths = [folder / name for name in names if not name.startswith(".")]
    return [path for path in paths if path.suffix.lower() in SUFFIXES]


def _complain_of_twin(what: str, id: str, first: Path, second: Path, place: Node | None) -> tuple[Problem, ...]:
    at = place or ScalarNode(1, 1, "", True)
    findings = Findings(str(second))
    names = f"{first.name} and {second.name}; {second.name} is skipped"
    findings.refuse(at, "", f"{what} id {quote(id)} is in {names}", "Give it another id.")
    return findings.sort()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # A name too long for a file, for one.
        return False

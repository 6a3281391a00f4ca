"""Files and folders looked through: routines, exercises and figures, each by its own reader, beside one another."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from hipflow.core.routine import Routine
from hipflow.figure.clip import Clips
from hipflow.library.advice import advise
from hipflow.library.collection import Collection, read_exercises
from hipflow.library.document import Document, read_document
from hipflow.library.figures import build_figure, find_node, write_path
from hipflow.library.folders import SUFFIXES, complain_of_twin, scan_folder
from hipflow.library.nodes import MapNode
from hipflow.library.problems import Findings, Problem, quote
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import build_routine, peek_id
from hipflow.places import data_root


class Content(Enum):
    """What a file is about."""

    ROUTINE = "routine"
    EXERCISE = "exercise"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a file."""

    path: Path
    content: Content
    problems: tuple[Problem, ...]
    """Warnings and advice too."""
    routine: Routine | None = None
    """The routine, if it is one that can be run."""

    @property
    def is_sound(self) -> bool:
        """Has it no error? It may have warnings."""
        return all(problem.is_warning for problem in self.problems)


FOLDERS: Final[Mapping[str, Content]] = {"exercises": Content.EXERCISE, "figures": Content.FIGURE}
"""What lies in folders of these names, where a file does not tell by itself."""
_TELLING: Final[Mapping[str, Content]] = {
    "clips": Content.FIGURE,
    **dict.fromkeys(("version", "steps", "sections"), Content.ROUTINE),
    **dict.fromkeys(("kind", "sides", "position", "extends", "phases", "instructions"), Content.EXERCISE),
}
"""The fields that tell what a file is about; the first that is there has the say."""


def find_yaml_files(path: Path) -> list[Path]:
    """A file, or all the YAML files in a folder and its folders, by name; hidden ones are left out."""
    if not path.is_dir():
        return [path]
    found: list[Path] = []
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        names = sorted(name for name in files if not name.startswith("."))
        found += [Path(folder, name) for name in names if Path(name).suffix.lower() in SUFFIXES]
    return found


def inspect_files(paths: Iterable[Path], exercises: Repertoire) -> Iterator[Inspection]:
    """Look through files; a routine may use the exercises among them, and those in the folder beside its own.

    Args:
        paths: The files.
        exercises: What comes with hipflow, and what is the user's own.
    """
    documents = {path: read_document(path) for path in paths}
    contents = {path: _tell_content(path, document) for path, document in documents.items()}
    among = {path.parent for path, content in contents.items() if content is Content.EXERCISE}
    beside = {_beside(path) for path, content in contents.items() if content is not Content.EXERCISE}
    collections = {folder: _collect(folder, exercises) for folder in sorted(among | beside)}
    named: dict[tuple[Path, str], Path] = {}
    for path, document in documents.items():
        if contents[path] is Content.EXERCISE:
            problems = (each for each in collections[path.parent].problems if each.file == document.name)
            yield Inspection(path, Content.EXERCISE, document.problems or tuple(problems))
            continue
        known = _join(exercises, [collections[folder] for folder in (*sorted(among), _beside(path))])
        if contents[path] is Content.FIGURE:
            yield _inspect_figure(path, document, known)
        else:
            yield _inspect_routine(path, document, known, named)


def _inspect_figure(path: Path, document: Document, known: Repertoire) -> Inspection:
    built_in = data_root() / "assets" / "figures"
    is_own = path.parent.resolve() != built_in.resolve()
    has_other = is_own and (built_in / f"{path.stem}.yaml").is_file()
    reading = build_figure(document, path.stem, has_other=has_other)
    if reading.value is None:
        return Inspection(path, Content.FIGURE, reading.problems)
    return Inspection(path, Content.FIGURE, _match_exercise(reading.value, path.stem, document, known))


def _match_exercise(clips: Clips, id: str, document: Document, known: Repertoire) -> tuple[Problem, ...]:
    """What does not fit between a figure and the exercise whose name it bears: warnings, for it can be shown."""
    findings = Findings(document.name)
    assert document.root is not None, "clips were read from it"
    exercise = known.find_exercise(id)
    if id in known.broken:
        # It is told at its own place what is wrong there.
        return ()
    if exercise is None:
        missing = known.complain_of_missing(id)
        findings.warn(document.root, "", f"{missing.what}, so that nobody sees this", missing.mend)
        return findings.sort()
    phases = [phase.name for phase in exercise.phases if phase.name]
    for index, clip in enumerate(clips.clips):
        if clip.phase and clip.phase not in phases:
            path = ("clips", index, "phase")
            told = f"Write {' or '.join(map(quote, phases))}." if phases else "Take it out."
            what = f"{id} has no phase {quote(clip.phase)}"
            findings.warn(find_node(document.root, path), write_path(path), what, told)
    return findings.sort()


def _inspect_routine(
    path: Path, document: Document, known: Repertoire, named: dict[tuple[Path, str], Path]
) -> Inspection:
    """What was found in a routine; `named` are the ids that sound ones have taken so far, folder by folder."""
    reading = build_routine(document, path.stem, known)
    if reading.value is None:
        return Inspection(path, Content.ROUTINE, reading.problems)
    first = named.setdefault((path.parent, reading.value.id), path)
    if first is not path:
        said = peek_id(document)
        place = (said.line, said.column) if said else (1, 1)
        twin = complain_of_twin("routine", reading.value.id, first.name, path, place)
        return Inspection(path, Content.ROUTINE, (twin,))
    problems = sorted({*reading.problems, *advise(reading.value, document)}, key=lambda each: (each.line, each.column))
    return Inspection(path, Content.ROUTINE, tuple(problems), reading.value)


def _tell_content(path: Path, document: Document) -> Content:
    """What a file is about: by its fields, or by its folder."""
    if isinstance(document.root, MapNode):
        keys = [key.text for key, _ in document.root.entries]
        for key, content in _TELLING.items():
            if key in keys:
                return content
    return FOLDERS.get(path.parent.name, Content.ROUTINE)


def _beside(path: Path) -> Path:
    """Where the exercises lie that belong to a routine's folder, if there are any."""
    return path.parent.parent / "exercises"


def _collect(folder: Path, exercises: Repertoire) -> Collection:
    """The exercises of a folder, as those of a user's own."""
    # Those that come with hipflow are no versions of themselves.
    is_built_in = folder.resolve() == (data_root() / "assets" / "exercises").resolve()
    outer = Repertoire() if is_built_in else Repertoire(exercises.built_in)
    return read_exercises(folder, scan_folder(folder).files, outer)


def _join(exercises: Repertoire, collections: Iterable[Collection]) -> Repertoire:
    own, broken = dict(exercises.own), dict(exercises.broken)
    for collection in collections:
        own |= collection.sound
        broken |= collection.broken
    return Repertoire(exercises.built_in, own, broken)

"""The files of a folder, read one by one: its exercises as a repertoire, a routine as a listing."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hipflow.core.exercise import Exercise, Sides
from hipflow.core.plan import compile_plan
from hipflow.core.routine import Routine
from hipflow.library.document import read_document
from hipflow.library.exercises import Definition, define_exercise, resolve_definitions
from hipflow.library.folders import Stamp, complain_of_twin
from hipflow.library.listings import Listing, Source
from hipflow.library.problems import Findings, Problem, make_printable
from hipflow.library.repertoire import NotedRepertoire, Repertoire
from hipflow.library.routines import build_routine, peek_id


@dataclass(frozen=True, slots=True)
class Collection:
    """The exercises in the files of a folder."""

    sound: dict[str, Exercise]
    """Those that can be used, by id."""
    broken: dict[str, str]
    """The ids of the others, with the paths of their files."""
    problems: tuple[Problem, ...]


def read_exercises(folder: Path, files: Iterable[str], outer: Repertoire) -> Collection:
    """The exercises in these files of a folder, which may extend each other and those further out."""
    problems: list[Problem] = []
    paths: dict[str, Path] = {}
    findings: dict[str, Findings] = {}
    definitions: dict[str, Definition | None] = {}
    for path in (folder / file for file in sorted(files)):
        id = path.stem
        if id in paths:
            problems.append(complain_of_twin("exercise", id, paths[id].name, path))
            continue
        document = read_document(path)
        paths[id] = path
        findings[id] = Findings(document.name, document.problems)
        definitions[id] = define_exercise(document, id, findings[id])
    resolved = resolve_definitions(definitions, outer)
    for each in findings.values():
        problems.extend(each.sort())
    sound = {id: each for id, each in resolved.items() if each is not None and not findings[id].errors}
    broken = {id: make_printable(str(path)) for id, path in paths.items() if id not in sound}
    return Collection(sound, broken, tuple(problems))


def list_routine(source: Source, folder: str, file: str, stamp: Stamp, known: Repertoire) -> Listing:
    """The listing of a file that bears this stamp; never raises."""
    path = Path(folder, file)
    document = read_document(path)
    noted = NotedRepertoire.of(known)
    reading = build_routine(document, path.stem, noted)
    named = peek_id(document)
    id, place = (named.text, (named.line, named.column)) if named else (path.stem, (1, 1))
    if reading.value is None:
        return Listing(source, folder, file, stamp, make_printable(id), id_place=place, problems=reading.errors)
    return outline_routine(
        reading.value, Listing(source, folder, file, stamp, id, id_place=place, uses=tuple(sorted(noted.asked)))
    )


def outline_routine(routine: Routine, listing: Listing) -> Listing:
    """The listing of a file, with what it tells of the routine in it."""
    entries, plan = routine.entries, compile_plan(routine)
    return listing._replace(
        name=routine.name,
        description=routine.description,
        phase=routine.phase,
        tags=routine.tags,
        seconds=plan.seconds,
        prep=routine.prep,
        equipment=routine.equipment,
        exercises=tuple(dict.fromkeys(entry.shown_name for entry in entries)),
        muscles=tuple(dict.fromkeys(muscle for entry in entries for muscle in entry.exercise.muscles)),
        is_open=plan.is_open,
        is_sided=any((entry.sides or entry.exercise.sides) is Sides.EACH for entry in entries),
    )

"""Files checked from the command line, by a person, a commit hook or a server: all that is wrong, and what could be."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from hipflow.core.plan import compile_plan
from hipflow.export.columns import length_words
from hipflow.library.catalogue import Catalogue, load_catalogue
from hipflow.library.inspection import Inspection, find_yaml_files, inspect_files
from hipflow.library.problems import Problem, make_printable
from hipflow.library.upkeep import EXERCISES, FIGURES, ROUTINES
from hipflow.places import config_folder
from hipflow.telling import BAD_INPUT, FINE, say, say_problems, tell, tell_json


def check(asked: argparse.Namespace) -> int:
    """Look through files and folders; 2 where one has an error, or with --strict a warning."""
    catalogue = load_catalogue()
    paths = [path for name in asked.files for path in _find_files(name, catalogue)] or _list_own()
    if not paths:
        say("Nothing to check: no YAML file was found.")
        return BAD_INPUT if asked.files else FINE
    found = tuple(inspect_files(dict.fromkeys(paths), catalogue.exercises))
    if asked.json:
        tell_json(_describe(found))
    else:
        _tell_all(found)
    is_fine = all(each.is_sound and not (asked.strict and each.problems) for each in found)
    return FINE if is_fine else BAD_INPUT


def _find_files(name: str, catalogue: Catalogue) -> list[Path]:
    """The files that a word of the command line stands for: a file, a folder, or the id of a routine."""
    path = Path(name)
    if not path.exists():
        namesakes = [listing.path for listing in catalogue.routines if listing.id == name]
        if namesakes:
            return namesakes
    return find_yaml_files(path)


def _list_own() -> list[Path]:
    """All files of the user's own."""
    folders = (config_folder() / name for name in (EXERCISES, FIGURES, ROUTINES))
    return [path for folder in folders if folder.is_dir() for path in find_yaml_files(folder)]


def _tell_all(found: Sequence[Inspection]) -> None:
    for each in found:
        say_problems(each.problems)
        if each.is_sound:
            tell(f"{make_printable(str(each.path))}: ok{_measure(each)}")
    if len(found) > 1:
        sound = sum(each.is_sound for each in found)
        errors, warnings = _count(found, is_warning=False), _count(found, is_warning=True)
        tell(f"{len(found)} files, {sound} ok; {_number(errors, 'error')}, {_number(warnings, 'warning')}")


def _measure(inspection: Inspection) -> str:
    if inspection.routine is None:
        return f", {inspection.content.value}"
    plan = compile_plan(inspection.routine)
    return f", {len(plan.steps)} steps, {length_words(plan.seconds, is_about=plan.is_open)}"


def _describe(found: Sequence[Inspection]) -> object:
    return {
        "files": [
            {
                "path": str(each.path),
                "content": each.content.value,
                "ok": each.is_sound,
                "id": each.routine.id if each.routine else None,
                "seconds": compile_plan(each.routine).seconds if each.routine else None,
                "problems": [_describe_problem(problem) for problem in each.problems],
            }
            for each in found
        ],
        "errors": _count(found, is_warning=False),
        "warnings": _count(found, is_warning=True),
    }


def _describe_problem(problem: Problem) -> object:
    return {
        "line": problem.line,
        "column": problem.column,
        "severity": "warning" if problem.is_warning else "error",
        "where": problem.where or None,
        "what": problem.what,
        "way_out": problem.mend,
    }


def _count(found: Iterable[Inspection], *, is_warning: bool) -> int:
    return sum(problem.is_warning is is_warning for each in found for problem in each.problems)


def _number(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"

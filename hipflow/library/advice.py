"""Advice on a routine that can be run as it is: what a coach would say about its order, its kit and its warmth."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from hipflow.core.exercise import Kind
from hipflow.core.order import COOL, count_changes, find_calmer_order
from hipflow.core.plan import KIT_TO_FETCH, compile_plan
from hipflow.core.routine import Entry, Routine, Section
from hipflow.library.document import Document
from hipflow.library.figures import find_node, write_path
from hipflow.library.problems import Findings, Problem, shorten

COOL_PHASES: Final = frozenset({"cooldown", "recovery"})
"""What is done warm from a run, or so gently that it need not be."""
MOST_NAMED: Final = 8
"""Exercises of an order that is told in full."""

_Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A section, and where its steps are written."""

    section: Section
    path: _Path

    def path_of(self, index: int) -> _Path:
        return (*self.path, index)


def advise(routine: Routine, document: Document) -> tuple[Problem, ...]:
    """What could be better about a routine, as warnings at their places in the document it was read from."""
    findings = Findings(document.name)
    parts = list(_list_parts(routine, document))
    for path, what, mend in (
        *_advise_on_warmth(routine, parts[0]),
        *(found for part in parts for found in _advise_on_order(routine, part)),
        *(found for part in parts for found in _advise_on_kit(part)),
        *_advise_on_tags(routine, parts),
    ):
        assert document.root is not None, "a routine was read from it"
        findings.warn(find_node(document.root, path), write_path(path), what, mend)
    return findings.sort()


def _list_parts(routine: Routine, document: Document) -> Iterator[_Part]:
    assert document.root is not None, "a routine was read from it"
    has_sections = find_node(document.root, ("sections",)) is not document.root
    for number, section in enumerate(routine.sections):
        yield _Part(section, ("sections", number, "steps") if has_sections else ("steps",))


def _advise_on_warmth(routine: Routine, first: _Part) -> Iterator[tuple[_Path, str, str]]:
    exercise = first.section.entries[0].exercise
    is_cool = (first.section.phase or routine.phase) in COOL_PHASES
    if exercise.kind in COOL and not is_cool:
        done = "held" if exercise.kind is Kind.STATIC else "rolled"
        what = f"{exercise.id} is {done} first, with nothing warm before it"
        mend = "Begin with a drill, such as leg-swings, or write the phase: cooldown or recovery."
        yield first.path_of(0), what, mend


def _advise_on_order(routine: Routine, part: _Part) -> Iterator[tuple[_Path, str, str]]:
    entries = part.section.entries
    calmer = find_calmer_order(entries)
    if calmer is None:
        return
    fewer = count_changes(entries) - count_changes(calmer)
    saved = _measure(routine, part.section, entries) - _measure(routine, part.section, calmer)
    changes = f"{fewer} change{'s' if fewer > 1 else ''} of position more than it takes"
    what = f"{changes}, which is {saved} s" if saved > 0 else changes
    names = [entry.exercise.id for entry in calmer]
    order = ", ".join(shorten(name) for name in names)
    if len(names) > MOST_NAMED:
        positions = dict.fromkeys(entry.exercise.position.value for entry in calmer)
        order = f"first all that is {', then '.join(positions)}"
    yield part.path, what, f"In this order there are fewer: {order}."


def _measure(routine: Routine, section: Section, entries: tuple[Entry, ...]) -> int:
    """The seconds of a section with its entries in that order."""
    return compile_plan(replace(routine, sections=(replace(section, entries=entries),))).seconds


def _advise_on_kit(part: _Part) -> Iterator[tuple[_Path, str, str]]:
    """Kit that is put away and fetched again before the section is over."""
    last: dict[str, int] = {}
    for index, entry in enumerate(part.section.entries):
        for thing in entry.exercise.equipment:
            if thing in KIT_TO_FETCH and last.get(thing, index) < index - 1:
                before = part.section.entries[last[thing]].exercise.id
                mend = f"Put it next to {before}, which needs the {thing} too."
                yield part.path_of(index), f"{entry.exercise.id} has the {thing} fetched again", mend
            last[thing] = index


def _advise_on_tags(routine: Routine, parts: list[_Part]) -> Iterator[tuple[_Path, str, str]]:
    """Kit that a routine needs and, having tags, does not name among them."""
    if not routine.tags or "no-equipment" in routine.tags:
        return
    told = {tag.lower().replace(" ", "-") for tag in routine.tags}
    for part in parts:
        for index, entry in enumerate(part.section.entries):
            for thing in entry.exercise.equipment:
                if thing.lower() not in told:
                    told.add(thing.lower())
                    yield part.path_of(index), f"{entry.exercise.id} needs {thing}, and no tag says so", f"Add {thing}."

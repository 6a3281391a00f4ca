"""A tree becomes an Exercise: from a file of its own, or from the `exercises` of a routine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hipflow.core.exercise import Exercise, Kind, Position, Sides
from hipflow.library.counting import is_count
from hipflow.library.document import Document, read_document
from hipflow.library.fields import ID_RULE, Fields, is_id, open_map, propose_id
from hipflow.library.nodes import MapNode, Node, ScalarNode, describe_content, describe_node
from hipflow.library.problems import Findings, Reading, quote, shorten
from hipflow.library.repertoire import Repertoire
from hipflow.library.traits import BLANK, FIELDS, read_traits

MOST_LOCAL: Final = 100
"""Exercises that one routine defines."""


@dataclass(frozen=True, slots=True)
class Definition:
    """An exercise as it is written, before what it extends is known."""

    id: str
    place: Node
    """Where it is named."""
    fields: Fields
    extends: str | None
    """The id of the exercise that it takes over all it does not say itself from."""

    @property
    def extends_itself(self) -> bool:
        """Does it change the exercise that has its id further out?"""
        return self.extends == self.id


def read_exercise(path: Path, known: Repertoire) -> Reading[Exercise]:
    """The exercise in a file, whose name is its id, and all that is wrong with it; never raises."""
    document = read_document(path)
    findings = Findings(document.name, document.problems)
    definition = define_exercise(document, path.stem, findings)
    if definition is None:
        return Reading(None, findings.sort())
    others = {id: exercise for id, exercise in known.own.items() if id != definition.id}
    resolved = resolve_definitions({definition.id: definition}, replace(known, own=others))
    return Reading(None if findings.errors else resolved[definition.id], findings.sort())


def define_exercise(document: Document, id: str, findings: Findings) -> Definition | None:
    """The definition that a whole file holds; None where there is none to read."""
    root = document.root
    if isinstance(root, MapNode):
        if not is_id(id):
            what = f"the name of an exercise's file {ID_RULE}; got {quote(id)}"
            findings.refuse(root, "", what, f"Call it {propose_id(id)}.yaml.")
        return _define(id, root, root, "", findings)
    if not document.problems:
        holds = describe_content(root)
        what = f"an exercise must be a map with name, kind, sides, position and duration; this file {holds}"
        findings.refuse(root or ScalarNode(1, 1, "", True), "", what, 'Begin it with "name:".')
    return None


def define_local(fields: Fields, key: str) -> dict[str, Definition | None]:
    """The definitions in a field of a routine, by id; None for one that is not even a map."""
    node = fields.value(key)
    if key not in fields:
        return {}
    if not isinstance(node, MapNode):
        fields.refuse(key, f"must be a map from ids to exercises; got {describe_node(node)}", 'Write "my-own:" first.')
        return {}
    if len(node.entries) > MOST_LOCAL:
        fields.refuse(key, f"has {len(node.entries)} exercises; the limit is {MOST_LOCAL}", "Take some out.")
        return {name.text: None for name, _ in node.entries}
    definitions = {}
    for name, value in node.entries:
        if not is_id(name.text):
            what = f"an id {ID_RULE}; got {quote(name.text)}"
            fields.findings.refuse(name, fields.path(key), what, f"Write {propose_id(name.text)}.")
        definitions[name.text] = _define(name.text, name, value, fields.path(f"{key}.{name.text}"), fields.findings)
    return definitions


def resolve_definitions(definitions: Mapping[str, Definition | None], outer: Repertoire) -> dict[str, Exercise | None]:
    """Each definition as an exercise, with all that it takes over; None where that cannot be told.

    Args:
        definitions: Those of one scope, by id; they may extend each other.
        outer: What they may extend besides.
    """
    resolved: dict[str, Exercise | None] = {id: None for id, each in definitions.items() if each is None}
    for definition in definitions.values():
        # From the definition down to the ground that it stands on, and up again.
        chain: dict[str, Definition] = {}
        link = definition
        while link is not None and link.id not in resolved:
            if link.id in chain:
                links = list(chain.values())
                circle = links[links.index(link) :]
                _refuse_circle(circle)
                resolved.update((each.id, None) for each in circle)
                break
            chain[link.id] = link
            link = None if link.extends is None or link.extends_itself else definitions.get(link.extends)
        for each in reversed(chain.values()):
            if each.id not in resolved:
                resolved[each.id] = _resolve(each, resolved, outer)
    return resolved


def _define(id: str, place: Node, node: Node, where: str, findings: Findings) -> Definition | None:
    fields = open_map(node, where, FIELDS, findings)
    if fields is None:
        return None
    return Definition(id, place, fields, fields.text("extends", None))


def _refuse_circle(circle: Sequence[Definition]) -> None:
    """Tells of a circle once in each file that it goes through."""
    told: list[Findings] = []
    for index, link in enumerate(circle):
        fields = link.fields
        if fields.findings not in told:
            told.append(fields.findings)
            ids = " -> ".join(shorten(each.id) for each in (*circle[index:], *circle[: index + 1]))
            what = f"extends goes in a circle: {ids}"
            fields.findings.refuse(fields.value("extends"), fields.where, what, "Let one of them stand alone.")


def _resolve(definition: Definition, resolved: Mapping[str, Exercise | None], outer: Repertoire) -> Exercise | None:
    fields, findings = definition.fields, definition.fields.findings
    errors = findings.errors
    if outer.has_built_in(definition.id) and not definition.extends_itself:
        mend = f'Add "extends: {definition.id}" or choose another id.'
        findings.refuse(definition.place, fields.where, "this name exists in hipflow", mend)
    base = _find_base(definition, resolved, outer)
    exercise = read_traits(definition.id, fields, base or BLANK)
    return exercise if base is not None and findings.errors == errors else None


def _find_base(definition: Definition, resolved: Mapping[str, Exercise | None], outer: Repertoire) -> Exercise | None:
    """What the definition is laid over; None where that is missing or broken, or must be told and is not."""
    fields, extends = definition.fields, definition.extends
    if "extends" not in fields:
        _require(fields)
        return BLANK
    if extends is None:
        return None
    if extends in resolved and not definition.extends_itself:
        if resolved[extends] is None:
            fields.refuse("extends", f"exercise {quote(extends)} has a problem of its own", "Mend that one first.")
        return resolved[extends]
    base = outer.find_exercise(extends)
    if base is None and definition.extends_itself and not _list_missing(fields):
        # A routine that was packed elsewhere brings along what is not known here.
        return BLANK
    if base is None:
        complaint = outer.complain_of_missing(extends, (id for id in resolved if id != definition.id))
        fields.refuse("extends", complaint.what, complaint.mend)
    return base


def _require(fields: Fields) -> None:
    hints = {
        "name": " with the name to show",
        "kind": f" with {_list_words(Kind)}",
        "sides": f" with {_list_words(Sides)}",
        "position": f" with {_list_words(Position)}",
        "duration": ' in seconds, or "phases:"',
    }
    for key in _list_missing(fields):
        fields.refuse_here(key, f"{key} is missing", f'Add "{key}:"{hints[key]}.')


def _list_missing(fields: Fields) -> list[str]:
    """What an exercise that stands alone must have, and this one has not."""
    missing = [key for key in ("name", "kind", "sides", "position") if key not in fields]
    has_dose = "duration" in fields or "phases" in fields or is_count(fields, "reps")
    return missing + ["duration"] * (not has_dose)


def _list_words(choices: type[Kind] | type[Sides] | type[Position]) -> str:
    return "one of " + ", ".join(member.value for member in choices)

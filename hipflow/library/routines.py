"""A tree becomes a Routine: its head, its sections, and the exercises it defines itself."""

from pathlib import Path
from typing import Final

from hipflow.core.exercise import Side
from hipflow.core.routine import Routine
from hipflow.core.sounds import DEFAULT_PROFILE, Loudness, Profile, Sound, Topic
from hipflow.library.document import Document, parse_document, read_document
from hipflow.library.durations import GAP
from hipflow.library.entries import Scope
from hipflow.library.exercises import define_local, resolve_definitions
from hipflow.library.fields import ID_RULE, Fields, is_id, propose_id
from hipflow.library.limits import check_routine
from hipflow.library.nodes import MapNode, ScalarNode, describe_content, describe_node
from hipflow.library.problems import Findings, Reading, quote
from hipflow.library.repertoire import Repertoire
from hipflow.library.sections import PHASES, read_defaults, read_sections

VERSION: Final = "1"
FIELDS: Final = (
    "version", "id", "name", "description", "phase", "tags", "prep", "first_side", "defaults",
    "steps", "sections", "rounds", "round_rest", "exercises", "sounds",
)  # fmt: skip
SOUNDS_FIELDS: Final = ("beeps", "words", "half", "loudness")


def read_routine(path: Path, known: Repertoire) -> Reading[Routine]:
    """The routine in a file and all that is wrong with it; never raises."""
    return build_routine(read_document(path), path.stem, known)


def parse_routine(text: str, name: str, known: Repertoire) -> Reading[Routine]:
    """The routine in a text and all that is wrong with it, as if it came from a file of that name; never raises."""
    return build_routine(parse_document(text, name), Path(name).stem, known)


def build_routine(document: Document, default_id: str, known: Repertoire) -> Reading[Routine]:
    """The routine in a document and all that is wrong with it.

    Args:
        document: What was read.
        default_id: The id where it names none: the stem of its file.
        known: The exercises that it can name besides its own.
    """
    findings = Findings(document.name, document.problems)
    root = document.root
    if not isinstance(root, MapNode):
        if not document.problems:
            holds = describe_content(root)
            what = f"a routine must be a map with version, name and steps; this file {holds}"
            findings.refuse(root or ScalarNode(1, 1, "", True), "", what, 'Begin it with "version: 1".')
        return Reading(None, findings.sort())
    if _is_of_another_version(root):
        # What else it holds may be right there.
        fields = Fields(root, "", [key.text for key, _ in root.entries], findings)
        _read_version(fields)
        return Reading(None, findings.sort())
    routine = _read_fields(Fields(root, "", FIELDS, findings), default_id, known)
    return Reading(None if findings.errors else routine, findings.sort())


def peek_id(document: Document) -> ScalarNode | None:
    """The id that a document gives itself, however broken the rest of it is; None where it has no good one."""
    if isinstance(document.root, MapNode):
        for key, value in document.root.entries:
            if key.text == "id" and isinstance(value, ScalarNode) and is_id(value.text):
                return value
    return None


def _is_of_another_version(root: MapNode) -> bool:
    value = next((value for key, value in root.entries if key.text == "version"), None)
    return isinstance(value, ScalarNode) and value.is_number and value.text != VERSION


def _read_version(fields: Fields) -> None:
    key = "version"
    if key not in fields:
        fields.refuse_here(key, "version is missing", f'Add "version: {VERSION}".')
        return
    node = fields.value(key)
    if isinstance(node, ScalarNode) and node.is_plain and node.text == VERSION:
        return
    what = f"this hipflow reads version {VERSION}, the file says {describe_node(node)}"
    is_newer = isinstance(node, ScalarNode) and node.is_number
    mend = f"Update hipflow or save as version {VERSION}." if is_newer else f'Write "version: {VERSION}".'
    fields.refuse(key, what, mend)


def _read_fields(fields: Fields, default_id: str, known: Repertoire) -> Routine | None:
    """The routine; None where what is wrong leaves none."""
    findings = fields.findings
    _read_version(fields)
    id = _read_id(fields, default_id)
    if "name" not in fields:
        fields.refuse_here("name", "name is missing", 'Add "name:" with the name to show.')
    scope = Scope(resolve_definitions(define_local(fields, "exercises"), known), known)
    sections = read_sections(fields, scope)
    routine = Routine(
        id=id,
        name=fields.name("name", ""),
        sections=tuple(placed.section for placed in sections),
        description=fields.text("description", ""),
        phase=fields.word("phase", PHASES, ""),
        tags=fields.texts("tags", ()),
        prep=fields.seconds("prep", GAP, 10),
        first_side=fields.choice("first_side", Side, Side.LEFT),
        defaults=read_defaults(fields),
        sounds=_read_sounds(fields),
    )
    if findings.errors:
        return None
    check_routine(fields, routine, sections)
    return routine


def _read_id(fields: Fields, default_id: str) -> str:
    if "id" not in fields and not is_id(default_id):
        what = f"the name of the file is its id, which {ID_RULE}; got {quote(default_id)}"
        fields.refuse_here("id", what, f'Add "id: {propose_id(default_id)}".')
    return fields.id("id", default_id)


def _read_sounds(fields: Fields) -> Profile:
    values = fields.map("sounds", SOUNDS_FIELDS)
    if values is None:
        return DEFAULT_PROFILE
    return Profile(
        beeps=values.members("beeps", Sound, DEFAULT_PROFILE.beeps),
        says=values.members("words", Topic, DEFAULT_PROFILE.says),
        has_half=values.yes_or_no("half", True),
        loudness=values.choice("loudness", Loudness, Loudness.NORMAL),
    )

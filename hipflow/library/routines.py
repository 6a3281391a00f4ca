"""A tree becomes a Routine: its head, its sections, and the exercises it defines itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hipflow.core.exercise import Kind, Side
from hipflow.core.plan import compile_plan
from hipflow.core.routine import Defaults, Routine, Section
from hipflow.core.sounds import DEFAULT_PROFILE, Loudness, Profile, Sound, Topic
from hipflow.library.document import Document, parse_document, read_document
from hipflow.library.durations import GAP, WORK
from hipflow.library.entries import PlacedEntry, Scope, read_entry, read_transition
from hipflow.library.exercises import define_local, resolve_definitions
from hipflow.library.fields import ID_RULE, Fields, is_id, open_map, propose_id
from hipflow.library.nodes import ListNode, MapNode, ScalarNode, describe_content, describe_node
from hipflow.library.problems import Findings, Reading, quote
from hipflow.library.repertoire import Repertoire

VERSION: Final = "1"
FIELDS: Final = (
    "version", "id", "name", "description", "phase", "tags", "prep", "first_side", "defaults",
    "steps", "sections", "rounds", "round_rest", "exercises", "sounds",
)  # fmt: skip
SECTION_FIELDS: Final = ("name", "phase", "rounds", "round_rest", "defaults", "steps")
DEFAULTS_FIELDS: Final = ("duration", "switch", "transition", "phase_gap")
SOUNDS_FIELDS: Final = ("beeps", "words", "half", "loudness")
PHASES: Final = ("warmup", "strength", "cooldown", "recovery", "mixed")

MOST_ROUNDS: Final = 20
MOST_SECTIONS: Final = 50
MOST_STEPS: Final = 500
"""Of the plan, after rounds."""
LONGEST_HOURS: Final = 4
LONG_MINUTES: Final = 60
"""Above this a routine is probably not what was meant."""
LONG_HOLD: Final = 60
"""Seconds from which a static hold costs the run after it a little power (Behm 2016, doi 10.1139/apnm-2015-0235)."""


@dataclass(frozen=True, slots=True)
class _PlacedSection:
    """A section, and where its entries are written."""

    section: Section
    entries: tuple[PlacedEntry, ...]


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
    sections = _read_sections(fields, scope)
    routine = Routine(
        id=id,
        name=fields.name("name", ""),
        sections=tuple(placed.section for placed in sections),
        description=fields.text("description", ""),
        phase=fields.word("phase", PHASES, ""),
        tags=fields.texts("tags", ()),
        prep=fields.seconds("prep", GAP, 10),
        first_side=fields.choice("first_side", Side, Side.LEFT),
        defaults=_read_defaults(fields),
        sounds=_read_sounds(fields),
    )
    if findings.errors:
        return None
    _check_length(fields, routine)
    if not findings.errors:
        _check_kit(fields, routine)
        _check_holds(routine, sections, findings)
    return routine


def _read_id(fields: Fields, default_id: str) -> str:
    if "id" not in fields and not is_id(default_id):
        what = f"the name of the file is its id, which {ID_RULE}; got {quote(default_id)}"
        fields.refuse_here("id", what, f'Add "id: {propose_id(default_id)}".')
    return fields.id("id", default_id)


def _read_defaults(fields: Fields) -> Defaults:
    values = fields.map("defaults", DEFAULTS_FIELDS)
    if values is None:
        return Defaults()
    return Defaults(
        seconds=values.seconds("duration", WORK, None),
        switch=values.seconds("switch", GAP, None),
        transition=read_transition(values, "transition"),
        phase_gap=values.seconds("phase_gap", GAP, None),
    )


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


def _read_sections(fields: Fields, scope: Scope) -> tuple[_PlacedSection, ...]:
    """The sections of a routine; its bare steps are one without a name."""
    if "steps" in fields and "sections" in fields:
        later = max(("steps", "sections"), key=lambda key: (fields.key(key).line, fields.key(key).column))
        fields.refuse_here(later, "steps and sections are both given", "Give either steps or sections, not both.")
    elif "steps" not in fields and "sections" not in fields:
        fields.refuse_here("steps", "steps is missing", 'Add "steps:" with at least one, or "sections:".')
    if "sections" not in fields:
        return (_read_section(fields, scope),)
    if "steps" in fields:
        # They count for nothing, but what is wrong with them is told.
        _read_section(fields, scope)
    for key in ("rounds", "round_rest"):
        if key in fields:
            fields.refuse_here(key, f"{key} stands beside sections", "Move it into the section that it is for.")
    items = fields.some_items("sections", "sections", MOST_SECTIONS)
    maps = (open_map(node, where, SECTION_FIELDS, fields.findings) for node, where in items)
    sections = [section for section in maps if section is not None]
    for section in sections:
        if "steps" not in section:
            section.refuse_here("steps", "steps is missing", 'Add "steps:" with at least one.')
    lists = (section.value("steps") for section in sections)
    count = sum(len(each.items) for each in lists if isinstance(each, ListNode))
    if count > MOST_STEPS:
        fields.refuse_here("sections", f"{count} steps; the limit is {MOST_STEPS}", "Take some out.")
        return ()
    return tuple(_read_section(section, scope) for section in sections)


def _read_section(fields: Fields, scope: Scope) -> _PlacedSection:
    """The section in a map; a whole routine may be that map."""
    is_whole = not fields.where
    items = fields.some_items("steps", "steps", MOST_STEPS)
    placed = [read_entry(node, where, scope, fields.findings) for node, where in items]
    entries = tuple(each for each in placed if each is not None)
    section = Section(
        entries=tuple(each.entry for each in entries),
        name="" if is_whole else fields.name("name", ""),
        phase="" if is_whole else fields.word("phase", PHASES, ""),
        rounds=fields.whole_number("rounds", 1, MOST_ROUNDS, 1),
        round_rest=fields.seconds("round_rest", GAP, None),
        defaults=Defaults() if is_whole else _read_defaults(fields),
    )
    return _PlacedSection(section, entries)


def _check_length(fields: Fields, routine: Routine) -> None:
    key = "sections" if "sections" in fields else "steps"
    # Each entry of each round is at least one step; only then is it safe to compile them all.
    count = sum(len(section.entries) * section.rounds for section in routine.sections)
    at_least, seconds = "at least ", 0
    if count <= MOST_STEPS:
        plan = compile_plan(routine)
        at_least, count, seconds = "", len(plan.steps), plan.seconds
    if count > MOST_STEPS:
        what = f"{at_least}{count} steps after rounds; the limit is {MOST_STEPS}"
        fields.refuse_here(key, what, "Take some out, or do fewer rounds.")
    elif seconds > LONGEST_HOURS * 3600:
        what = f"{_format_minutes(seconds)} in all; the limit is {LONGEST_HOURS} h"
        fields.refuse_here(key, what, "Take some out, or do fewer rounds.")
    elif seconds > LONG_MINUTES * 60:
        fields.warn_here(key, f"{_format_minutes(seconds)} in all", "Split it if that is more than you meant.")


def _check_kit(fields: Fields, routine: Routine) -> None:
    if "no-equipment" in routine.tags and routine.equipment:
        what = f"no-equipment is not true: it needs {', '.join(routine.equipment)}"
        fields.findings.warn(fields.value("tags"), "tags", what, "Take the tag out.")


def _check_holds(routine: Routine, sections: Sequence[_PlacedSection], findings: Findings) -> None:
    for placed, seconds in _find_warmup_holds(routine, sections):
        if seconds >= LONG_HOLD:
            what = f"{placed.entry.exercise.id} is held for {seconds} s in a warm-up, which can cost a little power"
            findings.warn(placed.node, placed.where, what, "Keep long holds for after the run.")


def _find_warmup_holds(routine: Routine, sections: Sequence[_PlacedSection]) -> Iterator[tuple[PlacedEntry, int]]:
    """Each static exercise of a warm-up, with the seconds of its longest hold."""
    for placed_section in sections:
        section = placed_section.section
        if (section.phase or routine.phase) != "warmup":
            continue
        for placed in placed_section.entries:
            if placed.entry.exercise.kind is Kind.STATIC:
                # A plan of this entry alone knows which of step, section, routine and exercise has the say.
                alone = replace(section, entries=(placed.entry,), rounds=1)
                plan = compile_plan(replace(routine, sections=(alone,)))
                yield placed, max(step.seconds for step in plan.work)


def _format_minutes(seconds: int) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"

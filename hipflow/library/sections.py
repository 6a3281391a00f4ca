"""The sections of a routine, or the one that it is as a whole; each with where its entries are written."""

from dataclasses import dataclass
from typing import Final

from hipflow.core.routine import MOST_ROUNDS, Defaults, Section
from hipflow.library.durations import GAP, WORK
from hipflow.library.entries import PlacedEntry, Scope, read_entry, read_transition
from hipflow.library.fields import Fields, open_map
from hipflow.library.nodes import ListNode

SECTION_FIELDS: Final = ("name", "phase", "rounds", "round_rest", "defaults", "steps")
DEFAULTS_FIELDS: Final = ("duration", "switch", "transition", "phase_gap")
PHASES: Final = ("warmup", "strength", "cooldown", "recovery", "mixed")

MOST_SECTIONS: Final = 50
MOST_STEPS: Final = 500
"""Of the plan, after rounds."""


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section, and where its entries are written."""

    section: Section
    entries: tuple[PlacedEntry, ...]


def read_sections(fields: Fields, scope: Scope) -> tuple[PlacedSection, ...]:
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


def _read_section(fields: Fields, scope: Scope) -> PlacedSection:
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
        defaults=Defaults() if is_whole else read_defaults(fields),
    )
    return PlacedSection(section, entries)


def read_defaults(fields: Fields) -> Defaults:
    """What a routine or a section sets for all its entries."""
    values = fields.map("defaults", DEFAULTS_FIELDS)
    if values is None:
        return Defaults()
    return Defaults(
        seconds=values.seconds("duration", WORK, None),
        switch=values.seconds("switch", GAP, None),
        transition=read_transition(values, "transition"),
        phase_gap=values.seconds("phase_gap", GAP, None),
    )

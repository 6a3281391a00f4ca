"""A routine as a card for the fridge: one page of Markdown that reads well as it is, too."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Final

from hipflow.core.dose import Dose, find_dose
from hipflow.core.exercise import Phase, Side, Sides
from hipflow.core.plan import compile_plan
from hipflow.core.routine import Entry, Routine, Section
from hipflow.core.text import clean, uncapitalise

WIDEST: Final = 78
"""Characters of a line, unless one word is longer."""
STOP: Final = "Work to a mild pull, never to pain. Stop if it hurts, tingles or goes numb."

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&])")
_STARTS = re.compile(r"(?<!\S)(\d*)([#+=-]+|(?<=\d)[.)])(?!\S)")
"""Words that mean something at the start of a line, where any word may come to stand."""


def routine_card(routine: Routine) -> list[str]:
    """The lines of the card: what is done in which order, how long, on which sides, and what to mind."""
    numbers = count(1)
    lines = [f"# {_escape(routine.name)}", "", _summarise(routine), ""]
    lines += [*_quote(routine.description), ""] if routine.description else []
    for section in routine.sections:
        title = _title_section(section)
        lines += [f"## {title}", ""] if title else []
        for entry in section.entries:
            lines += _tell_entry(next(numbers), entry, find_dose(entry, section, routine))
        lines.append("")
    return [*lines, "---", "", *_close(routine)]


def _summarise(routine: Routine) -> str:
    plan = compile_plan(routine)
    kit = ", ".join(thing.replace("-", " ") for thing in routine.equipment)
    about = "about " if plan.is_open else ""
    facts = [f"**{about}{max(1, round(plan.seconds / 60))} min**", f"needs {_escape(kit)}" if kit else "needs nothing"]
    facts += [f"{routine.prep} s to get ready"] * bool(routine.prep)
    return " · ".join(facts)


def _title_section(section: Section) -> str:
    """The heading of a section: its name and its rounds; empty where there is nothing to say."""
    rounds = f"{section.rounds} rounds" if section.rounds > 1 else ""
    rest = f"{section.round_rest} s rest between" if rounds and section.round_rest else ""
    told = ", ".join(filter(None, (rounds, rest)))
    return " · ".join(filter(None, (_escape(section.name), told)))


def _tell_entry(number: int, entry: Entry, dose: Dose) -> list[str]:
    lead = f"{number}. "
    minded = entry.note or entry.exercise.cue
    told = f"**{_escape(entry.shown_name)}** · {_tell_dose(dose)}"
    lines = _wrap(told, lead, " " * len(lead))
    if minded:
        # Two blanks at its end break the line within the item.
        lines[-1] += "  "
        lines += _wrap(_escape(minded), " " * len(lead), " " * len(lead))
    return lines


def _tell_dose(dose: Dose) -> str:
    """How long, and how the sides are treated: 15 s forward and back, 15 s side to side, each side."""
    parts = [_tell_phase(phase) for phase in dose.phases]
    match dose.sides:
        case Sides.EACH:
            labels = dose.entry.exercise.side_labels
            parts.append(f"{_escape(labels[Side.LEFT])}, then {_escape(labels[Side.RIGHT])}" if labels else "each side")
        case Sides.ALTERNATE:
            parts.append("sides in turn")
    return ", ".join(parts)


def _tell_phase(phase: Phase) -> str:
    named = f" {_escape(uncapitalise(phase.name))}" if phase.name else ""
    if phase.is_open:
        return f"until it is done, about {phase.seconds} s{named}"
    if phase.reps:
        return f"{phase.reps} reps in {phase.seconds} s{named}"
    return f"{phase.seconds} s{named}"


def _close(routine: Routine) -> Iterator[str]:
    has_sides = any((entry.sides or entry.exercise.sides) is Sides.EACH for entry in routine.entries)
    first = routine.first_side
    order = f"{first.value.capitalize()} first, then {first.other.value}: both equally long. " if has_sides else ""
    yield from _wrap(f"*{order}{STOP}*", "", "")


def _quote(text: str) -> list[str]:
    return _wrap(_escape(text), "> ", "> ")


def _escape(text: str) -> str:
    """Text of a file as plain text of Markdown."""
    return _STARTS.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", clean(text)))


def _wrap(text: str, lead: str, indent: str) -> list[str]:
    """The text in lines, the first behind `lead`, the others behind `indent`."""
    lines, line = [], lead
    for word in text.split(" "):
        if len(line) + len(word) > WIDEST and line.strip() not in ("", lead.strip()):
            lines.append(line.rstrip())
            line = indent
        line += f"{word} "
    return [*lines, line.rstrip()]

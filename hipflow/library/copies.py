"""A routine under another name: the text it was read from with its comments, or written anew."""

import re
from dataclasses import replace
from typing import Final

from hipflow.core.routine import Routine
from hipflow.library.document import parse_document
from hipflow.library.fields import LONGEST_NAME
from hipflow.library.manuscript import SCHEMA_LINE, write_routine
from hipflow.library.nodes import MapNode, ScalarNode
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import parse_routine
from hipflow.library.script import write_text

_MODELINE = re.compile(r"#\s*yaml-language-server:.*\n")
_TITLES: Final = ("id", "name")


def write_copy(routine: Routine, text: str, known: Repertoire, *, schema: str = "") -> str:
    """The text of a file that reads back as this routine, by the text of one that differs in id and name alone.

    Args:
        routine: What it is to be; the stem of its file is its id.
        text: What the other was read from.
        known: The exercises there are.
        schema: Where the schema lies, as seen from the new file; empty: not said.
    """
    copied = _retitle(text, routine, schema)
    if copied is not None and parse_routine(copied, f"{routine.id}.yaml", known).value == routine:
        return copied
    return write_routine(routine, known, schema=schema)


def title_copy(name: str) -> str:
    """What the user's copy of a preset is called: My hip strength, My seven stretches."""
    name = name.removeprefix("The ")
    is_word = name[1:2].islower()
    mine = f"My {name[:1].lower() if is_word else name[:1]}{name[1:]}"
    return mine if len(mine) <= LONGEST_NAME else name


def name_copy(routine: Routine, id: str, name: str = "") -> Routine:
    """The same routine under another id, and another name if there is one."""
    return replace(routine, id=id, name=name or routine.name)


def _retitle(text: str, routine: Routine, schema: str) -> str | None:
    """The text with another name and without an id; None where these are not on lines of their own."""
    root = parse_document(text, "").root
    if not isinstance(root, MapNode):
        return None
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    for key, value in sorted(root.entries, key=lambda entry: entry[0].line, reverse=True):
        if key.text not in _TITLES:
            continue
        if not isinstance(value, ScalarNode) or value.line != key.line or key.column != 1:
            return None
        if key.text == "id":
            del lines[key.line - 1]
        elif value.text != routine.name:
            lines[key.line - 1] = f"name: {write_text(routine.name)}\n"
    lines = [line for line in lines if not _MODELINE.fullmatch(line)]
    return "".join([f"# {SCHEMA_LINE.format(schema)}\n"] * bool(schema) + lines)

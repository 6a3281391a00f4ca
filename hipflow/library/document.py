"""Text becomes a tree of nodes, read as YAML 1.2.

The parser of libyaml is quick; PyYAML's own is there everywhere. Where the two would differ, and wherever something is
wrong, the slow one has the last word: the same file gives the same result on every machine.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import yaml
from yaml.events import Event
from yaml.reader import Reader

from hipflow.library.files import MOST_BYTES, find_place, read_text
from hipflow.library.nodes import Node
from hipflow.library.problems import Complaint, Findings, Problem
from hipflow.library.syntax import explain_complaint
from hipflow.library.tree import RefusedError, Tree

QUICK_PARSER: Final["type[yaml.CSafeLoader] | None"] = getattr(yaml, "CSafeLoader", None)
"""None where PyYAML was built without libyaml."""

_FORBIDDEN: Final = (Reader.NON_PRINTABLE, re.compile("[\x85\u2028\u2029\ufeff]"))
"""What YAML does not allow, and the odd line ends by which editors do not count lines."""

_READ_DIFFERENTLY = re.compile(r"\t|[|>][-+0-9]*#")
"""Tabs between tokens and a comment stuck to a block's sign: libyaml takes them, PyYAML's own parser does not."""


class _Parser(Protocol):
    def get_event(self) -> Event | None: ...


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a tree, with what is wrong with it as YAML."""

    name: str
    """How messages call it."""
    root: Node | None
    """None: it is empty, or `problems` say why it could not be read."""
    problems: tuple[Problem, ...] = ()


def read_document(path: Path) -> Document:
    """The document in a file; never raises, whatever is at that path."""
    text = read_text(path)
    if isinstance(text, Complaint):
        return _refuse(str(path), text)
    return _parse(text, str(path))


def parse_document(text: str, name: str) -> Document:
    """The document in a text; never raises."""
    if len(text.encode(errors="replace")) > MOST_BYTES:
        return _refuse(name, Complaint("this text is over the limit of 1 MiB", "Take out what is not needed."))
    return _parse(text.removeprefix("\ufeff"), name)


def _parse(text: str, name: str) -> Document:
    forbidden = next((found for found in (pattern.search(text) for pattern in _FORBIDDEN) if found), None)
    if forbidden:
        line, column = find_place(text, forbidden.start())
        what = f"contains a control character (U+{ord(forbidden.group()):04X})"
        return _refuse(name, Complaint(what, "Take it out.", line, column))
    tree = _grow_quickly(text, name) or _grow_surely(text, name)
    return Document(name, tree.root, tree.findings.sort())


def _refuse(name: str, complaint: Complaint) -> Document:
    findings = Findings(name)
    findings.complain(complaint)
    return Document(name, None, findings.sort())


def _grow_quickly(text: str, name: str) -> Tree | None:
    """The tree by libyaml; None where it is not there, or may see it in another way than PyYAML's own parser."""
    if QUICK_PARSER is None or _READ_DIFFERENTLY.search(text):
        return None
    tree = Tree(name)
    parser = QUICK_PARSER(text)
    try:
        _feed(tree, parser)
    except (yaml.YAMLError, RefusedError):
        return None
    return None if tree.is_doubtful or tree.findings.errors else tree


def _grow_surely(text: str, name: str) -> Tree:
    """The tree by PyYAML's own parser, with all that is wrong with it."""
    tree = Tree(name)
    parser = yaml.SafeLoader(text)
    try:
        _feed(tree, parser)
    except RefusedError as refused:
        tree.fail(refused.complaint)
    except yaml.MarkedYAMLError as error:
        tree.fail(_explain(error))
    except (ValueError, OverflowError):
        # It trips over "\UFFFFFFFF", and over a version of thousands of digits.
        mark = parser.get_mark()
        what = "not valid YAML: this number is too large"
        tree.fail(Complaint(what, "Write \\\\ for a backslash.", mark.line + 1, mark.column + 1))
    return tree


def _feed(tree: Tree, parser: _Parser) -> None:
    while not tree.is_complete:
        event = parser.get_event()
        assert event is not None, "the last event ends the loop"
        tree.take(event)


def _explain(error: yaml.MarkedYAMLError) -> Complaint:
    mark = error.problem_mark
    assert mark is not None, "its own parser always says where"
    start = error.context_mark or mark
    return explain_complaint(
        error.context or "",
        error.problem or "",
        (start.line + 1, start.column + 1),
        (mark.line + 1, mark.column + 1),
    )

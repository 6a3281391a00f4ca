"""A document as a tree: every value with the place it is written at."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from hipflow.library.problems import quote, shorten

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_ONCE_BOOLEAN = re.compile(r"y|n|yes|no|on|off", re.IGNORECASE)
_NUMBER_BEGINS = frozenset("+-.0123456789")
_NUMBER = re.compile(
    r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A single value as it was written."""

    line: int
    """From 1, as in all nodes."""
    column: int
    """From 1, as in all nodes."""
    text: str
    is_plain: bool
    """Was it written without quotes? Only then can it be a number, a boolean or nothing (YAML 1.2 core schema)."""

    @property
    def is_nothing(self) -> bool:
        """Is the value left out, or null?"""
        return self.is_plain and self.text in _NOTHING

    @property
    def is_boolean(self) -> bool:
        """Is it true or false? `yes` and `on` are text."""
        return self.is_plain and self.text in _BOOLEAN

    @property
    def is_number(self) -> bool:
        """Is it a number of any form?"""
        begins = self.is_plain and self.text[:1] in _NUMBER_BEGINS
        return begins and _NUMBER.fullmatch(self.text) is not None

    @property
    def is_text(self) -> bool:
        """Is it none of those?"""
        return not (self.is_nothing or self.is_boolean or self.is_number)


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list of values."""

    line: int
    column: int
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class MapNode:
    """A map from keys to values; each key is there once."""

    line: int
    column: int
    entries: tuple[tuple[ScalarNode, "Node"], ...]


Node: TypeAlias = ScalarNode | ListNode | MapNode


def describe_node(node: Node) -> str:
    """The value as a message repeats it: as written, or what it is."""
    if isinstance(node, MapNode):
        return "a map"
    if isinstance(node, ListNode):
        return "a list"
    if not node.is_plain:
        return quote(node.text)
    if node.is_nothing:
        return "nothing" if node.text == "" else f"{node.text}, which means nothing"
    if node.is_boolean:
        return f"{node.text}, which is a boolean"
    if _ONCE_BOOLEAN.fullmatch(node.text):
        return f"{node.text}, which some YAML readers take for a boolean"
    return shorten(node.text)


def describe_content(root: Node | None) -> str:
    """What a whole file turned out to be, where it should have been a map."""
    if root is None:
        return "is empty"
    return "holds text" if isinstance(root, ScalarNode) else f"holds {describe_node(root)}"

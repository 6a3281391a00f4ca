"""One map of a document, read field by field; what is wrong is collected, and reading goes on."""

import re
from collections.abc import Iterable
from enum import Enum
from typing import Final, TypeVar

from hipflow.core.text import CONTROL
from hipflow.library.durations import Span, read_seconds
from hipflow.library.nodes import ListNode, MapNode, Node, ScalarNode, describe_node
from hipflow.library.problems import Complaint, Findings, join_path, quote, suggest_nearest

D = TypeVar("D")
E = TypeVar("E", bound=Enum)

LONGEST_NAME: Final = 60
LONGEST_TEXT: Final = 300
MOST_TEXTS: Final = 20
"""In one list of texts."""
ID_RULE: Final = "must be lower-case letters, digits and single hyphens"

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TRUTHS = {"true": True, "false": False, "yes": True, "no": False, "on": True, "off": False}
_BREAKS = re.compile(r"\s*[\t\n\r]\s*")


class Fields:
    """A map whose fields are known by name; each reader returns its `default` where a field is missing or wrong."""

    def __init__(self, node: MapNode, where: str, known: Iterable[str], findings: Findings) -> None:
        self.node = node
        self.where = where
        """The path of this map in its document; empty for the whole."""
        self.findings = findings
        self._keys = {key.text: key for key, _ in node.entries}
        self._values = {key.text: value for key, value in node.entries}
        names = tuple(known)
        for key in self._keys.values():
            if key.text not in names:
                self._refuse_unknown(key, names)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def path(self, key: str) -> str:
        """The path of a field in its document."""
        return join_path(self.where, key)

    def key(self, key: str) -> Node:
        """The place where a field is named; of the map where it is missing."""
        return self._keys.get(key, self.node)

    def value(self, key: str) -> Node:
        """The value of a field, whatever it is; the map itself where it is missing."""
        return self._values.get(key, self.node)

    def refuse(self, key: str, what: str, mend: str) -> None:
        """Notes an error in the value of a field."""
        self.findings.refuse(self.value(key), self.path(key), what, mend)

    def refuse_here(self, key: str, what: str, mend: str) -> None:
        """Notes an error in the map, at the place where it names a field."""
        self.findings.refuse(self.key(key), self.where, what, mend)

    def warn_here(self, key: str, what: str, mend: str) -> None:
        """Notes a warning about the map, at the place where it names a field."""
        self.findings.warn(self.key(key), self.where, what, mend)

    def text(self, key: str, default: D, *, longest: int = LONGEST_TEXT, shortest: int = 0) -> str | D:
        """The text of a field on one line."""
        if key not in self:
            return default
        text = read_text(self.value(key), self.path(key), self.findings, longest=longest, shortest=shortest)
        return default if text is None else text

    def text_or_number(self, key: str, default: D) -> str | D:
        """A text, or a whole number as it is written."""
        node = self.value(key)
        if key in self and isinstance(node, ScalarNode) and node.is_plain and re.fullmatch(r"[0-9]{1,9}", node.text):
            return node.text
        return self.text(key, default)

    def name(self, key: str, default: D) -> str | D:
        """A text of 1 to 60 characters."""
        return self.text(key, default, longest=LONGEST_NAME, shortest=1)

    def id(self, key: str, default: D) -> str | D:
        """A name in lower-case letters, digits and single hyphens."""
        if key not in self:
            return default
        text = self.text(key, None, longest=LONGEST_NAME)
        if text is None:
            return default
        if not is_id(text):
            self.refuse(key, f"{ID_RULE}; got {quote(text)}", f"Write {propose_id(text)}.")
            return default
        return text

    def seconds(self, key: str, span: Span, default: D) -> int | D:
        """The whole seconds of a duration."""
        if key not in self:
            return default
        seconds = read_seconds(self.value(key), span)
        if isinstance(seconds, Complaint):
            self.refuse(key, seconds.what, seconds.mend)
            return default
        return seconds

    def whole_number(self, key: str, lowest: int, highest: int, default: int) -> int:
        """A whole number from `lowest` to `highest`."""
        if key not in self:
            return default
        node = self.value(key)
        if isinstance(node, ScalarNode) and node.is_plain and re.fullmatch(r"0|[1-9][0-9]{0,8}", node.text):
            number = int(node.text)
            if lowest <= number <= highest:
                return number
        what = f"must be a whole number from {lowest} to {highest}; got {describe_node(node)}"
        self.refuse(key, what, f"Write it in digits, such as {min(highest, lowest + 1)}.")
        return default

    def choice(self, key: str, choices: type[E], default: D) -> E | D:
        """One member of an enum, by its value."""
        words = tuple(str(member.value) for member in choices)
        word = self.word(key, words, None)
        return default if word is None else choices(word)

    def word(self, key: str, words: tuple[str, ...], default: D) -> str | D:
        """One of a few words."""
        if key not in self:
            return default
        word = read_word(self.value(key), self.path(key), words, self.findings)
        return default if word is None else word

    def members(self, key: str, choices: type[E], default: frozenset[E]) -> frozenset[E]:
        """Some members of an enum, as a list of their values, which may be empty; or `all`, or `none`."""
        node = self.value(key)
        if key in self and isinstance(node, ScalarNode) and node.text in ("all", "none"):
            return frozenset(choices) if node.text == "all" else frozenset()
        if key not in self:
            return default
        words = tuple(str(member.value) for member in choices)
        found = (read_word(item, where, words, self.findings) for item, where in self.items(key, "words"))
        return frozenset(choices(word) for word in found if word is not None)

    def yes_or_no(self, key: str, default: bool) -> bool:
        """True or false; `yes`, `no`, `on` and `off` are understood too."""
        word = self.word(key, tuple(_TRUTHS), None)
        return default if word is None else _TRUTHS[word]

    def texts(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """A list of texts."""
        if key not in self:
            return default
        found = (
            read_text(item, where, self.findings, longest=LONGEST_TEXT, shortest=1)
            for item, where in self.items(key, "texts")
        )
        return tuple(text for text in found if text is not None)

    def items(self, key: str, of: str, most: int = MOST_TEXTS) -> list[tuple[Node, str]]:
        """The items of a list, each with its path; `of` says in messages what they are."""
        if key not in self:
            return []
        node = self.value(key)
        if not isinstance(node, ListNode):
            is_single = isinstance(node, ScalarNode) and not node.is_nothing
            mend = f"Write it as [{describe_node(node)}]." if is_single else 'Begin each line with "- ".'
            self.refuse(key, f"must be a list of {of}; got {describe_node(node)}", mend)
            return []
        if len(node.items) > most:
            self.refuse(key, f"has {len(node.items)} {of}; the limit is {most}", "Take some out.")
            return []
        return [(item, f"{self.path(key)}[{index}]") for index, item in enumerate(node.items)]

    def some_items(self, key: str, of: str, most: int = MOST_TEXTS) -> list[tuple[Node, str]]:
        """The same of a list that must not be empty."""
        node = self.value(key)
        is_empty = isinstance(node, ListNode) and not node.items
        if key in self and (is_empty or (isinstance(node, ScalarNode) and node.is_nothing)):
            self.refuse_here(key, f"{key} is empty", "Add at least one.")
            return []
        return self.items(key, of, most)

    def map(self, key: str, known: Iterable[str]) -> "Fields | None":
        """The map in a field."""
        if key not in self:
            return None
        return open_map(self.value(key), self.path(key), known, self.findings)

    def _refuse_unknown(self, key: ScalarNode, names: tuple[str, ...]) -> None:
        near = suggest_nearest(key.text, names)
        mend = f'Did you mean "{near}"?' if near else f"The fields here are {', '.join(names)}."
        self.findings.refuse(key, self.where, f"unknown field {quote(key.text)}", mend)


def open_map(node: Node, where: str, known: Iterable[str], findings: Findings) -> Fields | None:
    """The fields of a node that must be a map; None where it is not one."""
    if isinstance(node, MapNode):
        return Fields(node, where, known, findings)
    findings.refuse(node, where, f"must be a map; got {describe_node(node)}", 'Write lines of "field: value".')
    return None


def read_text(node: Node, where: str, findings: Findings, *, longest: int, shortest: int = 0) -> str | None:
    """A text on one line, with nothing in it that a terminal would obey; None where it is not one."""
    if not isinstance(node, ScalarNode) or not node.is_text:
        findings.refuse(node, where, f"must be text; got {describe_node(node)}", _advise_text(node))
        return None
    text = node.text.strip(" \t\r\n")
    if CONTROL.search(text):
        text = _BREAKS.sub(" ", text)
    bad = CONTROL.search(text)
    if bad:
        what = f"contains a control character (U+{ord(bad.group()):04X}) at position {bad.start() + 1}"
        findings.refuse(node, where, what, "Take it out.")
        return None
    if not shortest <= len(text) <= longest:
        length = f"{shortest} to {longest}" if shortest else f"at most {longest}"
        mend = "Shorten it." if text else "Write a line of text."
        findings.refuse(node, where, f"must be {length} characters; this has {len(text)}", mend)
        return None
    return text


def _advise_text(node: Node) -> str:
    if isinstance(node, MapNode):
        return "Put text that holds a colon in quotes."
    is_value = isinstance(node, ScalarNode) and not node.is_nothing
    return "Put it in quotes." if is_value else "Write a line of text."


def read_word(node: Node, where: str, words: tuple[str, ...], findings: Findings) -> str | None:
    """One of a few words; None where it is another."""
    if isinstance(node, ScalarNode) and node.text in words:
        return node.text
    shown = quote(node.text) if isinstance(node, ScalarNode) and not node.is_nothing else describe_node(node)
    near = suggest_nearest(node.text, words) if isinstance(node, ScalarNode) else None
    mend = f'Did you mean "{near}"?' if near else f"Write {words[0]}, for example."
    findings.refuse(node, where, f"{shown} is not one of {', '.join(words)}", mend)
    return None


def is_id(text: str) -> bool:
    """Can the text be the id of a routine or an exercise?"""
    return len(text) <= LONGEST_NAME and _ID.fullmatch(text) is not None


def propose_id(text: str) -> str:
    """The id that comes nearest to a text."""
    from unicodedata import combining, normalize

    plain = "".join(letter for letter in normalize("NFKD", text) if not combining(letter))
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:LONGEST_NAME].strip("-") or "my-hips"

"""A tree of nodes, grown from a parser's events within limits.

It grows without recursion, so that no depth of nesting can overflow a stack.
"""

from dataclasses import dataclass, field

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
)

from hipflow.library.nodes import ListNode, MapNode, Node, ScalarNode
from hipflow.library.problems import Complaint, Findings, join_path, shorten

MOST_VALUES = 20_000
"""Values in a document, each alias counted as all that it stands for; a routine of 500 steps has about 10,000."""

DEEPEST = 32
"""Levels of nesting; a routine has 8."""


class RefusedError(Exception):
    """The document must not be read any further."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.what)
        self.complaint = complaint


@dataclass(slots=True)
class _Branch:
    """A list or map whose end has not come yet."""

    start: CollectionStartEvent
    is_map: bool
    values_before: int
    nodes: list[Node] = field(default_factory=list)
    """Of a list: its items; of a map: the values of `keys`."""
    keys: dict[str, ScalarNode] = field(default_factory=dict)
    key: ScalarNode | None = None
    """Of a map: the key whose value comes next."""
    is_dropped: bool = False
    """Must that value be left out, since its key is no good?"""


class Tree:
    """What has grown so far, and what was wrong with it."""

    def __init__(self, name: str) -> None:
        self.root: Node | None = None
        """None as long as nothing is complete, and for an empty document."""
        self.findings = Findings(name)
        self.is_complete = False
        """Has the last event come?"""
        self.is_doubtful = False
        """Would PyYAML's own parser have read it differently than libyaml?"""
        self._open: list[_Branch] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._values = 0
        self._documents = 0
        self._flow_depth = 0

    def take(self, event: Event) -> None:
        """Grows by one event; raises RefusedError where a limit is reached."""
        if isinstance(event, ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._open_branch(event)
        elif isinstance(event, CollectionEndEvent):
            self._close_branch()
        elif isinstance(event, AliasEvent):
            self._take_alias(event)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:
                what = "this file holds more than one document (---)"
                raise _refuse(event, what, "Keep one, and put the others in files of their own.")
        elif isinstance(event, StreamEndEvent):
            self.is_complete = True

    def fail(self, complaint: Complaint) -> None:
        """Gives up what has grown; the complaint says why."""
        self.root = None
        self.findings.complain(complaint)

    def _take_scalar(self, event: ScalarEvent) -> None:
        self._note_tag(event)
        # Inside [..] or {..}, a question mark ends plain text for PyYAML's own parser alone.
        if self._flow_depth and "?" in event.value and not event.style:
            self.is_doubtful = True
        self._count(event, 1)
        node = ScalarNode(*_place(event), event.value, not event.style)
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, 1)
        self._add(node)

    def _open_branch(self, event: CollectionStartEvent) -> None:
        self._note_tag(event)
        self._count(event, 1)
        if len(self._open) == DEEPEST:
            raise _refuse(event, f"nested more than {DEEPEST} levels deep", "Write it flatter.")
        self._flow_depth += bool(event.flow_style)
        self._open.append(_Branch(event, isinstance(event, MappingStartEvent), self._values - 1))

    def _close_branch(self) -> None:
        branch = self._open.pop()
        start = branch.start
        self._flow_depth -= bool(start.flow_style)
        node: Node
        if branch.is_map:
            node = MapNode(*_place(start), tuple(zip(branch.keys.values(), branch.nodes, strict=True)))
        else:
            node = ListNode(*_place(start), tuple(branch.nodes))
        if start.anchor is not None:
            self._anchors[start.anchor] = (node, self._values - branch.values_before)
        self._add(node)

    def _take_alias(self, event: AliasEvent) -> None:
        name = event.anchor or ""
        if name not in self._anchors:
            what = f"*{shorten(name)} stands for nothing"
            raise _refuse(event, what, "Define it above with &, or put the text in quotes.")
        node, values = self._anchors[name]
        self._count(event, values)
        self._add(node)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = None if _is_left_out(node) else node
            return
        top = self._open[-1]
        if not top.is_map:
            top.nodes.append(node)
        elif top.key is None:
            self._add_key(top, node)
        else:
            if not top.is_dropped:
                top.keys[top.key.text] = top.key
                # The parsers disagree on the place of what is not there.
                top.nodes.append(ScalarNode(top.key.line, top.key.column, "", True) if _is_left_out(node) else node)
            top.key = None

    def _add_key(self, top: _Branch, node: Node) -> None:
        top.is_dropped = True
        if not isinstance(node, ScalarNode):
            top.key = ScalarNode(node.line, node.column, "", False)
            self._note(node, "a key must be plain text", "Take the brackets or braces off.")
            return
        if self._flow_depth and not node.text:
            # After a question mark inside [..] or {..}, the parsers see nothing at different places.
            self.is_doubtful = True
        top.key = node
        first = top.keys.get(node.text)
        if first is not None:
            what = f"{shorten(node.text)} is given twice (also line {first.line})"
            self._note(node, what, "Keep one.")
        elif node.is_plain and node.text == "<<":
            self._note(node, "merging maps with << is not supported", "Write the fields out.")
        else:
            top.is_dropped = False

    def _count(self, event: Event, values: int) -> None:
        self._values += values
        if self._values > MOST_VALUES:
            what = f"holds more than {MOST_VALUES} values, each alias (*name) counted as all that it stands for"
            raise _refuse(event, what, "Make it smaller.")

    def _note_tag(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            self.findings.complain(Complaint(f"tag {shorten(tag)} is not allowed", "Take it out.", *_place(event)))

    def _note(self, node: Node, what: str, mend: str) -> None:
        self.findings.refuse(node, self._where(), what, mend)

    def _where(self) -> str:
        """The innermost list or map that is open, such as `steps[2]`."""
        where = ""
        for branch in self._open[:-1]:
            if branch.key is None:
                where += f"[{len(branch.nodes)}]"
            else:
                where = join_path(where, branch.key.text)
        return where


def _is_left_out(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.is_plain and not node.text


def _refuse(event: Event, what: str, mend: str) -> RefusedError:
    return RefusedError(Complaint(what, mend, *_place(event)))


def _place(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    assert mark is not None, "both parsers mark every event"
    return mark.line + 1, mark.column + 1

"""Passages: where in a text of YAML its values are written, and how such a text is changed in place."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, cast

import yaml

from hipflow.core.text import CONTROL
from hipflow.library.lines import Lines, indent

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys of maps and places in lists, from 0."""
Scalar: TypeAlias = str | int

NESTING: Final = 2
"""Columns by which a list is indented under its key, where there is none to go by."""
MARKS: Final = frozenset(",[]{}#&*!|>%@`?:'\"")
"""What ends plain text in brackets, or begins something else."""
NUMBER_BEGINS: Final = frozenset("+-.0123456789")
BY_HAND: Final = "This file is written in a way that cannot be changed here; change it in an editor."


class EditError(ValueError):
    """The text cannot be changed so; the message says why, in a sentence for a person."""


def write_scalar(value: Scalar) -> str:
    """A number, or a text on one line, in quotes where a YAML reader might take it for something else."""
    if isinstance(value, int):
        return str(value)
    if CONTROL.search(value):
        raise EditError("A text in a file has no control characters.")
    is_plain = value.strip() == value and not MARKS & set(value) and _is_read_as_it_is(value)
    if is_plain and value[:1] not in NUMBER_BEGINS:
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_read_as_it_is(text: str) -> bool:
    try:
        return bool(yaml.safe_load(text) == text)
    except yaml.YAMLError:
        # A text such as = alone means something of its own, which no safe reader makes a value of.
        return False


class Passages:
    """A text with the places of all that it holds; a change makes them stale, so that only one can be made."""

    def __init__(self, text: str) -> None:
        """Takes a text; raises EditError where it is no YAML."""
        self.lines = Lines(text)
        self.root = _read_nodes(text)

    def set_field(self, path: Path, key: str, value: Scalar, order: Sequence[str]) -> str:
        """The text with a field of a map set; a bare word in a list becomes a map."""
        node, written = self._find(path), f"{key}: {write_scalar(value)}"
        if isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark.index, node.end_mark.index
            word = self.lines.text[start:end]
            if self._find_list(path[:-1]).flow_style:
                self.lines.replace(start, end, f"{{exercise: {word}, {written}}}")
            else:
                self.lines.insert(node.end_mark.line + 1, indent([written], node.start_mark.column))
                self.lines.replace(start, end, f"exercise: {word}")
        elif isinstance(node, yaml.MappingNode):
            held = next((held for name, held in node.value if name.value == key), None)
            if held is None:
                self._add_field(node, written, order[: order.index(key)] if key in order else ())
            else:
                start, end = held.start_mark.index, held.end_mark.index
                self.lines.replace(start, end, " " * (start == end) + write_scalar(value))
        return self.lines.text

    def remove_field(self, path: Path, key: str) -> str:
        """The text without a field of a map."""
        node = cast("yaml.MappingNode", self._find(path))
        place = next(place for place, (name, _) in enumerate(node.value) if name.value == key)
        name, held = node.value[place]
        if place and not node.flow_style:
            self.lines.take(name.start_mark.line, self._last_line(held, name))
        elif place + 1 < len(node.value):
            self.lines.replace(name.start_mark.index, node.value[place + 1][0].start_mark.index, "")
        else:
            self.lines.replace(node.value[place - 1][1].end_mark.index, held.end_mark.index, "")
        return self.lines.text

    def insert_item(self, path: Path, index: int, fields: Mapping[str, Scalar]) -> str:
        """The text with an item more in a list."""
        node = self._find_list(path)
        if not node.flow_style:
            is_last = index >= len(node.value)
            at = self._last_line(node.value[-1]) + 1 if is_last else self._first_line(node, index)
            self.lines.insert(at, indent(_write_block(fields), node.start_mark.column))
        elif not node.value:
            # A pair of brackets with nothing in it: from now on a line an item.
            line = node.start_mark.line
            start = len(self.lines.text[: node.start_mark.index].rstrip(" "))
            self.lines.insert(line + 1, indent(_write_block(fields), self.lines.indent(line) + NESTING))
            self.lines.replace(start, node.end_mark.index, "")
        elif index < len(node.value):
            at = node.value[index].start_mark.index
            self.lines.replace(at, at, f"{_write_flow(fields)}, ")
        else:
            at = node.value[-1].end_mark.index
            self.lines.replace(at, at, f", {_write_flow(fields)}")
        return self.lines.text

    def remove_item(self, path: Path, index: int) -> str:
        """The text without an item of a list."""
        node = self._find_list(path)
        items = node.value
        if node.flow_style:
            start, end = items[index].start_mark.index, items[index].end_mark.index
            if index + 1 < len(items):
                end = items[index + 1].start_mark.index
            elif index:
                start = items[index - 1].end_mark.index
            self.lines.replace(start, end, "")
            return self.lines.text
        first = self._first_line(node, index)
        self.lines.take(first, self._last_line(items[index]))
        if len(items) == 1:
            self.lines.append_to(self._content_before(first), " []")
        return self.lines.text

    def move_item(self, path: Path, index: int, to_path: Path, to_index: int) -> str:
        """The text with an item of a list at another place."""
        source, target = self._find_list(path), self._find_list(to_path)
        if source.flow_style or target.flow_style:
            if source is not target:
                raise EditError(BY_HAND)
            self._turn_items(source, index, to_index)
            return self.lines.text
        if source is target and index == to_index:
            return self.lines.text
        first, last = self._first_line(source, index), self._last_line(source.value[index])
        place = to_index + (source is target and to_index > index)
        is_last = place >= len(target.value)
        at = self._last_line(target.value[-1]) + 1 if is_last else self._first_line(target, place)
        taken = self.lines.take(first, last)
        if len(source.value) == 1:
            self.lines.append_to(self._content_before(first), " []")
        moved = indent(taken, target.start_mark.column - source.start_mark.column)
        self.lines.insert(at - len(taken) if at > last else at, moved)
        return self.lines.text

    def _turn_items(self, node: yaml.SequenceNode, index: int, to_index: int) -> None:
        """Let an item of a list in brackets go to its new place; commas, blanks and comments stay where they are."""
        low, high = sorted((index, to_index))
        spans = [(item.start_mark.index, item.end_mark.index) for item in node.value[low : high + 1]]
        words = [self.lines.text[start:end] for start, end in spans]
        words.insert(to_index - low, words.pop(index - low))
        for (start, end), word in reversed(list(zip(spans, words, strict=True))):
            self.lines.replace(start, end, word)

    def _add_field(self, node: yaml.MappingNode, written: str, before: Sequence[str]) -> None:
        earlier = [place for place, (name, _) in enumerate(node.value) if name.value in before]
        name, held = node.value[max(earlier, default=len(node.value) - 1)]
        if node.flow_style:
            self.lines.replace(held.end_mark.index, held.end_mark.index, f", {written}")
        else:
            self.lines.insert(self._last_line(held, name) + 1, indent([written], node.start_mark.column))

    def _find(self, path: Path) -> yaml.Node:
        node = self.root
        for step in path:
            if isinstance(node, yaml.SequenceNode):
                node = node.value[cast("int", step)]
            else:
                node = next(held for name, held in cast("yaml.MappingNode", node).value if name.value == step)
        return node

    def _find_list(self, path: Path) -> yaml.SequenceNode:
        return cast("yaml.SequenceNode", self._find(path))

    def _first_line(self, node: yaml.SequenceNode, index: int) -> int:
        """The line at which an item begins: of its dash, or of the comment right above that."""
        line = cast("int", node.value[index].start_mark.line)
        while self.lines[line][node.start_mark.column :][:1] != "-":
            line -= 1
        while line and self.lines.is_comment(line - 1) and self.lines.indent(line - 1) >= node.start_mark.column:
            line -= 1
        return line

    def _last_line(self, node: yaml.Node, key: yaml.Node | None = None) -> int:
        """The last line of a value, comments and blank lines after it left out."""
        first = (key or node).start_mark.line
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            # The end of a block is where the next thing begins; that of what it holds last is nearer.
            node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
        line = node.end_mark.line if node.end_mark.column else node.end_mark.line - 1
        while line > first and not self.lines.is_content(line):
            line -= 1
        return cast("int", max(line, first))

    def _content_before(self, line: int) -> int:
        """The nearest line before this one that holds more than a comment."""
        return next(number for number in range(line - 1, -1, -1) if self.lines.is_content(number))


def _read_nodes(text: str) -> yaml.Node:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise EditError("This file is not valid YAML; mend it in an editor.") from error
    return root if root is not None else yaml.MappingNode("", [])


def _write_flow(fields: Mapping[str, Scalar]) -> str:
    if set(fields) == {"exercise"}:
        return write_scalar(fields["exercise"])
    return "{" + ", ".join(f"{key}: {write_scalar(value)}" for key, value in fields.items()) + "}"


def _write_block(fields: Mapping[str, Scalar]) -> list[str]:
    if set(fields) == {"exercise"}:
        return [f"- {write_scalar(fields['exercise'])}"]
    written = [f"{key}: {write_scalar(value)}" for key, value in fields.items()]
    return [f"{'  ' if place else '- '}{line}" for place, line in enumerate(written)]

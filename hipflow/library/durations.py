"""Durations as a person writes them: 45, 45s, 2m or 1m30s."""

import re
from dataclasses import dataclass
from typing import Final

from hipflow.library.nodes import Node, ScalarNode, describe_node
from hipflow.library.problems import Complaint, quote, shorten


@dataclass(frozen=True, slots=True)
class Span:
    """The whole seconds that a duration may have."""

    shortest: int
    longest: int


WORK: Final = Span(3, 600)
"""Time on one side, or in one phase of it."""

GAP: Final = Span(0, 120)
"""Time between two pieces of work."""

_EXACT = re.compile(r"(?:(?P<minutes>0|[1-9][0-9]{0,8})m)?(?:(?P<seconds>[0-9]{1,9})s)?")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_CLOCK = re.compile(r"(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-5][0-9])")
_DIGITS = re.compile(r"(?P<seconds>[0-9][0-9_]{0,8})")
_WORDS = re.compile(
    r"(?:(?P<minutes>[0-9]{1,3}) ?(?:m|mins?|minutes?|')(?: ?and)?)? ?"
    r"(?:(?P<seconds>[0-9]{1,4}) ?(?:s|secs?|seconds?|\")?)?\.?",
    re.IGNORECASE,
)


def read_seconds(node: Node, span: Span) -> int | Complaint:
    """The whole seconds that a duration stands for, or what is wrong with it."""
    seconds = _read_exact(node.text) if isinstance(node, ScalarNode) else None
    if seconds is None:
        return _complain(node, span)
    if seconds > span.longest:
        return _complain_of_length(node, span)
    if seconds < span.shortest:
        return Complaint(f"must be {_describe(span)}; got {describe_node(node)}", _advise(span))
    return seconds


def format_seconds(seconds: int) -> str:
    """The duration in the form that a routine file likes best: 45s, 2m, 1m30s."""
    minutes, rest = divmod(seconds, 60)
    if minutes and rest:
        return f"{minutes}m{rest}s"
    return f"{minutes}m" if minutes else f"{rest}s"


def _read_exact(text: str) -> int | None:
    if _WHOLE.fullmatch(text):
        return int(text)
    return _add_up(_EXACT.fullmatch(text)) if text else None


def _add_up(match: re.Match[str] | None) -> int | None:
    """The seconds in a match, which may have minutes and seconds."""
    if match is None:
        return None
    parts = match.groupdict()
    if not any(parts.values()):
        return None
    return 60 * int(parts.get("minutes") or 0) + int((parts["seconds"] or "0").replace("_", ""))


def _complain(node: Node, span: Span) -> Complaint:
    text = node.text.strip() if isinstance(node, ScalarNode) else ""
    for pattern in (_CLOCK, _DIGITS):
        meant = _add_up(pattern.fullmatch(text))
        if meant is not None:
            what = f"{quote(text)} means different things to different YAML readers"
            return Complaint(what, _advise(span, meant))
    meant = _add_up(_WORDS.fullmatch(text))
    if meant is not None:
        return Complaint(f"{quote(text)} is not a duration that hipflow reads", _advise(span, meant))
    return Complaint(f"must be {_describe(span)}; got {describe_node(node)}", _advise(span))


def _complain_of_length(node: Node, span: Span) -> Complaint:
    longest = span.longest
    shown = shorten(node.text) if isinstance(node, ScalarNode) else ""
    what = f"{shown} is over the limit of {longest} s ({longest // 60} min)"
    return Complaint(what, f"Write {longest} or less.")


def _describe(span: Span) -> str:
    return f"whole seconds from {span.shortest} to {span.longest}"


def _advise(span: Span, meant: int | None = None) -> str:
    if meant is None:
        return 'Write it like 45, "45s" or "1m30s".'
    if not span.shortest <= meant <= span.longest:
        return f"Write {_describe(span)}."
    return f'Write {meant} or "{format_seconds(meant)}".'

"""What a YAML parser's complaint means, in plain words and with a way out."""

import re
from typing import Final

from hipflow.library.problems import Complaint

_Words = tuple[str, str]

_AT_THE_PROBLEM: Final[tuple[tuple[str, _Words], ...]] = (
    (r"found character '\\t'", ("found a tab where spaces are needed", "Indent with spaces.")),
    (
        r"found character '(.)'",
        ('text cannot begin with "{}"', "Put the text in quotes."),
    ),
    (
        r"mapping values are not allowed",
        ("found a colon where none can be", "Put text that holds a colon in quotes, or check the indentation."),
    ),
    (r"sequence entries are not allowed", ("a list cannot begin here", "Begin it on a line of its own.")),
    (r"mapping keys are not allowed", ("a map cannot begin here", "Begin it on a line of its own.")),
    (r"but (?:got|found) '<stream end>'", ("a bracket or brace is never closed", "Close it.")),
    (
        r"expected <block end>, but found '<scalar>'",
        (
            "this does not fit what stands before it",
            "Line it up with its neighbours, or put all of the text in quotes.",
        ),
    ),
    (
        r"expected <block end>",
        ("this does not fit what stands above it", "Line it up with the fields or the dashes it belongs to."),
    ),
    (
        r"expected '<document start>'",
        ("this does not belong to what stands above it", "Put all of it into one map."),
    ),
    (
        r"expected ',' or '([\]}])'",
        ("expected a comma or a closing {}", "Close what was opened before, or put the text in quotes."),
    ),
    (r"expected the node content", ("expected a value here", "Write one, or take the comma out.")),
    (r"found unknown escape character '(.+)'", ('"\\{}" means nothing', "Write \\\\ for a backslash.")),
    (r"hexadecimal numbers", ("this escape is not complete", "Write \\\\ for a backslash.")),
    (r"(?:parsing|scanning) a (?:tag|node)", ("text cannot begin with !", "Put the text in quotes.")),
    (r"a directive|directive|YAML document", ("a line cannot begin with %", "Take it out.")),
    (r"scanning a block scalar", ("text after | or > begins on the next line", "Move it there.")),
)
_AT_THE_START: Final[tuple[tuple[str, _Words], ...]] = (
    (r"could not find expected ':'", ("found a line without a colon", 'Write it as "field: value".')),
    (r"scanning an (?:alias|anchor)", ("text cannot begin with * or &", "Put the text in quotes.")),
    (r"scanning a quoted scalar", ("these quotes are never closed", "Close them.")),
)


def explain_complaint(context: str, problem: str, start: tuple[int, int], place: tuple[int, int]) -> Complaint:
    """The complaint of PyYAML's own parser in words for a person.

    Args:
        context: What the parser was doing.
        problem: What it did not like.
        start: Line and column, from 1, where it began doing that.
        place: Line and column, from 1, of what it did not like.
    """
    both = f"{problem} {context}"
    for table, (line, column) in ((_AT_THE_START, start), (_AT_THE_PROBLEM, place)):
        for pattern, (what, mend) in table:
            match = re.search(pattern, both)
            if match:
                found = match.group(1) if match.re.groups else ""
                return Complaint(f"not valid YAML: {what.format(found)}", mend, line, column)
    line, column = place
    return Complaint(f"not valid YAML: {problem}", "Check this line and the one above.", line, column)

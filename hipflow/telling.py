"""What commands print: results on standard output, what went wrong on standard error, and how they exit."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hipflow.library.problems import Problem

FINE: Final = 0
FAILED: Final = 1
BAD_INPUT: Final = 2
"""Bad usage, or a file that is not right."""
INTERRUPTED: Final = 130


def tell(*lines: str) -> None:
    """Print lines of a result."""
    tell_lines(lines)


def tell_lines(lines: Iterable[str]) -> None:
    """Print the lines of a result, however many they are."""
    # At once: of thousands, each would take its own way through the layers below.
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def tell_json(value: object) -> None:
    """Print a result for another program."""
    import json

    tell(json.dumps(value, indent=2, ensure_ascii=False))


def tell_json_rows(values: Iterable[object]) -> None:
    """Print a list, a line a value: the quick writer of JSON does not indent, and thousands are a reason to hurry."""
    import json

    rows = ",\n".join(f"  {json.dumps(value, ensure_ascii=False)}" for value in values)
    tell_lines(["[", rows, "]"] if rows else ["[]"])


def say(line: str) -> None:
    """Say something beside the result."""
    sys.stderr.write(f"{line}\n")


def say_problems(problems: "Iterable[Problem]") -> None:
    """Say what is wrong with files."""
    for problem in problems:
        say(f"{'warning: ' if problem.is_warning else ''}{problem}")


def complain(what: str, code: int = FAILED) -> int:
    """Say why a command could not be done, with nothing in it that a terminal would obey; its exit code."""
    from hipflow.library.problems import make_printable

    say(f"hipflow: {make_printable(what)}")
    return code

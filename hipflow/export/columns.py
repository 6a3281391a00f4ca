"""Plain text in columns, and a time as it stands in them; a list of routines is printed with nothing else."""

from collections.abc import Sequence


def align_columns(rows: Sequence[Sequence[str]], right: frozenset[int] | set[int] = frozenset()) -> list[str]:
    """Rows of cells as lines, each column as wide as its widest cell; those in `right` end at the same place."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    line = "  ".join(f"{{:{'>' if column in right else '<'}{width}}}" for column, width in enumerate(widths))
    return [line.format(*row).rstrip() for row in rows]


def clock_words(seconds: float) -> str:
    """Seconds as m:ss, rounded up."""
    whole = -int(-seconds // 1)
    return f"{whole // 60}:{whole % 60:02d}"


def length_words(seconds: int, *, is_about: bool) -> str:
    """How long a routine lasts as m:ss; is that only about right, for a step of it waits for a key?"""
    return f"{'about ' if is_about else ''}{clock_words(seconds)}"

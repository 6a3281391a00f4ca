"""Plain text in columns, and a time as it stands in them; a list of routines is printed with nothing else."""

from collections.abc import Sequence


def align_columns(rows: Sequence[Sequence[str]], right: frozenset[int] | set[int] = frozenset()) -> list[str]:
    """Rows of cells as lines, each column as wide as its widest cell; those in `right` end at the same place."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    # Column by column, which is the quicker way where there are thousands of rows.
    aligned = [
        [cell.rjust(width) for cell in cells] if column in right else [cell.ljust(width) for cell in cells]
        for column, (cells, width) in enumerate(zip(zip(*rows, strict=True), widths, strict=True))
    ]
    return ["  ".join(cells).rstrip() for cells in zip(*aligned, strict=True)]


def clock_words(seconds: float) -> str:
    """Seconds as m:ss, rounded up."""
    whole = -int(-seconds // 1)
    return f"{whole // 60}:{whole % 60:02d}"


def length_words(seconds: int, *, is_about: bool) -> str:
    """How long a routine lasts as m:ss; is that only about right, for a step of it waits for a key?"""
    return f"{'about ' if is_about else ''}{clock_words(seconds)}"

"""Feeds a target bytes until it is told to end: atheris changes them to reach what was not reached yet.

A program of its own, for what is to be watched must not have been imported before: `python -m tests.fuzzing.feed TARGET
[what libFuzzer is to be told]`.
"""

import sys

import atheris

with atheris.instrument_imports(include=["hipflow"]):
    from tests.fuzzing.targets import check


def feed(data: bytes) -> None:
    """Check one input."""
    check(sys.argv[1], data)


if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], feed)
    atheris.Fuzz()

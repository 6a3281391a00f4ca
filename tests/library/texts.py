"""Routine files for tests, with all that a test is not about filled in."""

from hipflow.library.problems import Reading

HEAD = "version: 1\nname: My hips\n"

LOCAL = """\
    name: Standing march
    kind: dynamic
    sides: both
    position: standing
    duration: 40
"""
"""The fields of a sound exercise, as deep as a routine's own exercises stand."""


def steps(*lines: str) -> str:
    """A routine of these steps; the first is on line 4."""
    return HEAD + "steps:\n" + "".join(f"  - {line}\n" for line in lines)


def one_step(**fields: str) -> str:
    """A routine of one step; its first field is on line 4, the next on line 5."""
    return steps("\n    ".join(f"{key}: {value}" for key, value in fields.items()))


def local(fields: str = LOCAL, id: str = "march") -> str:
    """A routine of one exercise that it defines itself; the first field is on line 5."""
    return f"{HEAD}exercises:\n  {id}:\n{fields}steps: [{id}]\n"


def tell(reading: Reading[object]) -> list[str]:
    """All that a reading has to say, line by line."""
    return [str(problem) for problem in reading.problems]

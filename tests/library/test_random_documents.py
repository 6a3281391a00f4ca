"""Whatever a file holds, reading it never raises, and both parsers say the same."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipflow.core.plan import compile_plan
from hipflow.core.text import CONTROL
from hipflow.library import document
from hipflow.library.catalogue import Catalogue
from hipflow.library.problems import Problem
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import parse_routine
from hipflow.places import config_folder, data_root

KNOWN: Repertoire = Catalogue(data_root(), config_folder()).exercises
PRESETS = st.sampled_from([path.read_text(encoding="utf-8") for path in sorted((data_root() / "routines").iterdir())])

SIGNS = r"""a [ ] { } : ? " ' # | ! % @ ~ |# 0:30 é 😀 \n \x41 \U00110000"""
SPACED = ["b: ", "- ", "\n", "\n  ", "\n    ", ", ", ": ", "? ", " # ", ">-\n", "&a ", "*a", "!!str ", "---\n", "...\n"]
ODD = ["<<: ", "\t", "\r\n", "\x1b", "\x85", "\ufeff", "%YAML 1.2\n", "steps:\n  - ", "exercise: frog-stretch"]
TOKENS = st.sampled_from([*SIGNS.split(), *SPACED, *ODD])
ROUTINE_FIELDS = "version id name description phase tags prep first_side defaults steps sections rounds round_rest"
STEP_FIELDS = "exercise duration phases sides switch phase_gap transition note reps extends kind left exercises naem"
FIELDS = st.sampled_from([*ROUTINE_FIELDS.split(), *STEP_FIELDS.split()])
WORDS = (
    "1 0 45 1m30s 1:30 010 2.5 . true on ~ each both auto left warmup half-pigeon leg-swings clamshel static standing"
)
FLOWS = [
    "[]",
    "{}",
    "[half-pigeon]",
    "[5, a]",
    "{exercise: leg-swings, duration: 30}",
    "{a: {extends: b}, b: {extends: a}}",
]
VALUES = st.sampled_from([*WORDS.split(), *FLOWS, "", "My hips", "'x'", '"\\e"', "x" * 70])


@st.composite
def near_routines(draw: st.DrawFn) -> str:
    """A document in which most fields are known and most values are wrong."""
    lines = ["version: 1", "name: My hips"][: draw(st.integers(0, 2))]
    for _ in range(draw(st.integers(0, 6))):
        field = draw(FIELDS)
        if draw(st.booleans()):
            lines.append(f"{field}: {draw(VALUES)}")
            continue
        dash = draw(st.sampled_from(["  ", "  - "]))
        lines.append(f"{field}:")
        lines.append(f"{dash}{draw(FIELDS)}: {draw(VALUES)}")
        lines.extend(f"    {draw(FIELDS)}: {draw(VALUES)}" for _ in range(draw(st.integers(0, 3))))
    return "\n".join(lines)


@st.composite
def damaged_presets(draw: st.DrawFn) -> str:
    """A preset in which something was cut out, typed over or pasted in."""
    text = draw(PRESETS)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 8)))
        text = text[:start] + draw(TOKENS | VALUES | st.just("")) + text[end:]
    return text


@contextmanager
def only_pure_python() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "QUICK_PARSER", None)
        yield


def check_problem(problem: Problem, lines: int) -> None:
    assert 1 <= problem.line <= lines
    assert problem.column >= 1
    assert problem.what
    assert problem.mend.endswith((".", "?", "See: hipflow exercises"))
    assert CONTROL.search(str(problem)) is None


def check_text(text: str) -> None:
    reading = parse_routine(text, "my.yaml", KNOWN)
    with only_pure_python():
        assert parse_routine(text, "my.yaml", KNOWN) == reading
    # A file may end in the line after its last one.
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) + 1
    for problem in reading.problems:
        check_problem(problem, lines)
    if reading.value is None:
        assert reading.errors
    else:
        assert not reading.errors
        assert len(compile_plan(reading.value).steps) <= 500


@settings(max_examples=300, deadline=None)
@given(st.lists(TOKENS, max_size=14).map("".join))
def test_scraps_of_yaml(text: str) -> None:
    check_text(text)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text(text: str) -> None:
    check_text(text)


@settings(max_examples=200, deadline=None)
@given(damaged_presets())
def test_presets_after_an_accident(text: str) -> None:
    check_text(text)


@settings(max_examples=300, deadline=None)
@given(near_routines())
def test_routines_that_are_almost_right(text: str) -> None:
    check_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "".join(" " * depth + "a:\n" for depth in range(200)),
        "a: " + "[" * 200 + "]" * 200,
        "&a [" * 200,
        "a: &a [" + "*a, " * 1000 + "]",
        "%YAML " + "9" * 5000 + "\n---\na",
        "a: " + "9" * 5000,
        "steps: [" + "frog-stretch, " * 10_000 + "]",
        "x: 1\n" * 5000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_depth_and_size_are_refused_and_not_survived_by_luck(text: str) -> None:
    check_text(text)
    assert parse_routine(text, "my.yaml", KNOWN).value is None

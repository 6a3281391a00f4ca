"""All that something once went wrong with, and input made to be hostile: whatever it is, hipflow answers, and soon."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing.inputs import near, seeds
from tests.fuzzing.targets import TARGETS, FoundError, check, read_peak

CORPUS = Path(__file__).parent / "corpus"
FOUND = [(file.parent.name, file) for file in sorted(CORPUS.glob("*/*"))]
EXAMPLES = {"routine": 150, "exercise": 150, "figure": 100, "backup": 25}
"""How much is tried on each run of the tests; `make fuzz` tries a thousand times as much."""


@pytest.mark.parametrize(("target", "file"), FOUND, ids=lambda value: getattr(value, "name", value))
def test_what_was_found_once_is_found_no_more(target: str, file: Path) -> None:
    check(target, file.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_good_input_is_good(target: str) -> None:
    for data in seeds(target):
        check(target, data)


@pytest.mark.parametrize("target", TARGETS)
@settings(deadline=None)
@given(data=st.data())
def test_input_that_is_almost_right(target: str, data: st.DataObject) -> None:
    for _ in range(EXAMPLES.get(target, 50) // 50):
        check(target, data.draw(near(target)))


@pytest.mark.parametrize("target", TARGETS)
@settings(deadline=None, max_examples=30)
@given(bytes_=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes(target: str, bytes_: bytes) -> None:
    check(target, bytes_)


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
        "x" * (1 << 21),
        "a: " + "'" * 500_000,
        "# " + "x" * 1_000_000,
        '"' + "\\n" * 400_000 + '"',
    ],
    ids=lambda text: text[:12].strip(),
)
@pytest.mark.parametrize("target", ["routine", "exercise", "figure"])
def test_depth_and_size_are_refused_and_not_survived_by_luck(target: str, text: str) -> None:
    check(target, text.encode())


@pytest.mark.parametrize("target", ["settings", "memory", "backup", "journal"])
@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "9" * 100_000, '"' + "x" * 3_000_000, "a=[" * 9999])
def test_depth_and_size_harm_no_other_file(target: str, text: str) -> None:
    check(target, text.encode())


def test_a_check_finds_what_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzzing.targets.SECONDS", 0.0)
    with pytest.raises(FoundError, match="it took"):
        check("memory", b"{}")


@pytest.mark.skipif(not read_peak(), reason="nobody counts memory here")
def test_a_check_finds_what_takes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzzing.targets.TARGETS", {"memory": lambda _: len(bytearray(300 << 20))})
    with pytest.raises(FoundError, match="MiB"):
        check("memory", b"")

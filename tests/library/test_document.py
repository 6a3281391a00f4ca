"""One file, one meaning: whichever parser a machine has."""

from pathlib import Path

import pytest
import yaml

from hipflow.library import document
from hipflow.library.document import Document, parse_document
from hipflow.library.nodes import ListNode, MapNode, ScalarNode
from hipflow.places import data_root

SOUND = sorted([*(data_root() / "routines").glob("*.yaml"), *(data_root() / "assets" / "exercises").glob("*.yaml")])

needs_libyaml = pytest.mark.skipif(document.QUICK_PARSER is None, reason="PyYAML was built without libyaml")


def parse_slowly(text: str) -> Document:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "QUICK_PARSER", None)
        return parse_document(text, "my.yaml")


@pytest.mark.usefixtures("each_parser")
def test_every_value_knows_where_it_is_written() -> None:
    assert parse_document("a: 1\nb:\n  - 'x'\n  -\nc:\n", "my.yaml").root == MapNode(
        1,
        1,
        (
            (ScalarNode(1, 1, "a", True), ScalarNode(1, 4, "1", True)),
            (
                ScalarNode(2, 1, "b", True),
                ListNode(3, 3, (ScalarNode(3, 5, "x", False), ScalarNode(4, 4, "", True))),
            ),
            # What is left out stands where its name stands.
            (ScalarNode(5, 1, "c", True), ScalarNode(5, 1, "", True)),
        ),
    )


@needs_libyaml
@pytest.mark.parametrize(
    "text",
    [
        "a:\tb",
        "a: b\t# tab before a comment",
        "{a?b: c}",
        "[Is it flat?, b]",
        "a: |# stuck\n  b",
        "a: >-# stuck\n  b",
        "---",
        "? a",
        'a: "\\ud800"',
        'a: "\\UFFFFFFFF"',
        "a:\n",
        "a: *b",
        "a: !!str b",
        "a: 'b\n\n c'",
        "é: 😀 # x\nb: @",
        "a: {b: [c, d\n",
    ],
)
def test_where_the_parsers_disagree_one_has_the_last_word(text: str) -> None:
    assert parse_document(text, "my.yaml") == parse_slowly(text)


@needs_libyaml
@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_what_comes_with_hipflow_takes_the_quick_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")
    slow = parse_slowly(text)
    monkeypatch.setattr(yaml, "SafeLoader", None)
    assert parse_document(text, "my.yaml") == slow


@pytest.mark.parametrize(
    ("text", "is_nothing", "is_boolean", "is_number", "is_text"),
    [
        ("", True, False, False, False),
        ("~", True, False, False, False),
        ("null", True, False, False, False),
        ("true", False, True, False, False),
        ("yes", False, False, False, True),
        ("Off", False, False, False, True),
        ("10", False, False, True, False),
        ("010", False, False, True, False),
        ("0x1F", False, False, True, False),
        ("-1.5e3", False, False, True, False),
        (".inf", False, False, True, False),
        ("1:30", False, False, False, True),
        ("1_000", False, False, False, True),
        ("2026-11-01", False, False, False, True),
        ("-", False, False, False, True),
    ],
)
def test_plain_values_mean_what_yaml_1_2_says(
    text: str, is_nothing: bool, is_boolean: bool, is_number: bool, is_text: bool
) -> None:
    plain = ScalarNode(1, 1, text, True)
    assert (plain.is_nothing, plain.is_boolean, plain.is_number, plain.is_text) == (
        is_nothing,
        is_boolean,
        is_number,
        is_text,
    )
    assert ScalarNode(1, 1, text, False).is_text

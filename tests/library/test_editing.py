"""Small changes to the text of a file: what was asked for is changed, and nothing around it."""

from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hipflow.library.editing import insert_item, move_item, remove_field, remove_item, set_field
from hipflow.library.entries import FIELDS
from hipflow.library.passages import EditError
from hipflow.places import data_root

TUESDAY = """\
# My Tuesday hips
version: 1
name: Tuesday   # the short one

steps:
  # wake up first
  - leg-swings

  - exercise: half-pigeon   # gently
    duration: 45
    # not on the left knee
    note: Cushion
  - clamshells  # with the band
# the end
"""
STEPS = ("steps",)

CHANGES: list[tuple[str, Callable[[str], str], str, str]] = [
    (
        "a value takes the place of another, beside its comment",
        lambda text: set_field(text, (), "name", "Wednesday"),
        "name: Tuesday   #",
        "name: Wednesday   #",
    ),
    (
        "a field of a step is changed",
        lambda text: set_field(text, ("steps", 1), "duration", 60),
        "duration: 45",
        "duration: 60",
    ),
    (
        "a new field comes after those that are usually before it",
        lambda text: set_field(text, ("steps", 1), "sides", "each", FIELDS),
        "    duration: 45\n",
        "    duration: 45\n    sides: each\n",
    ),
    (
        "a bare word becomes a map, and its comment stays",
        lambda text: set_field(text, ("steps", 2), "duration", 40),
        "  - clamshells  # with the band\n",
        "  - exercise: clamshells  # with the band\n    duration: 40\n",
    ),
    (
        "a field is taken out",
        lambda text: remove_field(text, ("steps", 1), "duration"),
        "    duration: 45\n",
        "",
    ),
    (
        "a step goes, with the comment above it",
        lambda text: remove_item(text, STEPS, 0),
        "  # wake up first\n  - leg-swings\n",
        "",
    ),
    (
        "a step comes in between",
        lambda text: insert_item(text, STEPS, 1, {"exercise": "frog-stretch"}),
        "\n  - exercise: half-pigeon",
        "\n  - frog-stretch\n  - exercise: half-pigeon",
    ),
    (
        "a step with a time comes last",
        lambda text: insert_item(text, STEPS, 3, {"exercise": "frog-stretch", "duration": 50}),
        "the band\n",
        "the band\n  - exercise: frog-stretch\n    duration: 50\n",
    ),
]


@pytest.mark.parametrize(("change", "before", "after"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_a_change_leaves_all_else_as_it_was(change: Callable[[str], str], before: str, after: str) -> None:
    assert before in TUESDAY
    assert change(TUESDAY) == TUESDAY.replace(before, after, 1)


def test_a_step_that_moves_takes_its_comments_along() -> None:
    moved = move_item(TUESDAY, STEPS, 0, STEPS, 2)
    assert moved.endswith("  - clamshells  # with the band\n  # wake up first\n  - leg-swings\n# the end\n")
    assert move_item(moved, STEPS, 2, STEPS, 0).count("# wake up first\n  - leg-swings\n") == 1


def test_a_step_moves_to_another_section_and_takes_its_columns() -> None:
    text = "sections:\n  - steps:\n      - a\n      - exercise: b\n        duration: 5\n  - steps:\n    - c\n"
    moved = move_item(text, ("sections", 0, "steps"), 1, ("sections", 1, "steps"), 1)
    assert moved == "sections:\n  - steps:\n      - a\n  - steps:\n    - c\n    - exercise: b\n      duration: 5\n"


def test_the_last_step_leaves_an_empty_list_that_can_be_filled_again() -> None:
    text = "name: x\nsteps:  # all of them\n  - a\n"
    empty = remove_item(text, STEPS, 0)
    assert empty == "name: x\nsteps: []  # all of them\n"
    assert insert_item(empty, STEPS, 0, {"exercise": "b"}) == "name: x\nsteps:  # all of them\n  - b\n"


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (lambda text: set_field(text, ("steps", 0), "m", 2), "steps: [{exercise: a, m: 2}, b, {exercise: c, n: 1}]"),
        (lambda text: set_field(text, ("steps", 2), "name", "x"), "steps: [a, b, {exercise: c, n: 1, name: x}]"),
        (lambda text: insert_item(text, STEPS, 3, {"exercise": "d"}), "steps: [a, b, {exercise: c, n: 1}, d]"),
        (lambda text: insert_item(text, STEPS, 0, {"exercise": "d"}), "steps: [d, a, b, {exercise: c, n: 1}]"),
        (lambda text: remove_item(text, STEPS, 2), "steps: [a, b]"),
        (lambda text: remove_item(text, STEPS, 0), "steps: [b, {exercise: c, n: 1}]"),
        (lambda text: move_item(text, STEPS, 2, STEPS, 0), "steps: [{exercise: c, n: 1}, a, b]"),
        (lambda text: remove_field(text, ("steps", 2), "n"), "steps: [a, b, {exercise: c}]"),
    ],
)  # fmt: skip
def test_a_list_in_brackets_stays_one(change: Callable[[str], str], after: str) -> None:
    assert change("steps: [a, b, {exercise: c, n: 1}]") == after


@pytest.mark.parametrize(
    "words", ["yes", "1:30", "a: b", "# no", "null", "it's", "007", "ends  ", "[x]", '"', "\\", "é"]
)
def test_a_text_is_read_back_as_it_was_given(words: str) -> None:
    text = set_field(TUESDAY, (), "name", words)
    assert yaml.safe_load(text)["name"] == words


def test_line_ends_of_windows_stay() -> None:
    text = TUESDAY.replace("\n", "\r\n")
    changed = set_field(text, ("steps", 2), "duration", 40)
    assert changed.count("\r\n") == changed.count("\n") == text.count("\n") + 1


def test_a_file_without_a_last_line_end_is_added_to() -> None:
    assert insert_item("steps:\n- a", STEPS, 1, {"exercise": "b"}) == "steps:\n- a\n- b\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("steps: [a", "not valid YAML"),
        ("x: &x 5\nsteps:\n  - {exercise: a, duration: *x}\n", "aliases"),
        ("name: x\n", "no steps there"),
        ("steps: 5\n", "no list there"),
    ],
)
def test_what_cannot_be_changed_says_why(text: str, words: str) -> None:
    with pytest.raises(EditError, match=words):
        insert_item(text, STEPS, 0, {"exercise": "b"})


PRESETS = sorted((data_root() / "routines").glob("*.yaml"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_changes_to_a_preset_keep_its_comments_and_can_be_made(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(PRESETS)).read_text(encoding="utf-8")
    comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line and line.partition("#")[0].strip()]
    for _ in range(data.draw(st.integers(1, 6))):
        values = yaml.safe_load(text)
        lists = (
            [("sections", place, "steps") for place, each in enumerate(values["sections"])]
            if "sections" in values
            else [STEPS]
        )
        path = data.draw(st.sampled_from(lists))
        items = values
        for step in path:
            items = items[step]
        index = data.draw(st.integers(0, len(items) - 1))
        match data.draw(st.sampled_from(["set", "insert", "move", "note"])):
            case "set":
                text = set_field(text, (*path, index), "duration", data.draw(st.integers(3, 600)), FIELDS)
            case "insert":
                text = insert_item(text, path, index, {"exercise": "frog-stretch"})
            case "note":
                note = data.draw(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20))
                text = set_field(text, (*path, index), "note", note, FIELDS)
            case "move":
                text = move_item(text, path, index, path, data.draw(st.integers(0, len(items) - 1)))
    assert all(comment in text for comment in comments)


@pytest.mark.parametrize("note", ["=", "<<", "@me", "`x`", "%a", "- a"])
def test_a_text_that_yaml_would_make_something_else_of_is_put_in_quotes(note: str) -> None:
    text = set_field("steps:\n  - exercise: frog-stretch\n", ("steps", 0), "note", note, ("exercise", "note"))

    assert yaml.safe_load(text) == {"steps": [{"exercise": "frog-stretch", "note": note}]}

"""A copy of a routine keeps what its author wrote beside it."""

from pathlib import Path

import pytest

from hipflow.library.catalogue import Catalogue
from hipflow.library.copies import name_copy, write_copy
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import parse_routine
from hipflow.places import data_root
from tests.library.texts import tell

PRESETS = {each.id: each.path for each in Catalogue(data_root(), Path("nobody")).routines}


def copy(text: str, known: Repertoire, *, name: str = "") -> str:
    routine = parse_routine(text, "old.yaml", known).value
    assert routine
    return write_copy(name_copy(routine, "my-old", name), text, known, schema="../schemas/routine.json")


@pytest.mark.parametrize("id", PRESETS)
def test_a_copy_of_a_preset_does_the_same_and_has_no_problem(id: str, known: Repertoire) -> None:
    text = PRESETS[id].read_text(encoding="utf-8")
    original = parse_routine(text, f"{id}.yaml", known).value
    assert original

    reading = parse_routine(copy(text, known, name="Mine: all of it"), "my-old.yaml", known)

    assert reading.value == name_copy(original, "my-old", "Mine: all of it")
    assert tell(reading) == []


def test_comments_and_order_stay(known: Repertoire) -> None:
    text = (
        "# For Tuesdays.\n# yaml-language-server: $schema=elsewhere\nid: old\nversion: 1\n"
        "name: Old hips   # as ever\nsteps:\n  - frog-stretch # wide\n"
    )

    assert copy(text, known, name="My hips") == (
        "# yaml-language-server: $schema=../schemas/routine.json\n# For Tuesdays.\nversion: 1\n"
        "name: My hips\nsteps:\n  - frog-stretch # wide\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{version: 1, id: old, name: Old hips, steps: [frog-stretch]}",
        "version: 1\nname:\n  Old hips\nsteps: [frog-stretch]\n",
        "version: 1\nname: >-\n  Old\n  hips\nsteps: [frog-stretch]\n",
        'version: 1\nname: "Old\n  hips"\nid: old\nsteps: [frog-stretch]\n',
        "version: 1\nid: &a old\nname: *a\nsteps: [frog-stretch]\n",
        "\ufeffversion: 1\r\nid: old\r\nname: Old hips\r\nsteps: [frog-stretch]\r\n",
    ],
)
def test_whatever_the_text_looks_like_the_copy_is_right(text: str, known: Repertoire) -> None:
    reading = parse_routine(copy(text, known, name="My hips"), "my-old.yaml", known)

    assert reading.value
    assert (reading.value.id, reading.value.name) == ("my-old", "My hips")
    assert [entry.exercise.id for entry in reading.value.entries] == ["frog-stretch"]

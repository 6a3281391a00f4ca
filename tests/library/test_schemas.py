"""The schemas that editors go by and the readers agree: what a reader takes no schema refuses, and the other way round.

The other way round has its limits: some rules are about more than one place, or about how something is written, and a
schema cannot say them. They are listed here, and a test fails where a reader refuses for any other reason.
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from hipflow.core.sounds import Sound, Topic
from hipflow.figure.posture_reading import DEPTH_NAMES, KEY_FIELDS
from hipflow.figure.prop_reading import PROP_FIELDS
from hipflow.figure.reading import CLIP_FIELDS
from hipflow.figure.skeleton import JOINTS
from hipflow.library import entries, phases, routines, sections, traits
from hipflow.library.catalogue import Catalogue
from hipflow.library.document import Document, parse_document
from hipflow.library.exercises import define_exercise, resolve_definitions
from hipflow.library.figures import build_reading, plain_value
from hipflow.library.problems import Findings, Problem
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import build_routine
from hipflow.library.schemas import install_schemas
from hipflow.places import data_root
from tests.fuzzing import inputs
from tests.library import test_exercises, test_figures, test_rejected_routines, test_routines
from tests.library.texts import HEAD, local, one_step, steps

ROOT = data_root()
KNOWN: Repertoire = Catalogue(ROOT, Path("nobody")).exercises
SCHEMAS: dict[str, Any] = {
    path.name: json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "assets" / "schemas").iterdir()
}
REGISTRY: Registry[Any] = Registry().with_resources(
    [(name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()]
)
FOLDERS = {
    "routine.json": ROOT / "routines",
    "exercise.json": ROOT / "assets" / "exercises",
    "figure.json": ROOT / "assets" / "figures",
}
GOOD = [(schema, path) for schema, folder in FOLDERS.items() for path in sorted(folder.glob("*.yaml"))]

NOT_FOR_A_SCHEMA = {
    "an exercise must be there": r'no exercise "|has a problem of its own',
    "what an exercise allows": r"has phases\. Override|cannot be done ",
    "an exercise that is built in is changed by extends alone": r"this name exists in hipflow",
    "extends goes in no circle": r"goes in a circle",
    "the ways allowed hold its own": r"leaves out its own",
    "bounds hold the dose between them": r"is done for, which is|s is less than duration_min",
    "repetitions add up": r" are [0-9.]+ s, |reps at this tempo|must be the seconds of a repetition",
    "repetitions have a tempo": r"reps cannot be counted",
    "how long all of it is": r"in all; the limit is|after rounds; the limit is|steps; the limit is",
    "minutes and seconds added up": r"is over the limit of|must be (?:auto or )?whole seconds from .*m[0-9]+s",
    "the name of the file": r"the name of the file is its id|the name of an exercise's file",
    "no control characters": r"contains a control character|: a control character",
    "a number is written in plain digits": r"(?:must be .*got|the file says) (?:[-+.]|0[0-9xo]|[0-9]+[.eE])"
    r"|different things to different",
    "a truth is written small": r'"(?:True|TRUE|False|FALSE)" is not one of',
    "what a body can do": r"clips\[[0-9]+\]\.keys\b.*: (?!unknown|a list of|nothing where|a mapping where)",
    "a moment of a strip lies within the keys": r"strip\[[0-9]+\]: .* is out of range",
    "a direction in a text is within its range": r"is out of range. Write a number from -",
    "not a number": r"\bnan\b",
}
"""What the readers see to alone, each with what their messages say of it."""


def validator(schema: str) -> Draft7Validator:
    return Draft7Validator({"$ref": f"{schema}#"}, registry=REGISTRY)


VALIDATORS = {name: validator(name) for name in SCHEMAS}


def read(schema: str, document: Document) -> tuple[Problem, ...]:
    """The errors that the reader of that kind of file finds; none: it takes the file."""
    match schema:
        case "routine.json":
            return build_routine(document, "my-hips", KNOWN).errors
        case "figure.json":
            return build_reading(document).errors
    findings = Findings(document.name, document.problems)
    definition = define_exercise(document, "my-march", findings)
    if definition:
        resolve_definitions({"my-march": definition}, KNOWN)
    return tuple(problem for problem in findings.sort() if not problem.is_warning)


def check_agreement(schema: str, text: str) -> bool | None:
    """Assert that both say the same of a text, and return what; None where it is not even YAML that both can read."""
    document = parse_document(text, "my.yaml")
    if document.problems:
        return None
    data = plain_value(document.root) if document.root else None
    told = [error.message for error in VALIDATORS[schema].iter_errors(data)]
    errors = read(schema, document)
    if not errors:
        assert told == [], f"the reader takes it:\n{text}"
    elif not told:
        for error in errors:
            is_known = any(re.search(pattern, str(error)) for pattern in NOT_FOR_A_SCHEMA.values())
            assert is_known, f"the schema takes it, the reader says {error}:\n{text}"
    return not errors


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_schema_is_one_of_draft_7(schema: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[schema])
    assert SCHEMAS[schema]["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_fields_of_a_schema_are_those_of_its_reader() -> None:
    routine, exercise, figure = SCHEMAS["routine.json"], SCHEMAS["exercise.json"], SCHEMAS["figure.json"]
    step = routine["definitions"]["step"]
    props = figure["definitions"]["prop"]["oneOf"]

    tables = [
        (routine, routines.FIELDS),
        (routine["definitions"]["section"], sections.SECTION_FIELDS),
        (routine["definitions"]["defaults"], sections.DEFAULTS_FIELDS),
        (routine["properties"]["sounds"], routines.SOUNDS_FIELDS),
        (step, entries.FIELDS),
        (exercise, traits.FIELDS),
        (exercise["definitions"]["phases"]["items"], phases.FIELDS),
        (figure["definitions"]["clip"], CLIP_FIELDS),
        (figure["definitions"]["key"], KEY_FIELDS),
        (figure["definitions"]["key"]["properties"]["depth"], DEPTH_NAMES),
        *((prop, ("kind", *PROP_FIELDS[prop["properties"]["kind"]["const"]])) for prop in props),
    ]

    for schema, fields in tables:
        assert set(schema["properties"]) == set(fields)
    assert {prop["properties"]["kind"]["const"] for prop in props} == set(PROP_FIELDS)
    assert figure["definitions"]["joint"]["enum"] == list(JOINTS)


def test_a_schema_knows_all_that_can_be_heard() -> None:
    sounds = SCHEMAS["routine.json"]["properties"]["sounds"]["properties"]

    assert sounds["beeps"]["anyOf"][1]["items"]["enum"] == [sound.value for sound in Sound]
    assert sounds["words"]["anyOf"][1]["items"]["enum"] == [topic.value for topic in Topic]


def test_what_a_schema_says_of_a_step_is_about_the_field_that_is_wrong() -> None:
    root = parse_document(one_step(exercise="half-pigeon", durration="30"), "").root
    assert root

    (error,) = VALIDATORS["routine.json"].iter_errors(plain_value(root))

    assert "'durration' was unexpected" in error.message


def test_every_field_of_a_routine_and_an_exercise_says_what_it_is_for() -> None:
    for schema in ("routine.json", "exercise.json"):
        for name, field in SCHEMAS[schema]["properties"].items():
            assert field.get("description") or field["$ref"] == "#/definitions/defaults", name


@pytest.mark.parametrize(("schema", "path"), GOOD, ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_all_that_comes_with_hipflow_is_right_by_both(schema: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # By the name my-march, it may say the id of one that is built in only by extending that.
    assert check_agreement(schema, text) is True


REJECTED = [
    text
    for table in (
        test_rejected_routines.WHOLE_FILES,
        test_rejected_routines.STEPS_AND_SECTIONS,
        test_rejected_routines.FIELDS,
        test_rejected_routines.EXERCISES_AND_SIDES,
        test_rejected_routines.LOCAL_EXERCISES,
        test_rejected_routines.DANGEROUS_TEXT,
        test_rejected_routines.LENGTHS,
        test_rejected_routines.YAML,
    )
    for text, *_ in table
]


def test_what_the_reader_refuses_is_refused_by_the_schema_where_it_can() -> None:
    said = [check_agreement("routine.json", text) for text in REJECTED]

    assert said.count(False) > 80


WORDS = (
    "1 0 2 3 45 600 601 120 121 -1 2.5 45s 1m30s 10m 11m 0m 2m 3m 0m5s 600s 601s 0045s 1:30 010 +5 0x10 1e1 3.0 "
    "true True yes off ~ null auto both each left warmup static standing all none count next soft half-pigeon "
    "2-1-1 0.5 61 1200 1201"
)
LISTS = (
    "[]; {}; [a]; [a, 1]; [each]; [both, each]; [~]; {left: a, right: b}; {left: a}; [{name: a, duration: 5}]; "
    "[{name: a}]; [{name: a, duration: 5, cue: b}]; {duration: 5}; [count, switch]; [frog-stretch]; "
    "{beeps: all, words: [next], half: off}; [{steps: [frog-stretch]}]; my-hips; My hips!; text here; "
    "until key; 2 s down, 1 s up"
)
LENGTHS = ["x" * 60, "x" * 61, "x" * 300, "x" * 301, f"[{'a, ' * 19}a]", f"[{'a, ' * 20}a]"]
VALUES = [*WORDS.split(), *LISTS.split("; "), *LENGTHS, '"45"', '"010"', '""', '" "']


@pytest.mark.parametrize("value", VALUES)
def test_every_value_in_every_field_is_seen_alike(value: str) -> None:
    for field in routines.FIELDS:
        rest = HEAD if field not in ("version", "name") else "version: 1\n" if field == "name" else "name: My hips\n"
        body = "" if field in ("steps", "sections") else "steps: [frog-stretch]\n"
        check_agreement("routine.json", f"{rest}{body}{field}: {value}\n")
    for field in sections.SECTION_FIELDS:
        body = "" if field == "steps" else "    steps: [frog-stretch]\n"
        check_agreement("routine.json", f"{HEAD}sections:\n  - {field}: {value}\n{body}")
    for table, fields in (("defaults", sections.DEFAULTS_FIELDS), ("sounds", routines.SOUNDS_FIELDS)):
        for field in fields:
            check_agreement("routine.json", steps("frog-stretch") + f"{table}:\n  {field}: {value}\n")
    for field in entries.FIELDS:
        check_agreement("routine.json", one_step(**{"exercise": "sumo-squat", "reps": "10", field: value}))
        known = {} if field == "exercise" else {"exercise": "leg-swings" if field == "phases" else "frog-stretch"}
        check_agreement("routine.json", one_step(**known, **{field: value}))
    for field in traits.FIELDS:
        whole = {"name": "March", "kind": "dynamic", "sides": "each", "position": "standing", "duration": "40"}
        for written in ({**whole, field: value}, {"extends": "leg-swings", field: value}):
            lines = "".join(f"{key}: {each}\n" for key, each in written.items())
            check_agreement("exercise.json", lines)
            check_agreement("routine.json", local("".join(f"    {line}\n" for line in lines.splitlines())))
    for field in phases.FIELDS:
        lines = "".join(f"    {key}: {each}\n" for key, each in {"name": "Up", "duration": "9", field: value}.items())
        check_agreement("exercise.json", "extends: leg-swings\nphases:\n  -\n" + lines)


@settings(max_examples=200, deadline=None)
@given(inputs.routines())
def test_almost_right_routines_are_seen_alike(text: str) -> None:
    check_agreement("routine.json", text)


ODD: list[Any] = [
    *[
        None,
        True,
        False,
        0,
        1,
        -1,
        2.5,
        45,
        601,
        1e6,
        "",
        "a",
        "auto",
        "each",
        "90/20",
        "hip.a",
        "leg.a",
        "side",
        "top",
    ],
    *[[], {}, ["hip.a"], [1, 2], [1, 2, 3], ["hip.a", 1, 2, 3], ["hip.a", "knee.a", 0, 0, 3], [["hip.a", 1, 2, 3]]],
    *[[[1, 2, 3], "hip.a"], ["hip.a", "knee.a"], {"kind": "mat", "x": [0, 1], "z": [0, 1]}, {"kind": "ball"}, [0, 0.5]],
]


def places_in(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all that is in some data."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from places_in(value, (*path, key))


@st.composite
def changed_files(draw: st.DrawFn) -> tuple[str, str]:
    """A file that comes with hipflow, with one to three things in it changed, taken out or misnamed; as JSON."""
    schema, path = draw(st.sampled_from(GOOD))
    root = parse_document(path.read_text(encoding="utf-8"), path.name).root
    assert root
    data: Any = plain_value(root)
    for _ in range(draw(st.integers(1, 3))):
        *above, last = draw(st.sampled_from(list(places_in(data))))
        holder = data
        for key in above:
            holder = holder[key]
        match draw(st.sampled_from(["change", "change", "remove", "misname"])):
            case "remove":
                del holder[last]
            case "misname" if isinstance(holder, dict):
                other = draw(st.sampled_from([*traits.FIELDS, *CLIP_FIELDS, *KEY_FIELDS, "naem"]))
                holder[other] = holder.pop(last)
            case _:
                holder[last] = deepcopy(draw(st.sampled_from(ODD)))
        if not data:
            break
    return schema, json.dumps(data)


@settings(max_examples=400, deadline=None)
@given(changed_files())
def test_files_that_were_changed_are_seen_alike(changed: tuple[str, str]) -> None:
    check_agreement(*changed)


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("routine.json", test_routines.MY_HIPS),
        ("exercise.json", test_exercises.WHOLE),
        ("figure.json", test_figures.GOOD),
        ("exercise.json", "extends: frog-stretch\n"),
    ],
)
def test_files_that_use_all_there_is_are_right_by_both(schema: str, text: str) -> None:
    assert check_agreement(schema, text) is True


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("an exercise must be there", steps("frog-strech")),
        ("what an exercise allows", one_step(exercise="leg-swings", duration="30")),
        ("minutes and seconds added up", one_step(exercise="frog-stretch", duration="9m99s")),
        ("a number is written in plain digits", one_step(exercise="frog-stretch", duration="010")),
        ("how long all of it is", HEAD + "rounds: 20\nsteps: [" + "frog-stretch, " * 26 + "]\n"),
        ("a truth is written small", steps("frog-stretch") + "sounds: {half: True}\n"),
    ],
)
def test_a_rule_that_is_not_for_a_schema_is_one_that_the_reader_alone_knows(rule: str, text: str) -> None:
    assert check_agreement("routine.json", text) is False
    root = parse_document(text, "").root
    assert root
    assert VALIDATORS["routine.json"].is_valid(plain_value(root))
    assert re.search(NOT_FOR_A_SCHEMA[rule], "\n".join(map(str, read("routine.json", parse_document(text, "")))))


def test_the_schemas_are_put_beside_the_users_files_and_kept_up_to_date(tmp_path: Path) -> None:
    install_schemas(tmp_path)
    (tmp_path / "schemas" / "routine.json").write_text("{}")

    install_schemas(tmp_path)

    assert {path.name for path in (tmp_path / "schemas").iterdir()} == set(SCHEMAS)
    assert json.loads((tmp_path / "schemas" / "routine.json").read_text(encoding="utf-8")) == SCHEMAS["routine.json"]

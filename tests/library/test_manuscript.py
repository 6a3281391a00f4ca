"""A routine that is written down reads back as the same routine."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipflow.core.dose import count_reps
from hipflow.core.exercise import Exercise, Kind, PerSide, Phase, Position, Side, Sides, Tempo
from hipflow.core.plan import compile_plan
from hipflow.core.routine import Defaults, Entry, Routine, Section
from hipflow.core.sounds import Loudness, Profile, Sound, Topic
from hipflow.library.catalogue import Catalogue
from hipflow.library.counting import parse_tempo
from hipflow.library.manuscript import spell_exercise, write_packed, write_routine
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import parse_routine
from hipflow.library.script import write_text
from hipflow.library.traits import FIELDS
from hipflow.places import data_root
from tests.library.texts import local, tell

KNOWN: Repertoire = Catalogue(data_root(), Path("nobody")).exercises
NOTHING = Repertoire()
PRESETS = {routine.id: routine for routine in Catalogue(data_root(), Path("nobody")).read_routines()}
ODD_TEXTS = [
    "on",
    "~",
    "12",
    "1:30",
    "a: b",
    "#1",
    "[x]",
    "é, ü",
    'say "go"',
    "it's",
    "- a",
    "a #b",
    "\\",
    "null",
    "0x1",
]

TEMPI = [Tempo((2.0, 1.0, 1.0)), Tempo((4.0,)), Tempo((1.5,)), Tempo((3.0, 0.0, 0.5))]

texts = st.sampled_from(ODD_TEXTS) | st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
words = texts | st.just("")
work = st.integers(3, 60) | st.just(600)
gaps = st.integers(0, 10) | st.just(120)
maybe_gaps = st.none() | gaps
per_side = st.none() | st.builds(PerSide, words, words)
ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
counts = st.builds(count_reps, st.builds(Phase, texts, work, words), st.sampled_from([4, 8]), st.sampled_from(TEMPI))
phase_lists = st.lists(st.builds(Phase, texts, work, words) | counts, min_size=1, max_size=3).map(tuple)
lists = st.lists(texts, max_size=3).map(tuple)
sides_lists = st.lists(st.sampled_from(Sides), unique=True, max_size=3).map(tuple)


@st.composite
def exercises(draw: st.DrawFn) -> Exercise:
    """A new exercise, or one that is built in, changed in some of its fields."""
    is_new = draw(st.booleans())
    base = None if is_new else draw(st.sampled_from(sorted(KNOWN.built_in.values(), key=lambda each: each.id)))
    changes: dict[str, Any] = {}
    ways: dict[str, st.SearchStrategy[object]] = {
        "name": texts,
        "kind": st.sampled_from(Kind),
        "position": st.sampled_from(Position),
        "phases": work.map(lambda seconds: (Phase("", seconds),)) | phase_lists,
        "switch": gaps,
        "phase_gap": gaps,
        **dict.fromkeys(("side_labels", "side_cues", "spoken_cues", "short_cues"), per_side),
        **dict.fromkeys(("equipment", "equipment_optional", "aliases", "use", "instructions", "muscles"), lists),
        **dict.fromkeys(("cue", "mistake", "tempo", "reps", "avoid", "short_cue", "side_means", "short_name"), words),
    }
    for key, way in ways.items():
        if base is None or draw(st.integers(0, 5)) == 0:
            changes[key] = draw(way)
    # What the base says for each side can be said differently, not be unsaid.
    changes = {key: value for key, value in changes.items() if value is not None}
    if "tempo" in changes:
        changes["rep_tempo"] = parse_tempo(str(changes["tempo"]))
    sides = draw(st.sampled_from(Sides))
    allowed = draw(sides_lists)
    changes |= {"sides": sides, "sides_allowed": allowed if sides in allowed else ()}
    if "phases" in changes:
        seconds = [phase.seconds for phase in changes["phases"]]
        is_bounded = base is not None or draw(st.booleans())
        changes |= {"shortest": min(seconds), "longest": max(seconds)} if is_bounded else {}
    if base:
        return replace(base, **changes)
    return Exercise(id=draw(ids.filter(lambda id: id not in KNOWN.built_in)), **changes)


@st.composite
def entries(draw: st.DrawFn, exercise: Exercise) -> Entry:
    """A step that does that exercise in some way of its own."""
    return Entry(
        exercise=exercise,
        seconds=None if exercise.has_phases else draw(st.none() | work),
        phases=draw(st.none() | phase_lists) if exercise.has_phases else None,
        sides=draw(st.sampled_from([None, *(exercise.sides_allowed or (exercise.sides,))])),
        switch=draw(maybe_gaps),
        phase_gap=draw(maybe_gaps),
        transition=draw(maybe_gaps | st.just("auto")),
        name=draw(words),
        note=draw(words),
        usual_reps=draw(words),
    )


@st.composite
def counted_entries(draw: st.DrawFn, exercise: Exercise) -> Entry:
    """A step that is counted, or waits for a key."""
    is_counted = draw(st.booleans())
    own = exercise.rep_tempo if exercise.rep_tempo in TEMPI else None
    tempo = draw(st.sampled_from(TEMPI) if own is None else st.none() | st.sampled_from(TEMPI))
    return Entry(
        exercise=exercise,
        reps=draw(st.sampled_from([6, 8, 10])) if is_counted else None,
        tempo=tempo if is_counted else None,
        is_open=not is_counted,
        note=draw(words),
    )


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    """Whatever a reader could have read."""
    used = draw(st.lists(exercises(), min_size=1, max_size=4, unique_by=lambda each: each.id))
    some_defaults = st.builds(
        Defaults, seconds=st.none() | work, switch=maybe_gaps, transition=maybe_gaps, phase_gap=maybe_gaps
    )
    some_entries = st.lists(
        st.sampled_from(used).flatmap(lambda each: entries(each) | counted_entries(each)), min_size=1, max_size=4
    ).map(tuple)
    sections = st.builds(
        Section,
        entries=some_entries,
        name=words,
        phase=st.sampled_from(["", "warmup", "mixed"]),
        rounds=st.integers(1, 3),
        round_rest=maybe_gaps,
        defaults=st.just(Defaults()) | some_defaults,
    )
    sounds = st.builds(
        Profile,
        beeps=st.frozensets(st.sampled_from(Sound)),
        says=st.frozensets(st.sampled_from(Topic)),
        has_half=st.booleans(),
        loudness=st.sampled_from(Loudness),
    )
    return draw(
        st.builds(
            Routine,
            id=ids,
            name=texts,
            sections=st.lists(sections, min_size=1, max_size=2).map(tuple),
            description=words,
            phase=st.sampled_from(["", "strength"]),
            tags=lists,
            prep=gaps,
            first_side=st.sampled_from(Side),
            defaults=st.just(Defaults()) | some_defaults,
            sounds=sounds | st.just(Profile()),
        ).filter(lambda routine: compile_plan(routine).seconds <= 4 * 3600)
    )


def write_here(routine: Routine) -> str:
    return write_routine(routine, KNOWN, is_id_told=True, remarks=("hipflow run it",), schema="../x.json")


def write_anywhere(routine: Routine) -> str:
    return write_packed(routine, KNOWN, remarks=("From elsewhere.",))


@pytest.mark.parametrize("write", [write_here, write_anywhere], ids=["written", "packed"])
@settings(max_examples=150, deadline=None)
@given(routine=routines())
def test_what_is_written_reads_back_equal(write: Callable[[Routine], str], routine: Routine) -> None:
    text = write(routine)

    reading = parse_routine(text, "other.yaml", KNOWN)

    assert reading.errors == ()
    assert reading.value == routine


@settings(max_examples=100, deadline=None)
@given(routine=routines())
def test_what_is_packed_reads_back_equal_where_nothing_is_known(routine: Routine) -> None:
    assert parse_routine(write_anywhere(routine), "other.yaml", NOTHING).value == routine


@pytest.mark.parametrize("id", PRESETS)
def test_a_preset_is_written_without_a_warning_and_without_what_hipflow_knows(id: str) -> None:
    text = write_routine(PRESETS[id], KNOWN)

    reading = parse_routine(text, f"{id}.yaml", KNOWN)

    assert reading.value == PRESETS[id]
    assert tell(reading) == []
    assert "exercises:" not in text


@pytest.mark.parametrize("id", PRESETS)
def test_a_packed_preset_runs_by_the_same_plan_where_the_exercises_are_others(id: str) -> None:
    others = {
        each.id: replace(each, phases=(Phase("", 77),), switch=99, name="Other", equipment=("sofa",), instructions=())
        for each in KNOWN.built_in.values()
    }

    for known in (KNOWN, NOTHING, Repertoire(others), Repertoire(KNOWN.built_in, others)):
        reading = parse_routine(write_anywhere(PRESETS[id]), "other.yaml", known)

        assert tell(reading) == []
        assert reading.value
        assert compile_plan(reading.value) == compile_plan(PRESETS[id])


@pytest.mark.parametrize("text", ["Hold the wall, left hand", "it's 90° or so (more or less)", "é", "my-hips"])
def test_what_no_reader_could_misread_is_bare(text: str) -> None:
    assert write_text(text) == text


@pytest.mark.parametrize(
    "text", ["on", "No", "y", "~", "12", "1e3", "a: b", "a #b", "[a", "'a'", "", " a", "a ", "- a"]
)
def test_what_a_reader_could_misread_is_in_quotes(text: str) -> None:
    assert write_text(text).startswith('"')


EVERY_FIELD = """\
name: March
short_name: Ma
aliases: [m]
kind: static
sides: each
sides_allowed: [each]
position: prone
side_means: a
side_labels: {left: l, right: r}
side_cues: {left: l, right: r}
spoken_cues: {left: l, right: r}
short_cues: {left: l, right: r}
short_cue: a
equipment: [m]
equipment_optional: [m]
phases: [{name: a, duration: 3}, {name: b, duration: 4, cue: c}]
duration_min: 3
duration_max: 8
switch: 1
phase_gap: 2
reps: 10
tempo: a
use: [m]
instructions: [m]
cue: a
mistake: a
easier: a
harder: a
muscles: [m]
muscles_secondary: [m]
dose: a
avoid: a
variant_of: a
"""


def test_every_field_of_an_exercise_is_written() -> None:
    text = local("".join(f"    {line}\n" for line in EVERY_FIELD.splitlines()))
    routine = parse_routine(text, "my.yaml", KNOWN).value
    assert routine

    spelt = spell_exercise(routine.entries[0].exercise, None)

    assert set(spelt) == set(FIELDS) - {"extends", "duration"}


def test_a_change_to_an_exercise_that_is_built_in_says_only_what_is_different() -> None:
    base = KNOWN.built_in["half-pigeon"]

    assert spell_exercise(replace(base, switch=12), base) == {"extends": "half-pigeon", "switch": 12}


def test_a_file_is_as_short_as_a_shopping_list() -> None:
    routine = Routine(
        id="my-hips",
        name="My hips",
        sections=(
            Section(
                entries=(
                    Entry(exercise=KNOWN.built_in["leg-swings"]),
                    Entry(exercise=KNOWN.built_in["half-pigeon"], seconds=45, note="Cushion, under the hip"),
                )
            ),
        ),
    )

    assert (
        write_routine(routine, KNOWN, schema="../schemas/routine.json", remarks=("Mine.",))
        == """\
# yaml-language-server: $schema=../schemas/routine.json
# Mine.
version: 1
name: My hips
prep: 10                     # seconds to get ready
steps:                       # "hipflow exercises" prints the ids
  - leg-swings               # an id alone takes the exercise as it is
  - exercise: half-pigeon
    duration: 45             # seconds, per side; also 45s, 1m30s
    note: Cushion, under the hip
"""
    )

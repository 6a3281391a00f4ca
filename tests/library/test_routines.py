"""What a routine file means once it is read."""

import pytest

from hipflow.core.exercise import Kind, Phase, Position, Side, Sides
from hipflow.core.plan import compile_plan
from hipflow.core.routine import Defaults, Routine
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import parse_routine
from tests.library.texts import HEAD, LOCAL, local, one_step, steps, tell

MY_HIPS = """\
# my-hips.yaml - self-contained: own exercise, sections, rounds, overrides
version: 1
id: my-hips
name: My Tuesday hips
first_side: right
prep: 15
exercises:                       # local definitions, visible in this file only
  standing-march:
    name: Standing march
    kind: dynamic
    sides: alternate
    position: standing
    duration: 40
    instructions: ["Lift one knee to hip height.", "Lower it and lift the other."]
sections:
  - name: Warm up
    phase: warmup
    steps:
      - standing-march
      - leg-swings
  - name: Strength
    phase: strength
    rounds: 2
    round_rest: 30
    steps:
      - exercise: single-leg-deadlift
        sides: each              # library default is alternate
        duration: 40
        switch: 5
      - exercise: clamshells
        duration: "45s"
  - name: Stretch
    phase: cooldown
    defaults: {duration: 1m}     # changes timed steps; phase durations stay as they are
    steps:
      - exercise: half-pigeon
        transition: 20           # explicit get-into-position time
        note: Cushion under the hip
      - figure-four
"""


def read(text: str, known: Repertoire, name: str = "my-hips.yaml") -> Routine:
    reading = parse_routine(text, name, known)
    assert tell(reading) == []
    assert reading.value is not None
    return reading.value


@pytest.mark.usefixtures("each_parser")
def test_a_whole_routine_with_sections_rounds_and_its_own_exercise(known: Repertoire) -> None:
    routine = read(MY_HIPS, known)
    warm_up, strength, stretch = routine.sections
    assert (routine.id, routine.name, routine.first_side, routine.prep) == (
        "my-hips",
        "My Tuesday hips",
        Side.RIGHT,
        15,
    )
    assert [entry.exercise.name for entry in warm_up.entries] == ["Standing march", "Leg swings"]
    assert warm_up.entries[0].exercise.instructions == ("Lift one knee to hip height.", "Lower it and lift the other.")
    assert (strength.name, strength.phase, strength.rounds, strength.round_rest) == ("Strength", "strength", 2, 30)
    assert (strength.entries[0].sides, strength.entries[0].switch, strength.entries[1].seconds) == (Sides.EACH, 5, 45)
    assert stretch.defaults == Defaults(seconds=60)
    assert (stretch.entries[0].transition, stretch.entries[0].note) == (20, "Cushion under the hip")
    assert compile_plan(routine).seconds == 13 * 60 + 55


def test_the_least_that_makes_a_routine(known: Repertoire) -> None:
    routine = read(steps("frog-stretch"), known)
    assert routine == Routine(id="my-hips", name="My hips", sections=routine.sections)
    assert [entry.exercise for entry in routine.entries] == [known.built_in["frog-stretch"]]


def test_every_field_of_a_step_arrives(known: Repertoire) -> None:
    fields = {
        "exercise": "single-leg-deadlift",
        "duration": "50",
        "sides": "each",
        "switch": "7",
        "transition": "auto",
        "note": "Slowly",
        "name": "Hinge",
        "reps": "8 to 12",
    }
    entry = read(one_step(**fields), known).entries[0]
    assert (entry.seconds, entry.sides, entry.switch, entry.transition) == (50, Sides.EACH, 7, "auto")
    assert (entry.note, entry.shown_name, entry.usual_reps) == ("Slowly", "Hinge", "8 to 12")


def test_every_field_of_a_routine_arrives(known: Repertoire) -> None:
    text = """\
version: 1
id: evening
name: Evening
description: For the sofa.
phase: recovery
tags: [any-day, mat]
prep: 20s
first_side: right
rounds: 3
round_rest: 1m
defaults: {duration: 40, switch: 6, transition: auto, phase_gap: 4}
steps: [half-pigeon]
"""
    routine = read(text, known)
    assert (routine.id, routine.description, routine.phase) == ("evening", "For the sofa.", "recovery")
    assert (routine.tags, routine.prep, routine.first_side) == (("any-day", "mat"), 20, Side.RIGHT)
    assert routine.defaults == Defaults(seconds=40, switch=6, transition="auto", phase_gap=4)
    assert (routine.sections[0].rounds, routine.sections[0].round_rest) == (3, 60)


def test_a_default_duration_leaves_phases_as_they_are(known: Repertoire) -> None:
    plan = compile_plan(read(steps("leg-swings", "frog-stretch") + "defaults: {duration: 99}\n", known))
    assert [step.seconds for step in plan.work] == [15, 15, 15, 15, 99]


def test_phases_of_a_step_replace_those_of_the_exercise_and_keep_the_cue_of_the_same_name(known: Repertoire) -> None:
    text = one_step(
        exercise="leg-swings",
        phases='[{name: Forward and back, duration: 20}, {name: "Circles", duration: 10, cue: Small.}]',
    )
    own = known.built_in["leg-swings"].phases[0]
    assert read(text, known).entries[0].phases == (Phase(own.name, 20, own.cue), Phase("Circles", 10, "Small."))
    assert own.cue


def test_a_file_without_an_id_has_the_name_of_its_file(known: Repertoire) -> None:
    assert read(steps("frog-stretch"), known, "sub/late-run.yaml").id == "late-run"


def test_a_file_whose_name_cannot_be_an_id_must_say_one(known: Repertoire) -> None:
    reading = parse_routine(steps("frog-stretch"), "My Hips.yaml", known)
    assert tell(reading) == [
        "My Hips.yaml:1:1: the name of the file is its id, which must be lower-case letters, digits and single"
        ' hyphens; got "My Hips". Add "id: my-hips".'
    ]


def test_words_that_old_yaml_takes_for_booleans_are_text(known: Repertoire) -> None:
    assert read("version: 1\nname: On\ndescription: no\nsteps: [frog-stretch]\n", known).name == "On"


def test_text_over_several_lines_becomes_one(known: Repertoire) -> None:
    text = steps("frog-stretch") + "description: |\n  Slow\n  and low.\n"
    assert read(text, known).description == "Slow and low."


def test_markup_in_a_text_stays_text(known: Repertoire) -> None:
    text = "version: 1\nname: '[red]Hips[/] [@click=quit]now[/]'\nsteps: [frog-stretch]\n"
    assert read(text, known).name == "[red]Hips[/] [@click=quit]now[/]"


@pytest.mark.usefixtures("each_parser")
def test_an_alias_stands_for_what_it_names(known: Repertoire) -> None:
    text = steps("&hold {exercise: frog-stretch, duration: 50}", "half-pigeon", "*hold")
    assert [entry.seconds for entry in read(text, known).entries] == [50, None, 50]


@pytest.mark.usefixtures("each_parser")
def test_a_byte_order_mark_and_windows_line_ends_are_fine(known: Repertoire) -> None:
    text = "\ufeff" + steps("frog-stretch", "durration: 5").replace("\n", "\r\n")
    assert tell(parse_routine(text, "my.yaml", known)) == [
        'my.yaml:5:5: steps[1]: exercise is missing. Add "exercise:" with the id of one.',
        'my.yaml:5:5: steps[1]: unknown field "durration". Did you mean "duration"?',
    ]


def test_all_problems_of_a_file_are_told_at_once_in_its_order(known: Repertoire) -> None:
    text = """\
version: 1
name: 5
prep: 1:30
steps:
  - clamshel
  - exercise: sumo-squat
    duration: 1
    sides: each
    switch: 500
"""
    assert tell(parse_routine(text, "my.yaml", known)) == [
        "my.yaml:2:7: name: must be text; got 5. Put it in quotes.",
        'my.yaml:3:7: prep: "1:30" means different things to different YAML readers. Write 90 or "1m30s".',
        'my.yaml:5:5: steps[0]: no exercise "clamshel". Did you mean "clamshells"? See: hipflow exercises',
        "my.yaml:7:15: steps[1].duration: must be whole seconds from 3 to 600; got 1."
        ' Write it like 45, "45s" or "1m30s".',
        "my.yaml:8:12: steps[1].sides: sumo-squat cannot be done each side (allowed: both). Write both.",
        "my.yaml:9:13: steps[1].switch: 500 is over the limit of 120 s (2 min). Write 120 or less.",
    ]


def test_steps_that_stand_beside_sections_are_looked_through_all_the_same(known: Repertoire) -> None:
    text = steps("clamshel") + "sections:\n  - steps: [half-pigeo]\n"
    assert [problem.where for problem in parse_routine(text, "my.yaml", known).problems] == [
        "steps[0]",
        "",
        "sections[0].steps[0]",
    ]


def test_a_newer_file_is_not_picked_to_pieces(known: Repertoire) -> None:
    reading = parse_routine("version: 3\nstages: [a]\n", "my.yaml", known)
    assert tell(reading) == [
        "my.yaml:1:10: version: this hipflow reads version 1, the file says 3. Update hipflow or save as version 1."
    ]


class TestOwnExercises:
    def test_its_own_exercise_comes_before_one_of_the_users(self, known: Repertoire) -> None:
        text = local(id="march")
        users = parse_routine(text.replace("Standing", "Slow"), "a.yaml", known).value
        assert users is not None
        with_users = Repertoire(known.built_in, own={"march": users.entries[0].exercise})
        assert read(text, with_users).entries[0].exercise.name == "Standing march"

    def test_one_that_extends_takes_over_all_it_does_not_say(self, known: Repertoire) -> None:
        clamshells = known.built_in["clamshells"]
        mine = read(local("    extends: clamshells\n    duration: 45\n", id="clamshells"), known).entries[0].exercise
        assert (mine.phases, mine.name, mine.side_cues) == ((Phase("", 45),), clamshells.name, clamshells.side_cues)

    def test_a_new_name_drops_the_short_name_of_the_old_one(self, known: Repertoire) -> None:
        assert known.built_in["it-band-roll"].short_name
        mine = read(local("    extends: it-band-roll\n    name: Calf roll\n"), known).entries[0].exercise
        assert (mine.id, mine.name, mine.short_name) == ("march", "Calf roll", "")

    def test_a_duration_replaces_phases_and_phases_a_duration(self, known: Repertoire) -> None:
        plain = read(local("    extends: leg-swings\n    duration: 30\n"), known).entries[0].exercise
        phased = (
            read(local("    extends: clamshells\n    phases: [{name: Slow, duration: 20}]\n"), known)
            .entries[0]
            .exercise
        )
        assert plain.phases == (Phase("", 30),)
        assert phased.phases == (Phase("Slow", 20),)

    def test_they_may_extend_each_other_in_any_order(self, known: Repertoire) -> None:
        text = (
            HEAD
            + "exercises:\n  a: {extends: b, name: A}\n  b: {extends: c, switch: 9}\n  c:\n"
            + LOCAL
            + "steps: [a]\n"
        )
        mine = read(text, known).entries[0].exercise
        assert (mine.name, mine.switch, mine.kind, mine.position) == ("A", 9, Kind.DYNAMIC, Position.STANDING)

    def test_other_sides_forget_what_was_allowed_before(self, known: Repertoire) -> None:
        mine = read(local("    extends: single-leg-deadlift\n    sides: each\n"), known).entries[0].exercise
        assert (mine.sides, mine.sides_allowed) == (Sides.EACH, ())

    def test_what_extends_a_broken_one_is_told_where_to_look(self, known: Repertoire) -> None:
        text = HEAD + "exercises:\n  a: {extends: b}\n  b: {extends: nothing-like-it}\nsteps: [a]\n"
        told = tell(parse_routine(text, "my.yaml", known))
        assert (
            told[0] == 'my.yaml:4:16: exercises.a.extends: exercise "b" has a problem of its own. Mend that one first.'
        )
        assert told[1].startswith('my.yaml:5:16: exercises.b.extends: no exercise "nothing-like-it".')
        assert len(told) == 2


class TestWarnings:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (
                one_step(exercise="sumo-squat", switch="5"),
                "5:5: steps[0]: switch is ignored because sumo-squat is not done side by side. Take it out.",
            ),
            (
                one_step(exercise="single-leg-deadlift", switch="5"),
                "5:5: steps[0]: switch is ignored because single-leg-deadlift is not done side by side. Take it out.",
            ),
            (
                one_step(exercise="sumo-squat", phase_gap="5"),
                "5:5: steps[0]: phase_gap is ignored because sumo-squat has no phases. Take it out.",
            ),
            (
                one_step(exercise="frog-stretch", duration="60") + "phase: warmup\n",
                "4:5: steps[0]: frog-stretch is held for 60 s in a warm-up, which can cost a little power."
                " Keep long holds for after the run.",
            ),
            (
                HEAD + "sections:\n  - {phase: warmup, defaults: {duration: 90}, steps: [sumo-squat, frog-stretch]}\n",
                "4:67: sections[0].steps[1]: frog-stretch is held for 90 s in a warm-up, which can cost a little power."
                " Keep long holds for after the run.",
            ),
            (
                steps("frog-stretch") + "tags: [no-equipment]\n",
                "5:7: tags: no-equipment is not true: it needs mat. Take the tag out.",
            ),
            (
                steps(*["{exercise: frog-stretch, duration: 600}"] * 7),
                "3:1: 1 h 10 min in all. Split it if that is more than you meant.",
            ),
        ],
    )
    def test_what_can_be_lived_with_is_told_and_read_all_the_same(
        self, text: str, message: str, known: Repertoire
    ) -> None:
        reading = parse_routine(text, "my.yaml", known)
        assert tell(reading) == [f"my.yaml:{message}"]
        assert reading.value is not None
        assert reading.errors == ()
        assert reading.warnings == reading.problems

    def test_a_switch_is_no_mistake_where_the_step_asks_for_each_side(self, known: Repertoire) -> None:
        read(one_step(exercise="single-leg-deadlift", sides="each", switch="5"), known)

    def test_a_short_hold_or_one_after_the_run_needs_no_warning(self, known: Repertoire) -> None:
        read(one_step(exercise="frog-stretch", duration="59") + "phase: warmup\n", known)
        read(one_step(exercise="frog-stretch", duration="60") + "phase: cooldown\n", known)

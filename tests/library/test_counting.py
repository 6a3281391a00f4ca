"""Steps that are counted or wait for a key: what a file may say, what it means, and every way it can be wrong."""

import pytest

from hipflow.core.exercise import Phase, Side, Sides, Tempo
from hipflow.core.plan import Plan, compile_plan
from hipflow.library.counting import parse_tempo
from hipflow.library.manuscript import write_packed, write_routine
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import parse_routine
from tests.library.texts import HEAD, LOCAL, local, one_step, steps, tell


def plan_of(text: str, known: Repertoire) -> Plan:
    reading = parse_routine(text, "my-hips.yaml", known)
    assert tell(reading) == []
    assert reading.value is not None
    return compile_plan(reading.value)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("4", (4,)),
        ("1.5", (1.5,)),
        ("2-1-1", (2, 1, 1)),
        ("3-0-1-0", (3, 0, 1, 0)),
        ("0.5-0.5", (0.5, 0.5)),
        ("2 - 1 - 1", (2, 1, 1)),
        ("2 s", (2,)),
        ("1.5 s a step", (1.5,)),
        ("2 s down, 1 s pause, 1 s up", (2, 1, 1)),
        ("60", (60,)),
    ],
)
def test_a_tempo_gives_the_seconds_of_the_parts_of_a_repetition(text: str, parts: tuple[float, ...]) -> None:
    assert parse_tempo(text) == Tempo(parts)


@pytest.mark.parametrize(
    "text",
    [
        *("", "slow", "2 to 4 s per pass", "3 s each way", "2 s a step, 1 s out and 1 s in"),
        *("1.2", "0", "0-0", "61", "30-31", "100", "٣"),
        *("2--1", "-2", "2-x-1", "2/1/1", "2,", "1-1-1-1-1-1-1-1-1"),
    ],
)
def test_words_that_give_no_such_seconds_are_no_tempo(text: str) -> None:
    assert parse_tempo(text) is None


@pytest.mark.parametrize(
    ("id", "seconds"),
    [
        ("sumo-squat", 4),
        ("single-leg-deadlift", 6),
        ("clamshells", 3),
        ("side-steps", 2),
        ("knee-drives", 4),
        ("butt-kicks", 1.5),
        ("leg-swings", 1.5),
    ],
)
def test_every_exercise_that_is_done_in_repetitions_knows_how_long_one_takes(
    id: str, seconds: float, known: Repertoire
) -> None:
    tempo = known.built_in[id].rep_tempo

    assert tempo is not None
    assert tempo.seconds == seconds


def test_what_is_held_or_rolled_knows_no_repetitions(known: Repertoire) -> None:
    counted = [id for id, exercise in known.built_in.items() if exercise.rep_tempo]

    assert len(counted) == 7


@pytest.mark.usefixtures("each_parser")
def test_reps_take_the_seconds_that_their_tempo_says(known: Repertoire) -> None:
    (step,) = plan_of(one_step(exercise="sumo-squat", reps="10", tempo="2-1-2"), known).work

    assert (step.seconds, step.reps, step.rep_seconds) == (50, 10, 5)


def test_reps_alone_suffice_where_the_exercise_knows_a_tempo(known: Repertoire) -> None:
    (step,) = plan_of(one_step(exercise="sumo-squat", reps="10"), known).work

    assert (step.seconds, step.reps, step.rep_seconds) == (40, 10, 4)


def test_reps_are_per_side_where_one_side_is_worked_at_a_time(known: Repertoire) -> None:
    work = plan_of(one_step(exercise="clamshells", reps="12"), known).work

    assert [(step.side, step.reps, step.seconds) for step in work] == [(Side.LEFT, 12, 36), (Side.RIGHT, 12, 36)]


def test_reps_are_all_there_are_where_the_legs_take_turns(known: Repertoire) -> None:
    (step,) = plan_of(one_step(exercise="knee-drives", reps="10"), known).work

    assert (step.sides, step.reps, step.seconds) == (Sides.ALTERNATE, 10, 40)


def test_reps_are_of_each_phase(known: Repertoire) -> None:
    work = plan_of(one_step(exercise="leg-swings", reps="12"), known).work

    assert [(step.phase.name, step.reps, step.seconds) for step in work[:2]] == [
        ("Forward and back", 12, 18),
        ("Side to side", 12, 18),
    ]
    assert all(step.phase.cue for step in work)


def test_each_phase_may_say_its_own(known: Repertoire) -> None:
    phases = "[{name: A, reps: 10, tempo: 2}, {name: B, duration: 20}, {name: C, reps: 4}]"

    work = plan_of(one_step(exercise="leg-swings", phases=phases), known).work[:3]

    assert [(step.phase.name, step.reps, step.seconds) for step in work] == [
        ("A", 10, 20),
        ("B", None, 20),
        ("C", 4, 6),
    ]


def test_reps_beat_the_duration_of_the_section_and_a_duration_of_the_section_leaves_them(known: Repertoire) -> None:
    text = steps("{exercise: sumo-squat, reps: 10}", "sumo-squat") + "defaults: {duration: 99}\n"

    assert [(step.reps, step.seconds) for step in plan_of(text, known).work] == [(10, 40), (None, 99)]


@pytest.mark.parametrize("words", ["8-12", "about 10", '"10"'])
def test_words_about_reps_are_shown_and_count_nothing(words: str, known: Repertoire) -> None:
    reading = parse_routine(one_step(exercise="sumo-squat", duration="40", reps=words), "my.yaml", known)

    assert tell(reading) == []
    assert reading.value is not None
    (entry,) = reading.value.entries
    assert (entry.reps, entry.usual_reps) == (None, words.strip('"'))


def test_an_exercise_of_ones_own_may_be_counted_by_itself(known: Repertoire) -> None:
    text = local(LOCAL.replace("    duration: 40\n", "    reps: 8\n    tempo: 3-1\n"))

    (step,) = plan_of(text, known).work

    assert (step.reps, step.seconds) == (8, 32)


def test_an_exercise_that_extends_a_counted_one_may_change_how_often(known: Repertoire) -> None:
    text = local("    extends: sumo-squat\n    name: Deep squat\n    reps: 6\n")

    (step,) = plan_of(text, known).work

    assert (step.name, step.reps, step.seconds) == ("Deep squat", 6, 24)


COUNTED = LOCAL.replace("    duration: 40\n", "    reps: 8\n    tempo: 3-1\n")


@pytest.mark.parametrize(
    ("fields", "reps", "seconds"),
    [("tempo: 2-1", 8, 24), ("reps: 5", 5, 20), ("reps: 6\n    tempo: 5", 6, 30), ("duration: 45", None, 45)],
)
def test_one_that_extends_a_counted_one_counts_anew(
    fields: str, reps: int | None, seconds: int, known: Repertoire
) -> None:
    text = f"{HEAD}exercises:\n  march:\n{COUNTED}  run:\n    extends: march\n    {fields}\nsteps: [run]\n"

    (step,) = plan_of(text, known).work

    assert (step.reps, step.seconds) == (reps, seconds)


def test_a_tempo_at_which_what_is_extended_cannot_be_counted_is_told(known: Repertoire) -> None:
    march, run = COUNTED.replace("8", "7"), "    extends: march\n    tempo: 1.5\n"
    text = f"{HEAD}exercises:\n  march:\n{march}  run:\n{run}steps: [run]\n"

    assert tell(parse_routine(text, "my.yaml", known)) == [
        "my.yaml:13:12: exercises.run.tempo: 7 reps at this tempo are 10.5 s, not whole seconds from 3 to 600."
        ' Write another, or add "reps:".'
    ]


@pytest.mark.parametrize(
    "text",
    [
        local(COUNTED),
        local("    extends: sumo-squat\n    reps: 6\n"),
        local("    extends: leg-swings\n    reps: 12\n"),
        local("    extends: sumo-squat\n    tempo: 1.5\n"),
        steps("{exercise: half-pigeon, hold: until key}", '{exercise: sumo-squat, duration: 40, reps: "10"}'),
    ],
)
def test_what_is_counted_reads_back_as_it_was_written(text: str, known: Repertoire) -> None:
    routine = parse_routine(text, "my.yaml", known).value
    assert routine is not None

    for written in (write_routine(routine, known), write_packed(routine, known)):
        assert parse_routine(written, "my.yaml", known).value == routine


def test_beside_a_duration_an_exercises_reps_are_words(known: Repertoire) -> None:
    (step,) = plan_of(local(LOCAL + "    reps: 10\n    tempo: 2\n"), known).work

    assert (step.reps, step.seconds, step.exercise.reps, step.exercise.tempo) == (None, 40, "10", "2")


@pytest.mark.usefixtures("each_parser")
def test_a_step_that_waits_for_a_key_is_open_and_expects_its_seconds(known: Repertoire) -> None:
    plan = plan_of(one_step(exercise="half-pigeon", hold="until key", duration="45"), known)

    assert [(step.is_open, step.seconds) for step in plan.work] == [(True, 45), (True, 45)]
    assert [step.kind.value for step in plan.steps if not step.is_work and step.is_open] == []
    assert plan.is_open


def test_without_a_duration_it_expects_what_the_exercise_takes(known: Repertoire) -> None:
    plan = plan_of(one_step(exercise="leg-swings", hold="until key"), known)

    assert [(step.phase, step.is_open) for step in plan.work[:1]] == [
        (Phase("Forward and back", 15, plan.work[0].phase.cue, is_open=True), True)
    ]


def test_no_preset_waits_for_a_key_nor_counts(known: Repertoire) -> None:
    assert not plan_of(steps("half-pigeon", "sumo-squat"), known).is_open


ONE_TEMPO = 'Write it like 4, or like "2-1-1" for down, pause and up.'
TEMPO_RULE = "must be the seconds of a repetition, whole or half, 0.5 to 60 in all"


@pytest.mark.usefixtures("each_parser")
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"reps": "10", "duration": "40"},
            "5:5: steps[0]: reps and duration are both given."
            " Keep one of them, or put reps in quotes to have them shown and not counted.",
        ),
        (
            {"reps": "10", "phases": "[{name: A, duration: 10}]"},
            "5:5: steps[0]: reps and phases are both given."
            " Keep one of them, or put reps in quotes to have them shown and not counted.",
        ),
        (
            {"reps": "10", "hold": "until key"},
            "6:5: steps[0]: reps say when it ends, and so does hold. Keep one of them.",
        ),
        (
            {"reps": "0"},
            "5:11: steps[0].reps: must be a whole number from 1 to 1200; got 0. Write it in digits, such as 2.",
        ),
        (
            {"reps": "010"},
            "5:11: steps[0].reps: must be a whole number from 1 to 1200; got 010. Write it in digits, such as 2.",
        ),
        (
            {"reps": "200"},
            "5:11: steps[0].reps: 200 of 4 s are 800 s, over the limit of 600 s (10 min). Write 150 or less.",
        ),
        (
            {"reps": "1", "tempo": "2"},
            "5:11: steps[0].reps: 1 of 2 s are 2 s, under the least of 3 s. Write 2 or more.",
        ),
        (
            {"reps": "1", "tempo": "1.5"},
            "5:11: steps[0].reps: 1 of 1.5 s are 1.5 s, under the least of 3 s. Write 2 or more.",
        ),
        (
            {"reps": "5", "tempo": "1.5"},
            "5:11: steps[0].reps: 5 of 1.5 s are 7.5 s, which is no whole number of seconds. Write 4 or 6.",
        ),
        (
            {"reps": "10", "tempo": "fast"},
            f"6:12: steps[0].tempo: {TEMPO_RULE}; got fast. {ONE_TEMPO}",
        ),
        ({"reps": "10", "tempo": "0"}, f"6:12: steps[0].tempo: {TEMPO_RULE}; got 0. {ONE_TEMPO}"),
        ({"reps": "10", "tempo": "1.25"}, f"6:12: steps[0].tempo: {TEMPO_RULE}; got 1.25. {ONE_TEMPO}"),
        ({"reps": "10", "tempo": "[2, 1]"}, f"6:12: steps[0].tempo: {TEMPO_RULE}; got a list. {ONE_TEMPO}"),
        (
            {"tempo": "2-1-1"},
            '5:5: steps[0]: tempo says how fast to count, and no reps are given. Add "reps: 10".',
        ),
        (
            {"tempo": "2-1-1", "reps": "8-12"},
            '5:5: steps[0]: tempo says how fast to count, and no reps are given. Add "reps: 10".',
        ),
        ({"hold": "30"}, '5:11: steps[0].hold: "30" is not one of until key. Write until key, for example.'),
        ({"hold": "until"}, '5:11: steps[0].hold: "until" is not one of until key. Did you mean "until key"?'),
        (
            {"phases": "[{name: A, reps: 10, duration: 20}]"},
            "5:24: steps[0].phases[0]: reps and duration are both given. Keep one of them.",
        ),
        (
            {"phases": "[{name: A, tempo: 2, duration: 20}]"},
            '5:24: steps[0].phases[0]: tempo says how fast to count, and no reps are given. Add "reps: 10".',
        ),
    ],
)
def test_what_cannot_be_counted_is_told_with_its_place_and_the_way_out(
    fields: dict[str, str], message: str, known: Repertoire
) -> None:
    reading = parse_routine(one_step(exercise="sumo-squat", **fields), "my.yaml", known)

    assert tell(reading) == [f"my.yaml:{message}"]
    assert reading.value is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            one_step(exercise="half-pigeon", reps="10"),
            "5:5: steps[0]: reps cannot be counted, for half-pigeon has no tempo in seconds."
            ' Add "tempo: 4", the seconds of one, or write "duration:" instead.',
        ),
        (
            one_step(exercise="half-pigeon", phases="[{name: A, reps: 10}]"),
            "5:24: steps[0].phases[0]: reps cannot be counted without a tempo."
            ' Add "tempo: 4", the seconds of one, or write "duration:" instead.',
        ),
        (
            local(LOCAL.replace("    duration: 40\n", "    reps: 8\n")),
            "9:5: exercises.march: reps cannot be counted without a tempo."
            ' Add "tempo: 4", the seconds of one, or write "duration:" instead.',
        ),
        (
            local(LOCAL.replace("    duration: 40\n", "    reps: 300\n    tempo: 3-1\n")),
            "9:11: exercises.march.reps: 300 of 4 s are 1200 s, over the limit of 600 s (10 min). Write 150 or less.",
        ),
        (
            local(LOCAL + "    tempo: 0.3\n"),
            f"10:12: exercises.march.tempo: {TEMPO_RULE}; got 0.3. {ONE_TEMPO}",
        ),
    ],
)
def test_reps_without_a_tempo_say_so(text: str, message: str, known: Repertoire) -> None:
    assert tell(parse_routine(text, "my.yaml", known)) == [f"my.yaml:{message}"]

"""What is heard of a plan, and when."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipflow.core.beeps import AFTER_ZERO, score_arrival
from hipflow.core.collisions import find_collisions
from hipflow.core.cue import Anchor, Cue
from hipflow.core.events import Command, Event, Finished, StepStarted, TimeChanged
from hipflow.core.exercise import Exercise, PerSide, Phase, Side, Sides
from hipflow.core.plan import Plan, Step, StepKind, compile_plan
from hipflow.core.record import make_record
from hipflow.core.routine import Entry, Routine
from hipflow.core.score import hear, score_count_in, score_step, score_table
from hipflow.core.session import Session
from hipflow.core.sounds import DEFAULT_PROFILE, Profile, Sound, Topic
from hipflow.core.wording import estimate_seconds, spell, tell_end, tell_resume, tell_seconds
from hipflow.library.catalogue import Catalogue
from hipflow.places import data_root
from tests.builders import exercise, hold, plan

CATALOGUE = Catalogue(data_root(), data_root() / "none")
PRESETS = CATALOGUE.read_routines()


def heard(cues: tuple[Cue, ...]) -> list[tuple[float, str]]:
    return [(round(cue.second, 2), cue.words or (cue.sound.value if cue.sound else "")) for cue in cues]


def words_of(cues: tuple[Cue, ...]) -> list[str]:
    return [cue.words for cue in cues if cue.words]


def step_of(a_plan: Plan, kind: StepKind) -> Step:
    return next(step for step in a_plan.steps if step.kind is kind)


def score_of(a_plan: Plan, kind: StepKind, **wishes: object) -> tuple[Cue, ...]:
    return score_step(a_plan, step_of(a_plan, kind).index, **wishes)  # type: ignore[arg-type]  # a table of tests


def test_a_first_side_ends_with_three_counts_a_zero_and_the_switch_to_the_other() -> None:
    a_plan = plan(hold("half-pigeon", seconds=30, sides=Sides.EACH))

    cues = score_step(a_plan, 1)

    assert heard(cues) == [
        (27, "count"),
        (28, "count"),
        (29, "count"),
        (30, "zero"),
        (30.25, "switch"),
    ]
    assert cues[-1].side is Side.RIGHT


@pytest.mark.parametrize(
    ("before", "after", "sounds"),
    [
        ("work left", "switch right", ["zero", "switch right"]),
        ("switch right", "work right", ["start right"]),
        ("work right", "transition", ["zero", "rest"]),
        ("work right", "rest", ["zero", "rest"]),
        ("transition", "work", ["start"]),
        ("work", None, ["zero", "finish"]),
        ("nothing", "switch right", ["switch right"]),
        ("nothing", "transition", ["rest"]),
        ("nothing", None, ["finish"]),
    ],
)
def test_at_zero_is_heard_what_comes(before: str, after: str | None, sounds: list[str]) -> None:
    a_plan = plan(hold("half-pigeon", sides=Sides.EACH), hold(), rounds=2, rest=20)

    def find(which: str | None) -> Step | None:
        kind, _, side = (which or "nothing").partition(" ")
        found = (s for s in a_plan.steps if s.kind.value == kind and (s.side.value if s.side else "") == side)
        return next(found, None) or next((s for s in a_plan.steps if s.kind.value == kind), None)

    cues = score_arrival(find(before), find(after))

    assert [f"{cue.sound.value} {cue.side.value if cue.side else ''}".strip() for cue in cues if cue.sound] == sounds


def test_a_next_phase_is_told_in_the_gap_and_has_no_melody() -> None:
    swings = exercise("leg-swings", phases=(Phase("Front", 15), Phase("Side to side", 20)), phase_gap=3)
    a_plan = plan(Entry(exercise=swings))

    assert [cue.sound for cue in score_step(a_plan, 1)][-1] is Sound.ZERO
    assert words_of(score_of(a_plan, StepKind.GAP)) == ["Now: side to side"]


def test_a_transition_says_what_comes_and_how_to_get_there() -> None:
    a_plan = plan(hold("frog-stretch"), hold("half-pigeon", sides=Sides.EACH), hold("last"))

    assert words_of(score_of(a_plan, StepKind.TRANSITION)) == ["Next: half pigeon", "Left shin in front"]


def test_the_last_exercise_is_announced_as_that() -> None:
    a_plan = plan(hold("half-pigeon"), hold("frog-stretch"))

    assert words_of(score_of(a_plan, StepKind.TRANSITION)) == ["Last one: frog stretch"]


def test_a_rest_between_rounds_says_which_round_comes() -> None:
    a_plan = plan(hold("half-pigeon"), hold("frog-stretch"), rounds=3, rest=20)

    assert words_of(score_of(a_plan, StepKind.REST)) == ["Round 2 of 3", "Next: half pigeon"]


def test_a_switch_says_the_side_and_then_how() -> None:
    a_plan = plan(hold("half-pigeon", sides=Sides.EACH))

    assert words_of(score_of(a_plan, StepKind.SWITCH)) == ["Switch. Right side", "Right shin in front"]


def test_clamshells_left_are_announced_by_the_side_one_lies_on_and_never_by_two_sides_at_once() -> None:
    clamshells = replace(
        exercise("clamshells"), spoken_cues=PerSide("on your right side, left knee opens", "on your left side, right")
    )
    a_plan = plan(Entry(exercise=clamshells))

    assert words_of(score_of(a_plan, StepKind.PREPARE)) == ["First: clamshells", "On your right side, left knee opens"]
    assert words_of(score_of(a_plan, StepKind.SWITCH)) == ["Switch. On your left side, right"]


@pytest.mark.parametrize(
    ("seconds", "half"), [(39, None), (40, 20.0), (45, 23.0), (60, 30.0)], ids=["39", "40", "45", "60"]
)
def test_half_way_is_told_in_long_holds_on_a_second_that_the_clock_shows(seconds: int, half: float | None) -> None:
    cues = score_step(plan(hold(seconds=seconds)), 1)

    assert next((cue.second for cue in cues if cue.sound is Sound.HALF), None) == half
    assert words_of(cues) == (["Half"] if half else [])


@pytest.mark.parametrize(("seconds", "counts"), [(1, []), (2, [1]), (3, [1, 2]), (4, [1, 2, 3]), (9, [6, 7, 8])])
def test_a_short_step_counts_what_it_can(seconds: int, counts: list[int]) -> None:
    cues = score_step(plan(hold(seconds=seconds)), 1)

    assert [cue.second for cue in cues if cue.sound is Sound.COUNT] == counts


def test_nothing_is_said_when_work_starts() -> None:
    a_plan = plan(hold("half-pigeon", sides=Sides.EACH))

    assert all(cue.second >= 20 for step in a_plan.work for cue in score_step(a_plan, step.index))


def with_transition(seconds: int, name: str = "Half pigeon") -> Plan:
    entry = Entry(exercise=exercise("half-pigeon", name=name), transition=seconds)
    return plan(hold("frog-stretch", seconds=30), entry, hold("last"))


@pytest.mark.parametrize(
    ("seconds", "in_work", "in_transition"),
    [
        (10, [], ["Next: half pigeon", "Left shin in front"]),
        (4, [], ["Next: half pigeon", "Left shin in front"]),
        (3, [], ["Half pigeon", "Left side"]),
        (2, ["Left shin in front"], ["Half pigeon"]),
        (1, ["Next: half pigeon", "Left shin in front"], []),
        (0, ["Next: half pigeon", "Left shin in front"], None),
    ],
)
def test_words_are_shortened_and_then_told_before_the_work_is_over(
    seconds: int, in_work: list[str], in_transition: list[str] | None
) -> None:
    a_plan = with_transition(seconds)

    assert words_of(score_step(a_plan, 1)) == in_work
    if in_transition is not None:
        assert words_of(score_step(a_plan, 2)) == in_transition
    assert find_collisions(a_plan) == ()


def test_words_told_early_are_over_when_the_count_begins() -> None:
    cues = score_step(with_transition(1), 1)

    spoken = [cue for cue in cues if cue.words]
    assert all(cue.end < 27 and cue.anchor is Anchor.END for cue in spoken)


def test_what_can_be_told_nowhere_is_a_collision() -> None:
    a_plan = plan(hold("frog-stretch", seconds=4), Entry(exercise=exercise("half-pigeon"), transition=1), hold("last"))

    assert find_collisions(a_plan) == ("0:14 transition (1 s): no room to say “Half pigeon, Left side”",)


def test_a_name_is_said_in_full_or_in_short_and_never_cut() -> None:
    long_name = "Kneeling quad and hip flexor stretch"
    a_plan = with_transition(4, long_name)
    short = replace(a_plan.steps[2].exercise, short_name="Quad\nstretch")
    steps = tuple(
        replace(step, exercise=short) if step.exercise is a_plan.steps[2].exercise else step for step in a_plan.steps
    )

    assert words_of(score_step(replace(a_plan, steps=steps), 2)) == ["Next: quad stretch", "Left side"]


@pytest.mark.parametrize("routine", PRESETS, ids=lambda routine: routine.id)
def test_no_preset_has_a_collision(routine: Routine) -> None:
    assert find_collisions(compile_plan(routine)) == ()


def test_all_eight_presets_were_looked_at() -> None:
    assert len(PRESETS) == 8


@pytest.mark.parametrize("routine", PRESETS, ids=lambda routine: routine.id)
def test_every_way_of_a_preset_names_its_exercise_and_every_switch_its_side(routine: Routine) -> None:
    a_plan = compile_plan(routine)
    for step in a_plan.steps:
        told = " ".join(words_of(score_step(a_plan, step.index))).lower()
        if step.kind in (StepKind.PREPARE, StepKind.TRANSITION, StepKind.REST):
            short = step.exercise.short_name or step.name
            assert spell(step.name).lower() in told or spell(short).lower() in told
        if step.kind is not StepKind.WORK and step.side is not None and step.kind is not StepKind.GAP:
            assert step.side.value in told


@pytest.mark.parametrize("routine", PRESETS, ids=lambda routine: routine.id)
def test_every_sound_has_a_moment_at_which_a_screen_can_show_it(routine: Routine) -> None:
    a_plan = compile_plan(routine)
    shown: set[tuple[int, Sound]] = set()
    for event, step, seconds in run(a_plan):
        for cue in hear(event, a_plan, step, seconds):
            assert cue.sound is not None
            shown.add((round(event.due), cue.sound))

    rows = [row for row in score_table(a_plan) if row.cue.sound]
    expected = {(round(row.at - (AFTER_ZERO if row.at % 1 else 0)), row.cue.sound) for row in rows}
    assert shown == expected


def run(a_plan: Plan, commands: dict[float, Command] | None = None) -> list[tuple[Event, Step, float]]:
    """All events of a session, each with its step and how long that lasts."""
    session, waiting = Session(a_plan, patience=1e9), dict(commands or {})
    happened: list[tuple[Event, Step, float]] = []
    length = 0.0

    def note(events: list[Event]) -> None:
        nonlocal length
        for event in events:
            if isinstance(event, StepStarted):
                length = float(event.step.seconds)
            elif isinstance(event, TimeChanged):
                length += event.by
            happened.append((event, session.step, length))

    note(session.handle(Command.START, 0.0))
    while (due := session.next_due()) is not None or waiting:
        asked = min(waiting, default=1e9)
        if due is None or asked <= due:
            note(session.handle(waiting.pop(asked), asked))
        else:
            note(session.advance(due))
    return happened


def test_a_resume_says_where_and_how_long_and_ends_its_count_with_the_start() -> None:
    a_plan = plan(hold("half-pigeon", sides=Sides.EACH))

    cues = score_count_in(a_plan.work[1], 3, 23.0)

    assert heard(cues) == [
        (0, "count"),
        (0.16, "Half pigeon, right side, 23 seconds left"),
        (1, "count"),
        (2, "count"),
        (3, "start"),
    ]
    assert cues[-1].side is Side.RIGHT


@pytest.mark.parametrize("left", [1.0, 2.0, 23.0, 75.0, 600.0])
def test_the_words_of_a_resume_are_over_before_the_next_count(left: float) -> None:
    step = plan(Entry(exercise=exercise("x", name="Kneeling quad and hip flexor stretch"))).work[0]

    words = [cue for cue in score_count_in(step, 3, left) if cue.words]

    assert len(words) == 1
    assert words[0].end <= 3 + max(0, left - 3)


def test_a_resume_into_the_way_says_it_again_in_the_time_there_is() -> None:
    a_plan = plan(hold("frog-stretch"), Entry(exercise=exercise("half-pigeon"), transition=10), hold("last"))

    cues = score_step(a_plan, 2, since=6.5)

    assert words_of(cues) == ["Next: half pigeon", "Left side"]
    assert all(cue.second >= 6.5 for cue in cues)


def test_a_longer_step_moves_its_ending_and_its_half() -> None:
    cues = score_step(plan(hold(seconds=45)), 1, seconds=55.0)

    assert [cue.second for cue in cues if cue.anchor is Anchor.END] == [52, 53, 54, 55, 55.25]
    assert [cue.second for cue in cues if cue.sound is Sound.HALF] == [28]


def test_a_faster_session_says_less_for_words_take_their_time() -> None:
    a_plan = plan(hold("frog-stretch"), Entry(exercise=exercise("half-pigeon"), transition=5), hold("last"))

    assert words_of(score_step(a_plan, 2, pace=1.0)) == ["Next: half pigeon", "Left shin in front"]
    assert words_of(score_step(a_plan, 2, pace=2.0)) == ["Half pigeon"]


QUIET = Profile(
    beeps=frozenset({Sound.START, Sound.SWITCH, Sound.FINISH}), says=frozenset({Topic.SWITCH}), has_half=False
)


def test_a_profile_leaves_out_what_is_not_wished() -> None:
    a_plan = plan(hold("half-pigeon", seconds=60, sides=Sides.EACH), hold())

    rows = score_table(a_plan, profile=QUIET)

    assert {row.cue.sound for row in rows if row.cue.sound} == QUIET.beeps
    assert {row.cue.words for row in rows if row.cue.words} == {"Switch. Right side", "Right shin in front"}
    assert find_collisions(a_plan, profile=QUIET) == ()
    assert DEFAULT_PROFILE.has_half


def test_a_slow_voice_is_found_out() -> None:
    a_plan = plan(hold("frog-stretch", seconds=10), Entry(exercise=exercise("half-pigeon"), transition=5), hold("last"))

    assert find_collisions(a_plan) == ()
    assert find_collisions(a_plan, measure=lambda words: 9 * estimate_seconds(words)) != ()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Half pigeon", "IT band foam roll", "Kneeling quad and hip flexor stretch", "Ab"]),
            st.integers(1, 90),
            st.sampled_from(Sides),
            st.integers(0, 20),
            st.integers(0, 9),
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 15),
)
def test_whatever_a_routine_is_no_phrase_is_heard_over_another_nor_over_a_start(
    lines: list[tuple[str, int, Sides, int, int]], prep: int
) -> None:
    entries = [
        Entry(exercise=exercise(f"x{n}", name=name), seconds=seconds, sides=sides, transition=way, switch=turn)
        for n, (name, seconds, sides, way, turn) in enumerate(lines)
    ]
    a_plan = plan(*entries, prep=prep)

    rows = score_table(a_plan)

    spoken = [row for row in rows if row.cue.words]
    assert all(row.at + row.cue.seconds <= later.at + 1e-6 for row, later in pairwise(spoken))
    loud = [row.at for row in rows if row.cue.sound not in (None, Sound.COUNT)]
    assert not any(row.at < at < row.at + row.cue.seconds - 1e-6 for row in spoken for at in loud)
    assert not any(" over " in text for text in find_collisions(a_plan))
    zeros = [row for row in rows if row.cue.sound is Sound.COUNT]
    assert all((row.step.end - row.at) in (1, 2, 3) for row in zeros)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (22.3, "23 seconds"),
        (60, "1 minute"),
        (90, "1 minute 30 seconds"),
        (120, "2 minutes"),
        (3661, "1 hour 1 minute 1 second"),
        (0, "0 seconds"),
    ],
)
def test_a_length_of_time_is_told_as_a_person_says_it(seconds: float, words: str) -> None:
    assert tell_seconds(seconds) == words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("IT band foam roll", "I T band foam roll"),
        ("TFL roll", "T F L roll"),
        ("HALF PIGEON", "half pigeon"),
        ("Figure\nfour", "Figure four"),
        ("Hips & glutes", "Hips and glutes"),
    ],
)
def test_a_name_is_spelled_so_that_a_voice_says_it_right(written: str, read: str) -> None:
    assert spell(written) == read


def test_an_abbreviation_keeps_its_capital_inside_a_sentence() -> None:
    a_plan = plan(hold("frog-stretch"), Entry(exercise=exercise("it-band-roll", name="IT band roll")), hold("last"))

    assert words_of(score_of(a_plan, StepKind.TRANSITION))[0] == "Next: I T band roll"


def test_a_renamed_exercise_is_called_by_its_new_name() -> None:
    renamed = Entry(exercise=exercise("half-pigeon"), name="Sleeping swan")
    a_plan = plan(hold("frog-stretch"), renamed, hold("last"))

    assert words_of(score_of(a_plan, StepKind.TRANSITION))[0] == "Next: sleeping swan"


def test_sides_are_called_what_the_exercise_calls_them() -> None:
    steps = replace(exercise("side-steps"), side_labels=PerSide("moving left", "moving right"), spoken_cues=None)
    a_plan = plan(Entry(exercise=steps, switch=3))

    assert words_of(score_of(a_plan, StepKind.SWITCH)) == ["Switch. Moving right"]
    assert tell_resume(a_plan.work[0], 9).ways[0] == "Side steps, moving left, 9 seconds left"


def test_the_end_tells_what_was_done() -> None:
    a_plan = plan(hold("half-pigeon", seconds=60, sides=Sides.EACH), hold(seconds=60))
    events = [event for event, _, _ in run(a_plan)]

    assert isinstance(events[-1], Finished)
    assert tell_end(make_record(a_plan, events)) == "Done. 2 exercises, 3 minutes of work"


def test_the_end_tells_what_was_skipped() -> None:
    a_plan = plan(hold("half-pigeon", seconds=60), hold(seconds=60))
    events = [event for event, _, _ in run(a_plan, {0.5: Command.NEXT, 1.0: Command.NEXT})]

    assert tell_end(make_record(a_plan, events)) == "Done. 1 exercise, 1 minute of work, 1 skipped"


def test_an_exercise_without_cues_still_names_its_side() -> None:
    bare = replace(exercise("x", name="Bare"), side_cues=None, spoken_cues=None, short_cues=None)

    assert words_of(score_of(plan(Entry(exercise=bare)), StepKind.SWITCH)) == ["Switch. Right side"]


def test_nobody_is_named_by_an_empty_phrase() -> None:
    blank: Exercise = replace(exercise("x", name="Blank"), spoken_cues=PerSide(" ", " "), short_cues=None)

    assert all(row.cue.words.strip() or row.cue.sound for row in score_table(plan(Entry(exercise=blank))))

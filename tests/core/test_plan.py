"""A routine becomes a flat plan: the steps, their order and their seconds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipflow.core.exercise import Exercise, Phase, Position, Side, Sides
from hipflow.core.plan import Plan, StepKind, compile_plan
from hipflow.core.routine import Defaults, Entry, Routine, Section
from tests.builders import exercise, hold, plan, routine

WORK, SWITCH, GAP = StepKind.WORK, StepKind.SWITCH, StepKind.GAP


def shape(a_plan: Plan) -> list[tuple[str, str | None, int]]:
    return [(step.kind.value, step.side.value if step.side else None, step.seconds) for step in a_plan.steps]


def test_each_side_is_worked_for_the_whole_duration_with_a_switch_between() -> None:
    a_plan = plan(hold("half-pigeon", seconds=30, sides=Sides.EACH))

    assert shape(a_plan) == [
        ("prepare", "left", 10),
        ("work", "left", 30),
        ("switch", "right", 8),
        ("work", "right", 30),
    ]


@pytest.mark.parametrize("sides", [Sides.BOTH, Sides.ALTERNATE])
def test_both_and_alternate_have_one_timer(sides: Sides) -> None:
    assert shape(plan(hold(seconds=45, sides=sides))) == [("prepare", None, 10), ("work", None, 45)]


def test_phases_are_done_side_by_side_with_a_gap_between() -> None:
    swings = exercise("leg-swings", phases=(Phase("Front", 15), Phase("Side", 20)), switch=5, phase_gap=3)

    steps = plan(Entry(exercise=swings)).steps[1:]

    assert [(step.kind, step.side, step.phase.name, step.seconds) for step in steps] == [
        (WORK, Side.LEFT, "Front", 15),
        (GAP, Side.LEFT, "Side", 3),
        (WORK, Side.LEFT, "Side", 20),
        (SWITCH, Side.RIGHT, "Front", 5),
        (WORK, Side.RIGHT, "Front", 15),
        (GAP, Side.RIGHT, "Side", 3),
        (WORK, Side.RIGHT, "Side", 20),
    ]


def test_the_first_side_can_be_chosen() -> None:
    a_routine = routine(hold("half-pigeon", sides=Sides.EACH))

    a_plan = compile_plan(a_routine, first_side=Side.RIGHT)

    assert [step.side for step in a_plan.work] == [Side.RIGHT, Side.LEFT]
    assert a_plan.steps[0].side is Side.RIGHT


def test_getting_ready_can_be_changed_or_left_out() -> None:
    a_routine = routine(hold(seconds=45))

    assert compile_plan(a_routine, prep=3).seconds == 48
    assert [step.kind for step in compile_plan(a_routine, prep=0).steps] == [WORK]


@pytest.mark.parametrize(
    ("before", "after", "seconds"),
    [
        (exercise("a"), exercise("b"), 5),
        (exercise("a"), exercise("b", position=Position.SUPINE), 10),
        (exercise("a"), exercise("b", equipment=("mat",)), 5),
        (exercise("a"), exercise("b", equipment=("chair",)), 10),
        (exercise("a"), exercise("b", position=Position.PRONE, equipment=("mat", "massage-ball")), 15),
        (exercise("a", equipment=("chair",)), exercise("b", equipment=("chair",)), 5),
    ],
)
def test_a_transition_is_as_long_as_the_way_is_far(before: Exercise, after: Exercise, seconds: int) -> None:
    steps = plan(Entry(exercise=before), Entry(exercise=after)).steps

    assert [step.seconds for step in steps if step.kind is StepKind.TRANSITION] == [seconds]


def test_a_step_beats_its_section_beats_its_routine_beats_its_exercise() -> None:
    frog = exercise("frog", seconds=45, sides=Sides.BOTH)
    section = Section(
        entries=(Entry(exercise=frog), Entry(exercise=frog, seconds=20)), defaults=Defaults(seconds=30, transition=7)
    )
    other = Section(entries=(Entry(exercise=frog), Entry(exercise=frog, transition="auto")))
    a_routine = Routine(
        id="r", name="R", sections=(section, other), defaults=Defaults(seconds=60, transition=9), prep=0
    )

    assert [step.seconds for step in compile_plan(a_routine).steps] == [30, 7, 20, 9, 60, 5, 60]


def test_a_default_duration_never_changes_phases() -> None:
    swings = exercise("leg-swings", phases=(Phase("Front", 15), Phase("Side", 15)), sides=Sides.BOTH)
    section = Section(entries=(Entry(exercise=swings),), defaults=Defaults(seconds=60))

    a_plan = compile_plan(Routine(id="r", name="R", sections=(section,), prep=0))

    assert [step.seconds for step in a_plan.work] == [15, 15]


def test_rounds_repeat_the_section_with_a_rest_in_place_of_the_transition() -> None:
    a_plan = plan(hold("a", seconds=20), hold("b", seconds=20), rounds=2, rest=30)

    assert shape(a_plan)[1:] == [
        ("work", None, 20),
        ("transition", None, 5),
        ("work", None, 20),
        ("rest", None, 30),
        ("work", None, 20),
        ("transition", None, 5),
        ("work", None, 20),
    ]
    assert [(step.round, step.rounds) for step in a_plan.work] == [(1, 2), (1, 2), (2, 2), (2, 2)]


def test_without_a_rest_between_rounds_there_is_still_time_to_get_into_position() -> None:
    a_plan = plan(hold("a", seconds=20), rounds=2)

    assert [step.kind for step in a_plan.steps[1:]] == [WORK, StepKind.TRANSITION, WORK]


def test_a_rest_of_zero_is_meant() -> None:
    assert [step.kind for step in plan(hold("a", seconds=20), rounds=2, rest=0).steps[1:]] == [WORK, WORK]


def test_what_has_to_be_fetched_is_told_on_the_way_to_it() -> None:
    roll = exercise("roll", equipment=("mat", "foam-roller"), sides=Sides.EACH)
    a_plan = plan(Entry(exercise=exercise("frog", equipment=("mat",))), Entry(exercise=roll))

    assert {step.kind: step.fetch for step in a_plan.steps if step.fetch} == {
        StepKind.PREPARE: ("mat",),
        StepKind.TRANSITION: ("foam-roller",),
    }


seconds = st.integers(3, 600)
gaps = st.integers(0, 120)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    number = draw(st.integers(1, 3))
    phases = tuple(Phase(f"p{n}" if number > 1 else "", draw(seconds)) for n in range(number))
    return Entry(
        exercise=exercise(
            f"e{draw(st.integers(0, 4))}",
            sides=draw(st.sampled_from(Sides)),
            phases=phases,
            switch=draw(gaps),
            phase_gap=draw(gaps),
            position=draw(st.sampled_from(Position)),
        ),
        transition=draw(st.one_of(st.none(), st.just("auto"), gaps)),
    )


routines = st.builds(
    Routine,
    id=st.just("r"),
    name=st.just("R"),
    prep=gaps,
    first_side=st.sampled_from(Side),
    sections=st.lists(
        st.builds(
            Section,
            entries=st.lists(entries(), min_size=1, max_size=4).map(tuple),
            rounds=st.integers(1, 4),
            round_rest=gaps,
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
)


def block_seconds(entry: Entry) -> int:
    """The seconds of one exercise: phases and the gaps between them, once or for each side."""
    an_exercise = entry.exercise
    once = sum(phase.seconds for phase in an_exercise.phases) + (len(an_exercise.phases) - 1) * an_exercise.phase_gap
    return 2 * once + an_exercise.switch if an_exercise.sides is Sides.EACH else once


def way_seconds(before: Entry, entry: Entry) -> int:
    """The seconds to get from one exercise to the next."""
    if isinstance(entry.transition, int):
        return entry.transition
    return 5 if before.exercise.position is entry.exercise.position else 10


@given(routines)
def test_the_total_is_what_the_algebra_says(a_routine: Routine) -> None:
    total, before = a_routine.prep, None
    for section in a_routine.sections:
        for round_number in range(section.rounds):
            for place, entry in enumerate(section.entries):
                if before is not None:
                    is_new_round = round_number > 0 and place == 0
                    total += (section.round_rest or 0) if is_new_round else way_seconds(before, entry)
                total += block_seconds(entry)
                before = entry

    assert compile_plan(a_routine).seconds == total


@given(routines)
def test_both_sides_always_get_equal_time(a_routine: Routine) -> None:
    a_plan = compile_plan(a_routine)

    for index in {step.exercise_index for step in a_plan.steps}:
        work = [step for step in a_plan.work if step.exercise_index == index]
        left = [(step.phase, step.seconds) for step in work if step.side is Side.LEFT]
        right = [(step.phase, step.seconds) for step in work if step.side is Side.RIGHT]
        assert left == right


@given(routines)
def test_no_step_is_lost_or_empty_and_each_begins_where_the_last_one_ends(a_routine: Routine) -> None:
    a_plan = compile_plan(a_routine)
    expected = sum(
        section.rounds * len(entry.exercise.phases) * (2 if entry.exercise.sides is Sides.EACH else 1)
        for section in a_routine.sections
        for entry in section.entries
    )

    assert len(a_plan.work) == expected
    assert [step.index for step in a_plan.steps] == list(range(len(a_plan.steps)))
    assert all(step.seconds >= 1 for step in a_plan.steps)
    assert a_plan.steps[0].start == 0
    assert all(a.end == b.start for a, b in zip(a_plan.steps, a_plan.steps[1:], strict=False))

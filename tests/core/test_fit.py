"""A routine made to last as long as there is time: the seconds are right, the sides equal, the bounds kept."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hipflow.core.bounds import LONGEST_BEFORE_A_RUN, find_bounds
from hipflow.core.candidates import MOST_TIMES
from hipflow.core.changes import Changes, HoldChange, RoundsChange
from hipflow.core.exercise import Kind, Phase, Position, Side, Sides
from hipflow.core.fit import Fit, Misfit, fit_routine
from hipflow.core.plan import Plan, Step, compile_plan
from hipflow.core.routine import Defaults, Entry, Routine, Section, Transition
from tests.builders import counted, exercise, hold, open_hold, routine

PHASES = ((Phase("Straight", 15), Phase("Turned in", 15)), (Phase("One", 40), Phase("Two", 20), Phase("Three", 7)))
MUSCLES = (("glutes",), ("hip flexors", "quads"), ("adductors",), ())
POOL = tuple(
    replace(
        exercise(
            name,
            seconds=seconds,
            sides=list(Sides)[place % 3],
            phases=PHASES[place % 2] if place % 4 == 0 else (),
            switch=place % 9,
            phase_gap=place % 3,
            position=list(Position)[place % len(Position)],
            kind=list(Kind)[place % len(Kind)],
        ),
        muscles=MUSCLES[place % 4],
        shortest=3 if place % 3 == 0 else None,
        longest=95 if place % 5 == 0 else None,
    )
    for place, (name, seconds) in enumerate(
        (name, seconds)
        for name in ("half-pigeon", "frog-stretch", "clamshells", "butt-kicks", "sumo-squat")
        for seconds in (3, 20, 31, 45, 90)
    )
)
"""Movements of every kind, with one side, two and in turn, in phases and in one."""

LONGEST_REP = 4
"""Seconds of a repetition: what is counted changes by as many."""

ways: st.SearchStrategy[Transition | None] = st.sampled_from([None, "auto", 0, 7, 20])
timed = st.builds(Entry, exercise=st.sampled_from(POOL), transition=ways, switch=st.sampled_from([None, 0, 5]))
others = st.sampled_from(
    [
        counted("sumo-squat", reps=8, tempo=LONGEST_REP),
        counted("clamshells", reps=10, tempo=1.5, sides=Sides.EACH),
        open_hold("half-pigeon", seconds=40, sides=Sides.EACH),
    ]
)
entries = st.one_of(timed, timed, others)
sections = st.builds(
    Section,
    entries=st.lists(entries, min_size=1, max_size=4).map(tuple),
    phase=st.sampled_from(["", "warmup", "cooldown"]),
    rounds=st.integers(1, 3),
    round_rest=st.sampled_from([None, 0, 30]),
    defaults=st.builds(Defaults, transition=ways, seconds=st.sampled_from([None, 10, 50])),
)


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    made = draw(st.lists(sections, min_size=1, max_size=3))
    return Routine(id="any", name="Any", sections=tuple(made), prep=draw(st.sampled_from([0, 5, 10, 120])))


@st.composite
def wishes(draw: st.DrawFn) -> tuple[Routine, int]:
    """A routine, and a length between the shortest and the longest that it can have."""
    any = draw(routines())
    ends = fit_routine(any, 1)
    assert isinstance(ends, Misfit)
    return any, draw(st.integers(ends.shortest, ends.longest))


def turns(plan: Plan) -> dict[int, dict[Side | None, list[tuple[str, int]]]]:
    """What is held in each turn at an exercise, side by side."""
    found: dict[int, dict[Side | None, list[tuple[str, int]]]] = {}
    for step in plan.work:
        found.setdefault(step.exercise_index, {}).setdefault(step.side, []).append((step.phase.name, step.seconds))
    return found


def is_in_bounds(step: Step, routine: Routine, written: set[int]) -> bool:
    bounds = find_bounds(step.exercise)
    section = routine.sections[step.section_index]
    if step.exercise.kind is Kind.STATIC and (section.phase or routine.phase) == "warmup":
        bounds = replace(bounds, longest=min(bounds.longest, LONGEST_BEFORE_A_RUN))
    for each in written:
        bounds = bounds.reach(each)
    return bounds.shortest <= step.seconds <= bounds.longest


def fitted(routine: Routine, seconds: int) -> Fit:
    fit = fit_routine(routine, seconds)
    assert isinstance(fit, Fit)
    return fit


@given(wishes())
def test_a_fit_lasts_what_it_says_and_that_is_what_was_wanted_or_a_little_less(wish: tuple[Routine, int]) -> None:
    any, wanted = wish
    fit = fit_routine(any, wanted)
    assume(isinstance(fit, Fit))
    assert isinstance(fit, Fit)
    plan = compile_plan(fit.routine)
    assert plan.seconds == fit.seconds
    # Less only where each second would be one for several sides or rounds, and get ready cannot take it.
    most_at_once = 2 * LONGEST_REP * max(section.rounds for section in fit.routine.sections)
    assert 0 <= wanted - fit.seconds < most_at_once
    if 0 < any.prep < 60:
        assert fit.seconds == wanted


@given(wishes())
def test_the_plan_of_a_fit_is_a_plan(wish: tuple[Routine, int]) -> None:
    any, wanted = wish
    fit = fit_routine(any, wanted)
    assume(isinstance(fit, Fit))
    assert isinstance(fit, Fit)
    start = 0
    for index, step in enumerate(compile_plan(fit.routine).steps):
        assert (step.index, step.start) == (index, start)
        assert step.seconds >= 1
        start = step.end


@given(wishes())
def test_sides_and_rounds_are_equal_and_every_hold_keeps_its_bounds(wish: tuple[Routine, int]) -> None:
    any, wanted = wish
    fit = fit_routine(any, wanted)
    assume(isinstance(fit, Fit))
    assert isinstance(fit, Fit)
    plan = compile_plan(fit.routine)
    for by_side in turns(plan).values():
        assert len(set(map(tuple, by_side.values()))) == 1
    written: dict[tuple[str, str, str], set[int]] = {}
    for step in compile_plan(any).work:
        written.setdefault((step.section, step.exercise.id, step.phase.name), set()).add(step.seconds)
    for step in plan.work:
        assert is_in_bounds(step, fit.routine, written[(step.section, step.exercise.id, step.phase.name)])
    for section in fit.routine.sections:
        assert section.rounds >= 1


@given(wishes())
def test_the_order_is_kept_and_at_least_half_of_the_exercises(wish: tuple[Routine, int]) -> None:
    any, wanted = wish
    fit = fit_routine(any, wanted)
    assume(isinstance(fit, Fit))
    assert isinstance(fit, Fit)
    assert len(fit.routine.sections) == len(any.sections)
    for before, after in zip(any.sections, fit.routine.sections, strict=True):
        assert after.rounds <= MOST_TIMES * before.rounds
        left = iter(before.entries)
        # Each is found further on than the one before it.
        assert all(any_entry.exercise in (entry.exercise for entry in left) for any_entry in after.entries)
        assert after.entries
    assert 2 * len(fit.routine.entries) >= len(any.entries)
    assert len(fit.changes.left_out) == len(any.entries) - len(fit.routine.entries)
    assert [any.entries[place].exercise for place in fit.kept] == [each.exercise for each in fit.routine.entries]


@given(wishes())
def test_whoever_asked_for_something_keeps_it(wish: tuple[Routine, int]) -> None:
    any, wanted = wish
    fit = fit_routine(any, wanted, keeps_rounds=True, keeps_exercises=True, keeps_prep=True)
    assume(isinstance(fit, Fit))
    assert isinstance(fit, Fit)
    assert [each.rounds for each in fit.routine.sections] == [each.rounds for each in any.sections]
    assert len(fit.routine.entries) == len(any.entries)
    assert fit.routine.prep == any.prep


@given(wishes())
def test_ways_that_somebody_wrote_down_stay_to_the_second(wish: tuple[Routine, int]) -> None:
    any, wanted = wish
    fit = fit_routine(any, wanted, keeps_exercises=True, keeps_prep=True)
    assume(isinstance(fit, Fit))
    assert isinstance(fit, Fit)
    for before, after in zip(any.entries, fit.routine.entries, strict=True):
        if isinstance(before.transition, int):
            assert after.transition == before.transition


@given(routines())
def test_what_is_refused_can_be_had_at_the_ends_that_are_named(any: Routine) -> None:
    misfit = fit_routine(any, 1)
    assume(isinstance(misfit, Misfit))
    assert isinstance(misfit, Misfit)
    assert misfit.nearest == misfit.shortest
    for end in (misfit.shortest, misfit.longest):
        assert fitted(any, end).seconds == end
    beyond = fit_routine(any, misfit.longest + 1)
    assert isinstance(beyond, Misfit)
    assert beyond.nearest == misfit.longest


@given(wishes())
def test_the_same_is_always_fitted_in_the_same_way(wish: tuple[Routine, int]) -> None:
    any, wanted = wish
    assert fit_routine(any, wanted) == fit_routine(any, wanted)


def test_a_routine_that_fits_already_is_left_alone() -> None:
    made = routine()
    assert fit_routine(made, compile_plan(made).seconds) == Fit(made, compile_plan(made).seconds, Changes(), (0, 1))


def test_holds_are_stretched_in_proportion() -> None:
    # 10 to get ready, 30 + 8 + 30 on each side, 5 on the way, 45: 128 s, of which 105 s are work.
    fit = fitted(routine(), 23 + 140)
    assert [(each.before, each.after) for each in fit.changes.holds] == [(30, 40), (45, 60)]


def test_an_odd_second_goes_to_what_is_done_once_or_else_to_get_ready() -> None:
    odd = fitted(routine(), 23 + 141)
    assert [each.after for each in odd.changes.holds] == [40, 61]
    only_sides = fitted(routine(hold("half-pigeon", sides=Sides.EACH, seconds=30)), 10 + 8 + 81)
    assert (only_sides.routine.prep, only_sides.changes.prep) == (11, 1)
    assert only_sides.changes.holds == (HoldChange("Half pigeon", 30, 40),)


def test_where_get_ready_stays_an_odd_second_goes_to_a_way_that_nobody_wrote_down() -> None:
    two = [hold(name, sides=Sides.EACH, seconds=30) for name in ("half-pigeon", "figure-four")]
    made = routine(*two)
    fit = fit_routine(made, compile_plan(made).seconds + 1, keeps_prep=True)
    assert isinstance(fit, Fit)
    assert (fit.routine.prep, fit.changes.prep, fit.changes.ways) == (10, 0, 1)
    fixed = routine(*(replace(each, transition=7) for each in two))
    nearest = fit_routine(fixed, compile_plan(fixed).seconds + 1, keeps_prep=True)
    assert isinstance(nearest, Fit)
    assert nearest.seconds == compile_plan(fixed).seconds


def test_rounds_go_before_exercises() -> None:
    made = routine(rounds=3)
    shortest = fit_routine(made, 1)
    assert isinstance(shortest, Misfit)
    fit = fitted(made, 120)
    assert fit.changes.rounds == (RoundsChange("", 3, 2),)
    assert fit.changes.left_out == ()


def test_the_one_that_comes_again_goes_first() -> None:
    made = routine(hold("half-pigeon"), hold("frog-stretch"), hold("clamshells"), hold("frog-stretch", seconds=30))
    fit = fitted(made, 10 + 3 * 10 + 2 * 5 + 4)
    assert fit.changes.left_out == ("Frog stretch",)
    assert [each.exercise.phases[0].seconds for each in fit.routine.entries] == [45, 45, 45]


def test_the_one_goes_whose_regions_others_work_too() -> None:
    def one(name: str, *muscles: str) -> Entry:
        return Entry(exercise=replace(exercise(name, sides=Sides.BOTH, seconds=30), muscles=muscles))

    made = routine(one("adductor", "adductors"), one("glute", "glutes"), one("both", "glutes", "hip flexors"))
    assert fitted(made, 10 + 10 + 5 + 10).changes.left_out == ("Glute",)


def test_what_is_counted_changes_by_whole_repetitions_and_what_waits_for_a_key_not_at_all() -> None:
    made = routine(
        counted("sumo-squat", reps=8, tempo=4),
        counted("clamshells", reps=10, tempo=1.5, sides=Sides.EACH),
        open_hold("frog-stretch", seconds=40),
        hold("butt-kicks", seconds=45),
    )
    length = compile_plan(made).seconds
    for more in range(-20, 60):
        plan = compile_plan(fitted(made, length + more).routine)
        assert plan.seconds == length + more
        squat, left, right, frog, _ = plan.work
        assert squat.reps is not None
        assert squat.seconds == 4 * squat.reps
        assert left.reps is not None
        assert (left.seconds, left.reps) == (1.5 * left.reps, right.reps)
        assert (frog.seconds, frog.is_open) == (40, True)
    longer = compile_plan(fitted(made, length + 59).routine)
    assert [longer.work[0].reps, longer.work[1].reps] == [12, 16]


@pytest.mark.parametrize(("phase", "longest"), [("warmup", 59), ("cooldown", 120)])
def test_before_a_run_nothing_is_stretched_to_a_minute(phase: str, longest: int) -> None:
    made = replace(routine(hold("frog-stretch", seconds=45)), phase=phase)
    misfit = fit_routine(made, 4000, keeps_rounds=True)
    assert isinstance(misfit, Misfit)
    assert misfit.longest == 10 + longest

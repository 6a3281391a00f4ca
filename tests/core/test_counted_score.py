"""What is heard of work that is counted, and of work that waits for a key."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipflow.core.beeps import COUNTED
from hipflow.core.collisions import find_collisions
from hipflow.core.cue import Cue
from hipflow.core.events import Finished, StepStarted, TimeRanOut
from hipflow.core.exercise import Sides
from hipflow.core.plan import Plan
from hipflow.core.score import hear, score_count_in, score_step
from hipflow.core.sounds import Profile, Sound, Topic
from hipflow.core.wording import WAITING, tell_resume
from tests.builders import counted, hold, open_hold, plan


def heard(cues: tuple[Cue, ...]) -> list[tuple[float, str]]:
    return [(round(cue.second, 2), cue.words or (cue.sound.value if cue.sound else "")) for cue in cues]


def work(a_plan: Plan, **wishes: object) -> list[tuple[float, str]]:
    return heard(score_step(a_plan, a_plan.work[0].index, **wishes))  # type: ignore[arg-type]  # a table of tests


NO_WORDS = Profile(says=frozenset())


def test_every_repetition_but_the_first_begins_with_a_tick_and_none_in_the_count_at_the_end() -> None:
    assert work(plan(counted(reps=8, tempo=3)), profile=NO_WORDS) == [
        *[(3, "rep"), (6, "rep"), (9, "rep"), (12, "rep"), (15, "rep"), (18, "rep")],
        *[(21, "count"), (22, "count"), (23, "count"), (24, "zero"), (24.25, "finish")],
    ]


def test_half_way_takes_the_place_of_a_tick() -> None:
    ticks = dict(work(plan(counted(reps=10, tempo=4)), profile=NO_WORDS))

    assert ticks[20] == "half"
    assert [second for second, what in ticks.items() if what == "rep"] == [4, 8, 12, 16, 24, 28, 32, 36]


def test_half_seconds_are_ticked_at_their_half_seconds() -> None:
    assert [second for second, what in work(plan(counted(reps=8, tempo=1.5))) if what == "rep"] == [
        *[1.5, 3, 4.5, 6, 7.5],
    ]


def test_every_fifth_repetition_is_told_by_its_number() -> None:
    words = [(second, what) for second, what in work(plan(counted(reps=20, tempo=2))) if what.isdigit()]

    assert words == [(8.11, "5"), (18.11, "10"), (28.11, "15")]  # the last is counted


@pytest.mark.parametrize(
    ("profile", "left_out"),
    [
        (Profile(beeps=frozenset(Sound) - {Sound.REP}), "rep"),
        (Profile(says=frozenset(Topic) - {Topic.REPS}), "5"),
    ],
)
def test_a_routine_may_leave_ticks_or_numbers_out(profile: Profile, left_out: str) -> None:
    assert left_out in [what for _, what in work(plan(counted()))]
    assert left_out not in [what for _, what in work(plan(counted()), profile=profile)]


def test_a_step_that_was_made_longer_has_more_ticks_and_a_shorter_one_fewer() -> None:
    a_plan = plan(counted(reps=5, tempo=3))

    def ticks(seconds: float) -> int:
        return sum(what == "rep" for _, what in work(a_plan, seconds=seconds))

    assert [ticks(9), ticks(15), ticks(24)] == [1, 3, 6]


@settings(deadline=None)
@given(reps=st.integers(2, 60), halves=st.integers(1, 20))
def test_no_tick_is_ever_heard_over_anything_else(reps: int, halves: int) -> None:
    if reps * halves % 2 or not 3 <= reps * halves / 2 <= 600:
        return
    a_plan = plan(counted(reps=reps, tempo=halves / 2), hold("next"))
    step = a_plan.work[0]

    cues = score_step(a_plan, step.index)

    assert find_collisions(a_plan) == ()
    for cue in cues:
        if cue.sound is Sound.REP:
            assert cue.second < step.seconds - COUNTED
            assert cue.second % (halves / 2) == 0
    assert [cue.second for cue in cues if cue.sound is Sound.COUNT] == [
        step.seconds - left for left in (3, 2, 1) if step.seconds - left >= 1
    ]


@pytest.mark.parametrize(
    ("sides", "words"),
    [(Sides.BOTH, "12 reps"), (Sides.EACH, "12 reps each side"), (Sides.ALTERNATE, "12 reps in turn")],
)
def test_the_way_to_it_says_how_many_and_of_which_side(sides: Sides, words: str) -> None:
    a_plan = plan(counted(reps=12, sides=sides))

    assert words in [cue.words for cue in score_step(a_plan, 0)]


def test_what_waits_for_a_key_is_not_counted_down_and_says_so_when_its_time_is_over() -> None:
    a_plan = plan(open_hold(seconds=60), hold("next"))

    assert work(a_plan) == [(60, "zero"), (60.4, WAITING)]
    assert WAITING in [cue.words for cue in score_step(a_plan, 0)]


def test_a_routine_may_leave_that_unsaid() -> None:
    profile = Profile(says=frozenset(Topic) - {Topic.WAIT})

    assert work(plan(open_hold(seconds=60)), profile=profile) == [(60, "zero")]


def test_beyond_its_time_nothing_nags() -> None:
    assert work(plan(open_hold(seconds=30)), since=31.5) == []


def test_what_follows_is_heard_when_it_begins_not_when_the_time_was_over() -> None:
    a_plan = plan(open_hold("half-pigeon", sides=Sides.EACH), prep=0)
    step, switch = a_plan.steps[:2]

    ran_out = hear(TimeRanOut(30.0, 30.0, step), a_plan, step, 30.0)
    begun = hear(StepStarted(42.0, 42.0, switch), a_plan, switch, 8.0)
    finished = hear(Finished(99.0, 99.0), a_plan, a_plan.steps[-1], 30.0)

    assert [cue.sound for cue in ran_out] == [Sound.ZERO]
    assert [cue.sound for cue in begun] == [Sound.SWITCH]
    assert [cue.sound for cue in finished] == [Sound.FINISH]


def test_going_on_says_what_is_left_in_repetitions() -> None:
    (step,) = plan(counted(reps=10, tempo=4), prep=0).work

    assert tell_resume(step, 21.0).ways[0] == "Sumo squat, 6 reps left"
    assert tell_resume(step, 3.0).ways[0] == "Sumo squat, 1 rep left"


def test_going_on_with_what_waits_says_where() -> None:
    (step,) = plan(open_hold(), prep=0).work

    assert tell_resume(step, 12.0).ways[0] == "Frog stretch, 12 seconds left"
    assert tell_resume(step, -12.0).ways == ("Frog stretch",)
    assert "Frog stretch" in [cue.words for cue in score_count_in(step, 3.0, -12.0)]

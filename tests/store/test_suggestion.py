"""A quiet suggestion says why, and says nothing where nothing needs to be said."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from hipflow.store.habits import Habit, find_habits
from hipflow.store.past import StepChanged
from hipflow.store.suggestion import Candidate, Suggestion, suggest_routine
from hipflow.store.totals import LastDone
from tests.store.builders import session_done

CANDIDATES = (
    Candidate(id="pre-run-5", phase="warmup", regions=("hip flexors", "hamstrings")),
    Candidate(id="post-run-10", phase="cooldown", regions=("glutes", "hip flexors")),
    Candidate(id="strength-15", phase="strength", regions=("glutes", "outer hip")),
    Candidate(id="recovery-roll", phase="recovery", regions=("outer hip",)),
    Candidate(id="desk-break-3", is_for_desk=True, regions=("hip flexors",)),
)
MORNING, NOON, EVENING, NIGHT = 7, 12, 19, 2


def suggest(
    hour: int, days_ago: Mapping[str, int], *, regions: Mapping[str, float] | None = None, weekday: int = 2
) -> Suggestion | None:
    """What is suggested at an hour, where routines were last done so many days ago."""
    now = datetime(2027, 3, 1 + weekday, hour, 15, tzinfo=UTC)
    done = {routine: LastDone(now.replace(hour=17) - timedelta(days=days), 3) for routine, days in days_ago.items()}
    newest = min(days_ago, key=lambda routine: days_ago[routine], default=None)
    last = session_done(routine=newest, day=done[newest].started.date()) if newest else None
    return suggest_routine(CANDIDATES, now=now, last_session=last, last_done=done, regions=regions or {})


ALL_LATELY = {"pre-run-5": 1, "post-run-10": 1, "strength-15": 1, "recovery-roll": 1, "desk-break-3": 1}


@pytest.mark.parametrize(
    ("hour", "changes", "routine", "why"),
    [
        (MORNING, {"pre-run-5": 3}, "pre-run-5", "Last done 3 days ago and it suits the morning."),
        (EVENING, {"post-run-10": 5}, "post-run-10", "Last done 5 days ago and it suits the evening."),
        (
            EVENING,
            {"post-run-10": 3, "recovery-roll": 9},
            "recovery-roll",
            "Last done 9 days ago and it suits the evening.",
        ),
        (NOON, {"strength-15": 4}, "strength-15", "Last done 4 days ago."),
        (NOON, {"desk-break-3": 2}, "desk-break-3", "Last done 2 days ago."),
        (MORNING, {"post-run-10": 30}, None, ""),  # not in the morning
        (NIGHT, {"strength-15": 9, "post-run-10": 9}, None, ""),
        (NOON, {}, None, ""),  # nothing is due
    ],
)
def test_what_is_due_and_suits_the_time_of_day(
    hour: int, changes: Mapping[str, int], routine: str | None, why: str
) -> None:
    found = suggest(hour, {**ALL_LATELY, **changes})

    assert (found and found.routine, found.why if found else "") == (routine, why)


def test_what_got_the_least_comes_before_what_is_a_little_more_due() -> None:
    found = suggest(
        EVENING,
        ALL_LATELY | {"post-run-10": 5, "recovery-roll": 3},
        regions={"glutes": 900.0, "hip flexors": 700.0, "outer hip": 60.0, "hamstrings": 500.0},
    )

    assert found == Suggestion(
        "recovery-roll",
        "Last done 3 days ago, your outer hip had the least time lately and it suits the evening.",
    )


def test_what_was_never_tried_is_said_to_be_so() -> None:
    found = suggest(EVENING, {"pre-run-5": 1, "recovery-roll": 1})

    assert found == Suggestion("post-run-10", "Not tried yet and it suits the evening.")


def test_someone_who_has_not_begun_is_left_alone() -> None:
    assert suggest(EVENING, {}) is None


def test_the_desk_is_for_working_days() -> None:
    assert suggest(NOON, ALL_LATELY | {"desk-break-3": 9}, weekday=5) is None


def test_someone_who_did_something_today_is_left_alone() -> None:
    now = datetime(2027, 3, 1, 21, 0, tzinfo=UTC)
    last = session_done(routine="strength-15")

    assert suggest_routine(CANDIDATES, now=now, last_session=last, last_done={}, regions={}) is None


@pytest.mark.parametrize(("minutes", "is_said"), [(5, False), (20, True), (200, True), (300, False)])
def test_after_a_warm_up_comes_what_is_for_after_the_run(minutes: int, is_said: bool) -> None:
    last = session_done(routine="pre-run-5")

    found = suggest_routine(
        CANDIDATES, now=last.ended + timedelta(minutes=minutes), last_session=last, last_done={}, regions={}
    )

    assert found == (Suggestion("post-run-10", "You warmed up at 17:30: for after the run.") if is_said else None)


def change(added: float, *, step: int = 2, planned: float = 5.0) -> StepChanged:
    return StepChanged(step=step, kind="transition", exercise="half-pigeon", planned=planned, added=added)


@pytest.mark.parametrize(
    ("sessions", "added"),
    [
        ([[10], [5], [15]], 5),
        ([[-5], [-10], [-5]], -5),
        ([[10], [10], [10], []], 10),
        ([[10], [], [10]], None),
        ([[10], [10]], None),
        ([[10], [-5], [10]], None),
        ([[], [10], [10]], None),
    ],
)
def test_time_added_three_times_running_is_a_habit(sessions: list[list[float]], added: float | None) -> None:
    found = find_habits([[change(each) for each in session] for session in sessions])

    assert found == (() if added is None else (Habit(2, "transition", "half-pigeon", 5.0, added),))


def test_time_added_to_different_steps_is_none() -> None:
    assert find_habits([[change(5, step=number)] for number in (1, 2, 3)]) == ()
    assert find_habits([[change(5, planned=planned)] for planned in (5.0, 10.0, 5.0)]) == ()

"""Finished sessions are kept, found again, summed up, and forgotten when the person wants it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from hipflow.core.exercise import Side, Sides
from hipflow.core.regions import name_region
from hipflow.core.routine import Entry
from hipflow.store.balance import ExerciseTime, sum_regions
from hipflow.store.database import Database
from hipflow.store.history import (
    delete_session,
    find_session,
    list_changes,
    list_sessions,
    list_steps,
    read_record,
)
from hipflow.store.past import Ending, StepChanged, offset_minutes, read_time, write_time
from hipflow.store.totals import (
    LastDone,
    read_days,
    read_exercise_times,
    read_last_done,
    read_last_first_side,
)
from hipflow.store.trouble import StoreError
from hipflow.store.weeks import Day
from tests.builders import exercise, hold, plan
from tests.store.builders import TODAY, keep, open_test_database, session_done, step_done


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty one."""
    opened = open_test_database(tmp_path)
    yield opened
    opened.close()


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_sessions_come_newest_first_since_a_day(database: Database) -> None:
    for number, days in enumerate([5, 0, 9, 2]):
        keep(database, session_done(number, day=days_ago(days)))

    assert [each.day for each in list_sessions(database)] == [days_ago(days) for days in (0, 2, 5, 9)]
    assert [each.day for each in list_sessions(database, since=days_ago(5))] == [days_ago(days) for days in (0, 2, 5)]
    assert [each.day for each in list_sessions(database, limit=1)] == [TODAY]


def test_a_session_comes_back_as_it_was_kept(database: Database) -> None:
    here = timezone(timedelta(hours=5, minutes=45))
    started = datetime(2027, 3, 1, 0, 30, tzinfo=here)
    done = session_done(started=started, ended=started + timedelta(minutes=9), ending=Ending.STOPPED, first_side=None)

    number = keep(database, done)

    found = find_session(database, number)
    assert found is not None
    assert (found.started, found.started.utcoffset(), found.ended) == (done.started, here.utcoffset(None), done.ended)
    assert (found.ending, found.first_side, found.worked) == (Ending.STOPPED, None, done.worked)
    assert database.read_rows("SELECT started_at, day FROM sessions") == [("2027-02-28T18:45:00Z", "2027-03-01")]
    assert find_session(database, number + 1) is None


def test_the_day_of_a_session_is_the_one_that_the_person_had(database: Database) -> None:
    late_in_tokyo = datetime(2027, 3, 2, 1, 0, tzinfo=timezone(timedelta(hours=9)))
    keep(database, session_done(started=late_in_tokyo, ended=late_in_tokyo))

    assert [day.day for day in read_days(database)] == [date(2027, 3, 2)]


def test_days_sum_up_what_was_held_and_count_what_is_worth_counting(database: Database) -> None:
    keep(database, session_done(1, worked=600))
    keep(database, session_done(2, worked=59, ending=Ending.STOPPED))
    keep(database, session_done(3, worked=60, ending=Ending.UNFINISHED))
    keep(database, session_done(4, worked=20, day=days_ago(3)))
    keep(database, session_done(5, worked=20, day=days_ago(400)))

    assert read_days(database, since=days_ago(364)) == [Day(days_ago(3), 1, 20.0), Day(TODAY, 2, 719.0)]


def test_exercises_sum_up_by_side(database: Database) -> None:
    steps = (
        step_done(1, held=30),
        step_done(3, side=Side.RIGHT, held=18),
        step_done(5, exercise="frog-stretch", side=None, held=45),
        step_done(7, exercise="skipped", held=0),
    )
    keep(database, session_done(1), steps)
    keep(database, session_done(2), steps[:2])
    keep(database, session_done(3, day=days_ago(50)), steps)

    times = {each.exercise: each for each in read_exercise_times(database, since=days_ago(7))}

    pigeon = times["half-pigeon"]
    assert (pigeon.name, pigeon.left, pigeon.right, pigeon.both, pigeon.times) == ("Half pigeon", 60, 36, 0, 2)
    assert (pigeon.owed_side, pigeon.owed) == (Side.RIGHT, 24)
    assert (times["frog-stretch"].both, times["frog-stretch"].owed) == (45, 0)
    assert (times["skipped"].seconds, times["skipped"].times) == (0, 0)
    assert list(times) == ["half-pigeon", "frog-stretch", "skipped"]


def test_a_difference_that_nobody_feels_owes_nothing() -> None:
    assert ExerciseTime("a", "A", (), 304.0, 300.0, 0.0, 9).owed_side is None


def test_routines_say_when_they_were_last_done_and_how_often(database: Database) -> None:
    keep(database, session_done(1, routine="a", day=days_ago(9)))
    keep(database, session_done(2, routine="a", day=days_ago(2)))
    keep(database, session_done(3, routine="b", day=days_ago(5)))

    found = read_last_done(database)

    assert found["a"] == LastDone(datetime(2027, 2, 27, 17, 30, tzinfo=UTC), 2, Side.LEFT)
    assert found["b"].times == 1
    assert "c" not in found


def test_the_side_that_went_first_last_time_is_known_of_each_routine(database: Database) -> None:
    assert read_last_first_side(database, "a") is None
    keep(database, session_done(1, routine="a", first_side=Side.RIGHT, day=days_ago(2)))
    keep(database, session_done(2, routine="a", first_side=Side.LEFT, day=days_ago(5)))
    keep(database, session_done(3, routine="a", first_side=None))
    keep(database, session_done(4, routine="b", first_side=Side.LEFT))

    assert read_last_first_side(database, "a") is Side.RIGHT
    assert {id: last.first_side for id, last in read_last_done(database).items()} == {"a": Side.RIGHT, "b": Side.LEFT}


def test_the_sessions_of_one_routine_can_be_listed(database: Database) -> None:
    for number, routine in enumerate("abab"):
        keep(database, session_done(number, routine=routine, day=days_ago(number)))

    assert [each.day for each in list_sessions(database, routine="b")] == [days_ago(1), days_ago(3)]
    assert [each.day for each in list_sessions(database, routine="b", limit=1)] == [days_ago(1)]


def test_time_that_was_added_is_found_session_by_session(database: Database) -> None:
    change = StepChanged(step=2, kind="transition", exercise="half-pigeon", planned=5.0, added=10.0)
    keep(database, session_done(1, day=days_ago(3)), changes=(change,))
    keep(database, session_done(2, day=days_ago(2)))
    keep(database, session_done(3, day=days_ago(1), routine="other"), changes=(change,))
    keep(database, session_done(4), changes=(change,))

    assert list_changes(database, "post-run-10", limit=9) == [(change,), (), (change,)]
    assert list_changes(database, "post-run-10", limit=1) == [(change,)]


def test_a_session_that_is_deleted_is_gone_with_all_of_it(database: Database) -> None:
    first = keep(database, session_done(1), (step_done(),), a_plan=plan(hold("only-here")))
    second = keep(database, session_done(2), (step_done(),))

    assert delete_session(database, first)
    assert not delete_session(database, first)

    assert [each.id for each in list_sessions(database)] == [second]
    assert database.read_rows("SELECT session FROM steps") == [(second,)]
    assert database.read_rows("SELECT count(*) FROM plans") == [(1,)]


def test_a_record_that_cannot_be_read_says_so(database: Database) -> None:
    number = keep(database, session_done(), (step_done(step=99),))

    with pytest.raises(StoreError, match="cannot be read any more"):
        read_record(database, number)
    assert read_record(database, number + 1) is None


def test_steps_come_for_the_sessions_that_are_asked_for(database: Database) -> None:
    numbers = [keep(database, session_done(number), (step_done(number),)) for number in (1, 2, 3)]
    sessions = [each for each in list_sessions(database) if each.id != numbers[1]]

    found = list_steps(database, sessions)

    assert {number: [step.step for step in steps] for number, steps in found.items()} == {1: [1], 3: [3]}
    assert list_steps(database, []) == {}


def test_the_same_session_is_kept_once(database: Database) -> None:
    keep(database, session_done())

    with pytest.raises(AssertionError):
        keep(database, session_done())
    assert len(list_sessions(database)) == 1


@pytest.mark.parametrize(
    ("muscle", "region"),
    [
        ("glutes", "glutes"),
        ("gluteus maximus", "glutes"),
        ("gluteus medius", "outer hip"),
        ("deep hip rotators", "glutes"),
        ("hip flexors of the back leg", "hip flexors"),
        ("Quads (stretched)", "quads"),
        ("adductors", "inner thigh"),
        ("abductors", "outer hip"),
        ("tibialis", "tibialis"),
    ],
)
def test_muscles_belong_to_regions(muscle: str, region: str) -> None:
    assert name_region(muscle) == region


def test_a_region_gets_the_time_of_all_that_works_it_once() -> None:
    times = [
        ExerciseTime("a", "A", ("glutes", "deep hip rotators"), 30.0, 30.0, 0.0, 1),
        ExerciseTime("b", "B", ("hip flexors", "glutes"), 0.0, 0.0, 40.0, 1),
    ]

    assert sum_regions(times) == {"glutes": 100.0, "hip flexors": 40.0}


def test_the_muscles_of_an_exercise_are_those_it_had_last(database: Database) -> None:
    keep(database, session_done(1), (step_done(),), a_plan=plan(Entry(exercise=exercise(name="Old", sides=Sides.EACH))))
    keep(database, session_done(2), (step_done(),), a_plan=plan(Entry(exercise=exercise(name="New", sides=Sides.EACH))))

    assert [each.name for each in read_exercise_times(database)] == ["New"]


@pytest.mark.parametrize("minutes", [0, 60, -570, 345, 840])
def test_times_are_kept_in_utc_with_the_offset_beside_them(minutes: int) -> None:
    moment = datetime(2027, 3, 28, 1, 30, tzinfo=timezone(timedelta(minutes=minutes)))

    back = read_time(write_time(moment), offset_minutes(moment))

    assert (back, back.utcoffset()) == (moment, moment.utcoffset())

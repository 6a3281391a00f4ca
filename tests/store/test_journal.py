"""What happens in a session is on the disk as it happens, and can be taken up again."""

import shutil
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipflow.core.events import Command, Outcome, Paused, Replanned, StepEnded, TimeChanged
from hipflow.core.exercise import Phase
from hipflow.core.plan import Plan
from hipflow.core.record import make_record
from hipflow.core.refit import refit_plan
from hipflow.core.routine import Entry
from hipflow.core.session import State
from hipflow.store.database import Database, open_store
from hipflow.store.fields import Json
from hipflow.store.history import list_changes, list_sessions, list_steps, read_record
from hipflow.store.journal import Journal
from hipflow.store.past import Ending
from hipflow.store.unfinished import find_unfinished, give_up, take_up
from tests.builders import counted, exercise, hold, open_hold, plan
from tests.store.builders import NOW, Run, open_test_database

LATER = NOW + timedelta(minutes=30)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty one."""
    opened = open_test_database(tmp_path)
    yield opened
    opened.close()


def take_up_run(database: Database, now: datetime = LATER) -> Run:
    """The session that was broken off, in the hands of another hipflow."""
    unfinished = find_unfinished(database, now)
    assert unfinished is not None
    journal = take_up(database, unfinished, now=now, version="1.2.4")
    assert journal is not None
    return Run(database, session=unfinished.open_session(), journal=journal)


def test_a_session_that_is_done_is_in_the_history_and_no_longer_live(database: Database) -> None:
    run = Run(database).send(Command.START).run(1000)

    assert run.journal.close()

    (done,) = list_sessions(database)
    assert (done.routine, done.ending, done.worked, done.version) == ("test-hips", Ending.FINISHED, 105.0, "1.2.3")
    assert (done.started, done.ended) == (NOW, NOW + timedelta(seconds=128))
    assert read_record(database, done.id) == make_record(plan(), run.events)
    assert database.read_rows("SELECT * FROM live") == []
    assert database.read_rows("SELECT * FROM live_events") == []


def test_stopped_by_the_person_it_is_kept_as_far_as_it_went(database: Database) -> None:
    run = Run(database).send(Command.START).run(25).send(Command.STOP)

    assert run.journal.close()

    (done,) = list_sessions(database)
    steps = list_steps(database, [done])[done.id]
    assert done.ending is Ending.STOPPED
    assert [(step.held, step.outcome) for step in steps] == [
        (15.0, Outcome.CUT),
        (0.0, Outcome.SKIPPED),
        (0.0, Outcome.SKIPPED),
    ]
    assert find_unfinished(database, NOW) is None


def test_one_in_which_nothing_was_held_is_not_kept(database: Database) -> None:
    run = Run(database).send(Command.START).run(8).send(Command.STOP)

    assert run.journal.close()

    assert list_sessions(database) == []
    assert database.read_rows("SELECT * FROM live") == []


def test_broken_off_it_says_what_stood_on_the_screen(database: Database) -> None:
    Run(database).send(Command.START).run(10 + 7.4).die()

    unfinished = find_unfinished(database, LATER)

    assert unfinished is not None
    assert (unfinished.standing.step.name, unfinished.standing.seconds_left) == ("Half pigeon", 23.0)
    assert unfinished.heard_at == NOW + timedelta(seconds=17)
    assert unfinished.started == NOW
    assert isinstance(unfinished.events[-1], Paused)
    assert unfinished.open_session().state is State.PAUSED


def test_taken_up_it_is_one_session_in_the_history(database: Database) -> None:
    Run(database).send(Command.START).run(17.4).die()

    run = take_up_run(database).run(5).send(Command.RESUME).run(1000)

    assert run.journal.close()
    (done,) = list_sessions(database)
    record = read_record(database, done.id)
    assert record == make_record(plan(), run.events)
    assert [held.held for held in record.holds] == [30, 30, 45]
    assert (record.paused, record.led_in, record.elapsed) == (5, 26, 136)
    assert (done.started, done.version, done.pauses) == (NOW, "1.2.4", 1)
    # It ended 5 s of pause, 3 s of count-in and 111 s of plan after it was taken up.
    assert done.ended == LATER + timedelta(seconds=5 + 3 + 111)


def test_what_is_left_was_made_shorter_and_it_is_kept_and_taken_up_so(database: Database) -> None:
    run = Run(database).send(Command.START).run(25).send(Command.PAUSE).run(60)
    shorter = refit_plan(run.session.plan, run.session.step.index, 0)
    run.replan(shorter).send(Command.RESUME).run(5)
    assert run.journal.flush(10)
    run.die()

    unfinished = find_unfinished(database, LATER)
    assert unfinished is not None
    assert unfinished.plan == shorter
    assert [type(event) for event in unfinished.events].count(Replanned) == 1
    again = take_up_run(database).send(Command.RESUME).run(1000)

    assert again.journal.close()
    (done,) = list_sessions(database)
    record = read_record(database, done.id)
    assert record == make_record(shorter, again.events)
    assert [held.held for held in record.holds] == [30, 30, 10]
    assert done.planned == shorter.seconds


def test_one_that_was_taken_up_can_be_made_shorter_too(database: Database) -> None:
    Run(database).send(Command.START).run(17.4).die()
    run = take_up_run(database)
    shorter = refit_plan(run.session.plan, run.session.step.index, 0)
    run.replan(shorter).send(Command.RESUME).run(1000)

    assert run.journal.close()
    (done,) = list_sessions(database)
    assert read_record(database, done.id) == make_record(shorter, run.events)
    assert database.read_rows("SELECT * FROM live") == []


@pytest.mark.parametrize("seconds", [0.0, 10.0, 12.0, 40.0, 46.0])
@pytest.mark.parametrize("command", [None, Command.PAUSE, Command.MORE, Command.NEXT, Command.RESTART, Command.SWITCH])
def test_broken_off_right_after_anything_it_can_be_taken_up(
    database: Database, seconds: float, command: Command | None
) -> None:
    first = Run(database).send(Command.START).run(seconds)
    if command:
        first.send(command)
    first.die()
    left, step = first.session.seconds_left(first.now), first.session.step

    second = take_up_run(database)

    assert second.session.step == step
    assert second.session.seconds_left(0.0) == pytest.approx(left)
    second.send(Command.RESUME).run(10_000)
    assert second.journal.close()
    record = make_record(plan(), second.events)
    assert record.worked + record.led_in + record.paused == pytest.approx(record.elapsed)
    assert record.is_finished


def test_broken_off_while_it_counts_in_it_counts_in_again(database: Database) -> None:
    Run(database).send(Command.START).run(20).send(Command.PAUSE).run(60).send(Command.RESUME).run(2).die()

    second = take_up_run(database).send(Command.RESUME).run(10_000)

    record = make_record(plan(), second.events)
    assert (record.paused, record.led_in, record.worked) == (60, 23 + 2 + 3, 105)


def test_broken_off_again_before_it_went_on_no_second_of_the_pause_is_lost(database: Database) -> None:
    Run(database).send(Command.START).run(17).die()
    second = take_up_run(database).run(4).send(Command.MORE).run(3).die()

    third = take_up_run(database).run(2).send(Command.RESUME).run(10_000)

    record = make_record(plan(), third.events)
    assert (second.session.step, third.session.state) == (plan().steps[1], State.FINISHED)
    # The three seconds in which nothing happened, before it was broken off again, nobody knows of.
    assert (record.paused, record.worked) == (4 + 2, 115)
    assert record.worked + record.led_in + record.paused == record.elapsed


def test_of_two_that_want_it_one_gets_it(database: Database) -> None:
    Run(database).send(Command.START).run(17).die()
    unfinished = find_unfinished(database, NOW)
    assert unfinished is not None

    first = take_up(database, unfinished, now=NOW, version="1")
    second = take_up(database, unfinished, now=NOW, version="1")
    give_up(database, unfinished)

    assert first is not None
    assert second is None
    assert list_sessions(database) == []
    assert len(database.read_rows("SELECT * FROM live")) == 1


def test_one_that_lives_is_offered_to_nobody(database: Database) -> None:
    run = Run(database).send(Command.START).run(17)
    assert run.journal.flush()

    assert find_unfinished(database, NOW) is None
    assert find_unfinished(database, NOW + timedelta(days=3)) is None
    assert list_sessions(database) == []


def test_given_up_it_is_kept_as_unfinished(database: Database) -> None:
    Run(database).send(Command.START).run(40).run(8 + 12).die()
    unfinished = find_unfinished(database, NOW)
    assert unfinished is not None

    give_up(database, unfinished)

    (done,) = list_sessions(database)
    record = read_record(database, done.id)
    assert record is not None
    assert (done.ending, done.ended) == (Ending.UNFINISHED, NOW + timedelta(seconds=60))
    assert [held.held for held in record.holds] == [30, 12, 0]
    assert record.worked + record.led_in + record.paused == record.elapsed
    assert find_unfinished(database, NOW) is None


@pytest.mark.parametrize(
    ("hours", "is_offered"), [(0, True), (11.9, True), (12.1, False), (24 * 400, False), (-24 * 400, True)]
)
def test_it_is_offered_for_twelve_hours_and_then_kept_as_it_is(
    database: Database, hours: float, is_offered: bool
) -> None:
    Run(database).send(Command.START).run(25).die()

    unfinished = find_unfinished(database, NOW + timedelta(hours=hours))

    assert (unfinished is not None) is is_offered
    assert [each.ending for each in list_sessions(database)] == ([] if is_offered else [Ending.UNFINISHED])


def test_a_time_zone_that_changes_meanwhile_changes_nothing(database: Database) -> None:
    Run(database).send(Command.START).run(25).die()
    far = timezone(timedelta(hours=-9))

    unfinished = find_unfinished(database, (NOW + timedelta(minutes=5)).astimezone(far))

    assert unfinished is not None
    assert unfinished.started == NOW
    assert unfinished.started.utcoffset() == timedelta(0)


def test_of_two_that_were_broken_off_the_later_is_offered_first(database: Database) -> None:
    Run(database, plan(hold("older"))).send(Command.START).run(25).die()
    Run(database, plan(hold("newer")), now=NOW + timedelta(hours=1)).send(Command.START).run(25).die()

    newer = find_unfinished(database, NOW + timedelta(hours=2))
    assert newer is not None
    give_up(database, newer)
    older = find_unfinished(database, NOW + timedelta(hours=2))

    assert newer.plan.steps[0].exercise.id == "newer"
    assert older is not None
    assert older.plan.steps[0].exercise.id == "older"


def test_one_that_cannot_be_read_is_left_alone_and_hides_no_other(database: Database) -> None:
    Run(database, plan(hold("older"))).send(Command.START).run(25).die()
    broken = Run(database, plan(hold("newer")), now=NOW + timedelta(hours=1)).send(Command.START).run(25).die()
    with database.transaction() as connection:
        connection.execute("UPDATE plans SET plan = '{' WHERE plan LIKE '%newer%'")

    found = find_unfinished(database, NOW + timedelta(days=3))

    assert found is None
    assert database.read_rows("SELECT key FROM live") == [(broken.journal.key,)]
    assert len(list_sessions(database)) == 1


def test_seconds_added_on_the_way_between_exercises_are_kept(database: Database) -> None:
    run = Run(database).send(Command.START).run(2).send(Command.MORE).send(Command.MORE).run(20)
    run.send(Command.MORE).run(1000)
    assert run.journal.close()

    ((change,),) = list_changes(database, "test-hips", limit=3)

    assert (change.step, change.kind, change.planned, change.added) == (0, "prepare", 10, 10)


def test_where_nothing_can_be_written_the_session_runs_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    database = open_store(tmp_path / "file" / "history.db", NOW.date())

    run = Run(database).send(Command.START).run(1000)

    assert not run.journal.close()
    assert run.journal.problem == "its folder cannot be used"
    assert len(list_sessions(database)) == 1, "until hipflow ends it is remembered"
    database.close()


def test_what_could_not_be_written_is_written_later(database: Database) -> None:
    run = Run(database).send(Command.START).run(15)
    assert run.journal.flush()
    with database.transaction() as connection:
        connection.execute("CREATE TRIGGER no BEFORE INSERT ON live_events BEGIN SELECT raise(ABORT, 'no'); END")
    run.send(Command.MORE)
    assert not run.journal.flush()
    assert run.journal.problem == "its file cannot be used"
    with database.transaction() as connection:
        connection.execute("DROP TRIGGER no")
    run.run(2)

    assert run.journal.flush()

    run.die()
    unfinished = find_unfinished(database, NOW)
    assert unfinished is not None
    assert [type(event) for event in unfinished.events][-2:] == [TimeChanged, Paused]
    assert unfinished.standing.seconds_left == 33


def test_a_fault_of_our_own_costs_neither_the_session_nor_what_comes_after_it(
    database: Database, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> dict[str, Json]:
        raise TypeError

    with monkeypatch.context() as patch:
        patch.setattr("hipflow.store.sheet.pack_event", fail)
        run = Run(database).send(Command.START).run(15)
        assert not run.journal.flush()
        assert run.journal.problem == "a fault in hipflow (TypeError)"
    run.run(1000)

    assert run.journal.close()
    assert [each.worked for each in list_sessions(database)] == [105.0]
    assert capfd.readouterr() == ("", "")


def test_a_file_that_is_damaged_meanwhile_is_put_aside_and_the_session_kept(tmp_path: Path) -> None:
    database = open_test_database(tmp_path)
    run = Run(database).send(Command.START).run(15)
    assert run.journal.flush()
    database.read_rows("PRAGMA wal_checkpoint(TRUNCATE)")
    with (tmp_path / "history.db").open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xff" * 100_000)
    database.read_rows("PRAGMA shrink_memory")
    run.send(Command.PAUSE).send(Command.RESUME).run(1000)

    assert run.journal.close()

    assert database.set_aside == tmp_path / "history-damaged-2027-03-01.db"
    assert [each.worked for each in list_sessions(database)] == [105.0]
    database.close()


def test_a_file_that_is_gone_meanwhile_is_no_end(tmp_path: Path) -> None:
    database = open_test_database(tmp_path / "home")
    run = Run(database).send(Command.START).run(15)
    assert run.journal.flush()
    shutil.rmtree(tmp_path / "home")

    run.run(1000)

    run.journal.close()
    assert run.session.state is State.FINISHED
    database.close()


def test_another_that_took_it_over_does_not_lose_its_own(database: Database) -> None:
    first = Run(database).send(Command.START).run(15).die()
    second = take_up_run(database)

    first.run(5)
    assert first.journal.flush()
    second.send(Command.RESUME).run(1000)
    first.run(1000)

    assert second.journal.close()
    assert first.journal.close()
    assert [each.worked for each in list_sessions(database)] == [105.0, 105.0]


def test_to_note_waits_for_nobody(database: Database) -> None:
    run = Run(database)
    with database.transaction():
        run.send(Command.START).run(1000)
        assert run.session.state is State.FINISHED
        assert not threading.Event().wait(0.05)
        assert database.read_rows("SELECT * FROM sessions") == []

    assert run.journal.close()
    assert len(list_sessions(database)) == 1


def test_a_time_of_day_without_a_time_zone_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="needs its time zone"):
        Journal(database, now=NOW.replace(tzinfo=None), version="1")


def test_a_journal_that_noted_nothing_closes(database: Database) -> None:
    assert Journal(database, now=NOW, version="1").close()
    assert database.read_rows("SELECT * FROM live") == []


commands = st.sampled_from([each for each in Command if each not in (Command.START, Command.STOP)])
moves = st.lists(
    st.one_of(
        st.tuples(st.just("send"), commands),
        st.tuples(st.just("run"), st.floats(0, 40)),
        st.tuples(st.just("sleep"), st.floats(0, 400)),
        st.tuples(st.just("shrink"), st.integers(0, 200)),
        st.tuples(st.just("kill"), st.floats(0, 0.999)),
    ),
    max_size=25,
)


PHASES = (Phase("Outer thigh", 20), Phase("Tip", 12))
PLANS = (
    plan(),
    plan(Entry(exercise=exercise("it-band-roll", phases=PHASES, phase_gap=3)), hold(seconds=15), rounds=2, rest=20),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PLANS), moves)
def test_whatever_happens_the_record_adds_up(
    tmp_path_factory: pytest.TempPathFactory, a_plan: Plan, script: list[object]
) -> None:
    database = open_test_database(tmp_path_factory.mktemp("store"))
    run = Run(database, a_plan).send(Command.START)
    truth: dict[int, float] = {}
    lived = 0.0

    def remember(current: Run) -> None:
        """What was really held, by the sessions themselves."""
        for event in current.events[len(current.journal.earlier) :]:
            if isinstance(event, StepEnded) and event.step.is_work:
                truth[event.step.index] = truth.get(event.step.index, 0.0) + event.held

    for what, value in (move for move in script if isinstance(move, tuple)):
        if run.session.state.is_over:
            break
        if what == "send":
            run.send(value)
        elif what == "run":
            run.run(value)
        elif what == "sleep":
            run.sleep(value)
        elif what == "shrink":
            run.replan(refit_plan(run.session.plan, run.session.step.index, value))
        else:
            run.run(value)
            if run.session.state.is_over:
                break
            step, left, length = run.session.step, run.session.seconds_left(run.now), run.session._length
            remember(run)
            lived += run.now
            run = take_up_run(run.die().database)
            assert run.session.step == step
            assert left - 1e-6 <= run.session.seconds_left(0.0) < left + 1 + 1e-6
            assert run.session._length == pytest.approx(length)
    if not run.session.state.is_over:
        run.send(Command.STOP)
    remember(run)
    record = make_record(run.session.plan, run.events)

    assert run.journal.close()
    assert record.worked + record.led_in + record.paused == pytest.approx(record.elapsed, abs=1e-6)
    assert min(record.worked, record.led_in, record.paused) >= 0
    assert record.elapsed <= lived + run.now + 1e-6, "no second is invented"
    added: dict[int, float] = {}
    for event in run.events:
        if isinstance(event, TimeChanged) and event.by > 0:
            added[event.step.index] = added.get(event.step.index, 0.0) + event.by
    for held in record.holds:
        index = held.step.index
        assert held.held == pytest.approx(truth.get(index, 0.0), abs=1e-6)
        # What was begun before it was made shorter may have been held for longer than it lasts now.
        assert 0 <= held.held <= a_plan.steps[index].seconds * max(1, held.attempts) + added.get(index, 0.0) + 1e-6
    kept = list_sessions(database)
    assert [each.worked for each in kept] == ([pytest.approx(record.worked)] if record.worked >= 1 else [])
    database.close()


def test_a_plan_is_stored_once_however_often_it_is_done(database: Database) -> None:
    for _ in range(3):
        assert Run(database).send(Command.START).run(1000).journal.close()

    assert database.read_rows("SELECT count(*) FROM plans") == [(1,)]
    assert len(list_sessions(database)) == 3


@pytest.mark.parametrize("seconds_in", [10.0, 30.0, 30.5, 47.0])
def test_a_step_that_waits_for_a_key_is_taken_up_where_it_waited(database: Database, seconds_in: float) -> None:
    a_plan = plan(open_hold(seconds=30), counted(reps=5, tempo=4), prep=0)
    Run(database, a_plan).send(Command.START).run(seconds_in).die()

    run = take_up_run(database)
    assert run.session.seconds_left(0.0) == 30 - int(seconds_in)  # as it was on the screen
    run.send(Command.RESUME).run(3 + 5).send(Command.NEXT).run(5 + 20)
    assert run.journal.close()

    (done,) = list_sessions(database)
    steps = list_steps(database, [done])[done.id]
    held = int(seconds_in) + 5
    assert done.ending is Ending.FINISHED
    assert [(step.planned, step.wanted, step.held, step.outcome) for step in steps] == [
        (30.0, held, held, Outcome.DONE),
        (20.0, 20.0, 20.0, Outcome.DONE),
    ]
    record = read_record(database, done.id)
    assert record is not None
    assert [(step.reps, step.is_open) for step in record.plan.work] == [(None, True), (5, False)]


def test_one_that_waited_and_is_given_up_keeps_what_was_held(database: Database) -> None:
    Run(database, plan(open_hold(seconds=30), prep=0)).send(Command.START).run(42).die()
    unfinished = find_unfinished(database, NOW + timedelta(minutes=1))
    assert unfinished is not None

    give_up(database, unfinished)

    (done,) = list_sessions(database)
    assert (done.ending, done.worked) == (Ending.UNFINISHED, 42.0)

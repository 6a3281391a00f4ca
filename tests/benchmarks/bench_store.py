"""What it costs to remember: a note, a write, the history of twenty years, and a backup of it."""

import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hipflow.core.events import Command, Event, Ticked
from hipflow.core.exercise import Sides
from hipflow.core.plan import Plan
from hipflow.core.record import make_record
from hipflow.core.session import Session
from hipflow.engine import Engine
from hipflow.keeping import Keeper
from hipflow.recollection import Recollection
from hipflow.store.archive import restore_archive, write_archive
from hipflow.store.database import Database, open_database, open_store
from hipflow.store.history import insert_plan, insert_session, list_sessions, list_steps, read_record
from hipflow.store.journal import Journal
from hipflow.store.past import Ending, make_session_done
from hipflow.store.totals import read_days, read_exercise_times, read_last_done
from hipflow.store.unfinished import find_unfinished
from hipflow.tui import charts
from hipflow.tui.parts import LiveSession
from hipflow.tui.year_chart import draw_year
from tests.builders import hold, plan

YEARS = int(sys.argv[1]) if len(sys.argv) > 1 else 20
NOW = datetime.now(UTC)
TODAY = NOW.date()
WIDE = (76, 20)
"""Columns and rows of a chart."""
EXERCISES = ("half-pigeon", "figure-four", "runners-lunge", "leg-swings", "it-band-roll", "clamshells", "knee-drives")


def routines() -> list[Plan]:
    """Eight routines of seven exercises, each of two sides: fourteen work steps."""
    plans = []
    for number in range(8):
        a_plan = plan(*[hold(each, seconds=30 + number, sides=Sides.EACH) for each in EXERCISES])
        plans.append(replace(a_plan, routine_id=f"routine-{number}"))
    return plans


def fill(database: Database, days: int) -> None:
    """A session a day, up to today."""
    done = []
    for number, a_plan in enumerate(routines()):
        session = Session(a_plan, patience=1e9)
        events = session.handle(Command.START, 0.0) + session.advance(300.0 + 40 * number)
        events += session.handle(Command.MORE, 300.0 + 40 * number) + session.advance(1e6)
        done.append((a_plan, make_record(a_plan, events), events))
    with database.transaction() as connection:
        for number in range(days):
            a_plan, record, events = done[number % len(done)]
            started = NOW - timedelta(days=days - 1 - number)
            row = make_session_done(
                f"{number:032x}",
                record,
                events,
                started=started,
                ended=started + timedelta(seconds=record.elapsed),
                ending=Ending.FINISHED,
                version="1.0",
            )
            insert_session(connection, *row, plan=insert_plan(connection, a_plan))


def measure(name: str, run: Callable[[], object], times: int = 15) -> tuple[float, float]:
    """Print how long it takes, and give the medians: milliseconds, and those of the processor alone."""
    taken, worked = [], []
    for _ in range(times):
        began, busy = time.perf_counter(), time.process_time()
        run()
        worked.append((time.process_time() - busy) * 1000)
        taken.append((time.perf_counter() - began) * 1000)
    median, own = statistics.median(taken), statistics.median(worked)
    print(f"  {name:58} median {median:8.2f} ms, most {max(taken):8.2f} ms, of the processor {own:8.2f} ms")
    return median, own


def show_history(recollection: Recollection) -> None:
    """All that the history screen asks for, and all that it draws."""
    history = recollection.read_history()
    draw_year(history, WIDE[0])
    for draw in (charts.draw_week, charts.draw_streak, charts.draw_balance, charts.draw_weeks, charts.draw_times):
        draw(history, *WIDE)


def show_nothing(engine: Engine, _: Journal) -> LiveSession:
    """Nobody takes anything up here."""
    raise AssertionError(engine)


def bench_history(folder: Path) -> None:
    """The history of one session, and of twenty years."""
    little, much = (show_costs(folder / f"{days}" / "history.db", days) for days in (1, 365 * YEARS))
    more, own = much[0] - little[0], much[1] - little[1]
    print(
        f"the history screen takes {more:.1f} ms more with {YEARS} years than with one session,"
        f" {own:.1f} ms of the processor"
    )


def show_costs(file: Path, days: int) -> tuple[float, float]:
    """Print what a history of so many days costs; the milliseconds of the history screen."""
    os.environ["HIPFLOW_DATA_HOME"] = str(file.parent)
    recollection = Recollection(Keeper(), goal=lambda: 3, show=show_nothing)
    database = open_database(file, TODAY)
    fill(database, days)
    database.close()
    database = open_database(file, TODAY)
    ((steps,),) = database.read_rows("SELECT count(*) FROM steps")
    print(f"{days} sessions, {steps} work steps, {file.stat().st_size / 1e6:.1f} MB")
    screen = measure("all of the history screen, with all its charts", lambda: show_history(recollection))
    measure("  what it asks for", recollection.read_history)
    measure("what the picker asks for", recollection.read_today)
    measure("  days", lambda: read_days(database))
    measure("  exercises of 12 weeks", lambda: read_exercise_times(database, since=TODAY - timedelta(weeks=12)))
    measure("  last done (the picker)", lambda: read_last_done(database))
    measure("  the last 30 sessions", lambda: list_sessions(database, limit=30))
    measure("exercises of all time", lambda: read_exercise_times(database))
    measure("one session opened", lambda: read_record(database, 1))
    measure("is anything unfinished?", lambda: find_unfinished(database, NOW))
    measure("a quick check of the file", database.find_damage, times=3)
    database.close()
    recollection.keeper.close()
    measure("open and close", lambda: open_store(file, TODAY).close())
    return screen


def bench_archive(folder: Path) -> None:
    """A backup of all of it, and back."""
    database = open_database(folder / f"{365 * YEARS}" / "history.db", TODAY)
    other = open_database(folder / "other" / "history.db", TODAY)
    text = write_archive(database, now=NOW, version="1.0")
    print(f"a backup has {len(text) / 1e6:.1f} MB")
    measure("write a backup", lambda: write_archive(database, now=NOW, version="1.0"), times=3)
    measure("restore it", lambda: restore_archive(other, text), times=1)
    measure("restore it again", lambda: restore_archive(other, text), times=1)

    def export() -> None:
        sessions = list_sessions(database)
        list_steps(database, sessions)

    measure("all sessions with all steps, for --json", export, times=3)
    database.close()
    other.close()


def bench_journal(folder: Path) -> None:
    """What a note costs the session, and how long until it is written."""
    database = open_database(folder / "journal" / "history.db", TODAY)
    a_plan = routines()[0]
    blocked: list[float] = []
    ticks: list[float] = []
    others: list[float] = []
    for _ in range(3):
        session, journal = Session(a_plan), Journal(database, now=NOW, version="1.0")

        def note(events: list[Event], journal: Journal = journal) -> None:
            began = time.perf_counter()
            for event in events:
                called = time.perf_counter()
                journal.note(event)
                blocked.append((time.perf_counter() - called) * 1e6)
            journal.flush()
            is_tick = all(isinstance(event, Ticked) for event in events)
            (ticks if is_tick else others).append((time.perf_counter() - began) * 1000)

        note(session.handle(Command.START, 0.0))
        while (due := session.next_due()) is not None:
            note(session.advance(due))
        journal.close()
    print(f"a journal of {a_plan.seconds} s, {len(blocked)} notes in all")
    for name, taken, unit in (
        ("the session waits for a note", blocked, "µs"),
        ("a tick, from the note to the system (one in three synced)", ticks, "ms"),
        ("anything else, from the note to the disk", others, "ms"),
    ):
        ordered = sorted(taken)
        p99 = ordered[int(len(ordered) * 0.99)]
        print(f"  {name:58} median {statistics.median(taken):7.2f}, p99 {p99:7.2f}, most {ordered[-1]:7.2f} {unit}")
    wal = (folder / "journal" / "history.db-wal").stat().st_size
    print(f"  {'the write-ahead log after it':58} {wal / 1e6:.2f} MB")
    database.close()


def main() -> None:
    """Print all of it."""
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}")
    with tempfile.TemporaryDirectory() as folder:
        bench_journal(Path(folder))
        bench_history(Path(folder))
        bench_archive(Path(folder))


if __name__ == "__main__":
    main()

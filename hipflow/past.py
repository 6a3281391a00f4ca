"""What is remembered, from the command line: the history printed, taken along, brought back, and the settings."""

import argparse
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hipflow import __version__
from hipflow.library.problems import make_printable
from hipflow.telling import BAD_INPUT, FAILED, FINE, complain, say, tell, tell_json
from hipflow.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipflow.store.database import Database
    from hipflow.store.past import SessionDone

MOST_BYTES = 1 << 28
"""Of a backup; a hundred years of practice are less."""


def print_history(asked: argparse.Namespace) -> int:
    """Print the sessions that were done, newest first."""
    from hipflow.store.archive import write_csv, write_rows
    from hipflow.store.history import list_sessions, list_steps
    from hipflow.store.trouble import StoreError

    try:
        with closing(open_history()) as database:
            sessions = list_sessions(database, since=asked.since)
            if asked.json:
                tell_json(write_rows(sessions, list_steps(database, sessions)))
            elif asked.csv:
                sys.stdout.write(write_csv(sessions, list_steps(database, sessions)))
            else:
                _print_table(sessions)
    except StoreError as error:
        return complain(f"the history cannot be read: {error}")
    return FINE


def delete_from_history(asked: argparse.Namespace) -> int:
    """Forget a session for good, once the person has said yes."""
    from hipflow.store.history import delete_session, find_session
    from hipflow.store.trouble import StoreError

    try:
        with closing(open_history()) as database:
            found = find_session(database, asked.id)
            if found is None:
                return complain(f"there is no session {asked.id}. See: hipflow history", BAD_INPUT)
            if not (asked.yes or _agrees(f"Forget {_describe(found)}, for good? [y/N] ")):
                say("Nothing was deleted.")
                return FINE
            delete_session(database, asked.id)
    except StoreError as error:
        return complain(f"nothing was deleted: {error}")
    tell(f"Deleted: {_describe(found)}.")
    return FINE


def back_up(asked: argparse.Namespace) -> int:
    """Write the whole history into a file, as JSON."""
    from hipflow.keeping import read_now
    from hipflow.store.archive import write_archive
    from hipflow.store.trouble import StoreError

    file = Path(asked.file)
    if file.exists() and not (asked.yes or _agrees(f"{asked.file} is there already. Write over it? [y/N] ")):
        say(f"Nothing was written: {asked.file} is there already. With --yes it is written over.")
        return FAILED
    try:
        with closing(open_history()) as database:
            text = write_archive(database, now=read_now(), version=__version__)
        write_whole(file, text)
    except StoreError as error:
        return complain(f"the history cannot be read: {error}")
    except OSError as error:
        return complain(f"{asked.file}: it cannot be written: {error.strerror}")
    tell(f"The history is in {asked.file} now.")
    return FINE


def restore(asked: argparse.Namespace) -> int:
    """Add the sessions of a backup that are not here yet."""
    from hipflow.store.archive import ArchiveError, restore_archive
    from hipflow.store.trouble import StoreError

    try:
        with Path(asked.file).open(encoding="utf-8-sig") as opened:
            text = opened.read(MOST_BYTES)
    except OSError as error:
        return complain(f"{asked.file}: it cannot be read: {error.strerror}", BAD_INPUT)
    except UnicodeDecodeError:
        return complain(f"{asked.file}: this is no backup of hipflow", BAD_INPUT)
    try:
        with closing(open_history()) as database:
            if database.problem:
                return complain(f"nothing was restored: {database.problem}")
            restored = restore_archive(database, text)
    except ArchiveError as error:
        return complain(f"{asked.file}: {error}", BAD_INPUT)
    except StoreError as error:
        return complain(f"nothing was restored: {error}")
    tell(f"{_count(restored.added)} restored; {_count(restored.known)} here already.")
    return FINE


def print_settings(asked: argparse.Namespace) -> int:
    """Print every setting with its value and where that came from."""
    from hipflow.export.columns import align_columns
    from hipflow.opening import Recall, find_config
    from hipflow.settings.values import RULES, write_value

    file, held = find_config(), Recall().read_settings({})
    if asked.json:
        tell_json(
            {key: {"value": getattr(held.settings, key), "source": source} for key, source in held.sources.items()}
        )
    else:
        rows = [["setting", "value", "from"]]
        for key in RULES:
            value = getattr(held.settings, key)
            rows.append([key, "" if value is None else write_value(value), make_printable(held.sources[key])])
        for line in align_columns(rows):
            tell(line)
        is_there = "" if file.exists() else " (not there yet)"
        tell(f"\nfile: {make_printable(str(file))}{is_there}")
    for problem in held.problems:
        say(problem)
    return BAD_INPUT if held.problems else FINE


def open_history() -> "Database":
    """What is remembered of sessions; where the file cannot be written, what can be read of it."""
    from hipflow.keeping import Keeper

    return Keeper().database


def read_day(text: str) -> date:
    """The day that was written as 2027-03-01; raises argparse.ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be a day such as 2027-03-01; got {text!r}") from None


def _print_table(sessions: "Sequence[SessionDone]") -> None:
    from hipflow.export.columns import align_columns, clock_words

    if not sessions:
        tell("Nothing here yet.")
        return
    head = ["id", "when", "routine", "held", "of", ""]
    rows = [
        [
            str(each.id),
            f"{each.started:%Y-%m-%d %H:%M}",
            make_printable(each.name),
            clock_words(round(each.worked)),
            clock_words(round(each.elapsed)),
            "" if each.ending.value == "finished" else each.ending.value,
        ]
        for each in sessions
    ]
    for line in align_columns([head, *rows], right={0, 3, 4}):
        tell(line)


def _describe(session: "SessionDone") -> str:
    return f"session {session.id}, {make_printable(session.name)}, of {session.started:%Y-%m-%d %H:%M}"


def _agrees(question: str) -> bool:
    """Does the person say yes? Nobody who can be asked says no."""
    if not sys.stdin.isatty():
        return False
    try:
        return input(question).strip().casefold() in ("y", "yes")
    except EOFError:
        return False


def _count(number: int) -> str:
    return f"{number} session" if number == 1 else f"{number} sessions"

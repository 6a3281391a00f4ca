"""The time there is: what is asked of a routine on the command line, and what became of it."""

import argparse
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from hipflow.core.fit import Fit
from hipflow.core.routine import Routine
from hipflow.core.tailoring import Tailoring, find_entries
from hipflow.export.columns import clock_words
from hipflow.export.fit_words import changes_words, misfit_words
from hipflow.library.lengths import read_moment
from hipflow.library.problems import Complaint, quote, suggest_nearest
from hipflow.tui.fitting import Fitting


class CannotFitError(Exception):
    """What is asked for cannot be had, and why, in a line for a person."""


def read_fitting(options: argparse.Namespace, routine: Routine, *, prep: int | None, speed: float = 1.0) -> Fitting:
    """How the options want a routine; raises CannotFitError where they name what it has not.

    Args:
        options: As they were given on the command line.
        routine: What they are about.
        prep: Seconds to get ready that were asked for, in place of the routine's own.
        speed: How many times as fast as the clock on the wall the session is to run.
    """
    if prep is not None:
        routine = replace(routine, prep=prep)
    left_out: set[int] = set()
    if options.only:
        left_out = set(range(len(routine.entries))) - _find_all(options.only, routine)
    left_out |= _find_all(options.without or (), routine)
    if len(left_out) == len(routine.entries):
        raise CannotFitError(f"that leaves nothing of {routine.id}. Leave one in.")
    tailoring = Tailoring(
        left_out=frozenset(left_out),
        keeps_exercises=bool(options.only),
        rounds=options.rounds,
        scale=options.scale or 1.0,
        seconds=options.fit,
        keeps_prep=prep is not None,
    )
    until = None
    if options.until is not None:
        moment = read_moment(options.until, _read_now())
        if isinstance(moment, Complaint):
            raise CannotFitError(f"--until: {moment.what}. {moment.mend}")
        until = moment
    return Fitting(routine=routine, tailoring=tailoring, until=until, speed=speed)


def fit_now(fitting: Fitting) -> Fit:
    """The routine as it is wanted, if it is started now; raises CannotFitError where it cannot be had."""
    now = _read_now() if fitting.until is not None else None
    fit = fitting.fit(now)
    if isinstance(fit, Fit):
        return fit
    wanted, id = fitting.wanted(now) or 0, fitting.routine.id
    lasts = f"{id} cannot last {clock_words(wanted)}"
    if fitting.until is not None:
        lasts = f"{id} cannot end at {fitting.until:%H:%M}, in {_tell_wait(wanted / fitting.speed)}"
    raise CannotFitError(f"{lasts}; {misfit_words(fit, wanted)}.")


def tell_fit(fit: Fit, fitting: Fitting) -> str:
    """What became of the routine, in one line."""
    until = f", until {fitting.until:%H:%M}" if fitting.until is not None else ""
    return f"{clock_words(fit.seconds)}{until}: {changes_words(fit.changes) or 'nothing had to change'}"


def _find_all(names: Iterable[str], routine: Routine) -> set[int]:
    found: set[int] = set()
    for name in names:
        places = find_entries(routine, name)
        if not places:
            raise CannotFitError(_complain_of_missing(name, routine))
        found |= places
    return found


def _complain_of_missing(name: str, routine: Routine) -> str:
    spellings = {entry.shown_name.lower(): entry.exercise.id for entry in routine.entries}
    spellings |= {entry.exercise.id: entry.exercise.id for entry in routine.entries}
    near = suggest_nearest(name.lower(), spellings)
    mend = f'Did you mean "{spellings[near]}"?' if near else f"It has {', '.join(dict.fromkeys(spellings.values()))}."
    return f"no exercise {quote(name)} in {routine.id}. {mend}"


def _tell_wait(seconds: float) -> str:
    hours, minutes = divmod(int(seconds) // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {int(seconds) % 60} s"


def _read_now() -> datetime:
    # An engine is slow to import, and most routines are shown without a clock.
    from hipflow.engine import read_local_time

    return read_local_time()

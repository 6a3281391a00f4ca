"""The command line, one function a command. It is where the parts meet; nobody imports it.

What a command needs is imported when it runs, so that those without a screen are there at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Final

from hipflow.telling import BAD_INPUT, FAILED, FINE, INTERRUPTED, complain, say, say_problems, tell_json, tell_lines

if TYPE_CHECKING:
    import argparse

    from hipflow.core.fit import Fit
    from hipflow.core.plan import Plan
    from hipflow.core.record import Record
    from hipflow.core.routine import Routine
    from hipflow.engine import Engine
    from hipflow.keeping import Keeper
    from hipflow.library.catalogue import Catalogue
    from hipflow.opening import Wishes
    from hipflow.settings.reading import ReadSettings
    from hipflow.settings.values import Value
    from hipflow.store.journal import Journal
    from hipflow.tui.fitting import Fitting
    from hipflow.tui.memories import Offer

TAB: Final = ["list", "--names"]
"""What a shell asks at every Tab; it is answered before the rest of the command line is even known."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run hipflow with these arguments; the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        if words == TAB:
            from hipflow.listing import list_names

            code = list_names()
        else:
            code = _obey(words)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _leave_quietly()
    except FileNotFoundError as error:
        return complain(str(error), FAILED)


def _obey(words: Sequence[str]) -> int:
    if not words:
        # Nothing was asked, so there is nothing to parse, and the picker need not wait for what would do it.
        return pick()
    from hipflow.arguments import make_parser
    from hipflow.parsing import parse_words

    parser = make_parser(COMMANDS)
    try:
        asked = parse_words(parser, words)
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else BAD_INPUT
    command: Callable[[argparse.Namespace], int] = asked.command
    return command(asked)


def pick(_: argparse.Namespace | None = None) -> int:
    """Open the picker."""
    return _show_screens(None, _read_wishes())


def run(asked: argparse.Namespace) -> int:
    """Follow a routine: on the screen, in plain lines, or as JSON."""
    from hipflow.keeping import Keeper
    from hipflow.settings.planning import plan_routine

    routine = _find_routine(asked.routine)
    if routine is None:
        return BAD_INPUT
    wishes = _read_wishes(asked)
    fitting: Fitting | None = None
    fit: Fit | None = None
    if _asks_for_changes(asked):
        fitted = _fit(asked, routine, wishes)
        if fitted is None:
            return BAD_INPUT
        fitting, fit = fitted
    with closing(Keeper()) as keeper:
        last_first = keeper.read_last_first(routine.id)

        def make_plan(fit: Fit | None) -> Plan:
            plan = plan_routine(fit.routine if fit else routine, wishes.settings, last_first=last_first)
            return fitting.bind(plan) if fitting else plan

        plan = make_plan(fit)
        if not (asked.plain or asked.json):
            if fitting is None or fitting.until is None:
                return _show_screens(plan, wishes, keeper)
            from hipflow.fitting import fit_now

            return _show_screens(plan, wishes, keeper, lambda: make_plan(fit_now(fitting)))
        return _follow_lines(plan, wishes, keeper, as_json=asked.json, resumes=asked.resume)


def show(asked: argparse.Namespace) -> int:
    """Print the plan of a routine."""
    from hipflow.core.plan import compile_plan
    from hipflow.export.columns import length_words
    from hipflow.export.tables import plan_table
    from hipflow.export.values import plan_json

    routine = _find_routine(asked.routine)
    if routine is None:
        return BAD_INPUT
    if _asks_for_changes(asked):
        fitted = _fit(asked, routine, _read_wishes())
        if fitted is None:
            return BAD_INPUT
        routine = fitted[1].routine
    if asked.markdown:
        from hipflow.export.card import routine_card

        tell_lines(routine_card(routine))
        return FINE
    plan = compile_plan(routine)
    if asked.score:
        return _show_score(plan, as_json=asked.json)
    if asked.json:
        tell_json(plan_json(plan))
    else:
        needs = ", ".join(routine.equipment) or "nothing"
        length = length_words(plan.seconds, is_about=plan.is_open)
        tell_lines([f"{routine.name}: {length}, needs {needs}", "", *plan_table(plan)])
    return FINE


def _show_score(plan: Plan, *, as_json: bool) -> int:
    """Print everything that is heard; 1 where something is heard over something else, or cannot be told."""
    from hipflow.core.collisions import find_collisions
    from hipflow.core.score import score_table
    from hipflow.export.tables import score_lines
    from hipflow.export.values import cue_json

    rows = score_table(plan, profile=plan.sounds)
    if as_json:
        tell_json([cue_json(row) for row in rows])
    else:
        tell_lines(score_lines(rows))
    found = find_collisions(plan, profile=plan.sounds)
    for collision in found:
        say(f"collision: {collision}")
    return FAILED if found else FINE


def list_what_there_is(asked: argparse.Namespace) -> int:
    """Say what there is: routines, exercises."""
    from hipflow import listing

    ways: dict[str, Callable[[argparse.Namespace], int]] = {
        "list": listing.list_routines,
        "exercises": listing.list_exercises,
    }
    return ways[asked.way](asked)


def show_figure(asked: argparse.Namespace) -> int:
    """Play the figure of an exercise, or save pictures of it."""
    from hipflow.figures import show_figure

    return show_figure(asked, has_terminal=_has_terminal())


def check(asked: argparse.Namespace) -> int:
    """Say whether files are right, and if not, everything that is wrong with them."""
    from hipflow.checking import check

    return check(asked)


def examine(asked: argparse.Namespace) -> int:
    """Say what is found on this machine, and what to do about what is missing."""
    from hipflow.doctor import print_findings

    return print_findings(asked)


def complete(asked: argparse.Namespace) -> int:
    """Print the script by which a shell completes."""
    from hipflow.arguments import make_parser
    from hipflow.outline import outline_parser
    from hipflow.shells import SHELLS

    sys.stdout.write(SHELLS[asked.shell](outline_parser(make_parser(COMMANDS))))
    return FINE


def print_schema(asked: argparse.Namespace) -> int:
    """Print the schema of a kind of file."""
    from hipflow.library.schemas import Schema, read_schema

    sys.stdout.write(read_schema(Schema(asked.kind)))
    return FINE


def print_help(asked: argparse.Namespace) -> int:
    """Print the help of hipflow, or of a command."""
    return main([*[asked.topic] * bool(asked.topic), "--help"])


def pack(asked: argparse.Namespace) -> int:
    """Put a routine with all that it uses into one file."""
    from hipflow.sharing import pack

    return pack(asked)


def write(asked: argparse.Namespace) -> int:
    """Make a routine of one's own, or change it."""
    from hipflow import authoring

    ways: dict[str, Callable[[argparse.Namespace], int]] = {"new": authoring.write_new, "edit": authoring.edit}
    return ways[asked.way](asked)


def remember(asked: argparse.Namespace) -> int:
    """What was done: print it, delete some of it, keep a copy of it, take one back; and how things are set."""
    from hipflow import past

    ways: dict[str, Callable[[argparse.Namespace], int]] = {
        "history": past.print_history,
        "delete": past.delete_from_history,
        "backup": past.back_up,
        "restore": past.restore,
        "config": past.print_settings,
    }
    return ways[asked.way](asked)


def _asks_for_changes(asked: argparse.Namespace) -> bool:
    """Is the routine wanted in another form than it is written in?"""
    return any((asked.only, asked.without, asked.rounds, asked.scale, asked.fit, asked.until))


def _fit(asked: argparse.Namespace, routine: Routine, wishes: Wishes) -> tuple[Fitting, Fit] | None:
    """The routine as it is wanted, which is told; None where it cannot be had, and why was said."""
    from hipflow.fitting import CannotFitError, fit_now, read_fitting, tell_fit

    try:
        fitting = read_fitting(asked, routine, prep=wishes.settings.prep, speed=wishes.speed)
        fit = fit_now(fitting)
    except CannotFitError as error:
        complain(str(error), BAD_INPUT)
        return None
    say(tell_fit(fit, fitting))
    return fitting, fit


def _read_wishes(asked: argparse.Namespace | None = None) -> Wishes:
    """How sessions are to be run; what is wrong with the settings is said."""
    from hipflow.opening import Recall, Wishes

    options: dict[str, Value] = {}
    if asked is not None:
        options = {"audio": asked.audio, "prep": asked.prep, "first_side": asked.first_side}
        options["voice"] = False if asked.no_voice else None
    read = Recall().read_settings(options)
    for problem in read.problems:
        say(problem)
    if asked is None:
        return Wishes(settings=read.settings)
    return Wishes(settings=read.settings, options=options, speed=asked.speed, is_muted=asked.mute)


def _follow_lines(plan: Plan, wishes: Wishes, keeper: Keeper, *, as_json: bool, resumes: bool) -> int:
    from hipflow.console import ReaderGoneError, follow_session
    from hipflow.hearing import open_sound
    from hipflow.opening import Recall

    opened = _open_for_lines(plan, wishes, keeper, resumes=resumes)
    if opened is None:
        return complain(f"there is nothing of {plan.routine_id} to go on with. Leave --resume out.", BAD_INPUT)
    engine, journal = opened
    find_lesson = _begin_learning(plan, wishes, keeper) if journal is not None and not as_json else None
    sound = open_sound(engine, wishes, Recall())
    try:
        code = follow_session(engine, as_json=as_json)
        if find_lesson is not None and (offer := find_lesson(engine.record())):
            sys.stdout.write(f"{offer.by_hand}\n")
    except ReaderGoneError:
        return _leave_quietly()
    finally:
        if journal is not None and not journal.close():
            say(f"hipflow: this session is not in the history: {journal.problem or 'the disk does not answer'}")
        sound.close()
    for fault in engine.faults:
        return complain(f"a part of hipflow failed: {fault}", FAILED)
    return code


def _open_for_lines(
    plan: Plan, wishes: Wishes, keeper: Keeper, *, resumes: bool
) -> tuple[Engine, Journal | None] | None:
    """A session and its journal, if it is kept: a new one, or what was broken off; None where nothing was."""
    from contextlib import suppress

    from hipflow.export.columns import clock_words
    from hipflow.export.words import side_words
    from hipflow.opening import open_engine
    from hipflow.store.trouble import StoreError

    # A session at another speed than that of the clock on the wall is a preview: it is not kept.
    if wishes.speed != 1:
        return None if resumes else (open_engine(plan, wishes), None)
    with suppress(StoreError):
        found = keeper.find_unfinished()
        if found is not None and found.plan.routine_id == plan.routine_id:
            if resumes:
                return keeper.take_up(found)
            step, left = found.standing.step, clock_words(round(found.standing.seconds_left))
            where = ", ".join(part for part in (step.name, side_words(step), f"{left} left") if part)
            say(f"This was broken off at {found.heard_at:%H:%M}: {where}. With --resume it goes on there.")
    if resumes:
        return None
    engine = open_engine(plan, wishes)
    return engine, keeper.begin_journal(engine)


def _begin_learning(plan: Plan, wishes: Wishes, keeper: Keeper) -> Callable[[Record], Offer | None] | None:
    """What is asked after the session that is about to begin; None where the history cannot be read."""
    from hipflow.learning import Learning, SettingsWays
    from hipflow.library.catalogue import load_catalogue
    from hipflow.library.workshop import Workshop
    from hipflow.opening import Recall, find_config
    from hipflow.places import config_folder
    from hipflow.store.trouble import StoreError

    def read() -> ReadSettings:
        return Recall().read_settings(wishes.options)

    # Nothing is changed from here: who follows in lines is told how to do it.
    settings = SettingsWays(read, lambda *_: read(), find_config())
    try:
        return Learning(Workshop(load_catalogue, config_folder()), settings).begin(keeper.database, plan.routine_id)
    except StoreError:
        return None


def _show_screens(
    plan: Plan | None,
    wishes: Wishes,
    keeper: Keeper | None = None,
    plan_anew: Callable[[], Plan] | None = None,
) -> int:
    if not _has_terminal():
        why = "hipflow shows its screens in a terminal, and this is none. See: hipflow run ROUTINE --plain, or --json"
        return complain(why, BAD_INPUT)
    import gc

    # Nothing that is made on the way to the first frame is given up again; the app switches it on.
    gc.disable()
    from hipflow.screens import show_screens

    return show_screens(plan, wishes, keeper, plan_anew, edit_file=_edit_file)


def _edit_file(id: str) -> str:
    """Open the file of a routine in the person's editor, as `hipflow edit` does; the id of what was opened."""
    from hipflow.authoring import edit_in_app

    return edit_in_app(id)


def _has_terminal() -> bool:
    """Is there one to show screens in? Textual reads standard input and draws on standard error."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _load_catalogue() -> Catalogue:
    from hipflow.library.catalogue import load_catalogue

    return load_catalogue()


def _find_routine(name: str) -> Routine | None:
    """The routine that was asked for; None when there is none, and why was said."""
    reading = _load_catalogue().find_routine(name)
    say_problems(reading.problems)
    return reading.value


def _leave_quietly() -> int:
    """Whoever read the output has gone: no word about it, not even while Python shuts down."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "": pick,
    "run": run,
    "list": list_what_there_is,
    "show": show,
    "exercises": list_what_there_is,
    "figure": show_figure,
    "new": write,
    "edit": write,
    "check": check,
    "pack": pack,
    "doctor": examine,
    "history": remember,
    "backup": remember,
    "restore": remember,
    "config": remember,
    "completions": complete,
    "schema": print_schema,
    "help": print_help,
}
"""What is done for each command; without one, the picker opens."""

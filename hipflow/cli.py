"""The command line, one function a command. It is where the parts meet; nobody imports it.

What a command needs is imported when it runs, so that those without a screen are there at once.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from hipflow import __version__

if TYPE_CHECKING:
    from hipflow.core.plan import Plan
    from hipflow.core.routine import Routine
    from hipflow.library.catalogue import Catalogue
    from hipflow.library.problems import Problem
    from hipflow.opening import Wishes

FINE: Final = 0
FAILED: Final = 1
BAD_INPUT: Final = 2
INTERRUPTED: Final = 130
SLOWEST, FASTEST = 0.1, 1000.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run hipflow with these arguments; the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    parser = _make_parser()
    try:
        asked = parser.parse_args(words)
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else BAD_INPUT
    command: Callable[[argparse.Namespace], int] = asked.command
    try:
        code = command(asked)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _leave_quietly()
    except FileNotFoundError as error:
        return _complain(str(error), FAILED)


def pick(_: argparse.Namespace) -> int:
    """Open the picker."""
    from hipflow.opening import Wishes

    return _show_screens(None, Wishes())


def run(asked: argparse.Namespace) -> int:
    """Follow a routine: on the screen, in plain lines, or as JSON."""
    from hipflow.core.exercise import Side
    from hipflow.core.plan import compile_plan
    from hipflow.opening import Wishes

    routine = _find_routine(asked.routine)
    if routine is None:
        return BAD_INPUT
    plan = compile_plan(routine, first_side=Side(asked.first_side) if asked.first_side else None, prep=asked.prep)
    wishes = Wishes(speed=asked.speed, is_muted=asked.mute, has_voice=not asked.no_voice, output=asked.audio)
    if not (asked.plain or asked.json):
        return _show_screens(plan, wishes)
    return _follow_lines(plan, wishes, as_json=asked.json)


def list_routines(asked: argparse.Namespace) -> int:
    """Print the routines there are."""
    from hipflow.core.plan import compile_plan
    from hipflow.export.tables import align_columns
    from hipflow.export.words import clock_words

    catalogue = _load_catalogue()
    sound = [
        (listing, listing.reading.value, compile_plan(listing.reading.value))
        for listing in catalogue.routines
        if listing.reading.value
    ]
    if asked.json:
        _print_json(
            [
                {
                    "id": routine.id,
                    "name": routine.name,
                    "phase": routine.phase or None,
                    "seconds": plan.seconds,
                    "equipment": list(routine.equipment),
                    "source": listing.source.value,
                    "path": str(listing.path),
                }
                for listing, routine, plan in sound
            ]
        )
    else:
        head = ["id", "name", "length", "suits", "needs"]
        rows = [
            [
                routine.id,
                routine.name,
                clock_words(plan.seconds),
                routine.phase,
                ", ".join(routine.equipment) or "nothing",
            ]
            for _, routine, plan in sound
        ]
        _print_lines(align_columns([head, *rows], right={2}))
    broken = [listing for listing in catalogue.routines if not listing.reading.value]
    for listing in broken:
        count = len(listing.reading.errors)
        _say(f"{listing.path}: {count} problem{'s' if count != 1 else ''}; see: hipflow check {listing.path}")
    return FINE


def list_exercises(asked: argparse.Namespace) -> int:
    """Print the exercises there are."""
    from hipflow.export.tables import exercise_table
    from hipflow.export.values import exercise_json

    repertoire = _load_catalogue().exercises
    exercises = [exercise for _, exercise in sorted({**repertoire.built_in, **repertoire.own}.items())]
    if asked.json:
        _print_json([exercise_json(exercise) for exercise in exercises])
    else:
        _print_lines(exercise_table(exercises))
    return FINE


def show(asked: argparse.Namespace) -> int:
    """Print the plan of a routine."""
    from hipflow.core.plan import compile_plan
    from hipflow.export.tables import plan_table
    from hipflow.export.values import plan_json
    from hipflow.export.words import clock_words

    routine = _find_routine(asked.routine)
    if routine is None:
        return BAD_INPUT
    plan = compile_plan(routine)
    if asked.score:
        return _show_score(plan, as_json=asked.json)
    if asked.json:
        _print_json(plan_json(plan))
    else:
        needs = ", ".join(routine.equipment) or "nothing"
        _print_lines([f"{routine.name}: {clock_words(plan.seconds)}, needs {needs}", "", *plan_table(plan)])
    return FINE


def _show_score(plan: "Plan", *, as_json: bool) -> int:
    """Print everything that is heard; 1 where something is heard over something else, or cannot be told."""
    from hipflow.core.score import collisions, score_table
    from hipflow.export.tables import score_lines
    from hipflow.export.values import cue_json

    rows = score_table(plan, profile=plan.sounds)
    if as_json:
        _print_json([cue_json(row) for row in rows])
    else:
        _print_lines(score_lines(rows))
    found = collisions(plan, profile=plan.sounds)
    for collision in found:
        _say(f"collision: {collision}")
    return FAILED if found else FINE


def check(asked: argparse.Namespace) -> int:
    """Say whether routine files are right, and if not, everything that is wrong with them."""
    from pathlib import Path

    from hipflow.core.plan import compile_plan
    from hipflow.export.words import clock_words
    from hipflow.library.problems import make_printable
    from hipflow.library.routines import read_routine

    exercises = _load_catalogue().exercises
    code = FINE
    for name in asked.files:
        reading = read_routine(Path(name), exercises)
        _say_problems(reading.problems)
        if reading.value is None:
            code = BAD_INPUT
            continue
        plan = compile_plan(reading.value)
        _print_lines([f"{make_printable(name)}: ok, {len(plan.steps)} steps, {clock_words(plan.seconds)}"])
    return code


def examine(asked: argparse.Namespace) -> int:
    """Say what is found on this machine, play every kind of sound, and say what to do about what is missing."""
    from itertools import groupby

    from hipflow.doctor import examine, play_sounds

    findings, speaker, voice = examine(asked.audio)
    try:
        if asked.json:
            _print_json(
                [
                    {"topic": each.topic, "name": each.name, "value": each.value, "advice": each.advice or None}
                    for each in findings
                ]
            )
            return FINE
        width = max(len(each.name) for each in findings)
        for topic, group in groupby(findings, key=lambda each: each.topic):
            _print_lines([topic])
            for each in group:
                _print_lines([f"  {each.name:{width}}  {each.value}"])
                _print_lines([f"  {'':{width}}  -> {each.advice}"] if each.advice else [])
        if speaker.output_name and not asked.mute:
            _print_lines(["listen"])
            play_sounds(speaker, voice, lambda name: print(f"  {name}", flush=True))
    finally:
        speaker.close()
        if voice:
            voice.close()
    return FINE


def _follow_lines(plan: "Plan", wishes: "Wishes", *, as_json: bool) -> int:
    from hipflow.console import ReaderGoneError, follow_session
    from hipflow.opening import Recall, open_engine, open_sound

    engine = open_engine(plan, wishes)
    sound = open_sound(engine, wishes, Recall())
    try:
        code = follow_session(engine, as_json=as_json)
    except ReaderGoneError:
        return _leave_quietly()
    finally:
        sound.close()
    for fault in engine.faults:
        return _complain(f"a part of hipflow failed: {fault}", FAILED)
    return code


def _show_screens(plan: "Plan | None", wishes: "Wishes") -> int:
    # Textual reads standard input and draws on standard error.
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        why = "hipflow shows its screens in a terminal, and this is none. See: hipflow run ROUTINE --plain, or --json"
        return _complain(why, BAD_INPUT)
    from hipflow.screens import show_screens

    return show_screens(plan, wishes)


def _load_catalogue() -> "Catalogue":
    from hipflow.library.catalogue import load_catalogue

    return load_catalogue()


def _find_routine(name: str) -> "Routine | None":
    """The routine that was asked for; None when there is none, and why was said."""
    reading = _load_catalogue().find_routine(name)
    _say_problems(reading.problems)
    return reading.value


def _say_problems(problems: "Iterable[Problem]") -> None:
    for problem in problems:
        _say(f"{'warning: ' if problem.is_warning else ''}{problem}")


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hipflow",
        description="A coach in the terminal for runners: hip mobility, with a countdown, sides and beeps.",
        epilog="Without a command, the picker opens.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"hipflow {__version__}")
    parser.set_defaults(command=pick)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    runner = commands.add_parser("run", help="follow a routine", description=run.__doc__, allow_abbrev=False)
    runner.set_defaults(command=run)
    runner.add_argument("routine", metavar="ROUTINE", help="an id (see: hipflow list), or a path to a YAML file")
    lines = runner.add_mutually_exclusive_group()
    lines.add_argument("--plain", action="store_true", help="one line a change, for a screen reader or a log")
    lines.add_argument("--json", action="store_true", help="one JSON object a line, as it happens")
    runner.add_argument("--speed", type=_speed, default=1.0, metavar="X", help="run the clock X times as fast")
    runner.add_argument("--mute", action="store_true", help="without sound")
    runner.add_argument("--no-voice", action="store_true", help="sounds alone, no words")
    _add_audio(runner)
    runner.add_argument("--first-side", choices=["left", "right"], help="the side to begin with")
    runner.add_argument("--prep", type=_prep, metavar="SECONDS", help="time to get ready, 0 to 120")

    lister = commands.add_parser("list", help="print the routines there are", description=list_routines.__doc__)
    lister.set_defaults(command=list_routines)
    shower = commands.add_parser("show", help="print the plan of a routine", description=show.__doc__)
    shower.set_defaults(command=show)
    shower.add_argument("routine", metavar="ROUTINE", help="an id (see: hipflow list), or a path to a YAML file")
    shower.add_argument("--score", action="store_true", help="everything that is heard, with its time")
    movements = commands.add_parser(
        "exercises", help="print the exercises there are", description=list_exercises.__doc__
    )
    movements.set_defaults(command=list_exercises)
    for each in (lister, shower, movements):
        each.add_argument("--json", action="store_true", help="as JSON")
    checker = commands.add_parser("check", help="say whether routine files are right", description=check.__doc__)
    checker.set_defaults(command=check)
    checker.add_argument("files", metavar="FILE", nargs="+", help="a routine file")
    doctor = commands.add_parser("doctor", help="look for what is missing", description=examine.__doc__)
    doctor.set_defaults(command=examine)
    doctor.add_argument("--json", action="store_true", help="as JSON, for a report; plays nothing")
    doctor.add_argument("--mute", action="store_true", help="play nothing")
    _add_audio(doctor)
    return parser


def _add_audio(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--audio", type=_audio, default="auto", metavar="NAME", help="the way to be heard, by name")


def _audio(text: str) -> str:
    from hipflow.sound.outputs import OUTPUT_NAMES

    if text not in OUTPUT_NAMES:
        raise argparse.ArgumentTypeError(f"must be one of {', '.join(OUTPUT_NAMES)}; got {text}")
    return text


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not SLOWEST <= speed <= FASTEST:
        raise argparse.ArgumentTypeError(f"must be a number from {SLOWEST} to {FASTEST:.0f}; got {text}")
    return speed


def _prep(text: str) -> int:
    from hipflow.library.durations import GAP, read_seconds
    from hipflow.library.nodes import ScalarNode

    seconds = read_seconds(ScalarNode(1, 1, text, True), GAP)
    if not isinstance(seconds, int):
        raise argparse.ArgumentTypeError(f"{seconds.what}. {seconds.mend}")
    return seconds


def _print_json(value: object) -> None:
    import json

    print(json.dumps(value, indent=2, ensure_ascii=False))


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _complain(what: str, code: int) -> int:
    _say(f"hipflow: {what}")
    return code


def _leave_quietly() -> int:
    """Whoever read the output has gone: no word about it, not even while Python shuts down."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED

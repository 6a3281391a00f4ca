"""The words of the command line: its commands and their options."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from hipflow import __version__
from hipflow.parsing import Parser

SLOWEST: Final = 0.1
FASTEST: Final = 1000.0
"""How many times as fast as a real clock a session may run."""

Command = Callable[[argparse.Namespace], int]


def make_parser(commands: Mapping[str, Command]) -> Parser:
    """A parser that leaves in `command` what is to be done; "" is the command where none is given."""
    parser = Parser(
        prog="hipflow",
        description="A coach in the terminal for runners: hip mobility, with a countdown, sides and beeps.",
        epilog="Without a command, the picker opens.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"hipflow {__version__}")
    parser.set_defaults(command=commands[""])
    added = parser.add_subparsers(title="commands", metavar="COMMAND")
    parser.commands = added.choices

    def add(name: str, about: str) -> argparse.ArgumentParser:
        command = added.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.", allow_abbrev=False)
        command.set_defaults(command=commands[name], way=name)
        return command

    _add_run(add("run", "follow a routine: on the screen, in plain lines, or as JSON"))
    forms = add("list", "print the routines there are").add_mutually_exclusive_group()
    _add_json(forms)
    forms.add_argument("--names", action="store_true", help="the ids alone, one a line")
    shower = add("show", "print the plan of a routine")
    _add_routine(shower)
    _add_tailoring(shower)
    forms = shower.add_mutually_exclusive_group()
    forms.add_argument("--score", action="store_true", help="everything that is heard, with its time")
    forms.add_argument("--markdown", action="store_true", help="as a card for the fridge")
    _add_json(shower)
    forms = add("exercises", "print the movements there are, your own among them").add_mutually_exclusive_group()
    _add_json(forms)
    forms.add_argument("--names", action="store_true", help="the ids alone, one a line")
    _add_figure(add("figure", "show how a movement looks"))
    _add_authoring(add)
    checker = add("check", "say whether routines, exercises and figures are right, and if not, all that is wrong")
    about = "a file, a folder, or the id of a routine; without any, all that is yours"
    checker.add_argument("files", metavar="FILE", nargs="*", help=about)
    checker.add_argument("--strict", action="store_true", help="a warning counts as an error")
    _add_json(checker)
    packer = add("pack", "put a routine with all that it uses into one file, to share it")
    _add_routine(packer)
    packer.add_argument("file", metavar="FILE", nargs="?", help="a new file; without it, the text is printed")
    _add_past(add)
    doctor = add("doctor", "look for what is missing on this machine, and play every kind of sound")
    _add_json(doctor, "as JSON, for a report; plays nothing")
    doctor.add_argument("--mute", action="store_true", help="play nothing")
    _add_audio(doctor)
    _add_helpers(add)
    return parser


def _add_helpers(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    shells = ("bash", "zsh", "fish", "powershell")
    add("completions", "print what a shell needs to complete commands and names").add_argument("shell", choices=shells)
    schema = add("schema", "print the JSON schema of a kind of file, for an editor or a checker")
    schema.add_argument("kind", choices=("routine", "exercise", "figure"))
    add("help", "print the help of a command").add_argument("topic", metavar="COMMAND", nargs="?")


def _add_run(parser: argparse.ArgumentParser) -> None:
    _add_routine(parser)
    lines = parser.add_mutually_exclusive_group()
    lines.add_argument("--plain", action="store_true", help="one line a change, for a screen reader or a log")
    lines.add_argument("--json", action="store_true", help="one JSON object a line, as it happens")
    parser.add_argument("--resume", action="store_true", help="in lines: go on with what was broken off of it")
    parser.add_argument("--speed", type=_speed, default=1.0, metavar="X", help="run the clock X times as fast")
    parser.add_argument("--mute", action="store_true", help="without sound")
    parser.add_argument("--no-voice", action="store_true", help="sounds alone, no words")
    _add_audio(parser)
    parser.add_argument("--first-side", choices=["left", "right"], help="the side to begin with")
    parser.add_argument("--prep", type=_prep, metavar="SECONDS", help="time to get ready, 0 to 120")
    _add_tailoring(parser)


def _add_tailoring(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the time there is", "in this order: what is left out, rounds, how long")
    for option, about in (("--only", "these alone, in the routine's order"), ("--without", "leave these out")):
        group.add_argument(option, type=_names, action="extend", metavar="EXERCISE[,..]", help=about)
    group.add_argument("--rounds", type=_rounds, metavar="N", help="of what is repeated; if nothing is, of all of it")
    lengths = group.add_mutually_exclusive_group()
    lengths.add_argument("--fit", type=_length, metavar="LENGTH", help="make it last 12m, or 12m30s, in all")
    lengths.add_argument("--until", metavar="TIME", help="make it end at a time of day, such as 07:45")
    lengths.add_argument("--scale", type=_scale, metavar="X", help="hold everything X times as long, such as 1.5")


def _add_authoring(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    new = add("new", "write a routine of your own that runs as it is, and open it in your editor")
    new.add_argument("name", metavar="NAME", help='what to call it, such as my-hips or "Tuesday hips"')
    new.add_argument("--from", dest="source", metavar="ROUTINE", help="begin with a copy of this one")
    editor = add("edit", "open a routine in your editor; of one that comes with hipflow, a copy")
    _add_routine(editor)
    for parser in (new, editor):
        parser.add_argument("--no-edit", action="store_true", help="open no editor")


def _add_figure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("exercise", metavar="EXERCISE", nargs="?", help="an id (see: hipflow exercises), or a file")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--watch", metavar="FILE", help="show a file of clips, anew whenever it is saved")
    ways.add_argument("--png", metavar="FILE", help="save its moments as PNG")
    ways.add_argument("--svg", metavar="FILE", help="save its moments as SVG")
    ways.add_argument("--sheet", metavar="FILE", help="save all figures, three moments each, as one PNG")
    parser.add_argument("--no-titles", action="store_true", help="leave the names out of the sheet")


def _add_past(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    history = add("history", "print what was done, newest first")
    forms = history.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="as JSON, with every step")
    forms.add_argument("--csv", action="store_true", help="as CSV, a row a step")
    history.add_argument("--since", type=_day, metavar="DATE", help="from this day on, such as 2027-03-01")
    _add_yes(history)
    deleter = history.add_subparsers(metavar="delete ID").add_parser("delete", help="forget a session; asks first")
    deleter.set_defaults(way="delete")
    deleter.add_argument("id", type=int, metavar="ID", help="the number of the session (see: hipflow history)")
    _add_yes(deleter)
    backup = add("backup", "write the whole history into a file, as JSON")
    backup.add_argument("file", metavar="FILE")
    _add_yes(backup)
    add("restore", "add the sessions of a backup that are not here yet").add_argument("file", metavar="FILE")
    _add_json(add("config", "print every setting with its value and where that came from"))


def _add_yes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _add_routine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("routine", metavar="ROUTINE", help="an id (see: hipflow list), or a path to a YAML file")


def _add_json(parser: argparse._ActionsContainer, about: str = "as JSON") -> None:
    parser.add_argument("--json", action="store_true", help=about)


def _add_audio(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--audio", type=_audio, metavar="NAME", help="the way to be heard, by name")


def _audio(text: str) -> str:
    from hipflow.sound.outputs import OUTPUT_NAMES

    if text not in OUTPUT_NAMES:
        raise argparse.ArgumentTypeError(f"must be one of {', '.join(OUTPUT_NAMES)}; got {text}")
    return text


def _speed(text: str) -> float:
    return _number(text, SLOWEST, FASTEST)


def _number(text: str, least: float, most: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"must be a number from {least:g} to {most:g}; got {text}")
    return number


def _prep(text: str) -> int:
    from hipflow.library.durations import GAP, read_seconds
    from hipflow.library.nodes import ScalarNode

    seconds = read_seconds(ScalarNode(1, 1, text, True), GAP)
    if not isinstance(seconds, int):
        raise argparse.ArgumentTypeError(f"{seconds.what}. {seconds.mend}")
    return seconds


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise argparse.ArgumentTypeError("name an exercise, such as leg-swings")
    return names


def _rounds(text: str) -> int:
    from hipflow.core.routine import MOST_ROUNDS

    if not (text.isdecimal() and 1 <= int(text) <= MOST_ROUNDS):
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {MOST_ROUNDS}; got {text}")
    return int(text)


def _length(text: str) -> int:
    from hipflow.library.lengths import read_length

    seconds = read_length(text)
    if not isinstance(seconds, int):
        raise argparse.ArgumentTypeError(f"{seconds.what}. {seconds.mend}")
    return seconds


def _scale(text: str) -> float:
    from hipflow.core.tailoring import LEAST_SCALE, MOST_SCALE

    return _number(text, LEAST_SCALE, MOST_SCALE)


def _day(text: str) -> date:
    from hipflow.past import read_day

    return read_day(text)

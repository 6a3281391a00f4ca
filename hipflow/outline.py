"""The command line as data: its commands, their options, and what kind of word each takes."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final


class Kind(Enum):
    """What a word stands for, and so what it can be completed with."""

    ROUTINE = "routine"
    EXERCISE = "exercise"
    EXERCISES = "exercises"
    """Some of them, with commas between."""
    FILE = "file"
    CHOICE = "choice"
    """One of a few words."""
    FREE = "free"
    """What only the person knows."""


@dataclass(frozen=True, slots=True)
class Value:
    """A word that an option or a command takes."""

    shown: str
    """How help calls it."""
    kind: Kind
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """An option, with all its spellings."""

    words: tuple[str, ...]
    about: str
    value: Value | None
    """What follows it; None: nothing."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A word that a command takes at its place."""

    value: Value
    about: str
    is_needed: bool
    is_repeated: bool


@dataclass(frozen=True, slots=True)
class Command:
    """A command."""

    name: str
    """Empty: hipflow itself."""
    about: str
    options: tuple[Option, ...]
    operands: tuple[Operand, ...]
    commands: tuple["Command", ...]
    """Those that can follow."""


TOPIC: Final = "COMMAND"
"""How help calls the name of a command."""

_KINDS = {
    "ROUTINE": Kind.ROUTINE,
    "EXERCISE": Kind.EXERCISE,
    "EXERCISE[,..]": Kind.EXERCISES,
    "FILE": Kind.FILE,
}


def outline_parser(parser: argparse.ArgumentParser, name: str = "", about: str = "") -> Command:
    """All that a parser knows."""
    # argparse says it nowhere else; whoever completes a command line reads it from here.
    actions = list(parser._actions)
    commands = tuple(command for each in actions for command in _outline_commands(each))
    return Command(
        name=name,
        about=about or parser.description or "",
        options=tuple(_outline_option(each) for each in actions if each.option_strings),
        operands=tuple(_outline_operand(each) for each in actions if _is_operand(each)),
        commands=tuple(_name_topics(each, commands) for each in commands),
    )


def _name_topics(command: Command, commands: tuple[Command, ...]) -> Command:
    """The command; where it takes the name of another, with all there are to choose from."""
    names = tuple(each.name for each in commands)
    operands = tuple(
        replace(each, value=Value(TOPIC, Kind.CHOICE, names)) if each.value.shown == TOPIC else each
        for each in command.operands
    )
    return replace(command, operands=operands)


def _outline_option(action: argparse.Action) -> Option:
    takes_value = action.nargs != 0
    return Option(tuple(action.option_strings), action.help or "", _outline_value(action) if takes_value else None)


def _outline_operand(action: argparse.Action) -> Operand:
    is_needed = action.nargs not in ("?", "*")
    return Operand(_outline_value(action), action.help or "", is_needed, action.nargs in ("*", "+"))


def _outline_value(action: argparse.Action) -> Value:
    choices = tuple(map(str, action.choices or ()))
    shown = action.metavar if isinstance(action.metavar, str) else ",".join(choices) or action.dest.upper()
    return Value(shown, Kind.CHOICE if choices else _KINDS.get(shown, Kind.FREE), choices)


def _outline_commands(action: argparse.Action) -> Iterator[Command]:
    if isinstance(action, argparse._SubParsersAction):
        told = {each.dest: each.help or "" for each in action._choices_actions}
        for name, parser in action.choices.items():
            yield outline_parser(parser, name, told.get(name, ""))


def _is_operand(action: argparse.Action) -> bool:
    return not action.option_strings and not isinstance(action, argparse._SubParsersAction)

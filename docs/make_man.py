"""Write the manual page, docs/hipflow.1, from what the command line knows of itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hipflow import __version__
from hipflow.arguments import make_parser
from hipflow.cli import COMMANDS
from hipflow.examples import EXAMPLES
from hipflow.outline import Command, Operand, Option, outline_parser

PAGE: Final = Path(__file__).with_name("hipflow.1")
INTRODUCTION: Final = (
    "hipflow shows and tells a runner what to do with the hips: how long still, which side, what comes next. "
    "It is made to be followed from three metres away, with no hand free.",
    "Without a command, the picker opens.",
)
FILES: Final = (
    ("~/.config/hipflow/routines/*.yaml", "Routines of your own; see hipflow new."),
    ("~/.config/hipflow/exercises/*.yaml", "Exercises of your own; one that comes with hipflow is changed by extends."),
    ("~/.config/hipflow/figures/*.yaml", "Figures of your own, by the names of their exercises."),
    ("~/.config/hipflow/config.toml", "Settings; see hipflow config."),
    ("~/.local/share/hipflow/history.db", "What was done, as SQLite."),
)
ENVIRONMENT: Final = (
    ("VISUAL, EDITOR", "The editor that hipflow new and hipflow edit open."),
    ("HIPFLOW_CONFIG_HOME, HIPFLOW_DATA_HOME, HIPFLOW_CACHE_HOME", "The folders themselves, in place of those above."),
    ("HIPFLOW_THEME, HIPFLOW_AUDIO, ...", "Any setting, in capitals."),
    ("NO_COLOR", "Greys alone."),
)
STATUS: Final = (
    ("0", "Fine."),
    ("1", "It failed."),
    ("2", "Bad usage, or a file that is not right."),
    ("130", "Interrupted."),
)


def write_page() -> str:
    """The page in the language of man."""
    return "\n".join(_write_lines(outline_parser(make_parser(COMMANDS)))) + "\n"


def _write_lines(hipflow: Command) -> Iterator[str]:
    yield f'.TH HIPFLOW 1 "" "hipflow {__version__}" "User Commands"'
    yield from (".SH NAME", r"hipflow \- a coach in the terminal for runners", ".SH SYNOPSIS")
    yield from (".B hipflow", r".RI [ command ]", r".RI [ options ]", ".SH DESCRIPTION")
    for index, paragraph in enumerate(INTRODUCTION):
        yield from [".PP"] * bool(index)
        yield _escape(paragraph)
    yield ".SH OPTIONS"
    for option in hipflow.options:
        yield from _write_option(option)
    yield ".SH COMMANDS"
    for command in hipflow.commands:
        yield from _write_command(command, f"hipflow {command.name}")
    yield ".SH EXAMPLES"
    for typed, about in EXAMPLES[""]:
        yield from _write_item(typed, about)
    for title, items in (("EXIT STATUS", STATUS), ("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT)):
        yield f".SH {title}"
        for name, about in items:
            yield from _write_item(name, about)


def _write_command(command: Command, called: str) -> Iterator[str]:
    yield f".SS {_escape(called)}"
    operands = " ".join(map(_show_operand, command.operands))
    yield from [f".B {_escape(called)}", f".I {_escape(operands)}", ".PP"] if operands else []
    yield f"{_escape(command.about[:1].upper() + command.about[1:])}."
    for operand in command.operands:
        if operand.about:
            yield from _write_item(operand.value.shown, operand.about)
    for option in command.options:
        if "--help" not in option.words:
            yield from _write_option(option)
    for typed, about in EXAMPLES.get(command.name, ()):
        yield from _write_item(f"$ {typed}", about)
    for each in command.commands:
        yield from _write_command(each, f"{called} {each.name}")


def _write_option(option: Option) -> Iterator[str]:
    value = f" {option.value.shown}" if option.value else ""
    yield from _write_item(", ".join(f"{word}{value}" for word in option.words), option.about)


def _write_item(term: str, about: str) -> Iterator[str]:
    yield from (".TP", f".B {_escape(term)}", _escape(about[:1].upper() + about[1:]))


def _show_operand(operand: Operand) -> str:
    shown = operand.value.shown + ("..." if operand.is_repeated else "")
    return shown if operand.is_needed else f"[{shown}]"


def _escape(text: str) -> str:
    """Text in which nothing is a command to the formatter."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace('"', r"\(dq")
    escaped = escaped.replace("~", r"\(ti").replace("^", r"\(ha")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")

"""Completion for fish, with what each command and option is for."""

from collections.abc import Iterator
from typing import Final

from hipflow.outline import Command, Kind, Option, Value

HEAD: Final = """\
# Completion of hipflow for fish. Once: hipflow completions fish > ~/.config/fish/completions/hipflow.fish

function __hipflow_names
    set -l words (commandline -opc)
    $words[1] $argv --names 2>/dev/null
end

function __hipflow_exercises
    __hipflow_names exercises
end

complete -c hipflow -f
"""


def write_script(hipflow: Command) -> str:
    """The script."""
    lines = [_write_option(option, "__fish_use_subcommand") for option in hipflow.options]
    for command in hipflow.commands:
        lines.append(f"complete -c hipflow -n __fish_use_subcommand -a {command.name} -d {_quote(command.about)}")
    for command in hipflow.commands:
        lines += _write_command(command)
    return HEAD + "\n".join(lines) + "\n"


def _write_command(command: Command) -> Iterator[str]:
    condition = _quote(f"__fish_seen_subcommand_from {command.name}")
    for option in command.options:
        yield _write_option(option, condition)
    values = [operand.value for operand in command.operands]
    for kind in dict.fromkeys(value.kind for value in values):
        choices = tuple(choice for value in values if value.kind is kind for choice in value.choices)
        completed = _complete(Value("", kind, choices), is_operand=True)
        if completed:
            yield f"complete -c hipflow -n {condition} {completed}"
    if command.commands:
        yield f"complete -c hipflow -n {condition} -a {_quote(' '.join(each.name for each in command.commands))}"


def _write_option(option: Option, condition: str) -> str:
    spelt = " ".join(f"-l {word[2:]}" if word.startswith("--") else f"-s {word[1:]}" for word in option.words)
    value = f" {_complete(option.value)}" if option.value else ""
    return f"complete -c hipflow -n {condition} {spelt}{value} -d {_quote(option.about)}"


def _complete(value: Value, *, is_operand: bool = False) -> str:
    """What completes a value: -x where it can be nothing else, -F where it is a file."""
    alone = "" if is_operand else "-x "
    match value.kind:
        case Kind.ROUTINE:
            return "-F -a '(__hipflow_names list)'" if is_operand else "-r -F -a '(__hipflow_names list)'"
        case Kind.EXERCISE:
            return f"{alone}-a '(__hipflow_exercises)'"
        case Kind.EXERCISES:
            return f"{alone}-a '(__fish_complete_list , __hipflow_exercises)'"
        case Kind.FILE:
            return "-F" if is_operand else "-r -F"
        case Kind.CHOICE:
            return f"{alone}-a {_quote(' '.join(value.choices))}"
        case Kind.FREE:
            return "" if is_operand else "-x"


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"

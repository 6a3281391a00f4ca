"""Completion for zsh, with what each command and option is for."""

import re
from collections.abc import Iterator
from typing import Final

from hipflow.outline import Command, Kind, Operand, Option, Value

SCRIPT: Final = """\
#compdef hipflow
# Completion of hipflow for zsh. In ~/.zshrc, after compinit: eval "$(hipflow completions zsh)"
# Or as a file of the name _hipflow in a folder of $fpath.

_hipflow_routines() {
    local -a names
    names=(${(f)"$($_hipflow_program list --names 2>/dev/null)"})
    _alternative 'routines:routine:compadd -a names' 'files:file:_files -g "*.(yaml|yml)"'
}

_hipflow_exercises() {
    local -a names
    names=(${(f)"$($_hipflow_program exercises --names 2>/dev/null)"})
    compadd -a names
}

_hipflow_some_exercises() {
    compset -P '*,'
    compset -S ',*'
    local -a names
    names=(${(f)"$($_hipflow_program exercises --names 2>/dev/null)"})
    compadd -qS, -a names
}

_hipflow() {
    local context state line _hipflow_program=$words[1]
    typeset -A opt_args
    _arguments -C @options@ '1: :->command' '*:: :->rest'
    case $state in
        command)
            local -a commands=(
@commands@
            )
            _describe command commands
            ;;
        rest)
            case $line[1] in
@cases@
            esac
            ;;
    esac
}

if [[ $funcstack[1] == _hipflow ]]; then
    _hipflow "$@"
else
    compdef _hipflow hipflow
fi
"""


def write_script(hipflow: Command) -> str:
    """The script."""
    options = " ".join(each for option in hipflow.options for each in _write_option(option))
    commands = [f"                {_quote(f'{each.name}:{each.about}')}" for each in hipflow.commands]
    cases = [line for command in hipflow.commands for line in _write_case(command)]
    script = SCRIPT.replace("@options@", options).replace("@commands@", "\n".join(commands))
    return script.replace("@cases@", "\n".join(f"                {line}" for line in cases))


def _write_case(command: Command) -> Iterator[str]:
    specs = [spec for option in command.options for spec in _write_option(option)]
    specs += [_write_operand(operand) for operand in command.operands]
    if command.commands:
        names = " ".join(each.name for each in command.commands)
        specs.append(_quote(f"1:command:({names})"))
    yield f"{command.name}) _arguments -s \\"
    yield from (f"    {spec} \\" for spec in specs[:-1])
    yield f"    {specs[-1]} ;;"


def _write_option(option: Option) -> Iterator[str]:
    about = re.sub(r"([\[\]:])", r"\\\1", option.about)
    value = f":{_name(option.value)}:{_find(option.value)}" if option.value else ""
    for word in option.words:
        yield _quote(f"{word}[{about}]{value}")


def _write_operand(operand: Operand) -> str:
    place = "*" if operand.is_repeated else ":" if not operand.is_needed else ""
    return _quote(f"{place}:{_name(operand.value)}:{_find(operand.value)}")


def _name(value: Value) -> str:
    return "".join(letter for letter in value.shown.lower() if letter.isalpha() or letter == " ")


def _find(value: Value) -> str:
    """What completes a value."""
    match value.kind:
        case Kind.ROUTINE:
            return "_hipflow_routines"
        case Kind.EXERCISE:
            return "_hipflow_exercises"
        case Kind.EXERCISES:
            return "_hipflow_some_exercises"
        case Kind.FILE:
            return "_files"
        case Kind.CHOICE:
            return f"({' '.join(value.choices)})"
        case Kind.FREE:
            return ""


def _quote(text: str) -> str:
    escaped = text.replace("'", "'\\''")
    return f"'{escaped}'"

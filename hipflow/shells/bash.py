"""Completion for bash, from version 3.2 on, which macOS still has."""

from collections.abc import Iterator
from typing import Final

from hipflow.outline import Command, Kind, Value

SCRIPT: Final = """\
# Completion of hipflow for bash. In ~/.bashrc: eval "$(hipflow completions bash)"

_hipflow() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
    local command= source= words= options= valued= word before=
    local -i place=0
    COMPREPLY=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ -z $command ]]; then
            if [[ $word != -* ]]; then
                command=$word
                _hipflow_know "$command"
            fi
        elif [[ $word != -* && " $valued " != *" $before "* ]]; then
            place+=1
        fi
        before=$word
    done
    _hipflow_know "$command" "$place" "$prev"
    case $source in
        routines) words=$("${COMP_WORDS[0]}" list --names 2>/dev/null) ;;
        exercises | some) words=$("${COMP_WORDS[0]}" exercises --names 2>/dev/null) ;;
    esac
    if [[ $cur == -* && " $valued " != *" $prev "* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
    elif [[ $source == some ]]; then
        local head=
        [[ $cur == *,* ]] && head=${cur%,*},
        COMPREPLY=($(compgen -P "$head" -W "$words" -- "${cur##*,}"))
    else
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
    fi
}

# What there is to know of a command: its options, those that a value follows, and what stands at this place.
_hipflow_know() {
    source= words=
    case $1 in
@commands@
    esac
}

# Where nothing is found, files are: a routine may be one.
complete -o default -F _hipflow hipflow
"""


def write_script(hipflow: Command) -> str:
    """The script."""
    cases = [line for command in (hipflow, *hipflow.commands) for line in _write_case(command)]
    return SCRIPT.replace("@commands@", "\n".join(f"        {line}" for line in cases))


def _write_case(command: Command) -> Iterator[str]:
    options = [word for option in command.options for word in option.words]
    valued = [word for option in command.options if option.value for word in option.words]
    yield f"'{command.name}')"
    yield f"    options='{' '.join(options)}'"
    yield f"    valued='{' '.join(valued)}'"
    yield "    case $3 in"
    for option in command.options:
        if option.value:
            yield f"        {'|'.join(option.words)}) {_find(option.value)}; return ;;"
    yield "    esac"
    yield "    case ${2:-0} in"
    names = " ".join(each.name for each in command.commands)
    if names:
        yield f"        0) words='{names}' ;;"
    for place, operand in enumerate(command.operands):
        yield f"        {'*' if operand.is_repeated else place}) {_find(operand.value)} ;;"
    yield "    esac ;;"


def _find(value: Value) -> str:
    """Where the words come from that a value can be."""
    match value.kind:
        case Kind.ROUTINE:
            return "source=routines"
        case Kind.EXERCISE:
            return "source=exercises"
        case Kind.EXERCISES:
            return "source=some"
        case Kind.CHOICE:
            return f"source=choices words='{' '.join(value.choices)}'"
        case Kind.FILE | Kind.FREE:
            return "source=files"

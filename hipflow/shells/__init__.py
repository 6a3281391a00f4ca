"""Shells: a script for each that completes the commands of hipflow, with the names of routines and exercises."""

from collections.abc import Callable, Mapping
from typing import Final

from hipflow.outline import Command
from hipflow.shells import bash, fish, powershell, zsh

SHELLS: Final[Mapping[str, Callable[[Command], str]]] = {
    "bash": bash.write_script,
    "zsh": zsh.write_script,
    "fish": fish.write_script,
    "powershell": powershell.write_script,
}
"""What writes the script of a shell, by its name."""

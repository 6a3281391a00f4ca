"""What the shells complete, each asked as a person would, where it is installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hipflow.arguments import make_parser
from hipflow.cli import COMMANDS, main
from hipflow.library.catalogue import load_catalogue
from hipflow.outline import Kind, outline_parser
from hipflow.shells import SHELLS

HIPFLOW = outline_parser(make_parser(COMMANDS))
OPTIONS_OF_BACKUP = ["--help", "--yes", "-h"]

QUESTIONS = [
    ("hipflow pa", ["pack"]),
    ("hipflow show str", ["strength-15"]),
    ("hipflow edit my-", ["my-hips"]),
    ("hipflow new x --from my-", ["my-hips"]),
    ("hipflow figure half", ["half-pigeon"]),
    ("hipflow figure my-ma", ["my-march"]),
    ("hipflow run full-session --first-side r", ["right"]),
    ("hipflow run full-session --wit", ["--without"]),
    ("hipflow run full-session --without clam", ["clamshells"]),
    ("hipflow completions po", ["powershell"]),
    ("hipflow history del", ["delete"]),
    ("hipflow run full-session --speed ", []),
    ("hipflow backup file --y", ["--yes"]),
    ("hipflow help sh", ["show"]),
]
"""What is typed, and what a shell makes of it."""


@pytest.fixture
def program(tmp_path: Path, own_home: Path) -> Path:
    """hipflow as a program, and a person with a routine and an exercise of their own."""
    for name, text in (
        ("routines/my-hips.yaml", "version: 1\nname: My hips\nsteps: [frog-stretch]\n"),
        ("exercises/my-march.yaml", "extends: knee-drives\n"),
    ):
        path = own_home / "config" / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    program = tmp_path / "bin" / "hipflow"
    program.parent.mkdir()
    root = Path(__file__).parents[2]
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{root}" exec "{sys.executable}" -m hipflow "$@"\n')
    program.chmod(0o755)
    return program


def ask(shell: str, script: str, program: Path, *arguments: str) -> list[str]:
    """What a shell prints for a script of its own, line by line, in a folder without files."""
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed here")
    if sys.platform == "win32":
        pytest.skip("the stand-in for hipflow is a script of sh")
    empty = program.parent.parent / "empty"
    empty.mkdir()
    environment = os.environ | {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(empty)}
    done = subprocess.run(
        [path, *arguments, script], capture_output=True, text=True, check=False, env=environment, cwd=empty, timeout=60
    )
    assert done.stderr == ""
    return sorted(done.stdout.split())


def write(shell: str, program: Path) -> Path:
    """The completion of a shell as a file."""
    file = program.parent / f"completion.{shell}"
    file.write_text(SHELLS[shell](HIPFLOW))
    return file


def ask_bash(typed: str, program: Path) -> list[str]:
    words = typed.split(" ")
    script = (
        f"source {write('bash', program)}; COMP_WORDS=({' '.join(repr(word) for word in words)}); "
        f"COMP_CWORD={len(words) - 1}; _hipflow; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    return ask("bash", script, program, "--norc", "-c")


def ask_fish(typed: str, program: Path) -> list[str]:
    script = f"source {write('fish', program)}; complete -C '{typed}' | string split -f1 \\t"
    return ask("fish", script, program, "--no-config", "-c")


@pytest.mark.parametrize(("typed", "found"), QUESTIONS)
def test_bash_completes(typed: str, found: list[str], program: Path) -> None:
    assert ask_bash(typed, program) == found


@pytest.mark.parametrize(("typed", "found"), QUESTIONS)
def test_fish_completes(typed: str, found: list[str], program: Path) -> None:
    assert ask_fish(typed, program) == found


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a pty")
@pytest.mark.parametrize(("typed", "found"), [(typed, found[0]) for typed, found in QUESTIONS if found])
def test_zsh_completes(typed: str, found: str, program: Path) -> None:
    import pexpect

    if shutil.which("zsh") is None:
        pytest.skip("zsh is not installed here")
    environment = os.environ | {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "TERM": "dumb"}
    environment["HOME"] = str(program.parent)
    zsh = pexpect.spawn("zsh", ["-f", "-i"], env=environment, encoding="utf-8", timeout=60, dimensions=(40, 200))
    try:
        zsh.sendline('PS1=; autoload -U compinit; compinit -u -D; tell() { zle -I; print -r -- "<$BUFFER>" }')
        zsh.sendline(f"zle -N tell; bindkey '^X' tell; source {write('zsh', program)}; echo set-up-${{:-done}}")
        zsh.expect("set-up-done")
        zsh.send(f"{typed}\t\x18")
        zsh.expect(r"<(hipflow .*)>")
    finally:
        zsh.close(force=True)
    # A comma is put after one of several, a blank after all else.
    assert zsh.match.group(1).split()[-1].rstrip(",") == found


@pytest.mark.parametrize("ask_shell", [ask_bash, ask_fish])
def test_the_last_of_several_is_completed(ask_shell: object, program: Path) -> None:
    assert callable(ask_shell)
    assert ask_shell("hipflow run full-session --only frog-stretch,half", program) == ["frog-stretch,half-pigeon"]


def test_bash_knows_every_command_option_and_name(program: Path) -> None:
    assert ask_bash("hipflow ", program) == sorted(command.name for command in HIPFLOW.commands)


def test_bash_knows_every_option_of_a_command(program: Path) -> None:
    assert ask_bash("hipflow backup -", program) == OPTIONS_OF_BACKUP


def test_bash_knows_every_routine(program: Path) -> None:
    assert ask_bash("hipflow show ", program) == sorted(routine.id for routine in load_catalogue().read_routines())


def test_bash_leaves_files_to_itself(program: Path) -> None:
    assert ask_bash("hipflow restore ", program) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_one_that_the_shell_can_read(shell: str, program: Path) -> None:
    assert ask(shell, str(write(shell, program)), program, "-n") == []


def test_powershell_completes(program: Path) -> None:
    file = write("powershell", program)
    script = (
        f"Get-Content -Raw {file} | Invoke-Expression; "
        "(TabExpansion2 'hipflow show str' 16).CompletionMatches.CompletionText; "
        "(TabExpansion2 'hipflow run x --first-side r' 28).CompletionMatches.CompletionText"
    )
    assert ask("pwsh", script, program, "-NoProfile", "-Command") == ["right", "strength-15"]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_names_every_command_and_option(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completions", shell]) == 0

    script = capsys.readouterr().out
    for command in HIPFLOW.commands:
        assert command.name in script
        for option in command.options:
            words = option.words if shell != "fish" else [word.lstrip("-") for word in option.words]
            assert all(word in script for word in words)


def test_what_can_be_completed_is_told_by_kind() -> None:
    commands = {command.name: command for command in HIPFLOW.commands}

    assert commands["run"].operands[0].value.kind is Kind.ROUTINE
    assert commands["figure"].operands[0].value.kind is Kind.EXERCISE
    assert {option.words[0] for option in commands["run"].options if option.value} >= {"--only", "--fit", "--speed"}
    assert commands["check"].operands[0].is_repeated
    assert [command.name for command in commands["history"].commands] == ["delete"]

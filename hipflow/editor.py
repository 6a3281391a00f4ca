"""The person's own editor: which one that is, and how it is opened at a line."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

VARIABLES: Final = ("VISUAL", "EDITOR")
FALLBACKS: Final = ("notepad",) if os.name == "nt" else ("nano", "vi", "vim", "emacs")
"""Where no variable names one; a beginner gets out of the first."""

_LINE_FIRST: Final = frozenset({"emacs", "emacsclient", "gedit", "joe", "kak", "mg", "micro", "nano", "ne", "pico"}) | {
    *("gvim", "mvim", "nvim", "vi", "view", "vim", "vis")
}
"""They take +6 before the file."""
_CODES: Final = ("code", "code-insiders", "codium", "cursor", "windsurf")
_LINE_LAST: Final = frozenset({"helix", "hx", "subl", "sublime_text", "zed", "zeditor", *_CODES})
"""They take file:6, and the first of them only after --goto."""
_LINE_BEFORE: Final = frozenset({"kate", "mate"})
"""They take --line 6 before the file."""
_WAITING: Final = {
    **dict.fromkeys(_CODES, "--wait"),
    **dict.fromkeys(("mate", "subl", "sublime_text", "zed", "zeditor"), "--wait"),
    **dict.fromkeys(("gvim", "mvim"), "-f"),
    "kate": "--block",
}
"""They come back at once, unless they are asked to wait until the file is closed."""


class EditorError(Exception):
    """No editor could be opened; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Editor:
    """A program that changes a file, with the arguments that a person gives it always."""

    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the program, without its folder."""
        return re.sub(r"\.(?:exe|cmd|bat)$", "", re.split(r"[\\/]", self.words[0])[-1].lower())

    def spell_command(self, file: Path, line: int | None = None) -> list[str]:
        """The command that opens a file, at a line from 1 where this editor is known to take one."""
        words = list(self.words)
        wait = _WAITING.get(self.name)
        if wait and not {wait, "-w", "--nofork"} & set(words):
            words.append(wait)
        if line is None:
            return [*words, str(file)]
        if self.name in _LINE_FIRST:
            return [*words, f"+{line}", str(file)]
        if self.name in _LINE_LAST:
            return [*words, *["--goto"] * (self.name in _CODES), f"{file}:{line}"]
        if self.name in _LINE_BEFORE:
            return [*words, "--line", str(line), str(file)]
        return [*words, str(file)]


def find_editor(
    environment: Mapping[str, str] = os.environ, find_program: Callable[[str], str | None] = shutil.which
) -> Editor:
    """The editor that a person has chosen, or one that is there; raises EditorError where there is none."""
    for variable in VARIABLES:
        wish = environment.get(variable, "").strip()
        if not wish:
            continue
        words = _split(wish, find_program)
        if not words or find_program(words[0]) is None:
            what = f"${variable} names {wish!r}, and there is no such program"
            raise EditorError(f"{what}. Set it to your editor, such as: export {variable}=nano")
        return Editor(tuple(words))
    for name in FALLBACKS:
        if find_program(name):
            return Editor((name,))
    raise EditorError(f"no editor was found. Set $EDITOR to yours; these were looked for: {', '.join(FALLBACKS)}")


def open_editor(editor: Editor, file: Path, line: int | None = None) -> None:
    """Open a file in an editor and wait until the person leaves it; raises EditorError where it does not start."""
    command = editor.spell_command(file, line)
    # A program that is a script of the shell starts on Windows only by its full name.
    command[0] = shutil.which(command[0]) or command[0]
    try:
        subprocess.run(command, check=False)
    except OSError as error:
        raise EditorError(f"{command[0]} does not start: {error.strerror}") from None


def _split(wish: str, find_program: Callable[[str], str | None]) -> list[str]:
    """The words of a command; a path with spaces in it is one word, if there is a program of that name."""
    if find_program(wish):
        return [wish]
    try:
        words = shlex.split(wish, posix=os.name != "nt")
    except ValueError:
        return []
    return [word.strip('"') for word in words] if os.name == "nt" else words

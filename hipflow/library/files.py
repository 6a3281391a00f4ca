"""A file becomes text, or a complaint that says why it cannot."""

import stat
from pathlib import Path

from hipflow.library.problems import Complaint

MOST_BYTES = 1024 * 1024


def read_text(path: Path) -> str | Complaint:
    """The text of a plain UTF-8 file of at most 1 MiB, without a byte order mark; never waits for a pipe."""
    try:
        # Opening a pipe would wait for someone to write to it.
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return Complaint("this is a folder", "Name a file in it.")
        if not stat.S_ISREG(mode):
            return Complaint("this is not a plain file", "Copy its text into one.")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        if path.is_symlink():
            return Complaint("this is a link to nothing", "Point it at a file, or remove it.")
        return Complaint("there is no such file", "Check its name and folder.")
    except PermissionError:
        return Complaint("this file may not be read", "Give yourself permission to read it.")
    except OSError as error:
        return Complaint(f"this cannot be read ({error.strerror})", "Check its name and the disk.")
    except ValueError:
        # A name that no file can have.
        return Complaint("there is no such file", "Check its name and folder.")
    if len(content) > MOST_BYTES:
        return Complaint("this file is over the limit of 1 MiB", "Split it, or take out what is not needed.")
    return decode_text(content)


def decode_text(content: bytes) -> str | Complaint:
    """The text that UTF-8 bytes hold, without a byte order mark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")
        line, column = find_place(before, len(before))
        wrong = error.object[error.start]
        return Complaint(f"not UTF-8 text (byte 0x{wrong:02X})", "Save the file as UTF-8.", line, column)


def find_place(text: str, index: int) -> tuple[int, int]:
    """The line and column, both from 1, of the character at `index`."""
    lines = text[:index].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1

"""A file is written whole or not at all."""

import os
import stat
from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Put a text into a file, whole or not at all; its folders are made, and its rights stay. Raises OSError.

    Where the file is a link, what it leads to is written. Line ends are written as they are.
    """
    target = file.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        beside.write_bytes(text.encode())
        if target.exists():
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)

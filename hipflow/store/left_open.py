"""Whether a session was left open at all, known in a millisecond and without the code that takes one up."""

from contextlib import closing
from pathlib import Path

BUSY_SECONDS = 0.1
"""How long another process is waited for; that one is busy says nothing, and the whole search finds out."""


def may_be_left_open(file: Path) -> bool:
    """Can there be a session in the file of what was done that was begun and not ended? Only a no is certain."""
    import sqlite3

    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)) as opened:
            (found,) = opened.execute("SELECT EXISTS (SELECT 1 FROM live)").fetchone()
            return bool(found)
    except sqlite3.Error:
        return True

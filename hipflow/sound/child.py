"""A module of hipflow that runs in a process of its own."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

Child = subprocess.Popen[bytes]


def start_child(module: str, *arguments: str, flags: int = 0) -> Child:
    """Start `python -m module`, to be talked to by its standard input and output; raises OSError.

    It prints nothing on the terminal, and Ctrl+C is not for it.

    Args:
        module: Its whole name.
        arguments: What it is given on its command line.
        flags: How Windows is to create it.
    """
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) | flags,
    )


def end_child(child: Child) -> None:
    """End it at once, whatever it does."""
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # it may hold what the child never read
                pipe.close()

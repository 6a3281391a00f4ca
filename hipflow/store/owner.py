"""Whose session it is: a process, told from all that had its number before or will have it again."""

import os
import subprocess
import sys
from pathlib import Path

STAT_STATE, STAT_STARTED = 0, 19
"""Places in /proc/PID/stat, counted after the name in brackets, which may hold anything."""


def name_owner(pid: int | None = None) -> str:
    """This process, or another that lives: its number, and what no other process of that number has.

    Raises ProcessLookupError where there is none, or where it has ended and only waits to be noticed.
    """
    pid = os.getpid() if pid is None else pid
    if sys.platform == "linux":
        return f"{pid} {_read_boot()} {_read_start(pid)}"
    if sys.platform == "win32":
        return f"{pid} {_ask_windows(pid)}"
    return f"{pid} {_ask_ps(pid)}"


def is_alive(owner: str) -> bool:
    """Does the process still run that was named so? Where that cannot be told, it is taken to."""
    number = owner.partition(" ")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return False
    try:
        return name_owner(int(number)) == owner
    except ProcessLookupError:
        return False
    except OSError:
        return True


def _read_boot() -> str:
    """What tells this run of the machine from all others."""
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def _read_start(pid: int) -> str:
    """When a process was started, in ticks since the machine was."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except FileNotFoundError as error:
        raise ProcessLookupError(pid) from error
    if fields[STAT_STATE] in "ZX":
        raise ProcessLookupError(pid)
    return fields[STAT_STARTED]


def _ask_ps(pid: int) -> str:
    """When a process was started, to the second, as `ps` tells it on macOS and the BSDs."""
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    # Someone who travels must not become another process.
    environ = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}
    try:
        told = subprocess.run(command, capture_output=True, timeout=2, check=False, env=environ)
    except subprocess.TimeoutExpired as error:
        raise OSError("ps does not answer") from error
    started = " ".join(told.stdout.decode(errors="replace").split())
    if not started:
        raise ProcessLookupError(pid)
    return started


def _ask_windows(pid: int) -> str:
    """When a process was started, in units of 100 ns."""
    if sys.platform != "win32":
        raise OSError
    import ctypes

    may_ask, still_active = 0x1000, 259
    kernel = ctypes.windll.kernel32
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(may_ask, False, pid)
    if not handle:
        raise ProcessLookupError(pid)
    try:
        code, times = ctypes.c_ulong(), [ctypes.c_ulonglong() for _ in range(4)]
        process = ctypes.c_void_p(handle)
        is_told = kernel.GetExitCodeProcess(process, ctypes.byref(code))
        is_told = kernel.GetProcessTimes(process, *map(ctypes.byref, times)) and is_told
        if not is_told or code.value != still_active:
            raise ProcessLookupError(pid)
        return str(times[0].value)
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))

"""The one clock that sessions are timed by, so that every process of hipflow reads the same."""

import sys
import time


def read_clock() -> float:
    """Seconds of a steady clock that counts on while the machine sleeps; the same in every process.

    `time.monotonic` stands still during sleep on Linux and macOS and runs on Windows; these run on all three.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
    return time.monotonic()

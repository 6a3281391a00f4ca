"""What 10,000 routine files cost: the first frame against that of an empty library, the list, and the names alone."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from hipflow.library.catalogue import Catalogue
from hipflow.library.listings import Source
from hipflow.places import data_root
from tests.benchmarks.bench_screens import Guest

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
FILES = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
HIPFLOW = [sys.executable, "-m", "hipflow"]
SEEN = "Pre-run warm-up"
"""A routine that is in the first frame of either library."""


def write_files(folder: Path) -> None:
    """Routines like the presets, each with a name, an id and a description of its own, saved some time ago."""
    folder.mkdir(parents=True)
    presets = [path.read_text(encoding="utf-8") for path in sorted((data_root() / "routines").iterdir())]
    for number in range(FILES):
        lines = presets[number % len(presets)].split("\n")
        own = {
            "id: ": f"own-{number:05}",
            "name: ": f"Evening hips {number}",
            "description: ": f"Number {number} of the hips, for an evening after a long run in the hills.",
        }
        text = "\n".join(
            next((key + value for key, value in own.items() if line.startswith(key)), line) for line in lines
        )
        path = folder / f"own-{number:05}.yaml"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))


def places(home: Path) -> Mapping[str, str]:
    """The environment in which hipflow lives in a folder."""
    kinds = {f"HIPFLOW_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE")}
    # As it is installed: compiled once, not at every start.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, **kinds, "TERM": "xterm-256color", "COLORTERM": "truecolor", "HIPFLOW_AUDIO": "silent"}


def time_first_frame(environment: Mapping[str, str]) -> tuple[float, float]:
    """Milliseconds on the clock and of CPU until the routines are seen."""
    guest = Guest(HIPFLOW, environment, 120, 35)
    clock = guest.wait_for(SEEN, 60)
    cpu = guest.cpu * 1000
    guest.kill()
    return clock, cpu


def time_command(environment: Mapping[str, str], *arguments: str) -> tuple[float, float]:
    """Milliseconds on the clock and of CPU of a command."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([*HIPFLOW, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return clock * 1000, cpu * 1000


def compare(name: str, empty: Callable[[], tuple[float, float]], full: Callable[[], tuple[float, float]]) -> None:
    """Print the medians of either, in turns, and of their ratios."""
    pairs = [(empty(), full()) for _ in range(RUNS)]
    for place, unit in enumerate(("ms", "ms of CPU")):
        nothing = statistics.median(pair[0][place] for pair in pairs)
        many = statistics.median(pair[1][place] for pair in pairs)
        least = min(pair[1][place] for pair in pairs)
        ratio = statistics.median(pair[1][place] / pair[0][place] for pair in pairs)
        print(f"{name:22} empty {nothing:6.0f}  {FILES:,} files {many:6.0f} (least {least:.0f}) {unit}, {ratio:.2f} x")


def time_catalogue(home: Path) -> None:
    """Print what becomes of the files inside: read all at first, then recalled, then looked at again."""
    catalogue = Catalogue(data_root(), home / "config", home / "cache")
    began = time.process_time()
    catalogue.check()
    print(f"{'read all, no index':22} {(time.process_time() - began) * 1000:6.0f} ms of CPU")
    catalogue = Catalogue(data_root(), home / "config", home / "cache")
    began = time.process_time()
    count = len(catalogue.recall())
    recalled = time.process_time()
    changed = catalogue.check()
    looked = time.process_time()
    assert (count, changed) == (FILES + 8, False)
    print(f"{'recall the index':22} {(recalled - began) * 1000:6.0f} ms of CPU")
    print(f"{'look at every file':22} {(looked - recalled) * 1000:6.0f} ms of CPU")
    path = home / "config" / "routines" / "own-00005.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Evening", "Morning"), encoding="utf-8")
    began = time.process_time()
    assert catalogue.check()
    print(f"{'after one was saved':22} {(time.process_time() - began) * 1000:6.0f} ms of CPU")
    assert sum(listing.source is Source.USER for listing in catalogue.routines) == FILES
    os.utime(path, (1_700_000_000, 1_700_000_000))
    catalogue.check()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        empty, full = Path(folder, "empty"), Path(folder, "full")
        write_files(full / "config" / "routines")
        time_catalogue(full)
        none, many = places(empty), places(full)
        for environment in (none, many):
            time_command(environment, "list")
        compare("first frame", lambda: time_first_frame(none), lambda: time_first_frame(many))
        compare(
            "hipflow list --names",
            lambda: time_command(none, "list", "--names"),
            lambda: time_command(many, "list", "--names"),
        )
        compare("hipflow list", lambda: time_command(none, "list"), lambda: time_command(many, "list"))

"""Tries very much input, and keeps what something goes wrong with: `python -m tests.fuzzing.fuzz [INPUTS]`.

Half of it is almost right, made by hypothesis; half is bytes that atheris changes to reach what was not reached yet,
where it is installed (`pip install -e '.[fuzz]'`).
"""

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzzing.inputs import near, seeds
from tests.fuzzing.targets import TARGETS, check, read_peak

CORPUS: Final = Path(__file__).parent / "corpus"
SHARES: Final = {"routine": 8, "exercise": 6, "figure": 4, "settings": 4, "journal": 2, "arguments": 2, "memory": 1}
"""How much of all input goes to a target, in parts; 1 where it says nothing."""
MOST_BYTES: Final = 4096
"""Of what atheris makes. Large documents are few and known: the tests have them."""


def share(inputs: int, target: str) -> int:
    """How many of these inputs are for a target."""
    return inputs * SHARES.get(target, 1) // sum(SHARES.get(each, 1) for each in TARGETS)


def keep(target: str, data: bytes) -> Path:
    """Keep an input that something goes wrong with; the tests walk all of them from then on."""
    file = CORPUS / target / hashlib.sha256(data).hexdigest()[:12]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def try_near(target: str, inputs: int) -> tuple[int, float, int]:
    """Try input that is almost right: how many, the longest that one took in seconds, and how many were found."""
    tried, longest, failing = 0, 0.0, b""

    @settings(
        max_examples=max(1, inputs),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(near(target))
    def run(data: bytes) -> None:
        nonlocal tried, longest, failing
        tried += 1
        try:
            longest = max(longest, check(target, data))
        except BaseException:
            failing = data
            raise

    try:
        run()
    except Exception:
        print(f"{target}: {keep(target, failing)}\n{traceback.format_exc(limit=-6)}")
        return tried, longest, 1
    return tried, longest, 0


def try_bytes(target: str, inputs: int) -> tuple[int, int]:
    """Try bytes, in a process of its own, for atheris does not come back: how many were tried, and found."""
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(seeds(target)):
            Path(folder, str(number)).write_bytes(data[:MOST_BYTES])
        (CORPUS / target).mkdir(parents=True, exist_ok=True)
        asked = [f"-atheris_runs={inputs}", f"-max_len={MOST_BYTES}", "-timeout=20", "-rss_limit_mb=2048"]
        asked += [f"-artifact_prefix={CORPUS / target}/", folder]
        command = [sys.executable, "-m", "tests.fuzzing.feed", target, *asked]
        ended = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    done = re.search(r"Done (\d+) in", ended.stderr)
    if done is None:
        print(f"{target}: exit code {ended.returncode}\n{ended.stderr[-4000:]}")
    return int(done[1]) if done else 0, int(done is None)


def main(inputs: int) -> int:
    """Try it all, and print what came of it."""
    has_atheris = importlib.util.find_spec("atheris") is not None
    ways: list[tuple[str, Callable[[str, int], tuple[int, int]]]] = []
    slowest = 0.0

    def near_by(target: str, count: int) -> tuple[int, int]:
        nonlocal slowest
        tried, longest, found = try_near(target, count)
        slowest = max(slowest, longest)
        return tried, found

    ways.append(("almost right", near_by))
    if has_atheris:
        ways.append(("bytes", try_bytes))
    else:
        print("atheris is not installed: all input is almost right")
    total = found = 0
    for name, way in ways:
        for target in TARGETS:
            began = time.monotonic()
            tried, wrong = way(target, share(inputs // len(ways), target))
            total, found = total + tried, found + wrong
            seconds = time.monotonic() - began
            print(f"{target:10} {name:12} {tried:7,} inputs {seconds:6.0f} s, {wrong} found", flush=True)
    memory = max(read_peak(), read_peak(of_children=True))
    print(
        f"{total:,} inputs, {found} found; the slowest {slowest:.2f} s of CPU, never more than {memory:.0f} MiB in all"
    )
    return 1 if found else 0


if __name__ == "__main__":
    os.environ.setdefault("COLUMNS", "80")
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))

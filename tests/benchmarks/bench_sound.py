"""Prints what sound costs: an open stream, a call, the words of a session, memory."""

import os
import resource
import statistics
import sys
import threading
import time
from array import array
from dataclasses import dataclass
from pathlib import Path

from hipflow.clock import read_clock
from hipflow.core.collisions import find_collisions
from hipflow.core.plan import compile_plan
from hipflow.core.score import score_table
from hipflow.library.catalogue import Catalogue
from hipflow.places import data_root
from hipflow.sound.clip import RATE, Clip, Part
from hipflow.sound.clips import Clips
from hipflow.sound.mixer import Mixer
from hipflow.sound.speaker import Speaker
from hipflow.sound.stream_process import StreamProcess
from hipflow.sound.voice import Voice, find_manner

WATCHED = 8.0
CALLS = 2000


def wait(seconds: float) -> None:
    threading.Event().wait(seconds)


def used_megabytes() -> float:
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1e6 if sys.platform == "darwin" else 1e3)


@dataclass(frozen=True)
class Usage:
    """What a process has used so far."""

    seconds: float
    megabytes: float
    own_megabytes: float


def look_at(pid: int | None) -> Usage | None:
    """What another process has used so far; None where the system does not tell."""
    folder = Path("/proc") / str(pid)
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        sizes = dict(line.split()[:2] for line in (folder / "smaps_rollup").read_text().splitlines()[1:])
    except OSError:
        return None
    own = sum(int(size) for name, size in sizes.items() if name.startswith("Private_"))
    seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return Usage(seconds, int(sizes["Rss:"]) / 1e3, own / 1e3)


def time_mixing() -> None:
    """How much of a core it takes to mix, by how much is heard at once."""
    block = 882
    for name, beeps, has_speech in [
        ("silence", 0, False),
        ("a beep", 1, False),
        ("speech", 0, True),
        ("both", 1, True),
    ]:
        mixer = Mixer(gain=0.9)
        sound = array("h", [3000, -3000] * RATE * 4)
        mixer.schedule(0.0, [Part(0.0, Clip(sound)) for _ in range(beeps)])
        if has_speech:
            mixer.schedule(0.0, [Part(0.0, Clip(sound), is_speech=True)])
        began = time.process_time()
        for number in range(150):
            mixer.render(block, number * block / RATE)
        share = (time.process_time() - began) / (150 * block / RATE)
        print(f"mixing {name:<22}{share:8.2%} of a core")


def time_stream() -> Speaker:
    """What a stream costs that is open and silent, and how long a call keeps its caller waiting."""
    before = used_megabytes()
    stream = StreamProcess()
    speaker = Speaker(Clips(data_root() / "assets" / "sounds"), read_clock, [stream])
    began = time.perf_counter()
    speaker.open()
    print(f"open() keeps waiting{(time.perf_counter() - began) * 1e3:17.2f} ms")
    while speaker.status == "starting":
        wait(0.01)
    if speaker.status != "on":
        speaker.close()
        stream = StreamProcess("NULL")
        speaker = Speaker(speaker.clips, read_clock, [stream])
        began = time.perf_counter()
        speaker.open()
        while speaker.status == "starting":
            wait(0.01)
    print(f"output                      {speaker.output_name} ({speaker.detail})")
    print(f"open after{(time.perf_counter() - began) * 1e3:27.0f} ms")
    wait(1)
    used, theirs, began = time.process_time(), look_at(stream.pid), time.perf_counter()
    wait(WATCHED)
    passed = time.perf_counter() - began
    print(f"a silent stream, here{(time.process_time() - used) / passed:16.2%} of a core")
    print(f"memory for it, here{used_megabytes() - before:16.1f} MB")
    if theirs is None:
        print("in the process that plays    not looked at: only Linux tells")
    elif (then := look_at(stream.pid)) is not None:
        print(f"in the process that plays{(then.seconds - theirs.seconds) / passed:12.2%} of a core")
        print(f"memory of that{then.megabytes:21.1f} MB, {then.own_megabytes:.1f} MB of it its own")
    return speaker


def time_calls(speaker: Speaker) -> None:
    clip = Clip(array("h", [0, 0] * 4410))
    waits = []
    for number in range(CALLS):
        began = time.perf_counter()
        handle = speaker.schedule(read_clock() + 0.2, [Part(second, clip) for second in (0.0, 1.0, 2.0, 3.0)])
        if number % 2:
            speaker.cancel(handle)
        waits.append((time.perf_counter() - began) * 1e3)
        wait(0.001)
    speaker.cancel()
    ordered = sorted(waits)
    print(f"a call: median{statistics.median(waits):21.4f} ms")
    print(f"a call: 99th percentile{ordered[int(0.99 * CALLS)]:12.4f} ms")
    print(f"a call: longest{ordered[-1]:20.4f} ms")


def time_words() -> None:
    manner = find_manner()
    if manner is None:
        print("words                        no voice on this machine")
        return
    for routine in Catalogue(data_root(), data_root() / "none").read_routines():
        if routine.id not in ("full-session", "seven-stretches"):
            continue
        plan = compile_plan(routine)
        texts = dict.fromkeys(row.cue.words for row in score_table(plan) if row.cue.words)
        voice = Voice(manner)
        began = time.perf_counter()
        voice.make(texts)
        asked = time.perf_counter() - began
        first = voice.find(next(iter(texts)))
        while first.samples is None:
            wait(0.002)
        at_first = time.perf_counter() - began
        while not voice.is_idle:
            wait(0.005)
        size = sum(len(clip.samples or ()) * 2 for clip in (voice.find(words) for words in texts)) / 1e6
        print(
            f"words of {routine.id}: {len(texts)} phrases, {time.perf_counter() - began:.2f} s, the first after "
            f"{at_first:.2f} s, asking keeps waiting {asked * 1e3:.1f} ms, {size:.1f} MB ({manner.engine})"
        )
        voice.close()
        began = time.perf_counter()
        find_collisions(plan)
        print(f"score and collisions of {routine.id}: {(time.perf_counter() - began) * 1e3:.0f} ms")


if __name__ == "__main__":
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    time_mixing()
    open_speaker = time_stream()
    time_calls(open_speaker)
    open_speaker.close()
    time_words()

"""The voice: words become clips, in the background, in the order they are asked for.

An engine and the work on its samples run in a child process: a crash stays there, and so does the time it takes,
which would be heard and seen here. Nobody waits for words: a clip is empty until they are made.
"""

import json
import sys
import threading
from array import array
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from hipflow.sound.child import Child, end_child, start_child
from hipflow.sound.clip import Clip
from hipflow.sound.engines import USUAL_LANGUAGE, USUAL_RATE, find_engine

MOST_FAILURES = 3
"""Children that may fail before the voice gives up."""
MOST_KEPT = 300
"""Clips that are kept for another time, of about 0.2 MB each."""
LONGEST = 20_000_000
"""Bytes of samples that are believed."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How words are said."""

    engine: str
    """One of the engines there are."""
    voice: str = ""
    """What the engine calls a voice; empty for one that speaks the language."""
    rate: int = USUAL_RATE
    """Words a minute."""
    language: str = USUAL_LANGUAGE
    """Such as en-gb. The words are English: it is the accent."""


def find_manner(
    engine: str = "auto", voice: str = "", rate: int = USUAL_RATE, language: str = USUAL_LANGUAGE
) -> Manner | None:
    """How words can be said on this machine; None where they cannot."""
    found = find_engine(engine)
    return Manner(found, voice, rate, language) if found else None


class Voice:
    """Makes clips of words. Nothing it does blocks or raises."""

    def __init__(self, manner: Manner) -> None:
        """A voice; its child process starts with the first words."""
        self._manner = manner
        self._clips: dict[tuple[Manner, str], Clip] = {}
        self._wanted: deque[tuple[tuple[Manner, str], Clip]] = deque()
        self._failures = 0
        self._is_closed = False
        self._change = threading.Condition()
        self._thread: threading.Thread | None = None
        self._child: Child | None = None
        self._child_manner: Manner | None = None

    @property
    def manner(self) -> Manner:
        """How words are said; may be set at any time, for those that are asked for after it."""
        return self._manner

    @manner.setter
    def manner(self, manner: Manner) -> None:
        self._manner = manner
        self._failures = 0

    @property
    def status(self) -> str:
        """How it is, in one word: on, or broken."""
        return "broken" if self._failures >= MOST_FAILURES else "on"

    def find(self, words: str) -> Clip:
        """The clip of some words, made as soon as can be if nobody has asked for them before."""
        key = (self._manner, words)
        clip = self._clips.get(key)
        if clip is None:
            clip = self._want(key, is_urgent=True)
        return clip

    def measure(self, words: str) -> float | None:
        """How many seconds it takes to say something; None while that was not made."""
        clip = self._clips.get((self._manner, words))
        return clip.seconds or None if clip else None

    def make(self, texts: Iterable[str]) -> None:
        """Have the clips of some words made, in this order, after those asked for before."""
        for words in texts:
            key = (self._manner, words)
            if key not in self._clips:
                self._want(key, is_urgent=False)

    @property
    def is_idle(self) -> bool:
        """Is all made that was asked for?"""
        return all(clip.samples is not None for clip in self._clips.values()) or self.status == "broken"

    def close(self) -> None:
        """Make nothing more, and end the child."""
        with self._change:
            self._is_closed = True
            self._change.notify()
        child = self._child
        if child is not None:
            child.kill()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(2)

    def _want(self, key: tuple[Manner, str], *, is_urgent: bool) -> Clip:
        clip = self._clips[key] = Clip(is_mono=True)
        while len(self._clips) > MOST_KEPT:
            del self._clips[next(iter(self._clips))]
        with self._change:
            if is_urgent:
                self._wanted.appendleft((key, clip))
            else:
                self._wanted.append((key, clip))
            if self._thread is None and not self._is_closed:
                self._thread = threading.Thread(target=self._run, daemon=True, name="hipflow-voice")
                self._thread.start()
            self._change.notify()
        return clip

    def _run(self) -> None:
        while True:
            with self._change:
                while not self._wanted and not self._is_closed:
                    self._change.wait()
                if self._is_closed:
                    break
                (manner, words), clip = self._wanted.popleft()
            clip.samples = self._say(manner, words)
        self._end_child()

    def _say(self, manner: Manner, words: str) -> "array[int]":
        """The samples of some words; none if they cannot be said."""
        if self._failures < MOST_FAILURES:
            try:
                samples = self._ask(self._start_child(manner), words)
            except (OSError, ValueError):
                self._failures += 1
                self._end_child()
            else:
                self._failures = 0
                return samples
        return array("h")

    def _start_child(self, manner: Manner) -> Child:
        child = self._child
        if child is not None and self._child_manner == manner and child.poll() is None:
            return child
        self._end_child()
        wishes = (manner.engine, str(manner.rate), manner.voice, manner.language)
        child = start_child("hipflow.sound.voice_child", *wishes)
        self._child, self._child_manner = child, manner
        return child

    def _ask(self, child: Child, words: str) -> "array[int]":
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(json.dumps(words).encode() + b"\n")
        child.stdin.flush()
        head = child.stdout.read(4)
        length = int.from_bytes(head, "big")
        if len(head) < 4 or length > LONGEST or length % 2:
            raise ValueError("no answer")
        content = child.stdout.read(length)
        if len(content) < length:
            raise ValueError("half an answer")
        samples = array("h", content)
        if sys.byteorder == "big":
            samples.byteswap()
        return samples

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            end_child(child)

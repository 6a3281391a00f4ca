"""Words become clips, in a child process that may be missing, crash or hang."""

import math
import shutil
import subprocess
import sys
import threading
from array import array
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from hipflow.clock import read_clock
from hipflow.core.collisions import find_collisions
from hipflow.core.plan import compile_plan
from hipflow.core.score import score_table
from hipflow.core.wording import estimate_seconds
from hipflow.library.catalogue import Catalogue
from hipflow.places import data_root
from hipflow.sound.clip import RATE
from hipflow.sound.engines import Speech, VoiceError, clean, find_engine, find_say_voice, is_safe_name, make_engine
from hipflow.sound.levels import FULL
from hipflow.sound.polish import polish
from hipflow.sound.voice import Manner, Voice, find_manner

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
PATIENCE = 60.0


def wait_for(is_so: Callable[[], bool]) -> None:
    """Let threads run until something is so."""
    waiting, end = threading.Event(), read_clock() + PATIENCE
    while not is_so():
        assert read_clock() < end, "it never came to be"
        waiting.wait(0.01)


@pytest.fixture
def voice() -> Iterator[Voice]:
    """A voice by espeak-ng."""
    voice = Voice(Manner("espeak-ng"))
    yield voice
    voice.close()


@needs_espeak
def test_words_are_made_in_the_background_and_kept(voice: Voice) -> None:
    clip = voice.find("Next: half pigeon")
    assert clip.samples is None

    wait_for(lambda: voice.is_idle)

    assert clip.seconds == pytest.approx(estimate_seconds("Next: half pigeon"), abs=0.5)
    assert voice.find("Next: half pigeon") is clip
    assert voice.status == "on"


@needs_espeak
def test_what_is_needed_now_is_made_before_what_is_needed_later(voice: Voice) -> None:
    voice.make(f"Number {number}" for number in range(50))
    urgent = voice.find("Right side")

    wait_for(lambda: urgent.samples is not None)

    assert not voice.is_idle


@needs_espeak
def test_another_manner_makes_other_clips_while_it_runs(voice: Voice) -> None:
    slow = voice.find("Half pigeon")
    wait_for(lambda: voice.is_idle)

    voice.manner = Manner("espeak-ng", voice="en-gb", rate=260)
    fast = voice.find("Half pigeon")
    wait_for(lambda: voice.is_idle)

    assert fast is not slow
    assert fast.seconds is not None
    assert slow.seconds is not None
    assert fast.seconds < slow.seconds


@needs_espeak
def test_the_words_of_every_preset_fit_as_they_are_really_said() -> None:
    voice = Voice(Manner("espeak-ng"))
    plans = [
        compile_plan(routine)
        for routine in Catalogue(data_root(), data_root() / "none").read_routines()
        if routine.id in ("full-session", "desk-break-3")
    ]

    def measure(words: str) -> float:
        return voice.find(words).seconds or estimate_seconds(words)

    try:
        for a_plan in plans:
            for _ in range(3):  # real lengths may lead to other words, which are made then
                voice.make(row.cue.words for row in score_table(a_plan, measure=measure) if row.cue.words)
                wait_for(lambda: voice.is_idle)
            assert find_collisions(a_plan, measure=measure) == ()
            for row in score_table(a_plan, measure=measure):
                if row.cue.words:
                    assert abs(estimate_seconds(row.cue.words) - measure(row.cue.words)) < 0.6
    finally:
        voice.close()


@pytest.mark.parametrize("engine", ["no such engine", "say", "sapi"])
def test_a_voice_that_cannot_be_had_says_nothing_and_keeps_nobody_waiting(engine: str) -> None:
    if find_engine(engine):
        pytest.skip("it can be had here")
    voice = Voice(Manner(engine))

    clips = [voice.find(f"Number {number}") for number in range(20)]
    wait_for(lambda: voice.is_idle)

    assert voice.status == "broken"
    assert all(clip.seconds in (None, 0.0) for clip in clips)
    voice.close()
    voice.close()


@needs_espeak
def test_a_child_that_is_killed_is_replaced(voice: Voice) -> None:
    voice.find("One")
    wait_for(lambda: voice.is_idle)
    assert voice._child is not None
    voice._child.kill()
    voice._child.wait()

    clip = voice.find("Two")
    wait_for(lambda: voice.is_idle)

    assert clip.seconds
    assert voice.status == "on"


def test_a_closed_voice_starts_nothing() -> None:
    voice = Voice(Manner("espeak-ng"))
    voice.close()

    assert voice.find("Half").samples is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("--version", "--version"),
        ("half\x07 pigeon\x1b[31m", "half pigeon 31m"),
        ("[[_^_en]] <break time='9s'/>", "_^_en break time='9s'/"),
        ("  two\n\nlines ", "two lines"),
        ("x" * 900, "x" * 300),
    ],
)
def test_nothing_in_a_text_is_obeyed(text: str, said: str) -> None:
    assert clean(text) == said


@needs_espeak
@pytest.mark.parametrize("text", ["--version", "-f /etc/passwd", "$(touch x)", "…", "日本"])
def test_an_odd_text_is_said_or_left_and_never_obeyed(text: str) -> None:
    speech = make_engine("espeak-ng", "", 165)(text)

    assert speech.rate == 22_050


@pytest.mark.parametrize(
    ("name", "is_fine"),
    [("en-us", True), ("en+f3", True), ("Samantha (Enhanced)", True), ("-w", False), ("", False), ("a;b", False)],
)
def test_a_name_of_a_voice_is_never_an_option(name: str, is_fine: bool) -> None:
    assert is_safe_name(name) == is_fine


@pytest.mark.parametrize(("voice", "language"), [("--stdout -f x", "en-gb"), ("", "-w x")])
def test_an_engine_refuses_a_voice_that_is_none(voice: str, language: str) -> None:
    with pytest.raises(VoiceError, match="no name of a voice"):
        make_engine("espeak-ng", voice, 165, language)


@needs_espeak
def test_a_language_is_heard_unless_a_voice_is_named() -> None:
    american, british, named = (
        make_engine("espeak-ng", voice, 165, language)("Half pigeon, last one").samples
        for voice, language in [("", "en-us"), ("", "en-gb"), ("en-gb", "en-us")]
    )

    assert american != british
    assert named == british


LISTED = """\
Alice               it_IT    # Ciao! Mi chiamo Alice.
Daniel              en_GB    # Hello! My name is Daniel.
Bad News            en_US    # Hello! My name is Bad News.
Samantha (Enhanced) en_US    # Hello! My name is Samantha.
"""


@pytest.mark.parametrize(("language", "voice"), [("en-us", "Samantha (Enhanced)"), ("en-gb", "Daniel"), ("en-ie", "")])
def test_on_a_mac_a_voice_that_speaks_the_language_is_looked_for(language: str, voice: str) -> None:
    assert find_say_voice(LISTED, language) == voice


def test_a_machine_without_the_engine_has_no_manner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert find_manner("espeak-ng") is None
    assert find_manner("off") is None


def speech(seconds: float, level: int, *, silence: float = 0.2, rate: int = 22_050) -> Speech:
    wave = [int(level * math.sin(place / 9)) for place in range(round(seconds * rate))]
    quiet = [0] * round(silence * rate)
    return Speech(rate, array("h", quiet + wave + quiet))


def loudness(samples: "array[int]") -> float:
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples)) / FULL


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100])
def test_speech_is_brought_to_the_rate_of_the_mixer_without_the_silence_around_it(rate: int) -> None:
    samples = polish(speech(1.0, 9000, rate=rate))

    assert len(samples) / RATE == pytest.approx(1.03, abs=0.03)


@pytest.mark.parametrize("level", [1500, 6000, 20_000])
def test_all_speech_is_about_equally_loud_and_never_cut_off(level: int) -> None:
    samples = polish(speech(1.0, level))

    assert loudness(samples) == pytest.approx(0.13, abs=0.015)
    assert max(map(abs, samples)) < FULL


def test_speech_begins_and_ends_without_a_click() -> None:
    samples = polish(speech(0.5, 20_000, silence=0.0))

    assert abs(samples[0]) < 100
    assert abs(samples[-1]) < 100
    assert max(abs(b - a) for a, b in pairwise(samples[:20])) < 400


def test_silence_is_no_speech() -> None:
    assert len(polish(Speech(22_050, array("h", [0] * 5000)))) == 0
    assert len(polish(Speech(22_050, array("h")))) == 0


@needs_espeak
def test_nothing_to_say_is_no_speech() -> None:
    with pytest.raises(VoiceError):
        make_engine("espeak-ng", "", 165)("")


def test_the_child_ends_with_its_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hipflow.sound.voice_child", "espeak-ng", "165", "", "en-gb"],
        input=b"",
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert done.stdout == done.stderr == b""

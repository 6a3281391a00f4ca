"""The ways out of the machine: a real stream that goes nowhere, players of whole buffers, and the bell."""

import os
import sys
import threading
import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from hipflow.clock import read_clock
from hipflow.sound.bell import APART, Bell, Silence
from hipflow.sound.clip import RATE, Clip, Part
from hipflow.sound.libraries import SimpleaudioPlayer, WindowsPlayer
from hipflow.sound.mixer import Mixer
from hipflow.sound.outputs import OutputError
from hipflow.sound.programs import ProgramPlayer
from hipflow.sound.spans import LEAD, mix_down
from hipflow.sound.stream import SLOW, STALLED, TOO_FAST, MiniaudioStream
from tests.sound.conftest import HandClock

PATIENCE = 60.0


def tone(seconds: float, level: int = 1000) -> Clip:
    return Clip(array("h", [level, level] * round(seconds * RATE)))


def wait_for(is_so: Callable[[], bool]) -> None:
    """Let threads run until something is so."""
    waiting, end = threading.Event(), read_clock() + PATIENCE
    while not is_so():
        assert read_clock() < end, "it never came to be"
        waiting.wait(0.01)


class NullStream(MiniaudioStream):
    """A real stream, in real time, to nowhere."""

    def __init__(self) -> None:
        super().__init__(backends=("NULL",), is_null_fine=True)


@pytest.fixture
def miniaudio() -> None:
    """Skips where miniaudio has no wheel."""
    pytest.importorskip("miniaudio")


@pytest.mark.usefixtures("miniaudio")
class TestStream:
    """Through miniaudio."""

    def test_it_asks_for_samples_as_time_passes_and_can_be_closed_twice(self) -> None:
        stream, mixer = NullStream(), Mixer()
        began = read_clock()
        stream.open(mixer, read_clock)
        try:
            wait_for(lambda: mixer.position > RATE // 2)
            passed = read_clock() - began
            stream.check(read_clock())
            assert stream.detail == "Null"
            assert mixer.position / RATE <= passed + 0.5
        finally:
            stream.close()
            stream.close()

    def test_what_is_scheduled_is_rendered_at_its_moment(self) -> None:
        stream, mixer = NullStream(), Mixer()
        stream.open(mixer, read_clock)
        try:
            mixer.schedule(read_clock() + 0.3, [Part(0.0, tone(0.1))])
            wait_for(lambda: bool(mixer.sounding))
            wait_for(lambda: mixer.is_done)
        finally:
            stream.close()

    def test_silence_by_a_missing_audio_library_counts_as_no_device(self) -> None:
        stream = MiniaudioStream(backends=("NULL",))

        with pytest.raises(OutputError, match="no device"):
            stream.open(Mixer(), read_clock)

    def test_a_fault_in_the_mixer_is_told_and_never_reaches_the_device(self, capfd: pytest.CaptureFixture[str]) -> None:
        class BrokenMixer(Mixer):
            def render(self, frames: int, now: float) -> bytes:
                self.position += frames
                raise ZeroDivisionError(f"{frames} at {now}")

        stream, mixer = NullStream(), BrokenMixer()
        stream.open(mixer, read_clock)
        try:
            wait_for(lambda: mixer.position > RATE // 5)
            with pytest.raises(OutputError, match="mixer") as fault:
                stream.check(read_clock())
            assert fault.value.is_final
        finally:
            stream.close()
        assert capfd.readouterr() == ("", "")


class TestWatch:
    """What the stream concludes from how often it is asked for samples."""

    def stream(self, mixer: Mixer) -> MiniaudioStream:
        stream = MiniaudioStream()
        stream._mixer = mixer
        return stream

    def test_a_device_that_stops_asking_is_gone_within_two_seconds(self) -> None:
        mixer = Mixer()
        stream = self.stream(mixer)
        for look in range(4):
            mixer.position += RATE // 2
            stream.check(look / 2)

        for look in range(STALLED - 1):
            stream.check(2 + look / 2)
        with pytest.raises(OutputError, match="no device") as fault:
            stream.check(2 + STALLED / 2)
        assert not fault.value.is_final
        assert STALLED / 2 < 2

    def test_a_device_that_takes_its_time_to_wake_is_waited_for(self) -> None:
        stream = self.stream(Mixer())

        for look in range(SLOW - 1):
            stream.check(look / 2)
        with pytest.raises(OutputError, match="no device"):
            stream.check(SLOW / 2)

    def test_a_sink_that_takes_samples_faster_than_they_are_heard_is_given_up(self) -> None:
        mixer = Mixer()
        stream = self.stream(mixer)
        stream.check(0.0)
        mixer.position += RATE * TOO_FAST * 10

        with pytest.raises(OutputError, match="not a real device") as fault:
            stream.check(0.5)
        assert fault.value.is_final

    def test_a_process_that_was_stopped_does_not_lose_its_device(self) -> None:
        mixer = Mixer()
        stream = self.stream(mixer)
        for look in range(4):
            mixer.position += RATE // 2
            stream.check(look / 2)

        stream.check(3600.0)
        mixer.position += RATE // 2
        stream.check(3600.5)


def spans(samples: bytes) -> list[float]:
    """The seconds at which something begins to be heard."""
    values = array("h", samples)
    loud = [place // 2 for place in range(0, len(values), 2) if values[place]]
    return [frame / RATE for before, frame in zip([-9, *loud], loud, strict=False) if frame - before > 1]


def test_an_ending_is_mixed_down_as_one_buffer_with_exact_spacing() -> None:
    mixer = Mixer()
    handle = mixer.schedule(50.0, [Part(second, tone(0.1)) for second in (0.0, 1.0, 2.0, 3.0)])

    samples, handles = mix_down(mixer, 50.0 - LEAD)

    assert [round(second - LEAD, 4) for second in spans(samples)] == [0, 1, 2, 3]
    assert handles == {handle}
    assert mixer.is_done


def test_words_that_are_heard_with_an_ending_go_into_the_same_buffer() -> None:
    mixer = Mixer()
    mixer.schedule(50.0, [Part(0.0, tone(2.0), is_speech=True)])
    mixer.schedule(51.0, [Part(0.0, tone(0.1, 1)), Part(2.0, tone(0.1, 1))])
    mixer.schedule(60.0, [Part(0.0, tone(0.1, 1))])

    samples, handles = mix_down(mixer, 50.0)

    assert len(samples) / 4 / RATE == pytest.approx(3.1, abs=0.05)
    assert len(handles) == 2
    assert mixer.next_due() == 60.0


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that a test makes up."""
    if os.name != "posix":
        pytest.skip("the made-up player is a shell script")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def make_program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_a_player_program_is_given_a_whole_ending_in_one_file(programs: Path) -> None:
    make_program(programs, "aplay", f'cp "$2" {programs}/$(ls {programs} | wc -l).wav; test "$1" = -q')
    player, mixer = ProgramPlayer("aplay", ("-q",)), Mixer()
    player.open(mixer, read_clock)
    try:
        mixer.schedule(read_clock() + 0.3, [Part(0.0, tone(0.1)), Part(0.4, tone(0.1))])
        wait_for(lambda: len(list(programs.glob("*.wav"))) == 2 and mixer.is_done)
        wait_for(lambda: len(spans(read_all(max(programs.glob("*.wav"))))) == 2)
    finally:
        player.close()

    first, second = spans(read_all(max(programs.glob("*.wav"))))
    assert second - first == pytest.approx(0.4, abs=1 / RATE)


def read_all(path: Path) -> bytes:
    try:
        with wave.open(str(path), "rb") as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE)
            return file.readframes(file.getnframes())
    except EOFError:
        return b""  # it is still being copied


def test_what_is_cancelled_stops_the_player_program(programs: Path) -> None:
    make_program(programs, "aplay", f"test -e {programs}/tried && exec sleep 600 || touch {programs}/tried")
    player, mixer = ProgramPlayer("aplay"), Mixer()
    player.open(mixer, read_clock)
    try:
        handle = mixer.schedule(read_clock() + 0.3, [Part(0.0, tone(0.3))])
        wait_for(lambda: mixer.is_done)
        mixer.cancel(handle)
        mixer.schedule(read_clock() + 0.3, [Part(0.0, tone(0.3))])
        # The second is only ever mixed when the first, which would last ten minutes, was ended.
        wait_for(lambda: mixer.is_done)
    finally:
        player.close()


def test_a_player_program_that_takes_its_time_to_end_does_not_delay_the_next_span(programs: Path) -> None:
    make_program(programs, "aplay", f"echo >> {programs}/spans; test $(wc -l < {programs}/spans) = 1 || exec sleep 600")
    player, mixer = ProgramPlayer("aplay"), Mixer()
    player.open(mixer, read_clock)
    try:
        for later in (0.3, 1.0):
            mixer.schedule(read_clock() + later, [Part(0.0, tone(0.2))])
        wait_for(lambda: len((programs / "spans").read_text().splitlines()) == 3)
    finally:
        player.close()


def test_a_player_program_that_fails_is_no_device(programs: Path) -> None:
    make_program(programs, "aplay", "echo 'ALSA lib: no' >&2; exit 1")

    with pytest.raises(OutputError, match="no device") as fault:
        ProgramPlayer("aplay").open(Mixer(), read_clock)
    assert not fault.value.is_final


def test_a_player_program_that_fails_later_is_told_at_the_next_check(programs: Path) -> None:
    make_program(programs, "aplay", f"test -e {programs}/tried && exit 1 || touch {programs}/tried")
    player, mixer = ProgramPlayer("aplay"), Mixer()
    player.open(mixer, read_clock)
    try:
        mixer.schedule(read_clock() + 0.3, [Part(0.0, tone(0.1))])

        def has_failed() -> bool:
            try:
                player.check(0.0)
            except OutputError:
                return True
            return False

        wait_for(has_failed)
    finally:
        player.close()


@pytest.mark.parametrize(
    ("output", "why"),
    [
        (ProgramPlayer("no-such-player"), "no-such-player is not installed"),
        (SimpleaudioPlayer(), "simpleaudio"),
        (WindowsPlayer(), "winsound is for Windows"),
    ],
    ids=["program", "simpleaudio", "winsound"],
)
def test_what_is_not_there_says_so_and_is_not_asked_again(output: ProgramPlayer | SimpleaudioPlayer, why: str) -> None:
    if output.name in sys.modules or (output.name == "winsound" and sys.platform == "win32"):
        pytest.skip(f"{output.name} is there")

    with pytest.raises(OutputError, match=why) as fault:
        output.open(Mixer(), read_clock)
    assert fault.value.is_final


def test_the_bell_rings_once_for_each_sound_and_not_for_words() -> None:
    rung: list[str] = []
    bell, mixer, clock = Bell(lambda: rung.append("ding")), Mixer(), HandClock(50.0)
    mixer.schedule(50.0, [Part(float(second), tone(0.1)) for second in range(4)])
    mixer.schedule(50.0, [Part(0.5, tone(0.1), is_speech=True)])

    for _ in range(500):
        bell.ring_due(mixer, clock())
        clock.now += 0.01

    assert rung == ["ding"] * 4


def test_the_bell_rings_once_for_a_zero_and_what_comes_with_it() -> None:
    rung: list[str] = []
    bell, mixer, clock = Bell(lambda: rung.append("ding")), Mixer(), HandClock(50.0)
    mixer.schedule(50.0, [Part(0.0, tone(0.1)), Part(APART / 2, tone(0.1))])

    for _ in range(100):
        bell.ring_due(mixer, clock())
        clock.now += 0.01

    assert rung == ["ding"]


def test_a_muted_bell_does_not_ring() -> None:
    rung: list[str] = []
    bell, mixer = Bell(lambda: rung.append("ding")), Mixer(gain=0.0)
    mixer.schedule(50.0, [Part(0.0, tone(0.1))])

    bell.ring_due(mixer, 50.0)

    assert rung == []


def test_the_bell_rings_from_a_thread_and_stops_when_it_is_closed() -> None:
    rung: list[str] = []
    bell, mixer = Bell(lambda: rung.append("ding")), Mixer()
    bell.open(mixer, read_clock)
    mixer.schedule(read_clock() + 0.05, [Part(0.0, tone(0.1))])
    wait_for(lambda: rung == ["ding"])

    bell.close()
    bell.close()


def test_a_bell_that_cannot_be_rung_is_told_and_given_up() -> None:
    def fail() -> None:
        raise RuntimeError("the app is gone")

    bell, mixer = Bell(fail), Mixer()
    bell.open(mixer, read_clock)
    mixer.schedule(read_clock(), [Part(0.0, tone(0.1))])

    def has_failed() -> bool:
        try:
            bell.check(0.0)
        except OutputError as fault:
            return fault.is_final
        return False

    wait_for(has_failed)
    bell.close()


def test_silence_lets_pass_what_is_due() -> None:
    silence, mixer = Silence(), Mixer()
    silence.open(mixer, read_clock)
    mixer.schedule(50.0, [Part(0.0, tone(0.1)), Part(9.0, tone(0.1))])

    silence.check(52.0)

    assert mixer.next_due() == 59.0
    silence.close()


class FakeSound:
    """What a library gives for a buffer that is played."""

    def __init__(self) -> None:
        self.is_stopped = False

    def is_playing(self) -> bool:
        """It is over at once."""
        return False

    def stop(self) -> None:
        """Note it."""
        self.is_stopped = True


def test_simpleaudio_is_given_a_whole_ending_as_one_buffer(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[bytes, int, int, int]] = []

    def play_buffer(samples: bytes, channels: int, width: int, rate: int) -> FakeSound:
        given.append((samples, channels, width, rate))
        return FakeSound()

    monkeypatch.setattr(sys, "version_info", (3, 11, 9))
    monkeypatch.setitem(sys.modules, "simpleaudio", SimpleNamespace(play_buffer=play_buffer))
    player, mixer = SimpleaudioPlayer(), Mixer()
    player.open(mixer, read_clock)
    try:
        mixer.schedule(read_clock() + 0.3, [Part(0.0, tone(0.1)), Part(0.4, tone(0.1))])
        wait_for(lambda: len(given) == 2)
    finally:
        player.close()

    samples, *form = given[1]
    assert form == [2, 2, RATE]
    first, second = spans(samples)
    assert second - first == pytest.approx(0.4, abs=1 / RATE)


@pytest.mark.parametrize("version", [(3, 12, 0), (3, 13, 1)])
def test_simpleaudio_is_never_touched_by_a_python_that_it_crashes(
    version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setitem(sys.modules, "simpleaudio", SimpleNamespace())

    with pytest.raises(OutputError, match="crashes"):
        SimpleaudioPlayer().open(Mixer(), read_clock)


def test_windows_plays_a_file_without_waiting_for_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[tuple[str | None, int]] = []

    def play_sound(name: str | None, flags: int) -> None:
        played.append((name, flags))

    module = SimpleNamespace(PlaySound=play_sound, SND_FILENAME=1, SND_ASYNC=2, SND_NODEFAULT=4)
    monkeypatch.setitem(sys.modules, "winsound", module)
    player, mixer = WindowsPlayer(), Mixer()
    player.open(mixer, read_clock)
    try:
        handle = mixer.schedule(read_clock() + 0.3, [Part(0.0, tone(5.0))])
        wait_for(lambda: len(played) == 2)
        mixer.cancel(handle)
        wait_for(lambda: len(played) == 3)
    finally:
        player.close()

    assert [flags for _, flags in played] == [7, 7, 0]
    assert played[2][0] is None

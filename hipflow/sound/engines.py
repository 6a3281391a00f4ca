"""The engines that turn words into samples. They run in a child process, never beside the screen."""

import contextlib
import ctypes
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import wave
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

USUAL_RATE = 165
"""Words a minute."""
USUAL_LANGUAGE = "en-us"
LONGEST = 300
"""Letters of a phrase; nobody wants to hear more."""
PATIENCE = 8.0
"""Seconds that an engine may take for one phrase."""

_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.+()-]{0,63}")
_MARKUP = str.maketrans({"[": " ", "]": " ", "<": " ", ">": " ", "{": " ", "}": " "})


class VoiceError(Exception):
    """Why nothing can be said."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine made: mono samples of 16 bits."""

    rate: int
    """Samples a second."""
    samples: "array[int]"


Engine = Callable[[str], Speech]
"""Says one phrase; raises VoiceError."""


def clean(text: str) -> str:
    """A text with nothing in it that an engine might obey: no control characters and no markup of theirs."""
    text = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in text)
    return " ".join(text.translate(_MARKUP).split())[:LONGEST]


def is_safe_name(name: str) -> bool:
    """Can a name of a voice be handed to a program without being taken for an option?"""
    return _SAFE_NAME.fullmatch(name) is not None


def find_engine(wish: str = "auto") -> str:
    """The name of the engine to use; empty where there is none.

    Args:
        wish: `auto`, or one of `ENGINES`.
    """
    if wish != "auto":
        return wish if wish in ENGINES and ENGINES[wish].is_there() else ""
    return next((name for name, kind in ENGINES.items() if kind.is_there()), "")


def make_engine(name: str, voice: str, rate: int, language: str = USUAL_LANGUAGE) -> Engine:
    """An engine that is ready to say something; raises VoiceError.

    Args:
        name: One of `ENGINES`.
        voice: What the engine calls a voice; empty for one that speaks the language.
        rate: Words a minute.
        language: Such as en-us or en-gb.
    """
    if name not in ENGINES:
        raise VoiceError(f"no voice engine “{name}”; there are {', '.join(ENGINES)}")
    for wish in (voice, language):
        if wish and not is_safe_name(wish):
            raise VoiceError(f"“{wish}” is no name of a voice")
    return ENGINES[name].make(voice, language, max(80, min(400, rate)))


def _make_espeak(voice: str, language: str, rate: int) -> Engine:
    path = shutil.which("espeak-ng")
    if path is None:
        raise VoiceError("espeak-ng is not installed")
    command = [path, "-v", voice or language, "-s", str(rate), "--stdin", "--stdout"]

    def speak(text: str) -> Speech:
        return _read_wave(_run(command, text))

    return speak


def _make_say(voice: str, language: str, rate: int) -> Engine:
    path = shutil.which("say")
    if path is None:
        raise VoiceError("say is not installed")
    if not voice:
        with contextlib.suppress(VoiceError):
            voice = find_say_voice(_run([path, "-v", "?"], "").decode(errors="replace"), language)

    def speak(text: str) -> Speech:
        with tempfile.TemporaryDirectory(prefix="hipflow-") as folder:
            file = Path(folder) / "phrase.wav"
            wishes = ["-v", voice] if voice else []
            form = ["--file-format=WAVE", "--data-format=LEI16@22050"]
            _run([path, *wishes, "-r", str(rate), "-o", str(file), *form, "-f", "-"], text)
            return _read_wave(file.read_bytes())

    return speak


_SERIOUS = frozenset({"Samantha", "Alex", "Allison", "Ava", "Tom", "Daniel", "Kate", "Serena", "Oliver"})
"""Voices of macOS that read a text; it has some that sing it or whisper."""


def find_say_voice(listing: str, language: str) -> str:
    """A voice for a language in what `say -v ?` lists, one that is no joke; empty where there is none."""
    locale = re.escape(language.replace("-", "_"))
    found = re.findall(rf"^(\S.*?)\s+{locale}\s+#", listing, re.IGNORECASE | re.MULTILINE)
    serious = (name for name in found if name.partition(" (")[0] in _SERIOUS and is_safe_name(name))
    return next(serious, "")


# The text, the file and the voice come in by the environment and standard input: nothing of them is ever a command.
_SAPI_SCRIPT = """
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
[Console]::InputEncoding = [Text.Encoding]::UTF8
$speech = New-Object System.Speech.Synthesis.SpeechSynthesizer
if ($env:HIPFLOW_VOICE) { $speech.SelectVoice($env:HIPFLOW_VOICE) }
else {
  $language = [Globalization.CultureInfo]$env:HIPFLOW_LANGUAGE
  try { $speech.SelectVoiceByHints('NotSet', 'NotSet', 0, $language) } catch {}
}
$speech.Rate = [int]$env:HIPFLOW_RATE
$speech.SetOutputToWaveFile($env:HIPFLOW_FILE)
$speech.Speak([Console]::In.ReadToEnd())
$speech.Dispose()
"""


def _make_sapi(voice: str, language: str, rate: int) -> Engine:
    path = shutil.which("powershell") or shutil.which("pwsh")
    if path is None:
        raise VoiceError("PowerShell is not installed")
    command = [path, "-NoProfile", "-NonInteractive", "-Command", _SAPI_SCRIPT]
    step = max(-10, min(10, round((rate - USUAL_RATE) / 15)))

    def speak(text: str) -> Speech:
        with tempfile.TemporaryDirectory(prefix="hipflow-") as folder:
            file = Path(folder) / "phrase.wav"
            wishes = {
                "HIPFLOW_VOICE": voice,
                "HIPFLOW_LANGUAGE": language,
                "HIPFLOW_RATE": str(step),
                "HIPFLOW_FILE": str(file),
            }
            _run(command, text, wishes)
            return _read_wave(file.read_bytes())

    return speak


_RETRIEVAL, _RATE_PARAMETER, _UTF8 = 1, 1, 1
_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def _make_loader(voice: str, language: str, rate: int) -> Engine:
    """espeak-ng as a library, from the extra `voice`; not in this program, for it is under another licence."""
    try:
        loader: Any = importlib.import_module("espeakng_loader")
        library = ctypes.CDLL(loader.get_library_path())
        data = str(loader.get_data_path()).encode()
    except (ImportError, OSError) as error:
        raise VoiceError("the extra hipflow[voice] is not installed") from error
    samples = array("h")

    def take(wave_pointer: Any, length: int, _events: object) -> int:
        if wave_pointer and length > 0:
            samples.frombytes(ctypes.string_at(wave_pointer, 2 * length))
        return 0

    frequency = library.espeak_Initialize(_RETRIEVAL, 0, data, 0)
    if frequency <= 0:
        raise VoiceError("espeak-ng does not start")
    taker = _Callback(take)
    library.espeak_SetSynthCallback(taker)
    if library.espeak_SetVoiceByName((voice or language).encode()):
        raise VoiceError(f"espeak-ng has no voice “{voice or language}”")
    library.espeak_SetParameter(_RATE_PARAMETER, rate, 0)

    def speak(text: str, _kept: object = taker) -> Speech:
        del samples[:]
        raw = text.encode()
        library.espeak_Synth(raw, ctypes.c_size_t(len(raw) + 1), 0, 1, 0, _UTF8, None, None)
        library.espeak_Synchronize()
        return Speech(frequency, array("h", samples))

    return speak


@dataclass(frozen=True, slots=True)
class _Kind:
    is_there: Callable[[], bool]
    make: Callable[[str, str, int], Engine]


ENGINES: dict[str, _Kind] = {
    "say": _Kind(lambda: sys.platform == "darwin" and shutil.which("say") is not None, _make_say),
    "sapi": _Kind(lambda: sys.platform == "win32" and shutil.which("powershell") is not None, _make_sapi),
    "espeak-ng": _Kind(lambda: shutil.which("espeak-ng") is not None, _make_espeak),
    "espeakng-loader": _Kind(lambda: importlib.util.find_spec("espeakng_loader") is not None, _make_loader),
}
"""All engines by their names, best first."""


def _run(command: list[str], text: str, wishes: dict[str, str] | None = None) -> bytes:
    """What a program that is given a text writes."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            command,
            input=text.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=True,
            env={**os.environ, **wishes} if wishes else None,
            creationflags=flags,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise VoiceError(f"{Path(command[0]).name}: {type(error).__name__}") from error
    return done.stdout


def _read_wave(content: bytes) -> Speech:
    """The samples of a sound file that may not say how long it is, for it was written to a pipe."""
    try:
        with contextlib.closing(wave.open(io.BytesIO(content), "rb")) as file:
            if file.getsampwidth() != 2:
                raise VoiceError("not 16 bits")
            channels, rate = file.getnchannels(), file.getframerate()
            raw = file.readframes(len(content))
    except (wave.Error, EOFError) as error:
        raise VoiceError("no sound file") from error
    samples = array("h", raw[: len(raw) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return Speech(rate, samples[::channels])

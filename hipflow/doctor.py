"""What hipflow finds on this machine, what is missing, and what to do about it."""

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from hipflow import __version__
from hipflow.clock import read_clock
from hipflow.hearing import make_speaker, make_voice
from hipflow.opening import Recall
from hipflow.places import cache_folder, config_folder, data_folder, data_root, has_past
from hipflow.settings.values import Settings
from hipflow.sound.check import PHRASE, play_sounds, wait_until_open
from hipflow.sound.speaker import Speaker
from hipflow.sound.voice import Voice
from hipflow.telling import FINE, say, tell, tell_json, tell_lines

GLYPHS: Final = (
    ("half blocks", "▀▄▌▐█"),
    ("quadrants", "▖▗▘▝▚▞▙▟▛▜"),
    ("sextants", "\U0001fb00\U0001fb03\U0001fb0b\U0001fb1e\U0001fb2d\U0001fb3b"),
    ("octants", "\U0001cd00\U0001cd10\U0001cd30\U0001cd60\U0001cd90\U0001cdc0"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    topic: str
    name: str
    value: str
    advice: str = ""
    """What to install or set; empty where nothing is missing."""


def examine_terminal() -> Iterator[Finding]:
    """The terminal: its size, its colours, its blocks."""
    is_terminal = sys.stdin.isatty() and sys.stderr.isatty()
    yield Finding("terminal", "is one", "yes" if is_terminal else "no", "" if is_terminal else "Start hipflow in one.")
    size = shutil.get_terminal_size()
    is_small = size.columns < 60 or size.lines < 20
    yield Finding(
        "terminal",
        "size",
        f"{size.columns} by {size.lines}",
        "From 60 by 20 up it is read from the floor: make the window larger, or the letters smaller."
        if is_small
        else "",
    )
    has_all_colours = os.environ.get("COLORTERM", "") in ("truecolor", "24bit")
    named = f"{'all' if has_all_colours else '256 or fewer'} ({os.environ.get('TERM', 'no TERM')})"
    advice = "" if has_all_colours else "If your terminal can show more: export COLORTERM=truecolor"
    yield Finding("terminal", "colours", "none (NO_COLOR)" if "NO_COLOR" in os.environ else named, advice)
    for name, sample in GLYPHS:
        yield Finding("terminal", name, sample)


def examine_folders() -> Iterator[Finding]:
    """Where things live, and whether they can be written."""
    yield Finding("folders", "what comes with hipflow", str(data_root()))
    for name, folder in (
        ("your routines and exercises", config_folder()),
        ("what is remembered", data_folder()),
        ("what can be made again", cache_folder()),
    ):
        nearest = next(parent for parent in (folder, *folder.parents) if parent.exists())
        can_write = nearest.is_dir() and os.access(nearest, os.W_OK)
        advice = "" if can_write else f"It cannot be written: change the rights of {nearest}."
        yield Finding("folders", name, str(folder), advice)


def examine_history() -> Finding:
    """Whether what was done is still whole; nothing is made where there is nothing yet."""
    from hipflow.keeping import Keeper

    if not has_past():
        return Finding("folders", "what was done", "nothing yet")
    with closing(Keeper().database) as database:
        damage = database.problem or database.find_damage()
        if database.set_aside:
            damage = f"it was put aside as {database.set_aside}, and a new one was begun"
    advice = "Take along what can be read: hipflow backup FILE. A backup comes back with: hipflow restore FILE"
    return Finding("folders", "what was done", f"damaged: {damage}" if damage else "whole", advice if damage else "")


def examine_sound(speaker: Speaker) -> Iterator[Finding]:
    """What plays, and why nothing better does."""
    status, name = speaker.status, speaker.output_name
    detail = f" ({speaker.detail})" if speaker.detail else ""
    advice = "" if name not in ("", "bell") else _advise_on_sound()
    yield Finding("sound", "plays through", f"{name}{detail}" if name else status, advice)
    for output, why in speaker.whys.items():
        yield Finding("sound", output, f"does not play: {why}")
    for problem in speaker.problems:
        yield Finding("sound", "a sound file", problem, "Install hipflow again.")


def examine_volume(settings: Settings, *, is_muted: bool) -> Finding:
    """How loud it is."""
    if is_muted:
        return Finding("sound", "volume", f"{settings.volume} %, muted", "Press m in a session to hear it again.")
    advice = "" if settings.volume else "Press > in a session, or set volume = 70 in config.toml."
    return Finding("sound", "volume", f"{settings.volume} %", advice)


def examine_voice(voice: Voice | None, *, is_wished: bool = True) -> Finding:
    """What speaks, and how."""
    if voice is not None:
        manner = voice.manner
        how = f"{manner.engine}, {manner.voice or manner.language}, {manner.rate} words a minute"
        advice = "" if is_wished else "Press v in a session to hear it again."
        return Finding("voice", "speaks through", how if is_wished else f"{how}, switched off", advice)
    if sys.platform == "linux":
        advice = "Install espeak-ng (for instance: sudo apt install espeak-ng), or hipflow's extra `voice`."
    else:
        advice = "Install hipflow's extra `voice`: pip install 'hipflow[voice]'"
    return Finding("voice", "speaks through", "nothing: the sounds alone are heard", advice)


def _advise_on_sound() -> str:
    if "SSH_CONNECTION" in os.environ:
        return "Over SSH the sound would play on the other machine: the terminal bell is what reaches you."
    if sys.platform == "linux":
        return "Is a sound server running, and is a device plugged in? Try: pactl info, or aplay -l"
    return "Is a device plugged in, and chosen in the system's sound settings?"


def examine(settings: Settings, *, is_muted: bool = False) -> tuple[list[Finding], Speaker, Voice | None]:
    """All findings, and the speaker and the voice, which are open and want closing.

    Args:
        settings: What is set, which is what a session would be heard by.
        is_muted: Was the sound switched off when it was last used?
    """
    speaker = make_speaker(settings)
    speaker.open()
    voice = make_voice(settings)
    if voice:
        voice.make([PHRASE])
    wait_until_open(speaker, read_clock)
    return (
        [
            Finding("hipflow", "version", __version__),
            Finding("hipflow", "Python", f"{platform.python_version()} ({Path(sys.executable).resolve()})"),
            Finding("hipflow", "system", f"{platform.system()} {platform.release()}, {platform.machine()}"),
            *examine_terminal(),
            *examine_folders(),
            examine_history(),
            *examine_sound(speaker),
            examine_volume(settings, is_muted=is_muted),
            examine_voice(voice, is_wished=settings.voice),
        ],
        speaker,
        voice,
    )


def print_findings(asked: argparse.Namespace) -> int:
    """Print what is found, with what to do about what is missing, and play every kind of sound; the exit code."""
    recall = Recall()
    read = recall.read_settings({"audio": asked.audio})
    for problem in read.problems:
        say(problem)
    findings, speaker, voice = examine(read.settings, is_muted=recall.memory.is_muted)
    try:
        if asked.json:
            tell_json(
                [
                    {"topic": each.topic, "name": each.name, "value": each.value, "advice": each.advice or None}
                    for each in findings
                ]
            )
            return FINE
        width = max(len(each.name) for each in findings)
        for topic, group in groupby(findings, key=lambda each: each.topic):
            tell(topic)
            for each in group:
                tell(f"  {each.name:{width}}  {each.value}")
                tell_lines([f"  {'':{width}}  -> {each.advice}"] if each.advice else [])
        if speaker.output_name and not asked.mute:
            tell("listen")
            play_sounds(speaker, voice, read_clock, _tell_sound)
    finally:
        speaker.close()
        if voice:
            voice.close()
    return FINE


def _tell_sound(name: str) -> bool:
    tell(f"  {name}")
    sys.stdout.flush()
    return True

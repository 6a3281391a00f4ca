"""Making a session heard: the speaker, the voice and the announcer, and the keys that a person has for them."""

from collections.abc import Callable

from hipflow.clock import read_clock
from hipflow.engine import Engine
from hipflow.opening import Recall, Wishes
from hipflow.places import data_root
from hipflow.settings.values import Settings
from hipflow.sound.announcer import Announcer
from hipflow.sound.check import PHRASE, play_sounds, wait_until_open
from hipflow.sound.clips import Clips
from hipflow.sound.outputs import find_outputs
from hipflow.sound.speaker import STEP, Speaker
from hipflow.sound.voice import Voice, find_manner

GOODBYE_SECONDS = 6.0
"""How long the last sounds and words of a session may take."""


class HeardSession:
    """What makes one session heard, with the keys that a person has for it."""

    def __init__(self, speaker: Speaker, announcer: Announcer, voice: Voice | None, recall: Recall) -> None:
        """The sound of a session, open already."""
        self.before_close: list[Callable[[], object]] = []
        """Done first when the session is over: what must not wait for the last sound."""
        self._speaker = speaker
        self._announcer = announcer
        self._voice = voice
        self._recall = recall

    @property
    def status(self) -> str:
        """One word for a person: on, muted, bell, silent, no device; while it opens, it is taken to be on."""
        status = self._speaker.status
        return "on" if status == "starting" else status

    @property
    def is_muted(self) -> bool:
        """Is nothing to be heard?"""
        return self._speaker.is_muted

    @property
    def volume(self) -> int:
        """Per cent."""
        return round(self._speaker.volume * 100)

    @property
    def has_voice(self) -> bool:
        """Is there a voice that is not switched off?"""
        return self._voice is not None and self._announcer.is_speaking

    def toggle_mute(self) -> None:
        """Make it silent, or heard again; remembered."""
        self._speaker.is_muted = not self._speaker.is_muted
        self._recall.keep(is_muted=self._speaker.is_muted)

    def toggle_voice(self) -> None:
        """Let the voice say nothing, or speak again; remembered."""
        self._announcer.is_speaking = not self._announcer.is_speaking and self._voice is not None
        self._recall.keep(has_voice=self._announcer.is_speaking)

    def change_volume(self, by: int) -> None:
        """Make it louder by some steps, or quieter below 0; remembered."""
        self._speaker.volume += by * STEP
        self._recall.keep(volume=self.volume)

    def close(self) -> None:
        """Let the last sounds come to their end, then let go of the device and the voice; takes seconds."""
        for do in self.before_close:
            do()
        self._speaker.close(patience=GOODBYE_SECONDS)
        if self._voice is not None:
            self._voice.close()


def open_sound(
    engine: Engine, wishes: Wishes, recall: Recall, *, ring: Callable[[], None] | None = None
) -> HeardSession:
    """Make the session of an engine heard; returns at once, the device opens by itself.

    Args:
        engine: Whose events are heard.
        wishes: As asked on the command line.
        recall: What volume and mute are remembered in.
        ring: Rings the bell of the terminal, from any thread.
    """
    speaker = make_speaker(wishes.settings, ring)
    speaker.is_muted = wishes.is_muted or recall.memory.is_muted
    voice = make_voice(wishes.settings)
    announcer = Announcer(
        speaker, moment=engine.moment, voice=voice, profile=engine.session.plan.sounds, speed=engine.speed
    )
    announcer.is_speaking = voice is not None and wishes.settings.voice
    engine.listen(announcer)
    if not (wishes.is_muted and engine.speed > 1):
        speaker.open()
        announcer.prepare(engine.session.plan)
    return HeardSession(speaker, announcer, voice, recall)


def check_sound(settings: Settings, say: Callable[[str], bool]) -> None:
    """Play every kind of sound in this thread, as loud as a session would; `say` is told the name of each."""
    speaker = make_speaker(settings)
    voice = make_voice(settings) if settings.voice else None
    try:
        speaker.open()
        if voice is not None:
            voice.make([PHRASE])
        wait_until_open(speaker, read_clock)
        if not speaker.output_name:
            say("No audio device answers. hipflow doctor tells why.")
        elif say(f"through {speaker.output_name}, volume {settings.volume} %"):
            play_sounds(speaker, voice, read_clock, say)
    finally:
        speaker.close()
        if voice is not None:
            voice.close()


def make_speaker(settings: Settings, ring: Callable[[], None] | None = None) -> Speaker:
    """A speaker as it is set, not open yet; `ring` rings the bell of the terminal, from any thread."""
    outputs = find_outputs(settings.audio, ring=ring)
    speaker = Speaker(Clips(data_root() / "assets" / "sounds"), read_clock, outputs)
    speaker.volume = settings.volume / 100
    return speaker


def make_voice(settings: Settings) -> Voice | None:
    """A voice as it is set; None where there is none."""
    manner = find_manner(voice=settings.voice_name, rate=settings.voice_rate, language=settings.voice_language)
    return Voice(manner) if manner else None

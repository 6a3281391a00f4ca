"""The delivery: cues become sounds and words at the speaker, each at its moment, until they are called off."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hipflow.core.cue import Anchor, Cue
from hipflow.core.sounds import Profile
from hipflow.core.wording import estimate_seconds
from hipflow.sound.clip import Part
from hipflow.sound.speaker import Speaker
from hipflow.sound.voice import Voice

SPEECH_LATE = 0.35
"""Seconds that words may be longer than was thought, and still be said."""


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that is scheduled."""

    handle: int
    anchor: Anchor
    is_words: bool
    over: float
    """The second of the session by which it is over."""


class Delivery:
    """What of a session is on its way to the speaker."""

    def __init__(
        self,
        speaker: Speaker,
        *,
        moment: Callable[[float], float],
        voice: Voice | None,
        profile: Profile,
        pace: float,
    ) -> None:
        """A delivery of which nothing is on its way.

        Args:
            speaker: What to be heard through.
            moment: The clock's time, of the speaker's clock, at which the session clock shows some seconds.
            voice: What says words; None for sounds alone.
            profile: What is heard at all.
            pace: How many session seconds pass in a real one.
        """
        self._speaker, self._moment, self._voice = speaker, moment, voice
        self._profile, self._pace = profile, pace
        self._is_speaking = voice is not None
        self._promises: list[Promise] = []

    @property
    def is_speaking(self) -> bool:
        """Are words said? May be set at any time; what is being said is said to its end."""
        return self._is_speaking

    @is_speaking.setter
    def is_speaking(self, is_speaking: bool) -> None:
        self._is_speaking = is_speaking and self._voice is not None
        if not self._is_speaking:
            self.call_off(lambda promise: promise.is_words)

    def make(self, texts: Iterable[str]) -> None:
        """Have words made, in the order they are said; returns at once."""
        if self._voice is not None and self._is_speaking:
            self._voice.make(dict.fromkeys(texts))

    def measure(self, words: str) -> float:
        """How many seconds it takes to say something, as far as is known."""
        seconds = self._voice.measure(words) if self._voice is not None else None
        return estimate_seconds(words) if seconds is None else seconds

    def play(self, at: float, cues: Sequence[Cue]) -> None:
        """Schedule cues, counted from a second of the session: sounds of one anchor as a group, words alone."""
        for anchor in Anchor:
            group = [cue for cue in cues if cue.anchor is anchor and cue.sound in self._profile.beeps]
            if group:
                self._promises.append(Promise(self.play_at_once(at, group), anchor, False, at + group[-1].end))
        for cue in cues:
            if cue.words:
                handle = self.say(at + cue.second, cue.words, within=cue.seconds / self._pace + SPEECH_LATE)
                if handle is not None:
                    self._promises.append(Promise(handle, cue.anchor, True, at + cue.end))

    def play_at_once(self, at: float, cues: Sequence[Cue]) -> int:
        """Schedule the sounds of cues as one group, which no change of time moves; the answer is its handle."""
        wished = [cue for cue in cues if cue.sound in self._profile.beeps]
        begin = wished[0].second if wished else 0.0
        clips = self._speaker.clips
        parts = [
            Part((cue.second - begin) / self._pace, clips.find(cue.sound, cue.side)) for cue in wished if cue.sound
        ]
        return self._speaker.schedule(self._moment(at + begin), parts)

    def say(self, at: float, words: str, *, within: float) -> int | None:
        """Schedule words that have to be over within some real seconds; the answer is a handle, None if unsaid."""
        if self._voice is None or not self._is_speaking:
            return None
        part = Part(0.0, self._voice.find(words), is_speech=True, until=within)
        return self._speaker.schedule(self._moment(at), [part])

    def call_off(self, is_meant: Callable[[Promise], bool]) -> None:
        """Hear nothing of some of what is promised; words that are being said are said to their end."""
        for promise in [promise for promise in self._promises if is_meant(promise)]:
            self._speaker.cancel(promise.handle, is_begun_too=not promise.is_words)
            self._promises.remove(promise)

    def keep(self) -> None:
        """Let all that is promised be heard, whatever comes; it can be silenced still, but not called off."""
        self._promises = []

    def silence(self) -> None:
        """Hear nothing more of anything."""
        self._speaker.cancel()
        self._promises = []

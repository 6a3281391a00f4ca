"""The reel: which clip is on at a second of a step, at which moment of its loop, and for how long it stands so.

The picture changes only when a body has moved by something that can be seen, at most so many times a second, and
exactly in the postures that are held. So a hold is one change, and a slow move is a few.
"""

from bisect import bisect_right
from itertools import pairwise
from typing import Final, NamedTuple

from hipflow.figure.clip import Clip, Clips
from hipflow.figure.framing import followed

USUAL_RATE: Final = 8
"""Pictures a second at most."""
LEAST_MOVE: Final = 1.4
"""Units, of which a person has 100: half a dot where a figure is 40 by 18 cells."""
SOON: Final = 1e-6
"""Seconds that are no difference: sums of parts of a second are not exact."""


class Shot(NamedTuple):
    """What is seen at one second."""

    clip: Clip
    second: float
    """Within the loop."""
    is_mirrored: bool
    wait: float
    """Seconds until something else is seen."""


class Reel:
    """The clips of one phase of an exercise, for one side, from the first second of a step on."""

    def __init__(
        self,
        clips: Clips,
        *,
        phase: str = "",
        is_mirrored: bool = False,
        alternates: bool = False,
        rep_seconds: float | None = None,
        rate: int = USUAL_RATE,
        lead: Clip | None = None,
    ) -> None:
        """A reel.

        Args:
            clips: All there is to see of the exercise.
            phase: The phase that is shown.
            is_mirrored: Is the left side worked? Clips are made for the right.
            alternates: Do the sides take turns, so that a clip that knows one side is mirrored every second time?
            rep_seconds: How long a repetition takes, where they are counted: the loop keeps to it.
            rate: Pictures a second at most.
            lead: What is shown before second 0, once.
        """
        self.clips = clips
        self.phase = phase
        self.is_mirrored = is_mirrored
        self.alternates = alternates
        self.rep_seconds = rep_seconds
        self.lead = lead
        self._rate = rate
        self.cues = tuple(dict.fromkeys(key.cue for clip in clips.of_phase(phase) for key in clip.keys if key.cue))
        """All words for moments of these clips."""
        self._cuts: dict[int, tuple[float, ...]] = {}

    def shows(
        self, clips: Clips, phase: str, *, is_mirrored: bool, alternates: bool, rep_seconds: float | None = None
    ) -> bool:
        """Is it the reel of just this?"""
        wanted = (phase, is_mirrored, alternates, rep_seconds)
        return self.clips is clips and (self.phase, self.is_mirrored, self.alternates, self.rep_seconds) == wanted

    @property
    def speed(self) -> float:
        """How many of its seconds pass in one: the loop of what is counted is as long as its repetitions."""
        clips = self.clips.of_phase(self.phase)
        # Several views of one movement take turns, each with a time of its own: there is no loop to keep to.
        if not self.rep_seconds or len(clips) > 1:
            return 1.0
        return clips[0].seconds / (clips[0].reps * self.rep_seconds)

    def shot_at(self, second: float) -> Shot:
        """What is seen at a second; below 0 the lead, the end of which is at 0."""
        if second < 0 and self.lead:
            return self._shot_of_lead(self.lead, max(0.0, self.lead.seconds + second))
        speed = self.speed
        clip, within = self.clips.at(second * speed, self.phase)
        loops, within = divmod(within + SOON, clip.seconds)
        cuts = self._cuts_of(clip)
        place = bisect_right(cuts, within) - 1
        until = cuts[place + 1] if place + 1 < len(cuts) else clip.seconds
        turns = self.alternates and loops % 2 == 1 and not takes_turns(clip)
        return Shot(clip, cuts[place], self.is_mirrored != turns, max(SOON, (until - within) / speed + SOON))

    def _shot_of_lead(self, lead: Clip, within: float) -> Shot:
        cuts = self._cuts_of(lead)
        place = bisect_right(cuts, within + SOON) - 1
        until = min(lead.seconds, cuts[place + 1] if place + 1 < len(cuts) else lead.seconds)
        return Shot(lead, cuts[place], self.is_mirrored, max(SOON, until - within + SOON))

    def _cuts_of(self, clip: Clip) -> tuple[float, ...]:
        cuts = self._cuts.get(id(clip))
        if cuts is None:
            cuts = self._cuts[id(clip)] = find_cuts(clip, self._rate)
        return cuts


def takes_turns(clip: Clip) -> bool:
    """Does the loop itself show both sides, one after the other?"""
    return len({key.working for key in clip.keys}) > 1


def find_cuts(clip: Clip, rate: int = USUAL_RATE) -> tuple[float, ...]:
    """The seconds of a loop, from 0, at which its picture changes; all of them before its end."""
    cuts: list[float] = []
    shown: list[tuple[float, float]] = []
    lit: tuple[frozenset[str], bool] | None = None
    for second, is_key in _list_ticks(clip, rate):
        moment = clip.moment_at(second)
        across, up = followed(clip, moment.body)
        seen = [(x - across, y - up) for x, y, _ in map(clip.view.see, moment.body.joints.values())]
        moved = max((max(abs(a - c), abs(b - d)) for (a, b), (c, d) in zip(seen, shown, strict=False)), default=0.0)
        now_lit = moment.working, bool(moment.arrow)
        # A posture that is held is shown exactly, however little it differs.
        if second >= clip.seconds:
            break
        if now_lit != lit or moved >= LEAST_MOVE or (is_key and moved > SOON):
            cuts.append(second)
            shown, lit = seen, now_lit
    return tuple(cuts)


def _list_ticks(clip: Clip, rate: int) -> list[tuple[float, bool]]:
    """The seconds at which a loop is looked at, evenly within each move; and is it a posture of the author's?"""
    ticks: list[tuple[float, bool]] = []
    start = 0.0
    for key, following in pairwise((*clip.keys, clip.keys[0])):
        ticks.append((start, True))
        start += key.hold_seconds
        count = max(1, int(following.move_seconds * rate + 0.5))
        ticks += [(start + following.move_seconds * step / count, False) for step in range(1, count)]
        start += following.move_seconds
    return ticks

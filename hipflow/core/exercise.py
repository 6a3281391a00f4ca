"""An exercise: a movement with its words, its sides and its dose."""

from dataclasses import dataclass
from enum import Enum


class Side(Enum):
    """The leg or hip that is worked, stretched or rolled; never the side one lies on."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Sides(Enum):
    """How an exercise treats the two sides."""

    BOTH = "both"
    """Both at once, one timer."""
    EACH = "each"
    """One side, a switch, then the other for exactly as long."""
    ALTERNATE = "alternate"
    """Swap every repetition, one timer."""


class Kind(Enum):
    """What sort of movement it is."""

    DYNAMIC = "dynamic"
    STRENGTH = "strength"
    STATIC = "static"
    RELEASE = "release"


class Position(Enum):
    """How the body is placed; a change of it takes longer than none."""

    STANDING = "standing"
    SEATED = "seated"
    HALF_KNEELING = "half-kneeling"
    ALL_FOURS = "all-fours"
    SIDE_LYING = "side-lying"
    SUPINE = "supine"
    PRONE = "prone"


@dataclass(frozen=True, slots=True)
class PerSide:
    """One text for each side."""

    left: str
    right: str

    def __getitem__(self, side: Side) -> str:
        return self.left if side is Side.LEFT else self.right


FASTEST_REP, SLOWEST_REP = 0.5, 60.0
"""Seconds of a repetition."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """How fast a repetition is done."""

    parts: tuple[float, ...]
    """Seconds of its parts, such as down, pause and up, in whole or half seconds; never empty."""

    @property
    def seconds(self) -> float:
        """How long a repetition takes: whole or half seconds, above 0."""
        return sum(self.parts)


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the parts that a side is worked in, one after the other."""

    name: str
    seconds: int
    """How long, per side; where it is open, how long is expected."""
    cue: str = ""
    reps: int | None = None
    """How often, per side, or in all where the sides take turns; None: it is timed, not counted."""
    tempo: Tempo | None = None
    """How fast, where it is counted; `seconds` is then what all repetitions take."""
    is_open: bool = False
    """Does it go on until a key says that it is done?"""

    @property
    def rep_seconds(self) -> float | None:
        """How long a repetition takes; None where it is timed, not counted."""
        return self.tempo.seconds if self.reps and self.tempo else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """A movement as the library knows it: its words, how it treats the sides, and for how long by default."""

    id: str
    name: str
    kind: Kind
    sides: Sides
    position: Position
    phases: tuple[Phase, ...]
    """Never empty. One without a name is a plain duration, which a routine may change."""
    shortest: int | None = None
    """Seconds of one phase, per side, below which it does little; None: as usual for its kind."""
    longest: int | None = None
    """Seconds of one phase, per side, above which it does no more; None: as usual for its kind."""
    short_name: str = ""
    """At most two lines of 12 letters, for big letters; the name where there is none."""
    sides_allowed: tuple[Sides, ...] = ()
    """What a routine may ask for; empty: only its own."""
    side_means: str = ""
    side_labels: PerSide | None = None
    """What the sides are called where that is not left and right."""
    side_cues: PerSide | None = None
    """How to get into place for a side, as a sentence for the screen."""
    spoken_cues: PerSide | None = None
    """The same as a voice says it, in a few words."""
    short_cues: PerSide | None = None
    """The same in about 18 letters, for big letters."""
    short_cue: str = ""
    """About 18 letters on what to do, where the sides do not matter."""
    switch: int = 5
    """Seconds to change from one side to the other."""
    phase_gap: int = 0
    """Seconds between two phases."""
    equipment: tuple[str, ...] = ()
    equipment_optional: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()
    """Two to four short lines, in the order they are done."""
    cue: str = ""
    """One line on breathing or safety."""
    mistake: str = ""
    easier: str = ""
    harder: str = ""
    muscles: tuple[str, ...] = ()
    muscles_secondary: tuple[str, ...] = ()
    avoid: str = ""
    """Who should leave it out, or ask first."""
    dose: str = ""
    reps: str = ""
    """How often is usual, in words."""
    tempo: str = ""
    """How fast it is done, in words."""
    rep_tempo: Tempo | None = None
    """The same in seconds, so that repetitions can be counted; None where the words give no seconds."""
    aliases: tuple[str, ...] = ()
    use: tuple[str, ...] = ()
    variant_of: str = ""

    @property
    def has_phases(self) -> bool:
        """Is it worked in named phases, whose seconds a plain duration does not change?"""
        return bool(self.phases[0].name)

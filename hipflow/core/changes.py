"""Changes: what became different about a routine, as facts that a screen can word."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HoldChange:
    """The seconds of one phase, per side."""

    name: str
    """Of the exercise, as the routine calls it."""
    before: int
    after: int
    rep_seconds: float | None = None
    """How long a repetition takes, where they are counted."""


@dataclass(frozen=True, slots=True)
class RoundsChange:
    """How often a section is done."""

    section: str
    """Its title; empty where the routine has none."""
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that is different; empty where nothing is."""

    left_out: tuple[str, ...] = ()
    """The names of the exercises that went, in the order of the routine."""
    rounds: tuple[RoundsChange, ...] = ()
    holds: tuple[HoldChange, ...] = ()
    """Of every phase that stayed, in order, also where its seconds did; empty where no hold was touched."""
    prep: int = 0
    """Seconds that the time to get ready became longer, so that all of it comes out even."""
    ways: int = 0
    """Seconds that the ways between exercises became longer, all together, for the same reason."""

    def __bool__(self) -> bool:
        return self != Changes()

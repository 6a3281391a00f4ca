"""Bounds: how short and how long a hold may sensibly be, by what is known of doses."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipflow.core.exercise import Exercise, Kind


@dataclass(frozen=True, slots=True)
class Bounds:
    """The seconds of one phase, per side, between which a hold does what it is for."""

    shortest: int
    longest: int

    def clip(self, seconds: int) -> int:
        """The seconds, or the bound that they are beyond."""
        return max(self.shortest, min(self.longest, seconds))

    def reach(self, seconds: int) -> "Bounds":
        """The bounds, wide enough for what somebody wrote down."""
        return Bounds(min(self.shortest, seconds), max(self.longest, seconds))


BOUNDS: Mapping[Kind, Bounds] = {
    Kind.DYNAMIC: Bounds(15, 60),
    Kind.STRENGTH: Bounds(20, 60),
    Kind.STATIC: Bounds(10, 120),
    Kind.RELEASE: Bounds(30, 120),
}
"""What is usual for a kind. The sources:

dynamic: drills of 20 to 30 s in clubs' warm-ups (harc.uk, nyrr.org), swings of 15 s a direction; 217 to 900 s in all
    help a runner (PMC7857312).
strength: 8 to 12 repetitions (ACSM) of 3 to 5 s each.
static: 10 to 30 s for most adults (ACSM 2021, GETP11 table 5.6), 10 to 15 s after a run (nhsinform.scot); what is
    gained levels off at 4 minutes a muscle in one session, which is 2 minutes done twice
    (doi 10.1007/s40279-024-02143-9).
release: 30 to 120 s a set (PubMed 33105383).
"""

LONGEST_BEFORE_A_RUN = 59
"""Seconds up to which a static hold costs the run after it no power (Behm 2016, doi 10.1139/apnm-2015-0235)."""


def find_bounds(exercise: Exercise) -> Bounds:
    """Its own bounds, or those of its kind, and always wide enough for its own seconds."""
    usual = BOUNDS[exercise.kind]
    bounds = Bounds(
        usual.shortest if exercise.shortest is None else exercise.shortest,
        usual.longest if exercise.longest is None else exercise.longest,
    )
    for phase in exercise.phases:
        bounds = bounds.reach(phase.seconds)
    return bounds

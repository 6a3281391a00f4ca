"""A fitting: a routine on its way to be started, with what a person wants different, and what a key changes next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from hipflow.core.exercise import Side
from hipflow.core.fit import Fit, Misfit
from hipflow.core.plan import compile_plan
from hipflow.core.routine import MOST_ROUNDS
from hipflow.core.tailoring import LEAST_SCALE, MOST_SCALE, Tailoring, tailor_routine
from hipflow.library.lengths import seconds_until

if TYPE_CHECKING:
    from hipflow.core.plan import Plan
    from hipflow.core.routine import Routine

SCALE_STEP: Final = 0.1
"""By which a key stretches the holds, or shrinks them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """A routine, and how it is wanted this time."""

    routine: Routine
    first_side: Side = Side.LEFT
    tailoring: Tailoring = field(default_factory=Tailoring)
    until: datetime | None = None
    """When it is to be over, by the clock on the wall."""
    speed: float = 1.0
    """How many times as fast as that clock the session runs."""

    @property
    def is_plain(self) -> bool:
        """Is it wanted as it is written?"""
        return self.tailoring.is_plain and self.until is None

    def fit(self, now: datetime | None) -> Fit | Misfit:
        """What that makes of the routine if it is started now."""
        tailoring = self.tailoring
        if self.until is not None and now is not None:
            tailoring = replace(tailoring, seconds=self.wanted(now))
        return tailor_routine(self.routine, tailoring)

    def plan(self, now: datetime | None) -> Plan | None:
        """What would be run if it is started now; None where it does not fit."""
        fit = self.fit(now)
        if isinstance(fit, Misfit):
            return None
        return self.bind(compile_plan(fit.routine, first_side=self.first_side))

    def bind(self, plan: Plan) -> Plan:
        """The plan, which has to be over when it would be if it begins now, where that was asked for."""
        return replace(plan, deadline=plan.seconds) if self.until is not None else plan

    def wanted(self, now: datetime | None) -> int | None:
        """Seconds that it is to last; None: as it comes."""
        if self.until is None or now is None:
            return self.tailoring.seconds
        return max(1, int(seconds_until(self.until, now) * self.speed))

    @property
    def rounds(self) -> int:
        """How often what is repeated is done, before any fit."""
        return self.tailoring.rounds or max(section.rounds for section in self.routine.sections)

    def set_length(self, seconds: int | None) -> Fitting:
        """The same, made to last so long; None: as it comes."""
        return replace(self, until=None, tailoring=replace(self.tailoring, seconds=seconds, scale=1.0))

    def set_until(self, moment: datetime) -> Fitting:
        """The same, made to end at a moment."""
        return replace(self, until=moment, tailoring=replace(self.tailoring, seconds=None, scale=1.0))

    def change_length(self, by: int, now: datetime | None) -> Fitting:
        """The same, made longer or shorter to the next whole minute; as long as it can be is not passed."""
        fit = self.fit(now)
        length = fit.seconds if isinstance(fit, Fit) else self.wanted(now) or fit.nearest
        wanted = (length // 60 + 1) * 60 if by > 0 else (length - 1) // 60 * 60
        changed = self.set_length(max(1, wanted))
        made = changed.fit(now)
        return changed if isinstance(made, Fit) else self.set_length(made.nearest)

    def change_rounds(self, by: int) -> Fitting:
        """The same with a round more, or one less."""
        rounds = max(1, min(MOST_ROUNDS, self.rounds + by))
        return replace(self, tailoring=replace(self.tailoring, rounds=rounds))

    def change_scale(self, by: int) -> Fitting:
        """The same with longer or shorter holds, and no length any more that would have to be kept."""
        scale = round(self.tailoring.scale + by * SCALE_STEP, 2)
        scale = max(LEAST_SCALE, min(MOST_SCALE, scale))
        return replace(self, until=None, tailoring=replace(self.tailoring, scale=scale, seconds=None))

    def swap_sides(self) -> Fitting:
        """The same, begun with the other side."""
        return replace(self, first_side=self.first_side.other)

    def toggle(self, place: int) -> Fitting:
        """The same without the entry at a place, or with it again; the last one stays in."""
        left_out = self.tailoring.left_out ^ {place}
        if len(left_out) == len(self.routine.entries):
            return self
        return replace(self, tailoring=replace(self.tailoring, left_out=left_out))

    def reset(self) -> Fitting:
        """The routine as it is written; the side stays that is chosen."""
        return replace(self, tailoring=Tailoring(keeps_prep=self.tailoring.keeps_prep), until=None)

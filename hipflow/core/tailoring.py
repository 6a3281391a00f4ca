"""Tailoring: what a person wants different about a routine, for one session."""

from dataclasses import dataclass, replace

from hipflow.core.candidates import Candidate
from hipflow.core.changes import Changes, RoundsChange
from hipflow.core.fit import Fit, Misfit, fit_routine, list_holds, set_holds
from hipflow.core.loss import leave_out
from hipflow.core.routine import Routine

LEAST_SCALE, MOST_SCALE = 0.25, 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tailoring:
    """What is asked for; nothing of it by default."""

    left_out: frozenset[int] = frozenset()
    """Places in `routine.entries`; never all of them."""
    keeps_exercises: bool = False
    """Were those that are left asked for by name, so that a fit leaves none of them out?"""
    rounds: int | None = None
    """Of each section that is repeated or, where none is, of every section: 1 to 20."""
    scale: float = 1.0
    """What each hold is multiplied by, as far as its bounds go: 0.25 to 4."""
    seconds: int | None = None
    """How long all of it is to last."""
    keeps_prep: bool = False
    """Was the time to get ready asked for, so that a fit keeps it to the second?"""

    @property
    def is_plain(self) -> bool:
        """Does it leave every routine as it is?"""
        return not self.left_out and self.rounds is None and self.scale == 1.0 and self.seconds is None


def tailor_routine(routine: Routine, tailoring: Tailoring) -> Fit | Misfit:
    """The routine as it is asked for, and what became different.

    In this order: exercises are left out, rounds set, holds scaled, and what that makes is fitted to the time. Rounds
    and exercises that were asked for are not touched by the fit.

    Raises:
        ValueError: All exercises are left out.
    """
    kept = tuple(place for place in range(len(routine.entries)) if place not in tailoring.left_out)
    names = tuple(entry.shown_name for place, entry in enumerate(routine.entries) if place not in kept)
    routine = leave_out(routine, tailoring.left_out)
    routine, rounds = _set_rounds(routine, tailoring.rounds)
    candidate = Candidate.of(routine)
    scaled = [
        share.bounds.clip(round(share.seconds * tailoring.scale / share.grain) * share.grain)
        for share in candidate.shares
    ]
    holds = list_holds(candidate, scaled)
    if holds:
        routine = set_holds(candidate, scaled)
        candidate = Candidate.of(routine)
    changes = Changes(left_out=names, rounds=rounds, holds=holds)
    made = Fit(routine, candidate.plan.seconds, changes, kept)
    if tailoring.seconds is None:
        return made
    fit = fit_routine(
        routine,
        tailoring.seconds,
        keeps_rounds=tailoring.rounds is not None,
        keeps_exercises=tailoring.keeps_exercises,
        keeps_prep=tailoring.keeps_prep,
    )
    if isinstance(fit, Misfit):
        return fit
    changes = replace(
        fit.changes,
        left_out=names + fit.changes.left_out,
        rounds=rounds + fit.changes.rounds,
        holds=fit.changes.holds or holds,
    )
    return replace(fit, changes=changes, kept=tuple(kept[place] for place in fit.kept))


def find_entries(routine: Routine, name: str) -> frozenset[int]:
    """The places of all entries of that name: an id, an alias, or what it is called, whatever its capitals."""
    wanted = name.strip().casefold()
    return frozenset(
        place
        for place, entry in enumerate(routine.entries)
        if wanted
        in {each.casefold() for each in (entry.exercise.id, entry.exercise.name, entry.name, *entry.exercise.aliases)}
    )


def _set_rounds(routine: Routine, rounds: int | None) -> tuple[Routine, tuple[RoundsChange, ...]]:
    if rounds is None:
        return routine, ()
    is_repeated = any(section.rounds > 1 for section in routine.sections)
    sections = tuple(
        replace(section, rounds=rounds) if section.rounds > 1 or not is_repeated else section
        for section in routine.sections
    )
    changes = tuple(
        RoundsChange(before.name, before.rounds, after.rounds)
        for before, after in zip(routine.sections, sections, strict=True)
        if before.rounds != after.rounds
    )
    return replace(routine, sections=sections), changes

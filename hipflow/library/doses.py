"""The dose of an exercise: its phases, and between which bounds the seconds of a phase may be changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from hipflow.core.dose import count_reps
from hipflow.core.exercise import Exercise, Phase, Tempo
from hipflow.library.counting import ADD_TEMPO, is_count, read_reps
from hipflow.library.durations import WORK
from hipflow.library.fields import Fields
from hipflow.library.phases import read_phases


@dataclass(frozen=True, slots=True)
class Dose:
    """How long an exercise is worked, per side."""

    phases: tuple[Phase, ...]
    shortest: int | None
    """Seconds that no phase may become less than; None: by the kind."""
    longest: int | None
    """Seconds that no phase may become more than; None: by the kind."""


def read_dose(fields: Fields, base: Exercise, tempo: Tempo | None) -> Dose:
    """The dose of an exercise; what its fields do not say is that of `base`.

    Args:
        fields: All its fields.
        base: What they are laid over.
        tempo: How fast it is done.
    """
    errors = fields.findings.errors
    if "duration" in fields and "phases" in fields:
        fields.refuse_here("phases", "duration and phases are both given", "Keep one of them.")
    seconds = fields.seconds("duration", WORK, None)
    plain = (Phase("", seconds),) if seconds is not None else base.phases
    phases = read_phases(fields, "phases", base, tempo) or plain
    if "duration" not in fields and "phases" not in fields:
        phases = _count_phases(fields, phases, tempo)
    # Seconds that stand in for what cannot be read have no bounds.
    own = [phase.seconds for phase in phases] if fields.findings.errors == errors else []
    return Dose(phases, *_read_bounds(fields, own, base))


def _count_phases(fields: Fields, phases: tuple[Phase, ...], tempo: Tempo | None) -> tuple[Phase, ...]:
    """The phases with the reps that stand in place of a duration, where they can be counted."""
    if not is_count(fields, "reps"):
        return tuple(_recount(fields, phase, tempo) for phase in phases) if "tempo" in fields and tempo else phases
    errors = fields.findings.errors
    reps = read_reps(fields, "reps", tempo)
    # One that extends another has seconds all the same; there, the number is but shown.
    if tempo is None and "extends" not in fields and fields.findings.errors == errors:
        what = "reps cannot be counted without a tempo"
        if "tempo" in fields:
            what = "reps cannot be counted, for the tempo gives no seconds"
        fields.refuse_here("reps", what, ADD_TEMPO)
    return tuple(count_reps(phase, reps, tempo) for phase in phases) if reps else phases


def _recount(fields: Fields, phase: Phase, tempo: Tempo) -> Phase:
    """A phase that is counted, at a new tempo."""
    if phase.reps is None:
        return phase
    seconds = phase.reps * tempo.seconds
    if seconds.is_integer() and WORK.shortest <= seconds <= WORK.longest:
        return count_reps(phase, phase.reps, tempo)
    what = (
        f"{phase.reps} reps at this tempo are {seconds:g} s, not whole seconds from {WORK.shortest} to {WORK.longest}"
    )
    fields.refuse("tempo", what, 'Write another, or add "reps:".')
    return phase


def _read_bounds(fields: Fields, own: Sequence[int], base: Exercise) -> tuple[int | None, int | None]:
    """The shortest and the longest that a phase may become; what is given must have its own seconds between."""
    least, most = "duration_min", "duration_max"
    shortest, longest = fields.seconds(least, WORK, None), fields.seconds(most, WORK, None)
    if shortest is not None and longest is not None and shortest > longest:
        what = f"{longest} s is less than {least}, which is {shortest} s"
        fields.refuse(most, what, f"Write {shortest} or more.")
    elif shortest is not None and own and shortest > min(own):
        what = f"{shortest} s is more than it is done for, which is {min(own)} s"
        fields.refuse(least, what, f"Write {min(own)} or less.")
    elif longest is not None and own and longest < max(own):
        what = f"{longest} s is less than it is done for, which is {max(own)} s"
        fields.refuse(most, what, f"Write {max(own)} or more.")
    return (
        shortest if least in fields else base.shortest,
        longest if most in fields else base.longest,
    )

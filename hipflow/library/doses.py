"""The dose of an exercise: its phases, and between which bounds the seconds of a phase may be changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hipflow.core.exercise import Exercise, Phase
from hipflow.library.durations import WORK
from hipflow.library.fields import Fields, open_map
from hipflow.library.nodes import Node
from hipflow.library.problems import Findings

PHASE_FIELDS: Final = ("name", "duration", "cue")


@dataclass(frozen=True, slots=True)
class Dose:
    """How long an exercise is worked, per side."""

    phases: tuple[Phase, ...]
    shortest: int | None
    """Seconds that no phase may become less than; None: by the kind."""
    longest: int | None
    """Seconds that no phase may become more than; None: by the kind."""


def read_dose(fields: Fields, base: Exercise) -> Dose:
    """The dose of an exercise; what its fields do not say is that of `base`."""
    errors = fields.findings.errors
    if "duration" in fields and "phases" in fields:
        fields.refuse_here("phases", "duration and phases are both given", "Keep one of them.")
    seconds = fields.seconds("duration", WORK, None)
    plain = (Phase("", seconds),) if seconds is not None else base.phases
    phases = read_phases(fields, "phases", base.phases) or plain
    # Seconds that stand in for what cannot be read have no bounds.
    own = [phase.seconds for phase in phases] if fields.findings.errors == errors else []
    return Dose(phases, *_read_bounds(fields, own, base))


def read_phases(fields: Fields, key: str, own: tuple[Phase, ...]) -> tuple[Phase, ...] | None:
    """The phases in a field; None where it is missing or wrong.

    Args:
        fields: The map that it is in.
        key: The field.
        own: The phases that are replaced; one of the same name keeps its cue where none is given.
    """
    cues = {phase.name: phase.cue for phase in own}
    errors = fields.findings.errors
    phases = [_read_phase(node, where, cues, fields.findings) for node, where in fields.some_items(key, "phases")]
    if fields.findings.errors > errors or not phases:
        return None
    return tuple(phase for phase in phases if phase is not None)


def _read_phase(node: Node, where: str, cues: Mapping[str, str], findings: Findings) -> Phase | None:
    fields = open_map(node, where, PHASE_FIELDS, findings)
    if fields is None:
        return None
    missing = [key for key in ("name", "duration") if key not in fields]
    if missing:
        findings.refuse(node, where, "needs name and duration", f"Add {' and '.join(missing)}.")
    name = fields.name("name", "")
    seconds = fields.seconds("duration", WORK, WORK.shortest)
    return Phase(name, seconds, fields.text("cue", cues.get(name, "")))


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

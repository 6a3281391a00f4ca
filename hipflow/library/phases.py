"""The phases that a side is worked in, each timed or counted, as an exercise or a step writes them."""

from collections.abc import Mapping
from typing import Final

from hipflow.core.dose import count_reps
from hipflow.core.exercise import Exercise, Phase, Tempo
from hipflow.library.counting import ADD_TEMPO, read_reps, read_tempo
from hipflow.library.durations import WORK
from hipflow.library.fields import Fields, open_map
from hipflow.library.nodes import Node
from hipflow.library.problems import Findings

FIELDS: Final = ("name", "duration", "reps", "tempo", "cue")


def read_phases(
    fields: Fields, key: str, base: Exercise | None, tempo: Tempo | None = None
) -> tuple[Phase, ...] | None:
    """The phases in a field; None where it is missing or wrong.

    Args:
        fields: The map that it is in.
        key: The field.
        base: The exercise whose phases are replaced; one of the same name keeps its cue where none is given.
        tempo: How fast they are counted where they do not say it, in place of the exercise's own.
    """
    cues = {phase.name: phase.cue for phase in base.phases} if base else {}
    own = tempo or (base.rep_tempo if base else None)
    errors = fields.findings.errors
    phases = [_read_phase(node, where, cues, own, fields.findings) for node, where in fields.some_items(key, "phases")]
    if fields.findings.errors > errors or not phases:
        return None
    return tuple(phase for phase in phases if phase is not None)


def _read_phase(
    node: Node, where: str, cues: Mapping[str, str], tempo: Tempo | None, findings: Findings
) -> Phase | None:
    fields = open_map(node, where, FIELDS, findings)
    if fields is None:
        return None
    has_dose = "duration" in fields or "reps" in fields
    missing = ["name"] * ("name" not in fields) + ["duration"] * (not has_dose)
    if missing:
        findings.refuse(node, where, "needs name and duration", f"Add {' and '.join(missing)}.")
    name = fields.name("name", "")
    phase = Phase(name, fields.seconds("duration", WORK, WORK.shortest), fields.text("cue", cues.get(name, "")))
    pace = read_tempo(fields, "tempo") or tempo
    if "reps" not in fields:
        if "tempo" in fields:
            fields.refuse_here("tempo", "tempo says how fast to count, and no reps are given", 'Add "reps: 10".')
        return phase
    if "duration" in fields:
        fields.refuse_here("reps", "reps and duration are both given", "Keep one of them.")
    if pace is None and "tempo" not in fields:
        fields.refuse_here("reps", "reps cannot be counted without a tempo", ADD_TEMPO)
    reps = read_reps(fields, "reps", pace)
    return count_reps(phase, reps, pace) if reps else phase

"""The steps of a routine as they are written, each an exercise and what is different about it here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hipflow.core.exercise import Exercise, Sides, Tempo
from hipflow.core.routine import Entry, Transition
from hipflow.library.counting import HOLDS, is_count, read_reps, read_tempo
from hipflow.library.durations import GAP, WORK, read_seconds
from hipflow.library.fields import Fields, open_map
from hipflow.library.nodes import Node, ScalarNode, describe_node
from hipflow.library.phases import read_phases
from hipflow.library.problems import Complaint, Findings
from hipflow.library.repertoire import Repertoire

FIELDS: Final = (
    "exercise", "duration", "reps", "tempo", "hold", "phases", "sides", "switch", "phase_gap", "transition",
    "note", "name",
)  # fmt: skip

_DONE: Final = {Sides.BOTH: "both sides at once", Sides.EACH: "each side", Sides.ALTERNATE: "side by side in turn"}


@dataclass(frozen=True, slots=True)
class Scope:
    """The exercises that a routine can name: its own first, then those there are."""

    local: Mapping[str, Exercise | None]
    """None: defined, but not soundly, which is told elsewhere."""
    known: Repertoire

    def find_exercise(self, node: ScalarNode, where: str, findings: Findings) -> Exercise | None:
        """The exercise that a node names; None, and a word about it, where there is none."""
        id = node.text
        if id in self.local:
            return self.local[id]
        exercise = self.known.find_exercise(id)
        if exercise is None:
            complaint = self.known.complain_of_missing(id, self.local)
            findings.refuse(node, where, complaint.what, complaint.mend)
        elif id in self.known.broken and id not in self.known.own:
            what = f"your own {id} has a problem, so the one that comes with hipflow is done"
            findings.warn(node, where, what, f"Mend {self.known.broken[id]}.")
        return exercise


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry, and where it is written."""

    entry: Entry
    node: Node
    where: str


def read_entry(node: Node, where: str, scope: Scope, findings: Findings) -> PlacedEntry | None:
    """The entry in one item of `steps`; None where its exercise cannot be told."""
    if isinstance(node, ScalarNode):
        if not node.is_text:
            what = f"must be the id of an exercise or a map; got {describe_node(node)}"
            findings.refuse(node, where, what, "Write an id, such as leg-swings.")
            return None
        bare = scope.find_exercise(node, where, findings)
        return PlacedEntry(Entry(exercise=bare), node, where) if bare else None
    fields = open_map(node, where, FIELDS, findings)
    if fields is None:
        return None
    exercise = _read_exercise(fields, scope)
    entry = _read_fields(fields, exercise)
    return PlacedEntry(entry, node, where) if entry else None


def read_transition(fields: Fields, key: str) -> Transition | None:
    """Seconds or auto; None where the field is missing or wrong."""
    node = fields.value(key)
    if key not in fields:
        return None
    if isinstance(node, ScalarNode) and node.text == "auto":
        return "auto"
    seconds = read_seconds(node, GAP)
    if isinstance(seconds, Complaint):
        fields.refuse(key, seconds.what.replace("must be whole", "must be auto or whole"), seconds.mend)
        return None
    return seconds


def _read_exercise(fields: Fields, scope: Scope) -> Exercise | None:
    key = "exercise"
    if key not in fields:
        fields.refuse_here(key, "exercise is missing", 'Add "exercise:" with the id of one.')
        return None
    node = fields.value(key)
    if isinstance(node, ScalarNode) and node.is_text:
        return scope.find_exercise(node, fields.where, fields.findings)
    fields.refuse(key, f"must be the id of an exercise; got {describe_node(node)}", "Write an id, such as leg-swings.")
    return None


def _read_fields(fields: Fields, exercise: Exercise | None) -> Entry | None:
    """The entry with all its fields; they are read even where the exercise is not known, to tell all that is wrong."""
    seconds = fields.seconds("duration", WORK, None)
    phases = read_phases(fields, "phases", exercise)
    reps, tempo, usual_reps = _read_reps(fields, exercise)
    is_open = fields.word("hold", HOLDS, None) is not None
    sides = fields.choice("sides", Sides, None)
    switch = fields.seconds("switch", GAP, None)
    phase_gap = fields.seconds("phase_gap", GAP, None)
    transition = read_transition(fields, "transition")
    name, note = fields.name("name", ""), fields.text("note", "")
    if "duration" in fields and "phases" in fields:
        fields.refuse_here("phases", "duration and phases are both given", "Keep one of them.")
    if exercise is None:
        return None
    if "duration" in fields and "phases" not in fields and exercise.has_phases:
        fields.refuse_here("duration", f"{exercise.id} has phases", "Override phases, not duration.")
    _check_sides(fields, exercise, sides)
    if phase_gap is not None and len(phases or exercise.phases) == 1:
        what = f"phase_gap is ignored because {exercise.id} has no phases"
        fields.warn_here("phase_gap", what, "Take it out.")
    if switch is not None and (sides or exercise.sides) is not Sides.EACH:
        what = f"switch is ignored because {exercise.id} is not done side by side"
        fields.warn_here("switch", what, "Take it out.")
    return Entry(
        exercise=exercise,
        seconds=seconds,
        phases=phases,
        sides=sides,
        switch=switch,
        phase_gap=phase_gap,
        transition=transition,
        name=name,
        note=note,
        reps=reps,
        tempo=tempo,
        is_open=is_open,
        usual_reps=usual_reps,
    )


def _read_reps(fields: Fields, exercise: Exercise | None) -> tuple[int | None, Tempo | None, str]:
    """How often, how fast, and how often is usual in words; a number is counted, and words are only shown."""
    tempo = read_tempo(fields, "tempo")
    if not is_count(fields, "reps"):
        errors = fields.findings.errors
        words = fields.text("reps", "")
        if "tempo" in fields and fields.findings.errors == errors:
            fields.refuse_here("tempo", "tempo says how fast to count, and no reps are given", 'Add "reps: 10".')
        return None, None, words
    for other in ("duration", "phases"):
        if other in fields:
            mend = "Keep one of them, or put reps in quotes to have them shown and not counted."
            fields.refuse_here("reps", f"reps and {other} are both given", mend)
    if "hold" in fields:
        fields.refuse_here("hold", "reps say when it ends, and so does hold", "Keep one of them.")
    pace = tempo or (exercise.rep_tempo if exercise else None)
    reps = read_reps(fields, "reps", pace)
    if exercise is not None and pace is None and "tempo" not in fields:
        what = f"reps cannot be counted, for {exercise.id} has no tempo in seconds"
        fields.refuse_here("reps", what, 'Add "tempo: 4", the seconds of one, or write "duration:" instead.')
    return (reps, tempo, "") if reps and pace else (None, None, "")


def _check_sides(fields: Fields, exercise: Exercise, sides: Sides | None) -> None:
    allowed = exercise.sides_allowed or (exercise.sides,)
    if sides is not None and sides not in allowed:
        words = [each.value for each in allowed]
        what = f"{exercise.id} cannot be done {_DONE[sides]} (allowed: {', '.join(words)})"
        fields.refuse("sides", what, f"Write {' or '.join(words)}.")

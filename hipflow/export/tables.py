"""Plans and lists as tables of plain text."""

from collections.abc import Container, Iterable, Sequence

from hipflow.core.exercise import Exercise
from hipflow.core.plan import Plan, Step
from hipflow.core.score import Row
from hipflow.export.columns import align_columns, clock_words


def plan_table(plan: Plan) -> list[str]:
    """A plan, a line a step: index, start, kind, exercise, side, seconds, and what else there is of it.

    That is how often, where it is counted or waits for a key, the section, and the round.
    """
    has_reps = any(map(_count, plan.steps))
    has_sections = any(step.section for step in plan.steps)
    has_rounds = any(step.rounds > 1 for step in plan.steps)
    head = ["", "start", "kind", "exercise", "side", "seconds"]
    head += ["reps"] * has_reps
    head += ["section"] * has_sections + ["round"] * has_rounds
    rows = []
    for step in plan.steps:
        name = f"{step.name}: {step.phase.name}" if step.phase.name else step.name
        row = [
            str(step.index),
            clock_words(step.start),
            step.kind.value,
            name,
            step.side.value if step.side else "",
            str(step.seconds),
        ]
        row += [_count(step)] * has_reps
        row += [step.section] * has_sections
        row += [f"{step.round} of {step.rounds}" if step.rounds > 1 else ""] * has_rounds
        rows.append(row)
    return align_columns([head, *rows], right={0, 1, 5})


def _count(step: Step) -> str:
    if step.is_open:
        return "until key"
    return str(step.reps or (step.usual_reps if step.is_work else ""))


def exercise_table(exercises: Iterable[Exercise], own: Container[str] = ()) -> list[str]:
    """Exercises, a line each: id, name, kind, sides, what it needs, and a word where its id is among those `own`."""
    rows = [
        [
            each.id,
            each.name,
            each.kind.value,
            each.sides.value,
            ", ".join(each.equipment) or "nothing",
            "yours" if each.id in own else "",
        ]
        for each in exercises
    ]
    return align_columns([["id", "name", "kind", "sides", "needs", ""], *rows])


def score_lines(rows: Sequence[Row]) -> list[str]:
    """A score, a line a cue: when it is heard, in which step, and what."""
    told = [
        [
            _precise(row.at),
            row.step.kind.value,
            f"“{row.cue.words}”" if row.cue.words else row.cue.sound.value if row.cue.sound else "",
            row.cue.side.value if row.cue.side else "",
            f"{row.cue.seconds:.1f}",
        ]
        for row in rows
    ]
    return align_columns([["at", "step", "heard", "side", "seconds"], *told], right={0, 4})


def _precise(seconds: float) -> str:
    return f"{int(seconds) // 60}:{seconds % 60:05.2f}"

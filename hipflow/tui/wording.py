"""The words around a session: where one is, what comes next, how long still; from the fullest to the shortest."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from rich.cells import cell_len

from hipflow.core.exercise import Phase, Side, Sides
from hipflow.core.plan import Plan, Step, StepKind
from hipflow.tui.phrases import shorten

MINUTE: Final = 60
DOT: Final = " · "
"""Between two texts on one line."""
LAST_MINUTE: Final = "last minute"
FOOT_GAP: Final = 2
"""Columns between what stands beside each other in the foot."""
LAST: Final = "then done"
"""What comes after the last exercise."""


def side_word(step: Step, side: Side | None) -> str:
    """What a side is called, in capitals: BOTH or SWAP where there is none."""
    if side is None:
        return "SWAP" if step.sides is Sides.ALTERNATE else "BOTH"
    labels = step.exercise.side_labels
    return (labels[side] if labels else side.value).upper()


def shown_name(step: Step) -> str:
    """The name for big letters: the short one, unless the routine gives its own."""
    exercise = step.exercise
    return exercise.short_name if exercise.short_name and step.name == exercise.name else step.name


def position_texts(step: Step, plan: Plan) -> tuple[str, ...]:
    """Where in the routine a step is."""
    count = f"{step.exercise_index + 1} of {plan.steps[-1].exercise_index + 1}"
    round_text = f"round {step.round} of {step.rounds}" if step.rounds > 1 else ""
    full = (plan.name, step.section, round_text, count)
    return tuple(
        dict.fromkeys(
            join_texts(parts)
            for parts in (full, (plan.name, round_text, count), (plan.name, count), (round_text, count), (count,))
        )
    )


def then_texts(step: Step, plan: Plan) -> tuple[str, ...]:
    """What comes after a step; for one that leads to work, what that work is and what comes after all of it."""
    if step.is_work:
        return _after(step, plan)
    if step.kind in (StepKind.SWITCH, StepKind.GAP):
        work = plan.work_from(step.index)
        amount = amount_text(work.phase if work else step.phase)
        return (f"{shown_name(step)}, {amount}", amount)
    dose = dose_text(step)
    later = next((later for later in plan.steps[step.index :] if later.exercise_index > step.exercise_index), None)
    after = f"then {shown_name(later)}" if later else LAST
    return (f"{dose}, {after}", after)


def dose_text(step: Step) -> str:
    """How much of an exercise is done: seconds, or repetitions."""
    amount = amount_text(step.phase)
    if step.usual_reps:
        amount = f"{amount}, {reps_text(step.usual_reps)}"
    if step.side:
        return f"{amount} each side"
    return f"{amount} in turn" if step.phase.reps and step.sides is Sides.ALTERNATE else amount


def reps_text(words: str) -> str:
    """How often is usual, as somebody wrote it, with what it counts where that is not said: 8-12 reps."""
    return f"{words} reps" if words[-1:].isdecimal() else words


def amount_text(phase: Phase) -> str:
    """How much is done of a phase on one side: 30 s, 10 reps, about 45 s."""
    if phase.reps:
        return f"{phase.reps} reps" if phase.reps > 1 else "1 rep"
    return f"about {phase.seconds} s" if phase.is_open else f"{phase.seconds} s"


def _after(step: Step, plan: Plan) -> tuple[str, ...]:
    if step.index + 1 == len(plan.steps):
        return (LAST,)
    after = plan.steps[step.index + 1]
    if after.exercise_index != step.exercise_index:
        if after.kind is StepKind.REST:
            return (f"then rest, {after.seconds} s", "then rest")
        return (f"then {shown_name(after)}",)
    if after.side is not step.side:
        return (f"then {side_word(after, after.side)}",)
    return (f"then {after.phase.name.lower()}", "then on")


def left_texts(seconds: int, ends_at: str, *states: str, sound: str = "", is_about: bool = False) -> tuple[str, ...]:
    """How long the session still takes, and the time of day it ends; with a word on whatever is not as usual.

    In little room a state is told rather than the minutes, which the plan shows too; of the sound they come first.

    In minutes: a second clock that runs at the edge of the eye would only disturb, and cost a paint of half the screen.
    """
    if is_about:
        left = f"about {ceil(seconds / MINUTE)} min left"
    else:
        left = f"{ceil(seconds / MINUTE)} min left" if seconds > MINUTE else LAST_MINUTE
    ends = f"ends {ends_at}" if ends_at else ""
    # So the texts are as wide with nine minutes as with ten, and what stands beside them stays.
    blank = " " * (len(LAST_MINUTE) - len(left))
    ways = ((*states, sound, left, ends), (*states, sound, left), (*states, left))
    alone = [join_texts(states)] if any(states) else []
    return tuple(dict.fromkeys([*(blank + join_texts(way) for way in ways), *alone]))


def join_texts(parts: Iterable[str]) -> str:
    """The parts that are not empty, with a dot between them."""
    return DOT.join(part for part in parts if part)


def fit_keys(keys: Sequence[tuple[str, str]], columns: int) -> str:
    """Keys and what they do on one line, none of them cut; in little room those before the last are left out."""
    texts = [f"{key} {deed}" for key, deed in keys]
    lines = (join_texts((*texts[:count], *texts[-1:])) for count in range(len(texts) - 1, -1, -1))
    return next((line for line in lines if cell_len(line) <= columns), "")


def fit_sentences(sentences: Sequence[str], columns: int) -> str:
    """As many of the first sentences as fit on one line, none of them cut; empty where not even the first does."""
    lines = (" ".join(sentences[:count]) for count in range(len(sentences), 0, -1))
    return next((line for line in lines if cell_len(line) <= columns), "")


def fit_foot(
    columns: int, position: tuple[str, ...], then: tuple[str, ...], left: tuple[str, ...]
) -> tuple[str, str, str]:
    """The fullest of each that fit beside each other; that in the middle matters most.

    It stands in the middle, but for one case: it gives way by a few columns before another is left out.
    """
    briefest = position[-1], left[-1]
    for middle in then:
        ways = [*((pair, False) for pair in _rank(position, left)), (briefest, True)]
        ways += (("", left[-1]), False), ((position[-1], ""), False)
        for (first, last), gives_way in ways:
            start = place_middle(columns, first, middle, last)
            if start is not None and (gives_way or start == (columns - cell_len(middle)) // 2):
                return first, middle, last
    return "", shorten(then[-1], columns), ""


def place_middle(columns: int, first: str, middle: str, last: str) -> int | None:
    """The column where the middle one begins, as near to the middle as the others let it; None without room."""
    least, after = (cell_len(text) + FOOT_GAP if text else 0 for text in (first, last))
    most = columns - after - cell_len(middle)
    return min(max((columns - cell_len(middle)) // 2, least), most) if least <= most else None


def _rank(position: tuple[str, ...], left: tuple[str, ...]) -> list[tuple[str, str]]:
    """All pairs, those first that leave out least."""
    pairs = [(a, b) for a in range(len(position)) for b in range(len(left))]
    pairs.sort(key=lambda pair: (pair[0] + pair[1], pair[1]))
    return [(position[a], left[b]) for a, b in pairs]

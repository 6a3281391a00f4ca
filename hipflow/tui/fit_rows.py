"""The rows of a fitting: what can be chosen about a routine, each with its value; and what it comes to in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from hipflow.core.exercise import Sides
from hipflow.core.fit import Fit, Misfit
from hipflow.core.plan import compile_plan
from hipflow.export.fit_words import changes_words, misfit_words
from hipflow.tui.fitting import Fitting
from hipflow.tui.phrases import clock_text, printable

IN, OUT = "●", "○"
LEFT_OUT, NO_TIME = "left out", "no time"


class Choice(Enum):
    """What can be chosen besides the exercises."""

    LENGTH = "Length"
    SIDE = "First side"
    ROUNDS = "Rounds"
    HOLDS = "Holds"


@dataclass(frozen=True, slots=True)
class FitRow:
    """One thing that can be chosen."""

    of: Choice | int
    """What it is; for an exercise its place in the routine."""
    name: str
    value: str
    short_name: str = ""
    """For where the name does not fit; empty: there is none."""
    is_in: bool = True
    """Is it done? Only an exercise can be left out."""

    @property
    def mark(self) -> str:
        """What stands before an exercise."""
        return "" if isinstance(self.of, Choice) else IN if self.is_in else OUT


def lay_fit_rows(fitting: Fitting, fit: Fit | Misfit) -> tuple[FitRow | str, ...]:
    """The rows of a fitting under the titles of their groups; an empty string is a blank row."""
    return ("THIS TIME", *_choices(fitting, fit), *_exercises(fitting, fit))


def tell_ends(fit: Fit | Misfit, now: datetime | None) -> str:
    """When it would be over if it is started now; empty where that cannot be told."""
    return f"ends at {now + timedelta(seconds=fit.seconds):%H:%M}" if isinstance(fit, Fit) and now else ""


def tell_changes(fitting: Fitting, fit: Fit | Misfit, now: datetime | None) -> str:
    """What it takes to make the routine fit, or why it cannot; empty where it is as it is written."""
    if isinstance(fit, Misfit):
        wanted = fitting.wanted(now) or 0
        return f"It cannot last {clock_text(wanted)}: the {misfit_words(fit, wanted)}."
    return printable(changes_words(fit.changes))


def tell_fitting(fitting: Fitting, now: datetime | None) -> str:
    """How a routine is wanted this time, in a sentence for a poster; why not, where it does not fit any more."""
    fit = fitting.fit(now)
    changes = tell_changes(fitting, fit, now)
    if isinstance(fit, Misfit):
        return f"{changes} It is as written again."
    return " · ".join(part for part in (clock_text(fit.seconds), tell_ends(fit, now), changes) if part)


def _choices(fitting: Fitting, fit: Fit | Misfit) -> Iterator[FitRow]:
    tailoring = fitting.tailoring
    length = clock_text(fit.seconds if isinstance(fit, Fit) else tailoring.seconds or 0)
    if fitting.until is not None:
        length = f"until {fitting.until:%H:%M}"
    yield FitRow(Choice.LENGTH, Choice.LENGTH.value, length)
    if any((entry.sides or entry.exercise.sides) is Sides.EACH for entry in fitting.routine.entries):
        yield FitRow(Choice.SIDE, Choice.SIDE.value, fitting.first_side.value)
    rounds = fitting.rounds
    if isinstance(fit, Fit):
        rounds = max(section.rounds for section in fit.routine.sections)
    yield FitRow(Choice.ROUNDS, Choice.ROUNDS.value, str(rounds))
    is_timed = tailoring.seconds is not None or fitting.until is not None
    scale = "as written" if tailoring.scale == 1.0 else f"× {tailoring.scale:g}"
    yield FitRow(Choice.HOLDS, Choice.HOLDS.value, "to fit" if is_timed else scale)


def _exercises(fitting: Fitting, fit: Fit | Misfit) -> Iterator[FitRow | str]:
    lengths = dict(zip(fit.kept, _tell_lengths(fit), strict=True)) if isinstance(fit, Fit) else {}
    place = 0
    for section in fitting.routine.sections:
        yield from ("", printable(section.name).upper() or "EXERCISES")
        for entry in section.entries:
            is_wanted = place not in fitting.tailoring.left_out
            no_length = NO_TIME if isinstance(fit, Fit) else ""
            value = lengths.get(place, no_length) if is_wanted else LEFT_OUT
            yield FitRow(
                of=place,
                name=printable(entry.shown_name),
                value=value,
                short_name="" if entry.name else printable(entry.exercise.short_name),
                is_in=is_wanted and value != NO_TIME,
            )
            place += 1


def _tell_lengths(fit: Fit) -> Iterator[str]:
    """How long each exercise is worked: 0:40, or 2×0:30 where one side comes after the other."""
    turns: dict[int, list[int]] = {}
    twos: set[int] = set()
    for step in compile_plan(fit.routine).work:
        if step.round == 1:
            turns.setdefault(step.exercise_index, []).append(step.seconds)
            if step.side is not None:
                twos.add(step.exercise_index)
    for index, seconds in turns.items():
        yield f"2×{clock_text(sum(seconds) / 2)}" if index in twos else clock_text(sum(seconds))

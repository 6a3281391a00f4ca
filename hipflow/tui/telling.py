"""Telling: what a record comes to, in the plain words of a person and in the rows of a chart."""

from dataclasses import dataclass

from hipflow.core.exercise import Side, Sides
from hipflow.core.record import Hold, Record
from hipflow.tui.phrases import clock_text, length_words, list_words, number_word, printable, short_name

MOST_NAMED = 3
"""Exercises that are named one by one as left out."""
LEAST_HELD = 1.0
"""Seconds; whoever leaves within the first has skipped it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Seconds of work: what was held, and what it was to be."""

    held: float
    seconds: float
    reps: int = 0
    """Whole repetitions in what was held; 0 where not all of it was counted."""

    @property
    def missing(self) -> float:
        """Seconds that were not held."""
        return max(0.0, self.seconds - self.held)

    @property
    def is_begun(self) -> bool:
        """Was any of it held, rather than skipped?"""
        return self.held >= LEAST_HELD

    @property
    def length(self) -> float:
        """Seconds from the start of the bar to its end."""
        return max(self.held, self.seconds)


@dataclass(frozen=True, slots=True)
class Total:
    """What became of one exercise, all its rounds together."""

    name: str
    short_name: str
    """For where the name does not fit."""
    left: Bar | None
    right: Bar | None
    """Both None where the sides are worked at once or in turn."""
    middle: Bar | None
    """Both sides at once or in turn; None where each has its own."""
    sides: Sides

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Those that there are."""
        return tuple(bar for bar in (self.left, self.right, self.middle) if bar is not None)

    @property
    def is_left_out(self) -> bool:
        """Was nothing of it held?"""
        return not any(bar.is_begun for bar in self.bars)


def total_exercises(record: Record) -> tuple[Total, ...]:
    """What was held of each exercise, in the order in which they first come."""
    together: dict[tuple[str, str, Sides], list[Hold]] = {}
    for hold in record.holds:
        step = hold.step
        together.setdefault((step.exercise.id, step.name, step.sides), []).append(hold)
    return tuple(
        Total(
            name=printable(name),
            short_name=short_name(holds[0].step),
            left=_bar(holds, Side.LEFT),
            right=_bar(holds, Side.RIGHT),
            middle=_bar(holds, None),
            sides=sides,
        )
        for (_, name, sides), holds in together.items()
    )


def _bar(holds: list[Hold], side: Side | None) -> Bar | None:
    of_side = [hold for hold in holds if hold.step.side is side]
    if not of_side:
        return None
    reps = sum(hold.step.reps_in(hold.held) for hold in of_side) if all(hold.step.reps for hold in of_side) else 0
    return Bar(sum(hold.held for hold in of_side), sum(hold.seconds for hold in of_side), reps)


def tell_session(record: Record) -> tuple[str, ...]:
    """What there is to say about a session: how long, how even, and what was left out; a sentence each."""
    if record.worked < 1:
        return ("Nothing was held this time.", "The routine is here when you want it.")
    length = length_words(record.worked)
    got = f"Your hips got {length}." if record.is_finished else f"You stopped early. Your hips still got {length}."
    return tuple(sentence for sentence in (got, _tell_balance(record), _tell_left_out(record)) if sentence)


def _tell_balance(record: Record) -> str:
    if not any(hold.step.side for hold in record.holds):
        return ""
    left, right = (round(record.held_on(side)) for side in (Side.LEFT, Side.RIGHT))
    if left == right:
        return "Left and right are even." if left else ""
    more, less = ("left", "right") if left > right else ("right", "left")
    if not min(left, right):
        return f"Only the {more} side had its turn."
    return f"{more.capitalize()} got {length_words(abs(left - right))} more than {less}."


def _tell_left_out(record: Record) -> str:
    missed = [
        f"{total.name} ({side})" if side else total.name
        for total in total_exercises(record)
        for side in _sides_left_out(total)
    ]
    if not missed:
        return ""
    shown = (
        missed
        if len(missed) <= MOST_NAMED
        else [*missed[: MOST_NAMED - 1], f"{number_word(len(missed) - MOST_NAMED + 1)} more"]
    )
    return f"{'Skipped' if record.is_finished else 'Still to do'}: {list_words(shown)}."


def _sides_left_out(total: Total) -> tuple[str, ...]:
    """The sides of an exercise of which nothing was held; one empty word for all of it."""
    if total.is_left_out:
        return ("",)
    halves = (("left", total.left), ("right", total.right))
    return tuple(side for side, bar in halves if bar is not None and not bar.is_begun)


def tell_times(record: Record) -> tuple[tuple[str, str], ...]:
    """Where the time went, each with its word; nothing that took no time but the first and the last."""
    times = (
        ("held", record.worked),
        ("paused", record.paused),
        ("getting there", record.led_in),
        ("in all", record.elapsed),
    )
    return tuple((word, clock_text(seconds)) for word, seconds in times if seconds >= 0.5 or word in ("held", "in all"))

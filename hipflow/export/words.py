"""A session in plain words, for a screen reader or a log."""

from hipflow.core.events import (
    CountInStarted,
    Event,
    Finished,
    Outcome,
    Paused,
    Refused,
    Replanned,
    Resumed,
    SessionStarted,
    StepEnded,
    StepStarted,
    Stopped,
    Ticked,
    TimeChanged,
    TimeRanOut,
)
from hipflow.core.exercise import Phase, Side, Sides
from hipflow.core.plan import Step, StepKind
from hipflow.core.record import Record
from hipflow.export.columns import clock_words, length_words


def side_words(step: Step) -> str:
    """The side of a step in words; empty where both work at once."""
    if step.side is not None:
        labels = step.exercise.side_labels
        return labels[step.side] if labels else f"{step.side.value} side"
    return "swap sides each time" if step.sides is Sides.ALTERNATE else ""


def step_words(step: Step) -> str:
    """What to do on a step, and for how long."""
    what = ", ".join(filter(None, (step.name, step.phase.name, side_words(step))))
    match step.kind:
        case StepKind.PREPARE:
            lead = "Get ready: "
        case StepKind.WORK:
            return f"{what}. {dose_words(step.phase)}."
        case StepKind.SWITCH:
            return f"Switch: {side_words(step)}. {step.seconds} s"
        case StepKind.GAP:
            return f"Next: {step.phase.name}. {step.seconds} s"
        case StepKind.TRANSITION:
            lead = "Next: "
        case StepKind.REST:
            lead = f"Rest. Round {step.round} of {step.rounds}: "
    dose = f" {dose_words(step.phase)}." if step.phase.reps or step.phase.is_open else ""
    fetch = f" Fetch: {', '.join(step.fetch)}." if step.fetch else ""
    cue = f" {step.exercise.side_cues[step.side]}" if step.side and step.exercise.side_cues else ""
    return f"{lead}{what}. {step.seconds} s.{dose}{fetch}{cue}"


def dose_words(phase: Phase) -> str:
    """How much is done of a phase on one side."""
    if phase.is_open:
        return f"Until you say that it is done, about {phase.seconds} s"
    return f"{phase.reps} reps, {phase.seconds} s" if phase.reps else f"{phase.seconds} s"


def _left_words(seconds: float) -> str:
    return f"{clock_words(seconds)} left" if seconds > 0 else f"{clock_words(-seconds)} more than expected"


def event_words(event: Event) -> str:
    """An event as one line; empty for what only a screen needs to know."""
    match event:
        case SessionStarted(plan=plan):
            length = length_words(plan.seconds, is_about=plan.is_open)
            return f"{plan.name}, {length}, {len(plan.work)} steps of work"
        case StepStarted(step=step, is_paused=is_paused):
            return step_words(step) + (" (paused)" if is_paused else "")
        case StepEnded(step=step, held=held, outcome=outcome):
            if not step.is_work or outcome is Outcome.DONE:
                return ""
            name = ", ".join(filter(None, (step.name, side_words(step))))
            return f"{'Cut' if outcome is Outcome.CUT else 'Skipped'}: {name}, held {held:.0f} s"
        case TimeRanOut():
            return "Take your time. Next when you are done."
        case Paused(seconds_left=left, is_away=is_away):
            return f"{'You were away; paused' if is_away else 'Paused'} with {_left_words(left)}"
        case CountInStarted(step=step, seconds=seconds):
            return f"Back to {', '.join(filter(None, (step.name, side_words(step))))}: in {seconds} s"
        case Resumed(seconds_left=left):
            return f"Go on: {_left_words(left)}"
        case TimeChanged(by=by, seconds_left=left):
            return f"{'Added' if by > 0 else 'Took away'} {abs(by):.0f} s: {clock_words(left)} left"
        case Replanned(by=by):
            return f"What is left was made {abs(by)} s {'longer' if by > 0 else 'shorter'}"
        case Refused(command=command, why=why):
            return f"Cannot {command.value}: {why}"
        case Ticked() | Finished() | Stopped():
            return ""


def record_words(record: Record) -> str:
    """What was held, in one line."""
    left, right = record.held_on(Side.LEFT), record.held_on(Side.RIGHT)
    skipped = sum(hold.outcome is Outcome.SKIPPED for hold in record.holds)
    parts = [
        f"{'Done' if record.is_finished else 'Stopped'}: held {clock_words(record.worked)}"
        f" in {clock_words(record.elapsed)}",
        f"left {clock_words(left)}, right {clock_words(right)}" if left or right else "",
        f"{skipped} skipped" if skipped else "",
    ]
    return "; ".join(filter(None, parts))

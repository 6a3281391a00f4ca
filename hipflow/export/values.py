"""Core values as JSON: names and numbers that other programs may rely on."""

from hipflow.core.bounds import find_bounds
from hipflow.core.events import (
    EVENT_NAMES,
    CountInStarted,
    Event,
    Finished,
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
from hipflow.core.exercise import Exercise, Side
from hipflow.core.plan import Plan, Step, compile_plan
from hipflow.core.record import Hold, Record
from hipflow.core.routine import Entry, Routine, Section
from hipflow.core.score import Row

Json = dict[str, "Json | list[Json] | list[str] | str | float | int | bool | None"]


def plan_json(plan: Plan) -> Json:
    """A plan: id, name, seconds in all, whether a step of it waits for a key, and its steps."""
    return {
        "id": plan.routine_id,
        "name": plan.name,
        "seconds": plan.seconds,
        "until_key": plan.is_open,
        "steps": [step_json(step) for step in plan.steps],
    }


def step_json(step: Step) -> Json:
    """A step; for one that is not work, exercise and side are those that come next."""
    return {
        "index": step.index,
        "kind": step.kind.value,
        "start": step.start,
        "seconds": step.seconds,
        "exercise": step.exercise.id,
        "name": step.name,
        "sides": step.sides.value,
        "side": step.side.value if step.side else None,
        "phase": step.phase.name or None,
        "reps": step.reps,
        "rep_seconds": step.rep_seconds,
        "until_key": step.is_open,
        "usual_reps": step.usual_reps or None,
        "section": step.section or None,
        "round": step.round,
        "rounds": step.rounds,
        "fetch": list(step.fetch),
        "note": step.note or None,
    }


def exercise_json(exercise: Exercise) -> Json:
    """A movement; `seconds` is what it takes by itself, on all sides; `duration_min` and `_max` are of one phase."""
    bounds = find_bounds(exercise)
    plan = compile_plan(Routine(id="", name="", prep=0, sections=(Section(entries=(Entry(exercise=exercise),)),)))
    return {
        "id": exercise.id,
        "name": exercise.name,
        "kind": exercise.kind.value,
        "sides": exercise.sides.value,
        "position": exercise.position.value,
        "seconds": plan.seconds,
        "duration_min": bounds.shortest,
        "duration_max": bounds.longest,
        "rep_seconds": exercise.rep_tempo.seconds if exercise.rep_tempo else None,
        "equipment": list(exercise.equipment),
        "equipment_optional": list(exercise.equipment_optional),
        "instructions": list(exercise.instructions),
        "cue": exercise.cue or None,
        "mistake": exercise.mistake or None,
        "easier": exercise.easier or None,
        "harder": exercise.harder or None,
        "muscles": list(exercise.muscles),
        "muscles_secondary": list(exercise.muscles_secondary),
        "avoid": exercise.avoid or None,
    }


def cue_json(row: Row) -> Json:
    """One thing that is heard; times in seconds, `at` from the start of the plan."""
    cue = row.cue
    return {
        "at": _seconds(row.at),
        "seconds": _seconds(cue.seconds),
        "step": row.step.index,
        "sound": cue.sound.value if cue.sound else None,
        "words": cue.words or None,
        "side": cue.side.value if cue.side else None,
    }


def record_json(record: Record) -> Json:
    """What a session held; all times in seconds."""
    return {
        "routine": record.plan.routine_id,
        "name": record.plan.name,
        "finished": record.is_finished,
        "elapsed": _seconds(record.elapsed),
        "worked": _seconds(record.worked),
        "led_in": _seconds(record.led_in),
        "paused": _seconds(record.paused),
        "held": {
            "left": _seconds(record.held_on(Side.LEFT)),
            "right": _seconds(record.held_on(Side.RIGHT)),
            "both": _seconds(record.held_on(None)),
        },
        "steps": [_hold_json(hold) for hold in record.holds],
    }


def _hold_json(hold: Hold) -> Json:
    step = hold.step
    return {
        "index": step.index,
        "exercise": step.exercise.id,
        "name": step.name,
        "side": step.side.value if step.side else None,
        "phase": step.phase.name or None,
        "reps": step.reps,
        "reps_done": step.reps_in(hold.held) if step.reps else None,
        "until_key": step.is_open,
        "seconds": _seconds(hold.seconds),
        "held": _seconds(hold.held),
        "outcome": hold.outcome.value,
        "attempts": hold.attempts,
    }


def event_json(event: Event) -> Json:
    """An event with its name; `at` is when it happened, `due` when it should have, in seconds of session clock."""
    head: Json = {"event": EVENT_NAMES[type(event)], "at": _seconds(event.at), "due": _seconds(event.due)}
    match event:
        case SessionStarted(plan=plan):
            return head | {"routine": plan.routine_id, "name": plan.name, "seconds": plan.seconds}
        case StepStarted(step=step, is_paused=is_paused):
            return head | {"step": step_json(step), "paused": is_paused}
        case StepEnded(step=step, held=held, seconds=seconds, outcome=outcome):
            return head | {
                "step": step_json(step),
                "held": _seconds(held),
                "seconds": _seconds(seconds),
                "outcome": outcome.value,
            }
        case Ticked(seconds_left=seconds_left, is_count_in=is_count_in):
            return head | {"seconds_left": seconds_left, "counting_in": is_count_in}
        case TimeRanOut(step=step):
            return head | {"step": step_json(step)}
        case Paused(step=step, seconds_left=left, is_away=is_away):
            return head | {"step": step_json(step), "seconds_left": _seconds(left), "away": is_away}
        case CountInStarted(step=step, seconds=seconds, seconds_left=left):
            return head | {"step": step_json(step), "seconds": seconds, "seconds_left": _seconds(left)}
        case Resumed(step=step, seconds_left=left):
            return head | {"step": step_json(step), "seconds_left": _seconds(left)}
        case TimeChanged(step=step, by=by, seconds_left=left):
            return head | {"step": step_json(step), "by": _seconds(by), "seconds_left": _seconds(left)}
        case Replanned(plan=plan, by=by):
            return head | {"seconds": plan.seconds, "by": by, "steps": [step_json(step) for step in plan.steps]}
        case Refused(command=command, why=why):
            return head | {"command": command.value, "why": why}
        case Finished() | Stopped():
            return head


def _seconds(value: float) -> float:
    return round(value, 4)

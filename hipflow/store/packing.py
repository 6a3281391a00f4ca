"""Whole plans, and what happened in them, as JSON and back.

A plan is packed with all that it takes to show and run it again, so that it does not matter what became of the files
it was made from.
"""

from collections.abc import Mapping

from hipflow.core.events import EVENT_NAMES, Event, Replanned, SessionStarted, Ticked
from hipflow.core.exercise import FASTEST_REP, SLOWEST_REP, Exercise
from hipflow.core.plan import Plan, Step
from hipflow.core.sounds import DEFAULT_PROFILE, Loudness, Profile, Sound, Topic
from hipflow.core.text import clean

from .fields import Json, as_dict, as_list, pack_fields, pack_value, unpack_fields, unpack_value

_TYPES: Mapping[str, type[Event]] = {name: kind for kind, name in EVENT_NAMES.items()}


def pack_plan(plan: Plan) -> dict[str, Json]:
    """A plan with each of its exercises once."""
    exercises = list(dict.fromkeys(step.exercise for step in plan.steps))
    places = {exercise: place for place, exercise in enumerate(exercises)}
    return {
        "routine_id": clean(plan.routine_id),
        "name": clean(plan.name),
        "sounds": pack_sounds(plan.sounds),
        "exercises": [pack_value(exercise) for exercise in exercises],
        "steps": [pack_fields(step) | {"exercise": places[step.exercise]} for step in plan.steps],
    }


def unpack_plan(packed: Json) -> Plan:
    """The plan that was packed; raises ValueError where it makes no sense."""
    held = as_dict(packed)
    exercises = [unpack_value(Exercise, each) for each in as_list(held.get("exercises"))]
    steps = []
    for each in as_list(held.get("steps")):
        step = as_dict(each)
        place = step.get("exercise")
        if not isinstance(place, int) or not 0 <= place < len(exercises):
            raise ValueError(f"no exercise {place!r}")
        steps.append(unpack_fields(Step, step, exercise=exercises[place]))
    plan = Plan(
        unpack_value(str, held.get("routine_id")),
        unpack_value(str, held.get("name")),
        tuple(steps),
        unpack_sounds(held.get("sounds")),
    )
    _check_steps(plan)
    return plan


def pack_sounds(sounds: Profile) -> dict[str, Json]:
    """What of a plan is heard."""
    return {
        "beeps": [*sorted(sound.value for sound in sounds.beeps)],
        "words": [*sorted(topic.value for topic in sounds.says)],
        "half": sounds.has_half,
        "loudness": sounds.loudness.value,
    }


def unpack_sounds(packed: Json) -> Profile:
    """What of a plan is heard; the usual where it was not packed. Raises ValueError where it makes no sense."""
    if packed is None:
        return DEFAULT_PROFILE
    held = as_dict(packed)
    return Profile(
        beeps=frozenset(Sound(each) for each in as_list(held.get("beeps"))),
        says=frozenset(Topic(each) for each in as_list(held.get("words"))),
        has_half=held.get("half") is not False,
        loudness=Loudness(held.get("loudness")),
    )


def pack_event(event: Event) -> dict[str, Json]:
    """An event with its name; of a step only the index."""
    if isinstance(event, Ticked):
        packed: dict[str, Json] = dict(event._asdict())
    else:
        packed = pack_fields(event)
    return {"event": EVENT_NAMES[type(event)], **packed}


def unpack_event(packed: Json, plan: Plan) -> Event:
    """The event of that plan that was packed; raises ValueError where it makes no sense."""
    held = as_dict(packed)
    kind = _TYPES.get(str(held.get("event")))
    if kind is None:
        raise ValueError(f"no event {held.get('event')!r}")
    if kind is Ticked:
        return Ticked(
            unpack_value(float, held.get("at")),
            unpack_value(float, held.get("due")),
            unpack_value(int, held.get("seconds_left")),
            unpack_value(bool, held.get("is_count_in")),
        )
    known: dict[str, object] = {"plan": plan} if kind in (SessionStarted, Replanned) else {}
    if "step" in held:
        index = held["step"]
        if not isinstance(index, int) or not 0 <= index < len(plan.steps):
            raise ValueError(f"no step {index!r}")
        known["step"] = plan.steps[index]
    return unpack_fields(kind, held, **known)


def _check_steps(plan: Plan) -> None:
    start = 0
    for index, step in enumerate(plan.steps):
        if step.index != index or step.start != start or step.seconds < 1 or not step.exercise.phases:
            raise ValueError(f"step {index} is out of place")
        # A repetition that took no time would be ticked for ever.
        if step.phase.reps is not None and not FASTEST_REP <= (step.phase.rep_seconds or 0.0) <= SLOWEST_REP:
            raise ValueError(f"step {index} cannot be counted")
        start = step.end
    if not plan.steps:
        raise ValueError("a plan without steps")

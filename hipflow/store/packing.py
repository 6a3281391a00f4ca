"""Values of the core as JSON and back: whole plans, and what happened in them.

A plan is packed with all that it takes to show and run it again, so that it does not matter what became of the files
it was made from. A field that an older hipflow did not have yet takes its default; one that it had and we have not is
passed over.
"""

import json
import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Literal, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from hipflow.core.events import (
    CountInStarted,
    Event,
    Finished,
    Paused,
    Refused,
    Resumed,
    SessionStarted,
    StepEnded,
    StepStarted,
    Stopped,
    Ticked,
    TimeChanged,
)
from hipflow.core.exercise import Exercise
from hipflow.core.plan import Plan, Step
from hipflow.core.sounds import DEFAULT_PROFILE, Loudness, Profile, Sound, Topic

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
T = TypeVar("T")

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")
"""What must never reach a terminal, nor a file that others read: control characters and their like."""

_NAMES: Mapping[type[Event], str] = {
    SessionStarted: "session_started",
    StepStarted: "step_started",
    StepEnded: "step_ended",
    Ticked: "ticked",
    Paused: "paused",
    CountInStarted: "counting_in",
    Resumed: "resumed",
    TimeChanged: "time_changed",
    Refused: "refused",
    Finished: "finished",
    Stopped: "stopped",
}
_TYPES: Mapping[str, type[Event]] = {name: kind for kind, name in _NAMES.items()}


def clean(text: str) -> str:
    """The text with a space in place of all that a terminal would obey."""
    return CONTROL.sub(" ", text)


def write_json(value: Json) -> str:
    """The value as one line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def read_json(text: str) -> Json:
    """What such a line says; raises ValueError."""
    try:
        value: Json = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    return value


def pack_plan(plan: Plan) -> dict[str, Json]:
    """A plan with each of its exercises once."""
    exercises = list(dict.fromkeys(step.exercise for step in plan.steps))
    places = {exercise: place for place, exercise in enumerate(exercises)}
    return {
        "routine_id": clean(plan.routine_id),
        "name": clean(plan.name),
        "sounds": pack_sounds(plan.sounds),
        "exercises": [_pack(exercise) for exercise in exercises],
        "steps": [pack_fields(step) | {"exercise": places[step.exercise]} for step in plan.steps],
    }


def unpack_plan(packed: Json) -> Plan:
    """The plan that was packed; raises ValueError where it makes no sense."""
    held = _as_dict(packed)
    exercises = [_unpack(Exercise, each) for each in _as_list(held.get("exercises"))]
    steps = []
    for each in _as_list(held.get("steps")):
        step = _as_dict(each)
        place = step.get("exercise")
        if not isinstance(place, int) or not 0 <= place < len(exercises):
            raise ValueError(f"no exercise {place!r}")
        steps.append(unpack_fields(Step, step, exercise=exercises[place]))
    plan = Plan(
        _unpack(str, held.get("routine_id")),
        _unpack(str, held.get("name")),
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
    held = _as_dict(packed)
    return Profile(
        beeps=frozenset(Sound(each) for each in _as_list(held.get("beeps"))),
        says=frozenset(Topic(each) for each in _as_list(held.get("words"))),
        has_half=held.get("half") is not False,
        loudness=Loudness(held.get("loudness")),
    )


def pack_event(event: Event) -> dict[str, Json]:
    """An event with its name; of a step only the index."""
    if isinstance(event, Ticked):
        packed: dict[str, Json] = dict(event._asdict())
    else:
        packed = pack_fields(event)
    return {"event": _NAMES[type(event)], **packed}


def unpack_event(packed: Json, plan: Plan) -> Event:
    """The event of that plan that was packed; raises ValueError where it makes no sense."""
    held = _as_dict(packed)
    kind = _TYPES.get(str(held.get("event")))
    if kind is None:
        raise ValueError(f"no event {held.get('event')!r}")
    if kind is Ticked:
        return Ticked(
            _unpack(float, held.get("at")),
            _unpack(float, held.get("due")),
            _unpack(int, held.get("seconds_left")),
            _unpack(bool, held.get("is_count_in")),
        )
    known: dict[str, object] = {"plan": plan} if kind is SessionStarted else {}
    if "step" in held:
        index = held["step"]
        if not isinstance(index, int) or not 0 <= index < len(plan.steps):
            raise ValueError(f"no step {index!r}")
        known["step"] = plan.steps[index]
    return unpack_fields(kind, held, **known)


def pack_fields(value: object) -> dict[str, Json]:
    """The fields of a dataclass by name; of a step in it only the index, and neither a plan nor an exercise."""
    packed: dict[str, Json] = {}
    for name in _read_fields(type(value)):
        held = getattr(value, name)
        if isinstance(held, Step):
            packed[name] = held.index
        elif not isinstance(held, Plan | Exercise):
            packed[name] = _pack(held)
    return packed


def unpack_fields(kind: type[T], packed: Mapping[str, Json], **known: object) -> T:
    """The dataclass whose fields were packed, with some that are known; raises ValueError where they make no sense."""
    values = dict(known)
    for name, (hint, is_needed) in _read_fields(kind).items():
        if name in known:
            continue
        if name in packed:
            values[name] = _unpack(hint, packed[name])
        elif is_needed:
            raise ValueError(f"{kind.__name__} without {name}")
    return kind(**values)


def _check_steps(plan: Plan) -> None:
    start = 0
    for index, step in enumerate(plan.steps):
        if step.index != index or step.start != start or step.seconds < 1 or not step.exercise.phases:
            raise ValueError(f"step {index} is out of place")
        start = step.end
    if not plan.steps:
        raise ValueError("a plan without steps")


def _pack(value: object) -> Json:
    if isinstance(value, Enum):
        return _pack(value.value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        return clean(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, tuple):
        return [_pack(each) for each in value]
    return pack_fields(value)


_FIELDS: dict[type[object], Mapping[str, tuple[Any, bool]]] = {}  # as they are asked for: reading hints is slow


def _read_fields(kind: type[Any]) -> Mapping[str, tuple[Any, bool]]:
    """The fields of a dataclass, with what they hold, and whether there is no default for them."""
    found = _FIELDS.get(kind)
    if found is None:
        hints = get_type_hints(kind)
        found = _FIELDS[kind] = {
            field.name: (hints[field.name], field.default is MISSING and field.default_factory is MISSING)
            for field in fields(kind)
        }
    return found


def _unpack(hint: Any, packed: Json) -> Any:  # a type is only known when it runs; mypy can say nothing of it
    """What was packed, as that type; raises ValueError where it is something else."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        kinds = get_args(hint)
        if packed is None and type(None) in kinds:
            return None
        (kind,) = (each for each in kinds if each is not type(None))
        return _unpack(kind, packed)
    if origin is tuple:
        return tuple(_unpack(get_args(hint)[0], each) for each in _as_list(packed))
    if origin is Literal:
        if packed in get_args(hint):
            return packed
    elif isinstance(hint, type) and issubclass(hint, Enum):
        return hint(packed)
    elif hint is datetime and isinstance(packed, str):
        moment = datetime.fromisoformat(packed)
        if moment.tzinfo is not None:
            return moment
    elif isinstance(hint, type) and is_dataclass(hint):
        return unpack_fields(hint, _as_dict(packed))
    elif hint is float and isinstance(packed, int | float) and not isinstance(packed, bool):
        if abs(packed) < float("inf"):
            return float(packed)
    elif hint is str and isinstance(packed, str):
        return clean(packed)
    elif type(packed) is hint:
        return packed
    raise ValueError(f"{packed!r} is no {getattr(hint, '__name__', hint)}")


def _as_dict(packed: Json) -> dict[str, Json]:
    if isinstance(packed, dict):
        return packed
    raise ValueError(f"{packed!r} is no object")


def _as_list(packed: Json) -> list[Json]:
    if isinstance(packed, list):
        return packed
    raise ValueError(f"{packed!r} is no list")

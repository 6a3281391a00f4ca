"""Values as JSON and back: any dataclass, field by field.

A field that an older hipflow did not have yet takes its default; one that it had and we have not is passed over.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Literal, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from hipflow.core.exercise import Exercise
from hipflow.core.plan import Plan, Step
from hipflow.core.text import clean

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
T = TypeVar("T")


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


def pack_fields(value: object) -> dict[str, Json]:
    """The fields of a dataclass by name; of a step in it only the index, and neither a plan nor an exercise."""
    packed: dict[str, Json] = {}
    for name in _read_fields(type(value)):
        held = getattr(value, name)
        if isinstance(held, Step):
            packed[name] = held.index
        elif not isinstance(held, Plan | Exercise):
            packed[name] = pack_value(held)
    return packed


def unpack_fields(kind: type[T], packed: Mapping[str, Json], **known: object) -> T:
    """The dataclass whose fields were packed, with some that are known; raises ValueError where they make no sense."""
    values = dict(known)
    for name, (hint, is_needed) in _read_fields(kind).items():
        if name in known:
            continue
        if name in packed:
            values[name] = unpack_value(hint, packed[name])
        elif is_needed:
            raise ValueError(f"{kind.__name__} without {name}")
    return kind(**values)


def pack_value(value: object) -> Json:
    """One value, of any type that a field may have."""
    if isinstance(value, Enum):
        return pack_value(value.value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        return clean(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, tuple):
        return [pack_value(each) for each in value]
    return pack_fields(value)


def unpack_value(hint: Any, packed: Json) -> Any:  # a type is only known when it runs; mypy can say nothing of it
    """What was packed, as that type; raises ValueError where it is something else."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        kinds = get_args(hint)
        if packed is None and type(None) in kinds:
            return None
        (kind,) = (each for each in kinds if each is not type(None))
        return unpack_value(kind, packed)
    if origin is tuple:
        return tuple(unpack_value(get_args(hint)[0], each) for each in as_list(packed))
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
        return unpack_fields(hint, as_dict(packed))
    elif hint is float and isinstance(packed, int | float) and not isinstance(packed, bool):
        if abs(packed) < float("inf"):
            return float(packed)
    elif hint is str and isinstance(packed, str):
        return clean(packed)
    elif type(packed) is hint:
        return packed
    raise ValueError(f"{packed!r} is no {getattr(hint, '__name__', hint)}")


def as_dict(packed: Json) -> dict[str, Json]:
    """The object that was packed; raises ValueError where it is something else."""
    if isinstance(packed, dict):
        return packed
    raise ValueError(f"{packed!r} is no object")


def as_list(packed: Json) -> list[Json]:
    """The list that was packed; raises ValueError where it is something else."""
    if isinstance(packed, list):
        return packed
    raise ValueError(f"{packed!r} is no list")


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

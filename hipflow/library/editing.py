"""Small changes to the text of a YAML file, which leave all else in it as it was: comments, order, blank lines.

Each change is made twice, in the text and in the values that the text holds. Unless both come to the same, EditError is
raised: a change is right, or it is not made.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

import yaml

from hipflow.library.passages import BY_HAND, EditError, Passages, Path, Scalar

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
"""What a text holds, each scalar as it is written."""


def set_field(text: str, path: Path, key: str, value: Scalar, order: Sequence[str] = ()) -> str:
    """The text with a field of the map at `path` set; an item of a list that is a bare word becomes a map first.

    Args:
        text: What is changed.
        path: The way to the map.
        key: The field.
        value: What it is to be.
        order: All fields in the order in which they are usually written; a new one finds its place by it.

    Raises:
        EditError: It cannot be done without touching what is around.
    """
    values = _read_values(text)
    here = _descend(values, path)
    if isinstance(here, str) and path and isinstance(path[-1], int):
        here = {"exercise": here}
        cast("list[Value]", _descend(values, path[:-1]))[path[-1]] = here
    if not isinstance(here, dict):
        raise EditError(f"There is no place for {key} there.")
    here[key] = str(value)
    return _checked(Passages(text).set_field(path, key, value, order), values)


def remove_field(text: str, path: Path, key: str) -> str:
    """The text without a field of the map at `path`; raises EditError where it is not there, or alone there."""
    values = _read_values(text)
    here = _descend(values, path)
    if not isinstance(here, dict) or key not in here or len(here) == 1:
        raise EditError(f"{key} cannot be taken out there.")
    del here[key]
    return _checked(Passages(text).remove_field(path, key), values)


def insert_item(text: str, path: Path, index: int, fields: Mapping[str, Scalar]) -> str:
    """The text with one item more in the list at `path`, before the one at `index` or at the end.

    An item that has an exercise and nothing else is written as that one word. Raises EditError.
    """
    values = _read_values(text)
    item: Value = {key: str(value) for key, value in fields.items()}
    _list_at(values, path).insert(index, str(fields["exercise"]) if set(fields) == {"exercise"} else item)
    return _checked(Passages(text).insert_item(path, index, fields), values)


def remove_item(text: str, path: Path, index: int) -> str:
    """The text without an item of the list at `path`, and without the comment right above it; raises EditError."""
    values = _read_values(text)
    del _list_at(values, path)[index]
    return _checked(Passages(text).remove_item(path, index), values)


def move_item(text: str, path: Path, index: int, to_path: Path, to_index: int) -> str:
    """The text with an item of a list, and its comment, at another place, in the same list or in another.

    Args:
        text: What is changed.
        path: The way to the list that has it.
        index: Its place there.
        to_path: The way to the list that is to have it.
        to_index: The place that it has there in the end.

    Raises:
        EditError: It cannot be done without touching what is around.
    """
    values = _read_values(text)
    item = _list_at(values, path).pop(index)
    _list_at(values, to_path).insert(to_index, item)
    return _checked(Passages(text).move_item(path, index, to_path, to_index), values)


def read_value(text: str, path: Path) -> "Value | None":
    """What is written at `path`, each scalar as it is written; None where nothing is, or the text is no YAML."""
    try:
        return _descend(_read_values(text), path)
    except EditError:
        return None


def _checked(text: str, expected: Value) -> str:
    """The text, if it holds what it should."""
    try:
        holds = _read_values(text)
    except EditError:
        holds = ""
    if holds != expected:
        raise EditError(BY_HAND)
    return text


def _read_values(text: str) -> Value:
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise EditError("This file uses aliases (*name); change it in an editor.")
        return cast("Value", yaml.load(text, Loader=yaml.BaseLoader))
    except yaml.YAMLError as error:
        raise EditError("This file is not valid YAML; mend it in an editor.") from error


def _descend(values: Value, path: Path) -> Value:
    here = values
    for step in path:
        match here:
            case dict() if step in here:
                here = here[str(step)]
            case list() if isinstance(step, int) and 0 <= step < len(here):
                here = here[step]
            case _:
                raise EditError(f"There is no {step} there.")
    return here


def _list_at(values: Value, path: Path) -> list[Value]:
    found = _descend(values, path)
    if not isinstance(found, list):
        raise EditError("There is no list there.")
    return found

"""The JSON schemas of all that a person writes, so that an editor completes it and says what is wrong."""

from enum import Enum
from pathlib import Path
from typing import Final

from hipflow.places import data_root
from hipflow.writing import write_whole

FOLDER: Final = "schemas"


class Schema(Enum):
    """What there is a schema of."""

    ROUTINE = "routine"
    EXERCISE = "exercise"
    FIGURE = "figure"


def read_schema(schema: Schema) -> str:
    """The text of a schema, JSON Schema draft 7; one may refer to another that lies beside it."""
    return _find_file(schema).read_text(encoding="utf-8")


def install_schemas(own: Path) -> Path:
    """Put the schemas into the folder `schemas` of the user's own folder, which is returned; raises OSError."""
    folder = own / FOLDER
    for schema in Schema:
        text = read_schema(schema)
        file = folder / _find_file(schema).name
        if not _holds(file, text):
            write_whole(file, text)
    return folder


def _find_file(schema: Schema) -> Path:
    return data_root() / "assets" / "schemas" / f"{schema.value}.json"


def _holds(file: Path, text: str) -> bool:
    try:
        return file.read_bytes() == text.encode()
    except OSError:
        return False

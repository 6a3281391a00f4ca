"""The things around the body, from an author's data."""

from collections.abc import Mapping

from hipflow.figure.fields import Path, Reader
from hipflow.figure.props import Ball, Chair, Couch, Marks, Mat, Prop, Roller, Wall

PROP_FIELDS: Mapping[str, tuple[str, ...]] = {
    "mat": ("x", "z"),
    "wall": ("start", "end", "height"),
    "chair": ("x", "z", "height", "back", "depth"),
    "couch": ("x", "z", "height", "depth"),
    "roller": ("x", "z", "radius", "depth"),
    "ball": ("at", "radius", "depth"),
    "marks": ("every", "number", "along", "at", "length"),
}


def read_props(reader: Reader, value: object, path: Path) -> list[Prop]:
    """Read what stands around the body."""
    props: list[Prop] = []
    for index, item in enumerate(reader.items(value, path)):
        here = (*path, index)
        every_field = {"kind", *(field for fields in PROP_FIELDS.values() for field in fields)}
        kind = item.get("kind") if isinstance(item, dict) else None
        if isinstance(kind, str) and kind in PROP_FIELDS:
            every_field = {"kind", *PROP_FIELDS[kind]}
        fields = reader.mapping(item, here, every_field)
        known = reader.choice(kind, (*here, "kind"), PROP_FIELDS) if fields else None
        prop = read_prop(reader, known, fields, here) if known else None
        if prop:
            props.append(prop)
    return props


def read_prop(reader: Reader, kind: str, fields: Mapping[str, object], path: Path) -> Prop | None:
    """Read one thing of a known kind; None if a problem was noted."""
    known = len(reader.problems)

    def span(name: str) -> tuple[float, float]:
        return reader.pair(fields.get(name), (*path, name), "[-20, 20]") or (0.0, 0.0)

    def size(name: str, otherwise: float | None = None) -> float:
        if name not in fields and otherwise is not None:
            return otherwise
        return reader.number(fields.get(name), (*path, name)) or 0.0

    prop: Prop
    match kind:
        case "mat":
            prop = Mat(span("x"), span("z"))
        case "wall":
            prop = Wall(span("start"), span("end"), size("height", 104))
        case "chair":
            prop = Chair(size("x"), size("height"), span("z"), size("back", 24), size("depth", 0))
        case "couch":
            prop = Couch(size("x"), size("height"), span("z"), size("depth", 0))
        case "roller":
            prop = Roller(size("x"), span("z"), size("radius"), size("depth", 0))
        case "ball":
            at = reader.triple(fields.get("at"), (*path, "at"), "[4, 5, 9]") or (0.0, 0.0, 0.0)
            prop = Ball(at, size("radius"), size("depth", 0))
        case _:
            along = reader.choice(fields.get("along", "x"), (*path, "along"), ("x", "z")) or "x"
            every = reader.number(fields.get("every"), (*path, "every"), low=2, high=100) or 20.0
            number = reader.number(fields.get("number", 7), (*path, "number"), low=1, high=30) or 7
            prop = Marks(every, int(number), along, size("at", 0), size("length", 12))
    return prop if len(reader.problems) == known else None

"""One key of an author becomes a posture: what it says, over what the key before it said."""

import re
from collections.abc import Mapping

from hipflow.figure.fields import Path, Reader
from hipflow.figure.posture import LIMBS, RESTING_ROOT, Direction, Lie, Pin, Posture, Root
from hipflow.figure.skeleton import BONE_NAMES, JOINTS

STARTS: Mapping[str, Mapping[str, object]] = {
    "stand": {"torso": 0, "head": 0, "leg": [180, 180, 90], "arm": [180, 178]},
    "kneel": {"torso": 0, "head": 0, "leg": [180, 270, 270], "arm": [180, 175]},
    "all_fours": {"torso": 80, "head": 80, "leg": [180, 270, 270], "arm": [180, 180]},
    "supine": {"torso": 270, "head": 270, "leg": [90, 90, 0], "arm": [92, 92]},
    "prone": {"torso": 90, "head": 90, "leg": [270, 270, 250], "arm": [100, 90]},
    "sit": {"torso": 0, "head": 0, "leg": [90, 90, 0], "arm": [180, 150]},
}
"""Postures to begin from."""

PINNED = {"foot": "leg", "hand": "arm"}
DEPTH_NAMES = (
    "torso", "head", *LIMBS, *(f"{limb}.{bone}" for limb in LIMBS for bone in BONE_NAMES[limb[:3]]),
)  # fmt: skip
DIRECTION = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*/\s*(-?\d+(?:\.\d+)?)\s*")
SIDED = tuple(f"{stem}{side}" for stem in ("leg", "arm", "foot", "hand") for side in ("", ".a", ".o"))
KEY_FIELDS = (
    "from", "like", "torso", "head", "bend", "roll", "lie", "pelvis", "anchor", "depth",
    "move", "hold", "ease", "cue", "arrow", *SIDED,
)  # fmt: skip


def read_posture(
    reader: Reader, fields: Mapping[str, object], path: Path, before: Posture | None, root: Root
) -> Posture:
    """Read what a key changes of the posture before it."""
    start: Mapping[str, object] = {}
    if "from" in fields or before is None:
        name = reader.choice(fields.get("from", "stand"), (*path, "from"), STARTS)
        start = STARTS[name or "stand"]
    limbs = dict(before.limbs) if before else {}
    pins = dict(before.pins) if before and not start else {}
    for source in (start, fields):
        for limb in LIMBS:
            for field in (limb[:3], limb):
                if field in source:
                    bones = read_bones(reader, source[field], (*path, field), limb)
                    limbs[limb] = bones or limbs[limb]
    for stem, kind in PINNED.items():
        for limb in (f"{kind}.a", f"{kind}.o"):
            for field in (stem, stem + limb[-2:]):
                if field in fields:
                    pin = read_pin(reader, fields[field], (*path, field))
                    pins.pop(limb, None)
                    if pin:
                        pins[limb] = pin
    everything = {**start, **fields}
    torso = before.torso if before else Direction(0)
    if "torso" in everything:
        torso = read_direction(reader, everything["torso"], (*path, "torso")) or torso
    head = before.head if before else torso
    if "head" in everything:
        head = read_direction(reader, everything["head"], (*path, "head")) or head
    elif "torso" in fields:
        head = torso
    lie = before.lie if before else Lie.UPRIGHT
    if "lie" in fields:
        lie = Lie(reader.choice(fields["lie"], (*path, "lie"), [each.value for each in Lie]) or lie.value)
    depth: Mapping[str, float] = before.depth if before else {}
    if "depth" in fields:
        depth = read_depth(reader, fields["depth"], (*path, "depth"))
    return Posture(
        torso=torso,
        head=head,
        limbs=limbs,
        pins=pins,
        root=read_root(reader, fields, path, before.root if before else root),
        lie=lie,
        bend=read_degrees(reader, fields, path, "bend", before.bend if before else 0.0),
        roll=read_degrees(reader, fields, path, "roll", before.roll if before else 0.0),
        depth=depth,
    )


def read_degrees(reader: Reader, fields: Mapping[str, object], path: Path, name: str, otherwise: float) -> float:
    """Read an angle that stays as it was where it is not written."""
    if name not in fields:
        return otherwise
    degrees = reader.number(fields[name], (*path, name), low=-120, high=120)
    return otherwise if degrees is None else degrees


def read_direction(reader: Reader, value: object, path: Path) -> Direction | None:
    """Read 90, or 90/20: the clock, then degrees away from the midline."""
    if isinstance(value, str):
        match = DIRECTION.fullmatch(value)
        if match:
            clock = reader.number(float(match[1]), path, low=-360, high=720)
            out = reader.number(float(match[2]), path, low=-180, high=180)
            return None if clock is None or out is None else Direction(clock, out)
        reader.note(path, f"{value!r} is no direction", "write degrees such as 90, or 90/20 to point outward too")
        return None
    clock = reader.number(value, path, low=-360, high=720)
    return None if clock is None else Direction(clock)


def read_bones(reader: Reader, value: object, path: Path, limb: str) -> tuple[Direction, ...] | None:
    """Read the directions of a limb; what is left out goes on straight, and a foot is square to its shin."""
    names = BONE_NAMES[limb[:3]]
    items = value if isinstance(value, list) else [value]
    if not 1 <= len(items) <= len(names):
        reader.note(path, f"{len(items)} directions", f"write at most {len(names)}: {', '.join(names)}")
        return None
    read = [read_direction(reader, item, (*path, index)) for index, item in enumerate(items)]
    bones = [bone for bone in read if bone]
    if len(bones) < len(items):
        return None
    if limb.startswith("leg") and len(bones) < 3:
        shin = bones[-1]
        bones = [bones[0], shin, Direction(shin.clock - 90, shin.out)]
    return tuple(bones + [bones[-1]] * (len(names) - len(bones)))


def read_pin(reader: Reader, value: object, path: Path) -> Pin | None:
    """Read where a hand or foot is held: [x, y, out], a joint, or [joint, x, y, out]; nothing lets it go."""
    if value is None:
        return None
    if isinstance(value, str):
        joint = reader.choice(value, path, JOINTS)
        return Pin(joint, (0.0, 0.0, 0.0)) if joint else None
    items = reader.items(value, path, least=3)
    if not items:
        return None
    joint = None
    if isinstance(items[0], str):
        joint = reader.choice(items[0], (*path, 0), JOINTS)
        items = items[1:]
    offset = reader.triple(items, path, "[x, y, out] or [knee.o, x, y, out]")
    return Pin(joint, offset) if offset else None


def read_root(reader: Reader, fields: Mapping[str, object], path: Path, otherwise: Root) -> Root:
    """Read what fixes the body in the room: its pelvis, or another joint."""
    if "anchor" in fields:
        return read_anchor(reader, fields["anchor"], (*path, "anchor")) or otherwise
    if "pelvis" not in fields:
        return otherwise
    value = fields["pelvis"]
    if value is None:
        return RESTING_ROOT
    place = reader.triple(value, (*path, "pelvis"), "[x, y, z], such as [0, 51, 0]")
    return Root("pelvis", place) if place else otherwise


def read_anchor(reader: Reader, value: object, path: Path) -> Root | None:
    """Read a joint and the place where it stays."""
    items = reader.items(value, path, least=4)
    if not items:
        return None
    joint = reader.choice(items[0], (*path, 0), JOINTS)
    place = reader.triple(items[1:], path, "[knee.a, 0, 3.5, 5]")
    return Root(joint, place) if joint and place else None


def read_depth(reader: Reader, value: object, path: Path) -> dict[str, float]:
    """Read which parts are drawn nearer than they are."""
    depth = {}
    for name, item in reader.mapping(value, path, DEPTH_NAMES).items():
        units = reader.number(item, (*path, name), low=-100, high=100)
        if units is not None:
            depth[name] = units
    return depth

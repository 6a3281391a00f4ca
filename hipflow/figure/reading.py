"""The data of an exercise's figure becomes clips, or a list of everything that is wrong with it."""

from dataclasses import replace

from hipflow.figure.camera import VIEWS, View
from hipflow.figure.clip import EASES, Clip, Clips, Key, Spot
from hipflow.figure.fields import Path, Problem, Reader
from hipflow.figure.limits import check_clip
from hipflow.figure.posture import LIMBS, RESTING_ROOT, Root, move_posture, other_side, swap_sides
from hipflow.figure.posture_reading import KEY_FIELDS, read_anchor, read_posture
from hipflow.figure.prop_reading import read_props
from hipflow.figure.skeleton import JOINTS, solve_posture
from hipflow.figure.vectors import Vector

CLIP_FIELDS = (
    "name", "phase", "view", "mirror", "alternate", "travel", "anchor", "active", "far", "focus",
    "props", "strip", "ghost", "reps", "keys",
)  # fmt: skip
LONGEST_SECONDS = 20.0


def build_clips(data: object) -> Clips | list[Problem]:
    """Read the clips of one exercise: all of them, or every problem in them."""
    reader = Reader([])
    fields = reader.mapping(data, (), ("clips",))
    clips = [
        read_clip(reader, item, ("clips", index))
        for index, item in enumerate(reader.items(fields.get("clips"), ("clips",), least=1))
    ]
    if reader.problems:
        return reader.problems
    return Clips(tuple(clip for clip in clips if clip))


def read_clip(reader: Reader, data: object, path: Path) -> Clip | None:
    """Read one clip and check that a body can do it; None if a problem was noted."""
    known = len(reader.problems)
    fields = reader.mapping(data, path, CLIP_FIELDS)
    active = read_limbs(reader, fields.get("active", ["leg.a"]), (*path, "active"))
    alternates = "alternate" in fields and reader.flag(fields["alternate"], (*path, "alternate"))
    far = read_limbs(reader, fields["far"], (*path, "far")) if "far" in fields else None
    anchor = read_anchor(reader, fields["anchor"], (*path, "anchor")) if "anchor" in fields else None
    keys = read_keys(reader, fields.get("keys"), (*path, "keys"), anchor or RESTING_ROOT, active, far)
    travel = (0.0, 0.0)
    if "travel" in fields:
        travel = reader.pair(fields["travel"], (*path, "travel"), "[31, 0]") or travel
    if alternates:
        keys += [swap_key(key, travel) for key in keys]
        travel = (travel[0] * 2, travel[1] * 2)
    reps = reader.number(fields["reps"], (*path, "reps"), low=1, high=20) if "reps" in fields else None
    clip_fields = Clip(
        name=reader.text(fields.get("name", ""), (*path, "name")) or "",
        phase=reader.text(fields.get("phase", ""), (*path, "phase")) or "",
        keys=tuple(keys),
        view=read_view(reader, fields.get("view", "side"), (*path, "view")),
        is_mirrored="mirror" in fields and reader.flag(fields["mirror"], (*path, "mirror")),
        focus=read_focus(reader, fields.get("focus", []), (*path, "focus")),
        props=tuple(read_props(reader, fields.get("props", []), (*path, "props"))),
        travel=travel,
        reps=reps or (2.0 if alternates else 1.0),
        leaves_ghost="ghost" not in fields or reader.flag(fields["ghost"], (*path, "ghost")),
    )
    places = read_places(reader, fields.get("strip", [0, 0.5, 1]), (*path, "strip"), len(keys))
    if len(reader.problems) > known:
        return None
    clip = _with_moments(clip_fields, places)
    reader.problems += check_clip(clip, (*path, "keys"), len(keys) // 2 if alternates else len(keys))
    return clip if len(reader.problems) == known else None


def _with_moments(clip: Clip, places: list[float]) -> Clip:
    """The clip with the seconds of its still strip; in a hold, its middle."""
    moments = []
    for place in places:
        second = clip.second_of(place)
        if place == int(place):
            second += clip.keys[int(place)].hold_seconds / 2
        moments.append(second)
    return replace(clip, moments=tuple(moments))


def swap_key(key: Key, travel: tuple[float, float]) -> Key:
    """The same key for the other side, one pass further on."""
    posture = move_posture(swap_sides(key.posture), *travel)
    return Key(
        posture=posture,
        body=solve_posture(posture),
        move_seconds=key.move_seconds,
        hold_seconds=key.hold_seconds,
        working=frozenset(map(other_side, key.working)),
        far=key.far and frozenset(map(other_side, key.far)),
        ease=key.ease,
        cue=key.cue,
        arrow=tuple((x, y, -z) for x, y, z in key.arrow),
    )


def read_keys(
    reader: Reader,
    data: object,
    path: Path,
    root: Root,
    active: frozenset[str],
    far: frozenset[str] | None,
) -> list[Key]:
    """Read the keys, each beginning from the one before it."""
    keys: list[Key] = []
    for index, item in enumerate(reader.items(data, path, least=2)):
        here = (*path, index)
        fields = reader.mapping(item, here, KEY_FIELDS)
        before = keys[-1].posture if keys else None
        if "like" in fields:
            number = reader.number(fields["like"], (*here, "like"), low=0, high=max(0, index - 1))
            if number is not None and number != int(number):
                reader.note((*here, "like"), f"{number:g} is no key", "write the number of an earlier key, from 0")
            elif number is not None and keys:
                before = keys[int(number)].posture
        posture = read_posture(reader, fields, here, before, root)
        if keys and posture.lie != keys[0].posture.lie:
            reader.note((*here, "lie"), "a body that turns over between two keys", "lie the same way in all keys")
        ease = reader.choice(fields.get("ease", "inout"), (*here, "ease"), EASES)
        move = reader.number(fields.get("move", 1.0), (*here, "move"), low=0.05, high=LONGEST_SECONDS)
        hold = reader.number(fields.get("hold", 0.3), (*here, "hold"), low=0, high=LONGEST_SECONDS)
        keys.append(
            Key(
                posture=posture,
                body=solve_posture(posture),
                move_seconds=move or 1.0,
                hold_seconds=hold or 0.0,
                working=active,
                far=far,
                ease=ease or "inout",
                cue=reader.text(fields.get("cue", ""), (*here, "cue"), longest=40) or "",
                arrow=read_arrow(reader, fields["arrow"], (*here, "arrow")) if "arrow" in fields else (),
            )
        )
    return keys


def read_view(reader: Reader, value: object, path: Path) -> View:
    """Read a camera: the name of a view, or yaw and pitch."""
    if isinstance(value, str):
        return View(*VIEWS[reader.choice(value, path, VIEWS) or "side"])
    yaw, pitch = reader.pair(value, path, "[38, 13]: yaw and pitch") or (0.0, 0.0)
    if not (abs(yaw) <= 180 and 0 <= pitch <= 90):
        reader.note(path, "a camera out of range", "write a yaw from -180 to 180 and a pitch from 0 to 90")
        return View(0.0, 0.0)
    return View(yaw, pitch)


def read_limbs(reader: Reader, value: object, path: Path) -> frozenset[str]:
    """Read a list of limbs."""
    items = reader.items(value, path)
    limbs = [reader.choice(item, (*path, index), LIMBS) for index, item in enumerate(items)]
    return frozenset(limb for limb in limbs if limb)


def read_focus(reader: Reader, value: object, path: Path) -> tuple[Spot, ...]:
    """Read where it is felt: one spot, or a list of them."""
    if not isinstance(value, list) or (value and not isinstance(value[0], list)):
        spot = read_spot(reader, value, path)
        return (spot,) if spot else ()
    spots = [read_spot(reader, item, (*path, index)) for index, item in enumerate(value)]
    return tuple(spot for spot in spots if spot)


def read_spot(reader: Reader, value: object, path: Path) -> Spot | None:
    """Read a joint, how far from it, two joints and how far from half way between them, or a place in the room."""
    if isinstance(value, str):
        joint = reader.choice(value, path, JOINTS)
        return Spot(joint) if joint else None
    items = reader.items(value, path, least=3)
    if not items:
        return None
    if not isinstance(items[0], str):
        place = reader.triple(items, path, "[4, 11, 8] or [hip.a, 2, 1, 0]")
        return Spot(None, place) if place else None
    joint = reader.choice(items[0], (*path, 0), JOINTS)
    until = None
    if isinstance(items[1], str):
        until = reader.choice(items[1], (*path, 1), JOINTS)
        if until is None:
            return None
        items = items[1:]
    offset = reader.triple(items[1:], path, "[hip.a, 2, 1, 0] or [hip.a, knee.a, 0, 0, 3]")
    return Spot(joint, offset, until) if joint and offset else None


def read_arrow(reader: Reader, value: object, path: Path) -> tuple[Vector, ...]:
    """Read where a movement leads: places from tail to tip."""
    places = [
        reader.triple(item, (*path, index), "[0, 0, 14]")
        for index, item in enumerate(reader.items(value, path, least=2))
    ]
    return tuple(place for place in places if place)


def read_places(reader: Reader, value: object, path: Path, keys: int) -> list[float]:
    """Read the moments of a still strip: 1 is key 1, 1.5 half way to the next."""
    places = [
        reader.number(item, (*path, index), low=0, high=max(0.0, keys - 0.01))
        for index, item in enumerate(reader.items(value, path, least=1))
    ]
    return [place for place in places if place is not None]

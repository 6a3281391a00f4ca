"""The body as shapes: thick tapered limbs, a trunk with shoulders and hips, a head with hair and a nose."""

from collections.abc import Iterable, Mapping
from math import hypot

from hipflow.figure.camera import Capsule, Seen, View
from hipflow.figure.palette import Tone
from hipflow.figure.posture import LIMBS, outward
from hipflow.figure.shapes import INKS, PARTS, Disc, Shape, gap_table
from hipflow.figure.skeleton import BONE_NAMES, BONES, CHAINS, HEAD, RADII, Body
from hipflow.figure.vectors import dot

# A limb is attached: its gap spares the bone before it near their joint, and the hips and shoulders it hangs on.
LIMB_GAPS = {limb: gap_table(("neck",) if limb.startswith("arm") else ("hips",)) for limb in LIMBS}
LIMB_JOINT_GAPS = {
    limb: gap_table((limb, "neck") if limb.startswith("arm") else (limb, "hips", "torso")) for limb in LIMBS
}
FOOT_GAPS = {limb: gap_table((limb,)) for limb in LIMBS}
TRUNK_GAP = gap_table(("torso", "hips", "neck", "leg.a.thigh", "leg.o.thigh", "arm.a.upper", "arm.o.upper"))
HEAD_GAP = gap_table(("skin", "hair", "neck"))

SPARED, FOLDED = 2.1, 1.1
"""How far round a joint, in its radii, the gap leaves the two bones joined; less where they are folded."""
FOLD = 0.25
"""Cosine of the corner, as seen, from which two bones are folded."""

LIMB_LIFT = {"leg": 1.0, "arm": 2.0}
"""Units that limbs are drawn nearer than they are, so that they lie over the trunk they lie beside."""
FAR_SIDE = -0.38
"""How far a side must face away from the viewer before its limbs are dim."""


def body_shapes(body: Body, view: View, depth: Mapping[str, float]) -> list[Shape]:
    """Every part of the body as the camera sees it, in no order yet."""
    seen = {name: view.see(place) for name, place in body.joints.items()}
    shapes: list[Shape] = []
    for limb in LIMBS:
        shapes += _limb_shapes(limb, seen, depth)
    shapes += _trunk_shapes(seen, depth)
    shapes += _head_shapes(body, view, seen, depth)
    return shapes


def part_tones(body: Body, view: View, working: frozenset[str], far: frozenset[str] | None) -> bytes:
    """The tone of every ink: working limbs lit, those on the far side dim."""
    table = bytearray(range(256))
    for part in PARTS:
        limb = part[:5]
        if limb not in LIMBS:
            continue
        faces = dot(body.sideways, view.towards) * outward(limb)
        is_far = faces < FAR_SIDE if far is None else limb in far
        if limb in working:
            tone = Tone.LIMB_FAR if is_far else Tone.LIMB
        elif limb.startswith("arm"):
            tone = Tone.ARM_FAR if is_far else Tone.ARM
        else:
            tone = Tone.FAR if is_far else Tone.NEAR
        table[INKS[part]] = tone
    table[INKS["torso"]], table[INKS["hips"]] = Tone.TORSO, Tone.HIPS
    table[INKS["neck"]] = table[INKS["skin"]] = Tone.HEAD
    table[INKS["hair"]] = Tone.HAIR
    return bytes(table)


def _between(a: Seen, b: Seen, share: float) -> tuple[float, float]:
    return (a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)


def _is_folded(a: Seen, joint: Seen, b: Seen) -> bool:
    """Whether two bones are seen to lie along each other, so that only a gap tells them apart."""
    ax, ay, bx, by = a.x - joint.x, a.y - joint.y, b.x - joint.x, b.y - joint.y
    return ax * bx + ay * by > FOLD * hypot(ax, ay) * hypot(bx, by)


def _limb_shapes(limb: str, seen: Mapping[str, Seen], depth: Mapping[str, float]) -> Iterable[Shape]:
    kind, side = limb[:3], limb[-1]
    names = CHAINS[kind]
    places = [seen[f"{name}.{side}"] for name in names]
    radii = [RADII[name] for name in names]
    inner = (FOLDED if _is_folded(*three) else SPARED for three in zip(places, places[1:], places[2:], strict=False))
    spare = (SPARED, *inner, SPARED)
    for index, bone in enumerate(BONE_NAMES[kind]):
        a, b = places[index], places[index + 1]
        near, away = radii[index], radii[index + 1]
        capsules: tuple[Capsule, ...] = ((a.x, a.y, near, b.x, b.y, away),)
        if bone == "fore":
            over = 2.2 / BONES["arm"][1]
            hand = RADII["hand"]
            capsules += ((b.x, b.y, hand - 0.3, b.x + (b.x - a.x) * over, b.y + (b.y - a.y) * over, hand),)
        elif bone == "foot":
            heel = -2.4 / BONES["leg"][2]
            capsules = ((a.x + (b.x - a.x) * heel, a.y + (b.y - a.y) * heel, near, b.x, b.y, away),)
        part = f"{limb}.{bone}"
        yield Shape(
            (a.depth + b.depth) / 2 + LIMB_LIFT[kind] + depth.get(limb, 0.0) + depth.get(part, 0.0),
            INKS[part],
            capsules,
            gap=FOOT_GAPS[limb] if bone == "foot" else LIMB_GAPS[limb],
            joints=(Disc(a.x, a.y, near * spare[index]), Disc(b.x, b.y, away * spare[index + 1])),
            joint_gap=LIMB_JOINT_GAPS[limb],
        )


def _trunk_shapes(seen: Mapping[str, Seen], depth: Mapping[str, float]) -> Iterable[Shape]:
    chest, waist, pelvis, neck = (seen[name] for name in ("chest", "waist", "pelvis", "neck"))
    shoulder_a, shoulder_o = seen["shoulder.a"], seen["shoulder.o"]
    a, o = _between(shoulder_a, shoulder_o, 0.08), _between(shoulder_o, shoulder_a, 0.08)
    back = _between(chest, waist, 0.12)
    low = _between(waist, pelvis, 0.45)
    nudge = depth.get("torso", 0.0)
    yield Shape(
        (chest.depth + pelvis.depth) / 2 + nudge,
        INKS["torso"],
        (
            (*a, 4.2, *o, 4.2),
            (*a, 4.2, waist.x, waist.y, 5.2),
            (*o, 4.2, waist.x, waist.y, 5.2),
            (*back, 5.6, waist.x, waist.y, 5.6),
            (waist.x, waist.y, 5.6, *low, 5.6),
        ),
        gap=TRUNK_GAP,
    )
    hip_a, hip_o = seen["hip.a"], seen["hip.o"]
    yield Shape(
        pelvis.depth + 0.3 + nudge,
        INKS["hips"],
        ((hip_a.x, hip_a.y, 4.8, hip_o.x, hip_o.y, 4.8), (*low, 5.4, pelvis.x, pelvis.y, 5.6)),
        gap=TRUNK_GAP,
    )
    yield Shape(
        (chest.depth + neck.depth) / 2 + 0.2 + nudge,
        INKS["neck"],
        ((chest.x, chest.y, 2.8, neck.x, neck.y, 2.8),),
    )


def _head_shapes(body: Body, view: View, seen: Mapping[str, Seen], depth: Mapping[str, float]) -> Iterable[Shape]:
    head, neck, face, crown = seen["head"], seen["neck"], view.see(body.face), view.see(body.crown)
    x, y = head.x + face.x * 2.7 - crown.x * 1.2, head.y + face.y * 2.7 - crown.y * 1.2
    hair: tuple[Capsule, ...] = ((head.x, head.y, HEAD, head.x, head.y, HEAD),)
    # The chin goes down to the neck: hair all round the face would be a line that cuts the head off.
    skin: tuple[Capsule, ...] = ((x, y, HEAD - 1.9, x, y, HEAD - 1.9), (x, y, 3.4, neck.x, neck.y, 2.8))
    nearness = head.depth + 2.2 + depth.get("head", 0.0)
    looks_away = face.depth < -0.35
    if not looks_away and hypot(face.x, face.y) > 0.45:
        tip = (head.x + face.x * 8.6 - crown.x, head.y + face.y * 8.6 - crown.y)
        skin += ((head.x + face.x * 5.5, head.y + face.y * 5.5, 2.8, *tip, 1.7),)
    first, second = ("skin", "hair") if looks_away else ("hair", "skin")
    capsules = {"skin": skin, "hair": hair}
    yield Shape(nearness, INKS[first], capsules[first], gap=HEAD_GAP)
    yield Shape(nearness + 0.01, INKS[second], capsules[second])

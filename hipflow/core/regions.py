"""Regions: the parts of the body that people speak of, and which muscle belongs to which."""

from collections.abc import Mapping

REGIONS: Mapping[str, tuple[str, ...]] = {
    "glutes": ("glute", "gluteus", "deep hip rotator", "piriformis"),
    "outer hip": ("gluteus medius", "gluteus minimus", "tensor fasciae latae", "abductor", "it band"),
    "hip flexors": ("hip flexor", "psoas", "iliacus"),
    "quads": ("quad", "rectus femoris", "vastus"),
    "hamstrings": ("hamstring",),
    "inner thigh": ("adductor", "groin"),
    "calves": ("calves", "calf"),
    "back and core": ("core", "lower back", "spine"),
}
"""The regions that people speak of, with what the names of their muscles have in them; the longest match decides."""


def name_region(muscle: str) -> str:
    """The region a muscle belongs to; the muscle itself where we have no word for it."""
    folded = muscle.casefold()
    matches = [(len(part), region) for region, parts in REGIONS.items() for part in parts if part in folded]
    return max(matches)[1] if matches else muscle

"""What the tests of the figure share: the clips that come with hipflow, palettes, and small clips of their own."""

from functools import cache
from pathlib import Path

import yaml

from hipflow.figure.cells import QUAD, Glyphs
from hipflow.figure.clip import Clip, Clips
from hipflow.figure.fields import Problem
from hipflow.figure.painter import Painter
from hipflow.figure.palette import RGB, Palette
from hipflow.figure.reading import build_clips

FIGURES = Path(__file__).parents[2] / "assets" / "figures"
IDS = sorted(path.stem for path in FIGURES.glob("*.yaml"))

DARK = Palette(
    ground=(16, 18, 24),
    limb=(255, 190, 70),
    near=(150, 162, 184),
    far=(92, 102, 122),
    torso=(86, 122, 190),
    head=(208, 160, 132),
    hair=(104, 76, 62),
    floor=(40, 46, 58),
    mat=(30, 62, 68),
    prop=(52, 128, 138),
    prop_accent=(80, 192, 144),
    shade=(20, 30, 36),
    focus=(255, 70, 70),
    mark=(128, 138, 158),
    ghost=(52, 58, 74),
    arrow=(241, 181, 89),
)


def grey(colour: RGB) -> int:
    """How bright a colour is (Rec. 709 luma, as terminals without colour are drawn)."""
    return round(0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2])


@cache
def clips_of(exercise: str) -> Clips:
    """The clips that come with hipflow."""
    built = build_clips(yaml.safe_load((FIGURES / f"{exercise}.yaml").read_text(encoding="utf-8")))
    assert isinstance(built, Clips), "\n".join(f"{each.path}: {each.what}; {each.mend}" for each in built)
    return built


ALL_CLIPS = [(exercise, number) for exercise in IDS for number in range(len(clips_of(exercise).clips))]


def clip_of(exercise: str, number: int = 0) -> Clip:
    """One of the clips that come with hipflow."""
    return clips_of(exercise).clips[number]


def problems_of(data: object) -> list[Problem]:
    """What is wrong with the data of clips."""
    built = build_clips(data)
    return built if isinstance(built, list) else []


def clip_data(*keys: dict[str, object], **fields: object) -> dict[str, object]:
    """The data of one clip, standing unless said otherwise."""
    written = keys or ({"from": "stand"}, {"leg.a": [120, 200], "foot.o": [0, 2.6, 5]})
    return {"clips": [{"name": "Sample", "keys": list(written), **fields}]}


def sample_clip(*keys: dict[str, object], **fields: object) -> Clip:
    """A clip of a test's own."""
    built = build_clips(clip_data(*keys, **fields))
    assert isinstance(built, Clips), built
    return built.clips[0]


def painter_of(
    clip: Clip,
    columns: int = 40,
    rows: int = 18,
    *,
    glyphs: Glyphs = QUAD,
    palette: Palette = DARK,
    is_mirrored: bool = False,
    hard: bool = False,
) -> Painter:
    """A painter with defaults."""
    return Painter(clip, columns, rows, glyphs, palette, is_mirrored=is_mirrored, hard=hard)

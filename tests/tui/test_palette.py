"""Colours for terminals that have few of them, and for eyes that see fewer: everything is still told apart."""

from collections.abc import Mapping
from itertools import product

import pytest
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import BLACK, Color
from textual.theme import Theme

from hipflow.tui.app import FIELDS
from hipflow.tui.contrast import contrast, light_enough
from hipflow.tui.palette import FIRST_OF_CUBE, NearestColours, find_nearest, measure_distance, to_oklab
from hipflow.tui.themes import THEMES, role_colours

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]

EYES: Mapping[str, Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
"""What each kind of eye makes of linear light: Machado, Oliveira and Fernandes 2009, severity 1."""
APART = {("work", "switch"), ("work", "move"), ("work", "rest"), ("switch", "move")}
"""Fields that have to look different. Hot has its bars, the ways their level cut, a rest its word."""
LEAST_APART = 0.09
"""In Oklab, where white and black are 1 apart."""
LEAST_CONTRAST = 3.0
"""What WCAG 2 asks of large letters, which all on a field are that has to be read from the floor."""
CASES = pytest.mark.parametrize(
    ("theme", "eyes"),
    list(product(THEMES, EYES)),
    ids=lambda value: value.name if isinstance(value, Theme) else value.replace(" ", "-"),
)


def fields_of(theme: Theme) -> dict[str, Color]:
    """The fields of a theme as they are shown, and the ink on them."""
    roles = {role: Color.parse(colour) for role, colour in role_colours(theme).items()}
    return {"ink": roles["ink"], **{role: light_enough(roles[role], roles["ink"]) for role in FIELDS}}


def look_through(eyes: str, colour: Color) -> Color:
    """What an eye of this kind sees of a colour."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    mixed = [sum(weight * part for weight, part in zip(row, linear, strict=True)) for row in EYES[eyes]]
    kept = [min(1.0, max(0.0, part)) for part in mixed]
    seen = [12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in kept]
    red, green, blue = (round(255 * part) for part in seen)
    return Color(red, green, blue)


def show_in_256(colour: Color) -> Color:
    """What a terminal with 256 colours makes of a colour."""
    return Color.from_rich_color(RichColor.from_ansi(find_nearest(colour.rgb)))


@CASES
def test_ink_is_read_on_every_field(theme: Theme, eyes: str) -> None:
    fields = {role: look_through(eyes, colour) for role, colour in fields_of(theme).items()}
    for role in FIELDS:
        assert contrast(fields[role], fields["ink"]) >= LEAST_CONTRAST, role


@CASES
def test_fields_that_mean_something_else_look_different(theme: Theme, eyes: str) -> None:
    fields = {role: to_oklab(look_through(eyes, colour).rgb) for role, colour in fields_of(theme).items()}
    for one, other in APART:
        assert measure_distance(fields[one], fields[other]) ** 0.5 >= LEAST_APART, (one, other)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_with_256_colours_all_is_read_and_told_apart(theme: Theme) -> None:
    fields = {role: show_in_256(colour) for role, colour in fields_of(theme).items()}
    roles = {role: show_in_256(Color.parse(colour)) for role, colour in role_colours(theme).items()}
    for role in FIELDS:
        assert contrast(fields[role], fields["ink"]) >= LEAST_CONTRAST, role
    assert len({fields[role].hex for role in FIELDS}) == len(FIELDS)
    assert contrast(roles["words"], roles["ground"]) >= 7
    assert contrast(roles["words"], roles["off"]) >= 7
    assert contrast(roles["dim"], roles["ground"]) >= 3
    assert roles["off"].hex != roles["ground"].hex


def test_what_the_palette_has_is_found() -> None:
    assert find_nearest((255, 135, 0)) == 208
    assert find_nearest((8, 8, 8)) == 232
    assert find_nearest((0, 0, 0)) == FIRST_OF_CUBE


def test_dark_violets_stay_dark_and_calm() -> None:
    for violet in ((46, 35, 56), (49, 38, 58), (37, 27, 45)):
        red, green, blue = show_in_256(Color(*violet)).rgb
        assert max(red, green, blue) - min(red, green, blue) <= 10


def test_a_line_keeps_its_text_and_what_is_no_true_colour() -> None:
    default = Style(color="default", bold=True)
    segments = [Segment("a", Style(color="#ff8a2a", bgcolor="#17111c")), Segment("b", default), Segment("c", None)]
    first, *others = NearestColours().apply(segments, BLACK)
    assert first.style is not None
    assert first.style.color == RichColor.from_ansi(208)
    assert first.style.bgcolor == RichColor.from_ansi(233)
    assert others == segments[1:]

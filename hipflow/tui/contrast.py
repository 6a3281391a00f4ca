"""Contrast: how well ink is read on a field, and fields made light enough for it."""

from textual.color import WHITE, Color

LEAST_CONTRAST = 4.5
"""Of ink on a field, as WCAG 2 asks of text."""


def luminance(colour: Color) -> float:
    """The relative luminance of a colour, 0 to 1, as WCAG 2 defines it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def light_enough(field: Color, ink: Color) -> Color:
    """A field's colour, made lighter only as far as ink needs it: other people's themes have dark ones too."""
    steps = (field.blend(WHITE, step / 20) for step in range(21))
    return next((colour for colour in steps if contrast(colour, ink) >= LEAST_CONTRAST), WHITE)

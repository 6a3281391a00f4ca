"""Lettering: digits, letters and signs drawn by rule in block characters, at any size from three rows up.

Pure functions of their arguments; nothing here knows Textual. In reading order:

dots      a shape as rows of dots, and the block characters that show it
frame     the box of a character, its weight, and the strokes
digits, letters, marks   a rule for each character
alphabet  what can be drawn, what stands in for the rest
words     characters set side by side; titles
clock     the seconds left
signs     chevrons and pause bars
"""

from hipflow.tui.lettering.alphabet import can_draw
from hipflow.tui.lettering.clock import ClockFace, clock_text, fit_clock, fit_clock_face, list_clock_texts
from hipflow.tui.lettering.dots import Style
from hipflow.tui.lettering.frame import SMALLEST_ROWS, Weight
from hipflow.tui.lettering.signs import draw_chevron, draw_pause_bars, draw_switch_chevrons
from hipflow.tui.lettering.words import Lettering, Size, fit_title, glyph, letter

__all__ = [
    "SMALLEST_ROWS",
    "ClockFace",
    "Lettering",
    "Size",
    "Style",
    "Weight",
    "can_draw",
    "clock_text",
    "draw_chevron",
    "draw_pause_bars",
    "draw_switch_chevrons",
    "fit_clock",
    "fit_clock_face",
    "fit_title",
    "glyph",
    "letter",
    "list_clock_texts",
]

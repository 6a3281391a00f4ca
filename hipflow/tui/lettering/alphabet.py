"""The alphabet: which characters can be drawn, what stands in for the others, and each of them drawn once."""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from hipflow.tui.lettering.digits import DIGITS
from hipflow.tui.lettering.dots import Dots
from hipflow.tui.lettering.frame import Frame
from hipflow.tui.lettering.letters import LETTERS
from hipflow.tui.lettering.marks import MARKS

RULES: Final[dict[str, Callable[[Frame], Dots]]] = {**DIGITS, **LETTERS, **MARKS}

STAND_INS: Final = str.maketrans(
    {
        "Æ": "AE",
        "Œ": "OE",
        "Ø": "O",
        "Đ": "D",
        "Ð": "D",
        "Ħ": "H",
        "Ł": "L",
        "Þ": "TH",
        "ẞ": "SS",
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "\N{NO-BREAK SPACE}": " ",
    }
)
"""Characters that Unicode does not take apart."""

SPACE_SHARE: Final = 0.3
"""The width of a space, of that of a letter; the gaps on both sides come on top."""


def spell_out(text: str) -> str:
    """The capitals, digits and marks that stand for a text; characters without a stand-in are left as they are."""
    apart = unicodedata.normalize("NFD", text.upper().translate(STAND_INS))
    return "".join(character for character in apart if unicodedata.category(character) != "Mn")


def can_draw(text: str) -> bool:
    """Whether every character of a text can be drawn; CJK, Greek or control characters cannot."""
    return all(character == " " or character in RULES for character in spell_out(text))


@lru_cache(maxsize=2048)
def draw_character(character: str, frame: Frame) -> Dots:
    """A spelt-out character: digits fill the frame, everything else is as wide as its ink.

    Raises ValueError for a character that cannot be drawn.
    """
    if character == " ":
        return frame.resized(max(1, frame.wide(SPACE_SHARE))).box(0, 0, 0, 0)
    if character not in RULES:
        raise ValueError(f"There is no drawing of {character!r}.")
    shape = RULES[character](frame)
    return shape if character in DIGITS else shape.trimmed()

"""Which block characters to draw a figure with: the finest that the terminal is known to draw well."""

import re
from collections.abc import Mapping
from typing import Final

NAMES: Final = ("half", "quad", "sextant", "octant")
"""From coarse to fine; also the values of the setting, besides `auto`."""
VARIABLE: Final = "HIPFLOW_GLYPHS"

OCTANTS: Final[Mapping[str, tuple[int, ...]]] = {"ghostty": (1, 2), "foot": (1, 20), "kitty": (0, 40)}
"""The first release of a terminal that is reported to draw octants, by the name it gives itself."""
SEXTANTS: Final[Mapping[str, tuple[int, ...]]] = {"ghostty": (1,), "WezTerm": (20220101,), "contour": (0, 3)}
VTE_OCTANTS, VTE_SEXTANTS = 7800, 6300
"""As VTE_VERSION counts: GNOME Terminal and all others that are built on that library."""


def choose_glyphs(environment: Mapping[str, str], wish: str = "auto") -> str:
    """The way to draw, by its name.

    Args:
        environment: The variables of the process; HIPFLOW_GLYPHS in it beats the wish.
        wish: The setting; auto: what the terminal is known for, quadrants where nothing is known.
    """
    for asked in (environment.get(VARIABLE, "").strip().lower(), wish):
        if asked in NAMES:
            return asked
    term = environment.get("TERM", "")
    is_wrapped = "TMUX" in environment or "STY" in environment or term.startswith(("screen", "tmux"))
    if is_wrapped or "SSH_CONNECTION" in environment:
        # What is set here says little of the terminal that draws in the end.
        return "quad"
    if term == "linux":
        return "half"
    vte = environment.get("VTE_VERSION", "")
    if vte.isdecimal():
        return "octant" if int(vte) >= VTE_OCTANTS else "sextant" if int(vte) >= VTE_SEXTANTS else "quad"
    program = environment.get("TERM_PROGRAM", "")
    version = tuple(map(int, re.findall(r"\d+", environment.get("TERM_PROGRAM_VERSION", ""))[:3]))
    if program in OCTANTS and version >= OCTANTS[program]:
        return "octant"
    return "sextant" if program in SEXTANTS and version >= SEXTANTS[program] else "quad"

"""Our themes, by role: the code and the stylesheet name what a colour means, never a hue.

A lit field says that something is going on, and what: work, hot (its last seconds), switch, move, rest, ready. All
that is drawn on a field is drawn in ink, which every field contrasts with by 4.5 : 1 or more.
"""

from textual.color import Color
from textual.theme import Theme

ROLES = (
    "ground",
    "raised",
    "line",
    "words",
    "dim",
    "ink",
    "work",
    "hot",
    "switch",
    "move",
    "rest",
    "ready",
    "ready-ink",
    "off",
    "focus",
    "prop",
)
"""What a theme has a colour for; `$words` is the colour of text on the ground."""


def _theme(name: str, *, dark: bool, **roles: str) -> Theme:
    colours = {role.replace("_", "-"): colour for role, colour in roles.items()}
    return Theme(
        name=name,
        dark=dark,
        primary=colours["work"],
        secondary=colours["rest"],
        accent=colours["move"],
        warning=colours["switch"],
        error=colours["hot"],
        success=colours["move"],
        foreground=colours["words"],
        background=colours["ground"],
        surface=colours["ground"],
        panel=colours["raised"],
        variables=colours,
    )


DARK = _theme(
    "hipflow-dark",
    dark=True,
    ground="#17111C",
    raised="#251B2D",
    line="#43354F",
    words="#FFF1DC",
    dim="#A091AC",
    ink="#1B0F14",
    work="#FF8A2A",
    hot="#FF5240",
    switch="#FFCE3A",
    move="#2FC9B2",
    rest="#8FA8FF",
    ready="#F6E3C0",
    ready_ink="#1B0F14",
    off="#2E2338",
    focus="#FF5240",
    prop="#6B5A7A",
)
LIGHT = _theme(
    "hipflow-light",
    dark=False,
    ground="#FFF6E6",
    raised="#F6E7CC",
    line="#DCC7A6",
    words="#241621",
    dim="#79675A",
    ink="#1B0F14",
    work="#FF7A1A",
    hot="#F0503F",
    switch="#FFCB24",
    move="#14B89F",
    rest="#7C98FF",
    ready="#241621",
    ready_ink="#FFF6E6",
    off="#E2D6C4",
    focus="#D92B20",
    prop="#C9B291",
)
DIM = _theme(
    "hipflow-dim",
    dark=True,
    ground="#120D16",
    raised="#1B1421",
    line="#33283C",
    words="#D9CBB6",
    dim="#8A7C95",
    ink="#0E070A",
    work="#B8621C",
    hot="#C2473A",
    switch="#B8942A",
    move="#22917F",
    rest="#6A7CBF",
    ready="#B3A58B",
    ready_ink="#0E070A",
    off="#231A2B",
    focus="#E0604F",
    prop="#54465F",
)
CONTRAST = _theme(
    "hipflow-contrast",
    dark=True,
    ground="#000000",
    raised="#101010",
    line="#8C8C8C",
    words="#FFFFFF",
    dim="#C8C8C8",
    ink="#000000",
    work="#FFA040",
    hot="#FF7A6B",
    switch="#FFE04A",
    move="#3FE8CF",
    rest="#A9BCFF",
    ready="#FFFFFF",
    ready_ink="#000000",
    off="#3A3A3A",
    focus="#FF4F3A",
    prop="#9A9A9A",
)
THEMES = (DARK, LIGHT, DIM, CONTRAST)


def role_colours(theme: Theme) -> dict[str, str]:
    """The colour of each role in any theme: its own, or for those that are not ours the nearest that it has."""
    background = theme.background or ("#121212" if theme.dark else "#F5F5F5")
    words = theme.foreground or ("#E8E8E8" if theme.dark else "#1A1A1A")
    ground, ink = Color.parse(background), Color.parse(words)
    nearest = {
        "ground": background,
        "raised": ground.blend(ink, 0.08).hex,
        "line": ground.blend(ink, 0.25).hex,
        "words": words,
        "dim": ground.blend(ink, 0.6).hex,
        "ink": "#101010",
        "work": theme.primary,
        "hot": theme.error or "#FF5240",
        "switch": theme.warning or "#FFCE3A",
        "move": theme.accent or theme.success or "#2FC9B2",
        "rest": theme.secondary or "#8FA8FF",
        "ready": words,
        "ready-ink": background,
        "off": ground.blend(ink, 0.14).hex,
        "focus": theme.error or "#FF5240",
        "prop": ground.blend(ink, 0.35).hex,
    }
    return {role: theme.variables.get(role, nearest[role]) for role in ROLES}

"""The keys of the picker: what is bound, and which of them are worth showing at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from hipflow.tui.remote_keys import BACKWARD, FORWARD, LEAVE, PRESS
from hipflow.tui.screens.own_routines import CHANGE, MEND, NEW, OWN_BINDINGS
from hipflow.tui.widgets.key_line import Key

if TYPE_CHECKING:
    from hipflow.core.exercise import Side
    from hipflow.tui.cards import Card

START, SEARCH = Key("Enter", "start", "start"), Key("/", "search", "search")
HISTORY = Key("h", "history", "history")
FIT = Key("f", "fit", "fit")
HELP, QUIT = Key("?", "help", "app.help"), Key("q", "quit", "app.quit")
MOVEMENTS = Key("m", "movements", "browse")
READ_AGAIN = Key("r", "read again", "read_again")
CHOOSE, SHOW_ALL = Key("↑↓", "choose", "move(1)"), Key("Esc", "show all", "leave_search")

PICKER_BINDINGS: list[BindingType] = [
    Binding(f"enter,{PRESS}", "start", "Start the routine", show=False),
    Binding("slash,ctrl+f", "search", "Search the routines", show=False),
    Binding("s", "swap_sides", "Begin with the other side", show=False),
    Binding("f", "fit", "Fit it to the time there is", show=False),
    Binding("h", "history", "What you did", show=False),
    Binding("comma", "settings", "Settings", show=False),
    Binding("m", "browse", "Look at the movements", show=False),
    *OWN_BINDINGS,
    Binding("r,ctrl+r", "read_again", "Read the routine files again", show=False),
    Binding("q,ctrl+c", "app.quit", "Quit", show=False),
    Binding(LEAVE, "leave_search", "Show all routines", show=False),
    Binding(f"down,j,right,{FORWARD}", "move(1)", show=False),
    Binding(f"up,k,left,{BACKWARD}", "move(-1)", show=False),
    Binding("ctrl+pagedown,ctrl+d", "turn_page(1)", show=False),
    Binding("ctrl+pageup,ctrl+u", "turn_page(-1)", show=False),
    Binding("right_square_bracket", "move_group(1)", show=False),
    Binding("left_square_bracket", "move_group(-1)", show=False),
    Binding("home,g", "move_to_end(-1)", show=False),
    Binding("end,G", "move_to_end(1)", show=False),
    Binding("shift+down,ctrl+down", "scroll_exercises(1)", show=False),
    Binding("shift+up,ctrl+up", "scroll_exercises(-1)", show=False),
]


def choose_keys(
    card: Card | None,
    *,
    other_side: Side | None,
    is_searching: bool,
    is_empty: bool,
    has_movements: bool,
    can_build: bool,
) -> tuple[Key, ...]:
    """The keys that do something now.

    Args:
        card: What is selected.
        other_side: The side that could go first instead; None where the routine has no sides.
        is_searching: Is a search being typed?
        is_empty: Are there no routines at all?
        has_movements: Are there movements to look at?
        can_build: Can routines be made and changed?
    """
    if is_searching:
        return (START, CHOOSE, SHOW_ALL) if card else (SHOW_ALL,)
    new, mend, change = ((NEW,), (MEND,), (CHANGE,)) if can_build else ((), (), ())
    if card is None:
        return (READ_AGAIN if is_empty else SEARCH, *new, QUIT, HELP)
    if card.is_broken:
        return (*mend, READ_AGAIN, SEARCH, QUIT, HELP)
    side = (Key("s", f"{other_side.value} side first", "swap_sides"),) if other_side else ()
    movements = (MOVEMENTS,) if has_movements else ()
    return (START, SEARCH, *side, FIT, HISTORY, *new, *change, *movements, QUIT, HELP)

"""The keys of the builder: what is bound, and which of them are worth showing at the foot."""

from typing import Final

from textual.binding import Binding, BindingType

from hipflow.core.routine import Entry
from hipflow.tui.widgets.key_line import Key

SECONDS: Final = 5
"""By which a key makes a hold longer or shorter."""
ADD, SAVE, BACK = Key("a", "add", "add"), Key("Enter", "save", "save"), Key("Esc", "back", "back")
CHANGE = (
    Key("←", "shorter", f"change_seconds(-{SECONDS})"),
    Key("→", "longer", f"change_seconds({SECONDS})"),
    Key("x", "take out", "take_out"),
    Key("⇧↑", "up", "move_exercise(-1)"),
    Key("⇧↓", "down", "move_exercise(1)"),
)
SIDES = Key("s", "sides", "turn_sides")
ROUNDS = (Key("+", "round", "change_rounds(1)"), Key("-", "round", "change_rounds(-1)"))
NAME, UNDO = Key("n", "name", "name_it"), Key("u", "undo", "undo")
NAMING = (Key("Enter", "keep the name", "keep_name"), Key("Esc", "back", "leave_name"))
LEAVING = (SAVE, Key("q", "leave without", "leave"), Key("Esc", "go on", "back"))

BUILDER_BINDINGS: list[BindingType] = [
    Binding("down,j,pagedown", "move(1)", show=False),
    Binding("up,k,pageup", "move(-1)", show=False),
    Binding("home,g", "move(-100000)", show=False),
    Binding("end,G", "move(100000)", show=False),
    Binding("shift+down,J", "move_exercise(1)", "Move it down", show=False),
    Binding("shift+up,K", "move_exercise(-1)", "Move it up", show=False),
    Binding("right,l", f"change_seconds({SECONDS})", "Longer", show=False),
    Binding("left,h", f"change_seconds(-{SECONDS})", "Shorter", show=False),
    Binding("plus,equals_sign", "change_rounds(1)", "One round more", show=False),
    Binding("minus", "change_rounds(-1)", "One round less", show=False),
    Binding("a,insert", "add", "Add a movement", show=False),
    Binding("x,delete", "take_out", "Take the movement out", show=False),
    Binding("s", "turn_sides", "Both sides in turn, or one after the other", show=False),
    Binding("n", "name_it", "Name the routine", show=False),
    Binding("u", "undo", "Undo", show=False),
    Binding("U,ctrl+r", "redo", "Do it again", show=False),
    Binding("enter,ctrl+s", "save", "Save the routine", show=False),
    Binding("q", "leave", show=False),
    Binding("escape,ctrl+c", "back", "Back", show=False),
]


def choose_keys(entry: Entry | None, *, can_save: bool, can_undo: bool) -> tuple[Key, ...]:
    """The keys that do something now.

    Args:
        entry: What is selected.
        can_save: Is there something to save?
        can_undo: Is there something to take back?
    """
    save, undo = (SAVE,) if can_save else (), (UNDO,) if can_undo else ()
    if entry is None:
        return (ADD, *save, *undo, NAME, BACK)
    sides = (SIDES,) if len(entry.exercise.sides_allowed) > 1 else ()
    return (ADD, *save, *CHANGE, *sides, *undo, NAME, *ROUNDS, BACK)

"""The keys of the fit page: what is bound, and which of them are worth showing at the foot."""

from textual.binding import Binding, BindingType

from hipflow.core.fit import Fit, Misfit
from hipflow.tui.fit_rows import FitRow
from hipflow.tui.fitting import Fitting
from hipflow.tui.remote_keys import BACKWARD, FORWARD, LEAVE
from hipflow.tui.widgets.key_line import Key

START, BACK = Key("Enter", "start", "start"), Key("Esc", "back", "back")
TURN = (Key("←", "less", "turn(-1)"), Key("→", "more", "turn(1)"))
TOGGLE_OUT, TOGGLE_IN = Key("Space", "leave out", "pick"), Key("Space", "take in", "pick")
LENGTH = (
    Key("+", "a minute", "change_length(1)"),
    Key("-", "a minute", "change_length(-1)"),
    Key("12", "type minutes", "type"),
    Key("u", "until", "type_until"),
)
RESET = Key("x", "as written", "reset")
TYPING = (Key("Enter", "take it", "take_typed"), Key("Esc", "leave it", "back"))

FIT_BINDINGS: list[BindingType] = [
    Binding("enter,f5,media_play_pause,media_play", "start", "Start the routine", show=False),
    Binding(f"down,j,{FORWARD}", "move(1)", show=False),
    Binding(f"up,k,{BACKWARD}", "move(-1)", show=False),
    Binding("home,g", "move(-100000)", show=False),
    Binding("end,G", "move(100000)", show=False),
    Binding("right,l", "turn(1)", "More, or the next one", show=False),
    Binding("left,h", "turn(-1)", "Less, or the one before", show=False),
    # Of a remote's keys for pressing, those for a blank screen choose; F5, as in the picker, starts.
    Binding("space,full_stop,b", "pick", "Leave out, or take in", show=False),
    Binding("plus,equals_sign", "change_length(1)", "A minute longer", show=False),
    Binding("minus", "change_length(-1)", "A minute shorter", show=False),
    Binding("u", "type_until", "Until a time of day", show=False),
    Binding("s", "swap_sides", "Begin with the other side", show=False),
    Binding("x,delete,backspace", "reset", "As it is written", show=False),
    Binding(f"q,f,{LEAVE}", "back", "Back", show=False),
]


def choose_fit_keys(fitting: Fitting, fit: Fit | Misfit, row: FitRow | None) -> tuple[Key, ...]:
    """The keys that do something now, for what is wanted, what that makes, and the row that is selected."""
    is_exercise = row is not None and isinstance(row.of, int)
    is_out = row is not None and row.of in fitting.tailoring.left_out
    own = ((TOGGLE_IN if is_out else TOGGLE_OUT),) if is_exercise else TURN
    start = (START,) if isinstance(fit, Fit) else ()
    reset = () if fitting.is_plain else (RESET,)
    return (*start, *own, *LENGTH, *reset, BACK)

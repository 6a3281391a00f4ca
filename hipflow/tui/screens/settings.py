"""The settings page: what can be set, changed by a key, and kept in the person's own file with its comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from hipflow.settings.values import RULES
from hipflow.tui.choosing import NAMES, can_choose, find_ruler, next_value, tell_source, tell_value
from hipflow.tui.lettering.frame import Weight
from hipflow.tui.phrases import printable
from hipflow.tui.remote_keys import BACKWARD, FORWARD, LEAVE, PRESS
from hipflow.tui.screens.page import PAGES, Page
from hipflow.tui.widgets.block_words import BlockWords
from hipflow.tui.widgets.key_line import Key
from hipflow.tui.widgets.setting_list import Row, SettingList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size as Extent

    from hipflow.settings.values import Value
    from hipflow.tui.parts import SettingsParts


class SettingsScreen(Page[None]):
    """One row a setting; left and right change it, and it holds at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"down,j,{FORWARD}", "move(1)", show=False),
        Binding(f"up,k,{BACKWARD}", "move(-1)", show=False),
        Binding("home,g", "move(-100)", show=False),
        Binding("end,G", "move(100)", show=False),
        Binding(f"right,enter,space,l,plus,equals_sign,{PRESS}", "turn(1)", "The next value", show=False),
        Binding("left,minus,h", "turn(-1)", "The value before", show=False),
        Binding("delete,backspace,d", "reset", "As it was at first", show=False),
        Binding(f"{LEAVE},q,comma", "back", "Back", show=False),
        Binding("ctrl+c", "app.quit", "Quit", show=False),
    ]
    CSS_PATH = PAGES
    KEYS = (
        Key("↑↓", "choose", "move(1)"),
        Key("←→", "change", "turn(1)"),
        Key("d", "as at first", "reset"),
        Key("?", "help", "app.help"),
        Key("Esc", "back", "back"),
    )

    def __init__(self, parts: SettingsParts) -> None:
        """A page of what these read and change."""
        super().__init__()
        self.parts = parts
        self.held = parts.read()

    def compose_page(self) -> ComposeResult:
        """A title, the list, and what the selected setting is about."""
        with Vertical(id="settings"):
            yield BlockWords("Settings", id="settings-title")
            yield SettingList(id="setting-list")
            yield Static("", id="about", markup=False)
            yield Static("", id="kept-in", markup=False)

    def on_mount(self) -> None:
        """Show what holds."""
        self.show_settings()

    @property
    def settings(self) -> SettingList:
        """The list."""
        return self.query_one(SettingList)

    def value_of(self, key: str) -> Value:
        """What a setting is."""
        value: Value = getattr(self.held.settings, key)
        return value

    def show_settings(self) -> None:
        """Show all values, and what is said of the selected one."""
        file = self.parts.file
        self.settings.show_rows(
            [
                Row(
                    key,
                    NAMES[key],
                    printable(tell_value(key, self.value_of(key))),
                    printable(tell_source(self.held.sources.get(key, "default"), file)),
                    can_choose(key),
                )
                for key in RULES
            ]
        )
        self.show_about()

    @on(SettingList.Selected)
    def show_about(self) -> None:
        """Say what the selected setting is about, and what is wrong with the file."""
        row = self.settings.selected
        self.key_line.message = ""
        self.query_one("#about", Static).update(RULES[row.key].about if row else "")
        problems = self.held.problems
        kept = f"Kept in {self.parts.file}" if self.parts.file else ""
        self.query_one("#kept-in", Static).update(printable(problems[0]) if problems else printable(kept))

    def lay_out(self, window: Extent) -> None:
        """A title in block letters where there is room."""
        sizes = ((5, Weight.BOLD),) if window.height >= 30 else ((3, Weight.BOLD),) if window.height >= 22 else ()
        title = self.query_one(BlockWords)
        title.sizes = (*sizes, (3, Weight.LIGHT)) if sizes else ()
        title.display = window.height >= 15
        self.set_class(not sizes, "-low")

    def action_move(self, by: int) -> None:
        """Select another setting."""
        self.settings.move(by)

    @on(SettingList.Turned)
    def turn_clicked(self, message: SettingList.Turned) -> None:
        """Change what was clicked."""
        self.action_turn(message.by)

    def action_turn(self, by: int) -> None:
        """Give the selected setting its next value, or the one before."""
        row = self.settings.selected
        if row is None:
            return
        if not row.can_choose:
            self.key_line.message = f"Write it into {self.parts.file or 'the file'}."
            return
        themes = [name for name in self.app.available_themes if not name.startswith("textual-ansi")]
        self.change(row.key, next_value(row.key, self.value_of(row.key), by, themes))

    def action_reset(self) -> None:
        """Set it no more, so that it is as it was at first."""
        row = self.settings.selected
        if row is not None:
            self.change(row.key, None)

    def change(self, key: str, value: Value) -> None:
        """Keep a value, and let it hold at once."""
        if value == self.value_of(key) and self.held.sources.get(key) != "default" and value is not None:
            return
        if ruler := find_ruler(self.held, key, self.parts.file):
            self.key_line.message = f"{ruler} decides this now: it beats the file."
            return
        try:
            self.held = self.parts.change(key, value)
        except (OSError, ValueError) as error:
            self.key_line.message = printable(f"It cannot be kept: {error}")
            return
        self.show_settings()
        settings = self.held.settings
        if key == "theme" and settings.theme in self.app.available_themes:
            self.app.theme = settings.theme
        if key == "reduced_motion":
            self.app.animation_level = "none" if settings.reduced_motion else "full"

    def action_back(self) -> None:
        """Leave the page."""
        self.dismiss(None)

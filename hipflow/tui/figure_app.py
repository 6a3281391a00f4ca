"""A small app around one screen with a figure, for the command line."""

from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hipflow.tui.themes import THEMES, role_colours

HERE = Path(__file__).parent


class FigureApp(App[None]):
    """Shows one screen, in the colours of hipflow."""

    TITLE = "hipflow"
    CSS_PATH = HERE / "hipflow.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "quit", show=False),
        Binding("ctrl+z", "suspend_process", show=False),
    ]

    def __init__(self, screen: Screen[None] | Screen[str], *, theme: str = THEMES[0].name) -> None:
        """An app that shows this screen."""
        super().__init__()
        self._first = screen
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme if theme in self.available_themes else THEMES[0].name

    def get_css_variables(self) -> dict[str, str]:
        """The colour of every role, in whatever theme."""
        return {**super().get_css_variables(), **role_colours(self.current_theme)}

    def on_mount(self) -> None:
        """Show it."""
        self.push_screen(self._first)

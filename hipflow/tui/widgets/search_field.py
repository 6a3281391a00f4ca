"""The search field: where one types what to look for, in place of the question."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class SearchField(Input, inherit_bindings=True):
    """Takes the place of the question while one searches; what moves the bar still moves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "app.quit", show=False)]

    def __init__(self, *, id: str) -> None:
        """An empty field."""
        super().__init__(placeholder="Type a name, a thing, a movement", compact=True, select_on_focus=False, id=id)

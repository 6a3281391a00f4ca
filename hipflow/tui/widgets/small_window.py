"""What a window says that is too small for anything else."""

from textual.widgets import Static

LEAST_COLUMNS, LEAST_ROWS = 40, 12


class SmallWindow(Static):
    """One kind line, shown in place of everything when the window is smaller than 40 by 12."""

    def on_mount(self) -> None:
        """Say how large the window is now."""
        self.say_size()

    def say_size(self) -> None:
        """Say how large the window is now, and how large it has to be."""
        width, height = self.screen.size
        self.update(f"hipflow needs {LEAST_COLUMNS} by {LEAST_ROWS}; this window has {width} by {height}")

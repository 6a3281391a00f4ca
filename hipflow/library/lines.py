"""A text that is changed in place, by characters and by lines; its line ends stay as they are."""


class Lines:
    """A text and its lines, counted from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._end = "\r" if "\r\n" in text else ""

    def __getitem__(self, number: int) -> str:
        """A line without its end; empty after the last."""
        lines = self.text.split("\n")
        return lines[number].removesuffix("\r") if number < len(lines) else ""

    def indent(self, number: int) -> int:
        """Blanks at the beginning of a line."""
        return len(self[number]) - len(self[number].lstrip(" "))

    def is_content(self, number: int) -> bool:
        """Does a line hold more than blanks and a comment?"""
        stripped = self[number].strip()
        return bool(stripped) and not self.is_comment(number)

    def is_comment(self, number: int) -> bool:
        """Does a line hold nothing but a comment?"""
        return self[number].lstrip().startswith("#")

    def replace(self, start: int, end: int, new: str) -> None:
        """Put other characters in the place of those from `start` up to `end`."""
        self.text = self.text[:start] + new + self.text[end:]

    def take(self, first: int, last: int) -> list[str]:
        """Take some lines out, and give them."""
        lines = self.text.split("\n")
        taken = [line.removesuffix("\r") for line in lines[first : last + 1]]
        self.text = "\n".join(lines[:first] + lines[last + 1 :])
        return taken

    def insert(self, number: int, new: list[str]) -> None:
        """Put lines before a line, or at the end."""
        lines = self.text.split("\n")
        if number >= len(lines) and lines[-1]:
            lines[-1] += self._end
            lines.append("")
        lines[number:number] = [line + self._end for line in new]
        self.text = "\n".join(lines)

    def append_to(self, number: int, words: str) -> None:
        """Put words at the end of what a line holds, before its comment."""
        held = self[number].split(" #")[0].rstrip()
        start = sum(len(line) + 1 for line in self.text.split("\n")[:number]) + len(held)
        self.replace(start, start, words)


def indent(lines: list[str], columns: int) -> list[str]:
    """The lines so many columns further to the right, or for fewer than 0 to the left; blank ones stay."""
    if columns >= 0:
        return [" " * columns + line if line.strip() else line for line in lines]
    return [line[min(-columns, len(line) - len(line.lstrip(" "))) :] for line in lines]

"""A parser that says what was probably meant, and whose help teaches by examples."""

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Final, NoReturn

USAGE_ERROR: Final = 2

_NO_CHOICE = re.compile(r"argument (?P<argument>.+): invalid choice: (?P<word>.+) \(choose from (?P<choices>.*)\)")


class Parser(argparse.ArgumentParser):
    """A parser of hipflow or of one of its commands."""

    commands: Mapping[str, argparse.ArgumentParser] = {}
    """Those that can follow, by name."""

    def format_help(self) -> str:
        """The help, with examples at its end where there are any."""
        from hipflow.examples import spell_examples

        examples = spell_examples(self.prog.removeprefix("hipflow").strip())
        return f"{super().format_help()}\n{examples}" if examples else super().format_help()

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in a sentence, with the way out, and leave."""
        found = _NO_CHOICE.fullmatch(message)
        if found is None:
            self.refuse(message.replace("argument ", "").rstrip("."))
        word, choices = _unquote(found["word"]), [_unquote(each) for each in found["choices"].split(", ")]
        if self.commands:
            # Whoever names a routine alone wants to run it.
            words = {name: name for name in self.commands} | {id: f"run {id}" for id in _list_routines()}
            self.refuse(f'there is no command "{_show(word)}"', word, words)
        what = f'{found["argument"]}: "{_show(word)}" is not one of {", ".join(choices)}'
        self.refuse(what, word, choices)

    def refuse(self, what: str, word: str = "", words: Mapping[str, str] | Iterable[str] = ()) -> NoReturn:
        """Say what is wrong, and where help is, and leave.

        Args:
            what: What is wrong, without a full stop.
            word: What was typed and is not known.
            words: What may have been meant; where what should be typed for each is another thing, a map to that.
        """
        from hipflow.library.problems import make_printable, suggest_nearest

        typed = dict(words) if isinstance(words, Mapping) else {each: each for each in words}
        near = suggest_nearest(word, typed) if word else None
        guess = f' Did you mean "{typed[near]}"?' if near else ""
        self.exit(USAGE_ERROR, f"hipflow: {make_printable(what)}.{guess} See: {self.prog} --help\n")


def parse_words(parser: Parser, words: Sequence[str]) -> argparse.Namespace:
    """What the words of a command line ask for; raises SystemExit where they ask for nothing that there is."""
    asked, left = parser.parse_known_args(words)
    if left:
        _refuse_rest(parser, getattr(asked, "way", ""), left)
    return asked


def _refuse_rest(parser: Parser, way: str, left: Sequence[str]) -> NoReturn:
    """Say what a command, or hipflow itself, does not know."""
    command = parser.commands.get(way, parser)
    assert isinstance(command, Parser), "one parser makes the others after itself"
    word = left[0].partition("=")[0]
    if not word.startswith("-"):
        command.refuse(f'"{_show(word)}" is one word too many')
    options = re.findall(r"(?<![\w-])--?[a-z][a-z-]*", argparse.ArgumentParser.format_help(command))
    command.refuse(f'{way or "hipflow"} has no option "{_show(word)}"', word, options)


def _list_routines() -> list[str]:
    """The ids of the routines that can be run, as far as they can be read."""
    from hipflow.library.catalogue import load_catalogue

    with suppress(OSError):
        return [listing.id for listing in load_catalogue().routines if not listing.problems]
    return []


def _unquote(word: str) -> str:
    return word.strip("'\"")


def _show(word: str) -> str:
    from hipflow.library.problems import shorten

    return shorten(word)

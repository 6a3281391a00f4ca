"""Text for people: what of a file must never reach a terminal, and how a name stands in a sentence."""

import re

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")
"""Control characters, marks that turn the direction of writing around, and what is no character at all."""


def clean(text: str) -> str:
    """The text with a space in place of all that a terminal would obey."""
    return CONTROL.sub(" ", text)


def uncapitalise(name: str) -> str:
    """A name as it stands in the middle of a sentence; one that begins with an abbreviation, such as IT, as it is."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]

"""Text that came from a file: what of it must never reach a terminal."""

import re

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")
"""Control characters, marks that turn the direction of writing around, and what is no character at all."""


def clean(text: str) -> str:
    """The text with a space in place of all that a terminal would obey."""
    return CONTROL.sub(" ", text)

"""Keys that are written on the screen, and which of them is where."""

import pytest

from hipflow.tui.key_clicks import find_key


@pytest.mark.parametrize(
    ("line", "words", "key"),
    [
        ("Enter stop · Esc go on", "Enter", "enter"),
        ("Enter stop · Esc go on", "go on", "escape"),
        ("→ skip · ← back · ? all keys", "back", "left"),
        ("→ skip · ← back · ? all keys", "all keys", "question_mark"),
        ("→ skip · ← back · ? all keys", " · ", ""),
        ("+ longer · - shorter · i tips", "shorter", "minus"),
        ("+ longer · - shorter · i tips", "tips", "i"),
        ("Space go on", "go", "space"),
        ("then Frog stretch", "Frog", ""),
        ("IT band roll, 30 s", "IT", ""),
        ("screen may dim", "dim", ""),
    ],
)
def test_the_key_at_some_words_is_found(line: str, words: str, key: str) -> None:
    assert find_key(line, line.index(words)) == key


@pytest.mark.parametrize("column", [-1, 11, 40])
def test_beside_them_there_is_none(column: int) -> None:
    assert find_key("Space go on", column) == ""

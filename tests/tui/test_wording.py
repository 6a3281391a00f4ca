"""The words in the foot."""

import pytest
from rich.cells import cell_len

from hipflow.tui.wording import fit_foot, fit_keys, fit_sentences, left_texts, place_middle, side_word
from tests.tui.stand import EVENING

POSITION = ("Evening hips · round 1 of 2 · 3 of 7", "Evening hips · 3 of 7", "3 of 7")
THEN = ("30 s each side, then Kneeling quad stretch", "then Kneeling quad stretch")
LEFT = (" 8:19 left · ends 18:42", " 8:19 left")


@pytest.mark.parametrize(
    ("columns", "texts"),
    [
        (200, (POSITION[0], THEN[0], LEFT[0])),
        (116, (POSITION[1], THEN[0], LEFT[0])),
        (76, (POSITION[2], THEN[0], LEFT[1])),
        (56, (POSITION[2], THEN[1], LEFT[1])),
        (38, ("", THEN[1], "")),
    ],
)
def test_what_comes_next_matters_most(columns: int, texts: tuple[str, str, str]) -> None:
    assert fit_foot(columns, POSITION, THEN, LEFT) == texts


@pytest.mark.parametrize("columns", range(1, 140))
def test_the_texts_never_touch(columns: int) -> None:
    first, middle, last = fit_foot(columns, POSITION, THEN, LEFT)
    start = place_middle(columns, first, middle, last)
    assert start is not None
    assert cell_len(first) == 0 or cell_len(first) + 2 <= start
    assert start + cell_len(middle) + (2 if last else 0) <= columns - cell_len(last)


def test_what_comes_next_gives_way_before_another_is_left_out() -> None:
    texts = ("2 of 17", "Leg swings, 15 s", "25 min left")
    assert fit_foot(38, texts[:1], texts[1:2], texts[2:]) == texts
    assert place_middle(38, *texts) == 9
    assert place_middle(60, *texts) == 22
    assert place_middle(37, *texts) is None


def test_the_time_left_keeps_its_width_while_it_runs() -> None:
    assert (
        len({cell_len(left_texts(seconds, "18:42")[0]) for seconds in (5, 59, 60, 61, 300, 540, 599, 600, 3599, 5940)})
        == 1
    )


def test_what_is_not_as_usual_is_told_before_the_time() -> None:
    assert left_texts(65, "18:42", "locked", sound="muted")[0] == " locked · muted · 2 min left · ends 18:42"
    assert left_texts(65, "", "", "")[0] == " 2 min left"
    assert left_texts(60, "", "", "")[0] == "last minute"


def test_in_little_room_a_state_is_told_rather_than_the_time_and_the_time_rather_than_the_sound() -> None:
    assert left_texts(65, "18:42", "not kept", "locked", sound="muted")[1:] == (
        " not kept · locked · muted · 2 min left",
        " not kept · locked · 2 min left",
        "not kept · locked",
    )
    assert left_texts(65, "18:42", "", "", sound="muted")[-1] == " 2 min left"


def test_sides_are_called_what_the_exercise_calls_them() -> None:
    words = {step.exercise.id: side_word(step, step.side) for step in reversed(EVENING.steps)}
    assert words == {
        "butt-kicks": "SWAP",
        "half-pigeon": "LEFT",
        "side-steps": "MOVING LEFT",
        "it-band-roll": "LEFT",
        "frog-stretch": "BOTH",
    }


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (40, "→ skip · ← back · r again · ? all keys"),
        (37, "→ skip · ← back · ? all keys"),
        (12, "? all keys"),
        (9, ""),
    ],
)
def test_keys_are_left_out_and_never_cut(columns: int, line: str) -> None:
    assert fit_keys((("→", "skip"), ("←", "back"), ("r", "again"), ("?", "all keys")), columns) == line


@pytest.mark.parametrize(("columns", "line"), [(40, "Left knee down. Kneel."), (15, "Left knee down."), (14, "")])
def test_sentences_are_left_out_and_never_cut(columns: int, line: str) -> None:
    assert fit_sentences(("Left knee down.", "Kneel."), columns) == line

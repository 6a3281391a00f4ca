"""What a fit did, as a person reads it."""

import pytest

from hipflow.core.changes import Changes, HoldChange, RoundsChange
from hipflow.core.fit import Misfit
from hipflow.export.fit_words import changes_words, misfit_words


def holds(*seconds: tuple[int, int]) -> tuple[HoldChange, ...]:
    return tuple(HoldChange("Frog stretch", before, after) for before, after in seconds)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (Changes(), ""),
        (
            Changes(holds=holds((30, 40), (30, 40)), left_out=("Butt kicks",)),
            "30 s → 40 s each; left out butt kicks",
        ),
        (Changes(holds=holds((60, 66), (60, 67))), "60 s → 66–67 s each"),
        (Changes(holds=holds((30, 43))), "30 s → 43 s"),
        (Changes(holds=holds((45, 34), (30, 23), (30, 22))), "30 s → 22–23 s, 45 s → 34 s"),
        (Changes(holds=holds((15, 12), (20, 10), (40, 20), (60, 21))), "15–60 s → 10–21 s"),
        (
            Changes(holds=(HoldChange("Squat", 40, 32, 4.0), HoldChange("Frog", 45, 40))),
            "45 s → 40 s, 10 reps → 8 reps",
        ),
        (Changes(holds=(HoldChange("Squat", 40, 32, 4.0), HoldChange("Frog", 45, 45))), "10 reps → 8 reps"),
        (Changes(rounds=(RoundsChange("", 3, 2),)), "3 rounds → 2"),
        (Changes(rounds=(RoundsChange("Strength", 1, 2),)), "Strength: 1 round → 2"),
        (
            Changes(left_out=("Frog stretch", "IT band roll"), prep=1),
            "left out frog stretch, IT band roll; 1 s more to get ready",
        ),
        (Changes(ways=2), "2 s more between"),
    ],
)
def test_what_became_different_is_told_in_a_line(changes: Changes, words: str) -> None:
    assert changes_words(changes) == words


@pytest.mark.parametrize(
    ("wanted", "words"), [(60, "shortest is 2:10"), (4000, "longest is 20:00"), (300, "nearest is 4:50")]
)
def test_what_cannot_be_is_refused_with_what_can(wanted: int, words: str) -> None:
    assert misfit_words(Misfit(shortest=130, longest=1200, nearest=290), wanted) == words

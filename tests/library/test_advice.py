"""What a coach would say of a routine that can be run."""

import pytest

from hipflow.library.advice import advise
from hipflow.library.document import parse_document
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import build_routine
from tests.library.texts import HEAD, steps


def tell(text: str, known: Repertoire) -> list[str]:
    document = parse_document(text, "my.yaml")
    routine = build_routine(document, "my", known).value
    assert routine
    return [str(problem).removeprefix("my.yaml:") for problem in advise(routine, document)]


COLD = "Begin with a drill, such as leg-swings, or write the phase: cooldown or recovery."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (steps("frog-stretch"), [f"4:5: steps[0]: frog-stretch is held first, with nothing warm before it. {COLD}"]),
        (
            HEAD + "sections:\n  - phase: mixed\n    steps: [psoas-massage]\n",
            [f"5:13: sections[0].steps[0]: psoas-massage is rolled first, with nothing warm before it. {COLD}"],
        ),
        (HEAD + "phase: cooldown\nsteps: [frog-stretch]\n", []),
        (HEAD + "sections:\n  - phase: recovery\n    steps: [psoas-massage]\n", []),
        (steps("leg-swings", "frog-stretch"), []),
    ],
)
def test_what_is_held_or_rolled_cold_is_told(text: str, said: list[str], known: Repertoire) -> None:
    assert tell(text, known) == said


def test_a_needless_change_of_position_is_told_with_the_order_that_saves_it(known: Repertoire) -> None:
    text = steps("knee-drives", "clamshells", "sumo-squat", "exercise: side-steps\n    duration: 30")

    assert tell(text, known) == [
        "3:1: steps: 1 change of position more than it takes, which is 5 s. "
        "In this order there are fewer: knee-drives, sumo-squat, side-steps, clamshells."
    ]


def test_a_long_order_is_told_by_its_positions(known: Repertoire) -> None:
    assert tell(steps(*["knee-drives", "clamshells"] * 5), known) == [
        "3:1: steps: 8 changes of position more than it takes, which is 40 s. "
        "In this order there are fewer: first all that is standing, then side-lying."
    ]


def test_each_section_is_looked_at_by_itself(known: Repertoire) -> None:
    text = HEAD + "sections:\n  - steps: [knee-drives, clamshells]\n  - steps: [knee-drives, clamshells]\n"

    assert tell(text, known) == []


def test_kit_that_is_fetched_again_is_told(known: Repertoire) -> None:
    text = HEAD + "phase: recovery\nsteps:\n  - it-band-roll\n  - clamshells\n  - it-band-roll\n"

    assert tell(text, known) == [
        "7:5: steps[2]: it-band-roll has the foam-roller fetched again. "
        "Put it next to it-band-roll, which needs the foam-roller too."
    ]


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ("[evening]", ["5:22: steps[1]: clamshells needs mat, and no tag says so. Add mat."]),
        ("[evening, Mat]", []),
        ("[]", []),
    ],
)
def test_kit_that_the_tags_leave_out_is_told_once(tags: str, said: list[str], known: Repertoire) -> None:
    assert tell(f"{HEAD}tags: {tags}\n\nsteps: [knee-drives, clamshells, figure-four]\n", known) == said

"""What comes with hipflow reads without a word, with either parser, and lasts as long as it says."""

import pytest

from hipflow.core.plan import compile_plan
from hipflow.library.catalogue import Catalogue
from hipflow.places import config_folder, data_root

SECONDS = {
    "seven-exercises": 377,
    "seven-stretches": 648,
    "pre-run-5": 299,
    "post-run-10": 606,
    "strength-15": 898,
    "desk-break-3": 180,
    "recovery-roll": 675,
    "full-session": 1553,
}


@pytest.mark.usefixtures("each_parser")
def test_nothing_is_wrong_with_it_and_nothing_is_to_be_warned_of() -> None:
    catalogue = Catalogue(data_root(), config_folder())
    assert catalogue.problems == ()
    assert [problem for listing in catalogue.routines for problem in catalogue.read_listed(listing).problems] == []
    assert {listing.id for listing in catalogue.routines} == set(SECONDS)
    assert {listing.path.stem for listing in catalogue.routines} == set(SECONDS)


@pytest.mark.parametrize(("id", "seconds"), SECONDS.items())
def test_each_preset_lasts_exactly_as_long_as_planned(id: str, seconds: int, presets: Catalogue) -> None:
    routine = presets.find_routine(id).value
    assert routine is not None
    assert compile_plan(routine).seconds == seconds


def test_a_variant_is_one_of_an_exercise_that_there_is(presets: Catalogue) -> None:
    exercises = presets.exercises.built_in
    variants = {each.variant_of for each in exercises.values() if each.variant_of}
    assert variants
    assert variants <= set(exercises)

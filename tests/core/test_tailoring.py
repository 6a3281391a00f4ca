"""What a person wants different about a routine: left out, rounds, scaled, fitted, in that order."""

from dataclasses import replace

import pytest

from hipflow.core.changes import HoldChange, RoundsChange
from hipflow.core.exercise import Sides
from hipflow.core.fit import Fit, Misfit
from hipflow.core.plan import compile_plan
from hipflow.core.routine import Entry, Routine, Section
from hipflow.core.tailoring import Tailoring, find_entries, tailor_routine
from tests.builders import hold, routine

THREE = routine(
    hold("half-pigeon", sides=Sides.EACH, seconds=30), hold("frog-stretch", seconds=45), hold("clamshells", seconds=20)
)


def tailored(routine: Routine, tailoring: Tailoring) -> Fit:
    fit = tailor_routine(routine, tailoring)
    assert isinstance(fit, Fit)
    assert fit.seconds == compile_plan(fit.routine).seconds
    return fit


def test_nothing_asked_for_changes_nothing() -> None:
    fit = tailored(THREE, Tailoring())
    assert fit.routine == THREE
    assert not fit.changes
    assert Tailoring().is_plain


def test_what_is_left_out_is_told_and_the_way_leads_past_it() -> None:
    fit = tailored(THREE, Tailoring(left_out=frozenset({1})))
    assert [entry.exercise.id for entry in fit.routine.entries] == ["half-pigeon", "clamshells"]
    assert (fit.changes.left_out, fit.kept) == (("Frog stretch",), (0, 2))
    assert fit.seconds == 10 + 68 + 5 + 20


def test_all_of_it_cannot_be_left_out() -> None:
    with pytest.raises(ValueError, match="without exercises"):
        tailor_routine(THREE, Tailoring(left_out=frozenset({0, 1, 2})))


def test_rounds_are_those_of_the_section_that_is_repeated() -> None:
    sections = (Section(entries=(hold(),), name="Warm up"), Section(entries=(hold(),), name="Strength", rounds=3))
    fit = tailored(replace(THREE, sections=sections), Tailoring(rounds=2))
    assert [section.rounds for section in fit.routine.sections] == [1, 2]
    assert fit.changes.rounds == (RoundsChange("Strength", 3, 2),)


def test_where_nothing_is_repeated_everything_is() -> None:
    assert tailored(THREE, Tailoring(rounds=2)).routine.sections[0].rounds == 2


def test_holds_are_scaled_as_far_as_their_bounds_go() -> None:
    fit = tailored(THREE, Tailoring(scale=0.4))
    assert fit.changes.holds == (
        HoldChange("Half pigeon", 30, 12),
        HoldChange("Frog stretch", 45, 18),
        HoldChange("Clamshells", 20, 10),
    )


def test_a_fit_keeps_the_rounds_that_were_asked_for() -> None:
    assert isinstance(tailor_routine(THREE, Tailoring(rounds=3, seconds=60)), Misfit)
    fit = tailored(THREE, Tailoring(rounds=2, seconds=300))
    assert (fit.seconds, fit.routine.sections[0].rounds) == (300, 2)
    assert fit.changes.rounds == (RoundsChange("", 1, 2),)


def test_what_a_fit_leaves_out_is_told_after_what_the_person_left_out() -> None:
    made = routine(*(hold(name, seconds=20) for name in ("half-pigeon", "frog-stretch", "clamshells", "butt-kicks")))
    fit = tailored(made, Tailoring(left_out=frozenset({1}), seconds=40))
    assert fit.changes.left_out == ("Frog stretch", "Butt kicks")
    assert fit.kept == (0, 2)


def test_a_fit_leaves_out_none_of_those_that_were_asked_for_by_name() -> None:
    least = tailor_routine(THREE, Tailoring(seconds=1))
    kept = tailor_routine(THREE, Tailoring(seconds=1, keeps_exercises=True))
    assert isinstance(least, Misfit)
    assert isinstance(kept, Misfit)
    assert kept.shortest > least.shortest


@pytest.mark.parametrize("name", ["half-pigeon", "Half pigeon", " HALF PIGEON ", "Pigeon at last"])
def test_an_entry_is_found_by_whatever_it_is_called(name: str) -> None:
    entry = replace(hold("half-pigeon"), name="Pigeon at last")
    assert find_entries(routine(hold(), entry), name) == {1}


def test_an_exercise_that_comes_twice_is_found_twice() -> None:
    assert find_entries(routine(hold(), Entry(exercise=THREE.entries[0].exercise), hold()), "frog-stretch") == {0, 2}
    assert find_entries(THREE, "sumo-squat") == frozenset()

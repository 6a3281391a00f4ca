"""Every preset fits every minute from its shortest to twice its length."""

import pytest

from hipflow.core.fit import Fit, Misfit, fit_routine
from hipflow.core.plan import compile_plan
from hipflow.library.catalogue import Catalogue
from tests.library.test_built_in import SECONDS


@pytest.mark.parametrize(("id", "length"), SECONDS.items())
def test_a_preset_fits_every_minute_from_its_shortest_to_twice_its_length(
    id: str, length: int, presets: Catalogue
) -> None:
    routine = presets.find_routine(id).value
    assert routine is not None
    misfit = fit_routine(routine, 1)
    assert isinstance(misfit, Misfit)
    minutes = range(-(-misfit.shortest // 60), 2 * length // 60 + 1)
    assert minutes[0] * 60 < length <= minutes[-1] * 60
    for minute in minutes:
        fit = fit_routine(routine, minute * 60)
        assert isinstance(fit, Fit), minute
        assert compile_plan(fit.routine).seconds == minute * 60


@pytest.mark.parametrize(("id", "length"), SECONDS.items())
def test_a_preset_never_gives_up_an_exercise_for_half_a_minute(id: str, length: int, presets: Catalogue) -> None:
    routine = presets.find_routine(id).value
    assert routine is not None
    for wanted in (length - 30, length + 30):
        fit = fit_routine(routine, wanted)
        assert isinstance(fit, Fit)
        assert (fit.changes.left_out, fit.changes.rounds) == ((), ())

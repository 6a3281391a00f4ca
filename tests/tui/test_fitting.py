"""A fitting: what each change makes of a routine, and the rows that tell it."""

from datetime import datetime, timedelta

import pytest

from hipflow.core.exercise import Side, Sides
from hipflow.core.fit import Fit, Misfit
from hipflow.core.plan import compile_plan
from hipflow.tui.fit_rows import Choice, FitRow, lay_fit_rows, tell_changes, tell_ends, tell_fitting
from hipflow.tui.fitting import Fitting
from tests.tui.looking import STRENGTH, preset, stretch

NOW = datetime(2027, 3, 1, 7, 30)
EVENING = preset(
    "evening",
    "Evening hips",
    stretch("Half pigeon", 30),
    stretch("Frog stretch", 45, Sides.BOTH),
    stretch("Figure four", 30),
    stretch("Butt kicks", 30, Sides.ALTERNATE),
)
"""3:56: 10 to get ready, ways of 5, switches of 8, 195 s of work."""
PLAIN = Fitting(routine=EVENING)


def seconds(fitting: Fitting) -> int:
    fit = fitting.fit(NOW)
    assert isinstance(fit, Fit)
    plan = fitting.plan(NOW)
    assert plan is not None
    assert plan.seconds == fit.seconds
    return fit.seconds


def values(fitting: Fitting) -> dict[str, str]:
    """What the rows say, by their names."""
    rows = lay_fit_rows(fitting, fitting.fit(NOW))
    return {row.name: row.value for row in rows if isinstance(row, FitRow)}


def test_plain_is_the_routine_as_it_is_written() -> None:
    assert PLAIN.is_plain
    assert PLAIN.plan(NOW) == compile_plan(EVENING)
    assert tell_changes(PLAIN, PLAIN.fit(NOW), NOW) == ""
    assert values(PLAIN) == {
        "Length": "3:56",
        "First side": "left",
        "Rounds": "1",
        "Holds": "as written",
        "Half pigeon": "2×0:30",
        "Frog stretch": "0:45",
        "Figure four": "2×0:30",
        "Butt kicks": "0:30",
    }


@pytest.mark.parametrize(
    ("fitting", "length"),
    [
        (PLAIN.change_length(1, NOW), 240),
        (PLAIN.change_length(-1, NOW), 180),
        (PLAIN.change_length(1, NOW).change_length(1, NOW), 300),
        (PLAIN.set_length(310).change_length(-1, NOW), 300),
        (PLAIN.set_length(310).change_length(1, NOW), 360),
        (PLAIN.set_until(NOW + timedelta(minutes=5, seconds=20)), 320),
        (PLAIN.set_until(NOW + timedelta(minutes=5, seconds=20)).change_length(1, NOW), 360),
        (PLAIN.change_rounds(1), 467),
        (PLAIN.change_scale(2), 275),
        (PLAIN.toggle(3), 201),
        (PLAIN.toggle(3).toggle(3), 236),
        (PLAIN.set_length(300).toggle(3).reset(), 236),
    ],
)
def test_each_change_makes_it_as_long_as_it_says(fitting: Fitting, length: int) -> None:
    assert seconds(fitting) == length


def test_a_minute_more_or_less_stops_where_it_can_be_no_longer_or_shorter() -> None:
    ends = PLAIN.set_length(1).fit(NOW)
    assert isinstance(ends, Misfit)
    assert seconds(PLAIN.set_length(ends.shortest + 5).change_length(-1, NOW)) == ends.shortest
    assert seconds(PLAIN.set_length(ends.longest - 5).change_length(1, NOW)) == ends.longest
    assert seconds(PLAIN.set_length(9999).change_length(1, NOW)) == ends.longest


def test_a_length_and_a_factor_take_each_others_place() -> None:
    timed = PLAIN.change_scale(3).set_length(300)
    assert (timed.tailoring.scale, values(timed)["Holds"]) == (1.0, "to fit")
    scaled = timed.change_scale(1)
    assert (scaled.tailoring.seconds, values(scaled)["Holds"]) == (None, "× 1.1")


def test_rounds_and_factors_have_an_end() -> None:
    assert PLAIN.change_rounds(-5).rounds == 1
    assert PLAIN.change_rounds(50).rounds == 20
    assert PLAIN.change_scale(-50).tailoring.scale == 0.25
    assert PLAIN.change_scale(50).tailoring.scale == 4.0
    assert Fitting(routine=STRENGTH).rounds == 3


def test_one_exercise_always_stays() -> None:
    assert PLAIN.toggle(0).toggle(1).toggle(2).toggle(3).tailoring.left_out == {0, 1, 2}


def test_the_side_that_was_chosen_begins_and_stays_when_all_else_is_taken_back() -> None:
    swapped = PLAIN.swap_sides().set_length(300).reset()
    plan = swapped.plan(NOW)
    assert plan is not None
    assert plan.work[0].side is Side.RIGHT
    assert swapped.is_plain


def test_what_is_left_out_is_told_apart_from_what_has_no_time() -> None:
    told = values(PLAIN.toggle(1).set_length(75))
    assert told["Frog stretch"] == "left out"
    assert "no time" in told.values()


def test_a_time_of_day_is_told_as_one_and_comes_nearer() -> None:
    fitting = PLAIN.set_until(NOW + timedelta(minutes=6))
    assert values(fitting)["Length"] == "until 07:36"
    later = fitting.fit(NOW + timedelta(seconds=30))
    assert isinstance(later, Fit)
    assert later.seconds == 330
    assert tell_ends(later, NOW + timedelta(seconds=30)) == "ends at 07:36"


def test_the_poster_tells_length_end_and_what_it_takes() -> None:
    told = tell_fitting(PLAIN.set_length(360), NOW)
    assert told.startswith("6:00 · ends at 07:36 · 30 s → 49 s, 45 s → 74 s")


def test_what_does_not_fit_says_so_and_has_no_plan() -> None:
    fitting = PLAIN.set_length(30)
    assert fitting.plan(NOW) is None
    assert tell_changes(fitting, fitting.fit(NOW), NOW).startswith("It cannot last 0:30: the shortest is ")
    assert tell_fitting(fitting, NOW).endswith("It is as written again.")
    assert tell_ends(fitting.fit(NOW), NOW) == ""


def test_a_preview_that_runs_faster_has_more_seconds_until_then() -> None:
    fast = Fitting(routine=EVENING, until=NOW + timedelta(minutes=1), speed=5)
    assert seconds(fast) == 300


def test_rows_are_for_choices_and_for_exercises_under_their_titles() -> None:
    rows = lay_fit_rows(PLAIN, PLAIN.fit(NOW))
    assert [row for row in rows if isinstance(row, str)] == ["THIS TIME", "", "EXERCISES"]
    assert [row.of for row in rows if isinstance(row, FitRow)] == [*Choice, 0, 1, 2, 3]

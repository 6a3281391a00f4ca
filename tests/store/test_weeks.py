"""Weeks, streaks and the calendar of a year."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipflow.store.weeks import Day, Week, find_monday, lay_out_year, make_weeks, measure_streak

TODAY = date(2027, 3, 3)
"""A Wednesday."""
MONDAY = date(2027, 3, 1)


def weeks_of(sessions: list[int]) -> list[Week]:
    """Weeks with so many sessions each, the last of them this one."""
    first = MONDAY - timedelta(weeks=len(sessions) - 1)
    return [Week(first + timedelta(weeks=number), count, count * 600.0) for number, count in enumerate(sessions)]


@pytest.mark.parametrize(
    ("sessions", "streak", "forgiven", "still_to_do"),
    [
        # The goal is 3; the last is this week, which is not over.
        ([], 0, [], 3),
        ([0], 0, [], 3),
        ([2], 0, [], 1),
        ([3], 1, [], 0),
        ([5], 1, [], 0),
        ([3, 0], 1, [], 3),
        ([3, 1], 1, [], 2),
        ([3, 3, 3], 3, [], 0),
        ([0, 3, 3], 2, [], 0),  # it begins with a week that met the goal
        ([2, 2, 2, 1], 0, [], 2),
        ([3, 3, 0, 0], 2, [1], 3),  # last week was missed, this one is not over
        ([3, 3, 0, 3], 3, [1], 0),
        ([3, 0, 0, 3], 1, [], 0),  # two in a row are not forgiven
        ([3, 0, 3, 0, 3], 2, [1], 0),  # two in three neither
        ([3, 0, 3, 3, 0, 3], 3, [1], 0),  # nor two in four
        ([3, 0, 3, 3, 3, 0, 3], 5, [1, 5], 0),  # of four in a row one
        ([3, 0, 3, 3, 3, 3, 3, 3], 7, [6], 0),
        ([3, 3, 3, 3, 0, 3, 3, 3, 0], 7, [4], 3),  # last week was met, the one before that four was not
        ([3, 3, 0, 3, 3, 3, 0, 0], 5, [1, 5], 3),
    ],
)
def test_a_streak_is_counted_in_weeks_that_met_the_goal(
    sessions: list[int], streak: int, forgiven: list[int], still_to_do: int
) -> None:
    found = measure_streak(weeks_of(sessions), 3, TODAY)

    assert found.weeks == streak
    assert found.still_to_do == still_to_do
    assert [(MONDAY - monday).days // 7 for monday in found.forgiven] == forgiven


@given(st.lists(st.integers(0, 4), max_size=30))
def test_of_any_four_weeks_of_a_streak_at_most_one_was_missed(sessions: list[int]) -> None:
    weeks = weeks_of(sessions)

    streak = measure_streak(weeks, 3, TODAY)

    spans = sorted(monday.toordinal() // 7 for monday in streak.forgiven)
    assert all(later - earlier >= 4 for earlier, later in pairwise(spans))
    assert streak.weeks <= sum(week.sessions >= 3 for week in weeks)


def test_weeks_that_come_after_today_are_no_streak() -> None:
    weeks = make_weeks([Day(TODAY + timedelta(weeks=2), 5, 10.0)], TODAY)

    assert measure_streak(weeks, 3, TODAY).weeks == 0
    assert [week.sessions for week in weeks] == [0, 0, 5]


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2027, 3, 1), date(2027, 3, 1)),
        (date(2027, 3, 7), date(2027, 3, 1)),
        (date(2027, 1, 1), date(2026, 12, 28)),
        (date(2024, 2, 29), date(2024, 2, 26)),
    ],
)
def test_a_week_begins_on_monday(day: date, monday: date) -> None:
    assert find_monday(day) == monday


def test_weeks_have_no_gaps() -> None:
    days = [Day(date(2027, 2, 7), 1, 60.0), Day(date(2027, 2, 8), 1, 30.0), Day(date(2027, 2, 14), 2, 40.0)]

    weeks = make_weeks(days, TODAY)

    assert [(week.monday.day, week.sessions, week.seconds) for week in weeks] == [
        (1, 1, 60.0),
        (8, 3, 70.0),
        (15, 0, 0.0),
        (22, 0, 0.0),
        (1, 0, 0.0),
    ]


def test_without_a_day_there_is_this_week_alone() -> None:
    assert make_weeks([], TODAY) == (Week(MONDAY, 0, 0.0),)


def test_the_calendar_of_a_year_ends_today() -> None:
    columns = lay_out_year([Day(TODAY, 1, 600.0), Day(date(2020, 1, 1), 1, 5.0)], TODAY)

    assert len(columns) == 53
    assert all(len(column) == 7 for column in columns)
    assert columns[-1] == (Day(MONDAY, 0, 0.0), Day(date(2027, 3, 2), 0, 0.0), Day(TODAY, 1, 600.0), *[None] * 4)
    assert columns[0][0] == Day(date(2026, 3, 2), 0, 0.0)

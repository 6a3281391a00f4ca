"""How long there is, as a person says it."""

from datetime import datetime

import pytest

from hipflow.library.lengths import read_length, read_moment, seconds_until
from hipflow.library.problems import Complaint

NOW = datetime(2027, 3, 1, 23, 50, 30)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("12", 720),
        ("12m", 720),
        ("12 min", 720),
        ("12m30s", 750),
        (" 12M 5 s ", 725),
        ("1h", 3600),
        ("1h15", 4500),
        ("90s", 90),
    ],
)
def test_a_number_alone_is_minutes(text: str, seconds: int) -> None:
    assert read_length(text) == seconds


@pytest.mark.parametrize("text", ["", "m", "soon", "12:30", "-3", "0", "0m0s", "5h", "12m30", "1.5m", "٣"])
def test_what_is_no_length_is_refused(text: str) -> None:
    assert isinstance(read_length(text), Complaint)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("23:55", datetime(2027, 3, 1, 23, 55)),
        ("23:50", datetime(2027, 3, 2, 23, 50)),
        ("7.45", datetime(2027, 3, 2, 7, 45)),
    ],
)
def test_a_time_that_is_past_is_that_of_tomorrow(text: str, moment: datetime) -> None:
    assert read_moment(text, NOW) == moment


@pytest.mark.parametrize("text", ["", "24:00", "7:5", "745", "07:60", "noon"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    assert isinstance(read_moment(text, NOW), Complaint)


def test_what_is_left_of_a_second_is_not_counted() -> None:
    assert seconds_until(datetime(2027, 3, 2, 0, 0), NOW.replace(microsecond=400_000)) == 569

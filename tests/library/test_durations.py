"""What counts as a duration, and what is said where something does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipflow.library.durations import GAP, WORK, format_seconds, read_seconds
from hipflow.library.nodes import ListNode, MapNode, ScalarNode
from hipflow.library.problems import Complaint

FORMS = 'Write it like 45, "45s" or "1m30s".'
BOUNDS = "must be whole seconds from 3 to 600"


def scalar(text: str, *, is_plain: bool = True) -> ScalarNode:
    return ScalarNode(1, 1, text, is_plain)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45", 45),
        ("45s", 45),
        ("2m", 120),
        ("1m30s", 90),
        ("1m05s", 65),
        ("90s", 90),
        ("3", 3),
        ("600", 600),
        ("10m", 600),
    ],
)
def test_whole_seconds_and_minutes_are_read(text: str, seconds: int) -> None:
    assert read_seconds(scalar(text), WORK) == seconds
    assert read_seconds(scalar(text, is_plain=False), WORK) == seconds


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ("0", f"{BOUNDS}; got 0", FORMS),
        ("2", f"{BOUNDS}; got 2", FORMS),
        ("2s", f"{BOUNDS}; got 2s", FORMS),
        ("-5", f"{BOUNDS}; got -5", FORMS),
        ("2.5", f"{BOUNDS}; got 2.5", FORMS),
        ("soon", f"{BOUNDS}; got soon", FORMS),
        ("1h", f"{BOUNDS}; got 1h", FORMS),
        ("", f"{BOUNDS}; got nothing", FORMS),
        ("null", f"{BOUNDS}; got null, which means nothing", FORMS),
        ("~", f"{BOUNDS}; got ~, which means nothing", FORMS),
        ("true", f"{BOUNDS}; got true, which is a boolean", FORMS),
        ("False", f"{BOUNDS}; got False, which is a boolean", FORMS),
        ("on", f"{BOUNDS}; got on, which some YAML readers take for a boolean", FORMS),
        ("yes", f"{BOUNDS}; got yes, which some YAML readers take for a boolean", FORMS),
        ("1:30", '"1:30" means different things to different YAML readers', 'Write 90 or "1m30s".'),
        ("0:30", '"0:30" means different things to different YAML readers', 'Write 30 or "30s".'),
        ("010", '"010" means different things to different YAML readers', 'Write 10 or "10s".'),
        ("1_00", '"1_00" means different things to different YAML readers', 'Write 100 or "1m40s".'),
        ("1_000", '"1_000" means different things to different YAML readers', "Write whole seconds from 3 to 600."),
        ("90 sec", '"90 sec" is not a duration that hipflow reads', 'Write 90 or "1m30s".'),
        ("1 min 30", '"1 min 30" is not a duration that hipflow reads', 'Write 90 or "1m30s".'),
        ("1m30", '"1m30" is not a duration that hipflow reads', 'Write 90 or "1m30s".'),
        ("2 minutes", '"2 minutes" is not a duration that hipflow reads', 'Write 120 or "2m".'),
        ("45S", '"45S" is not a duration that hipflow reads', 'Write 45 or "45s".'),
        ("3600", "3600 is over the limit of 600 s (10 min)", "Write 600 or less."),
        ("11m", "11m is over the limit of 600 s (10 min)", "Write 600 or less."),
    ],
)
def test_anything_else_is_refused_with_what_was_probably_meant(text: str, what: str, mend: str) -> None:
    assert read_seconds(scalar(text), WORK) == Complaint(what, mend)


def test_what_was_written_in_quotes_is_shown_in_quotes() -> None:
    complaint = read_seconds(scalar("true", is_plain=False), WORK)
    assert isinstance(complaint, Complaint)
    assert complaint.what == f'{BOUNDS}; got "true"'


@pytest.mark.parametrize(("node", "shown"), [(ListNode(1, 1, ()), "a list"), (MapNode(1, 1, ()), "a map")])
def test_a_list_or_a_map_is_no_duration(node: ListNode | MapNode, shown: str) -> None:
    assert read_seconds(node, WORK) == Complaint(f"{BOUNDS}; got {shown}", FORMS)


def test_a_gap_may_be_nothing_and_is_at_most_two_minutes() -> None:
    assert read_seconds(scalar("0"), GAP) == 0
    assert read_seconds(scalar("2m"), GAP) == 120
    assert read_seconds(scalar("121"), GAP) == Complaint("121 is over the limit of 120 s (2 min)", "Write 120 or less.")


@given(st.integers(3, 600))
def test_the_form_that_messages_propose_is_read_as_what_was_meant(seconds: int) -> None:
    assert read_seconds(scalar(format_seconds(seconds)), WORK) == seconds


@given(st.text())
def test_no_text_is_too_odd_to_be_refused(text: str) -> None:
    found = read_seconds(scalar(text), WORK)
    assert isinstance(found, Complaint) or 3 <= found <= 600

"""Another order of the same exercises, with fewer changes of position."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipflow.core.exercise import Kind, Position
from hipflow.core.order import COOL, count_changes, find_calmer_order
from hipflow.core.routine import Entry
from tests.builders import exercise

LETTERS = {
    "d": (Kind.DYNAMIC, Position.STANDING),
    "f": (Kind.DYNAMIC, Position.SIDE_LYING),
    "s": (Kind.STATIC, Position.SUPINE),
    "t": (Kind.STATIC, Position.STANDING),
    "r": (Kind.RELEASE, Position.PRONE),
    "k": (Kind.STRENGTH, Position.SUPINE),
    "a": (Kind.STATIC, Position.ALL_FOURS),
}
"""Drills stand or lie on the side, what is held stands or lies on the back, and so on."""


def entries(letters: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(exercise=exercise(f"{letter}{place}", kind=LETTERS[letter][0], position=LETTERS[letter][1]))
        for place, letter in enumerate(letters)
    )


def spell(found: tuple[Entry, ...] | None) -> str | None:
    return None if found is None else " ".join(entry.exercise.id for entry in found)


@pytest.mark.parametrize(
    ("letters", "calmer"),
    [
        ("dst", "d0 t2 s1"),
        ("sdsd", "d1 d3 s0 s2"),
        ("dfdf", "d0 d2 f1 f3"),
        ("dkdk", "d0 d2 k1 k3"),
        ("rdr", "d1 r0 r2"),
        ("drfr", "d0 f2 r1 r3"),
        ("kskd", None),
        ("dsts", "d0 t2 s1 s3"),
        ("ddss", None),
        ("d", None),
        ("", None),
        ("dadada", "d0 d2 d4 a1 a3 a5"),
        ("sas", "s0 s2 a1"),
    ],
)
def test_what_is_done_in_one_position_is_put_together(letters: str, calmer: str | None) -> None:
    assert spell(find_calmer_order(entries(letters))) == calmer


@given(st.text(st.sampled_from(sorted(LETTERS)), max_size=12))
def test_a_calmer_order_has_fewer_changes_and_holds_nothing_earlier_than_it_was_warm_for(letters: str) -> None:
    before = entries(letters)

    after = find_calmer_order(before)

    if after is None:
        return
    assert sorted(map(id, after)) == sorted(map(id, before))
    assert count_changes(after) < count_changes(before)
    for cool in (entry for entry in after if entry.exercise.kind in COOL):
        for warm in (entry for entry in after if entry.exercise.kind not in COOL):
            if before.index(warm) < before.index(cool):
                assert after.index(warm) < after.index(cool)
    for position in Position:
        kept = [entry for entry in before if entry.exercise.position is position]
        assert kept == [entry for entry in after if entry.exercise.position is position]

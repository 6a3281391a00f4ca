"""Plans and events survive JSON, and nothing else gets through it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipflow.core.events import Command, Event, Finished, Refused, Replanned, TimeRanOut
from hipflow.core.exercise import Phase, Sides
from hipflow.core.plan import Plan, compile_plan
from hipflow.core.routine import Entry
from hipflow.core.session import Session
from hipflow.core.text import clean
from hipflow.library.catalogue import load_catalogue
from hipflow.store.fields import Json, read_json, write_json
from hipflow.store.packing import pack_event, pack_plan, unpack_event, unpack_plan
from tests.builders import counted, exercise, hold, open_hold, plan


def events_of(a_plan: Plan) -> list[Event]:
    """One of every kind."""
    session = Session(a_plan)
    events = session.handle(Command.PAUSE, 0.0) + session.handle(Command.START, 0.0)
    script: list[tuple[float, Command | None]] = [
        (1.0, None),
        (2.25, Command.NEXT),
        (3.5, Command.MORE),
        (5.0, Command.PAUSE),
        (20.0, Command.RESUME),
        (21.5, None),
        (23.0, None),
        (24.125, Command.STOP),
    ]
    for now, command in script:
        events += session.handle(command, now) if command else session.advance(now)
    return [*events, Finished(25.0, 24.5), Replanned(26.0, 26.0, a_plan, -12)]


def test_every_kind_of_event_comes_back_as_it_was() -> None:
    a_plan = plan()
    events = events_of(a_plan)

    back = [unpack_event(read_json(write_json(pack_event(event))), a_plan) for event in events]

    assert back == events
    assert len({type(event) for event in events}) == 12
    assert all(type(one) is type(other) for one, other in zip(back, events, strict=True))


def test_a_plan_comes_back_as_it_was() -> None:
    phases = (Phase("Inner", 20, "Slow"), Phase("Outer", 10))
    a_plan = plan(
        Entry(
            exercise=exercise("roll", phases=phases, phase_gap=5, equipment=("foam-roller",)), note="Über alles — gut"
        ),
        hold(sides=Sides.ALTERNATE),
        rounds=2,
        rest=20,
    )

    assert unpack_plan(read_json(write_json(pack_plan(a_plan)))) == a_plan


def test_all_presets_come_back_as_they_were() -> None:
    routines = load_catalogue().read_routines()

    for routine in routines:
        a_plan = compile_plan(routine)
        assert unpack_plan(read_json(write_json(pack_plan(a_plan)))) == a_plan
    assert len(routines) >= 8


def test_each_exercise_of_a_plan_is_packed_once() -> None:
    packed = pack_plan(plan(hold(), hold("other"), rounds=3))

    assert isinstance(packed["exercises"], list)
    assert len(packed["exercises"]) == 2


def test_fields_that_came_or_went_with_a_version_do_no_harm() -> None:
    a_plan = plan()
    packed = json.loads(write_json(pack_plan(a_plan)))
    for each in packed["exercises"]:
        del each["harder"]
        each["colour"] = "green"
    packed["mood"] = 3

    back = unpack_plan(packed)

    assert [step.exercise.harder for step in back.steps] == [""] * len(a_plan.steps)


def test_control_characters_are_not_stored() -> None:
    a_plan = plan(Entry(exercise=exercise(name="Half\x1b[31m pigeon\u202e"), note="a\nb\x00c"))

    text = write_json(pack_plan(a_plan))

    assert unpack_plan(read_json(text)).steps[-1].name == "Half [31m pigeon "
    assert unpack_plan(read_json(text)).steps[-1].note == "a b c"
    assert clean("\ud800 ok") == "  ok"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("steps", 0, "exercise"), 99),
        (("steps", 0, "exercise"), "half-pigeon"),
        (("steps", 0, "seconds"), 0),
        (("steps", 0, "seconds"), 1.5),
        (("steps", 0, "kind"), "dance"),
        (("steps", 1, "index"), 0),
        (("steps", 1, "start"), -5),
        (("steps", 0, "side"), "middle"),
        (("steps", 0, "fetch"), "mat"),
        (("steps",), []),
        (("steps",), None),
        (("steps", 0), 3),
        (("exercises", 0, "phases"), []),
        (("exercises", 0, "id"), 7),
        (("exercises", 0, "side_cues"), []),
        (("name",), None),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(path: tuple[str | int, ...], value: Json) -> None:
    packed = json.loads(write_json(pack_plan(plan())))
    place = packed
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value

    with pytest.raises(ValueError, match=r".+"):
        unpack_plan(packed)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        '{"event": "danced", "at": 1, "due": 1}',
        '{"event": "finished", "at": 1}',
        '{"event": "finished", "at": NaN, "due": 1}',
        '{"event": "finished", "at": true, "due": 1}',
        '{"event": "paused", "at": 1, "due": 1, "step": 99, "seconds_left": 1, "is_away": false}',
        '{"event": "ticked", "at": 1, "due": 1, "seconds_left": 1.5, "is_count_in": false}',
    ],
)
def test_an_event_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        unpack_event(read_json(text), plan())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["steps", "exercises", "event", "step", "at", "due"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(json_values)
def test_whatever_is_unpacked_nothing_but_a_value_error_is_raised(value: Json) -> None:
    for unpack in (unpack_plan, lambda packed: unpack_event(packed, plan())):
        try:
            unpack(value)
        except ValueError:
            continue


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "nul"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_json(text)


def test_a_command_comes_back_by_its_name() -> None:
    refused = Refused(1.0, 1.0, Command.SWITCH, "no other side to come")

    assert pack_event(refused)["command"] == "switch"


def test_what_is_counted_and_what_waits_come_back_as_they_were() -> None:
    a_plan = plan(counted(reps=10, tempo=1.5, sides=Sides.EACH), open_hold())

    assert unpack_plan(read_json(write_json(pack_plan(a_plan)))) == a_plan


def test_a_plan_of_before_there_were_repetitions_is_timed_and_waits_for_nothing() -> None:
    packed = json.loads(write_json(pack_plan(plan(counted(), open_hold()))))
    for exercise_ in packed["exercises"]:
        del exercise_["rep_tempo"]
    for each in (*packed["steps"], *packed["exercises"]):
        for phase in each.get("phases", [each.get("phase")]):
            for name in ("reps", "tempo", "is_open"):
                del phase[name]

    back = unpack_plan(packed)

    assert [(step.reps, step.rep_seconds, step.is_open, step.seconds) for step in back.work] == [
        (None, None, False, 40),
        (None, None, False, 30),
    ]


def test_that_its_time_ran_out_comes_back_as_it_was() -> None:
    a_plan = plan(open_hold(), prep=0)
    event = TimeRanOut(30.1, 30.0, a_plan.steps[0])

    assert unpack_event(read_json(write_json(pack_event(event))), a_plan) == event


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tempo", None),
        ("tempo", {"parts": []}),
        ("tempo", {"parts": [1e-9]}),
        ("tempo", {"parts": [-4]}),
        ("tempo", {"parts": [1e9]}),
        ("tempo", "2-1-1"),
        ("reps", 0),
        ("reps", "ten"),
        ("is_open", 1),
    ],
)
def test_what_cannot_be_counted_is_refused(name: str, value: Json) -> None:
    packed = json.loads(write_json(pack_plan(plan(counted(), prep=0))))
    packed["steps"][0]["phase"][name] = value

    with pytest.raises(ValueError, match=r".+"):
        unpack_plan(packed)

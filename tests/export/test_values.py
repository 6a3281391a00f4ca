"""What other programs read of a session: names and numbers they may rely on."""

import json

import pytest

from hipflow.core.events import Command, Event, Outcome, SessionStarted, StepEnded, StepStarted, Ticked
from hipflow.core.exercise import Sides
from hipflow.core.record import make_record
from hipflow.core.refit import refit_plan
from hipflow.core.session import Session
from hipflow.export.columns import clock_words
from hipflow.export.values import event_json, plan_json, record_json
from hipflow.export.words import event_words, record_words
from tests.builders import counted, hold, open_hold, plan


def run_whole() -> list[Event]:
    session = Session(plan(hold("half-pigeon", seconds=30, sides=Sides.EACH)))
    events = session.handle(Command.START, 0.0)
    while (due := session.next_due()) is not None:
        events += session.advance(due + 0.0004)
    return events


def test_a_step_that_starts_says_when_it_did_and_when_it_should_have() -> None:
    first = next(event for event in run_whole() if isinstance(event, StepStarted) and event.step.is_work)

    line = json.loads(json.dumps(event_json(first)))

    assert (line["event"], line["at"], line["due"]) == ("step_started", 10.0004, 10.0)
    assert {key: line["step"][key] for key in ("index", "kind", "exercise", "name", "side", "seconds")} == {
        "index": 1,
        "kind": "work",
        "exercise": "half-pigeon",
        "name": "Half pigeon",
        "side": "left",
        "seconds": 30,
    }


def test_a_step_that_ends_says_what_was_held_and_how() -> None:
    ended = next(event for event in run_whole() if isinstance(event, StepEnded) and event.step.is_work)

    line = event_json(ended)

    assert (line["event"], line["held"], line["outcome"]) == ("step_ended", 30.0, "done")


def test_every_event_can_be_written_as_json_and_in_words() -> None:
    session = Session(plan(hold(seconds=30)))
    events = session.handle(Command.START, 0.0)
    for now, command in enumerate([c for c in Command if c not in (Command.START, Command.STOP)], start=1):
        events += session.handle(command, now)
    events += session.handle(Command.RESUME, 20.0)
    events += session.replan(refit_plan(session.plan, 0, 0), 20.5)
    events += session.handle(Command.STOP, 21.0)

    lines = [event_json(event) for event in events]

    names = {str(line["event"]) for line in lines}
    assert names >= {
        "session_started",
        "step_started",
        "step_ended",
        "paused",
        "resumed",
        "time_changed",
        "refused",
        "replanned",
        "stopped",
    }
    assert json.loads(json.dumps(lines)) == lines
    assert [event_words(event) for event in events if isinstance(event, Ticked)] == [""] * sum(
        isinstance(event, Ticked) for event in events
    )
    assert all("\n" not in event_words(event) for event in events)


def test_a_plan_has_its_seconds_and_its_steps() -> None:
    line = plan_json(plan(hold("half-pigeon", seconds=30, sides=Sides.EACH)))

    assert (line["id"], line["seconds"]) == ("test-hips", 78)
    steps = line["steps"]
    assert isinstance(steps, list)
    assert len(steps) == 4


def test_a_record_tells_left_from_right() -> None:
    events = run_whole()
    started = events[0]
    assert isinstance(started, SessionStarted)
    record = make_record(started.plan, events)

    line = record_json(record)

    assert line["held"] == {"left": 30.0, "right": 30.0, "both": 0}
    assert line["finished"] is True
    assert [hold.outcome for hold in record.holds] == [Outcome.DONE, Outcome.DONE]
    assert record_words(record) == "Done: held 1:00 in 1:18; left 0:30, right 0:30"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (0.2, "0:01"), (59.5, "1:00"), (90, "1:30"), (600, "10:00")]
)
def test_seconds_are_read_as_a_clock(seconds: float, words: str) -> None:
    assert clock_words(seconds) == words


def test_a_session_can_be_followed_in_words() -> None:
    lines = [words for event in run_whole() if (words := event_words(event))]

    assert lines == [
        "Test hips, 1:18, 2 steps of work",
        "Get ready: Half pigeon, left side. 10 s. Left shin in front.",
        "Half pigeon, left side. 30 s.",
        "Switch: right side. 8 s",
        "Half pigeon, right side. 30 s.",
    ]


def test_what_is_counted_and_what_waits_is_told_to_other_programs() -> None:
    a_plan = plan(counted(reps=10, tempo=4), open_hold(seconds=30), prep=0)
    session = Session(a_plan)
    events = session.handle(Command.START, 0.0)
    while session.step.index < 2 or session.seconds_left(0.0) > -5:
        due = session.next_due()
        assert due is not None
        events += session.advance(due)
        if isinstance(events[-1], Ticked) and events[-1].seconds_left == -5:
            break
    events += session.handle(Command.NEXT, 82.0)

    line = plan_json(a_plan)
    record = record_json(make_record(a_plan, events))
    told = [event_json(event) for event in events]

    assert line["until_key"] is True
    steps, held = line["steps"], record["steps"]
    assert isinstance(steps, list)
    assert isinstance(held, list)
    squat, way, frog = (json.loads(json.dumps(step)) for step in steps)
    assert [squat[key] for key in ("reps", "rep_seconds", "until_key")] == [10, 4.0, False]
    assert [way[key] for key in ("reps", "rep_seconds", "until_key")] == [None, None, False]
    assert [frog[key] for key in ("reps", "rep_seconds", "until_key", "seconds")] == [None, None, True, 30]
    squats, frogs = (json.loads(json.dumps(step)) for step in held)
    assert [squats[key] for key in ("reps", "reps_done", "held")] == [10, 10, 40]
    assert [frogs[key] for key in ("reps", "until_key", "seconds", "held", "outcome")] == [None, True, 37, 37, "done"]
    assert [each["due"] for each in told if each["event"] == "time_ran_out"] == [75.0]
    assert -5 in [each.get("seconds_left") for each in told if each["event"] == "ticked"]
    assert [words for event in events if (words := event_words(event))] == [
        "Test hips, about 1:15, 2 steps of work",
        "Sumo squat. 10 reps, 40 s.",
        "Next: Frog stretch. 5 s. Until you say that it is done, about 30 s.",
        "Frog stretch. Until you say that it is done, about 30 s.",
        "Take your time. Next when you are done.",
    ]


def test_half_a_count_is_told_as_the_whole_repetitions_in_it() -> None:
    a_plan = plan(counted(reps=10, tempo=1.5), prep=0)
    session = Session(a_plan)
    events = session.handle(Command.START, 0.0) + session.handle(Command.STOP, 1.9)
    longer = Session(a_plan)
    more = longer.handle(Command.START, 0.0) + longer.advance(1.5) + longer.handle(Command.STOP, 3.2)

    def done(told: list[Event]) -> object:
        steps = json.loads(json.dumps(record_json(make_record(a_plan, told))["steps"]))
        return steps[0]["reps_done"]

    assert (done(events), done(more)) == (1, 2)

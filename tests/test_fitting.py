"""The time there is, asked for on the command line: what one gets, what is said, and what is refused."""

import json
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from hipflow import engine
from hipflow.cli import main
from hipflow.core.bounds import BOUNDS
from hipflow.core.events import Command
from hipflow.core.session import Session, State
from hipflow.engine import Engine
from hipflow.tui.lateness import make_up
from tests import builders

NOW = datetime(2027, 3, 1, 7, 30)


@pytest.fixture(autouse=True)
def half_past_seven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "read_local_time", lambda: NOW)


def show(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    """The seconds of the plan, the ids of its exercises, and what was said about it."""
    code = main(["show", *options, "--json"])
    out, err = capsys.readouterr()
    assert code == 0, err
    plan = json.loads(out)
    ids = [step["exercise"] for step in plan["steps"] if step["kind"] == "work"]
    return plan["seconds"], " ".join(dict.fromkeys(ids)), err.strip()


def refuse(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["show", *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("options", "seconds", "said"),
    [
        (["post-run-10", "--fit", "12m"], 720, "12:00: 60 s → 72–74 s each"),
        (["post-run-10", "--fit", "12"], 720, "12:00: 60 s → 72–74 s each"),
        (["pre-run-5", "--fit", "3m"], 180, "3:00: 15–45 s → 10–24 s; left out butt kicks"),
        (["pre-run-5", "--fit", "4m59s"], 299, "4:59: nothing had to change"),
        (["pre-run-5", "--until", "07:36"], 360, "6:00, until 07:36: 15–45 s → 18–56 s"),
        (["desk-break-3", "--scale", "1.5"], 250, "4:10: 20 s → 30 s, 30 s → 45 s"),
        (["strength-15", "--rounds", "2"], 592, "9:52: 3 rounds → 2"),
        (["strength-15", "--rounds", "2", "--fit", "12"], 720, "12:00: 20 s → 25 s, 40 s → 50–52 s; 3 rounds → 2"),
    ],
)
def test_a_routine_is_shown_as_it_would_be_run(
    options: list[str], seconds: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    got, _, told = show(capsys, *options)
    assert (got, told) == (seconds, said)


def test_exercises_are_chosen_by_any_of_their_names(capsys: pytest.CaptureFixture[str]) -> None:
    _, ids, _ = show(capsys, "seven-stretches", "--only", "Pigeon pose,frog-stretch", "--only", "psoas massage")
    assert ids == "frog-stretch half-pigeon psoas-massage"
    _, ids, told = show(capsys, "seven-stretches", "--only", "frog-stretch,half-pigeon", "--without", "half-pigeon")
    assert ids == "frog-stretch"
    assert "left out kneeling quad" in told


def test_without_any_of_it_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert show(capsys, "pre-run-5")[2] == ""


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["pre-run-5", "--fit", "1m"], "hipflow: pre-run-5 cannot last 1:00; shortest is 1:59."),
        (["pre-run-5", "--fit", "4h"], "hipflow: pre-run-5 cannot last 240:00; longest is 15:13."),
        (
            ["pre-run-5", "--until", "7:20"],
            "hipflow: pre-run-5 cannot end at 07:20, in 23 h 50 min; longest is 15:13.",
        ),
        (
            ["pre-run-5", "--until", "quarter to"],
            'hipflow: --until: "quarter to" is not a time of day. Write it like 07:45.',
        ),
        (
            ["strength-15", "--without", "clamshel"],
            'hipflow: no exercise "clamshel" in strength-15. Did you mean "clamshells"?',
        ),
        (
            ["strength-15", "--only", "swimming"],
            'hipflow: no exercise "swimming" in strength-15. It has sumo-squat, single-leg-deadlift, side-steps,'
            " clamshells.",
        ),
        (
            ["desk-break-3", "--only", "knee-drives", "--without", "knee-drives"],
            "hipflow: that leaves nothing of desk-break-3. Leave one in.",
        ),
        (
            ["desk-break-3", "--fit", "soon"],
            'hipflow: --fit: "soon" is not a length of time. Write minutes, such as 12, or "12m30s".'
            " See: hipflow show --help",
        ),
        (
            ["desk-break-3", "--scale", "9"],
            "hipflow: --scale: must be a number from 0.25 to 4; got 9. See: hipflow show --help",
        ),
        (
            ["desk-break-3", "--rounds", "0"],
            "hipflow: --rounds: must be a whole number from 1 to 20; got 0. See: hipflow show --help",
        ),
        (
            ["desk-break-3", "--fit", "5", "--scale", "2"],
            "hipflow: --scale: not allowed with --fit. See: hipflow show --help",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_way_out(
    options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refuse(capsys, *options) == words


def test_a_time_to_get_ready_that_was_asked_for_stays_to_the_second(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "post-run-10", "--fit", "13m1s", "--prep", "7", "--json", "--speed", "1000", "--mute"]) == 0
    out, err = capsys.readouterr()
    events = [json.loads(line) for line in out.splitlines()]
    assert events[0]["seconds"] == 781
    assert next(each["step"]["seconds"] for each in events if each["event"] == "step_started") == 7
    assert err.startswith("13:01: ")


def test_the_docs_tell_the_bounds_that_there_are() -> None:
    text = (Path(__file__).parents[1] / "docs" / "fit.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| (\d+) s \| (\d+) s \|", text, re.MULTILINE)
    assert {kind: (int(shortest), int(longest)) for kind, shortest, longest in rows} == {
        kind.value: (bounds.shortest, bounds.longest) for kind, bounds in BOUNDS.items()
    }


def test_a_pause_is_made_up_for_at_once_and_only_when_it_made_the_session_late() -> None:
    plan = builders.plan(builders.hold("frog-stretch", seconds=60), prep=2)
    clock = [0.0]
    asked = Engine(Session(replace(plan, deadline=plan.seconds), patience=1e9), clock=lambda: clock[0])
    asked.send(Command.START)
    clock[0] = 1.0
    asked.send(Command.PAUSE)
    assert make_up(asked) is None
    clock[0] = 31.0
    made = make_up(asked)
    assert made is not None
    assert asked.session.plan.seconds == plan.seconds - 30
    assert asked.session.state is State.RUNNING

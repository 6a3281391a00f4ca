"""The command line as another program or a person without a screen sees it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hipflow import __version__
from hipflow.cli import main

TOTALS = {
    "seven-exercises": 377,
    "seven-stretches": 648,
    "pre-run-5": 299,
    "post-run-10": 606,
    "strength-15": 898,
    "desk-break-3": 180,
    "recovery-roll": 675,
    "full-session": 1553,
}
SHORT = """
version: 1
name: Short hips
prep: 2
steps:
  - {exercise: half-pigeon, duration: 3, switch: 2}
"""


def hipflow(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "hipflow", *arguments]


def run_hipflow(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run it as a process of its own; the options are those of subprocess.run."""
    options = {"input": "", "timeout": 60, **options}
    return subprocess.run(hipflow(*arguments), capture_output=True, text=True, check=False, **options)


def read_events(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def short(tmp_path: Path) -> str:
    """The path of a routine of ten seconds."""
    file = tmp_path / "short.yaml"
    file.write_text(SHORT)
    return str(file)


@pytest.mark.parametrize(("id", "seconds"), TOTALS.items())
def test_the_presets_last_as_long_as_they_promise(id: str, seconds: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", id, "--json"]) == 0

    shown = json.loads(capsys.readouterr().out)

    assert (shown["id"], shown["seconds"]) == (id, seconds)
    assert sum(step["seconds"] for step in shown["steps"]) == seconds


def test_list_names_every_preset_with_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--json"]) == 0

    listed = json.loads(capsys.readouterr().out)

    assert {entry["id"]: entry["seconds"] for entry in listed} == TOTALS
    assert all(
        set(entry) == {"id", "name", "phase", "seconds", "until_key", "equipment", "source", "path"} for entry in listed
    )
    assert {entry["source"] for entry in listed} == {"preset"}
    assert all(Path(entry["path"]).is_file() for entry in listed)


def test_the_names_alone_are_listed_without_a_word_about_what_is_broken(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = own_home / "config" / "routines"
    folder.mkdir(parents=True)
    (folder / "short.yaml").write_text(SHORT)
    (folder / "broken.yaml").write_text("steps: [clamshel]")

    assert main(["list", "--names"]) == 0

    captured = capsys.readouterr()
    assert sorted(captured.out.splitlines()) == sorted([*TOTALS, "short"])
    assert captured.err == ""


def test_a_routine_of_ones_own_is_listed_and_a_broken_one_does_not_stop_the_others(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = own_home / "config" / "routines"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(SHORT)
    (folder / "broken.yaml").write_text("version: 1\nname: Broken\nsteps: [half-pidgeon]\n")

    assert main(["list"]) == 0

    printed = capsys.readouterr()
    assert "Short hips" in printed.out
    assert "Full hip session" in printed.out
    assert "broken.yaml: 1 problem; see: hipflow check" in printed.err


def test_show_prints_a_line_a_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "strength-15"]) == 0

    lines = capsys.readouterr().out.splitlines()

    assert lines[0] == "Hip strength: 14:58, needs mat"
    assert lines[2].split() == ["start", "kind", "exercise", "side", "seconds", "round"]
    assert lines[4].split() == ["1", "0:10", "work", "Sumo", "squat", "40", "1", "of", "3"]


def test_an_unknown_routine_is_bad_input_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "pre-run"]) == 2

    assert capsys.readouterr().err == 'no routine "pre-run". Did you mean "pre-run-5"? See: hipflow list\n'


def test_check_says_ok_with_steps_and_length(short: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", short]) == 0

    assert capsys.readouterr().out == f"{short}: ok, 4 steps, 0:10\n"


def test_check_prints_every_problem_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("version: 1\nname: 7\nsteps:\n  - exercise: clamshel\n    durration: 30\n")

    assert main(["check", str(file)]) == 2

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert [line.removeprefix(f"{file}:").split(":")[0] for line in lines] == ["2", "4", "5"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["walk"],
        ["run"],
        ["run", "pre-run-5", "--speed", "0"],
        ["run", "pre-run-5", "--prep", "0:30"],
        ["run", "pre-run-5", "--plain", "--json"],
        ["run", "pre-run-5", "--first-side", "up"],
    ],
)
def test_bad_usage_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2

    assert capsys.readouterr().err.startswith("hipflow: ")


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0

    assert capsys.readouterr().out == f"hipflow {__version__}\n"


@pytest.mark.parametrize("arguments", [["--version"], ["list"], ["show", "pre-run-5"], ["exercises"]])
def test_commands_without_a_screen_are_there_at_once(arguments: list[str]) -> None:
    heavy = "{'textual', 'asyncio', 'rich', 'miniaudio', 'sqlite3'}"
    code = f"import sys; from hipflow.cli import main; main({arguments!r}); print(sorted({heavy} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("arguments", [[], ["run", "pre-run-5"]])
def test_without_a_terminal_it_says_so_in_one_line(arguments: list[str]) -> None:
    done = run_hipflow(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "terminal" in done.stderr


def test_a_whole_routine_as_json_has_each_step_once_in_order(short: str) -> None:
    done = run_hipflow("run", short, "--json", "--speed", "50", "--mute")

    events = read_events(done.stdout)
    assert done.returncode == 0
    assert done.stderr == ""
    assert [event["event"] for event in events] == [
        "session_started",
        *["step_started", "step_ended"] * 4,
        "finished",
    ]
    assert [event["step"]["index"] for event in events if event["event"] == "step_started"] == [0, 1, 2, 3]
    assert [event["due"] for event in events if event["event"] == "step_started"] == [0, 2, 5, 7]
    assert events[-1]["record"]["held"] == {"left": 3, "right": 3, "both": 0}


def test_a_whole_routine_in_words_ends_with_what_was_held(short: str) -> None:
    done = run_hipflow("run", short, "--plain", "--speed", "50", "--mute", "--first-side", "right", "--prep", "4s")

    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[1].startswith("Get ready: Half pigeon, right side. 4 s.")
    assert lines[-1] == "Done: held 0:06 in 0:12; left 0:03, right 0:03"


def test_lines_on_standard_input_are_commands(short: str) -> None:
    done = run_hipflow("run", short, "--json", "--mute", input="next\npause\n\nfly\x1b\nmore\nstop\nnext\n")

    events = read_events(done.stdout)
    assert done.returncode == 0
    assert [event["event"] for event in events] == [
        "session_started",
        "step_started",
        "step_ended",
        "step_started",
        "paused",
        "refused",
        "time_changed",
        "step_ended",
        "stopped",
    ]
    assert events[5]["command"] == "fly?"
    assert events[-1]["record"]["finished"] is False


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_keeps_the_record(short: str, number: int, code: int) -> None:
    with subprocess.Popen(hipflow("run", short, "--json", "--mute"), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(number)
        events = read_events(process.stdout.read())

    assert process.returncode == code
    assert events[-1]["event"] == "stopped"
    assert events[-1]["record"]["elapsed"] >= 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_when_nobody_reads_any_more_it_leaves_without_a_word(short: str) -> None:
    command = " ".join(hipflow("run", short, "--json", "--mute", "--speed", "10"))

    done = subprocess.run(
        ["sh", "-c", f"{command} < /dev/null | head -n 1"], capture_output=True, text=True, check=True, timeout=60
    )

    assert json.loads(done.stdout)["event"] == "session_started"
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a process")
def test_a_process_that_was_stopped_comes_back_paused(short: str) -> None:
    with subprocess.Popen(
        hipflow("run", short, "--json", "--mute", "--prep", "60"),
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdout.readline()
        process.stdout.readline()
        os.kill(process.pid, signal.SIGSTOP)
        signal.sigtimedwait([], 2.6)
        os.kill(process.pid, signal.SIGCONT)
        paused = json.loads(process.stdout.readline())
        process.stdin.write("stop\n")
        process.stdin.flush()
        process.stdout.read()

    assert (paused["event"], paused["away"]) == ("paused", True)
    assert paused["at"] - paused["due"] > 2


def test_the_persons_own_exercises_are_listed_beside_the_others_and_a_broken_one_is_told(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = own_home / "config" / "exercises"
    folder.mkdir(parents=True)
    (folder / "my-march.yaml").write_text("extends: knee-drives\nname: March\n")
    (folder / "half-pigeon.yaml").write_text("name: No extends\n")

    assert main(["exercises"]) == 0
    printed = capsys.readouterr()
    assert main(["exercises", "--json"]) == 0
    listed = {each["id"]: each["source"] for each in json.loads(capsys.readouterr().out)}
    assert main(["exercises", "--names"]) == 0
    names = capsys.readouterr().out.split()

    assert [line for line in printed.out.splitlines() if line.endswith("yours")] == [
        line for line in printed.out.splitlines() if line.startswith("my-march ")
    ]
    assert printed.err == f"{folder}/half-pigeon.yaml: it has a problem; see: hipflow check {folder}/half-pigeon.yaml\n"
    assert (listed["my-march"], listed["half-pigeon"]) == ("user", "built-in")
    assert "my-march" in names


def test_where_ones_own_version_is_broken_the_one_that_comes_with_hipflow_is_done_and_that_is_told(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = own_home / "config" / "exercises"
    folder.mkdir(parents=True)
    (folder / "half-pigeon.yaml").write_text("extends: half-pigeon\nswich: 12\n")

    assert main(["show", "post-run-10"]) == 0

    assert (
        "your own half-pigeon has a problem, so the one that comes with hipflow is done. "
        f"Mend {folder}/half-pigeon.yaml.\n"
    ) in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_what_was_killed_in_lines_is_told_and_goes_on_where_it_was(short: str) -> None:
    process = subprocess.Popen(
        hipflow("run", short, "--json", "--mute"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        event = json.loads(line)
        if event["event"] == "step_started" and event["step"]["kind"] == "work":
            break
    process.kill()
    process.communicate()

    told = run_hipflow("run", short, "--plain", "--mute", "--resume").stdout.splitlines()

    assert told[-1].startswith("Done: held 0:06 in ")
    assert not any(line.startswith("Get ready") for line in told)
    assert "--resume" not in run_hipflow("run", short, "--plain", "--speed", "20", "--mute").stderr
    assert run_hipflow("history").stdout.count("Short hips") == 1


def test_with_nothing_to_go_on_with_that_is_said(short: str) -> None:
    done = run_hipflow("run", short, "--plain", "--resume")

    assert done.returncode == 2
    assert done.stderr == "hipflow: there is nothing of short to go on with. Leave --resume out.\n"


def test_where_nobody_can_say_done_a_step_that_waits_ends_with_its_time(tmp_path: Path) -> None:
    file = tmp_path / "waits.yaml"
    steps = "  - {exercise: frog-stretch, hold: until key, duration: 5}\n  - {exercise: butt-kicks, duration: 5}\n"
    file.write_text(f"version: 1\nname: Waits\nprep: 2\nsteps:\n{steps}")
    done = run_hipflow("run", str(file), "--plain", "--mute", "--speed", "20")
    assert done.returncode == 0
    assert "Next when you are done" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Done: held 0:1")

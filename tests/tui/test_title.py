"""The title of the terminal and its place in the taskbar: what they say, when, and that they are put back."""

import re
from collections.abc import Mapping

import pytest

from hipflow.core.events import Command
from hipflow.core.exercise import Sides
from hipflow.core.plan import Plan
from hipflow.core.session import Session
from hipflow.tui.title import TerminalTitle, has_progress, has_title
from tests.builders import exercise, hold, plan

HALF_PIGEON = plan(hold("half-pigeon", seconds=30, sides=Sides.EACH))
KEPT, GIVEN_BACK = "\x1b[22;0t", "\x1b[23;0t"


class Listened:
    """A session whose title is written to a list."""

    def __init__(self, of: Plan = HALF_PIGEON, *, has_title: bool = True, has_progress: bool = False) -> None:
        self.written: list[str] = []
        self.session = Session(of, patience=1e9)
        self.title = TerminalTitle(
            self.session, 0.0, self.written.append, has_title=has_title, has_progress=has_progress
        )
        self.now = 0.0
        self.send(Command.START)

    def send(self, command: Command) -> None:
        """Ask something of the session."""
        for event in self.session.handle(command, self.now):
            self.title(event)

    def run_until(self, seconds: float) -> None:
        """Let the session clock run."""
        self.now = seconds
        for event in self.session.advance(seconds):
            self.title(event)

    @property
    def shown(self) -> str:
        """The title that stands now."""
        titles: list[str] = re.findall(r"\x1b]0;(.*?)\x07", "".join(self.written))
        return titles[-1]


def test_the_title_says_seconds_step_and_side() -> None:
    listened = Listened()
    listened.run_until(15.5)
    assert listened.shown == "0:25 · Half pigeon left · hipflow"


def test_the_title_says_that_it_is_paused_and_that_it_counts_in() -> None:
    listened = Listened()
    listened.run_until(15.5)
    listened.send(Command.PAUSE)
    assert listened.shown == "Paused 0:25 · Half pigeon left · hipflow"
    listened.send(Command.RESUME)
    assert listened.shown == "Get set 3 · Half pigeon left · hipflow"


def test_it_is_written_once_a_second_and_never_while_paused() -> None:
    listened = Listened()
    for tenth in range(1, 51):
        listened.run_until(tenth / 10)
    assert len(listened.written) == 6
    listened.send(Command.PAUSE)
    before = len(listened.written)
    listened.run_until(500)
    assert len(listened.written) == before


@pytest.mark.parametrize("end", [Command.STOP, None], ids=["stopped", "finished"])
def test_the_title_is_kept_first_and_put_back_once_at_the_end(end: Command | None) -> None:
    listened = Listened(has_progress=True)
    listened.run_until(5)
    if end:
        listened.send(end)
    else:
        listened.run_until(1000)
    listened.title.close()
    written = "".join(listened.written)
    assert written.startswith(KEPT)
    assert written.count(KEPT) == written.count(GIVEN_BACK) == 1
    assert written.endswith("\x1b]9;4;0;0\x07\x1b]0;\x07" + GIVEN_BACK)


def test_what_is_put_back_in_the_middle_is_kept_anew() -> None:
    listened = Listened()
    listened.run_until(15.5)
    listened.send(Command.PAUSE)
    listened.title.close()
    listened.title.tell()
    assert listened.shown == "Paused 0:25 · Half pigeon left · hipflow"
    listened.send(Command.STOP)
    written = "".join(listened.written)
    assert written.count(KEPT) == written.count(GIVEN_BACK) == 2


def test_a_name_of_a_file_never_ends_the_title_early() -> None:
    from hipflow.core.routine import Entry

    listened = Listened(plan(Entry(exercise=exercise(name="Evil\x07\x1b]0;gotcha\x9c" + "x" * 500))))
    listened.run_until(1)
    assert re.sub(r"\x1b\[22;0t|\x1b]0;[^\x00-\x1f\x7f-\x9f]*\x07", "", "".join(listened.written)) == ""
    assert len(listened.shown) < 100


def test_the_taskbar_is_told_how_much_is_over_and_of_a_pause() -> None:
    listened = Listened(has_title=False, has_progress=True)
    listened.run_until(HALF_PIGEON.seconds / 2)
    assert listened.written[-1] == "\x1b]9;4;1;50\x07"
    listened.send(Command.PAUSE)
    assert listened.written[-1] == "\x1b]9;4;4;50\x07"
    listened.send(Command.STOP)
    assert listened.written[-1] == "\x1b]9;4;0;0\x07"


def test_a_terminal_with_neither_is_told_nothing() -> None:
    listened = Listened(has_title=False, has_progress=False)
    listened.run_until(1000)
    assert listened.written == []


@pytest.mark.parametrize(
    ("is_known", "environment"),
    [
        (True, {"WT_SESSION": "5f0c"}),
        (True, {"ConEmuANSI": "ON"}),
        (True, {"TERM": "xterm-ghostty", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}),
        (True, {"TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.3"}),
        (False, {"TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.1.3"}),
        (True, {"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6.6"}),
        (True, {"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.10.1"}),
        (False, {"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6.5"}),
        (False, {"TERM_PROGRAM": "iTerm.app"}),
        (True, {"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20250812-080000-abcdef01"}),
        (False, {"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"}),
        (True, {"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.105.0"}),
        (False, {"TERM_PROGRAM": "Apple_Terminal", "TERM_PROGRAM_VERSION": "455"}),
        (True, {"VTE_VERSION": "8001"}),
        (False, {"VTE_VERSION": "7600"}),
        (False, {"VTE_VERSION": "²"}),
        (False, {"VTE_VERSION": "8001", "TERM_PROGRAM": "rio"}),
        (True, {"KONSOLE_VERSION": "260401"}),
        (False, {"KONSOLE_VERSION": "230804"}),
        (False, {"WT_SESSION": "5f0c", "TMUX": "/tmp/tmux-0/default,1,0"}),
        (False, {"WT_SESSION": "5f0c", "STY": "1.pts"}),
        (False, {"WT_SESSION": "5f0c", "TERM": "dumb"}),
        (False, {"KITTY_WINDOW_ID": "1", "TERM": "xterm-kitty"}),
        (False, {}),
    ],
)
def test_progress_is_shown_only_where_the_terminal_is_known_to_have_it(
    is_known: bool, environment: Mapping[str, str]
) -> None:
    environment = {"TERM": "xterm-256color", **environment}
    assert has_progress(environment) is is_known
    assert has_progress(environment, "on")
    assert not has_progress(environment, "off")


@pytest.mark.parametrize(
    ("expected", "environment"),
    [
        (True, {"TERM": "xterm-256color"}),
        (True, {"TERM": "tmux-256color", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}),
        (False, {"TERM": "linux"}),
        (False, {"TERM": "dumb"}),
        (False, {}),
    ],
)
def test_a_console_has_no_title(expected: bool, environment: Mapping[str, str]) -> None:
    assert has_title(environment) is expected

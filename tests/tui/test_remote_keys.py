"""A presenter remote, a pedal or media keys are enough: every screen hears them."""

from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

from hipflow.tui.remote_keys import BACKWARD, FORWARD, LEAVE, PRESS
from hipflow.tui.screens.exercises import ExercisesScreen
from hipflow.tui.screens.help import HelpScreen
from hipflow.tui.screens.history import HistoryScreen
from hipflow.tui.screens.notice import NoticeScreen
from hipflow.tui.screens.picker import PickerScreen
from hipflow.tui.screens.resume import ResumeScreen
from hipflow.tui.screens.session import GOING_ON_KEYS, SessionScreen
from hipflow.tui.screens.settings import SettingsScreen
from hipflow.tui.screens.sound_check import SoundCheckScreen
from hipflow.tui.screens.summary import SummaryScreen

SCREENS: tuple[type[Screen[Any]], ...] = (
    PickerScreen,
    SessionScreen,
    SummaryScreen,
    HistoryScreen,
    SettingsScreen,
    ExercisesScreen,
    HelpScreen,
    NoticeScreen,
    SoundCheckScreen,
    ResumeScreen,
)
STILL = {ResumeScreen}
"""Shows one thing, so that there is nothing to move on to."""


def keys_of(screen: type[Screen[Any]]) -> set[str]:
    """All keys that a screen has bound."""
    return {
        key
        for binding in screen.BINDINGS
        if isinstance(binding, Binding)
        for key in binding.key.replace(" ", "").split(",")
    }


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_a_remote_alone_can_use_every_screen(screen: type[Screen[Any]]) -> None:
    keys = keys_of(screen)
    wanted = {*PRESS.split(","), *LEAVE.split(",")}
    if screen not in STILL:
        wanted |= {*FORWARD.split(","), *BACKWARD.split(",")}
    assert wanted <= keys


def test_a_remote_answers_the_question_whether_to_stop() -> None:
    assert set(PRESS.split(",")) <= GOING_ON_KEYS

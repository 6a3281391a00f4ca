"""What is to be seen of a session, moment by moment."""

from dataclasses import replace

import pytest

from hipflow.core.events import Command, Refused, TimeChanged
from hipflow.core.exercise import Side
from hipflow.core.session import State
from hipflow.tui.captions import instruction_at
from hipflow.tui.director import scene_of
from hipflow.tui.progress import follow
from hipflow.tui.scene import Emblem, Lit, Tone, View
from tests.tui.stand import EVENING, MOMENTS, progress_at, scene_at


@pytest.mark.parametrize(
    ("name", "lit", "tone", "word", "heading", "seconds"),
    [
        ("ready", Lit.ABOVE, Tone.READY, "READY", "Butt kicks", 6),
        ("swap", Lit.HALVES, Tone.WORK, "SWAP", "Butt kicks", 17),
        ("next", Lit.ABOVE, Tone.MOVE, "NEXT", "IT band roll", 12),
        ("left", Lit.LEFT, Tone.WORK, "LEFT", "Half pigeon", 24),
        ("right", Lit.RIGHT, Tone.WORK, "RIGHT", "Half pigeon", 24),
        ("last", Lit.LEFT, Tone.HOT, "LEFT", "Half pigeon", 2),
        ("switch", Lit.RIGHT, Tone.SWITCH, "RIGHT", "Switch", 5),
        ("gap", Lit.LEFT, Tone.SWITCH, "LEFT", "Change", 2),
        ("label", Lit.LEFT, Tone.WORK, "MOVING LEFT", "Side steps", 16),
        ("both", Lit.WHOLE, Tone.WORK, "BOTH", "Frog stretch", 140),
        ("rest", Lit.ABOVE, Tone.REST, "REST", "Frog stretch", 18),
        ("paused", Lit.LEFT, Tone.OFF, "LEFT", "Paused", 24),
        ("paused-next", Lit.ABOVE, Tone.OFF, "PAUSED", "IT band roll", 12),
        ("count-in", Lit.LEFT, Tone.WORK, "LEFT", "Get set", 2),
        ("asking", Lit.LEFT, Tone.OFF, "LEFT", "Stop here?", 24),
    ],
)
def test_each_kind_of_moment_has_its_cut_its_colour_and_its_word(
    name: str, lit: Lit, tone: Tone, word: str, heading: str, seconds: int
) -> None:
    scene = scene_at(name)
    assert (scene.lit, scene.tone, scene.word, scene.heading) == (lit, tone, word, heading)
    assert scene.seconds == seconds


@pytest.mark.parametrize(
    ("name", "then"),
    [
        ("ready", ("30 s, then Half pigeon", "then Half pigeon")),
        ("swap", ("then Half pigeon",)),
        ("left", ("then RIGHT",)),
        ("label", ("then MOVING RIGHT",)),
        ("switch", ("Half pigeon, 30 s", "30 s")),
        ("both", ("then rest, 20 s", "then rest")),
        ("paused", ("Space go on",)),
        ("asking", ("Enter stop · Esc go on", "Enter stop")),
    ],
)
def test_the_foot_says_what_comes_next(name: str, then: tuple[str, ...]) -> None:
    assert scene_at(name).then == then


def test_the_last_hold_says_that_it_is_the_last() -> None:
    progress = replace(progress_at("both"), step=EVENING.steps[-1])
    assert scene_of(progress, View()).then == ("then done",)


def test_the_position_names_round_and_section() -> None:
    texts = scene_at("both").position
    assert texts[0] == "Evening hips · Cool down · round 1 of 2 · 5 of 6"
    assert texts[-1] == "5 of 6"


def test_a_transition_tells_what_to_fetch_and_which_side_comes_first() -> None:
    scene = scene_at("next")
    assert scene.fetch == ("mat", "foam-roller")
    assert scene.first_side is Side.LEFT
    assert scene_at("left").fetch == ()


def test_the_keys_are_told_while_getting_ready_and_when_paused_and_never_during_a_hold() -> None:
    assert scene_at("ready").keys
    assert scene_at("paused").keys
    assert not scene_at("left").keys
    assert not scene_at("next").keys


def test_whoever_was_away_is_told_so_calmly() -> None:
    progress = replace(progress_at("paused"), is_away=True)
    assert scene_of(progress, View()).lines[:2] == ("You were away.", "Nothing is lost.")
    assert "You were away." not in scene_at("paused").lines


def test_the_instructions_follow_each_other_over_the_hold() -> None:
    progress = progress_at("left")
    lines = [instruction_at(replace(progress, seconds=left)) for left in range(30, 0, -1)]
    told = list(dict.fromkeys(lines))
    assert told == [
        "Bring one knee forward.",
        "Slide the other leg straight back.",
        "Fold forward as far as is easy.",
        "Breathe into the outer hip.",
    ]
    assert lines == sorted(lines, key=told.index), "no line comes back"


def test_the_chevrons_brighten_one_a_second() -> None:
    progress = progress_at("switch")
    assert [scene_of(replace(progress, seconds=left), View()).bright for left in (8, 7, 6, 5, 1)] == [1, 2, 3, 3, 3]
    assert scene_at("switch").emblem is Emblem.CHEVRONS


def test_the_last_three_seconds_of_any_step_have_their_bars() -> None:
    progress = progress_at("next")
    bars = [scene_of(replace(progress, seconds=left), View()).bars for left in (4, 3, 2, 1)]
    assert bars == [None, 3, 2, 1]
    assert scene_of(replace(progress, seconds=2), View()).tone is Tone.MOVE, "only a hold turns hot"


def test_tips_take_the_place_of_the_instructions() -> None:
    scene = scene_at("info")
    assert scene.lines[0] == "Watch out: Tipping onto the front hip."
    assert [line.split(":")[0] for line in scene.lines] == ["Watch out", "Easier", "Harder"]
    assert scene.seconds == 24


def test_ten_seconds_more_are_told_and_counted() -> None:
    progress = progress_at("left")
    longer = follow(progress, TimeChanged(0, 0, progress.step, 10.0, 34.0))
    assert (longer.seconds, longer.length, longer.notice) == (34, 40.0, "10 s more")
    assert longer.seconds_in_all == progress.seconds_in_all + 10
    shorter = follow(longer, TimeChanged(0, 0, progress.step, -5.0, 29.0))
    assert shorter.notice == "5 s less"


def test_a_refusal_is_told_until_the_next_step() -> None:
    progress = follow(progress_at("left"), Refused(0, 0, Command.SWITCH, "no other side to come"))
    assert scene_of(progress, View()).notice == "no other side to come"


def test_every_moment_of_the_table_is_what_it_says() -> None:
    assert progress_at("paused").state is State.PAUSED
    assert progress_at("count-in").state is State.COUNTING_IN
    assert set(MOMENTS) >= {"ready", "rest", "gap"}

"""A routine may say what of it is heard, and how loud."""

import pytest

from hipflow.core.plan import compile_plan
from hipflow.core.routine import Routine
from hipflow.core.score import score_table
from hipflow.core.sounds import DEFAULT_PROFILE, Loudness, Profile, Sound, Topic
from hipflow.library.catalogue import load_catalogue
from hipflow.library.problems import Reading
from hipflow.library.routines import parse_routine

HEAD = "version: 1\nname: Evening\nsteps: [frog-stretch]\n"


def read(text: str) -> Reading[Routine]:
    return parse_routine(HEAD + text, "evening.yaml", load_catalogue().exercises)


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("", DEFAULT_PROFILE),
        ("sounds: {}", DEFAULT_PROFILE),
        ("sounds: {loudness: soft, half: no}", Profile(has_half=False, loudness=Loudness.SOFT)),
        ("sounds: {beeps: [switch, finish]}", Profile(beeps=frozenset({Sound.SWITCH, Sound.FINISH}))),
        ("sounds: {beeps: none, words: [switch]}", Profile(beeps=frozenset(), says=frozenset({Topic.SWITCH}))),
        ("sounds: {beeps: all, words: none}", Profile(says=frozenset())),
    ],
)
def test_what_is_heard_can_be_chosen(text: str, profile: Profile) -> None:
    reading = read(text)

    assert reading.problems == ()
    assert reading.value is not None
    assert compile_plan(reading.value).sounds == profile


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sounds: loud", "evening.yaml:4:9: sounds: must be a map;"),
        ("sounds: {volume: 3}", 'evening.yaml:4:10: sounds: unknown field "volume".'),
        ("sounds: {beeps: [bell]}", 'evening.yaml:4:18: sounds.beeps[0]: "bell" is not one of'),
        ("sounds: {loudness: lowd}", 'evening.yaml:4:20: sounds.loudness: "lowd" is not one of'),
        ("sounds: {half: maybe}", 'evening.yaml:4:16: sounds.half: "maybe" is not one of'),
        ("sounds: {beeps: count}", "evening.yaml:4:17: sounds.beeps: must be a list of words;"),
    ],
)
def test_what_makes_no_sense_is_said_with_its_place(text: str, message: str) -> None:
    (problem,) = read(text).problems

    assert str(problem).startswith(message)


def test_what_is_left_out_is_not_in_the_score() -> None:
    routine = read("sounds: {beeps: [start, finish], words: none}").value
    assert routine is not None
    plan = compile_plan(routine)

    cues = [row.cue for row in score_table(plan, profile=plan.sounds)]

    assert {cue.sound for cue in cues} == {Sound.START, Sound.FINISH}

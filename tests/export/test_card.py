"""The card for the fridge: a page of Markdown."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hipflow.core.exercise import Phase, Sides
from hipflow.core.routine import Entry, Section
from hipflow.export.card import WIDEST, routine_card
from hipflow.library.catalogue import load_catalogue
from tests.builders import exercise, hold, routine

PAGE = 60
"""Lines that fit on one."""


def read(lines: list[str]) -> list[str]:
    """The text of each block, as whoever renders the card would show it."""
    return [
        "".join(
            "\n" if part.type == "hardbreak" else " " if part.type == "softbreak" else part.content
            for part in token.children or ()
        )
        for token in MarkdownIt().parse("\n".join(lines))
        if token.type == "inline"
    ]


def test_a_card_says_what_how_long_and_what_to_mind() -> None:
    section = Section(
        name="Strength",
        rounds=2,
        round_rest=20,
        entries=(
            hold("half-pigeon", seconds=30, sides=Sides.EACH),
            Entry(
                exercise=exercise("leg-swings", sides=Sides.EACH, phases=(Phase("Front", 15), Phase("Side", 20))),
                note="Hold on to something.",
            ),
            hold("knee-drives", seconds=40, sides=Sides.ALTERNATE),
        ),
    )
    shown = replace(routine(id="tuesday-hips"), sections=(section,), description="For a quiet evening.")

    assert routine_card(shown) == [
        "# Tuesday hips",
        "",
        "**7 min** · needs nothing · 10 s to get ready",
        "",
        "> For a quiet evening.",
        "",
        "## Strength · 2 rounds, 20 s rest between",
        "",
        "1. **Half pigeon** · 30 s, each side  ",
        "   Breathe into the outer hip.",
        "2. **Leg swings** · 15 s front, 20 s side, each side  ",
        "   Hold on to something.",
        "3. **Knee drives** · 40 s, sides in turn  ",
        "   Breathe into the outer hip.",
        "",
        "---",
        "",
        "*Left first, then right: both equally long. Work to a mild pull, never to",
        "pain. Stop if it hurts, tingles or goes numb.*",
    ]


@pytest.mark.parametrize("preset", load_catalogue().read_routines(), ids=lambda preset: preset.id)
def test_every_preset_fits_on_a_page_and_names_all_it_holds(preset: object) -> None:
    from hipflow.core.routine import Routine

    assert isinstance(preset, Routine)
    lines = routine_card(preset)

    assert len(lines) <= PAGE
    assert max(map(len, lines)) <= WIDEST + 2
    told = "\n".join(read(lines))
    assert all(entry.shown_name in told for entry in preset.entries)


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20).map(lambda text: f"a {text}"))
def test_whatever_a_name_holds_it_is_shown_as_it_is(name: str) -> None:
    named = replace(hold("half-pigeon", seconds=30), name=name, note=name)

    blocks = read(routine_card(replace(routine(named), name=name, description=name)))

    assert blocks[0] == blocks[2] == name
    assert blocks[3] == f"{name} · 30 s\n{name}"


@pytest.mark.parametrize(
    "name", ["# a", "- a", "1. a", "1) a", "> a", "+ a", "<b>a</b>", "[a](b)", "a | b", "`a`", "&amp;"]
)
def test_a_name_is_never_markup(name: str) -> None:
    blocks = read(routine_card(replace(routine(), name=name, description=f"{'x' * 70} {name}")))

    assert blocks[0] == name
    assert blocks[2] == f"{'x' * 70} {name}"


def test_what_is_counted_and_what_waits_is_told_so() -> None:
    counted = exercise("squat", sides=Sides.BOTH, phases=(Phase("", 40, reps=10),))
    waiting = exercise("hang", sides=Sides.BOTH, phases=(Phase("", 40, is_open=True),))

    told = read(routine_card(routine(Entry(exercise=counted), Entry(exercise=waiting))))

    assert any(line.startswith("Squat · 10 reps in 40 s") for line in told)
    assert any(line.startswith("Hang · until it is done, about 40 s") for line in told)

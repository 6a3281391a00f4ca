"""The exercises screen: every movement with its figure and its words."""

import pytest
from textual.app import App

from hipflow.core.exercise import Exercise, Kind
from hipflow.library.catalogue import load_catalogue
from hipflow.library.figures import load_figures
from hipflow.tui.figure_app import FigureApp
from hipflow.tui.parts import FigureParts
from hipflow.tui.screens.exercises import ExercisesScreen
from hipflow.tui.widgets.block_words import BlockWords
from hipflow.tui.widgets.figure_view import FigureView
from hipflow.tui.widgets.movement_list import MovementList
from tests.builders import exercise
from tests.tui.looking import seen

FIGURES = load_figures()
PARTS = FigureParts(find_clips=lambda each: FIGURES.find_clips(each.id))


def browser(*exercises: Exercise, wanted: str = "") -> FigureApp:
    """An app that lists these exercises, or all that come with hipflow."""
    known = exercises or tuple(load_catalogue().exercises.built_in.values())
    return FigureApp(ExercisesScreen(known, PARTS, wanted=wanted))


def figure(app: App[None]) -> FigureView:
    """The figure on the screen."""
    return app.screen.query_one(FigureView)


def selected(app: App[None]) -> str:
    """The name under the bar."""
    chosen = app.screen.query_one(MovementList).selected
    return chosen.name if chosen else ""


async def test_every_exercise_is_listed_by_its_kind() -> None:
    app = browser()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        text = seen(app)

        places = [text.index(title) for title in ("WARM-UP DRILLS", "STRENGTH", "STRETCHES", "ROLLER AND BALL")]
        assert places == sorted(places)
        listed = text.split("\n")
        for each in load_catalogue().exercises.built_in.values():
            assert any(each.name[:20] in line or each.short_name in line for line in listed), each.name


async def test_what_is_the_persons_own_is_marked() -> None:
    mine = exercise("my-march", kind=Kind.DYNAMIC)
    parts = FigureParts(is_own=lambda each: each is mine)
    app = FigureApp(ExercisesScreen((mine, exercise("frog-stretch")), parts))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = seen(app).split("\n")

        assert any("My march" in line and "yours" in line for line in lines)
        assert not any("Frog stretch" in line and "yours" in line for line in lines)


async def test_the_selected_one_plays_beside_its_words() -> None:
    app = browser(wanted="half-pigeon")
    async with app.run_test(size=(120, 45)) as pilot:
        await pilot.pause()
        await pilot.pause()

        assert selected(app) == "Half pigeon"
        assert figure(app).is_moving
        assert figure(app).has_picture
        for words in (
            "From all fours, bring one knee forward",
            "Watch out",
            "Easier",
            "Harder",
            "Muscles",
            "needs mat",
        ):
            assert words in seen(app)


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (["down"], "Knee drives"),
        (["j", "j", "down"], "Clamshells"),
        (["down", "k"], "Butt kicks"),
        (["end"], "Psoas massage"),
        (["end", "home"], "Butt kicks"),
        (["up"], "Butt kicks"),
        (["end", "down"], "Psoas massage"),
    ],
)
async def test_keys_move_the_bar_over_titles_and_blanks(keys: list[str], name: str) -> None:
    app = browser()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

        assert selected(app) == name


async def test_a_click_selects() -> None:
    app = browser()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        row = next(row for row, line in enumerate(seen(app).split("\n")) if "Clamshells" in line)
        await pilot.click(offset=(8, row))
        await pilot.pause()

        assert selected(app) == "Clamshells"


async def test_space_stops_it_and_s_shows_the_other_side() -> None:
    app = browser(wanted="half-pigeon")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        right = seen(app)
        assert not figure(app).is_moving
        assert "Space play" in right

        await pilot.press("s")
        await pilot.pause()

        assert "s right side" in seen(app)
        assert seen(app) != right
        assert not figure(app).is_moving


async def test_an_exercise_without_a_figure_gives_its_room_to_the_words() -> None:
    app = browser(exercise("my-own", name="My own"))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.pause()

        assert not figure(app).display
        assert "Bring one knee forward." in seen(app)
        assert "Watch out" in seen(app)


async def test_it_stands_still_under_another_screen_and_goes_on_after() -> None:
    app = browser()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        below = figure(app)
        await app.push_screen(ExercisesScreen((exercise(),), FigureParts()))
        await pilot.pause()
        assert not below.is_moving

        await pilot.press("escape")
        await pilot.pause()
        assert below.is_moving


async def test_in_a_tiny_window_the_words_take_the_place_of_the_list() -> None:
    app = browser(wanted="half-pigeon")
    async with app.run_test(size=(44, 16)) as pilot:
        await pilot.pause()
        assert "Frog stretch" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert "Frog stretch" not in seen(app)
        assert "HALF PIGEON" in seen(app)

        await pilot.press("escape")
        await pilot.pause()
        assert "Frog stretch" in seen(app)


@pytest.mark.parametrize("size", [(200, 60), (160, 45), (120, 35), (100, 30), (80, 24), (60, 20)])
async def test_figure_and_words_both_have_room(size: tuple[int, int]) -> None:
    app = browser(wanted="it-band-roll")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()

        assert figure(app).has_picture
        assert app.screen.query_one("#movement-words").size.height >= 3
        assert all(len(line) <= size[0] for line in seen(app).split("\n"))


@pytest.mark.parametrize("size", [(160, 45), (120, 35), (100, 30), (80, 24)])
async def test_the_words_of_the_moment_stand_below_the_figure(size: tuple[int, int]) -> None:
    app = browser(wanted="half-pigeon")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        words = app.screen.query_one("#movement-cue", BlockWords)
        place = words.region
        assert (words.words, place.y >= figure(app).region.bottom) == ("shin across", True)

        figure(app).go(5.0)
        await pilot.pause()
        assert (words.words, words.region) == ("fold over", place)


async def test_texts_of_a_file_are_not_markup() -> None:
    app = browser(exercise("loud", name="[red]Loud[/] [b"))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.pause()

        assert "[red]Loud[/] [b" in seen(app)


async def test_ten_thousand_exercises_scroll() -> None:
    app = browser(*(exercise(f"mine-{n}", name=f"Mine {n:05}", kind=Kind.STRENGTH) for n in range(10_000)))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("end")
        await pilot.pause()

        assert selected(app) == "Mine 09999"
        assert "Mine 09999" in seen(app)


async def test_no_exercise_at_all_is_an_empty_list() -> None:
    app = FigureApp(ExercisesScreen((), FigureParts()))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("down", "end", "space")

        assert selected(app) == ""

"""The builder: a routine is put together by keys, and what is saved is its file."""

import pytest
from textual.app import App

from hipflow.library.catalogue import Catalogue
from hipflow.library.draft import Draft
from hipflow.library.passages import EditError
from hipflow.places import data_root
from hipflow.tui.figure_app import FigureApp
from hipflow.tui.parts import BuildingParts, FigureParts
from hipflow.tui.screens.builder import BuilderScreen
from hipflow.tui.screens.exercises import ExercisesScreen
from hipflow.tui.widgets.build_list import BuildList
from hipflow.tui.widgets.key_line import KeyLine
from tests.tui.looking import check_screen, seen, seen_lines

KNOWN = Catalogue(data_root(), data_root() / "nothing").exercises
TUESDAY = """\
version: 1
name: Tuesday hips
steps:
  - leg-swings
  - exercise: half-pigeon   # gently
    duration: 40
  - single-leg-deadlift
"""
NOTHING = "version: 1\nname: My hips\nsteps: []\n"


def draft(text: str = TUESDAY) -> Draft:
    return Draft(text, None, KNOWN, saved=text)


class Folder:
    """Where drafts are saved, as far as a screen can tell."""

    def __init__(self, error: Exception | None = None) -> None:
        self.saved: list[str] = []
        self._error = error

    def save(self, saved: Draft) -> str:
        if self._error:
            raise self._error
        self.saved.append(saved.text)
        return "tuesday"


def builder(text: str = TUESDAY, folder: Folder | None = None, *, is_new: bool = False) -> FigureApp:
    folder = folder or Folder()
    parts = BuildingParts(
        begin=lambda: draft(NOTHING),
        open=lambda _: draft(),
        save=folder.save,
        duplicate=lambda id: id,
        remove=lambda _: lambda: None,
        edit_file=lambda id: id,
        list_exercises=lambda: list(KNOWN.built_in.values()),
    )
    return FigureApp(BuilderScreen(draft(text), parts, FigureParts(), is_new=is_new))


def built(app: App[None]) -> BuilderScreen:
    screen = app.screen
    assert isinstance(screen, BuilderScreen)
    return screen


def row_of(app: App[None], name: str) -> str:
    return next(line for line in seen_lines(app) if name in line)


@pytest.mark.parametrize("size", [(120, 35), (80, 24), (60, 20), (40, 12)])
async def test_it_is_seen_at_every_size(size: tuple[int, int]) -> None:
    app = builder()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        check_screen(app, f"builder-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)])
async def test_that_it_is_not_saved_is_told_at_every_size(size: tuple[int, int]) -> None:
    app = builder()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("plus")
        await pilot.pause()
        assert "not saved" in seen(app)


@pytest.mark.parametrize(
    ("keys", "name", "words"),
    [
        (["down", "right"], "Half pigeon", "2×0:45"),
        (["down", "left", "left"], "Half pigeon", "2×0:30"),
        (["end", "right"], "Single-leg", "0:45"),
        (["end", "s"], "Single-leg", "2×0:40"),
        (["end", "s", "s"], "Single-leg", " 0:40"),
        (["plus"], "TWO ROUNDS", "TWO ROUNDS"),
        (["plus", "plus", "minus"], "TWO ROUNDS", "TWO ROUNDS"),
    ],
)
async def test_a_key_changes_what_is_selected(keys: list[str], name: str, words: str) -> None:
    app = builder()
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert words in row_of(app, name)


async def test_the_total_changes_with_it() -> None:
    app = builder()
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.pause()
        assert "3:49 in all" in seen(app)
        await pilot.press("down", "right")
        await pilot.pause()
        assert "3:59 in all" in seen(app)
        assert "Two changes of position" in seen(app)


async def test_an_exercise_moves_and_the_bar_goes_with_it() -> None:
    app = builder()
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.pause()
        await pilot.press("shift+down", "shift+down")
        await pilot.pause()
        assert "  # gently\n    duration: 40\n  - single-leg-deadlift\n  - leg-swings\n" in built(app).draft.text
        selected = app.screen.query_one(BuildList).selected
        assert selected is not None
        assert selected.name == "Leg swings"
        await pilot.press("shift+down")
        assert "It is the last." in app.screen.query_one(KeyLine).message


async def test_every_change_can_be_taken_back_and_made_again() -> None:
    app = builder()
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.pause()
        await pilot.press("x", "right", "shift+down", "plus")
        changed = built(app).draft.text
        assert changed != TUESDAY
        await pilot.press("u", "u", "u", "u")
        assert built(app).draft.text == TUESDAY
        await pilot.press("U", "U", "U", "U")
        assert built(app).draft.text == changed


async def test_a_new_one_is_named_then_filled_and_saved() -> None:
    folder = Folder()
    app = builder(NOTHING, folder, is_new=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press(*"Desk: 5", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ExercisesScreen)
        await pilot.press("enter", "down", "enter", "end", "enter")
        await pilot.pause()
        assert "Psoas massage is in it." in app.screen.query_one(KeyLine).message
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    assert folder.saved == ['version: 1\nname: "Desk: 5"\nsteps:\n  - butt-kicks\n  - knee-drives\n  - psoas-massage\n']


async def test_leaving_asks_about_what_is_not_saved_and_a_slip_of_the_finger_loses_nothing() -> None:
    folder = Folder()
    app = builder(folder=folder)
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.pause()
        await pilot.press("right", "down", "right", "escape")
        await pilot.pause()
        assert "leave without" in seen_lines(app)[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, BuilderScreen)
        assert "leave without" not in seen_lines(app)[-1]
        await pilot.press("escape", "q")
        await pilot.pause()
    assert folder.saved == []


@pytest.mark.parametrize("error", [OSError("No space left on device"), EditError("It has no name.")])
async def test_what_cannot_be_saved_stays_and_says_why(error: Exception) -> None:
    app = builder(folder=Folder(error))
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.pause()
        await pilot.press("down", "right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BuilderScreen)
        assert str(error) in seen(app)


async def test_an_exercise_in_parts_says_where_its_times_are_changed() -> None:
    app = builder()
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.pause()
        await pilot.press("right")
        assert "change them in the file" in app.screen.query_one(KeyLine).message


async def test_by_mouse_alone() -> None:
    app = builder()
    async with app.run_test(size=(120, 35)) as pilot:
        await pilot.pause()
        await pilot.click(BuildList, offset=(10, 1))
        keys = app.screen.query_one(KeyLine)
        places = {key.words: columns.start for key, columns in keys.places(keys.size.width)}
        await pilot.click(KeyLine, offset=(4 + places["longer"], 1))
        await pilot.pause()
        assert "2×0:45" in row_of(app, "Half pigeon")

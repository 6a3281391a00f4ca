"""Own routines: made, changed, copied, removed and brought back from the picker, in a folder of real files."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hipflow.browsing import Stock
from hipflow.building import make_building
from hipflow.library.passages import EditError
from hipflow.tui.app import HipflowApp
from hipflow.tui.cards import Library
from hipflow.tui.parts import Parts
from hipflow.tui.screens.builder import BuilderScreen
from hipflow.tui.screens.picker import PickerScreen
from hipflow.tui.widgets.key_line import KeyLine
from tests.tui.looking import SessionMaker, seen

MINE = "version: 1\nname: Mine\nsteps:  # so\n  - half-pigeon\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's routines."""
    monkeypatch.setenv("HIPFLOW_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HIPFLOW_CACHE_HOME", str(tmp_path / "cache"))
    routines = tmp_path / "config" / "routines"
    routines.mkdir(parents=True)
    return routines


@asynccontextmanager
async def picking(edit: Callable[[str], str] = str) -> AsyncIterator[tuple[HipflowApp, Pilot[None]]]:
    stock = Stock()
    app = HipflowApp(
        Parts(
            read_library=stock.read,
            look_again=stock.look_again,
            read_routine=stock.read_routine,
            open_session=SessionMaker(),
            list_exercises=stock.list_exercises,
            building=make_building(stock.list_exercises, edit),
            last_choice="mine",
        )
    )
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(app, pilot)
        yield app, pilot


async def settle(app: HipflowApp, pilot: Pilot[None]) -> None:
    """Let the threads come to an end, and the screen show what they found."""
    for _ in range(3):
        await pilot.pause()
        await app.workers.wait_for_complete([each for each in app.workers if each.group != "coach" and each.is_running])
    await pilot.pause()


def picker(app: HipflowApp) -> PickerScreen:
    screen = app.screen_stack[0]
    assert isinstance(screen, PickerScreen)
    return screen


def selected(app: HipflowApp) -> str:
    card = picker(app).card
    return card.id if card else ""


def message(app: HipflowApp) -> str:
    return picker(app).query_one(KeyLine).message


async def test_where_there_is_none_n_is_told() -> None:
    stock = Stock()
    building = make_building(stock.list_exercises, str)
    app = HipflowApp(Parts(read_library=Library, open_session=SessionMaker(), building=building))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        assert "Press n to put one" in seen(app)


async def test_n_makes_a_new_one_and_selects_it(folder: Path) -> None:
    async with picking() as (app, pilot):
        await pilot.press("n")
        await pilot.pause(0.2)
        await pilot.pause()
        assert isinstance(app.screen, BuilderScreen)
        await pilot.press(*"Tuesday", "enter")
        await pilot.pause()
        await pilot.press("enter", "escape", "enter")
        await settle(app, pilot)
        assert selected(app) == "tuesday"
        assert "TUESDAY" in seen(app) or "Tuesday" in seen(app)
    assert "- butt-kicks" in (folder / "tuesday.yaml").read_text()


async def test_e_changes_ones_own_in_its_file(folder: Path) -> None:
    file = folder / "mine.yaml"
    file.write_text(MINE)
    async with picking() as (app, pilot):
        assert selected(app) == "mine"
        await pilot.press("e")
        await pilot.pause(0.2)
        await pilot.pause()
        await pilot.press("right", "enter")
        await settle(app, pilot)
        assert selected(app) == "mine"
    assert file.read_text() == "version: 1\nname: Mine\nsteps:  # so\n  - exercise: half-pigeon\n    duration: 35\n"


async def test_e_on_a_preset_changes_a_copy(folder: Path) -> None:
    async with picking() as (app, pilot):
        await pilot.press("home", "e")
        await pilot.pause(0.2)
        await pilot.pause()
        await pilot.press("enter")
        await settle(app, pilot)
        copy = selected(app)
    assert copy.startswith("my-")
    assert (folder / f"{copy}.yaml").exists()


async def test_d_keeps_it_once_more(folder: Path) -> None:
    (folder / "mine.yaml").write_text(MINE)
    async with picking() as (app, pilot):
        await pilot.press("d")
        await settle(app, pilot)
        assert selected(app) == "mine-2"
        assert "there twice" in message(app)
    assert (folder / "mine-2.yaml").exists()


async def test_x_removes_and_u_brings_back(folder: Path) -> None:
    file = folder / "mine.yaml"
    file.write_text(MINE)
    async with picking() as (app, pilot):
        await pilot.press("x")
        await settle(app, pilot)
        assert not file.exists()
        assert "Mine is in the trash; u brings it back." in message(app)
        assert selected(app) != "mine"
        await pilot.press("u")
        await settle(app, pilot)
        assert file.read_text() == MINE
        assert message(app) == "It is back."
        assert selected(app) == "mine"


async def test_what_comes_with_hipflow_cannot_be_removed() -> None:
    async with picking() as (app, pilot):
        await pilot.press("home", "x")
        await settle(app, pilot)
        assert "comes with hipflow" in message(app)


async def test_the_copy_that_the_editor_was_opened_on_is_selected_and_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(_: str) -> str:
        (folder / "my-copy.yaml").write_text(MINE.replace("Mine", "My copy"))
        return "my-copy"

    async with picking(edit) as (app, pilot):
        monkeypatch.setattr(app, "suspend", nullcontext)
        await pilot.press("home", "E")
        await settle(app, pilot)
        assert selected(app) == "my-copy"
        assert message(app).endswith("stays as it is; this is your copy.")


async def test_an_editor_that_does_not_open_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def edit(_: str) -> str:
        raise EditError("There is no such program.")

    back: list[str] = []

    @contextmanager
    def suspend() -> Iterator[None]:
        yield
        back.append("the screen")  # as the app does it: an error would pass it by

    async with picking(edit) as (app, pilot):
        monkeypatch.setattr(app, "suspend", suspend)
        await pilot.press("home", "E")
        await settle(app, pilot)
        assert message(app) == "There is no such program."
    assert back == ["the screen"]


async def test_what_was_said_is_gone_once_something_else_is_done(folder: Path) -> None:
    (folder / "mine.yaml").write_text(MINE)
    async with picking() as (app, pilot):
        await pilot.press("d")
        await settle(app, pilot)
        assert message(app)
        await pilot.press("e")
        await pilot.pause(0.2)
        await pilot.pause()
        await pilot.press("escape")
        await settle(app, pilot)
        assert message(app) == ""

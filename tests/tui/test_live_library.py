"""The picker over a library that changes: known at once, kept true, read when it is looked at."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from hipflow import browsing
from hipflow.browsing import Stock
from hipflow.core.routine import Routine
from hipflow.library import survey
from hipflow.tui.cards import Card, Library
from hipflow.tui.parts import Look, Parts
from tests.library.texts import one_step, steps
from tests.tui.looking import CARDS, SessionMaker, make_card, preset, seen, seen_lines, stretch
from tests.tui.test_picker import Picking, settle

EVENING = steps("frog-stretch", "half-pigeon").replace("My hips", "Evening hips")


@pytest.fixture
def folder(own_home: Path) -> Path:
    """One's own routines: one, made long ago."""
    folder = own_home / "config" / "routines"
    folder.mkdir(parents=True)
    save(folder / "evening.yaml", EVENING)
    return folder


def save(path: Path, text: str, *, at: int = 0) -> None:
    """Save a file at a time of its own, in seconds."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_700_000_000 + at, 1_700_000_000 + at))


def parts_of(stock: Stock) -> Parts:
    """The parts of a picker over real files."""
    return Parts(
        read_library=stock.read,
        recall_library=stock.recall,
        look_again=stock.look_again,
        read_routine=stock.read_routine,
        open_session=SessionMaker(),
        last_choice="evening",
    )


@asynccontextmanager
async def picking(size: tuple[int, int] = (120, 35)) -> AsyncIterator[tuple[Picking, Pilot[None]]]:
    app = Picking(parts_of(Stock()))
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        yield app, pilot


async def look(app: Picking, pilot: Pilot[None]) -> None:
    """What happens every two seconds."""
    app.picker.look()
    await settle(app, pilot)


async def test_a_file_that_is_saved_is_shown_as_it_is_now(folder: Path) -> None:
    async with picking() as (app, pilot):
        assert app.selected == "Evening hips"
        assert "Two exercises" in seen(app)
        save(folder / "evening.yaml", steps("frog-stretch").replace("My hips", "Short evening"), at=1)
        await look(app, pilot)
        assert app.selected == "Short evening"
        assert "One exercise" in seen(app)


@pytest.mark.parametrize("is_young", [False, True])
async def test_a_change_of_what_no_list_tells_is_what_is_started(is_young: bool, folder: Path) -> None:
    def write(note: str, at: int) -> None:
        text = one_step(exercise="frog-stretch", note=note)
        if is_young:
            (folder / "evening.yaml").write_text(text, encoding="utf-8")
        else:
            save(folder / "evening.yaml", text, at=at)

    write("Soft", 1)
    async with picking() as (app, pilot):
        for at, note in enumerate(["Softer", "Slow", "With both elbows"], 2):
            write(note, at)
            await look(app, pilot)
            assert app.picker.plan is not None
            assert app.picker.plan.work[0].note == note


async def test_new_files_come_and_removed_ones_go_without_moving_the_bar(folder: Path) -> None:
    async with picking() as (app, pilot):
        save(folder / "another.yaml", steps("frog-stretch").replace("My", "Other"))
        await look(app, pilot)
        assert "Other hips" in seen(app)
        assert app.selected == "Evening hips"
        (folder / "another.yaml").unlink()
        await look(app, pilot)
        assert "Other hips" in seen(app), "it may be on its way to another name"
        await look(app, pilot)
        assert "Other hips" not in seen(app)
        assert app.selected == "Evening hips"


async def test_when_the_selected_file_goes_the_bar_stays_near(folder: Path) -> None:
    for number in range(5):
        save(folder / f"x{number}.yaml", steps("frog-stretch").replace("My", f"{number}."))
    async with picking() as (app, pilot):
        await pilot.press("end", "up", "up")
        await settle(app, pilot)
        assert app.selected == "2. hips"
        (folder / "x2.yaml").unlink()
        await look(app, pilot)
        await look(app, pilot)
        assert app.selected == "3. hips"


@pytest.mark.parametrize("half", ["", EVENING[: len(EVENING) // 2], EVENING + "  - fr"])
async def test_a_file_that_is_being_saved_is_no_error(half: str, folder: Path) -> None:
    async with picking() as (app, pilot):
        before = seen(app)
        save(folder / "evening.yaml", half, at=1)
        await look(app, pilot)
        assert seen(app) == before
        save(folder / "evening.yaml", EVENING.replace("Evening", "Late"), at=2)
        await look(app, pilot)
        assert app.selected == "Late hips"
        assert "has a problem" not in seen(app)


async def test_a_file_that_stays_broken_is_told_at_the_second_look_and_mended_at_the_next(folder: Path) -> None:
    async with picking() as (app, pilot):
        save(folder / "evening.yaml", EVENING + "  - clamshel\n", at=1)
        await look(app, pilot)
        assert "has a problem" not in seen(app)
        await look(app, pilot)
        assert 'no exercise "clamshel"' in " ".join(seen(app).split())
        save(folder / "evening.yaml", EVENING, at=2)
        await look(app, pilot)
        assert "has a problem" not in seen(app)
        assert "Two exercises" in seen(app)


async def test_an_exercise_that_is_being_saved_breaks_no_routine(folder: Path) -> None:
    exercises = folder.parent / "exercises"
    exercises.mkdir()
    march = "name: March\nkind: dynamic\nsides: both\nposition: standing\nduration: 40\n"
    save(exercises / "march.yaml", march)
    save(folder / "evening.yaml", steps("march").replace("My", "Evening"), at=1)
    async with picking() as (app, pilot):
        save(exercises / "march.yaml", march[:-5], at=1)
        await look(app, pilot)
        assert "has a problem" not in seen(app)
        save(exercises / "march.yaml", march.replace("March", "March on"), at=2)
        await look(app, pilot)
        assert app.picker.plan is not None
        assert app.picker.plan.work[0].name == "March on"
        save(exercises / "march.yaml", march + "cue: Breathe\n", at=3)
        await look(app, pilot)
        assert app.picker.plan is not None
        assert app.picker.plan.work[0].exercise.cue == "Breathe"
        save(exercises / "march.yaml", march.replace("40", "600"), at=4)
        await look(app, pilot)
        assert "has a problem" not in seen(app)
        assert "10:00" in seen(app)


async def test_what_was_known_is_there_at_once_and_true_right_after(folder: Path) -> None:
    Stock().read()
    save(folder / "evening.yaml", EVENING.replace("Evening", "Late"), at=1)
    stock = Stock()
    may_look = Event()

    def look_when_allowed(tell: Callable[[Library], None]) -> Look:
        may_look.wait(60)
        return stock.look_again(tell)

    app = Picking(replace(parts_of(stock), look_again=look_when_allowed))
    async with app.run_test(size=(120, 35)) as pilot:
        await app.picker.is_read.wait()
        await pilot.pause()
        assert app.selected == "Evening hips"
        may_look.set()
        await settle(app, pilot)
        assert app.selected == "Late hips"


async def test_thousands_that_nobody_knows_yet_come_while_the_presets_are_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "MOST_READ_FIRST", 10)
    monkeypatch.setattr(survey, "TOLD_EVERY", 20)
    for number in range(60):
        save(folder / f"n{number:03}.yaml", steps("frog-stretch").replace("My hips", f"Number {number}"))
    stock, counts = Stock(), list[int]()

    def look_and_count(tell: Callable[[Library], None]) -> Look:
        def count(library: Library) -> None:
            counts.append(len(library.cards))
            tell(library)

        return stock.look_again(count)

    app = Picking(replace(parts_of(stock), look_again=look_and_count, last_choice="desk-break-3"))
    async with app.run_test(size=(120, 35)) as pilot:
        await app.picker.is_read.wait()
        assert app.picker.library is not None
        assert len(app.picker.library.cards) == 8
        await settle(app, pilot)
        assert len(app.picker.library.cards) == 8 + 61
        assert counts[:3] == sorted(counts[:3])
        assert 8 < counts[0] < 8 + 61
        assert app.selected == "Desk break"


async def test_a_change_leaves_a_search_and_the_place_in_a_long_list_alone(folder: Path) -> None:
    for number in range(100):
        save(folder / f"n{number:03}.yaml", steps("frog-stretch").replace("My hips", f"Number {number}"))
    async with picking(size=(80, 24)) as (app, pilot):
        for _ in range(40):
            await pilot.press("down")
        await settle(app, pilot)
        before, selected = seen_lines(app), app.selected
        save(folder / "n099.yaml", steps("frog-stretch").replace("My hips", "Last"), at=1)
        await look(app, pilot)
        assert app.selected == selected
        assert [line[:41] for line in seen_lines(app)] == [line[:41] for line in before]
        await pilot.press("slash", *"number 7")
        save(folder / "n098.yaml", steps("frog-stretch").replace("My hips", "Last but one"), at=2)
        await look(app, pilot)
        assert "19 found" in seen(app)


class SlowShelf:
    """Cards whose files are read only once a test allows it."""

    def __init__(self) -> None:
        self.routines = {card.id: card.routine for card in CARDS}
        self.may_read = Event()
        self.read: list[str] = []
        self.maker = SessionMaker()

    def parts(self) -> Parts:
        cards = tuple(card._replace(routine=None) for card in CARDS)
        first = (CARDS[0], *cards[1:])
        return Parts(read_library=lambda: Library(first), read_routine=self.read_routine, open_session=self.maker)

    def read_routine(self, card: Card) -> Routine | None:
        """The routine, when it is allowed."""
        if card.routine is None:
            self.may_read.wait(60)
        self.read.append(card.id)
        return card.routine or self.routines[card.id]


async def test_a_start_that_is_asked_for_while_the_file_is_read_comes_right_after() -> None:
    shelf = SlowShelf()
    app = Picking(shelf.parts(), shelf.maker)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.picker.is_read.wait()
        await pilot.press("down", "enter")
        assert app.started == []
        shelf.may_read.set()
        while not app.started:
            await pilot.pause()
        assert [plan.routine_id for plan in app.started] == ["stretches"]


async def test_a_start_that_is_asked_for_is_forgotten_when_the_bar_moves_on() -> None:
    shelf = SlowShelf()
    app = Picking(shelf.parts(), shelf.maker)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.picker.is_read.wait()
        await pilot.press("down", "enter", "down", "up")
        shelf.may_read.set()
        await settle(app, pilot)
        assert app.started == []


async def test_a_file_that_is_slow_to_read_still_has_its_name_and_minutes_on_the_poster() -> None:
    shelf = SlowShelf()
    app = Picking(shelf.parts(), shelf.maker)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.picker.is_read.wait()
        await pilot.press("down")
        await pilot.pause(0.2)
        assert "Fetch mat, roller" in seen(app)
        assert "0:45" not in seen(app)
        shelf.may_read.set()
        await settle(app, pilot)
        assert "0:45" in seen(app)


async def test_a_file_that_has_gone_since_says_so() -> None:
    gone = make_card(preset("gone", "Gone", stretch("Frog stretch"), tags=("pre-run",)))._replace(routine=None)
    app = Picking(
        Parts(read_library=lambda: Library((gone,)), read_routine=lambda _: None, open_session=SessionMaker())
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "cannot be read any more" in seen_lines(app)[-1]
        assert app.started == []

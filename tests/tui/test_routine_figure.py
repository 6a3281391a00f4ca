"""The picker plays the selected routine; the session shows the movement that is worked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from hipflow.core.exercise import Exercise
from hipflow.core.plan import Plan, StepKind, compile_plan
from hipflow.figure.clip import Clips
from hipflow.library.catalogue import load_catalogue
from hipflow.library.figures import load_figures
from hipflow.tui.app import HipflowApp
from hipflow.tui.parts import FigureParts
from hipflow.tui.screens.exercises import ExercisesScreen
from hipflow.tui.widgets.exercise_list import ExerciseList
from hipflow.tui.widgets.figure_view import FigureView
from hipflow.tui.widgets.routine_figure import RoutineFigure, first_steps
from hipflow.tui.widgets.routine_list import RoutineList
from tests.builders import exercise, hold, plan
from tests.tui.looking import parts, seen
from tests.tui.stand import Stand, on_stage

LIBRARY = load_figures()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is selected plays without a wait."""
    monkeypatch.setattr("hipflow.tui.widgets.routine_figure.SETTLE_SECONDS", 0.001)


def find_clips(wanted: Exercise) -> Clips | None:
    """The figure of an exercise that comes with hipflow."""
    return LIBRARY.find_clips(wanted.id)


FIGURES = FigureParts(find_clips=find_clips)


@asynccontextmanager
async def picking(size: tuple[int, int] = (160, 50)) -> AsyncIterator[tuple[HipflowApp, Pilot[None]]]:
    """The picker, with figures and movements to look at."""
    exercises = tuple(load_catalogue().exercises.built_in.values())
    app = HipflowApp(replace(parts(), figures=FIGURES, list_exercises=lambda: exercises))
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        yield app, pilot


async def settle(app: HipflowApp, pilot: Pilot[None]) -> None:
    """Until the library is read, and what is selected plays."""
    for _ in range(100):
        await pilot.pause()
        views = app.screen.query(FigureView)
        if views and views.first().is_moving:
            return


def caption(app: HipflowApp) -> str:
    """What is named below the figure."""
    return str(app.screen.query_one("#figure-caption", Static).content)


async def test_the_selected_routine_plays_from_its_first_exercise() -> None:
    async with picking() as (app, _):
        view = app.screen.query_one(FigureView)

        assert view.has_picture
        assert view.is_moving
        assert caption(app) == "Butt kicks"
        assert "Butt kicks" in seen(app)


async def test_the_exercises_follow_each_other_and_begin_again() -> None:
    async with picking() as (app, pilot):
        figure = app.screen.query_one(RoutineFigure)
        names = []
        for _ in range(3):
            names.append(caption(app))
            figure._play_next()
            await pilot.pause()

        assert names == ["Butt kicks", "Leg swings", "Butt kicks"]


async def test_another_routine_plays_after_a_moment() -> None:
    async with picking() as (app, pilot):
        app.screen.query_one(RoutineList).move(1)
        await pilot.pause()
        await settle(app, pilot)

        assert caption(app) == "Half pigeon"


async def test_it_stands_under_another_screen_and_goes_on_after() -> None:
    async with picking() as (app, pilot):
        view = app.screen.query_one(FigureView)
        await pilot.press("question_mark")
        await pilot.pause()
        assert not view.is_moving

        await pilot.press("escape")
        await settle(app, pilot)
        assert view.is_moving


async def test_m_opens_the_movements_at_the_one_that_plays_and_escape_comes_back() -> None:
    async with picking() as (app, pilot):
        assert "m movements" in seen(app)
        await pilot.press("m")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, ExercisesScreen)
        assert "BUTT KICKS" in seen(app) or "Butt kicks" in seen(app)

        await pilot.press("escape")
        await pilot.pause()
        assert "HIPFLOW" in seen(app) or app.screen.query("#routines")


def test_each_exercise_is_played_once() -> None:
    a_plan = plan(hold("half-pigeon"), hold("frog-stretch"), hold("half-pigeon"), rounds=2)

    assert [step.exercise.id for step in first_steps(a_plan)] == ["half-pigeon", "frog-stretch"]


# The session.


def session_plan() -> Plan:
    """The seven stretches."""
    routine = load_catalogue().find_routine("seven-stretches").value
    assert routine is not None
    return compile_plan(routine)


def start_of(a_plan: Plan, kind: StepKind, exercise_id: str) -> int:
    """When the first step of this kind starts."""
    return next(step.start for step in a_plan.steps if step.kind is kind and step.exercise.id == exercise_id)


def view_of(stand: Stand) -> FigureView:
    """The figure of a session."""
    return stand.screen.query_one(FigureView)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (120, 35), (160, 45), (200, 60)])
async def test_the_session_shows_the_movement_beside_the_clock(size: tuple[int, int]) -> None:
    a_plan = session_plan()
    async with on_stage(
        start_of(a_plan, StepKind.WORK, "half-pigeon") + 4, plan=a_plan, size=size, figures=FIGURES
    ) as s:
        await s.pilot.pause()

        assert view_of(s).has_picture
        assert view_of(s).is_moving
        assert view_of(s).second == pytest.approx(4.0, abs=0.5)


async def test_the_next_movement_stands_at_its_start_on_the_way_to_it() -> None:
    a_plan = session_plan()
    at = start_of(a_plan, StepKind.TRANSITION, "it-band-roll") + 3
    async with on_stage(at, plan=a_plan, size=(120, 35), figures=FIGURES) as s:
        await s.pilot.pause()

        assert view_of(s).has_picture
        assert (view_of(s).is_moving, view_of(s).second) == (False, 0.0)


async def test_words_take_the_room_of_an_exercise_without_a_figure() -> None:
    a_plan = plan(hold("half-pigeon"), hold("no-such-thing"), prep=0)
    async with on_stage(5.0, plan=a_plan, size=(120, 35), figures=FIGURES) as s:
        assert view_of(s).has_picture
        await s.run_until(45 + 10 + 5.0)
        await s.pilot.pause()

        assert not view_of(s).has_picture
        assert "figure" not in s.screen._stage._placed.places


async def test_without_any_figure_nothing_of_it_is_mounted() -> None:
    async with on_stage(5.0, plan=plan(hold("half-pigeon"), prep=0), size=(120, 35)) as s:
        assert not s.screen.query(FigureView)


async def test_a_routine_of_ones_own_with_an_unknown_phase_shows_what_there_is() -> None:
    swings = replace(exercise("leg-swings"), phases=load_catalogue().exercises.built_in["half-pigeon"].phases)
    from hipflow.core.routine import Entry

    async with on_stage(5.0, plan=plan(Entry(exercise=swings), prep=0), size=(120, 35), figures=FIGURES) as s:
        await s.pilot.pause()
        assert view_of(s).has_picture


async def test_at_80_by_24_there_is_room_for_it_and_the_list_goes_along() -> None:
    async with picking((80, 24)) as (app, pilot):
        await pilot.press("j")
        await settle(app, pilot)
        figure, listed = app.screen.query_one(RoutineFigure), app.screen.query_one(ExerciseList)
        assert app.screen.query_one(FigureView).has_picture
        assert listed.size.height >= 2
        assert figure.region.bottom <= listed.region.y

        names = [step.exercise.name for step in figure._steps]
        for name in names:
            await pilot.pause()
            rows = seen(app).split("\n")[listed.region.y : listed.region.bottom]
            assert name.removesuffix(" foam roll") in "\n".join(rows)
            figure._stop()
            figure._play_next()


async def test_the_exercise_whose_figure_is_seen_stands_out_in_the_list() -> None:
    async with picking((120, 40)) as (app, pilot):
        figure, listed = app.screen.query_one(RoutineFigure), app.screen.query_one(ExerciseList)
        figure._stop()
        figure._play_next()
        await pilot.pause()

        styles = [next(iter(listed.render_line(row))).style for row in range(2)]
        assert [bool(style and style.bold) for style in styles] == [False, True]


async def test_without_any_figure_the_list_has_all_the_room() -> None:
    app = HipflowApp(replace(parts(), figures=FigureParts(find_clips=lambda _: None)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        await pilot.pause(0.1)
        await pilot.pause(0.1)
        assert not app.screen.query(FigureView)
        assert "more" not in seen(app)

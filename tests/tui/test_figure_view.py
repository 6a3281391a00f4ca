"""The figure on the screen: it moves when it is told to, paints only what changes, and can be read on any ground."""

import itertools
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.color import Color
from textual.containers import Container
from textual.geometry import Region
from textual.pilot import Pilot

from hipflow.core.events import Command
from hipflow.core.exercise import Phase, Sides, Tempo
from hipflow.core.plan import Plan
from hipflow.core.routine import Entry
from hipflow.core.session import Session
from hipflow.figure.cells import Run
from hipflow.figure.clip import Clips
from hipflow.figure.palette import Palette
from hipflow.tui.contrast import contrast
from hipflow.tui.figures.colours import choose_palette
from hipflow.tui.figures.gallery import MOST_KEPT, Gallery, Look, blank_run, changed_regions, settle_row
from hipflow.tui.figures.glyphs import choose_glyphs
from hipflow.tui.figures.guide import find_step_before, guide_figure
from hipflow.tui.figures.reel import Reel, find_cuts
from hipflow.tui.progress import Progress, follow, progress_of
from hipflow.tui.themes import DARK, THEMES, role_colours
from hipflow.tui.widgets.figure_view import FigureView
from tests.builders import exercise, plan
from tests.figure.samples import ALL_CLIPS, clip_of, clips_of
from tests.tui.looking import seen

GROUNDS = ("ground", "work", "hot", "move", "rest", "ready")
themes = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
grounds = pytest.mark.parametrize("ground", GROUNDS)


class Room(App[None]):
    """A room of some size on some ground with a figure in it."""

    CSS = "Container { width: 1fr; height: 1fr; background: $ground; } Container.lit { background: $move; }"

    def __init__(self, theme: str = DARK.name, **wishes: Any) -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.cues: list[str] = []
        self.view = FigureView(on_cue=self.cues.append, **wishes)

    def get_css_variables(self) -> dict[str, str]:
        """The roles of the theme."""
        return {**super().get_css_variables(), **role_colours(self.current_theme)}

    def compose(self) -> ComposeResult:
        """The room."""
        with Container():
            yield self.view


class Painted:
    """Counts what a view asks to be painted."""

    def __init__(self, view: FigureView, monkeypatch: pytest.MonkeyPatch) -> None:
        self.regions: list[Region] = []
        self.times = 0
        refresh = view.refresh

        def note(*regions: Region, **wishes: Any) -> FigureView:
            self.times += 1
            self.regions += regions
            return refresh(*regions, **wishes)

        monkeypatch.setattr(view, "refresh", note)


@asynccontextmanager
async def in_a_room(
    size: tuple[int, int] = (40, 18), *, still: bool = False, **wishes: Any
) -> AsyncIterator[tuple[Room, Pilot[None]]]:
    """A room with a figure that shows nothing yet."""
    app = Room(**wishes)
    if still:
        app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def drawn_columns(app: App[Any]) -> range:
    """From the first column with something in it to the last."""
    columns = [column for line in seen(app).split("\n") for column, cell in enumerate(line) if cell != " "]
    return range(min(columns), max(columns) + 1)


async def test_a_figure_stands_at_its_start_until_it_is_told_to_go() -> None:
    async with in_a_room() as (app, pilot):
        app.view.show(clips_of("sumo-squat"))
        await pilot.pause()
        standing = seen(app)

        app.view.stand(1.5)
        await pilot.pause()

        assert "█" in standing or "▌" in standing
        assert seen(app) != standing
        assert not app.view.is_moving


async def test_a_figure_that_goes_counts_on_by_its_timer_and_stops_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async with in_a_room() as (app, pilot):
        asked: list[float] = []
        monkeypatch.setattr(app.view, "set_timer", lambda wait, _: asked.append(wait))
        app.view.show(clips_of("sumo-squat"))

        app.view.go(0.5)
        app.view.stand()
        app.view.stand(1.0)

        assert len(asked) == 1
        assert 0 < asked[0] < 1
        await pilot.pause()


async def test_through_a_hold_it_sleeps_to_the_end_of_it_and_paints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with in_a_room() as (app, pilot):
        clip = clip_of("half-pigeon")
        hold = clip.second_of(1)
        app.view.show(clips_of("half-pigeon"))
        app.view.stand(hold + 0.1)
        await pilot.pause()
        painted = Painted(app.view, monkeypatch)
        asked: list[float] = []
        monkeypatch.setattr(app.view, "set_timer", lambda wait, _: asked.append(wait))

        app.view.go(hold + 0.5)
        app.view.go(hold + 1.5)

        assert painted.times == 0
        assert asked[1] == pytest.approx(asked[0] - 1.0)
        assert asked[0] >= clip.keys[1].hold_seconds - 0.5


async def test_only_rows_that_change_are_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    async with in_a_room() as (app, pilot):
        app.view.show(clips_of("clamshells"))
        await pilot.pause()
        painted = Painted(app.view, monkeypatch)

        app.view.stand(clip_of("clamshells").second_of(0.5))

        assert 0 < len(painted.regions) < 18
        assert all(region.height == 1 and region.width < 40 for region in painted.regions)
        assert sum(region.area for region in painted.regions) < 40 * 18 / 2


async def test_what_is_painted_in_parts_is_what_would_be_painted_as_a_whole() -> None:
    async with in_a_room((44, 19)) as (app, pilot):
        app.view.show(clips_of("knee-drives"))
        for step in range(12):
            app.view.stand(step * 0.4)
            await pilot.pause()
            in_parts = seen(app)
            app.view.refresh()
            await pilot.pause()
            assert seen(app) == in_parts


async def test_the_left_side_is_the_mirror_image() -> None:
    async with in_a_room((40, 18)) as (app, pilot):
        app.view.show(clips_of("runners-lunge"))
        await pilot.pause()
        right = drawn_columns(app)

        app.view.show(clips_of("runners-lunge"), is_mirrored=True)
        await pilot.pause()

        assert drawn_columns(app) == range(40 - right.stop, 40 - right.start)


@pytest.mark.parametrize(("size", "is_shown"), [((20, 9), True), ((80, 40), True), ((19, 9), False), ((20, 8), False)])
async def test_below_twenty_by_nine_it_hides(size: tuple[int, int], *, is_shown: bool) -> None:
    async with in_a_room(size) as (app, pilot):
        app.view.show(clips_of("sumo-squat"))
        app.view.go(0.0)
        await pilot.pause()

        assert app.view.has_picture is is_shown
        assert bool(seen(app).strip()) is is_shown


async def test_a_room_that_grows_shows_it_and_lets_it_go_on() -> None:
    async with in_a_room((12, 5)) as (app, pilot):
        app.view.show(clips_of("sumo-squat"))
        app.view.go(0.0)
        await pilot.pause()
        assert not seen(app).strip()

        await pilot.resize_terminal(60, 24)
        await pilot.pause(0.1)
        small = seen(app)
        await pilot.resize_terminal(80, 36)
        await pilot.pause(0.1)

        assert small.strip()
        assert len(seen(app).split("\n")) == 36
        assert app.view.is_moving


async def test_in_a_large_room_it_stands_in_the_middle() -> None:
    async with in_a_room((160, 60)) as (app, pilot):
        app.view.show(clips_of("sumo-squat"))
        await pilot.pause()

        columns = drawn_columns(app)
        assert abs((columns.start + columns.stop) - 160) <= 6
        assert not seen(app).split("\n")[5].strip()


async def test_another_theme_and_another_ground_draw_it_anew() -> None:
    async with in_a_room() as (app, pilot):
        app.view.show(clips_of("sumo-squat"))
        await pilot.pause()
        looks = [colours_on(app)]

        app.query_one(Container).add_class("lit")
        await pilot.pause()
        looks.append(colours_on(app))
        app.theme = "hipflow-light"
        await pilot.pause()
        looks.append(colours_on(app))

        dark, lit, light = looks
        assert Color.parse(role_colours(DARK)["work"]).rgb in dark
        assert Color.parse(role_colours(DARK)["move"]).rgb in lit
        assert Color.parse(role_colours(DARK)["ground"]).rgb not in lit | light
        assert Color.parse(role_colours(THEMES[1])["move"]).rgb in light


def colours_on(app: App[Any]) -> set[tuple[int, ...]]:
    """Every background colour on the screen."""
    strips = app.screen._compositor.render_strips()
    return {
        tuple(segment.style.bgcolor.get_truecolor())
        for strip in strips
        for segment in strip
        if segment.style and segment.style.bgcolor
    }


async def test_nothing_to_show_shows_nothing_and_forgets_its_words() -> None:
    async with in_a_room() as (app, pilot):
        app.view.show(clips_of("sumo-squat"))
        app.view.go(0.0)
        app.view.show(None)
        await pilot.pause()

        assert not seen(app).strip()
        assert app.view.cue == ""
        assert not app.view.is_moving


async def test_the_words_of_the_moment_are_told_when_they_change() -> None:
    async with in_a_room() as (app, _):
        clip = clip_of("half-pigeon")
        app.view.show(clips_of("half-pigeon"))
        app.view.stand(0.1)
        app.view.stand(clip.second_of(1) + 0.1)

        assert app.cues == [clip.keys[0].cue, clip.keys[1].cue]
        assert app.view.cue == clip.keys[1].cue


async def test_where_nothing_is_animated_the_whole_movement_is_one_still() -> None:
    async with in_a_room(still=True) as (app, pilot):
        app.view.show(clips_of("sumo-squat"))
        app.view.go(0.0)
        await pilot.pause()
        first = seen(app)
        app.view.go(1.7)
        await pilot.pause()

        ghost = choose_palette(role_colours(DARK), Color.parse(role_colours(DARK)["ground"])).ghost
        assert seen(app) == first
        assert ghost in colours_on(app)


async def test_the_setting_for_less_motion_does_the_same() -> None:
    async with in_a_room(is_still=True) as (app, pilot):
        app.view.show(clips_of("sumo-squat"))
        app.view.go(0.0)
        await pilot.pause()

        assert app.view.is_still


async def test_a_figure_that_cannot_be_drawn_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async with in_a_room() as (app, pilot):

        def fail(*_: object, **__: object) -> None:
            raise ValueError("a broken bone")

        monkeypatch.setattr(Gallery, "find_loop", fail)
        app.view.show(clips_of("sumo-squat"))
        app.view.go(0.0)
        await pilot.pause()

        assert not seen(app).strip()


# The reel.


@pytest.mark.parametrize(("exercise_id", "number"), ALL_CLIPS)
def test_every_posture_of_the_author_is_shown_exactly(exercise_id: str, number: int) -> None:
    clip = clip_of(exercise_id, number)
    cuts = find_cuts(clip)

    shown = [clip.moment_at(second).body for second in cuts]

    assert cuts[0] == 0.0
    assert list(cuts) == sorted(set(cuts))
    for key in clip.keys:
        assert (
            any(
                all(
                    abs(a - b) < 0.01
                    for name in key.body.joints
                    for a, b in zip(body.joints[name], key.body.joints[name], strict=True)
                )
                for body in shown
            )
            or clip.follows
        )


@pytest.mark.parametrize(("exercise_id", "number"), ALL_CLIPS)
@pytest.mark.parametrize("rate", [8, 12])
def test_nothing_changes_more_often_than_asked(exercise_id: str, number: int, rate: int) -> None:
    cuts = find_cuts(clip_of(exercise_id, number), rate)
    gaps = [after - before for before, after in itertools.pairwise(cuts)]

    assert min(gaps) > 0.72 / rate


def test_a_reel_tells_how_long_a_picture_stands() -> None:
    reel = Reel(clips_of("half-pigeon"))
    second, seconds = 0.0, []
    while second < 3 * clip_of("half-pigeon").seconds - 0.01:
        shot = reel.shot_at(second)
        assert shot.wait > 0
        seconds.append(shot.second)
        second += shot.wait

    assert seconds == seconds[: len(seconds) // 3] * 3


def test_two_views_follow_each_other_each_twice() -> None:
    clips = clips_of("kneeling-quad-stretch")
    assert len(clips.clips) == 2
    reel = Reel(clips)
    length = clips.clips[0].seconds

    shown = [reel.shot_at(second).clip for second in (0.0, length * 1.5, length * 2.1)]

    assert shown == [clips.clips[0], clips.clips[0], clips.clips[1]]


def test_the_clip_of_the_phase_is_shown() -> None:
    clips = clips_of("leg-swings")

    assert Reel(clips, phase="Side to side").shot_at(0.0).clip.phase == "Side to side"
    assert Reel(clips, phase="Forward and back").shot_at(99.0).clip.phase == "Forward and back"


def test_sides_in_turn_mirror_every_second_loop_of_a_clip_that_knows_one_side() -> None:
    reel = Reel(clips_of("half-pigeon"), alternates=True)
    length = clip_of("half-pigeon").seconds

    assert [reel.shot_at(length * loop + 0.1).is_mirrored for loop in range(4)] == [False, True, False, True]


def test_a_clip_that_takes_turns_itself_is_not_mirrored() -> None:
    reel = Reel(clips_of("butt-kicks"), alternates=True)
    length = clip_of("butt-kicks").seconds

    assert not any(reel.shot_at(length * loop).is_mirrored for loop in range(4))


def test_steps_are_small_enough_to_be_read_as_motion() -> None:
    clip = clip_of("single-leg-deadlift")
    heads = [clip.moment_at(second).body.joints["head"] for second in find_cuts(clip)]

    moved = [abs(b[1] - a[1]) for a, b in itertools.pairwise(heads)]
    assert max(moved) < 10


# The gallery.


def look(columns: int = 40, rows: int = 18, palette: Palette | None = None) -> Look:
    roles = role_colours(DARK)
    return Look(columns, rows, "quad", palette or choose_palette(roles, Color.parse(roles["ground"])))


def test_a_picture_is_made_once() -> None:
    loop = Gallery().find_loop(clip_of("sumo-squat"), look(), is_mirrored=False)

    assert loop.picture_at(0.5) is loop.picture_at(0.5)


def test_rows_that_are_equal_are_the_same_object() -> None:
    loop = Gallery().find_loop(clip_of("clamshells"), look(), is_mirrored=False)
    one, two = (loop.picture_at(second) for second in (0.0, clip_of("clamshells").second_of(0.5)))

    assert sum(a is b for a, b in zip(one, two, strict=True)) > 3


def test_the_clip_that_was_not_shown_longest_is_let_go() -> None:
    gallery = Gallery()
    names = ["sumo-squat", "clamshells", "half-pigeon", "runners-lunge"]
    loops = [gallery.find_loop(clip_of(name), look(), is_mirrored=False) for name in names]

    again = [gallery.find_loop(clip_of(name), look(), is_mirrored=False) for name in reversed(names)]

    assert [a is b for a, b in zip(reversed(loops), again, strict=True)] == [True] * MOST_KEPT + [False]


def test_size_colours_and_side_each_make_pictures_of_their_own() -> None:
    gallery = Gallery()
    clip = clip_of("sumo-squat")
    lit = choose_palette(role_colours(DARK), Color.parse(role_colours(DARK)["move"]))

    loops = [
        gallery.find_loop(clip, look(), is_mirrored=False),
        gallery.find_loop(clip, look(), is_mirrored=True),
        gallery.find_loop(clip, look(palette=lit), is_mirrored=False),
        gallery.find_loop(clip, look(41), is_mirrored=False),
    ]

    assert len({id(loop) for loop in loops}) == 4


def look_at(cell: Segment) -> tuple[object, ...]:
    """What is seen of a cell: of an even one its colour alone, however it is written."""
    assert cell.style
    ink, ground = cell.style.color, cell.style.bgcolor
    return {" ": (ground,), "█": (ink,)}.get(cell.text, (cell.text, ink, ground))


def test_changed_regions_hold_every_cell_that_differs_and_hardly_another() -> None:
    loop = Gallery().find_loop(clip_of("leg-swings"), look(), is_mirrored=False)
    before, after = loop.picture_at(0.0), loop.picture_at(0.35)

    def cells(row: int, column: int) -> tuple[object, ...]:
        return tuple(
            look_at(segment) for picture in (before, after) for segment in picture[row].crop(column, column + 1)
        )

    regions = list(changed_regions(before, after))
    for row in range(18):
        spans = [each.column_span for each in regions if each.y == row]
        differing = {column for column in range(40) if cells(row, column)[0] != cells(row, column)[1]}
        assert differing <= {column for start, end in spans for column in range(start, end)}
        assert all({start, end - 1} <= differing for start, end in spans)
        assert spans == sorted(spans)
    assert list(changed_regions(before, before)) == []


def test_a_run_of_full_cells_is_blank_in_their_colour() -> None:
    red, blue = (200, 0, 0), (0, 0, 200)
    inverse = str.maketrans("█ ▌▐", " █▐▌")

    assert blank_run(Run("██▌", red, blue), inverse) == Run("  ▐", blue, red)
    assert blank_run(Run("█  ", red, blue), inverse) == Run("█  ", red, blue)


def test_a_mixed_colour_becomes_the_nearest_pure_one_of_its_row() -> None:
    red, blue, mixed = (200, 0, 0), (0, 0, 200), (180, 0, 20)
    row = [Run("▌", red, blue), Run("▌", mixed, blue), Run(" ", blue, blue)]

    assert settle_row(row, {red, blue}) == [Run("▌▌ ", red, blue)]


# Colours.


@themes
@grounds
def test_the_working_limb_stands_out_from_its_ground_and_from_the_legs(theme: Any, ground: str) -> None:
    roles = role_colours(theme)
    palette = choose_palette(roles, Color.parse(roles[ground]))

    limb = Color(*palette.limb)
    assert contrast(limb, Color(*palette.ground)) >= 1.7
    for other in (palette.near, palette.far, palette.torso, palette.mat, palette.prop):
        assert sum(abs(a - b) for a, b in zip(palette.limb, other, strict=True)) > 60


@themes
@grounds
def test_without_colour_the_working_limb_stands_out_most(theme: Any, ground: str) -> None:
    roles = role_colours(theme)
    palette = choose_palette(roles, Color.parse(roles[ground]), is_grey=True)
    back = Color(*palette.ground)

    others = ("near", "far", "torso", "head", "hair", "floor", "mat", "prop", "prop_accent", "mark", "ghost", "rim")
    strongest = max(contrast(Color(*getattr(palette, name)), back) for name in others)
    assert contrast(Color(*palette.limb), back) > 1.3 * strongest


@themes
def test_on_a_lit_field_the_body_is_ink(theme: Any) -> None:
    roles = role_colours(theme)
    palette = choose_palette(roles, Color.parse(roles["work"]))

    assert palette.head == Color.parse(roles["ink"]).rgb


@pytest.mark.parametrize("name", ["textual-light", "nord", "gruvbox", "dracula", "monokai", "solarized-light"])
def test_other_peoples_themes_can_be_read_too(name: str) -> None:
    theme = App[None]().available_themes[name]
    roles = role_colours(theme)
    palette = choose_palette(roles, Color.parse(roles["ground"]))

    assert contrast(Color(*palette.limb), Color(*palette.ground)) >= 3
    assert contrast(Color(*palette.head), Color(*palette.ground)) >= 3


# Glyphs.


@pytest.mark.parametrize(
    ("environment", "wish", "glyphs"),
    [
        ({}, "auto", "quad"),
        ({"TERM": "xterm-256color"}, "auto", "quad"),
        ({"TERM": "linux"}, "auto", "half"),
        ({"TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.0"}, "auto", "octant"),
        ({"TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.1.3"}, "auto", "sextant"),
        ({"TERM_PROGRAM": "ghostty"}, "auto", "quad"),
        ({"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"}, "auto", "sextant"),
        ({"TERM_PROGRAM": "Apple_Terminal", "TERM_PROGRAM_VERSION": "455"}, "auto", "quad"),
        ({"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.99.0"}, "auto", "quad"),
        ({"VTE_VERSION": "7800"}, "auto", "octant"),
        ({"VTE_VERSION": "6800"}, "auto", "sextant"),
        ({"VTE_VERSION": "6200"}, "auto", "quad"),
        ({"VTE_VERSION": "new"}, "auto", "quad"),
        ({"VTE_VERSION": "7800", "TMUX": "/tmp/tmux-0/default,1,0"}, "auto", "quad"),
        ({"VTE_VERSION": "7800", "TERM": "screen-256color"}, "auto", "quad"),
        ({"VTE_VERSION": "7800", "SSH_CONNECTION": "1 2 3 4"}, "auto", "quad"),
        ({"TMUX": "x", "HIPFLOW_GLYPHS": "sextant"}, "auto", "sextant"),
        ({"HIPFLOW_GLYPHS": " Half "}, "octant", "half"),
        ({"HIPFLOW_GLYPHS": "braille"}, "auto", "quad"),
        ({"HIPFLOW_GLYPHS": "auto"}, "octant", "octant"),
        ({"VTE_VERSION": "7800"}, "half", "half"),
    ],
)
def test_the_finest_characters_are_used_that_a_terminal_is_known_for(
    environment: Mapping[str, str], wish: str, glyphs: str
) -> None:
    assert choose_glyphs(environment, wish) == glyphs


# Along with a session.


class Follower:
    """A session, what is known of it, and a figure that goes along."""

    def __init__(self, view: FigureView, a_plan: Plan) -> None:
        self.view = view
        self.session = Session(a_plan, patience=1e9)
        self.progress: Progress = progress_of(self.session, 0.0)

    def do(self, command: Command, now: float) -> None:
        """Ask something of the session."""
        self._take(self.session.handle(command, now))

    def run_until(self, now: float) -> None:
        """Let it run, one due moment after the other."""
        while (due := self.session.next_due()) is not None and due <= now:
            self._take(self.session.advance(due))

    def _take(self, events: list[Any]) -> None:
        for event in events:
            self.progress = follow(self.progress, event)
            last = find_step_before(self.progress)
            clips = [clips_of(step.exercise.id) if step else None for step in (self.progress.step, last)]
            guide_figure(self.view, clips[0], self.progress, clips[1])


async def test_it_stands_while_getting_ready_and_starts_with_the_step() -> None:
    async with in_a_room() as (app, _):
        session = Follower(app.view, plan(prep=10))
        session.do(Command.START, 0.0)
        session.run_until(9.0)
        assert (app.view.is_moving, app.view.second) == (False, 0.0)

        session.run_until(10.0)
        assert (app.view.is_moving, app.view.second) == (True, 0.0)
        session.run_until(14.0)
        assert app.view.second == 4.0


async def test_it_stands_still_where_it_is_when_paused_and_until_the_count_in_is_over() -> None:
    async with in_a_room() as (app, _):
        session = Follower(app.view, plan(prep=0))
        session.do(Command.START, 0.0)
        session.run_until(5.0)

        session.do(Command.PAUSE, 5.4)
        assert (app.view.is_moving, app.view.second) == (False, 5.0)
        session.do(Command.RESUME, 60.0)
        session.run_until(62.0)
        assert (app.view.is_moving, app.view.second) == (False, 5.0)
        session.run_until(63.0)
        assert app.view.is_moving


async def test_more_time_does_not_make_it_jump() -> None:
    async with in_a_room() as (app, _):
        session = Follower(app.view, plan(prep=0))
        session.do(Command.START, 0.0)
        session.run_until(7.0)

        session.do(Command.MORE, 7.2)

        assert app.view.second == 7.0
        session.run_until(9.0)
        assert app.view.second == 9.0


async def test_the_first_side_is_mirrored_and_the_second_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    async with in_a_room() as (app, _):
        shown: list[bool] = []
        show = app.view.show

        def note(clips: Clips | None, *, is_mirrored: bool = False, **wishes: Any) -> None:
            shown.append(is_mirrored)
            show(clips, is_mirrored=is_mirrored, **wishes)

        monkeypatch.setattr(app.view, "show", note)
        session = Follower(app.view, plan(prep=0))
        session.do(Command.START, 0.0)
        session.run_until(29.0)
        first = set(shown)
        session.run_until(31.0)

        assert first == {True}
        assert shown[-1] is False


async def test_a_phase_shows_its_own_clip(monkeypatch: pytest.MonkeyPatch) -> None:
    async with in_a_room() as (app, _):
        phases: list[str] = []
        monkeypatch.setattr(app.view, "show", lambda _, *, phase, **__: phases.append(phase))
        swings = exercise("leg-swings", phases=(Phase("Forward and back", 15), Phase("Side to side", 15)))
        session = Follower(app.view, plan(Entry(exercise=swings, sides=Sides.BOTH), prep=0))
        session.do(Command.START, 0.0)
        session.run_until(20.0)

        assert list(dict.fromkeys(phases)) == ["Forward and back", "Side to side"]


def two_standing(transition: int = 10) -> Plan:
    """Two drills one after the other, both of them standing."""
    drills = [exercise(id, seconds=20, sides=Sides.ALTERNATE) for id in ("butt-kicks", "knee-drives")]
    return plan(Entry(exercise=drills[0]), Entry(exercise=drills[1], transition=transition), prep=0)


async def test_on_the_way_to_the_next_exercise_the_figure_goes_from_where_it_was_to_where_that_begins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with in_a_room() as (app, pilot):
        monkeypatch.setattr(app.view, "set_timer", lambda *_: None)
        session = Follower(app.view, two_standing())
        session.do(Command.START, 0.0)
        session.run_until(20.0)
        assert (app.view.is_moving, app.view.second) == (True, -3.0)
        await pilot.pause()
        first = seen(app)

        session.run_until(22.0)
        assert (app.view.is_moving, app.view.second) == (True, -1.0)
        await pilot.pause()
        assert seen(app) != first
        session.run_until(23.0)
        assert (app.view.is_moving, app.view.second) == (False, 0.0)
        session.run_until(29.0)
        assert (app.view.is_moving, app.view.second) == (False, 0.0)

        session.run_until(31.0)
        assert (app.view.is_moving, app.view.second) == (True, 1.0)


async def test_that_way_ends_at_the_first_position_and_not_beyond_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async with in_a_room() as (app, pilot):
        session = Follower(app.view, two_standing())
        session.do(Command.START, 0.0)
        session.run_until(20.0)
        asked: list[tuple[float, Any]] = []
        monkeypatch.setattr(app.view, "set_timer", lambda wait, call: asked.append((wait, call)))
        session.run_until(22.0)

        asked.clear()  # Stopped timers.
        app.view.go(-1.0, until=0.0)
        while asked:
            asked.pop()[1]()
        await pilot.pause()
        assert (app.view.is_moving, app.view.second) == (False, 0.0)
        there = seen(app)
        app.view.stand(0.0)
        await pilot.pause()
        assert seen(app) == there


async def test_a_short_way_has_its_end() -> None:
    async with in_a_room() as (app, _):
        session = Follower(app.view, two_standing(transition=2))
        session.do(Command.START, 0.0)
        session.run_until(20.0)

        assert app.view.second == -2.0
        session.run_until(22.0)
        assert app.view.second == 0.0


async def test_paused_on_the_way_it_stands_there() -> None:
    async with in_a_room() as (app, _):
        session = Follower(app.view, two_standing())
        session.do(Command.START, 0.0)
        session.run_until(21.0)
        session.do(Command.PAUSE, 21.4)
        assert (app.view.is_moving, app.view.second) == (False, -2.0)


async def test_where_nothing_is_to_move_the_next_exercise_is_shown_at_once() -> None:
    async with in_a_room(still=True) as (app, _):
        session = Follower(app.view, two_standing())
        session.do(Command.START, 0.0)
        session.run_until(20.0)
        assert (app.view.is_moving, app.view.second) == (False, 0.0)


async def test_whoever_would_have_to_get_up_sees_the_first_position_of_the_next_exercise() -> None:
    async with in_a_room() as (app, _):
        entries = [Entry(exercise=exercise(id, seconds=20, sides=Sides.BOTH)) for id in ("half-pigeon", "sumo-squat")]
        session = Follower(app.view, plan(*entries, prep=0))
        session.do(Command.START, 0.0)
        session.run_until(21.0)
        assert (app.view.is_moving, app.view.second) == (False, 0.0)


COUNTED = {
    "sumo-squat": 1,
    "single-leg-deadlift": 2,
    "clamshells": 1,
    "side-steps": 2,
    "knee-drives": 2,
    "butt-kicks": 2,
    "leg-swings": 1,
}
"""How many repetitions a loop of each exercise shows."""


@pytest.mark.parametrize("rep_seconds", [1.5, 4.0, 7.5])
@pytest.mark.parametrize("exercise_id", COUNTED)
def test_a_figure_keeps_to_the_tempo_of_what_is_counted(exercise_id: str, rep_seconds: float) -> None:
    clips = clips_of(exercise_id)
    reel = Reel(clips, phase=clips.clips[0].phase, rep_seconds=rep_seconds)
    each = COUNTED[exercise_id]

    starts = [reel.shot_at(each * rep * rep_seconds) for rep in range(6)]
    second, waits = 0.0, 0
    while second < each * rep_seconds - 1e-3:
        second += reel.shot_at(second).wait
        waits += 1

    assert clips.clips[0].reps == each
    assert {shot.second for shot in starts} == {0.0}
    assert second == pytest.approx(each * rep_seconds, abs=1e-3)
    assert waits > 2


def test_what_is_timed_is_shown_in_its_own_time() -> None:
    assert Reel(clips_of("sumo-squat")).speed == 1.0


async def test_in_a_session_the_figure_is_where_the_repetition_is() -> None:
    async with in_a_room() as (app, _):
        squat = exercise("sumo-squat", sides=Sides.BOTH)
        session = Follower(app.view, plan(Entry(exercise=squat, reps=10, tempo=Tempo((8.0,))), prep=0))
        session.do(Command.START, 0.0)
        session.run_until(16.0)

        assert app.view._reel is not None
        assert app.view._reel.shot_at(app.view.second).second == 0.0
        assert app.view._reel.shot_at(app.view.second + 4).second == pytest.approx(2.0, abs=0.2)  # half of 4 s

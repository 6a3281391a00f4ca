"""The history page: what it shows of a week, the weeks, the sides and the year, and that every session opens."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from hipflow.core.record import Record
from hipflow.store.balance import ExerciseTime
from hipflow.store.past import Ending, SessionDone
from hipflow.tui import charts
from hipflow.tui.app import HipflowApp
from hipflow.tui.memories import History
from hipflow.tui.parts import Memories
from hipflow.tui.screens.history import HistoryScreen
from hipflow.tui.screens.picker import PickerScreen
from hipflow.tui.year_chart import draw_year, level_mark
from tests.tui.looking import check_screen, parts, seen, seen_lines
from tests.tui.past import TIMES, history, memories, session
from tests.tui.test_app import settle
from tests.tui.test_summary import WHOLE

SIZES = [(40, 12), (60, 20), (80, 24), (120, 35), (200, 60)]


def text_of(lines: list[charts.Line]) -> list[str]:
    """What lines read."""
    return ["".join(text for text, _ in line) for line in lines]


def open_history(found: History | None = None, record: Record = WHOLE) -> tuple[HipflowApp, HistoryScreen]:
    """An app, and the page to push."""
    remembered = memories(found, record)
    return HipflowApp(parts(memories=remembered)), HistoryScreen(remembered)


@pytest.mark.parametrize(
    ("sessions", "goal", "words"),
    [
        ((), 3, ["3 to go", "2 to go", "1 to go"]),
        ((session(0, worked=540),), 3, ["FRI", "9 min", "2 to go", "1 to go"]),
        ((session(0), session(2), session(4)), 2, ["MON", "WED", "FRI", "9 min"]),
        ((session(0, worked=20, ending=Ending.STOPPED),), 1, ["1 to go"]),
        ((session(5),), 1, ["1 to go"]),
    ],
)
def test_the_week_is_a_field_a_session_and_one_for_each_to_come(
    sessions: tuple[SessionDone, ...], goal: int, words: list[str]
) -> None:
    told = " ".join(text_of(charts.draw_week(history(sessions, goal=goal), 60, 5)))
    assert all(word in told for word in words)
    assert ("to go" in told) == any("to go" in word for word in words)


@pytest.mark.parametrize(("columns", "goal"), [(60, 21), (12, 4), (30, 7)])
def test_a_week_of_many_sessions_is_one_bar(columns: int, goal: int) -> None:
    lines = charts.draw_week(history((session(0),), goal=goal), columns, 4)
    assert "1 of" in text_of(lines)[1]
    assert all(len(text) <= columns for text in text_of(lines))


@pytest.mark.parametrize(
    ("left", "right", "share"), [(51.0, 49.0, (51, 49)), (100.0, 0.0, (100, 0)), (0.0, 10.0, (0, 100))]
)
def test_the_cut_stands_where_the_left_share_ends(left: float, right: float, share: tuple[int, int]) -> None:
    times = (ExerciseTime("a", "Half pigeon", (), left, right, 0.0, 1),)
    lines = charts.draw_balance(replace(history(), times=times), 40, 6)
    assert all(sum(len(text) for text, _ in line) == 40 for line in lines[1:5])
    lit = [sum(len(text) for text, look in line if look == "field") for line in lines[1:5]]
    assert lit == sorted(lit, reverse=True)
    assert abs(lit[-1] - 0.4 * share[0]) <= 2
    told = " ".join(text_of(lines))
    assert not 10 < share[0] < 90 or (f"◀ {share[0]}" in told and f"{share[1]} ▶" in told)


@pytest.mark.parametrize(
    ("times", "told"),
    [(TIMES, "right is 1:12 behind in half pigeon"), (TIMES[2:], "even in everything"), ((), "even in everything")],
)
def test_the_balance_says_which_side_is_behind(times: tuple[ExerciseTime, ...], told: str) -> None:
    assert charts.tell_behind(times, 50) == told


@pytest.mark.parametrize("columns", range(17, 51))
def test_in_whatever_room_the_side_that_is_behind_is_called_so(columns: int) -> None:
    told = charts.tell_behind(TIMES, columns)
    assert len(told) <= columns
    assert told.startswith("right ")
    assert "1:12 behind" in told


@pytest.mark.parametrize(
    ("minutes", "mark"), [(0, "·"), (0.5, "▂"), (4.9, "▂"), (5, "▄"), (10, "▆"), (19, "▆"), (20, "█"), (300, "█")]
)
def test_a_day_is_as_high_as_it_was_long_so_that_it_reads_without_colour(minutes: float, mark: str) -> None:
    assert level_mark(60 * minutes) == mark


@pytest.mark.parametrize("columns", [36, 58, 76, 112, 190])
def test_the_year_fits_and_its_last_day_is_today(columns: int) -> None:
    lines = text_of(draw_year(history(), columns))
    assert all(len(line) <= columns for line in lines)
    friday, saturday = lines[5], lines[6]
    assert friday.startswith("Fri")
    assert friday.rstrip()[-1] == "▄"
    assert len(saturday.rstrip()) < len(friday.rstrip())
    assert "192 sessions" in lines[-1]


def test_weeks_are_bars_newest_first_and_those_that_met_the_goal_are_marked() -> None:
    lines = text_of(charts.draw_weeks(history(), 60, 8))
    assert lines[1].startswith("this week")
    assert "✓" not in lines[1]
    assert any("✓" in line for line in lines)
    longest = max(lines[1:], key=lambda line: line.count("▆"))
    assert longest.split(" min")[0].split()[-1] == str(
        max(int(line.split(" min")[0].split()[-1]) for line in lines[1:])
    )


def test_time_is_told_by_region_and_by_exercise() -> None:
    for columns, rows in ((100, 12), (40, 12)):
        told = " ".join(text_of(charts.draw_times(history(), columns, rows)))
        assert "BY REGION" in told
        assert "BY EXERCISE" in told
        assert "Glutes" in told
        assert "Half pigeon" in told


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_the_week_and_all_panes(size: tuple[int, int]) -> None:
    app, screen = open_history()
    async with app.run_test(size=size) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        shown = ""
        for _ in range(4):
            shown += seen(app)
            assert len(seen_lines(app)) == size[1]
            await pilot.press("right")
            await settle(pilot)
        for words in ("THIS WEEK", "Mon", "The seven", "MINUTES A WEEK", "BY REGION"):
            assert words in shown


async def test_a_session_opens_to_its_summary_and_comes_back() -> None:
    app, screen = open_history()
    async with app.run_test(size=(120, 35)) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        assert "16 Nov 2026, 18:05" in seen(app)
        assert "again" not in seen_lines(app)[-1]
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, PickerScreen)


async def test_a_click_selects_a_session_and_another_opens_it() -> None:
    app, screen = open_history()
    async with app.run_test(size=(120, 35)) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        await pilot.click("#sessions-pane", offset=(20, 3))
        await settle(pilot)
        assert app.screen is screen
        await pilot.click("#sessions-pane", offset=(20, 3))
        await settle(pilot)
        assert app.screen is not screen


async def test_titles_of_panes_can_be_clicked() -> None:
    app, screen = open_history()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        assert "MINUTES A WEEK" not in seen(app)
        await pilot.click("#pane-titles", offset=(24, 0))
        await settle(pilot)
        assert "MINUTES A WEEK" in seen(app)


async def test_without_a_past_the_page_is_kind() -> None:
    app, screen = open_history(history(()))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        assert "After your first session" in seen(app)
        await pilot.press("enter", "down", "right", "q")
        await settle(pilot)
        assert isinstance(app.screen, PickerScreen)


async def test_what_cannot_be_read_is_said() -> None:
    def fail() -> History:
        raise OSError("the disk is away")

    app = HipflowApp(parts())
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(HistoryScreen(Memories(read_history=fail)))
        await settle(pilot)
        assert "the disk is away" in seen(app)


async def test_a_name_with_control_characters_and_markup_is_only_text() -> None:
    odd = session(0, name="[bold]\x1b[31mred\nline")
    app, screen = open_history(history((odd,)))
    async with app.run_test(size=(120, 35)) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        assert "[bold]\N{REPLACEMENT CHARACTER}[31mred" in seen(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 35)])
async def test_the_history_looks_as_it_was_reviewed(size: tuple[int, int]) -> None:
    app, screen = open_history()
    async with app.run_test(size=size) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        check_screen(app, f"history-{size[0]}x{size[1]}")


def test_where_no_week_met_the_goal_the_page_says_what_begins_a_row() -> None:
    told = " ".join(text_of(charts.draw_streak(history((session(0),), goal=3), 17, 5)))
    assert told == "IN A ROW two more this week begins a row"


@pytest.mark.parametrize("weeks", [9, 52, 104, 1043])
@pytest.mark.parametrize("columns", [10, 14, 22, 40])
@pytest.mark.parametrize("rows", [3, 5, 6, 9])
def test_the_weeks_in_a_row_are_never_cut_to_another_number(weeks: int, columns: int, rows: int) -> None:
    always = history(tuple(session(7 * number, id=9999 - number) for number in range(weeks)), goal=1)

    lines = ["".join(text for text, _ in line).rstrip() for line in charts.draw_streak(always, columns, rows)]

    assert len(lines) <= rows
    drawn = [line for line in lines[1:] if line]
    if len(drawn) == 1:
        assert drawn[0].startswith(str(weeks))
    else:
        assert all(cell_len(line) <= columns for line in drawn)


def test_regions_and_exercises_below_each_other_are_one_chart() -> None:
    lines = text_of(charts.draw_times(history(), 62, 30))
    place = next(row for row, line in enumerate(lines) if line.startswith("BY EXERCISE"))
    assert not lines[place - 1].strip()
    assert any("Kneeling quad and hip flexor stretch" in line for line in lines)
    bars = [line for line in lines if "▆" in line]
    assert len({line.index("▆") for line in bars}) == 1
    minutes = [(line.count("▆"), int(line.split()[-2])) for line in bars]
    assert all(a[0] >= b[0] for a in minutes for b in minutes if a[1] > b[1])


@pytest.mark.parametrize("columns", range(28, 80))
def test_the_fields_of_a_week_are_in_one_notation(columns: int) -> None:
    told = " ".join(text_of(charts.draw_week(history(), columns, 2)))
    assert ("min" in told) != bool(re.search(r"\dm", told))


@pytest.mark.parametrize(("size", "title"), [((40, 12), "APR–NOV"), ((60, 20), "THE YEAR")])
async def test_the_calendar_says_which_months_it_shows_and_what_its_marks_mean(
    size: tuple[int, int], title: str
) -> None:
    app, screen = open_history()
    async with app.run_test(size=size) as pilot:
        app.push_screen(screen)
        await settle(pilot)
        assert title in seen(app)
        assert "█ 20 min" in seen(app)
        assert "▂ today" in seen(app) or "▄ today" in seen(app)
        assert "3 of 4" in seen(app)

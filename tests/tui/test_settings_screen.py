"""The settings page: what it shows, that a key changes a value at once, and that the file keeps its comments."""

from pathlib import Path

import pytest

from hipflow.settings.config import change_setting, make_config, read_config
from hipflow.settings.reading import ReadSettings, read_settings
from hipflow.settings.values import RULES, Value
from hipflow.tui.app import HipflowApp
from hipflow.tui.choosing import NAMES, next_value, tell_value
from hipflow.tui.parts import SettingsParts
from hipflow.tui.screens.picker import PickerScreen
from hipflow.tui.screens.settings import SettingsScreen
from hipflow.writing import write_whole
from tests.tui.looking import check_screen, parts, seen, seen_lines
from tests.tui.test_app import settle

THEMES = ("hipflow-dark", "hipflow-light", "nord")


class Kept:
    """A file of settings."""

    def __init__(self, folder: Path, text: str = "", **environment: str) -> None:
        self.file = folder / "config.toml"
        self.environment = environment
        if text:
            self.file.write_text(text, encoding="utf-8")

    def read(self) -> ReadSettings:
        """What holds."""
        return read_settings(self.file, environment=self.environment)

    def change(self, key: str, value: Value) -> ReadSettings:
        """Write one setting."""
        write_whole(self.file, change_setting(read_config(self.file), key, value))
        return self.read()

    def app(self) -> HipflowApp:
        """An app with these settings."""
        settings = SettingsParts(read=self.read, change=self.change, file=str(self.file))
        return HipflowApp(parts(settings=settings))


@pytest.mark.parametrize(
    ("key", "value", "by", "then"),
    [
        ("theme", "hipflow-dark", 1, "hipflow-light"),
        ("theme", "hipflow-dark", -1, "nord"),
        ("theme", "gone", 1, "hipflow-dark"),
        ("reduced_motion", False, 1, True),
        ("taskbar", "auto", 1, "on"),
        ("taskbar", "auto", -1, "off"),
        ("voice", True, -1, False),
        ("first_side", "alternate", 1, "left"),
        ("volume", 70, 1, 75),
        ("volume", 72, 1, 75),
        ("volume", 72, -1, 70),
        ("volume", 100, 1, 100),
        ("volume", 0, -1, 0),
        ("weekly_goal", 3, -1, 2),
        ("weekly_goal", 1, -1, 1),
        ("prep", None, 1, 0),
        ("prep", None, -1, None),
        ("prep", 0, -1, None),
        ("prep", 0, 1, 5),
        ("prep", 120, 1, 120),
        ("voice_rate", 80, -1, 80),
        ("voice_name", "en-gb", 1, "en-gb"),
    ],
)
def test_a_key_leads_to_the_next_value(key: str, value: Value, by: int, then: Value) -> None:
    assert next_value(key, value, by, THEMES) == then


def test_every_setting_has_a_name() -> None:
    assert NAMES.keys() == RULES.keys()


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("voice", True, "on"),
        ("prep", None, "as each routine says"),
        ("volume", 5, "5 %"),
        ("weekly_goal", 1, "1 session"),
    ],
)
def test_values_are_told_as_a_person_says_them(key: str, value: Value, told: str) -> None:
    assert tell_value(key, value) == told


async def test_a_change_holds_at_once_and_keeps_the_comments(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "# mine\nweekly_goal = 4  # enough\n")
    app = kept.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        assert "4 sessions" in seen(app)
        assert "config.toml, line 2" in seen(app)
        await pilot.press("end", "right")
        await settle(pilot)
        assert "5 sessions" in seen(app)
        await pilot.press("home", "right")
        await settle(pilot)
        assert app.theme != "hipflow-dark"
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, PickerScreen)
    text = kept.file.read_text(encoding="utf-8")
    assert "# mine\nweekly_goal = 5  # enough\n" in text
    assert "theme = " in text


async def test_what_was_set_can_be_as_at_first_again(tmp_path: Path) -> None:
    kept = Kept(tmp_path, make_config().replace("# volume = 70", "volume = 30"))
    app = kept.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("comma", *["down"] * 5, "d")
        await settle(pilot)
        assert "70 %" in seen(app)
    assert kept.file.read_text(encoding="utf-8") == make_config()


async def test_a_variable_that_decides_is_named_and_the_file_left_alone(tmp_path: Path) -> None:
    kept = Kept(tmp_path, HIPFLOW_VOLUME="40")
    app = kept.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("comma", *["down"] * 5, "right")
        await settle(pilot)
        assert "40 %" in seen(app)
        assert "HIPFLOW_VOLUME decides this now" in seen_lines(app)[-1]
    assert not kept.file.exists()


async def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    def refuse(_key: str, _value: Value) -> ReadSettings:
        raise OSError("read-only")

    settings = SettingsParts(read=Kept(tmp_path).read, change=refuse)
    app = HipflowApp(parts())
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(SettingsScreen(settings))
        await settle(pilot)
        await pilot.press("right")
        await settle(pilot)
        assert "It cannot be kept: read-only" in seen(app)


async def test_a_problem_in_the_file_is_told(tmp_path: Path) -> None:
    app = Kept(tmp_path, "weekly_gaol = 4\n").app()
    async with app.run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        assert "unknown setting" in " ".join(seen(app).split())


async def test_a_click_selects_a_setting_and_another_changes_it(tmp_path: Path) -> None:
    app = Kept(tmp_path).app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        await pilot.click("#setting-list", offset=(24, 1))
        await settle(pilot)
        await pilot.click("#setting-list", offset=(24, 1))
        await settle(pilot)
        row = next(line for line in seen_lines(app) if "Reduced motion" in line)
        assert "on" in row.split()
        assert app.animation_level == "none"


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 35), (200, 60)])
async def test_every_size_shows_the_selected_setting(size: tuple[int, int], tmp_path: Path) -> None:
    app = Kept(tmp_path).app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("comma", "end")
        await settle(pilot)
        assert "‹3sessions›" in seen(app).replace(" ", "")
        assert len(seen_lines(app)) == size[1]


@pytest.mark.parametrize("size", [(80, 24), (120, 35)])
async def test_the_settings_look_as_they_were_reviewed(size: tuple[int, int]) -> None:
    settings = SettingsParts(
        read=lambda: read_settings(Path("none"), environment={"HIPFLOW_VOLUME": "40"}),
        change=lambda _key, _value: ReadSettings(read_settings(Path("none")).settings, {}),
    )
    app = HipflowApp(parts(settings=settings))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("comma", "down")
        await settle(pilot)
        check_screen(app, f"settings-{size[0]}x{size[1]}")


async def test_in_a_tiny_window_values_stand_in_one_column_and_a_mark_says_that_there_are_more(tmp_path: Path) -> None:
    app = Kept(tmp_path).app()
    async with app.run_test(size=(40, 12)) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        lines = seen_lines(app)
        places = {
            line.index(value)
            for name, value in (("Voice language", "American English"), ("Volume", "70 %"), ("Whose voice", "any"))
            for line in lines
            if name in line
        }
        assert len(places) == 1
        assert "Weekly goal" not in seen(app)
        assert "▎" in seen(app)
    async with Kept(tmp_path).app().run_test(size=(120, 35)) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        assert "▎" not in seen(pilot.app)

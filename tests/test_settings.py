"""Settings come from the command line, the environment and a file, and a mistake in them never stops anyone."""

import os
import stat
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipflow.figure.cells import GLYPHS
from hipflow.settings.config import SettingError, change_setting, make_config, read_config
from hipflow.settings.reading import ReadSettings, read_settings
from hipflow.settings.values import RULES, Settings, Value
from hipflow.sound.outputs import OUTPUT_NAMES
from hipflow.tui.themes import THEMES
from hipflow.writing import write_whole


def read(folder: Path, text: str | bytes, **variables: str) -> ReadSettings:
    """What comes of a config.toml."""
    file = folder / "config.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(file, environment=variables)


def problems(folder: Path, text: str | bytes) -> list[str]:
    """Its problems, without the name of the folder."""
    return [problem.replace(f"{folder}{os.sep}", "") for problem in read(folder, text).problems]


def test_each_setting_has_its_rule_and_a_default_that_keeps_it() -> None:
    assert [field.name for field in fields(Settings)] == list(RULES)
    assert read_settings(Path("nowhere"), environment={}, options=vars_of(Settings())).problems == ()


def vars_of(settings: Settings) -> dict[str, Value]:
    return {field.name: getattr(settings, field.name) for field in fields(settings)}


def test_what_can_be_chosen_is_what_there_is() -> None:
    assert set(RULES["audio"].choices) == set(OUTPUT_NAMES)
    assert set(RULES["glyphs"].choices) == {"auto", *GLYPHS}
    assert all(theme.name in RULES["theme"].about for theme in THEMES)


def test_without_a_file_all_is_as_it_comes(tmp_path: Path) -> None:
    found = read_settings(tmp_path / "config.toml", environment={})

    assert found.settings == Settings()
    assert set(found.sources.values()) == {"default"}
    assert found.problems == ()


def test_what_is_nearer_to_the_person_wins(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('# mine\nvolume = 1\nweekly_goal = 2\ntheme = "hipflow-dim"\n')

    found = read_settings(
        file,
        environment={"HIPFLOW_VOLUME": "20", "HIPFLOW_WEEKLY_GOAL": "4", "HOME": "/"},
        options={"volume": 30, "prep": None},
        remembered={"volume": 40, "theme": "hipflow-light", "voice": False, "prep": 999, "mood": 1},
    )

    assert found.problems == ()
    assert found.settings == Settings(volume=30, weekly_goal=4, theme="hipflow-dim", voice=False)
    assert [found.sources[key] for key in ("volume", "weekly_goal", "theme", "voice", "prep")] == [
        "--volume",
        "HIPFLOW_WEEKLY_GOAL",
        f"{file}:4",
        "remembered",
        "default",
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            'volume = "loud"',
            'config.toml:2:10: volume: must be a whole number from 0 to 100, got "loud".'
            " Write for example: volume = 70",
        ),
        (
            "  volume=101",
            "config.toml:2:10: volume: must be a whole number from 0 to 100, got 101. Write for example: volume = 70",
        ),
        (
            "volume = true",
            "config.toml:2:10: volume: must be a whole number from 0 to 100, got true. Write for example: volume = 70",
        ),
        (
            "prep = 7.5",
            "config.toml:2:8: prep: must be a whole number from 0 to 120, got 7.5. Write for example: prep = 10",
        ),
        ('voice = "no"', 'config.toml:2:9: voice: must be true or false, got "no". Write for example: voice = true'),
        (
            'first_side = "Left"',
            'config.toml:2:14: first_side: must be one of left, right, alternate, got "Left".'
            ' Write for example: first_side = "alternate"',
        ),
        (
            'theme = "a\\u001b[31m"',
            'config.toml:2:9: theme: must be a text of at most 60 characters, got "a\\u001b[31m".'
            ' Write for example: theme = "hipflow-dark"',
        ),
        ("volum = 3", 'config.toml:2:1: unknown setting "volum". Did you mean "volume"?'),
        ("x = 3", 'config.toml:2:1: unknown setting "x". Remove it; `hipflow config` prints those there are.'),
        (
            "[sound]\nvolume = 3",
            'config.toml:2:1: unknown setting "sound". Remove it; `hipflow config` prints those there are.',
        ),
        (
            "goal.weekly = 3",
            'config.toml:2:1: unknown setting "goal". Remove it; `hipflow config` prints those there are.',
        ),
        ("volume = loud", "config.toml:2:10: Invalid value. Mend this line; the others count."),
        ("volume = 1\nvolume = 2", "config.toml:3:11: Cannot overwrite a value. Mend this line; the others count."),
        ("volume =", "config.toml:2:9: Invalid value. Mend this line; the others count."),
        ("volume = 0x" + "f" * 9000, None),
        ("volume = " + "9" * 9000, None),
        ("volume = " + "[" * 9000, None),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_way_out(tmp_path: Path, line: str, problem: str | None) -> None:
    text = f"# mine\n{line}\n"

    (found,) = problems(tmp_path, text)

    assert problem is None or found == problem
    assert found.startswith("config.toml:")
    assert found.isprintable()
    assert len(found) < 250


def test_all_mistakes_are_told_in_the_order_of_the_file_and_what_is_right_counts(tmp_path: Path) -> None:
    text = 'voice_rate = 9\nprep = 5\nvoolume = 3\n\nweekly_goal = "3"\nvoice = false\n'

    found = read(tmp_path, text)

    assert [problem.removeprefix(str(tmp_path)).split(":")[1] for problem in found.problems] == ["1", "3", "5"]
    assert found.settings == Settings(prep=5, voice=False)


def test_a_line_that_is_no_toml_costs_that_line_alone(tmp_path: Path) -> None:
    found = read(tmp_path, "prep = 5\nvoice = falsch\nvolume = 10\n")

    assert found.settings == Settings(prep=5, volume=10)
    assert len(found.problems) == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfe", "config.toml:1:1: it is not UTF-8. Mend it, or remove it."),
        (b"#" * 70_000, "config.toml:1:1: it is larger than any settings are. Mend it, or remove it."),
    ],
)
def test_a_file_that_cannot_be_read_is_as_good_as_none(tmp_path: Path, content: bytes, problem: str) -> None:
    assert problems(tmp_path, content) == [problem]
    assert read(tmp_path, content).settings == Settings()


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    found = read(tmp_path, b"\xef\xbb\xbfvolume = 10\r\nprep = 5\r\n")

    assert found == ReadSettings(Settings(volume=10, prep=5), found.sources, ())


def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    found = [read_settings(tmp_path / "folder", environment={})]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        found.append(read_settings(tmp_path / "pipe", environment={}))

    assert {each.problems[0].rpartition("1:1: ")[2] for each in found} == {"it is no file. Mend it, or remove it."}


@pytest.mark.parametrize(
    ("name", "text", "key", "value"),
    [
        ("HIPFLOW_VOICE", "off", "voice", False),
        ("HIPFLOW_VOICE", " YES ", "voice", True),
        ("HIPFLOW_VOLUME", " 0 ", "volume", 0),
        ("HIPFLOW_AUDIO", "bell", "audio", "bell"),
        ("HIPFLOW_PREP", "120", "prep", 120),
    ],
)
def test_a_variable_sets_what_it_names(tmp_path: Path, name: str, text: str, key: str, value: Value) -> None:
    found = read(tmp_path, "", **{name: text})

    assert getattr(found.settings, key) == value
    assert found.sources[key] == name


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "HIPFLOW_VOLUME",
            "loud",
            'HIPFLOW_VOLUME: must be a whole number from 0 to 100, got "loud". Set it to something else, or unset it.',
        ),
        ("HIPFLOW_VOICE", "", 'HIPFLOW_VOICE: must be true or false, got "". Set it to something else, or unset it.'),
        ("HIPFLOW_VOLUM", "3", 'HIPFLOW_VOLUM: unknown setting. Did you mean "HIPFLOW_VOLUME"?'),
    ],
)
def test_a_variable_that_makes_no_sense_is_told(tmp_path: Path, name: str, text: str, problem: str) -> None:
    found = read(tmp_path, "", **{name: text})

    assert found.problems == (problem,)
    assert found.settings == Settings()


@pytest.mark.parametrize("name", ["HIPFLOW_CONFIG_HOME", "HIPFLOW_DATA_HOME", "HIPFLOW_TEST_KILLS", "HIPFLOW_X"])
def test_variables_that_are_something_else_are_left_alone(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, "", **{name: "1"}).problems == ()


def test_the_first_file_says_what_each_setting_means_and_sets_none() -> None:
    text = make_config()

    assert tomllib.loads(text) == {}
    assert all(f"\n# {key} = " in text and rule.about in text for key, rule in RULES.items())
    set_all = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    assert vars_of(Settings()) | {"prep": 10} == tomllib.loads(set_all)


def test_a_setting_is_changed_where_it_waits_as_a_comment() -> None:
    before = make_config()

    after = change_setting(before, "volume", 30)

    assert tomllib.loads(after) == {"volume": 30}
    assert after == before.replace("# volume = 70\n", "volume = 30\n")
    assert change_setting(after, "volume", None) == before


@pytest.mark.parametrize(
    ("before", "key", "value", "after"),
    [
        ("volume = 3 # loud\nprep = 5\n", "volume", 40, "volume = 40 # loud\nprep = 5\n"),
        ("  volume=3", "volume", 40, "  volume=40"),
        ('"volume" = 3\n', "volume", 40, '"volume" = 40\n'),
        ('theme = "a#b" # mine\n', "theme", "c", 'theme = "c" # mine\n'),
        ("theme = 'a' # mine\n", "theme", 'q"\\', 'theme = "q\\"\\\\" # mine\n'),
        ('theme = "a\\"b"\n', "theme", "c", 'theme = "c"\n'),
        ("prep = 5", "volume", 40, "prep = 5\nvolume = 40\n"),
        ("", "volume", 40, "volume = 40\n"),
        ("# volume = 55, as in the gym\n", "volume", 40, "# volume = 55, as in the gym\nvolume = 40\n"),
        ("# volume = 70  # mine\n", "volume", 40, "volume = 40  # mine\n"),
        ("prep = 5\r\nvoice = true\r\n", "voice", False, "prep = 5\r\nvoice = false\r\n"),
        ("prep = 5\r\n", "volume", 40, "prep = 5\r\nvolume = 40\r\n"),
        ("x = 1\n[table]\nvolume = 9\n", "volume", 40, "x = 1\nvolume = 40\n[table]\nvolume = 9\n"),
        ("volume = 3 # loud\n", "volume", None, "# volume = 70 # loud\n"),
        ("volume = 3\n", "prep", None, "volume = 3\n"),
        ("voice_rate = 90\nvoice = true\n", "voice", False, "voice_rate = 90\nvoice = false\n"),
    ],
)
def test_a_setting_is_changed_and_nothing_else(before: str, key: str, value: Value, after: str) -> None:
    assert change_setting(before, key, value) == after


@pytest.mark.parametrize(
    ("text", "key", "value", "why"),
    [
        ("", "volum", 3, 'There is no setting "volum".'),
        ("", "volume", 300, "volume: must be a whole number from 0 to 100, got 300."),
        ("volume = = 3", "volume", 30, "Mend the file first"),
        ('theme = """\na\n"""\n', "theme", "b", "Change it in the file."),
        ("volume.x = 3\n", "volume", 30, "Change it in the file."),
        ("[volume]\nx = 1\n", "volume", 30, "Change it in the file."),
        ('x = """\nvolume = 3\n"""\n', "volume", 30, "Change it in the file."),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(text: str, key: str, value: Value, why: str) -> None:
    with pytest.raises(SettingError) as raised:
        change_setting(text, key, value)

    assert why in str(raised.value)


lines = st.lists(
    st.one_of(
        st.sampled_from(
            ["volume = 3", "# volume = 70", 'theme = "a"', "[t]", "voice = true # yes", "", "\tprep=4", "x = 1"]
        ),
        st.text(max_size=12),
    ),
    max_size=8,
)


@given(lines, st.sampled_from(["volume", "prep", "weekly_goal"]), st.integers(1, 20))
def test_after_any_change_the_file_says_just_that(parts: list[str], key: str, value: int) -> None:
    text = "\n".join(parts)

    try:
        after = change_setting(text, key, value)
    except SettingError:
        return

    before = tomllib.loads(text)
    assert tomllib.loads(after) == {**before, key: value}
    comments = [part for part in parts if part.startswith("#") and part != "# volume = 70"]
    assert all(comment in after for comment in comments)


@given(st.text(max_size=200))
def test_whatever_is_in_the_file_there_are_settings(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    found = read(tmp_path_factory.mktemp("home"), text.encode("utf-8", "surrogatepass"))

    assert isinstance(found.settings, Settings)
    assert all(problem.isprintable() for problem in found.problems)


def test_the_file_is_written_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "config.toml"

    write_whole(file, read_config(file))
    file.chmod(0o640)
    write_whole(file, change_setting(read_config(file), "prep", 3))

    assert tomllib.loads(file.read_text(encoding="utf-8")) == {"prep": 3}
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


def test_where_it_is_a_link_it_stays_one(tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "hipflow.toml"
    kept.parent.mkdir()
    kept.write_text("prep = 3\n")
    file = tmp_path / "config.toml"
    file.symlink_to(kept)

    write_whole(file, "prep = 4\n")

    assert file.is_symlink()
    assert kept.read_text() == "prep = 4\n"


def test_without_a_file_nothing_is_imported_to_read_one(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from hipflow.settings.reading import read_settings\n"
        f"read_settings(Path({str(tmp_path / 'config.toml')!r})); print('tomllib' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"

"""Figures from the command line: played, watched while they are written, and saved as pictures."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from hipflow.figure.clip import EASES
from hipflow.figure.posture_reading import KEY_FIELDS, STARTS
from hipflow.figure.prop_reading import PROP_FIELDS
from hipflow.figure.reading import CLIP_FIELDS
from hipflow.figures import NoFigureError, WatchedFile, find_figure, save_png, save_sheet, save_svg
from hipflow.library.catalogue import load_catalogue
from hipflow.library.document import parse_document
from hipflow.library.figures import build_reading, load_figures
from hipflow.tui.figure_app import FigureApp
from hipflow.tui.screens.figure import FigureScreen
from hipflow.tui.screens.watch import WatchScreen
from hipflow.tui.widgets.figure_view import FigureView
from tests.tui.looking import seen

GOOD = """\
clips:
  - name: Nod
    keys:
      - {from: stand, hold: 1, cue: look up}
      - {torso: 20, hold: 1, cue: look down}
  - name: Lean
    keys:
      - {from: stand}
      - {torso: -15}
"""


def size_of(png: bytes) -> tuple[int, int]:
    """Columns and rows of pixels."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def playing(name: str) -> FigureApp:
    """The app that plays an exercise or a file."""
    return FigureApp(FigureScreen(*find_figure(name)))


def view_of(app: FigureApp) -> FigureView:
    """The figure on the screen."""
    return app.screen.query_one(FigureView)


def test_nothing_of_the_figure_is_imported_before_one_is_shown() -> None:
    code = (
        "import sys\n"
        "import hipflow.cli, hipflow.screens, hipflow.tui.app, hipflow.tui.screens.session\n"
        "print([name for name in sys.modules if name.startswith(('hipflow.figure', 'hipflow.tui.figures'))])\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"


# Pictures.


def test_a_png_has_a_row_of_three_moments_for_each_clip(tmp_path: Path) -> None:
    save_png("sumo-squat", tmp_path / "one.png")
    save_png("leg-swings", tmp_path / "two.png")

    (wide, high), (as_wide, twice) = (size_of((tmp_path / name).read_bytes()) for name in ("one.png", "two.png"))
    assert (wide, high) == (3 * 40 * 6 + 2 * 6, 18 * 12)
    assert (as_wide, twice) == (wide, 2 * high + 6)


def test_an_svg_says_its_size_and_holds_rectangles(tmp_path: Path) -> None:
    save_svg("sumo-squat", tmp_path / "one.svg")

    svg = (tmp_path / "one.svg").read_text()
    assert svg.startswith("<svg")
    assert 'viewBox="0 0 732 216"' in svg
    assert svg.count("<rect") > 100


def test_the_sheet_holds_every_clip_and_is_lower_without_titles(tmp_path: Path) -> None:
    assert save_sheet(tmp_path / "titled.png") == ()
    assert save_sheet(tmp_path / "plain.png", has_titles=False) == ()

    figures = load_figures()
    clips = sum(len(found.clips) for id in figures.list_ids() if (found := figures.find_clips(id)))
    titled, plain = (size_of((tmp_path / name).read_bytes()) for name in ("titled.png", "plain.png"))
    rows = -(-clips // 2)
    assert plain == (6 * 40 * 6 + 5 * 6, rows * (18 * 12 + 6) - 6)
    assert titled[0] == plain[0]
    assert titled[1] >= plain[1] + rows * (4 * 12 + 6)


def test_a_broken_figure_of_ones_own_is_left_out_of_the_sheet_and_told(tmp_path: Path, own_home: Path) -> None:
    own = own_home / "config" / "figures"
    own.mkdir(parents=True)
    (own / "sumo-squat.yaml").write_text("extends: sumo-squat\nclips: []")

    (problem,) = save_sheet(tmp_path / "sheet.png")

    assert problem.file.endswith("sumo-squat.yaml")


# Finding.


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("half-pigeo", 'no exercise "half-pigeo". Did you mean "half-pigeon"? See: hipflow exercises'),
        ("zzz", 'no exercise "zzz". See: hipflow exercises'),
        ("\x1b[2J", "no exercise"),
        ("./none.yaml", "none.yaml:1:1: there is no such file"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(name: str, told: str) -> None:
    with pytest.raises(NoFigureError) as caught:
        find_figure(name)

    (line,) = caught.value.lines
    assert told in line
    assert line.isprintable()


def test_an_exercise_of_ones_own_may_have_no_figure(own_home: Path) -> None:
    folder = own_home / "config" / "exercises"
    folder.mkdir(parents=True)
    text = "name: Mine\nkind: static\nsides: both\nposition: standing\nduration: 30\n"
    (folder / "mine.yaml").write_text(text)

    with pytest.raises(NoFigureError, match="mine has no figure"):
        find_figure("mine")


def test_a_file_is_found_by_its_path_and_all_its_problems_are_told(tmp_path: Path) -> None:
    (tmp_path / "nod.yaml").write_text(GOOD)
    (tmp_path / "bad.yaml").write_text(
        GOOD.replace("torso: 20", "torso: x").replace("hold: 1, cue: look up", "hodl: 1")
    )

    title, clips = find_figure(str(tmp_path / "nod.yaml"))
    with pytest.raises(NoFigureError) as caught:
        find_figure(str(tmp_path / "bad.yaml"))

    assert (title, len(clips.clips)) == ("nod", 2)
    assert [line.split("bad.yaml:")[1][:4] for line in caught.value.lines] == ["4:23", "5:10"]


# Playing.


async def test_a_figure_plays_under_its_name_with_the_words_of_the_moment() -> None:
    app = playing("half-pigeon")
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()

        assert "HALF PIGEON" in seen(app)
        assert "SHIN ACROSS" in seen(app)
        assert view_of(app).is_moving


@pytest.mark.parametrize(("key", "what"), [("space", "is_moving"), ("m", "mirror")])
async def test_keys_stop_it_and_show_the_other_side(key: str, what: str) -> None:
    app = playing("half-pigeon")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = seen(app)
        await pilot.press(key)
        await pilot.pause()

        if what == "is_moving":
            assert not view_of(app).is_moving
            await pilot.press(key)
            assert view_of(app).is_moving
        else:
            assert "left side worked" in seen(app)
            assert seen(app) != before


async def test_tab_shows_phase_by_phase_and_then_all_again() -> None:
    app = playing("leg-swings")
    told: list[str] = []
    async with app.run_test(size=(100, 24)) as pilot:
        for _ in range(4):
            await pilot.pause()
            told.append(str(app.screen.query_one("#figure-facts", Static).content))
            await pilot.press("tab")

    assert told[0].startswith("Forward and back, then Side to side")
    assert told[1].startswith("Forward and back · view 1 of 2")
    assert told[2].startswith("Side to side · view 2 of 2")
    assert told[3] == told[0]


async def test_q_quits() -> None:
    app = playing("sumo-squat")
    async with app.run_test() as pilot:
        await pilot.press("q")
        await pilot.pause()

    assert app.return_code == 0


@pytest.mark.parametrize("size", [(200, 60), (120, 35), (80, 24), (60, 20), (40, 12), (30, 8)])
async def test_it_fits_every_window(size: tuple[int, int]) -> None:
    app = playing("side-steps")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()

        assert all(len(line) <= size[0] for line in seen(app).split("\n"))
        assert "q quit" in seen(app) or "hipflow needs" in seen(app)


# Watching.


class Author:
    """An author with a file open, and what they see of it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "nod.yaml"
        self._saved = 0

    def save(self, text: str) -> None:
        """Save the file, a second later than before."""
        self.file.write_text(text)
        self._saved += 1
        os.utime(self.file, (self._saved, self._saved))

    def open(self) -> FigureApp:
        """The app that shows it."""
        return FigureApp(WatchScreen("nod.yaml", WatchedFile(self.file).read_if_saved))


def look_again(app: FigureApp) -> None:
    """What happens every third of a second."""
    screen: Any = app.screen
    screen.look()


async def test_the_figure_is_drawn_anew_when_the_file_is_saved(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.save(GOOD)
    app = author.open()
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.pause()
        assert "Nod · 1 of 2" in seen(app)
        assert "key 0" in seen(app)

        author.save(GOOD.replace("name: Nod", "name: Bow"))
        look_again(app)
        await pilot.pause()

        assert "Bow · 1 of 2" in seen(app)


async def test_problems_are_listed_with_their_places_and_the_last_sound_picture_stays(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.save(GOOD)
    app = author.open()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        author.save(GOOD.replace("torso: 20", "torzo: 20"))
        look_again(app)
        await pilot.pause()

        assert "nod.yaml:5:10:" in seen(app).replace("\n", "")
        assert "Shown as it was before." in seen(app)
        assert view_of(app).has_picture

        author.save(GOOD)
        look_again(app)
        await pilot.pause()
        assert "nod.yaml:5:10:" not in seen(app)


async def test_a_file_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    author = Author(tmp_path)
    app = author.open()
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        assert "there is no such file" in " ".join(seen(app).split())

        author.save(GOOD)
        look_again(app)
        await pilot.pause()
        assert "Nod · 1 of 2" in seen(app)


async def test_joints_are_named_until_j_takes_the_names_away(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.save(GOOD)
    app = author.open()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        named = seen(app)
        await pilot.press("j")
        await pilot.pause()

        assert all(joint in named for joint in ("head", "knee.a", "ankle.a", "toe.a", "wrist.a", "pelvis"))
        assert "knee.a" not in seen(app)


async def test_arrow_keys_stand_in_key_after_key_and_tab_shows_the_next_clip(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.save(GOOD)
    app = author.open()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("right")
        await pilot.pause()
        assert "▸ key 1" in seen(app)
        assert not view_of(app).is_moving

        await pilot.press("right")
        await pilot.pause()
        assert "▸ key 0" in seen(app)
        await pilot.press("tab")
        await pilot.pause()
        assert "Lean · 2 of 2" in seen(app)


def test_a_file_is_not_read_again_until_it_is_saved(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.save(GOOD)
    watched = WatchedFile(author.file)

    first, second = watched.read_if_saved(), watched.read_if_saved()
    author.save(GOOD)
    third = watched.read_if_saved()
    author.file.unlink()
    fourth = watched.read_if_saved()

    assert first is not None
    assert second is None
    assert third is not None
    assert fourth is not None
    assert fourth.value is None


# The page for authors.


def steps_of_the_page() -> list[str]:
    """The figures of the page as an author has them after each step."""
    page = (Path(__file__).parents[1] / "docs" / "figures.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    start = "clips:\n  - name: Forward reach\n    keys:\n"
    standing = "      - {from: stand, hold: 0.8, cue: stand tall}\n"
    keyed = [block if "from:" in block else standing + block for block in blocks]
    return [block if block.startswith("clips:") else start + block for block in keyed]


def test_the_page_teaches_what_is_true() -> None:
    first, sliding, pinned, last = (
        build_reading(parse_document(text, "my-reach.yaml")) for text in steps_of_the_page()
    )

    assert first.value is not None
    assert all("slides" in problem.what for problem in sliding.problems)
    assert sliding.value is None
    assert pinned.value is not None
    assert last.value is not None


def test_the_page_names_every_key_there_is() -> None:
    page = (Path(__file__).parents[1] / "docs" / "figures.md").read_text(encoding="utf-8")
    tables = "\n".join(line for line in page.split("\n") if line.startswith("|"))
    named = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]*)`", tables))))

    keys = {*CLIP_FIELDS, *(field.split(".")[0] for field in KEY_FIELDS), *PROP_FIELDS, *STARTS, *EASES}
    assert not keys - named
    assert not {field for fields in PROP_FIELDS.values() for field in fields} - named


CATALOGUE, LIBRARY = load_catalogue().exercises, load_figures()


@pytest.mark.parametrize("exercise_id", [each for each in LIBRARY.list_ids() if CATALOGUE.built_in[each].rep_tempo])
def test_a_figure_has_the_tempo_of_its_exercise(exercise_id: str) -> None:
    clips, tempo = LIBRARY.find_clips(exercise_id), CATALOGUE.built_in[exercise_id].rep_tempo
    assert clips
    assert tempo

    for clip in clips.clips:
        assert clip.seconds / clip.reps == pytest.approx(tempo.seconds)


def test_there_are_twenty_clips_or_more() -> None:
    assert sum(len(clips.clips) for each in LIBRARY.list_ids() if (clips := LIBRARY.find_clips(each))) >= 20

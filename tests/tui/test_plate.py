"""Plates: lines in one colour."""

from textual.app import App, ComposeResult
from textual.geometry import Region

from hipflow.tui.composition.picture import Piece
from hipflow.tui.widgets.plate import Plate


class Wall(App[None]):
    """A plate alone."""

    CSS = "Plate { width: 10; height: 3; } .plate--faint { color: red; } .plate--unrisen { color: green; }"

    def compose(self) -> ComposeResult:
        """The plate."""
        yield Plate(id="plate")


PLACE = Region(0, 0, 10, 3)


async def test_a_row_is_one_run_however_many_blanks_it_has() -> None:
    app = Wall()
    async with app.run_test(size=(10, 3)) as pilot:
        plate = app.query_one(Plate)
        plate.show(Piece(PLACE, ("█ █ █", "▄▄", "")))
        await pilot.pause()
        strip = plate.render_line(0)
        assert strip.text == "█ █ █     "
        assert len({segment.style for segment in strip}) == 1


async def test_what_stands_back_has_a_colour_of_its_own() -> None:
    app = Wall()
    async with app.run_test(size=(10, 3)) as pilot:
        plate = app.query_one(Plate)
        plate.show(Piece(PLACE, ("██      ",) * 3, faint=("     ███",) * 3))
        await pilot.pause()
        colours = {segment.text.strip(): segment.style and segment.style.color for segment in plate.render_line(1)}
        assert colours["██"] != colours["███"]


async def test_rows_that_the_light_has_not_reached_look_different() -> None:
    app = Wall()
    async with app.run_test(size=(10, 3)) as pilot:
        plate = app.query_one(Plate)
        plate.show(Piece(PLACE, ("██",) * 3, unrisen=1))
        await pilot.pause()
        assert next(iter(plate.render_line(0))).style != next(iter(plate.render_line(1))).style


async def test_wide_characters_never_reach_over_the_edge() -> None:
    app = Wall()
    async with app.run_test(size=(10, 3)) as pilot:
        plate = app.query_one(Plate)
        plate.show(Piece(PLACE, ("股関節のストレッチ",)))
        await pilot.pause()
        assert plate.render_line(0).cell_length == 10

"""From three metres, without glasses, in grey and in bad light: the seconds, the side and the kind of step are told."""

import pytest

from tests.tui.distance import Image, cut_out, disturb, look_from_afar, measure_difference, name_nearest
from tests.tui.stand import MOMENTS, Stand, on_stage, work

KINDS = ("ready", "left", "right", "both", "swap", "switch", "next", "rest", "paused", "last", "count-in")
"""Every kind of step, and every state, of which each has to be told from all others."""
LEAST = 0.0008
"""Of the mean square by which two of them differ at least: one pixel in 80 by a quarter of all lightness."""


async def photograph(stand: Stand, *, hides_digits: bool) -> Image:
    """The screen from afar; without its digits, so that it is not they which tell one from the other."""
    await stand.pilot.pause()
    digits = [plate.region for plate in stand.app.screen.query("Plate") if plate.id and plate.id.startswith("digit")]
    return look_from_afar(stand.app, digits if hides_digits else ())


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 35)], ids=["60x20", "80x24", "120x35"])
async def test_every_kind_of_step_is_told_from_all_others(size: tuple[int, int]) -> None:
    known: dict[str, Image] = {}
    for name in KINDS:
        moment = MOMENTS[name]
        async with on_stage(moment.at, size=size) as stand:
            await stand.ask(*moment.commands)
            await stand.run_until(moment.at + moment.later)
            known[name] = await photograph(stand, hides_digits=True)

    for seed, (name, image) in enumerate(known.items()):
        assert name_nearest(disturb(image, seed), known) == name
        others = {other: measure_difference(image, known[other]) for other in known if other != name}
        nearest = min(others, key=others.__getitem__)
        assert others[nearest] >= LEAST, f"{name} looks like {nearest}: {others[nearest]:.5f}"


async def test_small_print_is_not_read_from_there() -> None:
    async with on_stage(work("half-pigeon", "left") + 6) as stand:
        before = await photograph(stand, hides_digits=False)
        await stand.press("m")
        assert "muted" in stand.seen()
        assert measure_difference(before, await photograph(stand, hides_digits=False)) < LEAST


@pytest.mark.parametrize(
    ("size", "side"),
    [((40, 12), "left"), ((60, 20), "right"), ((80, 24), "left")],
    ids=["40x12", "60x20", "80x24"],
)
async def test_every_second_is_told_from_all_others(size: tuple[int, int], side: str) -> None:
    start = work("half-pigeon", side)
    known: dict[str, Image] = {}
    async with on_stage(start, size=size) as stand:
        for second in range(30):
            await stand.run_until(start + second)
            whole = await photograph(stand, hides_digits=False)
            half = stand.app.screen.region
            clock = half.split_vertical(half.width // 2)[0 if side == "left" else 1]
            known[str(30 - second)] = cut_out(whole, clock, *size)

    for seed, (name, image) in enumerate(known.items()):
        assert name_nearest(disturb(image, seed), known) == name
        others = {other: measure_difference(image, known[other]) for other in known if other != name}
        nearest = min(others, key=others.__getitem__)
        assert others[nearest] >= LEAST, f"{name} looks like {nearest}: {others[nearest]:.5f}"

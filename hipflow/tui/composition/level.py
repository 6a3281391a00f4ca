"""Nobody works: the light above, and below it what comes next."""

from collections.abc import Iterator, Sequence
from functools import partial

from rich.cells import cell_len
from textual.geometry import Region

from hipflow.core.exercise import Side
from hipflow.tui.composition.clock import align, draw_bars, fit_face, place_digits, set_side_mark
from hipflow.tui.composition.letters import BOLD, set_below, set_letters, set_name, set_paragraphs
from hipflow.tui.composition.picture import Picture, Piece
from hipflow.tui.composition.upright import BAR_ROWS, FIGURE_COLUMNS, FIGURE_ROWS, place_pause_bars
from hipflow.tui.ground import Shape
from hipflow.tui.lettering.clock import ClockFace
from hipflow.tui.phrases import kit_words, shorten
from hipflow.tui.room import Room
from hipflow.tui.scene import Lit, Scene, Tone
from hipflow.tui.wording import fit_keys, fit_sentences

CLOCK_SHARE, BESIDE_SHARE = 0.42, 0.38
"""Of the width: how far the clock may reach, and where what stands beside it begins at the earliest."""
ROWS_FOR_LARGE_WORD = 20
"""Of the light: below this the room is better spent on the digits."""
FIRST = {Side.LEFT: "◀ LEFT first", Side.RIGHT: "RIGHT first ▶"}
LETTER_ROWS = 3
"""Of what to fetch and which side comes first, where there is all the room in the world."""


def compose_level(scene: Scene, room: Room, *, has_figure: bool) -> Picture:
    """The picture of getting ready, of the way to the next exercise, and of a rest."""
    left = max(room.pad, room.edge + 3) if scene.first_side is Side.LEFT else room.pad
    right = max(room.pad, room.edge + 3) if scene.first_side is Side.RIGHT else room.pad
    wide = room.columns - left - right
    name = set_name(scene.heading, wide, room, has_figure=has_figure and scene.tone is not Tone.OFF)
    horizon = room.field_rows - len(name) - _rows_told(scene, room)
    word_rows = 1 if room.rows < 24 else 3 if horizon < ROWS_FOR_LARGE_WORD else room.word_rows
    _, word = set_side_mark(scene.word, "", Lit.ABOVE, word_rows, wide // 2)
    top = room.top if word_rows > 1 else 0
    place = align(word, left, top, wide, is_right=False)
    pieces = {"word": Piece(place, word, True, is_bold=len(word) == 1)}
    digits_top = place.bottom + (1 if word_rows > 1 else 0)
    bars_top = horizon - (1 if room.is_tiny else 2)
    box = Region(left, digits_top, round(room.columns * CLOCK_SHARE) - left, bars_top - digits_top)
    face = fit_face(scene.dial.widest, box.width, box.height)
    pieces.update(_place_digits(scene, face, box))
    # Beside the widest number of this step, so that what stands there stays.
    clock_end = max([place.right, *(left + cut.columns for cut in face.cuts)])
    beside = max(clock_end + 2 * room.pad, round(room.columns * BESIDE_SHARE))
    box = Region(beside, room.top, room.columns - right - beside, horizon - room.top - (0 if has_figure else 1))
    pieces.update(_place_beside(scene, room, box, has_figure=has_figure))
    below = Region(left, horizon, wide, room.field_rows - horizon)
    pieces.update(_place_below(scene, room, below, name, is_fetch_told="fetch" in pieces))
    shape = Shape(lit=Lit.ABOVE, horizon=horizon, first_side=scene.first_side)
    return Picture(room=room, tone=scene.tone, shape=shape, pieces=pieces)


def _rows_told(scene: Scene, room: Room) -> int:
    """The rows below the light, but for the name."""
    if room.is_tiny:
        return 4 if scene.fetch and scene.first_side else 3
    if room.is_huge:
        return 7 + LETTER_ROWS if scene.fetch or scene.first_side else 6
    return 3 if room.rows < 24 else 4


def _place_digits(scene: Scene, face: ClockFace, box: Region) -> Iterator[tuple[str, Piece]]:
    text = scene.dial.digits
    digits = tuple(place_digits(face, text, box, is_right=False))
    if not digits:
        yield "digit-0", Piece(Region(box.x, box.y, len(text), 1), (text,), True, is_bold=True)
        return
    for number, (place, lines) in enumerate(digits):
        yield f"digit-{number}", Piece(place, lines, True)
    if scene.bars is not None:
        start, end = digits[0][0].x, digits[-1][0].right
        yield "bars", draw_bars(scene.bars, Region(start, box.bottom, end - start, 1), is_lit=True)


def _place_beside(scene: Scene, room: Room, box: Region, *, has_figure: bool) -> Iterator[tuple[str, Piece]]:
    """The figure beside the clock; without it what to fetch, or what to do, in large letters."""
    if box.height < BAR_ROWS or box.width < FIGURE_COLUMNS // 2:
        return
    if scene.tone is Tone.OFF:
        inset = 1 if room.is_medium else 0
        inner = Region(box.x, box.y + inset, box.width, box.height - 2 * inset)
        yield "pause", place_pause_bars(inner, is_lit=True)
    elif has_figure and box.height >= FIGURE_ROWS and box.width >= FIGURE_COLUMNS:
        yield "figure", Piece(box, is_lit=True)
    elif not room.is_tiny and not scene.view.is_info:
        kit = kit_words(scene.fetch).split(", ") if scene.fetch else []
        lines = set_below(("Fetch", *kit) if kit else (scene.short_cue,), box.width, box.height)
        if lines:
            columns = max(map(len, lines))
            place = Region(box.x, box.y + (box.height - len(lines)) // 2, columns, len(lines))
            yield "fetch" if kit else "cue", Piece(place, lines, True)


def _set_fetch(fetch: Sequence[str], columns: int, room: Room) -> tuple[tuple[str, ...], bool]:
    """What to fetch, and whether it is a tag on a lit field rather than in letters that need none."""
    text = f"FETCH {', '.join(fetch).replace('-', ' ')}"
    lines = set_letters(text.upper(), columns // 2, [(LETTER_ROWS, BOLD, 1)]) if room.is_huge else ()
    return (lines, False) if lines else ((shorten(f" {text}", columns - 1) + " ",), True)


def _set_first(side: Side, columns: int, room: Room) -> tuple[str, ...]:
    """Which side comes first, with a chevron that points to it."""
    if room.is_huge:
        above, lines = set_side_mark(f"{side.name} FIRST", "", Lit(side.value), LETTER_ROWS, columns // 2)
        if not above and len(lines) == LETTER_ROWS:
            return lines
    return (FIRST[side],)


def _place_below(
    scene: Scene, room: Room, box: Region, name: tuple[str, ...], *, is_fetch_told: bool
) -> Iterator[tuple[str, Piece]]:
    """The name, and below it what to fetch, which side comes first, and how to get there."""
    gap = 2 if room.is_huge else 0 if room.is_tiny else 1
    yield "heading", Piece(Region(box.x, box.y + gap, box.width, len(name)), name, is_bold=len(name) < 3)
    x, y = box.x, box.y + len(name) + 2 * gap
    told: list[tuple[str, tuple[str, ...], bool]] = []
    if scene.fetch and not is_fetch_told:
        told.append(("tag", *_set_fetch(scene.fetch, box.width, room)))
    if scene.first_side and not scene.view.is_asking:
        told.append(("first", _set_first(scene.first_side, box.width, room), False))
    rows = max((len(lines) for _, lines, _ in told), default=1)
    for part, lines, is_lit in told:
        columns = max(map(cell_len, lines))
        if x > box.x and x + columns > box.right:
            x, y = box.x, y + 1
        yield part, Piece(Region(x, y + rows - len(lines), columns, len(lines)), lines, is_lit)
        x += columns + 3 * rows
    if rows > 1:
        x, y = box.x, y + rows + 1
    if room.is_tiny:
        y += x > box.x
        text = set_paragraphs((scene.line,), box.width, box.bottom - y)
        if text:
            yield "text", Piece(Region(box.x, y, box.width, len(text)), text)
        return
    is_keys = bool(scene.keys) and scene.tone is Tone.OFF and not scene.view.is_info
    fit = partial(fit_keys, scene.keys) if is_keys else partial(fit_sentences, scene.lines)
    line = fit(box.right - x)
    if not line and x > box.x and y + 1 < box.bottom:
        x, y = box.x, y + 1
        line = fit(box.right - x)
    if not line and not is_keys and scene.lines:
        line = scene.short_cue
        if not line or cell_len(line) > box.right - x:
            line = shorten(scene.lines[0], box.right - x)
    if line:
        yield "keys" if is_keys else "text", Piece(Region(x, y, box.right - x, 1), (line,))

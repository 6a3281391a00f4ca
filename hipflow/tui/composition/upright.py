"""A side is worked: the clock on the light, and beside it what to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual.geometry import Region

from hipflow.core.exercise import Side
from hipflow.tui.composition.clock import place_clock
from hipflow.tui.composition.letters import set_cue, set_heading, set_paragraphs, set_plain_cue
from hipflow.tui.composition.picture import Picture, Piece
from hipflow.tui.ground import Shape, first_risen_row, still_edge
from hipflow.tui.lettering.signs import draw_pause_bars, draw_switch_chevrons
from hipflow.tui.room import Room
from hipflow.tui.scene import Emblem, Lit, Scene, Tone

FIGURE_ROWS, FIGURE_COLUMNS = 9, 20
"""Below this a figure would be mush."""
CHEVRON_ROWS, CHEVRON_COLUMNS, BAR_ROWS = 3, 13, 3
"""Below this chevrons and pause bars would not be known for what they are."""
LONGEST_LINE = 60
"""Columns of text that an eye finds the way back from."""


def compose_upright(scene: Scene, room: Room, *, has_figure: bool) -> Picture:
    """The picture of a hold, and of all that is laid out like one."""
    clock, told = _halves(scene, room)
    is_still = scene.view.is_still
    pieces = dict(place_clock(scene, room, clock, is_lit=not is_still))
    if not room.is_zoomed:
        is_lit = not is_still and not scene.lit.is_one_side
        pieces.update(_tell(scene, room, told, is_lit=is_lit, has_figure=has_figure))
    horizon = max(1, room.top - 1) if is_still else room.field_rows
    shape = Shape(lit=scene.lit, horizon=horizon, rise=scene.rise, is_still=is_still)
    return Picture(room=room, tone=scene.tone, shape=shape, pieces=_raise_light(pieces, scene, room))


def _halves(scene: Scene, room: Room) -> tuple[Region, Region]:
    """Where the clock is, and where what to do."""
    clock, told = room.clock_half(), room.told_half()
    if scene.view.is_still:
        # Both edges are kept free for the light, whichever of them is lit.
        inset = max(0, still_edge(room) + 2 - room.pad)
        clock = Region(clock.x + inset, clock.y, clock.width - inset, clock.height)
        return clock, Region(told.x, told.y, told.width - inset, told.height)
    if scene.lit is Lit.HALVES:
        clock = Region(clock.x, clock.y, clock.width - room.slash, clock.height)
        return clock, Region(told.x + room.slash, told.y, told.width - room.slash, told.height)
    if scene.lit is Lit.RIGHT:
        return room.mirrored(clock), room.mirrored(told)
    return clock, told


def _raise_light(pieces: Mapping[str, Piece], scene: Scene, room: Room) -> dict[str, Piece]:
    """The pieces, each knowing how far the rising light has reached it."""
    if scene.rise is None:
        return dict(pieces)
    risen = first_risen_row(scene.rise, room)
    return {
        name: replace(piece, unrisen=max(0, min(piece.place.height, risen - piece.place.y))) if piece.is_lit else piece
        for name, piece in pieces.items()
    }


def _tell(scene: Scene, room: Room, box: Region, *, is_lit: bool, has_figure: bool) -> Iterator[tuple[str, Piece]]:
    """What to do: the name above, what to read below, and in the middle the figure or what stands for it."""
    shows_figure = has_figure and scene.emblem is Emblem.FIGURE and not room.is_tiny
    heading = set_heading(
        scene.heading, box.width, room, has_room=scene.is_heading_lit or not (shows_figure or scene.view.is_info)
    )
    place = Region(box.x, box.y, box.width, len(heading))
    yield "heading", Piece(place, heading, is_lit, is_bold=len(heading) < 3)
    gap = 0 if room.is_tiny else 1
    box = Region(box.x, place.bottom + gap, box.width, box.bottom - place.bottom - gap)
    is_told_first = scene.view.is_info or scene.view.is_asking
    kept = _rows_kept(scene, room, has_figure=shows_figure)

    low = box.bottom
    keys = _set_keys(scene.keys, box.width) if scene.tone is Tone.OFF and room.is_medium else ()
    cue = set_cue(scene.short_cue, scene.cues, box.width, room)
    lines = _lines(scene, room)
    if (cue or (scene.cues and shows_figure)) and len(lines) > 1 and scene.lit is not Lit.ABOVE:
        lines = lines[1:]  # It says the same in small, or the figure shows it.
    columns, most = min(box.width, LONGEST_LINE), max(3, box.height - kept)
    text = set_paragraphs(lines, columns, most)
    if shows_figure and lines:
        # A figure that grew and shrank with the words would be another one each time.
        others = (set_paragraphs((*lines[:-1], turn), columns, most) for turn in scene.turns)
        text += ("",) * (max(map(len, others), default=0) - len(text))
    if keys and len(text) + 2 + len(keys) + kept <= box.height:
        yield "keys", Piece(Region(box.x, low - len(keys), box.width, len(keys)), keys, is_lit)
        low -= len(keys) + 1
    if text:
        top = box.y if is_told_first else max(box.y, low - len(text))
        yield "text", Piece(Region(box.x, top, box.width, min(len(text), low - top)), text, is_lit)
        low = top - 1
    top = place.bottom + 1
    is_plain = not cue
    if is_plain and scene.cues:
        cue = set_plain_cue(scene.short_cue, scene.cues, box.width)
    if shows_figure and low - top < FIGURE_ROWS:
        kept = 0  # It has no room, so that its words may have it.
    if cue and low - len(cue) - max(1, kept) >= box.y:
        yield "cue", Piece(Region(box.x, low - len(cue), box.width, len(cue)), cue, is_lit, is_bold=is_plain)
        low -= len(cue) + 1
    elif cue and len(cue) == gap:
        # In little room it takes the row between the name and the figure, and keeps off large letters if it can.
        is_apart = len(heading) > 2 and low - top - 1 >= FIGURE_ROWS
        yield "cue", Piece(Region(box.x, place.bottom + is_apart, box.width, 1), cue, is_lit, is_bold=is_plain)
        top += is_apart
    yield from _place_emblem(scene, Region(box.x, top, box.width, low - top), is_lit=is_lit, has_figure=has_figure)


def _rows_kept(scene: Scene, room: Room, *, has_figure: bool) -> int:
    """How many rows the words leave to what is in the middle."""
    if has_figure:
        return FIGURE_ROWS + 1
    if room.is_tiny or scene.emblem in (Emblem.FIGURE, Emblem.NOTHING):
        return 0
    return CHEVRON_ROWS + 1


def _lines(scene: Scene, room: Room) -> Sequence[str]:
    """What to read; where nothing else tells what leads to an exercise, that comes first."""
    if room.is_tiny and not scene.view.is_asking:
        return (scene.line,) if scene.line else ()
    if scene.lit is not Lit.ABOVE or scene.view.is_info or scene.tone is Tone.OFF:
        return scene.lines
    fetch = ", ".join(scene.fetch).replace("-", " ")
    first = scene.first_side.value.upper() if scene.first_side else ""
    return (*([f"Fetch {fetch}."] if fetch else []), *([f"{first} first."] if first else []), *scene.lines)


def _set_keys(keys: Sequence[tuple[str, str]], columns: int) -> tuple[str, ...]:
    """Keys and what they do, as many to a line as fit."""
    lines: list[str] = []
    for key, deed in keys:
        text = f"{key} {deed}"
        if lines and cell_len(lines[-1]) + 3 + cell_len(text) <= columns:
            lines[-1] += f" · {text}"
        else:
            lines.append(text)
    return tuple(lines)


def _place_emblem(scene: Scene, box: Region, *, is_lit: bool, has_figure: bool) -> Iterator[tuple[str, Piece]]:
    match scene.emblem:
        case Emblem.FIGURE if has_figure and box.height >= FIGURE_ROWS and box.width >= FIGURE_COLUMNS:
            yield "figure", Piece(box, is_lit=is_lit)
        case Emblem.BARS if box.height >= BAR_ROWS:
            yield "pause", place_pause_bars(box, is_lit=is_lit)
        case Emblem.CHEVRONS if box.height >= CHEVRON_ROWS and scene.step.side:
            yield from _place_chevrons(scene.step.side, scene.bright, box, is_lit=is_lit)
        case _:
            pass


def place_pause_bars(box: Region, *, is_lit: bool) -> Piece:
    """The bars of a pause in the middle of a box at least three rows high."""
    rows = min(box.height, max(BAR_ROWS, box.width // 3), 20)
    columns = min(box.width, round(rows * 1.7))
    place = Region(box.x + (box.width - columns) // 2, box.y + (box.height - rows) // 2, columns, rows)
    return Piece(place, draw_pause_bars(rows, columns), is_lit)


def _place_chevrons(side: Side, bright: int, box: Region, *, is_lit: bool) -> Iterator[tuple[str, Piece]]:
    """Three chevrons that point to the side that comes, the first of them bright."""
    rows, columns = box.height, min(box.width, max(CHEVRON_COLUMNS, round(box.height * 3.2)))
    chevrons = draw_switch_chevrons(side, rows, columns)
    if chevrons:
        place = Region(box.x if side is Side.RIGHT else box.right - columns, box.y, columns, rows)
        blank = ((" " * columns,) * rows,)
        lines, faint = _merge((*blank, *chevrons[:bright])), _merge((*blank, *chevrons[bright:]))
        yield "chevrons", Piece(place, lines, is_lit, faint=faint)


def _merge(layers: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Drawings of one size laid over each other, none of which has ink where another has."""
    return tuple(
        "".join(max(cells, key=lambda cell: cell != " ") for cells in zip(*rows, strict=True))
        for rows in zip(*layers, strict=True)
    )

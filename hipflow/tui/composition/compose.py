"""The whole picture: the field, and the foot below it."""

from collections.abc import Iterator
from dataclasses import replace

from rich.cells import cell_len
from textual.geometry import Region

from hipflow.tui.composition.level import compose_level
from hipflow.tui.composition.picture import Picture, Piece
from hipflow.tui.composition.upright import compose_upright
from hipflow.tui.ground import Shape
from hipflow.tui.phrases import wrap_words
from hipflow.tui.room import SMALLEST_COLUMNS, SMALLEST_ROWS, Room, foot_places
from hipflow.tui.scene import Lit, Scene, Tone
from hipflow.tui.wording import fit_foot, join_texts, left_texts, place_middle


def compose_picture(scene: Scene, room: Room, *, has_figure: bool = False) -> Picture:
    """The picture of a scene in a room; without a figure the words take its place."""
    # Whoever pauses wants to know that it is paused, and which key goes on.
    room = replace(room, is_zoomed=scene.view.is_zoomed and scene.tone is not Tone.OFF)
    if room.is_too_small:
        return _compose_excuse(scene, room)
    is_level = scene.lit is Lit.ABOVE and not room.is_zoomed and not scene.view.is_still
    compose = compose_level if is_level else compose_upright
    picture = compose(scene, room, has_figure=has_figure)
    return replace(picture, pieces={**picture.pieces, **dict(_place_foot(scene, room))})


def _compose_excuse(scene: Scene, room: Room) -> Picture:
    """A few words for a window that is too small for anything else."""
    texts = (
        join_texts((scene.dial.words, scene.word, "paused" if scene.tone is Tone.OFF else "")),
        scene.heading,
        f"This window has {room.columns} by {room.rows}; {SMALLEST_COLUMNS} by {SMALLEST_ROWS} show more.",
    )
    columns = max(1, room.columns - 2)
    lines = tuple(line for text in texts for line in wrap_words(text, columns))[: room.rows]
    place = Region(1, max(0, (room.rows - len(lines)) // 2), columns, len(lines))
    dark = Shape(lit=Lit.ABOVE, horizon=0)
    return Picture(room=room, tone=scene.tone, shape=dark, pieces={"excuse": Piece(place, lines, is_bold=True)})


def _place_foot(scene: Scene, room: Room) -> Iterator[tuple[str, Piece]]:
    """The plan bar, and one line: where one is, what comes next, how long still."""
    places = foot_places(room)
    if "plan" in places:
        yield "plan", Piece(places["plan"])
    if "lanes" in places:
        yield "lanes", Piece(places["lanes"], ("L", "R"))
    line = places.get("line")
    if line is None:
        return
    view = scene.view
    left = left_texts(
        scene.seconds_in_all,
        "" if scene.is_about else view.ends_at,
        "not kept" if view.loss else "",
        "locked" if view.is_locked else "",
        sound=view.sound,
        is_about=scene.is_about,
    )
    # Beside a question nothing else is told: neither of its answers may be left out.
    position, left = (("",), ("",)) if view.is_asking else (scene.position, left)
    texts = fit_foot(line.width, position, _middle_texts(scene, room), left)
    starts = (line.x, line.x + (place_middle(line.width, *texts) or 0), line.right - cell_len(texts[2]))
    for name, text, x in zip(("position", "then", "left"), texts, starts, strict=True):
        if text:
            yield name, Piece(Region(x, line.y, cell_len(text), 1), (text,))


def _middle_texts(scene: Scene, room: Room) -> tuple[str, ...]:
    """What the foot says in the middle: what just happened, the keys, or what comes next."""
    if scene.notice and not scene.view.is_asking:
        return (scene.notice,)
    if scene.tone is Tone.OFF and not scene.view.is_asking and not room.is_medium:
        # There is no room for the keys elsewhere, and a mouse alone has to be able to stop, too.
        return (*(join_texts((text, "q stop")) for text in scene.then), *scene.then)
    if not scene.keys or scene.tone is Tone.OFF:
        return scene.then
    first, *others = [f"{key} {deed}" for key, deed in scene.keys]
    return (*(join_texts((first, *others[:count], *others[-1:])) for count in (len(others) - 1, 1, 0)), first)

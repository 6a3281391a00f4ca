"""A picture: everything that is to be seen, each thing in its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from textual.geometry import Region

from hipflow.tui.ground import Shape
from hipflow.tui.room import Room
from hipflow.tui.scene import Tone


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing in a picture."""

    place: Region
    lines: tuple[str, ...] = ()
    is_lit: bool = False
    """Does it stand on the light, so that it is drawn in ink?"""
    is_bold: bool = False
    """Is it ordinary text where there was no room for large letters?"""
    faint: tuple[str, ...] = ()
    """What stands back in the same place, in no cell in which `lines` have ink."""
    unrisen: int = 0
    """How many of its rows the rising light has not reached yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Where everything stands, by the id of the widget that shows it."""

    room: Room
    tone: Tone
    shape: Shape
    pieces: Mapping[str, Piece] = field(default_factory=dict)

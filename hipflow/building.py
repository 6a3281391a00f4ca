"""Building: what the screens are given to make routines with."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hipflow.places import config_folder
from hipflow.tui.parts import BuildingParts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hipflow.core.exercise import Exercise
    from hipflow.library.draft import Draft
    from hipflow.library.workshop import Workshop


def make_building(list_exercises: Callable[[], Sequence[Exercise]], edit_file: Callable[[str], str]) -> BuildingParts:
    """How routines are made on this machine; what that takes is imported when it is first used.

    Args:
        list_exercises: The movements that can be added.
        edit_file: Opens the file of a routine, by its id, in the person's editor, and gives the id of what was opened.
    """
    return BuildingParts(
        begin=lambda: _workshop().begin(),
        open=lambda id: _workshop().open(id),
        save=_save,
        duplicate=lambda id: _workshop().duplicate(id),
        remove=_remove,
        edit_file=edit_file,
        list_exercises=list_exercises,
    )


def _save(draft: Draft) -> str:
    return _workshop().save(draft)


def _remove(id: str) -> Callable[[], None]:
    from hipflow.library.upkeep import bring_back

    return partial(bring_back, _workshop().remove(id))


def _workshop() -> Workshop:
    from hipflow.library.catalogue import load_catalogue
    from hipflow.library.workshop import Workshop

    # A catalogue of its own: that of the picker should find out by itself what has changed.
    return Workshop(load_catalogue, config_folder())

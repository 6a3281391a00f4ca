"""What there is, from the command line: the routines, and the exercises."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from hipflow.telling import FINE, say, tell_json, tell_json_rows, tell_lines

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from hipflow.library.listings import Listing


def list_names() -> int:
    """Print the id of every routine that can be run; a shell that completes names wants to hear nothing else."""
    tell_lines(listing.id for listing in _find_listings() if not listing.problems)
    return FINE


def list_routines(asked: argparse.Namespace) -> int:
    """Print the routines there are."""
    if asked.names:
        return list_names()
    listings = _find_listings()
    sound = [listing for listing in listings if not listing.problems]
    from hipflow.export.columns import align_columns, length_words
    from hipflow.library.problems import make_printable

    if asked.json:
        tell_json_rows(
            {
                "id": each.id,
                "name": each.name,
                "phase": each.phase or None,
                "seconds": each.seconds,
                "until_key": each.is_open,
                "equipment": each.equipment,
                "source": each.source.value,
                "path": str(each.path),
            }
            for each in sound
        )
    else:
        head = ["id", "name", "length", "suits", "needs"]
        # Thousands of routines have a few lengths and a few kits.
        kits = {kit: ", ".join(kit) or "nothing" for kit in {each.equipment for each in sound}}
        spans = {(each.seconds, each.is_open) for each in sound}
        lengths = {span: length_words(span[0], is_about=span[1]) for span in spans}
        rows = [
            [each.id, each.name, lengths[each.seconds, each.is_open], each.phase, kits[each.equipment]]
            for each in sound
        ]
        tell_lines(align_columns([head, *rows], right={2}))
    for listing in listings:
        if count := len(listing.problems):
            path = make_printable(str(listing.path))
            say(f"{path}: {count} problem{'s' if count != 1 else ''}; see: hipflow check {path}")
    return FINE


def _find_listings() -> Sequence[Listing]:
    from hipflow.library.catalogue import load_catalogue

    # What is made here is given up at the end; with thousands, looking through it before is a tenth of the time.
    gc.disable()
    try:
        return load_catalogue().routines
    finally:
        gc.freeze()
        gc.enable()


def list_exercises(asked: argparse.Namespace) -> int:
    """Print the exercises there are."""
    from hipflow.export.tables import exercise_table
    from hipflow.export.values import exercise_json
    from hipflow.library.catalogue import load_catalogue

    repertoire = load_catalogue().exercises
    exercises = [exercise for _, exercise in sorted({**repertoire.built_in, **repertoire.own}.items())]
    if asked.names:
        tell_lines(exercise.id for exercise in exercises)
    elif asked.json:
        sources = ["user" if exercise.id in repertoire.own else "built-in" for exercise in exercises]
        tell_json([exercise_json(each) | {"source": source} for each, source in zip(exercises, sources, strict=True)])
    else:
        tell_lines(exercise_table(exercises, repertoire.own))
        for file in repertoire.broken.values():
            say(f"{file}: it has a problem; see: hipflow check {file}")
    return FINE

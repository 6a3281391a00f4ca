"""What there is, from the command line: the routines, and the exercises."""

import argparse

from hipflow.telling import FINE, say, tell_json, tell_json_rows, tell_lines


def list_routines(asked: argparse.Namespace) -> int:
    """Print the routines there are."""
    import gc

    # Of all that is made here, nothing is given up before the end: with thousands, that is a tenth of the time.
    gc.disable()
    try:
        return _list_routines(asked)
    finally:
        gc.enable()


def _list_routines(asked: argparse.Namespace) -> int:
    from hipflow.library.catalogue import load_catalogue

    listings = load_catalogue().routines
    sound = [listing for listing in listings if not listing.problems]
    if asked.names:
        # A shell that completes names wants to hear nothing else.
        tell_lines(listing.id for listing in sound)
        return FINE
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
        rows = [
            [
                each.id,
                each.name,
                length_words(each.seconds, is_about=each.is_open),
                each.phase,
                ", ".join(each.equipment) or "nothing",
            ]
            for each in sound
        ]
        tell_lines(align_columns([head, *rows], right={2}))
    for listing in listings:
        if count := len(listing.problems):
            path = make_printable(str(listing.path))
            say(f"{path}: {count} problem{'s' if count != 1 else ''}; see: hipflow check {path}")
    return FINE


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

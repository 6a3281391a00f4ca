"""Routines for others: packed into one file that runs wherever hipflow is."""

import argparse
import sys
from pathlib import Path

from hipflow import __version__
from hipflow.core.plan import compile_plan
from hipflow.library.catalogue import load_catalogue
from hipflow.library.manuscript import write_packed
from hipflow.library.problems import make_printable
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import parse_routine
from hipflow.library.upkeep import FIGURES, save_new
from hipflow.places import config_folder
from hipflow.telling import BAD_INPUT, FINE, complain, say, say_problems


def pack(asked: argparse.Namespace) -> int:
    """Write a routine with all that it uses into one file, or to standard output."""
    catalogue = load_catalogue()
    reading = catalogue.find_routine(asked.routine)
    say_problems(reading.problems)
    routine = reading.value
    if routine is None:
        return BAD_INPUT
    remarks = (
        f"Packed by hipflow {__version__} with all that it uses; it runs wherever hipflow is.",
        f"To run it: hipflow run {routine.id}.yaml",
        "To keep it: put it into the folder routines, beside the file that hipflow config names",
    )
    text = write_packed(routine, catalogue.exercises, remarks=remarks)
    unpacked = parse_routine(text, f"{routine.id}.yaml", Repertoire())
    if unpacked.value is None or compile_plan(unpacked.value) != compile_plan(routine):
        # More exercises than one file may define, for one.
        say_problems(unpacked.errors)
        return complain("this routine does not fit into one file")
    if asked.file in (None, "-"):
        sys.stdout.write(text)
    else:
        try:
            save_new(Path(asked.file), text)
        except FileExistsError:
            return complain(f"{asked.file} is there already. Name another file.")
        except OSError as error:
            return complain(f"{asked.file} cannot be written: {error.strerror}")
        sys.stdout.write(f"Written: {make_printable(asked.file)}\n")
    _tell_of_figures({entry.exercise.id for entry in routine.entries})
    return FINE


def _tell_of_figures(ids: set[str]) -> None:
    """Say which figures of one's own are not in the file, where there are any."""
    left = sorted(id for id in ids if (config_folder() / FIGURES / f"{id}.yaml").is_file())
    if left:
        files = ", ".join(f"{id}.yaml" for id in left)
        say(f"Your own figures are files of their own; to share them too: {config_folder() / FIGURES}: {files}")

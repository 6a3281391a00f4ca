"""All the routines and exercises there are: those that come with hipflow, and the user's own."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Final

from hipflow.library.folders import SUFFIXES, Scan, Stamp, read_file_clock, scan_folder
from hipflow.library.index import Index, read_index, write_index
from hipflow.library.listings import Listing, Source, skip_twins
from hipflow.library.problems import Problem, Reading, quote, suggest_nearest
from hipflow.library.survey import Doubts, Ground, survey_routines
from hipflow.places import cache_folder, config_folder, data_root

if TYPE_CHECKING:
    # What is printed of an index alone need not wait for what reads a file.
    from hipflow.core.routine import Routine
    from hipflow.library.repertoire import Repertoire

INDEX_NAME: Final = "routines.index"


class Catalogue:
    """What there is; a file is read when it is needed, and again only once it has changed. For any thread."""

    def __init__(self, built_in: Path, own: Path, cache: Path | None = None) -> None:
        """A catalogue.

        Args:
            built_in: The folder of `assets/exercises/` and `routines/`.
            own: The user's folder of `exercises/` and `routines/`.
            cache: The folder for an index of the routines; None: all of them are read every time.
        """
        self._folders = {Source.PRESET: built_in / "routines", Source.USER: own / "routines"}
        self._names = {source: str(folder) for source, folder in self._folders.items()}
        self._exercise_folders = built_in / "assets" / "exercises", own / "exercises"
        self._index_file = cache / INDEX_NAME if cache else None
        self._looking = RLock()
        self._reading = RLock()
        self._index: Index | None = None
        self._doubts: Doubts = {}
        self._is_checked = False
        self._listings: tuple[Listing, ...] = ()
        self._folder_problems: tuple[Problem, ...] = ()
        self._repertoire: tuple[list[dict[str, Stamp]], Repertoire, tuple[Problem, ...]] | None = None

    @property
    def exercises(self) -> "Repertoire":
        """All the exercises that can be used."""
        return self._read_exercises()[0]

    @property
    def routines(self) -> tuple[Listing, ...]:
        """Every file with a routine: the presets, then the user's, each in the order of their files' names."""
        if not self._is_checked:
            self.check()
        return self._listings

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with folders and with files of exercises; a broken routine tells its own."""
        if not self._is_checked:
            self.check()
        return self._read_exercises()[1] + self._folder_problems

    @property
    def is_settled(self) -> bool:
        """Is nothing in doubt that the last patient check saw?"""
        return not self._doubts

    def recall(self) -> tuple[Listing, ...]:
        """The routines as they were known before, without a look at any of them; none where nothing is known."""
        with self._looking:
            if self._index is None:
                self._listings = _line_up(self._recall_index())
            return self._listings

    def check(self, *, is_patient: bool = False, tell: Callable[[tuple[Listing, ...]], None] | None = None) -> bool:
        """Look whether all is as it was, and read what is not. Did anything change?

        Args:
            is_patient: Is a file that seems broken or gone to count as it was until that is seen twice?
            tell: Called now and then with the routines so far, while there are many to read.
        """
        with self._looking:
            known = self._recall_index()
            scans = {source: scan_folder(folder) for source, folder in self._folders.items()}
            exercises = [scan_folder(folder) for folder in self._exercise_folders]
            self._forget_exercises(exercises)
            ground = Ground(
                self._names,
                {source: scan.files for source, scan in scans.items()},
                [scan.files for scan in exercises],
                lambda: self.exercises,
                lambda: read_file_clock(self._index_file.parent) if self._index_file else None,
            )

            def tell_of(index: Index) -> None:
                try:
                    if tell:
                        tell(_line_up(index))
                except BaseException:
                    # Nobody wants to hear more; what was read need not be read again.
                    self._keep(index)
                    raise

            found = survey_routines(known, ground, self._doubts if is_patient else None, tell_of)
            self._doubts = found.doubts
            self._folder_problems = tuple(problem for scan in scans.values() for problem in scan.problems)
            self._index = found.index
            if found.is_changed or not self._is_checked:
                self._listings = _line_up(found.index)
            self._is_checked = True
            if found.index != known:
                self._keep(found.index)
            return found.is_changed

    def count_own(self) -> int:
        """How many files with routines the user has; none of them is read."""
        return len(scan_folder(self._folders[Source.USER]).files)

    def without_own(self) -> "Catalogue":
        """The catalogue of what comes with hipflow alone."""
        return Catalogue(self._folders[Source.PRESET].parent, Path(os.devnull))

    def read_listed(self, listing: Listing) -> "Reading[Routine]":
        """The routine of a listing, as its file is now, and all that is wrong with it."""
        from hipflow.library.routines import read_routine

        reading = read_routine(listing.path, self.exercises)
        if listing.problems and reading.value is not None:
            # By itself it could be run, but not beside its twin.
            return Reading(None, listing.problems)
        return reading

    def read_routines(self) -> "tuple[Routine, ...]":
        """All the routines that can be run."""
        readings = (self.read_listed(listing) for listing in self.routines)
        return tuple(reading.value for reading in readings if reading.value is not None)

    def find_routine(self, name: str) -> "Reading[Routine]":
        """The routine of an id, or in the file at a path; problems say why there is none."""
        from hipflow.library.routines import read_routine

        path = Path(name)
        if os.sep in name or "/" in name or path.suffix.lower() in SUFFIXES:
            return read_routine(path, self.exercises)
        namesakes = [listing for listing in self.routines if listing.id == name]
        if namesakes:
            return self.read_listed(next((each for each in namesakes if not each.problems), namesakes[0]))
        if _is_file(path):
            return read_routine(path, self.exercises)
        return Reading(None, (self._complain_of_missing(name),))

    def _recall_index(self) -> Index:
        if self._index is None:
            found = read_index(self._index_file, self._names) if self._index_file else None
            self._index = found or Index()
        return self._index

    def _keep(self, index: Index) -> None:
        if self._index_file:
            write_index(self._index_file, self._names, index)

    def _forget_exercises(self, scans: list[Scan]) -> None:
        with self._reading:
            if self._repertoire and self._repertoire[0] != [scan.files for scan in scans]:
                self._repertoire = None

    def _read_exercises(self) -> "tuple[Repertoire, tuple[Problem, ...]]":
        with self._reading:
            if self._repertoire is None:
                from hipflow.library.collection import read_exercises
                from hipflow.library.repertoire import Repertoire

                scans = [scan_folder(folder) for folder in self._exercise_folders]
                inner, outer = self._exercise_folders
                built_in = read_exercises(inner, scans[0].files, Repertoire())
                own = read_exercises(outer, scans[1].files, Repertoire(built_in.sound))
                known = Repertoire(built_in.sound, own.sound, built_in.broken | own.broken)
                problems = scans[0].problems + built_in.problems + scans[1].problems + own.problems
                self._repertoire = [scan.files for scan in scans], known, problems
            return self._repertoire[1:]

    def _complain_of_missing(self, name: str) -> Problem:
        spellings = {each.name.lower(): each.id for each in self.routines if not each.problems}
        spellings |= {each.id: each.id for each in self.routines}
        near = suggest_nearest(name.lower(), spellings)
        guess = f'Did you mean "{spellings[near]}"? ' if near else ""
        return Problem("", 1, 1, "", f"no routine {quote(name)}", f"{guess}See: hipflow list")


def load_catalogue() -> Catalogue:
    """The catalogue of this machine."""
    return Catalogue(data_root(), config_folder(), cache_folder())


def _line_up(index: Index) -> tuple[Listing, ...]:
    return skip_twins(listing for source in Source for listing in index.listings.get(source, ()))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # A name too long for a file, for one.
        return False

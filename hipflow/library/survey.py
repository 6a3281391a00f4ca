"""The survey: what is known of the routines is made true again, reading only what has changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from hipflow.library.folders import NO_STAMP, Stamp
from hipflow.library.index import Index
from hipflow.library.listings import Listing, Source

if TYPE_CHECKING:
    from hipflow.library.repertoire import Repertoire

YOUNG_NS: Final = 2_000_000_000
"""A file that was changed less than this before it was read may change again within the same tick of a coarse clock."""

YOUNG: Final = -1
"""Stands for the inode of such a file, so that its stamp is never the one that it is found to have."""

TOLD_EVERY: Final = 500
"""Files read between two tellings; about a quarter of a second."""

Doubts: TypeAlias = Mapping[tuple[Source, str], object]
"""Files that seem broken or gone, and in which state they were seen so."""
Tell = Callable[[Index], None]
"""Is told what is known so far."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What came of looking."""

    index: Index
    is_changed: bool
    """Does it say anything new?"""
    doubts: Doubts = field(default_factory=dict)
    """What should soon be looked at again."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What there is to look at."""

    folders: Mapping[Source, str]
    files: Mapping[Source, Mapping[str, Stamp]]
    """The files with routines in each."""
    exercise_files: Sequence[Mapping[str, Stamp]]
    read_exercises: "Callable[[], Repertoire]"
    """Those in the files; called only when it cannot be done without them."""
    read_file_clock: Callable[[], int | None]
    """What time it is for a file that is changed now, in nanoseconds; None where nobody knows."""


def survey_routines(known: Index, ground: Ground, doubts: Doubts | None = None, tell: Tell | None = None) -> Survey:
    """What is true now.

    Args:
        known: What was true before.
        ground: Where to look.
        doubts: Those of the look before. What is sound no longer then stays as it was until it is seen twice in the
            same state, for it may be on its way to the disk. None: it counts at once.
        tell: Called now and then while many files are read.
    """
    exercises, changed = known.exercises, frozenset[str]()
    if list(known.exercise_files) != list(ground.exercise_files):
        exercises = sum_up_exercises(ground.read_exercises())
        changed = frozenset(id for id, _ in known.exercises.items() ^ exercises.items())
    look = _Look(replace(known, exercises=exercises), ground, changed, doubts, tell)
    listings = {source: look.list_folder(source) for source in Source}
    is_changed = look.is_changed or listings.keys() != known.listings.keys()
    return Survey(Index(listings, ground.exercise_files, exercises), is_changed, look.doubts)


def sum_up_exercises(known: "Repertoire") -> dict[str, str]:
    """Each exercise in a few letters, which are others as soon as anything in it is."""
    import hashlib

    found = {**known.built_in, **known.own}
    return {id: hashlib.blake2b(repr(found[id]).encode(), digest_size=8).hexdigest() for id in found}


class _Look:
    """One look at all the folders."""

    def __init__(
        self, known: Index, ground: Ground, changed: frozenset[str], doubts: Doubts | None, tell: Tell | None
    ) -> None:
        self.is_changed = False
        self.doubts: dict[tuple[Source, str], object] = {}
        self._known = known
        self._ground = ground
        self._changed = changed
        """The ids that stand for another exercise than before."""
        self._doubts_before = doubts
        self._tell = tell
        self._done: dict[Source, tuple[Listing, ...]] = {}
        self._count = 0

    def list_folder(self, source: Source) -> tuple[Listing, ...]:
        known = self._known.listings.get(source, ())
        files = self._ground.files[source]
        if not self._changed and files == {listing.file: listing.stamp for listing in known}:
            listings = known
        else:
            listings = tuple(self._list_files(source, {listing.file: listing for listing in known}, files))
        self._done[source] = listings
        return listings

    def _list_files(
        self, source: Source, known: Mapping[str, Listing], files: Mapping[str, Stamp]
    ) -> Iterator[Listing]:
        listed: list[Listing] = []
        for file in sorted(files.keys() | known.keys()):
            before, stamp = known.get(file), files.get(file)
            if before is not None and before.stamp == stamp != NO_STAMP and not self._is_outdated(before):
                listing: Listing | None = before
            else:
                listing = self._settle(source, file, stamp, before, self._read(source, file, stamp))
                self._note_progress(source, listed)
            if listing is not None:
                listed.append(listing)
        return iter(listed)

    @cached_property
    def _young_since(self) -> int | None:
        now = self._ground.read_file_clock()
        return None if now is None else now - YOUNG_NS

    def _is_outdated(self, listing: Listing) -> bool:
        """Has something changed that it was read by? What is broken may have asked for anything."""
        return bool(self._changed) and (bool(listing.problems) or not self._changed.isdisjoint(listing.uses))

    def _read(self, source: Source, file: str, stamp: Stamp | None) -> Listing | None:
        # The readers and the YAML parser are 40 ms that a look at what has not changed goes without.
        from hipflow.library.collection import list_routine

        if stamp is None:
            return None
        if self._young_since is not None and stamp[0] >= self._young_since:
            stamp = *stamp[:2], YOUNG
        return list_routine(source, self._ground.folders[source], file, stamp, self._ground.read_exercises())

    def _settle(
        self, source: Source, file: str, stamp: Stamp | None, before: Listing | None, now: Listing | None
    ) -> Listing | None:
        """What is to be shown of a file: what it is now, or for a moment still what it was before."""
        is_sound = now is not None and not now.problems
        state = (stamp, self._ground.exercise_files)
        if not is_sound and self._doubts_before is not None and (before is None or not before.problems):
            key = source, file
            if self._doubts_before.get(key) != state:
                self.doubts[key] = state
                return before and before._replace(stamp=NO_STAMP)
        if now is None or before is None or self._is_outdated(before) or before.stamp[:2] != now.stamp[:2]:
            # What a listing does not tell may be what has changed: a note, a side.
            self.is_changed = True
        return now

    def _note_progress(self, source: Source, listed: list[Listing]) -> None:
        self._count += 1
        if self._tell and self._count % TOLD_EVERY == 0:
            so_far = {**self._done, source: tuple(listed)}
            self._tell(Index(so_far, self._ground.exercise_files, self._known.exercises))

"""What the app is given: where routines come from, how a session is opened, and what is known about the person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from hipflow.settings.values import Settings

if TYPE_CHECKING:
    # Not needed before a session, and the first frame waits for every import.
    from datetime import datetime

    from hipflow.core.exercise import Exercise
    from hipflow.core.plan import Plan
    from hipflow.core.record import Record
    from hipflow.core.routine import Routine
    from hipflow.engine import Engine
    from hipflow.figure.clip import Clips
    from hipflow.library.draft import Draft
    from hipflow.settings.reading import ReadSettings
    from hipflow.settings.values import Value
    from hipflow.store.past import SessionDone
    from hipflow.tui.cards import Card, Library
    from hipflow.tui.memories import History, Offer, Today, UnfinishedCard

CheckSound = Callable[[Callable[[str], bool]], None]
"""Plays every kind of sound in this thread, telling the name of each; stops when the answer is no."""


class SoundControl(Protocol):
    """What the screens may ask of the sound of one session."""

    @property
    def status(self) -> str:
        """One word for a person: on, muted, silent, bell."""
        ...

    @property
    def is_muted(self) -> bool:
        """Is nothing to be heard?"""
        ...

    @property
    def volume(self) -> int:
        """Per cent."""
        ...

    @property
    def has_voice(self) -> bool:
        """Are words said?"""
        ...

    def toggle_mute(self) -> None:
        """Make it silent, or heard again."""
        ...

    def toggle_voice(self) -> None:
        """Let the voice be quiet, or speak again where there is one."""
        ...

    def change_volume(self, by: int) -> None:
        """Make it louder, or quieter below 0."""
        ...

    def close(self) -> None:
        """Let what sounds come to its end and let go of the device; may take seconds, and is called from a thread."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureParts:
    """What the screens need to show movements."""

    find_clips: Callable[[Exercise], Clips | None] | None = None
    """The figure of an exercise, if it has one; some milliseconds when it is first asked for. None: there are none."""
    is_own: Callable[[Exercise], bool] = lambda _: False
    """Is it the person's own, or their version of one that comes with hipflow?"""
    glyphs: str = "auto"
    """What figures are drawn with."""
    rate: int = 8
    """Pictures a second at most."""
    is_still: bool = False
    """Is each movement to be shown in one still picture?"""

    def find(self, exercise: Exercise) -> Clips | None:
        """The figure of an exercise; None where it has none."""
        return self.find_clips(exercise) if self.find_clips else None


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A session that is about to run, and what makes it heard and seen."""

    engine: Engine
    sound: SoundControl
    figures: FigureParts = field(default_factory=FigureParts)
    hint: Callable[[], str] = lambda: ""
    """Asked each second: what a person should know of the display, in a few words; empty while all is well."""
    loss: Callable[[], str] = lambda: ""
    """Asked each second: why the session is not being kept, in a few words; empty while it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingParts:
    """How routines are put together, without a word of YAML."""

    begin: Callable[[], Draft]
    """A routine with nothing in it yet."""
    open: Callable[[str], Draft]
    """The routine with an id; a preset is copied first. Raises OSError, and EditError where it cannot be changed so."""
    save: Callable[[Draft], str]
    """Writes it into the person's folder, and gives the id that it has there; raises OSError and EditError."""
    duplicate: Callable[[str], str]
    """Saves the routine with an id once more, and gives the id of that; raises the same."""
    remove: Callable[[str], Callable[[], None]]
    """Takes the routine with an id away, and gives what brings it back; both raise the same."""
    edit_file: Callable[[str], str]
    """Opens the file of a routine in the person's editor, in the terminal, and waits for them to leave it.

    Of a preset it is a copy. Gives the id of what was opened; raises the same.
    """
    list_exercises: Callable[[], Sequence[Exercise]]
    """The movements that can be added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsParts:
    """Where the settings are read and changed."""

    read: Callable[[], ReadSettings]
    change: Callable[[str, Value], ReadSettings]
    """Writes one setting, None for no longer set, and gives what holds then; raises SettingError and OSError."""
    file: str = ""
    """The path of the file, for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memories:
    """Where the screens ask. By default nothing is remembered.

    `find_unfinished` is called before the first frame and `resume` by whoever waits for it: both have to be quick. The
    others are called in a thread. Any of them may raise.
    """

    find_unfinished: Callable[[], UnfinishedCard | None] = lambda: None
    resume: Callable[[UnfinishedCard], LiveSession | None] = lambda _: None
    """Takes it up: an engine that stands paused at its place; None: another hipflow was quicker."""
    forget: Callable[[UnfinishedCard], None] = lambda _: None
    """Puts it into the history as unfinished."""
    read_today: Callable[[], Today | None] = lambda: None
    read_history: Callable[[], History | None] = lambda: None
    read_record: Callable[[int], Record | None] = lambda _: None
    """The record of a session of the history, by its number."""
    read_last_time: Callable[[str], SessionDone | None] = lambda _: None
    """The newest session of a routine, by its id; asked before another one is opened."""
    begin_learning: Callable[[str], Callable[[Record], Offer | None]] = lambda _: lambda _: None
    """Asked with the id of a routine before a session of it; what it gives is asked with the record, after it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What came of looking whether the files are as they were."""

    library: Library | None = None
    """What there is now; None: what there was before."""
    is_settled: bool = True
    """False: some of it is being changed right now and should soon be looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """All that the screens need from the rest of hipflow."""

    read_library: Callable[[], Library]
    """Called in a thread for the first frame, and again when the person asks for it."""
    recall_library: Callable[[], Library | None] = lambda: None
    """All that was known of it last, at once; called in a thread for the first frame. None: nothing."""
    look_again: Callable[[Callable[[Library], None]], Look] = lambda _: Look()
    """Called in a thread now and then while the picker is open; tells of what there is so far if that takes long."""
    read_routine: Callable[[Card], Routine | None] = lambda card: card.routine
    """The routine of a card, for as long as it is not in it; called in a thread. None: it cannot be read any more."""
    open_session: Callable[[Plan], LiveSession]
    first_plan: Plan | None = None
    """What to start with; leaving its summary then leaves the app. None: the person picks."""
    last_choice: str = ""
    """The id of the routine that is selected at first."""
    is_notice_due: bool = False
    """Has the safety notice still to be shown before the first session?"""
    note_notice_seen: Callable[[], None] = lambda: None
    check_sound: CheckSound | None = None
    """The sound check; None where there is nothing to check."""
    taskbar: str = "auto"
    """Is progress shown in the taskbar: auto, where the terminal is known to do so; on; off?"""
    theme: str = "hipflow-dark"
    note_theme: Callable[[str], None] = lambda _: None
    """Told the name of the theme whenever the person chooses another."""
    figures: FigureParts = field(default_factory=FigureParts)
    list_exercises: Callable[[], Sequence[Exercise]] | None = None
    """All movements there are, for whoever wants to look at them; None: nobody can."""
    memories: Memories = field(default_factory=Memories)
    """What is known of earlier sessions."""
    settings_now: Callable[[], Settings] = Settings
    """The settings as they hold now; quick."""
    read_time: Callable[[], datetime] | None = None
    """Tells the time of day; None: nobody knows."""
    building: BuildingParts | None = None
    """How routines are made; None: they cannot be."""
    settings: SettingsParts | None = None
    """What can be set; None: nothing."""

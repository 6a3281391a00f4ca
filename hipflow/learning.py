"""Learning: time that was added to the same step in three sessions running is offered to be kept for good.

It is kept where the routine is written: in the person's own file, with its comments; for a routine that comes with
hipflow in a copy of the person's own; and the time to get ready, where no file is theirs, in the settings.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hipflow.core.plan import Plan, Step, StepKind, compile_plan
from hipflow.core.record import Record
from hipflow.core.text import clean, uncapitalise
from hipflow.library.draft import WAYS, Draft, find_field
from hipflow.library.durations import GAP
from hipflow.library.passages import EditError
from hipflow.library.workshop import Workshop
from hipflow.settings.reading import ReadSettings
from hipflow.settings.values import Value
from hipflow.store.database import Database
from hipflow.store.habits import SAME_CHANGES, find_habits
from hipflow.store.history import list_changes
from hipflow.store.past import StepChanged, list_step_changes
from hipflow.tui.choosing import find_ruler
from hipflow.tui.memories import Offer

TIMES = {2: "twice", 3: "three times", 4: "four times"}


@dataclass(frozen=True, slots=True)
class SettingsWays:
    """How the settings are read and changed."""

    read: Callable[[], ReadSettings]
    change: Callable[[str, Value], ReadSettings]
    file: Path


@dataclass(frozen=True, slots=True)
class Learning:
    """Makes offers out of what is remembered; asked in a thread, for it reads files."""

    workshop: Workshop
    settings: SettingsWays
    note_copy: Callable[[str], object] = lambda _: None
    """Told the id of a copy that was made, which the person will want from now on."""

    def begin(self, database: Database, routine: str) -> Callable[[Record], Offer | None]:
        """What is asked once a session of a routine is over; called before it is kept. Raises StoreError."""
        earlier = list_changes(database, routine, limit=SAME_CHANGES - 1)
        return lambda record: self.find_offer(record, earlier)

    def find_offer(self, record: Record, earlier: Sequence[Sequence[StepChanged]]) -> Offer | None:
        """What to offer after a session; None where nothing was learnt, or it could not be kept.

        Args:
            record: Of the session.
            earlier: What was added in those before it, newest first.
        """
        for habit in find_habits([list_step_changes(record), *earlier]):
            step, seconds = record.plan.steps[habit.step], round(habit.planned + habit.added)
            if not GAP.shortest <= seconds <= GAP.longest:
                continue
            told = tell_habit(step, round(habit.added))
            try:
                offer = self._offer(record.plan, step, seconds, told)
            except (EditError, OSError):
                continue
            if offer is not None:
                return offer
        return None

    def _offer(self, plan: Plan, step: Step, seconds: int, told: str) -> Offer | None:
        held = self.settings.read()
        if step.kind is StepKind.PREPARE and (held.settings.prep is not None or self._is_preset(plan.routine_id)):
            return self._offer_setting(held, seconds, told)
        draft = self.workshop.open(plan.routine_id)
        changed = _change_draft(draft, step, seconds)
        if changed is None:
            return None

        def keep() -> str:
            id = self.workshop.save(changed)
            if changed.file is not None:
                return f"Kept: {seconds} s from now on, in {clean(changed.file.name)}."
            self.note_copy(id)
            return f"Kept: {seconds} s in “{clean(changed.title)}”, which is yours."

        where = "" if changed.file is not None else " in a copy of your own"
        field, id = find_field(step.kind), plan.routine_id
        whose = f" for {step.exercise.id}" if step.kind in WAYS else ""
        copies = "" if changed.file is not None else " makes a copy of your own"
        by_hand = f"{told}. To keep it: hipflow edit {id}{copies}; write {field}: {seconds}{whose}"
        return Offer(words=f"{told}: keep {seconds} s{where}?", keep=keep, by_hand=by_hand)

    def _offer_setting(self, held: ReadSettings, seconds: int, told: str) -> Offer | None:
        if find_ruler(held, "prep", str(self.settings.file)):
            return None

        def keep() -> str:
            self.settings.change("prep", seconds)
            return f"Kept: {seconds} s to get ready, before every routine."

        by_hand = f"{told}. To keep it for every routine: write prep = {seconds} into {self.settings.file}"
        return Offer(words=f"{told}: keep {seconds} s for every routine?", keep=keep, by_hand=by_hand)

    def _is_preset(self, id: str) -> bool:
        return self.workshop.open(id).file is None


def tell_habit(step: Step, added: int) -> str:
    """What was done again and again, without a full stop; `added` is in seconds, below 0 when taken away."""
    exercise = step.exercise
    name = uncapitalise(clean(exercise.short_name if step.name == exercise.name else step.name))
    where = {
        StepKind.PREPARE: "to get ready",
        StepKind.TRANSITION: f"to get to {name}",
        StepKind.SWITCH: f"to switch sides in {name}",
        StepKind.GAP: f"within {name}",
        StepKind.REST: "between rounds",
    }[step.kind]
    return f"{abs(added)} s {'more' if added > 0 else 'less'} {where}, {TIMES[SAME_CHANGES]} now"


def _change_draft(draft: Draft, step: Step, seconds: int) -> Draft | None:
    """The draft in which a step lasts so long; None where its plan is another than the one that was run."""
    routine = draft.routine
    if routine is None:
        return None
    steps = compile_plan(routine).steps
    if step.index >= len(steps):
        return None
    own = steps[step.index]
    if (own.kind, own.exercise.id, own.seconds) != (step.kind, step.exercise.id, step.seconds):
        return None
    changed = draft.set_way(draft.find_place(step.exercise_index), step.kind, seconds)
    if changed.routine is None:
        return None
    is_there = seconds == 0 or compile_plan(changed.routine).steps[step.index].seconds == seconds
    return changed if is_there else None

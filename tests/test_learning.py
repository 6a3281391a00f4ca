"""Time that is added to the same step in three sessions running is offered to be kept, and kept where it belongs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hipflow.core.events import Command
from hipflow.core.plan import Plan, StepKind, compile_plan
from hipflow.core.record import Record, make_record
from hipflow.core.session import Session
from hipflow.engine import Engine
from hipflow.keeping import Keeper
from hipflow.learning import Learning, SettingsWays, tell_habit
from hipflow.library.catalogue import Catalogue
from hipflow.library.workshop import Workshop
from hipflow.places import data_root
from hipflow.settings.config import change_setting, read_config
from hipflow.settings.reading import ReadSettings, read_settings
from hipflow.settings.values import Value
from hipflow.store.past import StepChanged, list_step_changes
from hipflow.writing import write_whole
from tests.test_keeping import Clock

OWN = """\
# For Tuesdays.
version: 1
name: Tuesday hips
prep: 10   # to lie down
rounds: 2
round_rest: 20
steps:
  - half-pigeon   # gently
  - exercise: frog-stretch
    duration: 20
    # knees wide
  - it-band-roll
"""


class House:
    """A person's folder, with one routine of their own."""

    def __init__(self, own: Path) -> None:
        self.own = own
        self.file = own / "routines" / "tuesday.yaml"
        self.config = own / "config.toml"
        self.copies: list[str] = []
        write_whole(self.file, OWN)

    def load(self) -> Catalogue:
        return Catalogue(data_root(), self.own)

    def read(self) -> ReadSettings:
        return read_settings(self.config, environment={})

    def change(self, key: str, value: Value) -> ReadSettings:
        write_whole(self.config, change_setting(read_config(self.config), key, value))
        return self.read()

    @property
    def learning(self) -> Learning:
        settings = SettingsWays(self.read, self.change, self.config)
        return Learning(Workshop(self.load, self.own), settings, note_copy=self.copies.append)

    def plan(self, id: str = "tuesday") -> Plan:
        routine = self.load().find_routine(id).value
        assert routine is not None
        return compile_plan(routine)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Such a folder."""
    return House(tmp_path)


def do(plan: Plan, kind: StepKind, number: int = 0, *commands: Command) -> Record:
    """A session in which something was asked for on a step of that kind, by default 5 s more, and that was stopped."""
    place = [step.index for step in plan.steps if step.kind is kind][number]
    session = Session(plan, patience=1e9)
    events = session.handle(Command.START, 0.0)
    while session.step.index < place:
        events += session.handle(Command.NEXT, 0.0)
    for command in commands or (Command.MORE,):
        events += session.handle(command, 1.0)
    events += session.advance(40.0)
    return make_record(plan, [*events, *session.handle(Command.STOP, 40.0)])


def often(record: Record) -> list[tuple[StepChanged, ...]]:
    """The same, twice before."""
    return [list_step_changes(record)] * 2


@pytest.mark.parametrize(
    ("kind", "number", "told", "before", "after"),
    [
        (StepKind.PREPARE, 0, "to get ready", "prep: 10   # to", "prep: 15   # to"),
        (
            StepKind.SWITCH,
            0,
            "to switch sides in half pigeon",
            "  - half-pigeon   # gently\n",
            "  - exercise: half-pigeon   # gently\n    switch: 13\n",
        ),
        (
            StepKind.TRANSITION,
            0,
            "to get to frog stretch",
            "    duration: 20\n",
            "    duration: 20\n    transition: 10\n",
        ),
        (StepKind.REST, 0, "between rounds", "round_rest: 20", "round_rest: 25"),
        (
            StepKind.TRANSITION,
            2,
            "to get to frog stretch",
            "    duration: 20\n",
            "    duration: 20\n    transition: 10\n",
        ),
    ],
)
def test_in_a_file_of_ones_own_one_line_changes_and_the_comments_stay(
    house: House, kind: StepKind, number: int, told: str, before: str, after: str
) -> None:
    record = do(house.plan(), kind, number)

    offer = house.learning.find_offer(record, often(record))

    assert offer is not None
    step = record.changes[0].step
    assert offer.words == f"5 s more {told}, three times now: keep {step.seconds + 5} s?"
    assert offer.by_hand.startswith(f"5 s more {told}, three times now. To keep it: hipflow edit tuesday; write ")
    assert f": {step.seconds + 5}" in offer.by_hand
    assert offer.keep() == f"Kept: {step.seconds + 5} s from now on, in tuesday.yaml."
    assert house.file.read_text() == OWN.replace(before, after, 1)
    assert house.plan().steps[step.index].seconds == step.seconds + 5


def test_what_is_kept_is_not_offered_again(house: House) -> None:
    record = do(house.plan(), StepKind.SWITCH)
    offer = house.learning.find_offer(record, often(record))
    assert offer is not None
    offer.keep()

    assert house.learning.find_offer(record, often(record)) is None
    again = do(house.plan(), StepKind.SWITCH)
    assert house.learning.find_offer(again, often(record)) is None


def test_less_is_learnt_like_more(house: House) -> None:
    record = do(house.plan(), StepKind.REST, 0, Command.LESS, Command.LESS)

    offer = house.learning.find_offer(record, often(record))

    assert offer is not None
    assert offer.words == "10 s less between rounds, three times now: keep 10 s?"


def test_once_or_twice_is_no_habit(house: House) -> None:
    record = do(house.plan(), StepKind.SWITCH)

    assert house.learning.find_offer(record, []) is None
    assert house.learning.find_offer(record, often(record)[:1]) is None
    assert house.learning.find_offer(record, [(), *often(record)]) is None
    assert house.learning.find_offer(do(house.plan(), StepKind.REST), often(record)) is None


def test_a_routine_that_comes_with_hipflow_is_kept_as_a_copy_of_ones_own(house: House) -> None:
    plan = house.plan("post-run-10")
    record = do(plan, StepKind.TRANSITION)
    offer = house.learning.find_offer(record, often(record))
    assert offer is not None
    assert offer.words.endswith("in a copy of your own?")

    assert offer.keep().endswith(" s in “My post-run cooldown”, which is yours.")

    step = record.changes[0].step
    (copy,) = house.copies
    assert house.plan(copy).steps[step.index].seconds == step.seconds + 5
    assert house.plan("post-run-10") == plan


def test_the_time_to_get_ready_for_a_routine_of_hipflow_is_kept_in_the_settings(house: House) -> None:
    record = do(house.plan("post-run-10"), StepKind.PREPARE)
    offer = house.learning.find_offer(record, often(record))
    assert offer is not None
    assert offer.words == "5 s more to get ready, three times now: keep 15 s for every routine?"

    assert offer.by_hand.endswith(f"write prep = 15 into {house.config}")
    assert offer.keep() == "Kept: 15 s to get ready, before every routine."

    assert house.read().settings.prep == 15
    assert "# Settings of hipflow" in house.config.read_text()


def changed_by_hand(house: House) -> None:
    house.file.write_text(OWN.replace("  - half-pigeon   # gently\n", ""))


def removed(house: House) -> None:
    house.file.unlink()


def broken(house: House) -> None:
    house.file.write_text("steps: [")


def longer_by_now(house: House) -> None:
    house.file.write_text(OWN.replace("- half-pigeon", "- exercise: half-pigeon\n    switch: 20"))


@pytest.mark.parametrize("happen", [changed_by_hand, removed, broken, longer_by_now])
def test_nothing_is_offered_where_the_file_is_not_what_was_run(house: House, happen: Callable[[House], None]) -> None:
    record = do(house.plan(), StepKind.SWITCH)

    happen(house)

    assert house.learning.find_offer(record, often(record)) is None


def test_a_file_that_was_changed_meanwhile_is_left_alone(house: House) -> None:
    record = do(house.plan(), StepKind.SWITCH)
    offer = house.learning.find_offer(record, often(record))
    assert offer is not None
    house.file.write_text(OWN + "# more\n")

    with pytest.raises(Exception, match="changed by someone else"):
        offer.keep()

    assert house.file.read_text() == OWN + "# more\n"


def test_time_on_the_command_line_rules_and_nothing_is_offered(house: House) -> None:
    record = do(house.plan("post-run-10"), StepKind.PREPARE)
    ruled = replace(
        house.learning,
        settings=replace(
            house.learning.settings, read=lambda: read_settings(house.config, environment={}, options={"prep": 10})
        ),
    )

    assert ruled.find_offer(record, often(record)) is None


def test_a_way_is_told_by_the_name_that_the_routine_gives(house: House) -> None:
    step = next(step for step in house.plan().steps if step.kind is StepKind.GAP)

    assert tell_habit(step, 5) == "5 s more within IT band roll, three times now"


def test_what_was_added_three_times_is_found_in_the_history(house: House) -> None:
    keeper, learning = Keeper(), house.learning
    for number in range(3):
        find_offer = learning.begin(keeper.database, "tuesday")
        clock = Clock()
        engine = Engine(Session(house.plan(), patience=1e9), clock=clock)
        journal = keeper.begin_journal(engine)
        engine.send(Command.START)
        engine.send(Command.MORE)
        clock.seconds = 30
        engine.send(Command.STOP)
        journal.close()
        assert (find_offer(engine.record()) is not None) is (number == 2)
    keeper.close()

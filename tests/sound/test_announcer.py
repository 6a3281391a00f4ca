"""What a person hears of a whole session, with all they may do in it."""

from array import array
from collections.abc import Iterable
from pathlib import Path

import pytest

from hipflow.core.events import Command, Event, StepStarted
from hipflow.core.exercise import Side, Sides
from hipflow.core.plan import Plan
from hipflow.core.refit import refit_plan
from hipflow.core.routine import Entry
from hipflow.core.session import Session
from hipflow.core.sounds import Loudness, Profile, Sound, Topic
from hipflow.sound.announcer import Announcer
from hipflow.sound.clip import RATE, Clip
from hipflow.sound.clips import Clips
from hipflow.sound.mixer import Mixer
from hipflow.sound.speaker import Speaker
from hipflow.sound.voice import Manner, Voice
from tests.builders import counted, exercise, hold, open_hold, plan

TICK = 0.01
ORIGIN = 5000.0
"""The clock's time of the session's second 0."""

Heard = list[tuple[float, str]]


class InstantVoice(Voice):
    """Has every phrase at once, as long as it was thought to be."""

    def __init__(self) -> None:
        super().__init__(Manner("none"))
        self.asked: dict[str, Clip] = {}

    def find(self, words: str) -> Clip:
        """A silent clip."""
        return self.asked.setdefault(words, Clip(is_mono=True))

    def measure(self, words: str) -> float | None:
        """As long as a test says."""
        return self.asked[words].seconds if words in self.asked else None

    def make(self, texts: Iterable[str]) -> None:
        """Note them."""
        for words in texts:
            self.find(words)


class Room:
    """A session that is listened to, in time that jumps."""

    def __init__(
        self, a_plan: Plan, *, has_voice: bool = True, profile: Profile | None = None, speed: float = 1.0
    ) -> None:
        self.session = Session(a_plan, patience=2.0 * speed)
        self.mixer = Mixer()
        self.clips = Clips(Path("none"))
        self.voice = InstantVoice() if has_voice else None
        self.speaker = Speaker(self.clips, lambda: self.clock(self.now), [], mixer=self.mixer)
        self.speed = speed
        self.announcer = Announcer(
            self.speaker, moment=self.clock, voice=self.voice, profile=profile or Profile(), speed=speed
        )
        self.now = 0.0

    def clock(self, seconds: float) -> float:
        """The clock's time at a second of the session."""
        return ORIGIN + seconds / self.speed

    def send(self, command: Command) -> None:
        """Ask something of the session, now."""
        self.tell(self.session.handle(command, self.now))

    def tell(self, events: list[Event]) -> None:
        """Let the announcer hear of what happened."""
        for event in events:
            self.announcer(event)

    def listen(self, seconds: float) -> Heard:
        """What is heard in some seconds of the session, each thing with its second."""
        heard: Heard = []
        names = {id(self.clips.find(sound, side)): name(sound, side) for sound in Sound for side in (*Side, None)}
        end = self.now + seconds
        while self.now < end - TICK / 2:
            due = self.session.next_due()
            if due is not None and due <= self.now + 1e-9:
                self.tell(self.session.advance(self.now))
            for part in self.mixer.take_due(self.clock(self.now) + 1e-6):
                asked = self.voice.asked if self.voice else {}
                spoken = next((f"“{words}”" for words, clip in asked.items() if clip is part.clip), "")
                heard.append((round(self.now, 2), spoken or names[id(part.clip)]))
            self.now = round(self.now + TICK, 2)
        return heard


def name(sound: Sound, side: Side | None) -> str:
    return f"{sound.value} {side.value}" if side and sound in (Sound.START, Sound.SWITCH) else sound.value


def sounds(heard: Heard) -> Heard:
    return [each for each in heard if not each[1].startswith("“")]


def words(heard: Heard) -> list[str]:
    return [what.strip("“”") for _, what in heard if what.startswith("“")]


def pigeon(seconds: int = 10, *, prep: int = 5) -> Plan:
    return plan(hold("half-pigeon", seconds=seconds, sides=Sides.EACH), prep=prep)


def started(a_plan: Plan, **wishes: object) -> Room:
    room = Room(a_plan, **wishes)  # type: ignore[arg-type]  # keywords of the room
    room.send(Command.START)
    return room


def test_a_whole_session_is_heard_each_sound_at_its_second_and_once() -> None:
    room = started(pigeon(), has_voice=False)

    assert room.listen(40) == [
        *[(1.0, "rest"), (2.0, "count"), (3.0, "count"), (4.0, "count"), (5.0, "start left")],
        *[(12.0, "count"), (13.0, "count"), (14.0, "count"), (15.0, "zero"), (15.25, "switch right")],
        *[(20.0, "count"), (21.0, "count"), (22.0, "count"), (23.0, "start right")],
        *[(30.0, "count"), (31.0, "count"), (32.0, "count"), (33.0, "zero"), (33.25, "finish")],
    ]


def test_the_words_of_a_session_come_in_their_order() -> None:
    room = started(pigeon(60))

    assert words(room.listen(160)) == [
        *["First: half pigeon", "Left shin in front", "Half", "Switch. Right side", "Right shin in front", "Half"],
        "Done. 1 exercise, 2 minutes of work",
    ]


def test_a_pause_silences_at_once_and_a_resume_counts_in_and_goes_on() -> None:
    room = started(pigeon())
    room.listen(12.5)
    room.send(Command.PAUSE)
    assert room.listen(7.5) == []

    room.send(Command.RESUME)

    assert room.listen(9) == [
        *[(20.0, "count"), (20.16, "“Half pigeon left side, 3 seconds left”"), (21.0, "count"), (22.0, "count")],
        *[(23.0, "start left"), (23.5, "count"), (24.5, "count"), (25.5, "zero"), (25.75, "switch right")],
        *[(26.42, "“Switch. Right side”"), (28.11, "“Right shin in front”")],
    ]


def test_a_pause_while_counting_in_silences_the_rest_of_the_count() -> None:
    room = started(pigeon(), has_voice=False)
    room.listen(8)
    room.send(Command.PAUSE)
    room.send(Command.RESUME)
    assert room.listen(1.5) == [(8.0, "count"), (9.0, "count")]

    room.send(Command.PAUSE)

    assert room.listen(20) == []


def test_going_on_with_the_way_to_an_exercise_says_it_again() -> None:
    a_plan = plan(hold("frog-stretch", seconds=5), Entry(exercise=exercise("half-pigeon"), transition=15), hold("last"))
    room = started(a_plan)
    room.listen(18)
    room.send(Command.PAUSE)
    room.listen(5)
    room.send(Command.RESUME)

    heard = room.listen(6)

    assert heard[0] == (23.0, "rest")
    assert words(heard) == ["Next: half pigeon", "Left shin in front"]


def test_next_cancels_the_ending_and_is_heard_as_what_begins() -> None:
    room = started(pigeon(), has_voice=False)
    room.listen(13.5)
    room.send(Command.NEXT)

    assert room.listen(4) == [(13.5, "switch right")]


def test_next_on_the_last_step_is_heard_as_the_finish() -> None:
    room = started(pigeon())
    room.listen(30)
    room.send(Command.NEXT)

    heard = room.listen(10)

    assert heard[0] == (30.0, "finish")
    assert words(heard) == ["Done. 1 exercise, 17 seconds of work"]


def test_back_and_restart_begin_the_work_again_with_its_start() -> None:
    room = started(pigeon(), has_voice=False)
    room.listen(13.5)
    room.send(Command.RESTART)

    assert room.listen(10.4) == [
        *[
            (13.5, "start left"),
            (20.5, "count"),
            (21.5, "count"),
            (22.5, "count"),
            (23.5, "zero"),
            (23.75, "switch right"),
        ]
    ]


def test_more_time_moves_the_ending_and_nothing_of_the_old_one_is_heard() -> None:
    room = started(pigeon(), has_voice=False)
    room.listen(13.5)
    room.send(Command.MORE)

    assert room.listen(12) == [
        *[(22.0, "count"), (23.0, "count"), (24.0, "count"), (25.0, "zero"), (25.25, "switch right")]
    ]


def test_less_time_brings_the_ending_on() -> None:
    room = started(pigeon(20), has_voice=False)
    room.listen(10)
    room.send(Command.LESS)

    assert room.listen(5.5) == [
        *[(12.0, "count"), (13.0, "count"), (14.0, "count"), (15.0, "zero"), (15.25, "switch right")]
    ]


def test_more_time_on_the_way_does_not_say_its_words_twice() -> None:
    a_plan = plan(hold("frog-stretch", seconds=5), Entry(exercise=exercise("half-pigeon"), transition=8), hold("last"))
    room = started(a_plan)
    before = room.listen(16.5)
    room.send(Command.MORE)

    assert words(before + room.listen(12)) == [
        *["First: frog stretch", "Next: half pigeon", "Left shin in front"],
    ]


def test_half_way_is_not_told_twice_when_time_is_added_after_it() -> None:
    room = started(plan(hold(seconds=45), prep=5), has_voice=False)
    room.listen(30)
    room.send(Command.MORE)

    assert "half" not in [what for _, what in room.listen(40)]


def test_half_way_moves_when_time_is_added_before_it() -> None:
    room = started(plan(hold(seconds=45), prep=5), has_voice=False)
    room.listen(20)
    room.send(Command.MORE)

    assert [at for at, what in room.listen(30) if what == "half"] == [5 + 28]


def test_looking_around_while_paused_is_silent() -> None:
    room = started(pigeon())
    room.listen(8)
    room.send(Command.PAUSE)
    for command in (Command.NEXT, Command.BACK, Command.MORE, Command.RESTART, Command.SWITCH):
        room.send(command)

        assert room.listen(30) == []


def test_stopping_silences_at_once() -> None:
    room = started(pigeon())
    room.listen(12.5)
    room.send(Command.STOP)

    assert room.listen(30) == []


def test_a_machine_that_slept_comes_back_silent() -> None:
    room = started(pigeon(), has_voice=False)
    room.listen(10)
    room.now += 3600.0

    assert room.listen(5) == []


def test_a_late_wake_up_over_two_steps_fires_no_burst() -> None:
    a_plan = plan(*(hold(f"x{number}", seconds=1) for number in range(4)), prep=5)
    room = started(a_plan, has_voice=False)
    room.listen(4.9)
    room.now += 1.9

    at_once = [what for at, what in room.listen(0.05)]

    assert len(at_once) <= 1


def test_without_getting_ready_the_work_starts_with_its_sound() -> None:
    room = started(pigeon(prep=0), has_voice=False)

    assert room.listen(5) == [(0.0, "start left")]


def test_only_what_is_said_is_ever_made() -> None:
    room = started(pigeon(60))
    said = words(room.listen(170))

    assert room.voice is not None
    assert list(room.voice.asked) == list(dict.fromkeys(said))


def test_the_words_of_all_steps_are_made_when_the_plan_is_known() -> None:
    room = Room(pigeon(60))
    room.announcer.prepare(pigeon(60))

    assert room.voice is not None
    assert list(room.voice.asked) == [
        *["First: half pigeon", "Left shin in front", "Half", "Switch. Right side", "Right shin in front"],
    ]


def test_words_are_fitted_by_how_long_they_really_are() -> None:
    a_plan = plan(hold("frog-stretch", seconds=5), Entry(exercise=exercise("half-pigeon"), transition=5), hold("last"))
    room = Room(a_plan)
    assert room.voice is not None
    room.voice.find("Left shin in front").samples = array("h", bytes(2 * 4 * RATE))
    room.send(Command.START)

    assert words(room.listen(20)) == ["First: frog stretch", "Next: half pigeon", "Left side"]


def test_the_voice_can_be_switched_off_and_on_while_it_runs() -> None:
    room = started(pigeon())
    assert words(room.listen(2)) == ["First: half pigeon"]
    room.announcer.is_speaking = False
    assert words(room.listen(28)) == []

    room.announcer.is_speaking = True
    assert words(room.listen(30)) == ["Done. 1 exercise, 20 seconds of work"]


@pytest.mark.parametrize("speed", [4.0, 20.0, 100.0])
def test_a_fast_preview_is_heard_only_as_its_changes(speed: float) -> None:
    room = started(pigeon(), speed=speed)

    assert [what for _, what in room.listen(60)] == ["start left", "switch right", "start right", "finish"]


def test_at_double_speed_all_is_heard_in_half_the_time() -> None:
    room = started(pigeon(), has_voice=False, speed=2.0)

    heard = sounds(room.listen(34))

    assert [what for _, what in heard].count("count") == 12
    assert (15.0, "zero") in heard
    assert (15.5, "switch right") in heard


def test_a_profile_leaves_out_what_is_not_wished() -> None:
    quiet = Profile(beeps=frozenset({Sound.SWITCH}), says=frozenset({Topic.END}), loudness=Loudness.SOFT)
    room = started(pigeon(60), profile=quiet)

    heard = room.listen(160)

    assert [what for _, what in heard] == ["switch right", "“Done. 1 exercise, 2 minutes of work”"]
    assert room.speaker.loudness is Loudness.SOFT


def test_a_step_that_starts_before_any_plan_is_known_is_no_fault() -> None:
    a_plan = pigeon()
    room = Room(a_plan)

    room.announcer(StepStarted(0.0, 0.0, a_plan.steps[0]))

    assert room.listen(10) == []


def test_what_is_counted_is_ticked_and_more_of_it_ticks_on() -> None:
    room = started(plan(counted(reps=5, tempo=3), prep=0), has_voice=False)
    assert sounds(room.listen(7)) == [(0.0, "start"), (3.0, "rep"), (6.0, "rep")]

    room.send(Command.MORE)  # three more: 24 s

    assert sounds(room.listen(20)) == [
        *[(9.0, "rep"), (12.0, "rep"), (15.0, "rep"), (18.0, "rep")],
        *[(21.0, "count"), (22.0, "count"), (23.0, "count"), (24.0, "zero"), (24.25, "finish")],
    ]


def test_less_of_what_is_counted_takes_its_ticks_away() -> None:
    room = started(plan(counted(reps=10, tempo=3), prep=0), has_voice=False)
    room.listen(7)

    room.send(Command.LESS)  # three fewer: 21 s

    assert sounds(room.listen(20)) == [
        *[(9.0, "rep"), (12.0, "rep"), (15.0, "rep")],
        *[(18.0, "count"), (19.0, "count"), (20.0, "count"), (21.0, "zero"), (21.25, "finish")],
    ]


def test_a_pause_in_what_is_counted_keeps_its_place() -> None:
    room = started(plan(counted(reps=8, tempo=3), prep=0), has_voice=False)
    room.listen(7)
    room.send(Command.PAUSE)
    room.listen(13)
    room.send(Command.RESUME)

    assert sounds(room.listen(6)) == [
        *[(20.0, "count"), (21.0, "count"), (22.0, "count"), (23.0, "start"), (25.0, "rep")],
    ]


def test_what_waits_for_a_key_is_quiet_after_its_zero_and_what_follows_is_heard_with_the_key() -> None:
    room = started(plan(open_hold("half-pigeon", seconds=10, sides=Sides.EACH), prep=0))
    assert room.listen(60) == [(0.0, "start left"), (10.0, "zero"), (10.4, "“Press a key when done”")]

    room.send(Command.NEXT)

    heard = room.listen(8)
    assert sounds(heard) == [
        *[(60.0, "switch right"), (65.0, "count"), (66.0, "count"), (67.0, "count")],
    ]
    assert words(heard)[0] == "Switch. Right side"


def test_a_key_before_the_expected_time_takes_its_zero_away() -> None:
    room = started(plan(open_hold("frog-stretch", seconds=10), prep=0), has_voice=False)
    room.listen(7)
    room.send(Command.NEXT)

    assert room.listen(20) == [(7.0, "finish")]


def test_a_pause_beyond_the_expected_time_counts_in_and_is_quiet_again() -> None:
    room = started(plan(open_hold("frog-stretch", seconds=10), prep=0), has_voice=False)
    room.listen(15)
    room.send(Command.PAUSE)
    room.send(Command.RESUME)

    assert room.listen(20) == [(15.0, "count"), (16.0, "count"), (17.0, "count"), (18.0, "start")]


def test_what_was_made_shorter_while_it_stood_still_ends_with_its_beeps_at_the_new_second() -> None:
    room = started(plan(hold("frog-stretch", seconds=20), hold("sumo-squat", seconds=40), prep=5))
    room.listen(10)
    room.send(Command.PAUSE)
    shorter = refit_plan(room.session.plan, room.session.step.index, 0)
    room.tell(room.session.replan(shorter, room.now))
    room.send(Command.RESUME)
    heard = sounds(room.listen(60))
    # 3 s of count-in, 15 s of the first, 5 s of the way, and 10 s are left of the 40.
    end = 10 + 3 + 15 + 5 + 10
    assert [second for second, what in heard if what == "count"][-3:] == [end - 3, end - 2, end - 1]
    assert heard[-1][1] == "finish"

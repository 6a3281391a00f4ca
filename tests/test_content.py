"""The words of the exercises and presets: short enough to be seen, sayable, safe, and never left for right."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
EXERCISE_FILES = sorted((ROOT / "assets" / "exercises").glob("*.yaml"))
ROUTINE_FILES = sorted((ROOT / "routines").glob("*.yaml"))

EXERCISE_KEYS = (
    "name short_name aliases kind sides sides_allowed position side_means side_labels side_cues spoken_cues"
    " short_cues short_cue equipment equipment_optional duration phases duration_min duration_max switch phase_gap reps"
    " tempo use instructions cue mistake easier harder muscles muscles_secondary dose avoid variant_of"
)
ROUTINE_KEYS = "version id name description phase tags prep first_side defaults rounds round_rest steps sections"

PER_SIDE = ("side_cues", "spoken_cues", "short_cues")
ONE_LINERS = {"cue": 60, "mistake": 80, "easier": 80, "harder": 80}
WHEN = {"pre-run", "post-run", "strength", "recovery", "desk", "any-day"}
KIT = {"mat", "chair", "couch", "foam-roller", "massage-ball"}
PHASED = {
    "leg-swings": ["Forward and back", "Side to side"],
    "it-band-roll": ["Outer thigh", "Tip forward and back"],
}
PHASES = {"warmup", "strength", "cooldown", "recovery", "mixed"}

BLOCK_LETTERS = re.compile(r"[A-Za-z0-9 '\-]+")
SPOKEN_LETTERS = re.compile(r"[a-z][a-z ,'\-]*[a-z]")
SIDE_WORDS = re.compile(r"\b(left|right)\b", re.IGNORECASE)
CLAIMS = re.compile(
    r"prevent|injur|posture|lengthen|loosen|realign|detox|toxin|flush|adhesion|psoas"
    r"|\b(cures?|heals?|fix(es)?|guarantees?|knots?)\b",
    re.IGNORECASE,
)
# Everything below U+0020 but the line feed, delete, C1, bidirectional marks, and the byte order mark.
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")

Content = dict[str, object]


def content_of(path: Path) -> Content:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


EXERCISES = {path.stem: content_of(path) for path in EXERCISE_FILES}
ROUTINES = {path.stem: content_of(path) for path in ROUTINE_FILES}


def text(content: Content, key: str) -> str:
    value = content.get(key, "")
    assert isinstance(value, str), key
    return value


def items(content: Content, key: str) -> list[object]:
    value = content.get(key, [])
    assert isinstance(value, list), key
    return value


def lines(content: Content, key: str) -> list[str]:
    found = [line for line in items(content, key) if isinstance(line, str)]
    assert found == items(content, key), key
    return found


def maps(content: Content, key: str) -> list[Content]:
    found = [item for item in items(content, key) if isinstance(item, dict)]
    assert found == items(content, key), key
    return found


def per_side(content: Content, key: str) -> tuple[str, str]:
    value = content[key]
    assert isinstance(value, dict), key
    assert list(value) == ["left", "right"], key
    return value["left"], value["right"]


def strings(value: object) -> Iterator[str]:
    """Every text in it, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def swap_sides(sentence: str) -> str:
    other = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
    return SIDE_WORDS.sub(lambda word: other[word[0]], sentence)


def neutral_texts(exercise: Content) -> list[str]:
    """What is shown for either side."""
    return [
        *lines(exercise, "instructions"),
        *(text(exercise, key) for key in ONE_LINERS),
        *(text(phase, "cue") for phase in maps(exercise, "phases")),
        text(exercise, "short_cue"),
        text(exercise, "side_means"),
    ]


def is_done_each_side(exercise: Content) -> bool:
    return exercise["sides"] == "each" or "each" in lines(exercise, "sides_allowed")


def entries(routine: Content) -> list[str]:
    """The exercises it names, in order."""
    parts = maps(routine, "sections") or [routine]
    steps = [step for part in parts for step in items(part, "steps")]
    return [step if isinstance(step, str) else text(step, "exercise") for step in steps if isinstance(step, str | dict)]


every_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())
every_two_sided = pytest.mark.parametrize(
    "exercise", [pytest.param(e, id=key) for key, e in EXERCISES.items() if is_done_each_side(e)]
)
every_routine = pytest.mark.parametrize("routine", ROUTINES.values(), ids=ROUTINES.keys())
every_file = pytest.mark.parametrize("path", [*EXERCISE_FILES, *ROUTINE_FILES], ids=lambda path: path.stem)


def test_there_are_sixteen_exercises_and_eight_presets() -> None:
    assert (len(EXERCISES), len(ROUTINES)) == (16, 8)


@every_file
def test_a_file_is_plain_tidy_text(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    assert not CONTROL.search(written)
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert not re.search(r"[ \t]\n", written)


@every_file
def test_texts_are_calm_single_lines(path: Path) -> None:
    for line in strings(content_of(path)):
        assert line == " ".join(line.split())
        assert not CONTROL.search(line)
        assert "!" not in line


@every_exercise
def test_an_exercise_has_its_keys_in_the_usual_order_and_none_empty(exercise: Content) -> None:
    assert list(exercise) == [key for key in EXERCISE_KEYS.split() if key in exercise]
    assert all(value not in ("", [], {}, None) for value in exercise.values())


@every_exercise
def test_an_exercise_says_all_that_a_beginner_needs(exercise: Content) -> None:
    needed = {"name", "short_name", "kind", "sides", "position", "instructions", *ONE_LINERS, "muscles", "dose", "use"}
    assert needed <= exercise.keys()
    assert ("duration" in exercise) != ("phases" in exercise)


@every_exercise
def test_a_short_name_fits_two_lines_of_twelve_block_letters(exercise: Content) -> None:
    short = text(exercise, "short_name")
    drawn = textwrap.wrap(short, 12, break_long_words=False, break_on_hyphens=False)
    assert BLOCK_LETTERS.fullmatch(short)
    assert len(drawn) <= 2
    assert max(map(len, drawn)) <= 12


@every_exercise
def test_there_are_two_to_four_instructions_of_at_most_60_characters(exercise: Content) -> None:
    steps = lines(exercise, "instructions")
    assert 2 <= len(steps) <= 4
    assert [step for step in steps if len(step) > 60] == []


@every_exercise
@pytest.mark.parametrize(("key", "limit"), ONE_LINERS.items())
def test_advice_is_one_short_line(exercise: Content, key: str, limit: int) -> None:
    assert 1 <= len(text(exercise, key)) <= limit


@every_exercise
def test_advice_is_whole_sentences(exercise: Content) -> None:
    for sentence in [*lines(exercise, "instructions"), *(text(exercise, key) for key in ONE_LINERS)]:
        assert sentence[0].isupper()
        assert sentence.endswith(".")


@pytest.mark.parametrize(("exercise", "names"), PHASED.items())
def test_a_phase_has_a_name_and_a_short_cue_for_the_screen(exercise: str, names: list[str]) -> None:
    phases = maps(EXERCISES[exercise], "phases")
    assert [phase["name"] for phase in phases] == names
    for phase in phases:
        assert list(phase) == ["name", "duration", "cue"]
        assert 1 <= len(text(phase, "cue")) <= 48
        assert not text(phase, "cue").endswith(".")


def test_only_these_exercises_have_phases() -> None:
    assert {key for key, exercise in EXERCISES.items() if "phases" in exercise} == PHASED.keys()


@every_exercise
def test_what_is_shown_for_either_side_names_neither(exercise: Content) -> None:
    assert [line for line in neutral_texts(exercise) if SIDE_WORDS.search(line)] == []


@every_exercise
def test_sides_have_cues_where_they_are_worked_apart_and_one_cue_where_not(exercise: Content) -> None:
    assert [key for key in PER_SIDE if key in exercise] == (list(PER_SIDE) if is_done_each_side(exercise) else [])
    assert ("short_cue" in exercise) == (exercise["sides"] != "each")
    assert ("side_means" in exercise) == is_done_each_side(exercise)


@every_exercise
def test_a_short_cue_is_at_most_twenty_block_letters(exercise: Content) -> None:
    cues = [*(per_side(exercise, "short_cues") if "short_cues" in exercise else ()), text(exercise, "short_cue")]
    for cue in filter(None, cues):
        assert len(cue) <= 20
        assert BLOCK_LETTERS.fullmatch(cue)
        assert cue == cue.capitalize()


@every_two_sided
@pytest.mark.parametrize("key", PER_SIDE)
def test_a_side_cue_names_its_side_and_the_other_one_is_its_mirror_image(exercise: Content, key: str) -> None:
    left, right = per_side(exercise, key)
    assert re.search(r"\bleft\b", left, re.IGNORECASE)
    assert re.search(r"\bright\b", right, re.IGNORECASE)
    assert swap_sides(left) == right


@every_two_sided
def test_a_side_cue_is_one_line_on_the_screen(exercise: Content) -> None:
    for cue in per_side(exercise, "side_cues"):
        assert len(cue) <= 48
        assert cue[0].isupper()
        assert not cue.endswith(".")


@every_two_sided
def test_a_spoken_cue_is_three_to_seven_plain_words(exercise: Content) -> None:
    for cue in per_side(exercise, "spoken_cues"):
        assert SPOKEN_LETTERS.fullmatch(cue)
        assert 3 <= len(cue.split()) <= 7


@pytest.mark.parametrize(
    ("exercise", "key", "left"),
    [
        ("clamshells", "side_cues", "Lie on your right side, left knee opens"),
        ("clamshells", "spoken_cues", "on your right side, left knee opens"),
        ("clamshells", "short_cues", "Left leg on top"),
        ("it-band-roll", "side_cues", "Lie on your left side"),
        ("it-band-roll", "spoken_cues", "on your left side"),
        ("it-band-roll", "short_cues", "Left leg on roller"),
        ("psoas-massage", "side_cues", "Ball under the front of your left hip"),
        ("runners-lunge", "side_cues", "Left knee down, right foot in front"),
        ("runners-lunge", "spoken_cues", "left knee down"),
        ("kneeling-quad-stretch", "side_cues", "Left knee down"),
        ("kneeling-quad-stretch", "spoken_cues", "left knee down"),
        ("half-pigeon", "side_cues", "Left shin in front"),
        ("half-pigeon", "spoken_cues", "left shin in front"),
        ("figure-four", "side_cues", "Left ankle over your right thigh"),
        ("figure-four-seated", "side_cues", "Left ankle on your right thigh"),
        ("hip-flexor-standing", "side_cues", "Left foot back"),
        ("single-leg-deadlift", "side_cues", "Stand on your left leg, right hand reaches"),
        ("leg-swings", "side_cues", "Swing your left leg"),
        ("side-steps", "side_cues", "Step to your left"),
    ],
)
def test_left_is_the_leg_or_hip_that_is_worked_stretched_or_rolled(exercise: str, key: str, left: str) -> None:
    assert per_side(EXERCISES[exercise], key)[0].startswith(left)


@pytest.mark.parametrize(
    ("exercise", "key", "warning"),
    [
        ("half-pigeon", "cue", "knee pain means come out"),
        ("half-pigeon", "instructions", "cushion"),
        ("half-pigeon", "instructions", "Stay tall or, if it is easy, fold"),
        ("half-pigeon", "easier", "figure four on your back"),
        ("kneeling-quad-stretch", "cue", "not the low back"),
        ("kneeling-quad-stretch", "instructions", "soft"),
        ("kneeling-quad-stretch", "avoid", "knee that hurts to kneel on"),
        ("runners-lunge", "instructions", "lean back is optional"),
        ("runners-lunge", "avoid", "knee that hurts to kneel on"),
        ("clamshells", "instructions", "45 degrees at most"),
        ("frog-stretch", "cue", "Stop if the groin or inner knee pinches"),
        ("it-band-roll", "instructions", "muscles beside the band"),
        ("it-band-roll", "instructions", "stop above the knee"),
        ("it-band-roll", "cue", "Skip the hip bone and outer knee"),
        ("it-band-roll", "avoid", "open wound or fracture"),
        ("psoas-massage", "side_cues", "front of your left hip"),
        ("psoas-massage", "instructions", "off the belly"),
        ("psoas-massage", "cue", "Move off at once for a pulse, tingling or belly pain"),
        ("psoas-massage", "avoid", "pregnancy"),
        ("single-leg-deadlift", "cue", "Keep the back flat"),
    ],
)
def test_the_warnings_are_there(exercise: str, key: str, warning: str) -> None:
    assert warning in "\n".join(strings(EXERCISES[exercise][key]))


@pytest.mark.parametrize(("exercise", "lean"), [("kneeling-quad-stretch", "ease back"), ("runners-lunge", "lean back")])
def test_the_pelvis_is_tucked_before_the_trunk_leans(exercise: str, lean: str) -> None:
    said = " ".join(lines(EXERCISES[exercise], "instructions")).lower()
    assert 0 <= said.find("tuck your tail") < said.find(lean)


@every_exercise
def test_an_exercise_promises_nothing_it_cannot_keep(exercise: Content) -> None:
    cues = [cue for key in PER_SIDE if key in exercise for cue in per_side(exercise, key)]
    assert [line for line in [*neutral_texts(exercise), *cues] if CLAIMS.search(line)] == []


def test_a_variant_names_the_exercise_that_it_stands_in_for() -> None:
    variants = {key: text(exercise, "variant_of") for key, exercise in EXERCISES.items() if "variant_of" in exercise}
    assert variants == {"hip-flexor-standing": "runners-lunge", "figure-four-seated": "figure-four"}


@pytest.mark.parametrize("path", ROUTINE_FILES, ids=lambda path: path.stem)
def test_a_preset_has_its_keys_in_the_usual_order_and_the_id_of_its_file(path: Path) -> None:
    routine = ROUTINES[path.stem]
    assert list(routine) == [key for key in ROUTINE_KEYS.split() if key in routine]
    assert (routine["version"], routine["id"]) == (1, path.stem)
    assert ("steps" in routine) != ("sections" in routine)


@every_routine
def test_a_preset_introduces_itself_in_one_line(routine: Content) -> None:
    description = text(routine, "description")
    assert 1 <= len(text(routine, "name")) <= 24
    assert 1 <= len(description) <= 90
    assert description.index(".") == len(description) - 1
    assert not CLAIMS.search(description)


@every_routine
def test_a_preset_says_when_it_suits_and_all_that_it_needs(routine: Content) -> None:
    tags = set(lines(routine, "tags"))
    needed = {thing for id_ in entries(routine) for thing in lines(EXERCISES[id_], "equipment")}
    positions = {EXERCISES[id_]["position"] for id_ in entries(routine)}
    assert text(routine, "phase") in PHASES
    assert tags & WHEN
    assert tags & KIT == needed
    assert ("no-equipment" in tags) == (not needed)
    assert ("standing" in tags) == (positions == {"standing"})
    assert tags <= WHEN | KIT | {"no-equipment", "standing"}


def test_nothing_is_held_still_before_a_run() -> None:
    before = [routine for routine in ROUTINES.values() if "pre-run" in lines(routine, "tags")]
    assert before
    kinds = {EXERCISES[id_]["kind"] for routine in before for id_ in entries(routine)}
    assert kinds <= {"dynamic", "strength"}


def test_every_exercise_is_done_in_some_preset() -> None:
    assert {id_ for routine in ROUTINES.values() for id_ in entries(routine)} == EXERCISES.keys()

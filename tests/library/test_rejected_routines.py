"""Every way a routine can be wrong, and the words that say so."""

import pytest

from hipflow.library.document import parse_document
from hipflow.library.repertoire import Repertoire
from hipflow.library.routines import parse_routine
from tests.library.texts import HEAD, LOCAL, local, one_step, steps, tell

TEN_MINUTES = "{exercise: frog-stretch, duration: 600}"
BOMB = """\
a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: [*d, *d, *d]
"""
SEE = "See: hipflow exercises"

WHOLE_FILES = [
    ("", '1:1: a routine must be a map with version, name and steps; this file is empty. Begin it with "version: 1".'),
    (
        "# later\n",
        '1:1: a routine must be a map with version, name and steps; this file is empty. Begin it with "version: 1".',
    ),
    (
        "---\n",
        '1:1: a routine must be a map with version, name and steps; this file is empty. Begin it with "version: 1".',
    ),
    (
        "- frog-stretch\n",
        "1:1: a routine must be a map with version, name and steps; this file holds a list."
        ' Begin it with "version: 1".',
    ),
    (
        "hello",
        '1:1: a routine must be a map with version, name and steps; this file holds text. Begin it with "version: 1".',
    ),
    ("name: A\nsteps: [frog-stretch]\n", '1:1: version is missing. Add "version: 1".'),
    (
        "version: 2\nname: A\nstages: []\n",
        "1:10: version: this hipflow reads version 1, the file says 2. Update hipflow or save as version 1.",
    ),
    (
        'version: "1"\nname: A\nsteps: [frog-stretch]\n',
        '1:10: version: this hipflow reads version 1, the file says "1". Write "version: 1".',
    ),
    ("version: 1\nsteps: [frog-stretch]\n", '1:1: name is missing. Add "name:" with the name to show.'),
    (
        "version: 1\nid: My Hips!\nname: A\nsteps: [frog-stretch]\n",
        '2:5: id: must be lower-case letters, digits and single hyphens; got "My Hips!". Write my-hips.',
    ),
    (BOMB, "5:5: holds more than 20000 values, each alias (*name) counted as all that it stands for. Make it smaller."),
    ("x: " + "[" * 200, "1:35: nested more than 32 levels deep. Write it flatter."),
    (
        HEAD + "steps: [frog-stretch]\n---\nversion: 1\n",
        "4:1: this file holds more than one document (---). Keep one, and put the others in files of their own.",
    ),
    ("#" * (1024 * 1024 + 1), "1:1: this text is over the limit of 1 MiB. Take out what is not needed."),
]

STEPS_AND_SECTIONS = [
    (
        steps("frog-stretch") + "sections:\n  - steps: [frog-stretch]\n",
        "5:1: steps and sections are both given. Give either steps or sections, not both.",
    ),
    (HEAD, '1:1: steps is missing. Add "steps:" with at least one, or "sections:".'),
    (HEAD + "steps: []\n", "3:1: steps is empty. Add at least one."),
    (HEAD + "steps:\n", "3:1: steps is empty. Add at least one."),
    (HEAD + "steps: {a: b}\n", '3:8: steps: must be a list of steps; got a map. Begin each line with "- ".'),
    (
        HEAD + "steps: frog-stretch\n",
        "3:8: steps: must be a list of steps; got frog-stretch. Write it as [frog-stretch].",
    ),
    (HEAD + "sections: []\n", "3:1: sections is empty. Add at least one."),
    (HEAD + "sections:\n  - steps: []\n", "4:5: sections[0]: steps is empty. Add at least one."),
    (HEAD + "sections:\n  - name: A\n", '4:5: sections[0]: steps is missing. Add "steps:" with at least one.'),
    (
        HEAD + "sections: [frog-stretch]\n",
        '3:12: sections[0]: must be a map; got frog-stretch. Write lines of "field: value".',
    ),
    (
        HEAD + "rounds: 2\nsections:\n  - steps: [frog-stretch]\n",
        "3:1: rounds stands beside sections. Move it into the section that it is for.",
    ),
    (steps("5"), "4:5: steps[0]: must be the id of an exercise or a map; got 5. Write an id, such as leg-swings."),
    (steps(""), "4:4: steps[0]: must be the id of an exercise or a map; got nothing. Write an id, such as leg-swings."),
    (steps("[frog-stretch]"), '4:5: steps[0]: must be a map; got a list. Write lines of "field: value".'),
    (one_step(duration="30"), '4:5: steps[0]: exercise is missing. Add "exercise:" with the id of one.'),
    (
        one_step(exercise="5"),
        "4:15: steps[0].exercise: must be the id of an exercise; got 5. Write an id, such as leg-swings.",
    ),
]

FIELDS = [
    (
        steps("frog-stretch", "exercise: frog-stretch\n    duration: 30\n    duration: 40"),
        "7:5: steps[1]: duration is given twice (also line 6). Keep one.",
    ),
    (
        one_step(exercise="frog-stretch", durration="30"),
        '5:5: steps[0]: unknown field "durration". Did you mean "duration"?',
    ),
    (
        one_step(exercise="frog-stretch", colour="red"),
        '5:5: steps[0]: unknown field "colour". The fields here are exercise, duration, reps, tempo, hold,'
        " phases, sides, switch, phase_gap, transition, note, name.",
    ),
    (HEAD + "nam: A\nsteps: [frog-stretch]\n", '3:1: unknown field "nam". Did you mean "name"?'),
    (
        HEAD + "steps: [frog-stretch]\nphase: warm-up\n",
        '4:8: phase: "warm-up" is not one of warmup, strength, cooldown, recovery, mixed. Did you mean "warmup"?',
    ),
    (
        HEAD + "steps: [frog-stretch]\nfirst_side: both\n",
        '4:13: first_side: "both" is not one of left, right. Write left, for example.',
    ),
    (
        HEAD + "steps: [frog-stretch]\nphase:\n",
        "4:1: phase: nothing is not one of warmup, strength, cooldown, recovery, mixed. Write warmup, for example.",
    ),
    (
        HEAD + "steps: [frog-stretch]\ntags: pre-run\n",
        "4:7: tags: must be a list of texts; got pre-run. Write it as [pre-run].",
    ),
    (HEAD + "steps: [frog-stretch]\ntags: [a, 5]\n", "4:11: tags[1]: must be text; got 5. Put it in quotes."),
    (
        HEAD + f"steps: [frog-stretch]\ntags: [{'a, ' * 20}a]\n",
        "4:7: tags: has 21 texts; the limit is 20. Take some out.",
    ),
    (
        HEAD + "steps: [frog-stretch]\ndefaults: [5]\n",
        '4:11: defaults: must be a map; got a list. Write lines of "field: value".',
    ),
    (
        HEAD + "steps: [frog-stretch]\ndescription: true\n",
        "4:14: description: must be text; got true, which is a boolean. Put it in quotes.",
    ),
    (
        HEAD + "steps: [frog-stretch]\ndescription:\n",
        "4:1: description: must be text; got nothing. Write a line of text.",
    ),
    (
        HEAD + "steps: [frog-stretch]\ndescription: [a]\n",
        "4:14: description: must be text; got a list. Write a line of text.",
    ),
    (
        HEAD + f"steps: [frog-stretch]\ndescription: {'x' * 301}\n",
        "4:14: description: must be at most 300 characters; this has 301. Shorten it.",
    ),
    (
        one_step(exercise="frog-stretch", name='""'),
        "5:11: steps[0].name: must be 1 to 60 characters; this has 0. Write a line of text.",
    ),
    (
        one_step(exercise="frog-stretch", name="x" * 61),
        "5:11: steps[0].name: must be 1 to 60 characters; this has 61. Shorten it.",
    ),
    (
        one_step(exercise="frog-stretch", note="\n      Slow: down"),
        "6:7: steps[0].note: must be text; got a map. Put text that holds a colon in quotes.",
    ),
    (
        one_step(exercise="sumo-squat", reps="2.5"),
        "5:11: steps[0].reps: must be a whole number from 1 to 1200; got 2.5. Write it in digits, such as 2.",
    ),
    (
        steps("frog-stretch") + "rounds: 0\n",
        "5:9: rounds: must be a whole number from 1 to 20; got 0. Write it in digits, such as 2.",
    ),
    (
        steps("frog-stretch") + "rounds: 21\n",
        "5:9: rounds: must be a whole number from 1 to 20; got 21. Write it in digits, such as 2.",
    ),
    (
        steps("frog-stretch") + 'rounds: "three"\n',
        '5:9: rounds: must be a whole number from 1 to 20; got "three". Write it in digits, such as 2.',
    ),
    (
        steps("frog-stretch") + "rounds: 010\n",
        "5:9: rounds: must be a whole number from 1 to 20; got 010. Write it in digits, such as 2.",
    ),
]

EXERCISES_AND_SIDES = [
    (
        steps("frog-stretch", "clamshel"),
        '5:5: steps[1]: no exercise "clamshel". Did you mean "clamshells"? See: hipflow exercises',
    ),
    (
        steps("Half pigeon"),
        '4:5: steps[0]: no exercise "Half pigeon". Did you mean "half-pigeon"? See: hipflow exercises',
    ),
    (steps("squat"), '4:5: steps[0]: no exercise "squat". Did you mean "sumo-squat"? See: hipflow exercises'),
    (steps("zzz"), f'4:5: steps[0]: no exercise "zzz". {SEE}'),
    (one_step(exercise="zzz"), f'4:15: steps[0]: no exercise "zzz". {SEE}'),
    (
        one_step(exercise="sumo-squat", sides="each"),
        "5:12: steps[0].sides: sumo-squat cannot be done each side (allowed: both). Write both.",
    ),
    (
        one_step(exercise="single-leg-deadlift", sides="both"),
        "5:12: steps[0].sides: single-leg-deadlift cannot be done both sides at once (allowed: alternate, each)."
        " Write alternate or each.",
    ),
    (
        one_step(exercise="half-pigeon", sides="left"),
        '5:12: steps[0].sides: "left" is not one of both, each, alternate. Write both, for example.',
    ),
    (
        one_step(exercise="leg-swings", duration="30"),
        "5:5: steps[0]: leg-swings has phases. Override phases, not duration.",
    ),
    (
        one_step(exercise="leg-swings", duration="30", phases="[{name: A, duration: 10}]"),
        "6:5: steps[0]: duration and phases are both given. Keep one of them.",
    ),
    (one_step(exercise="leg-swings", phases="[]"), "5:5: steps[0]: phases is empty. Add at least one."),
    (
        one_step(exercise="leg-swings", phases="[{name: A}]"),
        "5:14: steps[0].phases[0]: needs name and duration. Add duration.",
    ),
]

LOCAL_EXERCISES = [
    (
        HEAD + "exercises: [a]\nsteps: [frog-stretch]\n",
        '3:12: exercises: must be a map from ids to exercises; got a list. Write "my-own:" first.',
    ),
    (
        HEAD + "exercises: {a: 5}\nsteps: [a]\n",
        '3:16: exercises.a: must be a map; got 5. Write lines of "field: value".',
    ),
    (
        local(id="Big march").replace("steps: [Big march]", "steps: [frog-stretch]"),
        '4:3: exercises: an id must be lower-case letters, digits and single hyphens; got "Big march".'
        " Write big-march.",
    ),
    (
        local(LOCAL.replace("both", "left")),
        '7:12: exercises.march.sides: "left" is not one of both, each, alternate. Write both, for example.',
    ),
    (
        local(LOCAL.replace("    kind: dynamic\n", "")),
        '5:5: exercises.march: kind is missing. Add "kind:" with one of dynamic, strength, static, release.',
    ),
    (
        local(LOCAL.replace("    duration: 40\n", "")),
        '5:5: exercises.march: duration is missing. Add "duration:" in seconds, or "phases:".',
    ),
    (
        local(LOCAL + "    phases: [{name: A, duration: 5}]\n"),
        "10:5: exercises.march: duration and phases are both given. Keep one of them.",
    ),
    (local(LOCAL.replace("duration: 40", "phases: []")), "9:5: exercises.march: phases is empty. Add at least one."),
    (
        local(LOCAL.replace("duration: 40", "phases: [{name: A}]")),
        "9:14: exercises.march.phases[0]: needs name and duration. Add duration.",
    ),
    (
        local(LOCAL.replace("duration: 40", "phases: [30]")),
        '9:14: exercises.march.phases[0]: must be a map; got 30. Write lines of "field: value".',
    ),
    (local(LOCAL + "    side_cues: {left: A}\n"), '10:16: exercises.march.side_cues: right is missing. Add "right:".'),
    (
        local(LOCAL + "    sides_allowed: [each]\n"),
        "10:20: exercises.march.sides_allowed: leaves out its own: both. Add both.",
    ),
    (
        local(LOCAL + "    sides_allowed: [bth, both]\n"),
        '10:21: exercises.march.sides_allowed[0]: "bth" is not one of both, each, alternate. Did you mean "both"?',
    ),
    (local(LOCAL + "    duraton: 3\n"), '10:5: exercises.march: unknown field "duraton". Did you mean "duration"?'),
    (
        local(id="clamshells"),
        '4:3: exercises.clamshells: this name exists in hipflow. Add "extends: clamshells" or choose another id.',
    ),
    (
        local(LOCAL + "    extends: sumo-squat\n", id="clamshells"),
        '4:3: exercises.clamshells: this name exists in hipflow. Add "extends: clamshells" or choose another id.',
    ),
    (
        local("    extends: clamshel\n"),
        '5:14: exercises.march.extends: no exercise "clamshel". Did you mean "clamshells"? See: hipflow exercises',
    ),
    (local("    extends: march\n"), f'5:14: exercises.march.extends: no exercise "march". {SEE}'),
    (local("    extends: [a]\n"), "5:14: exercises.march.extends: must be text; got a list. Write a line of text."),
    (
        HEAD + "exercises:\n  a: {extends: b}\n  b: {extends: a}\nsteps: [a]\n",
        "4:16: exercises.a: extends goes in a circle: a -> b -> a. Let one of them stand alone.",
    ),
    (
        HEAD
        + "exercises:\n"
        + "".join(f"  a{number}: {{extends: clamshells}}\n" for number in range(101))
        + "steps: [a1]\n",
        "4:3: exercises: has 101 exercises; the limit is 100. Take some out.",
    ),
]

DANGEROUS_TEXT = [
    (
        'version: 1\nname: "Hip\\e[31m"\nsteps: [frog-stretch]\n',
        "2:7: name: contains a control character (U+001B) at position 4. Take it out.",
    ),
    (
        "version: 1\nname: Hip\x1b[31m\nsteps: [frog-stretch]\n",
        "2:10: contains a control character (U+001B). Take it out.",
    ),
    ("version: 1\nname: Hip\x00\nsteps: [frog-stretch]\n", "2:10: contains a control character (U+0000). Take it out."),
    (HEAD + "# a\r\n# \x85\nsteps: [frog-stretch]\n", "4:3: contains a control character (U+0085). Take it out."),
    (
        'version: 1\nname: "a\\u202eb"\nsteps: [frog-stretch]\n',
        "2:7: name: contains a control character (U+202E) at position 2. Take it out.",
    ),
    (
        'version: 1\nname: "\\ud800"\nsteps: [frog-stretch]\n',
        "2:7: name: contains a control character (U+D800) at position 1. Take it out.",
    ),
    (steps('"\\e[2J"'), f'4:5: steps[0]: no exercise "\\x1b[2J". {SEE}'),
]

LENGTHS = [
    (
        steps(*["leg-swings"] * 5) + "rounds: 20\n",
        "3:1: 800 steps after rounds; the limit is 500. Take some out, or do fewer rounds.",
    ),
    (
        steps(*["leg-swings"] * 30) + "rounds: 20\n",
        "3:1: at least 600 steps after rounds; the limit is 500. Take some out, or do fewer rounds.",
    ),
    (steps(*["leg-swings"] * 501), "4:3: steps: has 501 steps; the limit is 500. Take some out."),
    (
        HEAD + "sections:\n" + f"  - steps: [{'leg-swings, ' * 300}]\n" * 2,
        "3:1: 600 steps; the limit is 500. Take some out.",
    ),
    (
        steps(*[TEN_MINUTES] * 2) + "rounds: 13\n",
        "3:1: 4 h 22 min in all; the limit is 4 h. Take some out, or do fewer rounds.",
    ),
]

YAML = [
    (
        steps("frog-stretch") + "\t- half-pigeon\n",
        "5:1: not valid YAML: found a tab where spaces are needed. Indent with spaces.",
    ),
    ("name: @home\n", '1:7: not valid YAML: text cannot begin with "@". Put the text in quotes.'),
    ("name: *home*\n", "1:7: not valid YAML: text cannot begin with * or &. Put the text in quotes."),
    ("name: !home\n", "1:7: tag !home is not allowed. Take it out."),
    ("name: !\n  - a\n", "1:7: tag ! is not allowed. Take it out."),
    ("name: !<home\n", "1:13: not valid YAML: text cannot begin with !. Put the text in quotes."),
    ("name: *home\n", "1:7: *home stands for nothing. Define it above with &, or put the text in quotes."),
    ("name: &home [*home]\n", "1:14: *home stands for nothing. Define it above with &, or put the text in quotes."),
    (
        "name: Hips: slow\n",
        "1:11: not valid YAML: found a colon where none can be. Put text that holds a colon in quotes,"
        " or check the indentation.",
    ),
    ("name: A\nhips\nsteps: []\n", '2:1: not valid YAML: found a line without a colon. Write it as "field: value".'),
    ("name: - A\n", "1:7: not valid YAML: a list cannot begin here. Begin it on a line of its own."),
    ("name: ? A\n", "1:7: not valid YAML: a map cannot begin here. Begin it on a line of its own."),
    (
        "steps:\n  - a\n - b\n",
        "3:2: not valid YAML: this does not fit what stands above it."
        " Line it up with the fields or the dashes it belongs to.",
    ),
    (
        'name: "A" hips\n',
        "1:11: not valid YAML: this does not fit what stands before it. Line it up with its neighbours,"
        " or put all of the text in quotes.",
    ),
    (
        "[a]\nname: A\n",
        "2:1: not valid YAML: this does not belong to what stands above it. Put all of it into one map.",
    ),
    (
        "steps: [a, b\nname: A\n",
        "2:5: not valid YAML: expected a comma or a closing ]. Close what was opened before,"
        " or put the text in quotes.",
    ),
    ("steps: [a, b\n", "2:1: not valid YAML: a bracket or brace is never closed. Close it."),
    (
        "steps: [a}\n",
        "1:10: not valid YAML: expected a comma or a closing ]. Close what was opened before,"
        " or put the text in quotes.",
    ),
    ("steps: [,]\n", "1:9: not valid YAML: expected a value here. Write one, or take the comma out."),
    ('name: "A\nsteps: []\n', "1:7: not valid YAML: these quotes are never closed. Close them."),
    ('name: "A\\q"\n', '1:10: not valid YAML: "\\q" means nothing. Write \\\\ for a backslash.'),
    ('name: "A\\x4"\n', "1:11: not valid YAML: this escape is not complete. Write \\\\ for a backslash."),
    ('name: "A\\UFFFFFFFF"\n', "1:11: not valid YAML: this number is too large. Write \\\\ for a backslash."),
    ("name: |A\n", "1:8: not valid YAML: text after | or > begins on the next line. Move it there."),
    (
        "%TAG ! a\n%TAG ! b\n---\nname: A\n",
        "2:1: not valid YAML: duplicate tag handle '!'. Check this line and the one above.",
    ),
    ("%YAML 3.0\n---\nname: A\n", "1:1: not valid YAML: a line cannot begin with %. Take it out."),
    (HEAD + "? [a]\n: b\nsteps: [frog-stretch]\n", "3:3: a key must be plain text. Take the brackets or braces off."),
    (
        steps("<<: {note: a}\n    exercise: frog-stretch"),
        "4:5: steps[0]: merging maps with << is not supported. Write the fields out.",
    ),
]


@pytest.mark.usefixtures("each_parser")
@pytest.mark.parametrize(
    ("text", "message"),
    WHOLE_FILES + STEPS_AND_SECTIONS + FIELDS + EXERCISES_AND_SIDES + LOCAL_EXERCISES + DANGEROUS_TEXT + LENGTHS,
)
def test_one_wrong_thing_is_told_with_its_place_and_the_way_out(text: str, message: str, known: Repertoire) -> None:
    reading = parse_routine(text, "my.yaml", known)
    assert tell(reading) == [f"my.yaml:{message}"]
    assert reading.value is None


@pytest.mark.usefixtures("each_parser")
@pytest.mark.parametrize(("text", "message"), YAML)
def test_what_is_not_yaml_is_told_in_plain_words(text: str, message: str) -> None:
    problems = parse_document(text, "my.yaml").problems
    assert [str(problem) for problem in problems] == [f"my.yaml:{message}"]

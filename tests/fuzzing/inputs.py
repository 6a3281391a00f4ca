"""Input that is almost right, made by hypothesis: most fields are known, and most values are wrong."""

import copy
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from hipflow.core.events import Command
from hipflow.core.exercise import Sides
from hipflow.figure.posture_reading import KEY_FIELDS
from hipflow.figure.reading import CLIP_FIELDS
from hipflow.library.entries import FIELDS as STEP_FIELDS
from hipflow.library.routines import FIELDS as ROUTINE_FIELDS
from hipflow.library.traits import FIELDS as EXERCISE_FIELDS
from hipflow.places import data_root
from hipflow.settings.values import RULES
from hipflow.store.archive import write_archive
from hipflow.store.packing import pack_event, pack_plan
from tests.builders import hold, plan
from tests.store.builders import NOW, Run, open_test_database

SIGNS: Final = r"""a [ ] { } : ? " ' # | ! % @ ~ |# 0:30 é 😀 \n \x41 \U00110000"""
SPACED: Final = [
    *("b: ", "- ", "\n", "\n  ", "\n    ", ", ", ": ", "? ", " # ", ">-\n"),
    *("&a ", "*a", "!!str ", "---\n", "...\n"),
]
ODD: Final = [
    *("<<: ", "\t", "\r\n", "\x1b", "\x85", "\ufeff", "\x00", "\ud800", "\u202e", "%YAML 1.2\n"),
    *("steps:\n  - ", "exercise: frog-stretch"),
]
TOKENS: Final = st.sampled_from([*SIGNS.split(), *SPACED, *ODD])
WORDS: Final = (
    "1 0 2 45 1m30s 1:30 010 2.5 1e400 . true on ~ each both alternate auto left right warmup half-pigeon leg-swings "
    "clamshel static standing supine none all until-key 99999999999999999999 -1 .inf .nan 2-1-1 0-0 1.5 10 sumo-squat"
)
FLOWS: Final = [
    *("[]", "{}", "[half-pigeon]", "[5, a]", "[[], {}]", "{exercise: leg-swings, duration: 30}"),
    *("{exercise: sumo-squat, reps: 10, tempo: 1.5}", "{exercise: half-pigeon, hold: until key}", "until key"),
    *("[{name: a, reps: 8, tempo: 2-1-1}]", "{extends: sumo-squat, reps: 7}", "2 s down, 1 s pause, 1 s up"),
    *("{a: {extends: b}, b: {extends: a}}", "{left: a, right: b}", "[{name: a, duration: 5}]", "{x: 1, y: 2, z: 3}"),
]
VALUES: Final = st.sampled_from([*WORDS.split(), *FLOWS, "", "My hips", "'x'", '"\\e"', "x" * 70, "x" * 400])


def texts(folder: str) -> list[str]:
    """The files of a folder that travels with hipflow."""
    return [path.read_text(encoding="utf-8") for path in sorted((data_root() / folder).glob("*.yaml"))]


@st.composite
def documents(draw: st.DrawFn, fields: tuple[str, ...], head: tuple[str, ...] = ()) -> str:
    """A document of these fields, nested by chance."""
    field = st.sampled_from([*fields, "naem", "<<"])
    lines = list(head[: draw(st.integers(0, len(head)))])
    for _ in range(draw(st.integers(0, 6))):
        name = draw(field)
        if draw(st.booleans()):
            lines.append(f"{name}: {draw(VALUES)}")
            continue
        dash = draw(st.sampled_from(["  ", "  - "]))
        lines.append(f"{name}:")
        lines.append(f"{dash}{draw(field)}: {draw(VALUES)}")
        lines.extend(f"    {draw(field)}: {draw(VALUES)}" for _ in range(draw(st.integers(0, 3))))
    return "\n".join(lines)


@st.composite
def damaged(draw: st.DrawFn, whole: list[str]) -> str:
    """A good text in which something was cut out, typed over or pasted in."""
    text = draw(st.sampled_from(whole))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 8)))
        text = text[:start] + draw(TOKENS | VALUES | st.just("")) + text[end:]
    return text


def routines() -> st.SearchStrategy[str]:
    """Routines that are almost right."""
    made = documents((*ROUTINE_FIELDS, *STEP_FIELDS), ("version: 1", "name: My hips"))
    return made | damaged(texts("routines"))


ODD_JSON: Final[st.SearchStrategy[Any]] = st.sampled_from(
    [
        *(None, True, False, 0, 1, -1, 2**31, 2**63, 2**70, 1e308, float("inf"), float("nan"), 0.1, "", "x"),
        *("\x1b[2J", "\ud800", "2027-03-01T07:00:00+01:00", "9999-12-31T23:59:59+00:00", "left", "WORK", "x" * 300),
        *([], {}, [[]], {"a": 1}, [1, 2, 3]),
    ]
)


@st.composite
def damaged_json(draw: st.DrawFn, whole: list[Any]) -> str:
    """Good JSON in which a value or two is another, missing, or there twice."""
    held = copy.deepcopy(draw(st.sampled_from(whole)))
    for _ in range(draw(st.integers(1, 2))):
        place: Any = held
        while isinstance(place, dict | list) and place:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = draw(st.sampled_from(keys))
            if not isinstance(place[key], dict | list) or draw(st.integers(0, 3)) == 0:
                change = draw(st.sampled_from(["other", "gone", "twice"]))
                if change == "other":
                    place[key] = copy.deepcopy(draw(ODD_JSON))
                elif change == "gone":
                    del place[key]
                elif isinstance(place, list):
                    place.insert(key, copy.deepcopy(place[key]))
                break
            place = place[key]
    return json.dumps(held)


@cache
def journals() -> list[Any]:
    """What was kept of a session: its plan, and what happened in it."""
    with _session() as run:
        plan = run.session.plan
        return [[pack_plan(plan), *(pack_event(event) for event in run.events)]]


@cache
def backups() -> list[Any]:
    """A backup of one session."""
    with _session() as run:
        assert run.journal.flush(10)
        return [json.loads(write_archive(run.database, now=NOW, version="1"))]


@contextmanager
def _session() -> Iterator[Run]:
    """A session that was done to its end, with a pause in it."""
    with tempfile.TemporaryDirectory() as folder, closing(open_test_database(Path(folder))) as database:
        run = Run(database, plan(hold("half-pigeon", seconds=5, sides=Sides.EACH), hold(seconds=5), prep=2))
        yield run.send(Command.START).run(3).send(Command.PAUSE).run(2).send(Command.RESUME).run(120)


MEMORY: Final = [{"notice_seen": True, "last_routine": "pre-run-5", "theme": "x", "volume": 70, "is_muted": False}]
TOML: Final = st.sampled_from(
    [
        *("true", "false", "0", "120", "-1", "1e9", "inf", "nan", '"auto"', '"left"', "'x'", "[]", "{}", "[1, 2]"),
        *("2027-03-01", '"\\u001b"', '"\x1b"', "0x10", '"""', "", "on", "99999999999999999999", '"\u202e"'),
    ]
)
COMMAND_WORDS: Final = st.sampled_from(
    [
        *("run", "list", "show", "exercises", "figure", "check", "doctor", "history", "backup", "restore", "config"),
        *(
            "--json",
            "--plain",
            "--speed",
            "--prep",
            "--since",
            "--yes",
            "--mute",
            "--audio",
            "--png",
            "--version",
            "-h",
        ),
        *(
            "--names",
            "delete",
            "pre-run-5",
            "1",
            "-1",
            "0.1",
            "1e9",
            "nan",
            "2027-03-01",
            "2027-13-01",
            "1m30s",
            "'  '",
        ),
        *("--fit", "12m", "--until", "07:45", "25:00", "--scale", "--rounds", "--only", "\x1b[2J", "--\x1b", "é", "''"),
    ]
)


def encode(text: str) -> bytes:
    """The text as bytes; what no file can hold becomes what is no UTF-8."""
    return text.encode("utf-8", "surrogatepass")


@cache
def near(target: str) -> st.SearchStrategy[bytes]:
    """Input for a target that is almost right."""
    scraps = st.lists(TOKENS, max_size=14).map("".join)
    exercise = documents(
        EXERCISE_FIELDS, ("name: March", "kind: static", "sides: both", "position: supine", "duration: 30")
    )
    figure = documents((*CLIP_FIELDS, *KEY_FIELDS, "clips", "keys"))
    pairs = st.tuples(st.sampled_from([*RULES, "volum", "[table]", '"quoted"']), TOML)
    config = st.lists(pairs.map(" = ".join), max_size=8).map("\n".join)
    words = st.lists(COMMAND_WORDS | st.text(max_size=6).map(repr), max_size=6).map(" ".join)
    kinds: Mapping[str, list[st.SearchStrategy[str]]] = {
        "routine": [scraps, routines(), routines()],
        "exercise": [exercise, exercise, damaged(texts("assets/exercises"))],
        "figure": [figure, damaged(texts("assets/figures")), damaged(texts("assets/figures"))],
        "settings": [config, config, config.map(lambda text: text.replace(" = ", "="))],
        "memory": [damaged_json(MEMORY)],
        "backup": [damaged_json(backups())],
        "journal": [damaged_json(journals())],
        "arguments": [words],
    }
    return st.one_of(*kinds[target]).map(encode)


def seeds(target: str) -> list[bytes]:
    """Good input for a target, for a fuzzer to start from."""
    good: Mapping[str, list[str]] = {
        "routine": texts("routines"),
        "exercise": texts("assets/exercises"),
        "figure": texts("assets/figures"),
        "settings": ['volume = 70\nvoice = true\ntheme = "hipflow-dark"\nprep = 10\n'],
        "memory": [json.dumps(each) for each in MEMORY],
        "backup": [json.dumps(each) for each in backups()],
        "journal": [json.dumps(each) for each in journals()],
        "arguments": ["run pre-run-5 --prep 1m30s --speed 2", "history --since 2027-03-01 --json", "list --names"],
    }
    return [encode(text) for text in good[target]]

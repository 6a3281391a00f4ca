"""The figures: a file of clips becomes what can be drawn, read when it is first asked for."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hipflow.figure.clip import Clips
from hipflow.figure.fields import Path as FieldPath
from hipflow.figure.reading import build_clips
from hipflow.library.document import Document, read_document
from hipflow.library.fields import is_id
from hipflow.library.folders import SUFFIXES
from hipflow.library.nodes import ListNode, MapNode, Node, ScalarNode
from hipflow.library.problems import Findings, Problem, Reading
from hipflow.places import config_folder, data_root

MOST_DIGITS: Final = 40
"""A number with more of them is far out of every range, and Python would refuse to read thousands."""


class Figures:
    """The clips of all exercises; a file is read when its exercise is first shown, and kept."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """The figures in these folders; where two have one for the same exercise, that of the earlier folder counts."""
        self._folders = tuple(folders)
        self._readings: dict[str, Reading[Clips] | None] = {}

    def find_clips(self, exercise_id: str) -> Clips | None:
        """The clips of an exercise; None where there are none, or their file has a problem. Never raises."""
        reading = self.read(exercise_id)
        return reading.value if reading else None

    def read(self, exercise_id: str) -> Reading[Clips] | None:
        """What came of reading the figure of an exercise; None where there is no file."""
        if exercise_id not in self._readings:
            path = self.find_file(exercise_id)
            self._readings[exercise_id] = read_clips(path) if path else None
        return self._readings[exercise_id]

    def find_file(self, exercise_id: str) -> Path | None:
        """The file with the figure of an exercise; None where there is none."""
        if not is_id(exercise_id):
            return None
        names = [f"{exercise_id}{suffix}" for suffix in sorted(SUFFIXES, reverse=True)]
        return next((path for folder in self._folders for name in names if _is_file(path := folder / name)), None)

    def list_ids(self) -> tuple[str, ...]:
        """The ids of the exercises that have a figure, in order."""
        ids: set[str] = set()
        for folder in self._folders:
            try:
                ids.update(path.stem for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
            except OSError:
                continue
        return tuple(sorted(filter(is_id, ids)))


def load_figures() -> Figures:
    """The figures of this machine: the user's own, and those that come with hipflow."""
    return Figures((config_folder() / "figures", data_root() / "assets" / "figures"))


def read_clips(path: Path) -> Reading[Clips]:
    """The clips in a file, or all that is wrong with it; never raises."""
    return build_reading(read_document(path))


def build_reading(document: Document) -> Reading[Clips]:
    """The clips in a document, or all that is wrong with it."""
    if document.problems:
        return Reading(None, document.problems)
    built = build_clips(plain_value(document.root) if document.root else None)
    if isinstance(built, Clips):
        return Reading(built)
    return Reading(None, place_problems(document, built))


def place_problems(document: Document, problems: Iterable[tuple[FieldPath, str, str]]) -> tuple[Problem, ...]:
    """What is wrong with the data of a document, with the line and column of each."""
    findings = Findings(document.name)
    for path, what, mend in problems:
        place = find_node(document.root, path) if document.root else ScalarNode(1, 1, "", True)
        findings.refuse(place, write_path(path), what, make_sentence(mend))
    return findings.sort()


def plain_value(node: Node) -> object:
    """The values of a tree as plain data, by the core schema of YAML 1.2."""
    match node:
        case MapNode():
            return {key.text: plain_value(value) for key, value in node.entries}
        case ListNode():
            return [plain_value(item) for item in node.items]
        case ScalarNode():
            return _plain_scalar(node)


def _plain_scalar(node: ScalarNode) -> object:
    if node.is_nothing:
        return None
    if node.is_boolean:
        return node.text.lower() == "true"
    if not node.is_number:
        return node.text
    text = node.text.lower()
    if text.startswith(("0x", "0o")):
        return int(text, 0) if len(text) <= MOST_DIGITS else float("inf")
    if text.lstrip("+-").isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    return float(text.replace(".inf", "inf").replace(".nan", "nan"))


def find_node(root: Node, path: FieldPath) -> Node:
    """The place that a path leads to: a field by its key, an item by itself; as near as there is one."""
    here: Node = root
    place: Node = root
    for step in path:
        match here:
            case MapNode():
                entry = next(((key, value) for key, value in here.entries if key.text == str(step)), None)
                if entry is None:
                    return place
                place, here = entry
            case ListNode() if isinstance(step, int) and step < len(here.items):
                place = here = here.items[step]
            case _:
                return place
    return place


def write_path(path: FieldPath) -> str:
    """A path as messages show it: clips[0].keys[1].leg.a."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def make_sentence(text: str) -> str:
    """The same words as a whole sentence."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!")) else ".")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False

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
from hipflow.library.problems import Findings, Problem, Reading, shorten
from hipflow.places import config_folder, data_root

MOST_DIGITS: Final = 40
"""A number with more of them is far out of every range, and Python would refuse to read thousands."""


EXTENDS: Final = "extends"
"""The field by which a figure of one's own takes the place of one that comes with hipflow."""


class Figures:
    """The clips of all exercises; a file is read when its exercise is first shown, and kept."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """The figures in these folders; where two have one for the same exercise, that of the earlier folder counts.

        But only if it says that it extends the other; else that is what is wrong with it.
        """
        self._folders = tuple(folders)
        self._files: dict[str, list[Path]] = {}
        self._readings: dict[Path, Reading[Clips]] = {}

    def find_clips(self, *exercise_ids: str) -> Clips | None:
        """The clips of the first of these exercises that has any; None where none has.

        A file that has a problem counts for nothing here. Never raises.
        """
        paths = (path for id in exercise_ids for path in self._find_files(id))
        return next(filter(None, (self._read_file(path).value for path in paths)), None)

    def read(self, exercise_id: str) -> Reading[Clips] | None:
        """What came of reading the figure of an exercise; None where there is no file."""
        path = self.find_file(exercise_id)
        return self._read_file(path) if path else None

    def find_file(self, exercise_id: str) -> Path | None:
        """The file with the figure of an exercise; None where there is none."""
        return next(iter(self._find_files(exercise_id)), None)

    def _find_files(self, exercise_id: str) -> list[Path]:
        """The files with the figure of an exercise, the one that counts first."""
        if not is_id(exercise_id):
            return []
        if exercise_id not in self._files:
            names = [f"{exercise_id}{suffix}" for suffix in sorted(SUFFIXES, reverse=True)]
            paths = (folder / name for folder in self._folders for name in names)
            self._files[exercise_id] = [path for path in paths if _is_file(path)]
        return self._files[exercise_id]

    def _read_file(self, path: Path) -> Reading[Clips]:
        if path not in self._readings:
            has_other = self._folders.index(path.parent) < self._folders.index(self._find_files(path.stem)[-1].parent)
            self._readings[path] = build_figure(read_document(path), path.stem, has_other=has_other)
        return self._readings[path]

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


def build_figure(document: Document, id: str, *, has_other: bool) -> Reading[Clips]:
    """The clips in a document that is the figure of an exercise, or all that is wrong with it.

    Args:
        document: What was read.
        id: The id of the exercise.
        has_other: Does a figure of it come with hipflow, which this one is to take the place of?
    """
    reading = build_reading(document)
    root = document.root
    if not isinstance(root, MapNode):
        return reading
    said = next(((key, value) for key, value in root.entries if key.text == EXTENDS), None)
    findings = Findings(document.name)
    if said is None and has_other:
        what = f"a figure of {id} comes with hipflow"
        findings.refuse(root, "", what, f'Add "{EXTENDS}: {id}" to have this one in its place.')
    elif said is not None and not (isinstance(said[1], ScalarNode) and said[1].text == id):
        mend = f'Write "{EXTENDS}: {id}", or call the file by the other id.'
        findings.refuse(said[1], EXTENDS, f"the name of the file says that this is a figure of {shorten(id)}", mend)
    if not findings.errors:
        return reading
    return Reading(None, tuple(sorted((*findings.sort(), *reading.problems), key=lambda each: each.line)))


def build_reading(document: Document) -> Reading[Clips]:
    """The clips in a document, or all that is wrong with it."""
    if document.problems:
        return Reading(None, document.problems)
    data = plain_value(document.root) if document.root else None
    if isinstance(data, dict) and isinstance(data.get(EXTENDS), str):
        # It is about files, of which a figure knows nothing.
        del data[EXTENDS]
    built = build_clips(data)
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

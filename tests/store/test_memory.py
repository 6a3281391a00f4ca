"""Small things are remembered, and never in the way."""

from pathlib import Path

import pytest

from hipflow.store.memory import Memory, read_memory, write_memory


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "memory.json"
    memory = Memory(notice_seen=True, last_routine="pre-run-5", theme="hipflow-dim", volume=40, is_muted=True)

    assert write_memory(file, memory)

    assert read_memory(file) == memory
    assert [path.name for path in file.parent.iterdir()] == ["memory.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"volume": "loud"}', '{"notice_seen": 1}', "\x00"])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "memory.json"
    file.write_text(text)

    assert read_memory(file) == Memory()


def test_what_makes_sense_is_kept_beside_what_does_not(tmp_path: Path) -> None:
    file = tmp_path / "memory.json"
    file.write_text('{"last_routine": "mine", "volume": 900, "colour": "green", "theme": 3}')

    assert read_memory(file) == Memory(last_routine="mine", volume=100)


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")

    assert not write_memory(in_the_way / "memory.json", Memory())

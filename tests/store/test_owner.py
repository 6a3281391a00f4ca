"""A process is told from all others, also from those that had its number."""

import os
import subprocess
import sys

import pytest

from hipflow.store.owner import is_alive, name_owner


def test_this_process_is_alive_and_has_one_name() -> None:
    assert name_owner() == name_owner(os.getpid())
    assert is_alive(name_owner())


def test_one_that_has_ended_is_not() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    owner = name_owner(child.pid)
    assert is_alive(owner)

    child.communicate(b"\n")

    assert not is_alive(owner)
    with pytest.raises(ProcessLookupError):
        name_owner(child.pid)


def test_another_that_has_its_number_is_not_it() -> None:
    pid, *rest = name_owner().split(" ")

    assert not is_alive(" ".join([pid, *rest[:-1], "1"]))
    assert not is_alive(" ".join([pid, "another-boot", *rest[1:]]))


@pytest.mark.parametrize("owner", ["", "x", "-1 a b", "99999999999999999999 a b", "² a b", "0 a b"])
def test_what_names_no_process_is_not_alive(owner: str) -> None:
    assert not is_alive(owner)

"""What only a whole process shows: that it ends, and that nothing is printed over the screen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run_child(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "tests.sound.heard_session", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def without_a_device(folder: Path) -> dict[str, str]:
    """An environment in which no sound server is found and nothing starts one."""
    nowhere = f"unix:{folder / 'nothing'}"
    return {"PULSE_SERVER": nowhere, "XDG_RUNTIME_DIR": str(folder), "PIPEWIRE_REMOTE": "nothing", "DISPLAY": ""}


@pytest.mark.parametrize("manner", ["at-once", "after-a-while", "by-a-fault"])
def test_a_program_that_forgets_to_close_its_speaker_ends_all_the_same(manner: str, tmp_path: Path) -> None:
    done = run_child("leave", manner, **without_a_device(tmp_path))

    assert done.returncode == (1 if manner == "by-a-fault" else 0)


def test_without_a_device_nothing_is_printed_and_the_status_says_so(tmp_path: Path) -> None:
    done = run_child("leave", "after-a-while", **without_a_device(tmp_path))

    assert json.loads(done.stdout)["status"] in ("no device", "on")  # a machine may have a sound card of its own
    assert done.stderr == ""


def test_a_real_stream_that_is_never_closed_does_not_hang_the_exit() -> None:
    pytest.importorskip("miniaudio")
    program = (
        "import threading\n"
        "from pathlib import Path\n"
        "from hipflow.clock import read_clock\n"
        "from hipflow.sound.clips import Clips\n"
        "from hipflow.sound.speaker import Speaker\n"
        "from hipflow.sound.stream import MiniaudioStream\n"
        "stream = MiniaudioStream(backends=('NULL',), is_null_fine=True)\n"
        "speaker = Speaker(Clips(Path('none')), read_clock, [stream])\n"
        "speaker.open()\n"
        "while speaker.status == 'starting': threading.Event().wait(0.01)\n"
        "threading.Event().wait(0.3)\n"
        "print(speaker.status)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "on\n", "")


def test_opening_and_closing_keep_nobody_waiting_for_the_audio_library() -> None:
    program = (
        "import sys\n"
        "import hipflow.sound.announcer, hipflow.sound.outputs, hipflow.sound.voice\n"
        "hipflow.sound.outputs.find_outputs()\n"
        "print('miniaudio' in sys.modules, 'simpleaudio' in sys.modules, 'textual' in sys.modules)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "False False False\n"

"""The process that plays a stream: `python -m hipflow.sound.stream_child [BACKEND ...]`.

Pickles on standard input are what is to be heard: a group, a cancel, or a number that everything is multiplied by,
which comes twice a second at least, for a sign of life. Lines of JSON on standard output say what it plays through,
then that it still does, twice a second, or why it does not. It ends with its input.
"""

import contextlib
import gc
import json
import os
import pickle
import sys
import threading

from hipflow.clock import read_clock
from hipflow.sound.mixer import Mixer
from hipflow.sound.outputs import OutputError
from hipflow.sound.schedule import Cancel, Group
from hipflow.sound.stream import MiniaudioStream

BEAT = 0.5
"""Seconds between two signs of life, in both directions."""
STOPPED = 6
"""Looks without a word from hipflow, after which it has been stopped, and so is the sound."""
TURN, NICE = 5, -11
"""How far this process goes before others where it may; what sound servers ask for themselves."""
BUFFER, LONG_BUFFER = 80, 120
"""Milliseconds that a sound server keeps of a stream: where this process goes first, and where it does not."""


def main(arguments: list[str]) -> int:
    """Play until the input ends; 1 if no device does."""
    buffer = BUFFER if _go_ahead() else LONG_BUFFER
    os.environ.setdefault("PULSE_LATENCY_MSEC", str(buffer))  # nothing else makes a sound server keep so little
    # A collection would keep the device waiting, and nothing here refers to itself.
    gc.disable()
    mixer, ended = Mixer(), threading.Event()
    stream = MiniaudioStream(backends=arguments or None, is_null_fine="NULL" in arguments)
    try:
        stream.open(mixer, read_clock)
        _tell({"detail": stream.detail})
        listener = _Listener(mixer, ended)
        listener.start()
        missed = 0
        while not ended.wait(BEAT):
            stream.check(read_clock())
            _tell({})
            missed = 0 if listener.has_heard else missed + 1
            listener.has_heard = False
            if missed == STOPPED:
                mixer.set_gain(0.0)
    except OutputError as fault:
        _tell({"fault": str(fault), "is_final": fault.is_final})
        return 1
    finally:
        stream.close()
    return 0


class _Listener(threading.Thread):
    """Takes in what is asked."""

    def __init__(self, mixer: Mixer, ended: threading.Event) -> None:
        super().__init__(daemon=True)
        self.has_heard = True
        self._mixer = mixer
        self._ended = ended

    def run(self) -> None:
        try:
            while True:
                asked: Group | Cancel | float = pickle.load(sys.stdin.buffer)
                self.has_heard = True
                if isinstance(asked, float):
                    self._mixer.set_gain(asked)
                else:
                    self._mixer.take(asked)
        except (EOFError, OSError, pickle.UnpicklingError):
            self._ended.set()


def _go_ahead() -> bool:
    """Go before other programs where the system allows it: what is late here is heard as a gap. Does it?"""
    if sys.platform == "win32":
        return True  # it was started so
    if sys.platform == "linux":
        # A turn ahead of all that are merely nice: on a very busy machine the nicest was seen to wait for 60 ms.
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(TURN))
            return True
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, NICE)
    return sys.platform == "darwin"  # its devices ask in time of their own accord


def _tell(what: dict[str, object]) -> None:
    with contextlib.suppress(OSError):  # nobody listens any longer: then the input has ended too
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    code = main(sys.argv[1:])
    os._exit(code)  # the listener may be reading still, which a usual exit would complain of

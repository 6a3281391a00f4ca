"""The child process of the voice: `python -m hipflow.sound.voice_child ENGINE RATE VOICE LANGUAGE`.

A line of JSON on standard input is a text to say. The answer on standard output is the number of bytes that follow,
in 4 bytes (big-endian), and the samples: mono, 16 bits, little-endian. None mean that it could not be said. It ends
with its input.
"""

import json
import sys
from array import array

from hipflow.sound.engines import VoiceError, clean, make_engine
from hipflow.sound.polish import polish


def main(arguments: list[str]) -> int:
    """Say all that comes in; 1 if the engine does not start."""
    name, rate, voice, language = arguments
    try:
        speak = make_engine(name, voice, int(rate), language)
    except VoiceError:
        return 1
    for line in sys.stdin.buffer:
        try:
            samples = polish(speak(clean(json.loads(line))))
        except (VoiceError, ValueError):
            samples = array("h")
        if sys.byteorder == "big":
            samples.byteswap()
        content = samples.tobytes()
        sys.stdout.buffer.write(len(content).to_bytes(4, "big") + content)
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

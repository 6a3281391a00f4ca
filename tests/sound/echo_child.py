"""A process that plays nothing, and writes down what it is asked: `python -m tests.sound.echo_child FILE`."""

import json
import pickle
import sys
from pathlib import Path

from hipflow.sound.schedule import Cancel, Group


def main(file: Path) -> None:
    """Write a line of JSON into a file for all that is asked, until there is nothing more."""
    sys.stdout.write(json.dumps({"detail": "echo"}) + "\n")
    sys.stdout.flush()
    with file.open("w", encoding="utf-8") as lines:
        while True:
            try:
                asked = pickle.load(sys.stdin.buffer)
            except EOFError:
                return
            match asked:
                case Group():
                    told: object = [asked.handle, asked.at, [len(part.clip.samples or ()) for part in asked.parts]]
                case Cancel():
                    told = {"cancel": asked.handle}
                case _:
                    told = asked
            lines.write(json.dumps(told) + "\n")
            lines.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

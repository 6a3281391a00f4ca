"""python -m hipflow."""

import sys

from hipflow.cli import main

if __name__ == "__main__":
    sys.exit(main())

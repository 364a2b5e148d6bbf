"""The handrail command."""

from __future__ import annotations

import sys
from importlib.util import find_spec

NO_TERMINAL_LIBRARY = (
    "The handrail command needs its terminal library; install it with: pip install 'handrail[cli]'"
)


def main() -> None:
    """Run the command with the words it was given, and leave with its exit status."""
    if sys.argv[1:] == ["--version"]:  # answered before anything is imported
        from handrail import __version__

        print(f"handrail {__version__}")
        return
    if not all(
        map(find_spec, ("click", "prompt_toolkit"))
    ):  # only whoever sits at a terminal imports the second
        print(NO_TERMINAL_LIBRARY, file=sys.stderr)
        sys.exit(2)
    from .commands import run

    sys.exit(run(sys.argv[1:]))

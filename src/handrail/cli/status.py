"""What the command leaves with."""

from __future__ import annotations

# Nothing to tell; problems found, or something had to be refused; a wrong call or an unreadable file; broken off.
DONE, FOUND, USAGE, INTERRUPTED = 0, 1, 2, 130

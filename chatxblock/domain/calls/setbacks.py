"""For how long a call is set aside that nobody can do anything for: a bad row, a bug. Others must not wait for it."""

from __future__ import annotations

from datetime import timedelta

SHORTEST, LONGEST = timedelta(seconds=30), timedelta(hours=1)


def delay(failures: int) -> timedelta:
    """Return for how long, by how often in a row it failed: each time twice as long, an hour at most."""
    doubled: int = 2 ** min(failures - 1, 16)
    return min(SHORTEST * doubled, LONGEST)

"""How long whoever asked waits: one deadline for all that an answer needs of the outside.

Each call to the chat server has a limit of its own, yet an answer may need several of them. This module must not know
who waits or for what.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

GoesOn = Callable[[], bool]
"""Asked between two pieces of work: false where the process has been told to end."""

_until: ContextVar[float | None] = ContextVar("chatxblock_deadline", default=None)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Let everything inside that waits for others end within so many seconds, all of it together.

    A longer one inside a shorter one changes nothing.
    """
    token = _until.set(time.monotonic() + time_left(seconds))
    try:
        yield
    finally:
        _until.reset(token)


def time_left(most: float) -> float:
    """Return how many seconds may be waited now: at most `most`, and less than 0 once the deadline is over."""
    until = _until.get()
    return most if until is None else min(most, until - time.monotonic())


def always() -> bool:
    """Return that work goes on: nobody has said otherwise."""
    return True

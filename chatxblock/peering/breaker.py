"""Spares callers a service that does not work: after some failures in a row it is left alone for a while.

One process learns by itself. This module must not know what is called.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from chatxblock.errors import PeeringFailed

RESTS = "It failed lately, and is left alone for now."


class Breaker:
    """Counts failures in a row; with the last one that is allowed it rests, and then lets one caller try."""

    def __init__(self, *, failures: int, rest: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Rest for `rest` seconds after so many failures in a row."""
        self._most = failures
        self._rest = rest
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._rests_until: float | None = None

    @property
    def resting(self) -> bool:
        """Whether an attempt would be refused now."""
        return self._rests_until is not None and self._clock() < self._rests_until

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Let one attempt be made, in parallel to others, and note how it ends. Raises `PeeringFailed`."""
        self._begin()
        try:
            yield
        except BaseException:
            self._failed()
            raise
        self._worked()

    def _begin(self) -> None:
        with self._lock:
            if self.resting:
                raise PeeringFailed(RESTS)
            if self._rests_until is not None:  # the one trial: meanwhile, the others go on resting
                self._rests_until = self._clock() + self._rest

    def _failed(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= self._most:
                self._rests_until = self._clock() + self._rest

    def _worked(self) -> None:
        with self._lock:
            self._failures = 0
            self._rests_until = None

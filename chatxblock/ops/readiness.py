"""Whether this process has all that a question needs outside of it, looked at anew and in bounded time.

Each look is on a thread of its own, so that a server which takes a connection and says nothing holds up that thread
and nobody else. However many ask, there is one look of a kind at a time, and what it found is good for a second.
This module must not know who asks.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from enum import StrEnum

from django.db import Error, connections

from chatxblock.errors import ChatxblockError

log = logging.getLogger(__name__)

FRESH = 1.0
"""Seconds for which what was found is not looked at again."""
MOST = 3.0
"""Seconds that whoever asks waits, for all looks together."""


class Found(StrEnum):
    """What a look came to."""

    OK = "ok"
    WRONG = "wrong"
    SILENT = "silent"
    """It has not come to an end in time."""


class Look:
    """One look at something outside."""

    def __init__(self, name: str, look: Callable[[], bool]) -> None:
        self._name = name
        self._look = look

    def begin(self) -> None:
        """Start it."""
        self._ended = threading.Event()
        self._found = Found.SILENT
        threading.Thread(target=self._serve, name=f"chatxblock-ready-{self._name}", daemon=True).start()

    def is_fresh(self) -> bool:
        """Say whether it is still under way, or has only just ended."""
        return not self._ended.is_set() or time.monotonic() - self._at < FRESH

    def found(self, until: float) -> Found:
        """Return what it found, waiting until that moment of the monotonic clock."""
        self._ended.wait(max(until - time.monotonic(), 0.0))
        return self._found

    def _serve(self) -> None:
        try:
            found = Found.OK if self._look() else Found.WRONG
        except (ChatxblockError, Error) as error:
            log.warning("ready: %s is not as it should be (%s)", self._name, type(error).__name__)
            found = Found.WRONG
        except Exception:
            log.exception("ready: %s could not be looked at", self._name)
            found = Found.WRONG
        finally:
            connections.close_all()
        self._found, self._at = found, time.monotonic()
        self._ended.set()


class Readiness:
    """Several looks, taken at the same time."""

    def __init__(self, looks: Mapping[str, Callable[[], bool]], *, most: float = MOST) -> None:
        self._looks = dict(looks)
        self._most = most
        self.begin_anew()
        os.register_at_fork(after_in_child=self.begin_anew)

    def begin_anew(self) -> None:
        """Forget what was found, in a child process too: threads do not survive a fork."""
        self._lock = threading.Lock()
        self._under_way: dict[str, Look] = {}

    def found(self) -> dict[str, Found]:
        """Return what each look found, within the time for all of them."""
        until = time.monotonic() + self._most
        with self._lock:
            looks = {name: self._current(name) for name in self._looks}
        return {name: look.found(until) for name, look in looks.items()}

    def _current(self, name: str) -> Look:
        """Return the look that is under way, or has just ended, else a new one."""
        current = self._under_way.get(name)
        if current is None or not current.is_fresh():
            current = self._under_way[name] = Look(name, self._looks[name])
            current.begin()
        return current

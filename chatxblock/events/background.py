"""One thing that is done beside a request, by one thread a process; what must not die with it is kept before."""

from __future__ import annotations

import logging
import os
import threading
import weakref
from collections.abc import Callable

from django.db import connections

log = logging.getLogger(__name__)


class Background:
    """Does a task on a thread of its own. Asked again meanwhile, it does it once more, for what has come since."""

    def __init__(self, name: str, task: Callable[[], object]) -> None:
        self._name = name
        self._task = task
        self._thread: threading.Thread | None = None
        self._begin()
        begin = weakref.WeakMethod(self._begin)
        os.register_at_fork(after_in_child=lambda: (living := begin()) and living())

    def start(self) -> None:
        """Begin, or go on."""
        with self._lock:
            self._wanted = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name=self._name, daemon=True)
                self._thread.start()

    def settle(self) -> None:
        """Return when nothing is done any more; for tests, and for the end of a command."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _begin(self) -> None:
        """Start anew, in a child process too: threads do not survive a fork."""
        self._lock = threading.Lock()
        self._thread = None
        self._wanted = False

    def _serve(self) -> None:
        while self._still_wanted():
            try:
                self._task()
            except Exception:
                log.exception("%s failed", self._name)
            finally:
                connections.close_all()

    def _still_wanted(self) -> bool:
        with self._lock:
            wanted, self._wanted = self._wanted, False
            if not wanted:
                self._thread = None
            return wanted

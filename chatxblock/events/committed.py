"""Tells listeners of what changed, after the database has committed it: the port `chatxblock.domain.ports.Events`.

Listeners run on a thread of their own, one change after the other: who is slow holds up the listeners behind, and
nobody's request; who fails is logged. What waits is bounded, and dies with the process: whatever must reach somebody
for certain belongs into a table, in the transaction of the change. This module must not know who listens.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
import weakref
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db import close_old_connections, transaction

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.helpers.duty import Helper
from chatxblock.domain.ports import Events
from chatxblock.domain.reports.report import CallReport
from chatxblock.domain.resources.resource import Resource

log = logging.getLogger(__name__)

MOST_WAITING = 10_000
"""Changes that may wait for slow listeners; what comes on top of them is dropped, and logged."""

SECONDS_AT_THE_END = 5.0
"""For how long the end of a process waits for slow listeners."""

Telling = Callable[[Events], None]
"""One change, to be told to a listener."""


def after_commit(task: Callable[[], None]) -> None:
    """Do something once what is being written is committed, at once where nothing is; what it raises is logged."""
    transaction.on_commit(task, robust=True)


class CommittedEvents:
    """Hands changes to listeners, each of which is an `Events` itself."""

    def __init__(self, listeners: Sequence[Events] = (), *, most_waiting: int = MOST_WAITING) -> None:
        self._listeners = tuple(listeners)
        self._most_waiting = most_waiting
        self._thread: threading.Thread | None = None
        self._begin()
        begin = weakref.WeakMethod(self._begin)
        os.register_at_fork(after_in_child=lambda: (living := begin()) and living())

    def call_changed(self, before: Call | None, after: Call) -> None:
        """Tell of a call once it is committed."""
        self._after_commit(lambda listener: listener.call_changed(before, after))

    def helper_changed(self, before: Helper, after: Helper) -> None:
        """Tell of a helper once it is committed."""
        self._after_commit(lambda listener: listener.helper_changed(before, after))

    def resource_changed(self, before: Resource | None, after: Resource) -> None:
        """Tell of a learning resource once it is committed."""
        self._after_commit(lambda listener: listener.resource_changed(before, after))

    def resource_helped(self, resource: Resource, person: Person) -> None:
        """Tell whom a learning resource helped, once it is committed."""
        self._after_commit(lambda listener: listener.resource_helped(resource, person))

    def resource_reported(self, resource: Resource, person: Person) -> None:
        """Tell who reported a learning resource, once it is committed."""
        self._after_commit(lambda listener: listener.resource_reported(resource, person))

    def talk_reported(self, report: CallReport) -> None:
        """Tell of a report of a talk once it is committed."""
        self._after_commit(lambda listener: listener.talk_reported(report))

    def settle(self, seconds: float | None = None) -> bool:
        """Return once everything has been told that was waiting, or after so many seconds, and whether it has been.

        For tests, and for the end of a command: what waits then would die with the process.
        """
        waiting = self._waiting
        with waiting.all_tasks_done:
            return waiting.all_tasks_done.wait_for(lambda: not waiting.unfinished_tasks, seconds)

    def end(self) -> None:
        """Tell what still waits, for some seconds at most, when the process ends in an orderly way."""
        if not self.settle(SECONDS_AT_THE_END):
            log.warning("changes still waited for listeners when the process ended")

    def _after_commit(self, telling: Telling) -> None:
        if self._listeners:
            transaction.on_commit(partial(self._put, telling), robust=True)

    def _put(self, telling: Telling) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="chatxblock-events", daemon=True)
                self._thread.start()
        try:
            self._waiting.put_nowait(telling)
        except queue.Full:
            log.warning("%d changes wait for listeners, one more is dropped", self._most_waiting)

    def _begin(self) -> None:
        """Start anew, in a child process too: threads do not survive a fork, and what waits is the parent's to tell."""
        self._lock = threading.Lock()
        self._waiting: queue.Queue[Telling] = queue.Queue(self._most_waiting)
        self._thread = None

    def _serve(self) -> None:
        waiting = self._waiting
        while True:
            telling = waiting.get()
            try:
                close_old_connections()
                for listener in self._listeners:
                    self._tell(listener, telling)
            finally:
                close_old_connections()
                waiting.task_done()

    def _tell(self, listener: Any, telling: Telling) -> None:
        try:
            telling(listener)
        except Exception:
            log.exception("listener %s failed", type(listener).__name__)

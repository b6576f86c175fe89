"""The one way in which calls change: each change is kept, then those concerned are told, and whoever listens.

This module must not know what happens to a call.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.notices import Notices
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.ports import CallStore, Events, Lease, Notice, Notifier
from chatxblock.errors import RoomsError, StaleCall

log = logging.getLogger(__name__)

TRIES = 16
"""How often a change is made afresh when others were quicker."""

Event = Callable[[Call], Call]
"""Something that happens to a call, from the call before to the call after."""


class Changes:
    """Keeps what changed in calls, and tells of it."""

    def __init__(self, *, calls: CallStore, notifier: Notifier, notices: Notices, events: Events) -> None:
        self._calls = calls
        self._notifier = notifier
        self._notices = notices
        self._events = events

    def add(self, call: Call, lease: Lease) -> tuple[Call, bool]:
        """Keep a new call, and say whether it is new. Raises `AlreadyInCall`, `RequestIdTaken`."""
        kept, new = self._calls.add(call, lease)
        if new:
            self._events.call_changed(None, kept)
        return kept, new

    def make(self, call: Call, event: Event) -> Call:
        """Let something happen to a call, again on its newest version if others were quicker.

        Raises whatever `event` raises, and `StaleCall` if others were quicker every time.
        """
        for _ in range(TRIES):
            try:
                return self.keep(call, event(call))
            except StaleCall:
                call = self._calls.load(call.id)
        raise StaleCall()

    def keep(self, before: Call, after: Call) -> Call:
        """Keep one change and tell those concerned, once there is a room to speak of. Raises `StaleCall`."""
        if after is before:
            return before
        self._calls.save(before, after)
        self._events.call_changed(before, after)
        if after.rev != before.rev and after.admitted_at is not None:
            self._tell(self._notices.changes(after, before))
        return after

    def finish(self, before: Call, after: Call, lines: Sequence[Line], start: int) -> Call:
        """Keep the last lines of a log together with the call as archived. Raises `StaleCall`.

        Nobody is told by a notice: the room is ended a moment later, and that is news.
        """
        self._calls.finish(before, after, lines, start)
        self._events.call_changed(before, after)
        return after

    def _tell(self, notices: list[Notice]) -> None:
        """Send notices if the chat server is there; whoever misses one loads the state on reconnecting."""
        try:
            self._notifier.tell(notices)
        except RoomsError as error:
            log.info("%d notices not sent: %s", len(notices), error.code)

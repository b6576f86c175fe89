"""The end of a call: nobody writes any more, the log is kept to its last line, then the room is destroyed.

The order is what makes it safe: put everybody out, read to the end, compare with the archive's own count, keep, and
only then destroy, for destroying a room wipes its archive. This module must not know what a room is made of.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Call, State
from chatxblock.domain.calls.transcript import Page, log_is_complete
from chatxblock.domain.ports import Clock, Rooms, Store
from chatxblock.errors import RoomNotFound

log = logging.getLogger(__name__)

TRIES = 5
"""How often a room may be missing before the log is closed as incomplete."""

Event = Callable[[Call], Call]
"""Something that happens to a call, from the call before to the call after."""


class Archiving:
    """Keeps the log of a call that is over and ends its room."""

    def __init__(self, *, store: Store, rooms: Rooms, clock: Clock, change: Callable[[Call, Event], Call]) -> None:
        self._store = store
        self._rooms = rooms
        self._clock = clock
        self._change = change

    def step(self, call: Call, until: datetime | None) -> Call:
        """Go on with a call in `archiving` as far as possible.

        `until` is the moment after which no further page is read. Raises `RoomsError` where the server fails, and the
        call stays as it is.
        """
        if call.archived_at is None:
            try:
                call = self._keep(call, until)
            except RoomNotFound:
                call = self._without_room(call)
        if call.archived_at is None or call.state is not State.ARCHIVING:
            return call
        self._rooms.end(call.room)
        return self._change(call, lambda c: events.closed(c, self._clock.now()))

    def _keep(self, call: Call, until: datetime | None) -> Call:
        everybody = [call.asker.localpart, *(i.person.localpart for i in call.invitations)]
        self._rooms.remove(call.room, everybody)
        read = 0
        kept = 0
        page = self._rooms.read(call.room)
        while not page.finished:
            self._store.keep(call.id, page.lines, kept)
            read, kept = read + len(page.lines) + page.skipped, kept + len(page.lines)
            if until is not None and self._clock.now() > until:
                return call
            page = self._rooms.read(call.room, page.last)
        return self._finish(call, page, read, kept)

    def _finish(self, call: Call, page: Page, read: int, kept: int) -> Call:
        read += len(page.lines) + page.skipped
        ids = {line.id for line in page.lines}
        latest = self._store.load(call.id)
        if any(report.last_id not in ids or report.lines > len(ids) for report in latest.reports):
            ids |= {line.id for line in self._store.log(call.id)}
        complete = read == page.total and log_is_complete(ids, latest.reports)
        if not complete:
            log.warning("call %s: log incomplete, %d entries read of %d", call.id, read, page.total)
        after = events.archived(latest, complete, self._clock.now())
        if after is not latest:
            self._store.finish(latest, after, page.lines, kept)
        return after

    def _without_room(self, call: Call) -> Call:
        """The room is missing before its log was kept: it was never made, or the server lost it."""
        now = self._clock.now()
        if call.room_ready_at is None:
            return self._change(call, lambda c: events.archived(c, True, now))
        if call.attempts < TRIES:
            return self._change(call, lambda c: events.postponed(c, now))
        log.error("call %s: its room was lost before the log was kept", call.id)
        return self._change(call, lambda c: events.archived(c, False, now))

"""The end of a call: nobody writes any more, the log is kept to its last line, then the room is destroyed.

The order is what makes it safe: put everybody out, read to the end, compare with the archive's own count, keep, and
only then destroy, for destroying a room wipes its archive. This module must not know what a room is made of.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Call, State
from chatxblock.domain.calls.changes import Changes
from chatxblock.domain.calls.transcript import Page, log_is_complete
from chatxblock.domain.ports import CallStore, Clock, LogStore, RoomKinds, Rooms
from chatxblock.errors import FilesUnavailable, RoomNotFound

log = logging.getLogger(__name__)

FilesWhole = Callable[[UUID], bool]
"""Tells whether all files of a call are where they are kept; raises `FilesUnavailable`."""

TRIES = 5
"""How often a room may be missing before the log is closed as incomplete."""


def all_there(_call_id: UUID) -> bool:
    """Say that nothing is missing, where nobody sends files."""
    return True


class Archiving:
    """Keeps the log of a call that is over and ends its room."""

    def __init__(
        self,
        *,
        calls: CallStore,
        logs: LogStore,
        rooms: RoomKinds,
        clock: Clock,
        changes: Changes,
        files_whole: FilesWhole = all_there,
    ) -> None:
        """Take the parts; `files_whole` tells whether all files of a talk are where they are kept."""
        self._calls = calls
        self._files_whole = files_whole
        self._logs = logs
        self._rooms = rooms
        self._clock = clock
        self._changes = changes

    def step(self, call: Call, until: datetime | None) -> Call:
        """Go on with a call in `archiving` as far as possible.

        `until` is the moment after which no further page is read. Raises `RoomsError` where the server fails, and the
        call stays as it is.
        """
        rooms = self._rooms.of(call.room_kind)
        if call.archived_at is None:
            try:
                call = self._keep(call, rooms, until)
            except RoomNotFound:
                call = self._without_room(call)
        if call.archived_at is None or call.state is not State.ARCHIVING:
            return call
        rooms.end(call.room)
        return self._changes.make(call, lambda c: events.closed(c, self._clock.now()))

    def _keep(self, call: Call, rooms: Rooms, until: datetime | None) -> Call:
        everybody = [call.asker.localpart, *(i.person.localpart for i in call.invitations)]
        rooms.remove(call.room, everybody)
        if not rooms.has_log:
            return self._changes.make(call, lambda c: events.archived(c, True, self._clock.now()))
        read = 0
        kept = 0
        page = rooms.read(call.room)
        while not page.finished:
            self._logs.keep(call.id, page.lines, kept)
            read, kept = read + len(page.lines) + page.skipped, kept + len(page.lines)
            if until is not None and self._clock.now() > until:
                return call
            page = rooms.read(call.room, page.last)
        return self._finish(call, page, read, kept)

    def _finish(self, call: Call, page: Page, read: int, kept: int) -> Call:
        read += len(page.lines) + page.skipped
        ids = {line.id for line in page.lines}
        latest = self._calls.load(call.id)
        if any(report.last_id not in ids or report.lines > len(ids) for report in latest.reports):
            ids |= {line.id for line in self._logs.log(call.id)}
        complete = (
            read == page.total
            and latest.log_lost_at is None
            and log_is_complete(ids, latest.reports, latest.talkers)
            and self._has_files(latest)
        )
        if not complete:
            log.warning("call %s: log incomplete, %d entries read of %d", call.id, read, page.total)
        after = events.archived(latest, complete, self._clock.now())
        return after if after is latest else self._changes.finish(latest, after, page.lines, kept)

    def _has_files(self, call: Call) -> bool:
        """Tell whether its files are there. Raises `FilesUnavailable` as often as it is worth asking again."""
        try:
            return self._files_whole(call.id)
        except FilesUnavailable as error:
            if call.attempts < TRIES:
                raise
            log.warning("call %s: nobody can tell whether its files are kept (%s)", call.id, error)
            return False

    def _without_room(self, call: Call) -> Call:
        """The room is missing before its log was kept: it was never made, or the server lost it."""
        now = self._clock.now()
        if call.room_ready_at is None:
            return self._changes.make(call, lambda c: events.archived(c, True, now))
        if call.attempts < TRIES:
            return self._changes.make(call, lambda c: events.postponed(c, now))
        log.error("call %s: its room was lost before the log was kept", call.id)
        return self._changes.make(call, lambda c: events.archived(c, False, now))

"""Reads the log of a call, wherever it is: kept, or still in the room. This module must not know who may read it."""

from __future__ import annotations

from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.transcript import Line, log_is_complete
from chatxblock.domain.ports import LogStore, RoomKinds, Rooms
from chatxblock.errors import RoomNotFound


class LogReader:
    """Finds what was said in a call."""

    def __init__(self, *, logs: LogStore, rooms: RoomKinds) -> None:
        self._logs = logs
        self._rooms = rooms

    def lines(self, call: Call) -> tuple[list[Line], bool]:
        """Return the lines, and whether they are all there are. Raises `RoomsUnavailable`."""
        if call.archived_at is not None:
            return self._logs.log(call.id), bool(call.complete)
        try:
            return self._read(call, self._rooms.of(call.room_kind))
        except RoomNotFound:
            kept = self._logs.log(call.id)
            return kept, call.room_ready_at is None

    def _read(self, call: Call, rooms: Rooms) -> tuple[list[Line], bool]:
        if not rooms.has_log:
            return [], True
        page = rooms.read(call.room)
        lines, read = list(page.lines), len(page.lines) + page.skipped
        while not page.finished:
            page = rooms.read(call.room, page.last)
            lines += page.lines
            read += len(page.lines) + page.skipped
        whole = read >= page.total and call.log_lost_at is None
        return lines, whole and log_is_complete({line.id for line in lines}, call.reports)

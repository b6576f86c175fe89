"""Reads the log of a call, wherever it is: kept, or still in the room. This module must not know who may read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

from chatxblock.domain.calls.call import Answer, Call
from chatxblock.domain.calls.judging import with_own_corrections
from chatxblock.domain.calls.transcript import (
    Line,
    Transcript,
    log_is_complete,
    reports_are_met,
)
from chatxblock.domain.ports import LogStore, PeopleStore, RoomKinds, Rooms
from chatxblock.errors import RoomNotFound

PAGE = 250
"""Lines of a page of a kept log; as many as a page of a room has."""


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

    def transcript(self, call: Call, people: PeopleStore, now: datetime) -> Transcript:
        """Return the log with who is who in it. Raises `RoomsUnavailable`."""
        lines, whole = self.lines(call)
        has_log = call.has_log or bool(lines)
        authors = {line.author for line in lines if line.author}
        came = (i.person for i in call.invitations if i.accepted_at or (i.answer is Answer.FELLOW and not has_log))
        known = {p.localpart: p for p in (call.asker, *came)}
        strangers = authors - known.keys()
        return Transcript(
            call=call,
            lines=tuple(with_own_corrections(lines)),
            people=known | (people.persons(strangers) if strangers else {}),
            complete=whole,
            exported_at=now,
            has_log=has_log,
        )

    def pages(self, call: Call, again: Callable[[], Call]) -> LogPages:
        """Begin to read a log a page at a time; `again` returns the call as it is by then, which may end meanwhile."""
        return LogPages(call, self._logs, self._rooms.of(call.room_kind), again)

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
        return lines, whole and log_is_complete({line.id for line in lines}, call.reports, call.talkers)


class LogPages:
    """The pages of one log, once, of which none is kept: an iterator of lists of lines.

    Where the room ends meanwhile, it goes on in the kept log behind what it has read. Raises `RoomsUnavailable`.
    """

    def __init__(self, call: Call, logs: LogStore, rooms: Rooms, again: Callable[[], Call]) -> None:
        self._call = call
        self._logs = logs
        self._rooms = rooms
        self._again = again
        self._count = 0
        self._wanted = {report.last_id for report in call.reports}
        self._found: set[str] = set()
        self._whole = False
        self._pages = self._read()

    @property
    def complete(self) -> bool:
        """Whether what was read is all that there is; true once the last page has been read at the earliest."""
        return self._whole

    def __iter__(self) -> Iterator[list[Line]]:
        return self

    def __next__(self) -> list[Line]:
        return next(self._pages)

    def _read(self) -> Iterator[list[Line]]:
        if self._call.archived_at is not None:
            yield from self._kept()
        elif self._rooms.has_log:
            try:
                yield from self._from_room()
            except RoomNotFound:
                self._call = self._again()
                yield from self._kept()
        else:
            self._whole = True

    def _from_room(self) -> Iterator[list[Line]]:
        call, after, read, finished = self._call, "", 0, False
        while not finished:
            page = self._rooms.read(call.room, after)
            after, finished = page.last, page.finished
            read += len(page.lines) + page.skipped
            self._note(page.lines)
            self._whole = finished and read >= page.total and call.log_lost_at is None and self._is_met()
            yield list(page.lines)
            del page

    def _kept(self) -> Iterator[list[Line]]:
        """Yield what is kept behind as many lines as were read already; both are in the archive's order."""
        read, after, first = self._count, "", True
        passed = 0
        while first or after:
            lines, after = self._logs.log_page(self._call.id, after, PAGE)
            first = False
            rest = list(islice(lines, max(read - passed, 0), None))
            passed += len(lines)
            self._note(rest)
            self._whole = not after and passed >= read and self._ended_whole()
            yield rest
            del lines, rest

    def _ended_whole(self) -> bool:
        call = self._call
        return bool(call.complete) if call.archived_at is not None else call.room_ready_at is None

    def _note(self, lines: list[Line] | tuple[Line, ...]) -> None:
        self._count += len(lines)
        self._found |= self._wanted & {line.id for line in lines}

    def _is_met(self) -> bool:
        return reports_are_met(self._count, self._found, self._call.reports, self._call.talkers)

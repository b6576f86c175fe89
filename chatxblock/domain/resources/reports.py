"""What people find wrong, and who hears of it: staff of the course, and whoever reported it what came of that.

This module must not know of requests or tables.
"""

from __future__ import annotations

from uuid import UUID

from chatxblock.domain.ports import CallStore, Clock, ReportStore
from chatxblock.domain.resources.resource import FiledReport, report_id
from chatxblock.domain.resources.service import Reader, ResourceService
from chatxblock.errors import NotAllowed, NotInCall, ResourceNotFound

MOST = 50
"""Reports shown at once."""


class Reports:
    """Keeps reports."""

    def __init__(self, *, service: ResourceService, reports: ReportStore, calls: CallStore, clock: Clock) -> None:
        self._service = service
        self._reports = reports
        self._calls = calls
        self._clock = clock

    def of_resource(self, resource_id: UUID, reader: Reader, reason: str) -> UUID:
        """Keep a report of a resource that somebody may read, and return its id. Raises `ResourceNotFound`."""
        return report_id(self._service.report(resource_id, reader, reason).id, reader.person)

    def of_call(self, call_id: UUID, line: str, reader: Reader, reason: str) -> UUID:
        """Keep a report of a talk, or of one line of it, by somebody who was there, or by staff.

        Raises `CallNotFound`, `NotInCall`.
        """
        call = self._calls.load(call_id)
        there = reader.staff or call.took_part(reader.person)
        if call.course != reader.person.course or not there:
            raise NotInCall()
        return self._reports.report_call(call.id, line, reader.person, reason, self._clock.now())

    def settle(self, report: UUID, by: Reader) -> None:
        """Staff have looked at a report of a talk. Raises `NotAllowed`, `ResourceNotFound` where there is none."""
        if not by.staff:
            raise NotAllowed()
        if not self._reports.settle_call_report(report, by.person.course, self._clock.now()):
            raise ResourceNotFound()

    def seen_by(self, reader: Reader) -> list[FiledReport]:
        """Return somebody's own reports, and to staff all that nobody has looked at, the newest first."""
        if reader.staff:
            return self._reports.open_reports(reader.person.course, MOST)
        return self._reports.reports_by(reader.person, MOST)

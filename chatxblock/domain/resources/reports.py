"""What people find wrong with resources, and with all else, in one list: for staff, and for whoever reported it.

What is wrong with a talk `chatxblock.domain.reports` keeps. This module must not know of requests or tables.
"""

from __future__ import annotations

from uuid import UUID

from chatxblock.domain.ports import ReportStore
from chatxblock.domain.resources.resource import FiledReport, report_id
from chatxblock.domain.resources.service import Reader, ResourceService

MOST = 50
"""Reports shown at once."""


class Reports:
    """Keeps reports of resources, and tells of all."""

    def __init__(self, *, service: ResourceService, reports: ReportStore) -> None:
        self._service = service
        self._reports = reports

    def of_resource(self, resource_id: UUID, reader: Reader, reason: str) -> UUID:
        """Keep a report of a resource that somebody may read, and return its id. Raises `ResourceNotFound`."""
        return report_id(self._service.report(resource_id, reader, reason).id, reader.person)

    def seen_by(self, reader: Reader, *, own: bool = False) -> list[FiledReport]:
        """Return somebody's own reports, or to staff all that nobody has looked at, the newest first."""
        if reader.staff and not own:
            return self._reports.open_reports(reader.person.course, MOST)
        return self._reports.reports_by(reader.person, MOST)

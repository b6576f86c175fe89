"""Queries about what people found wrong."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from chatxblock.domain.calls.call import Person
from chatxblock.domain.resources.resource import FiledReport, Resource, report_id
from chatxblock.models import CallReportRow, ResourceReportRow
from chatxblock.store.repeat import repeated
from chatxblock.store.resources import ResourceStore
from chatxblock.store.rows import to_person


class ReportStore(ResourceStore):
    """Keeps reports of talks, and tells of all reports."""

    @repeated
    def report_call(self, call_id: UUID, line: str, person: Person, reason: str, at: datetime) -> UUID:
        """Keep a report of a call, or of a line of it, in place of the same person's earlier one; return its id."""
        said = {"reason": reason, "at": at, "settled_at": None}
        row, _ = CallReportRow.objects.update_or_create(call_id=call_id, person_id=person.id, line=line, defaults=said)
        return row.pk

    @repeated
    def settle_call_report(self, report_id: UUID, course: str, at: datetime) -> bool:
        """Staff of a course have looked at a report of one of its calls; say whether there is such a report."""
        found = CallReportRow.objects.filter(pk=report_id, call__course=course).exists()
        CallReportRow.objects.filter(pk=report_id, call__course=course, settled_at__isnull=True).update(settled_at=at)
        return found

    def reports_by(self, person: Person, most: int) -> list[FiledReport]:
        """Return somebody's own reports, the newest first; five queries at most."""
        of_calls = CallReportRow.objects.filter(person=person.id)
        return self._filed(of_calls, ResourceReportRow.objects.filter(person=person.id), most)

    def open_reports(self, course: str, most: int) -> list[FiledReport]:
        """Return the reports of a course that nobody has looked at, the newest first."""
        of_calls = CallReportRow.objects.filter(settled_at__isnull=True, call__course=course)
        of_resources = ResourceReportRow.objects.filter(settled_at__isnull=True, resource__course=course)
        return self._filed(of_calls, of_resources, most)

    def _filed(
        self, of_calls: QuerySet[CallReportRow], of_resources: QuerySet[ResourceReportRow], most: int
    ) -> list[FiledReport]:
        calls = of_calls.select_related("call").order_by("-at", "pk")[:most]
        resources = list(of_resources.select_related("person").order_by("-at", "pk")[:most])
        known = {r.id: r for r in self.resources(list({row.resource_id for row in resources}))}
        filed = [*map(_of_call, calls), *(_of_resource(row, known) for row in resources)]
        return sorted(filed, key=lambda report: report.at, reverse=True)[:most]


def _of_call(row: CallReportRow) -> FiledReport:
    return FiledReport(
        id=row.pk,
        reason=row.reason,
        at=row.at,
        settled=row.settled_at is not None,
        call_id=row.call_id,
        question=row.call.question,
    )


def _of_resource(row: ResourceReportRow, known: dict[UUID, Resource]) -> FiledReport:
    return FiledReport(
        id=report_id(row.resource_id, to_person(row.person)),
        reason=row.reason,
        at=row.at,
        settled=row.settled_at is not None,
        resource=known[row.resource_id],
    )

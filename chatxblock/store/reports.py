"""Queries about what people found wrong."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from chatxblock.domain.calls.call import Person
from chatxblock.domain.reports.report import Complaint, Reason
from chatxblock.domain.resources.resource import FiledReport, Resource, report_id
from chatxblock.models import CallReportRow, ResourceReportRow
from chatxblock.store.call_reports import settlement_of
from chatxblock.store.resources import ResourceStore
from chatxblock.store.rows import to_person


class ReportStore(ResourceStore):
    """Tells of all reports."""

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
        calls = of_calls.select_related("call", "settled_by").order_by("-at", "pk")[:most]
        resources = list(of_resources.select_related("person", "settled_by").order_by("-at", "pk")[:most])
        known = {r.id: r for r in self.resources(list({row.resource_id for row in resources}))}
        filed = [*map(_of_call, calls), *(_of_resource(row, known) for row in resources)]
        return sorted(filed, key=lambda report: report.at, reverse=True)[:most]


def _of_call(row: CallReportRow) -> FiledReport:
    return FiledReport(
        id=row.pk,
        reason=row.reason,
        complaint=Complaint(line=row.line, whom=row.whom, reason=Reason(row.kind), words=row.reason),
        settlement=settlement_of(row),
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
        settlement=settlement_of(row),
        resource=known[row.resource_id],
    )

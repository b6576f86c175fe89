"""Queries about reports of talks, and what staff did about them. A report is settled by compare-and-set."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from chatxblock.domain.calls.call import Person
from chatxblock.domain.ports import Message
from chatxblock.domain.reports.report import CallReport, Complaint, Mark, Reason, Settled, Settlement, Waiting
from chatxblock.domain.resources.resource import HiddenFor, Stage
from chatxblock.errors import CallUnreadable
from chatxblock.models import CallReportRow, CallRow, ResourceReportRow, ResourceRow
from chatxblock.store.outbox import put
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import to_call, to_person

ANEW = {"settled_at": None, "settled_by": None, "outcome": "", "told": ""}
"""Of a report that waits."""


class CallReportStore:
    """Keeps reports of talks."""

    @repeated
    def file_report(
        self, call_id: UUID, by: Person, complaint: Complaint, at: datetime, *, author: str, said: str
    ) -> UUID:
        """Keep a report in place of the same person's earlier one of the same thing, and return its id."""
        words = {"kind": complaint.reason.value, "reason": complaint.words, "at": at}
        read = {name: text for name, text in {"author": author, "said": said}.items() if text}
        row, _ = CallReportRow.objects.update_or_create(
            call_id=call_id,
            person_id=by.id,
            line=complaint.line,
            whom=complaint.whom,
            defaults={**ANEW, **words, **read},
        )
        return row.pk

    def open_reports_by(self, person: Person) -> int:
        """Return how many reports of talks by somebody wait."""
        return CallReportRow.objects.filter(person=person.id, settled_at__isnull=True).count()

    def has_report(self, call_id: UUID, person: Person, complaint: Complaint) -> bool:
        """Tell whether somebody has reported the same thing before."""
        rows = CallReportRow.objects.filter(call=call_id, person=person.id)
        return rows.filter(line=complaint.line, whom=complaint.whom).exists()

    def waiting_reports(self, course: str, before: Mark | None, most: int) -> list[CallReport]:
        """Return reports of a course's talks that nobody has settled, the newest first; one query."""
        rows = _waiting(course)
        if before is not None:
            rows = rows.filter(Q(at__lt=before.at) | Q(at=before.at, pk__lt=before.report_id))
        return _readable(rows.order_by("-at", "-pk")[:most])

    def waiting_for_staff(self, course: str) -> Waiting:
        """Return how many that are, and how much else waits for the staff of a course; three queries."""
        left = CallRow.objects.filter(course=course, deferred_at__isnull=False, deferred_answer__isnull=True)
        reported = Q(stage=Stage.HIDDEN.value, hidden_for=HiddenFor.REPORTS.value) | Q(reported__gt=0)
        looked_at = Q(stage=Stage.REVIEW.value) | reported
        return Waiting(
            left=left.count(),
            reports=_waiting(course).count(),
            resources=ResourceRow.objects.filter(looked_at, course=course).count(),
        )

    def call_report(self, report_id: UUID, course: str) -> CallReport | None:
        """Return a report of one of a course's talks, settled or not."""
        found = _readable(CallReportRow.objects.filter(pk=report_id, call__course=course))
        return found[0] if found else None

    def reports_alike(self, report: CallReport) -> list[CallReport]:
        """Return the reports of the same line, person or talk that wait, this one among them."""
        thing = {"call": report.call.id, "line": report.complaint.line, "whom": report.complaint.whom}
        return _readable(CallReportRow.objects.filter(**thing, settled_at__isnull=True).order_by("at", "pk"))

    @repeated
    def settle_reports_of_talk(
        self, report: CallReport, others: Sequence[UUID], settlement: Settlement, told: Sequence[Message]
    ) -> bool:
        """Keep what came of a report and of others of the same thing; say whether it waited until now."""
        columns = settled_columns(settlement)
        with transaction.atomic():
            rows = CallReportRow.objects.filter(settled_at__isnull=True)
            if not rows.filter(pk=report.id).update(**columns):
                return False
            if others:
                rows.filter(pk__in=others).update(**columns)
            put(told)
        return True


def settled_columns(settlement: Settlement) -> dict[str, Any]:
    """Return what is kept with a report of what came of it."""
    return {
        "settled_at": settlement.at,
        "settled_by_id": settlement.by.id if settlement.by else None,
        "outcome": settlement.outcome.value if settlement.outcome else "",
        "told": settlement.words,
    }


def _waiting(course: str) -> QuerySet[CallReportRow]:
    return CallReportRow.objects.filter(settled_at__isnull=True, call__course=course)


def _readable(rows: QuerySet[CallReportRow]) -> list[CallReport]:
    """Return the reports of rows, without those whose call cannot be read: one of them must not hide the others."""
    found = []
    for row in rows.select_related("call__asker", "person", "settled_by"):
        with suppress(CallUnreadable):  # it was logged
            found.append(_report(row))
    return found


def _report(row: CallReportRow) -> CallReport:
    return CallReport(
        id=row.pk,
        call=to_call(row.call, ()),
        by=to_person(row.person),
        complaint=Complaint(line=row.line, whom=row.whom, reason=Reason(row.kind), words=row.reason),
        at=row.at,
        author=row.author,
        said=row.said,
        settlement=settlement_of(row),
    )


def settlement_of(row: CallReportRow | ResourceReportRow) -> Settlement | None:
    """Return what came of a report, if anything did."""
    if row.settled_at is None:
        return None
    return Settlement(
        by=to_person(row.settled_by) if row.settled_by else None,
        at=row.settled_at,
        outcome=Settled(row.outcome) if row.outcome else None,
        words=row.told,
    )

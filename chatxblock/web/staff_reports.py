"""What the handlers do for staff about reports of talks: which wait, one with the log around it, and what came of it.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chatxblock import wiring_reports
from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.reports import report as domain
from chatxblock.domain.staff.deeds import Kind
from chatxblock.web.schemas.base import Nothing
from chatxblock.web.schemas.people import Addressed
from chatxblock.web.schemas.reports import (
    OUTCOMES,
    REASONS,
    OfReport,
    ReportedLine,
    Settle,
    Settlement,
    StaffReport,
    StaffReportAnswer,
    StaffReportsAnswer,
    StaffReportsWish,
    StaffWaiting,
    mark_text,
    thing,
)
from chatxblock.web.visit import Visit

People = Mapping[str, Person]


def staff_reports(visit: Visit, told: StaffReportsWish) -> StaffReportsAnswer:
    """Return a page of the reports of talks that wait, and how many wait in the course."""
    kept = wiring_reports.call_reports()
    found, behind = kept.waiting(visit.course, told.before)
    people = _people(visit, {report.about for report in found})
    return StaffReportsAnswer(
        reports=[_report(visit, report, people) for report in found],
        waiting=kept.count(visit.course).reports,
        next=mark_text(behind) if behind else None,
    )


def staff_waiting(visit: Visit, _told: Nothing) -> StaffWaiting:
    """Return how much waits for the staff of the course."""
    found = wiring_reports.call_reports().count(visit.course)
    return StaffWaiting(left=found.left, reports=found.reports, resources=found.resources)


def staff_report(visit: Visit, told: OfReport) -> StaffReportAnswer:
    """Return one report with the log around it, settled or not."""
    kept = wiring_reports.call_reports()
    return _with_log(visit, kept.one(told.report_id, visit.course))


def staff_settle(visit: Visit, told: Settle) -> StaffReportAnswer:
    """Say what came of a report; whoever reported it is told, and so is who reported the same."""
    kept = wiring_reports.call_reports()
    found = kept.settle(told.report_id, visit.person, domain.Settled(told.outcome), told.words or "")
    people = _people(visit, {found.about})
    visit.note(Kind.SETTLED, call=found.call, person=people.get(found.about), reason=told.words or "")
    return _with_log(visit, found)


def _with_log(visit: Visit, report: domain.CallReport) -> StaffReportAnswer:
    lines, legible = wiring_reports.call_reports().log_around(report)
    people = _people(visit, {report.about, *(line.author for line in lines)})
    reported = next((line for line in lines if line.id == report.complaint.line), None)
    return StaffReportAnswer(
        report=_report(visit, report, people, reported),
        lines=[_line(visit, report, line, people) for line in lines],
        legible=legible,
        settlement=_settlement(visit, report.settlement),
    )


def _report(visit: Visit, report: domain.CallReport, people: People, line: Line | None = None) -> StaffReport:
    """Return a report; `line` is the one that was reported, where the log could be read by now."""
    call = report.call
    about = people.get(report.about or (line.author if line else ""))
    links: dict[str, Any] = visit.links(call.id)
    return StaffReport(
        report_id=report.id,
        call_id=call.id,
        thing=thing(report.complaint),
        question=call.question,
        title=call.context.title,
        said=report.said or (line.body if line else ""),
        about=_addressed(visit, call, about) if about else None,
        by=visit.names.of(call, report.by),
        reason=REASONS[report.complaint.reason],
        words=report.complaint.words,
        at=report.at,
        **links,
    )


def _line(visit: Visit, report: domain.CallReport, line: Line, people: People) -> ReportedLine:
    author = people.get(line.author)
    whom = report.complaint.whom
    return ReportedLine(
        id=line.id,
        name=visit.names.of(report.call, author) if author else "",
        image_url=visit.names.picture(author) if author else "",
        at=line.sent_at,
        body=line.body,
        reported=line.id == report.complaint.line or (whom != "" and line.author == whom),
    )


def _settlement(visit: Visit, found: domain.Settlement | None) -> Settlement | None:
    if found is None:
        return None
    return Settlement(
        by=visit.names.of_teacher(found.by) if found.by else "",
        at=found.at,
        outcome=OUTCOMES[found.outcome] if found.outcome else None,
        words=found.words,
    )


def _addressed(visit: Visit, call: Call, person: Person) -> Addressed:
    return Addressed(
        jid=visit.addresses.of_person(person.localpart),
        name=visit.names.of(call, person),
        image_url=visit.names.picture(person),
    )


def _people(visit: Visit, localparts: set[str]) -> People:
    known: Sequence[str] = sorted(localparts - {""})
    return visit.service.persons(known) if known else {}

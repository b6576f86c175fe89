"""What the handlers do about what people find wrong. This module must not know of stanzas or tables."""

from __future__ import annotations

from chatxblock import wiring, wiring_reports
from chatxblock.domain.resources.resource import FiledReport
from chatxblock.domain.resources.service import Reader
from chatxblock.domain.staff.deeds import Kind
from chatxblock.errors import NotAllowed, UnknownPerson
from chatxblock.web.resource_answers import reader_of
from chatxblock.web.schemas.reports import (
    OUTCOMES,
    Report,
    ReportAnswer,
    ReportsAnswer,
    ReportState,
    ReportsWish,
    thing,
)
from chatxblock.web.visit import Visit


def report(visit: Visit, told: Report) -> ReportAnswer:
    """Tell staff that something is wrong with a resource, a talk, a line or a person; again says it in other words."""
    if told.resource_id is not None:
        found = wiring.reports().of_resource(told.resource_id, reader_of(visit), told.reason)
        return ReportAnswer(report_id=found)
    if told.call_id is None:
        raise AssertionError("A report is of one of both, as its model says.")
    complaint = told.complaint(_whom(visit, told))
    filed = wiring_reports.call_reports().file(told.call_id, visit.person, complaint, staff=visit.caller.staff)
    return ReportAnswer(report_id=filed.id)


def reports(visit: Visit, told: ReportsWish) -> ReportsAnswer:
    """Return what came of the caller's reports, or to staff all that wait, after settling one if told."""
    reader = reader_of(visit)
    if told.settle is not None:
        if not reader.staff:
            raise NotAllowed()
        found = wiring_reports.call_reports().settle(told.settle, visit.person, None)
        visit.note(Kind.SETTLED, call=found.call)
    seen = wiring.reports().seen_by(reader, own=told.own)
    return ReportsAnswer(reports=[_state(visit, filed, reader) for filed in seen])


def _whom(visit: Visit, told: Report) -> str:
    if told.person is None or told.line:
        return ""
    localpart = visit.addresses.person_at(told.person)
    if not localpart:
        raise UnknownPerson()
    return localpart


def _state(visit: Visit, filed: FiledReport, reader: Reader) -> ReportState:
    found, settlement = filed.resource, filed.settlement
    legible = found is not None and (found.readable or reader.staff)
    url = visit.links(filed.call_id)["window_url"] if filed.call_id else ""
    return ReportState(
        report_id=filed.id,
        resource_id=found.id if found else None,
        call_id=filed.call_id,
        title=found.text.title if found and legible else filed.question,
        reason=filed.reason or (filed.complaint.reason.value if filed.complaint else ""),
        at=filed.at,
        state="settled" if filed.settled else "open",
        url=visit.mount.handler("resource", str(found.id)) if found and legible else url,
        thing=thing(filed.complaint) if filed.complaint else "resource",
        outcome=OUTCOMES[settlement.outcome] if settlement and settlement.outcome else None,
        words=settlement.words if settlement else "",
        settled_at=settlement.at if settlement else None,
    )

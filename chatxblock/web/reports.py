"""What the handlers do about what people find wrong. This module must not know of stanzas or tables."""

from __future__ import annotations

from chatxblock import wiring
from chatxblock.domain.resources.resource import FiledReport
from chatxblock.domain.resources.service import Reader
from chatxblock.web.resource_answers import reader_of
from chatxblock.web.schemas.resources import Report, ReportAnswer, ReportsAnswer, ReportState, ReportsWish
from chatxblock.web.visit import Visit


def report(visit: Visit, told: Report) -> ReportAnswer:
    """Tell staff that something is wrong with a resource, a talk or a line; again says it in other words."""
    reader, kept = reader_of(visit), wiring.reports()
    if told.resource_id is not None:
        return ReportAnswer(report_id=kept.of_resource(told.resource_id, reader, told.reason))
    if told.call_id is not None:
        return ReportAnswer(report_id=kept.of_call(told.call_id, told.line or "", reader, told.reason))
    raise AssertionError("A report is of one of both, as its model says.")


def reports(visit: Visit, told: ReportsWish) -> ReportsAnswer:
    """Return what came of the caller's reports, to staff all that nobody has looked at, after settling one if told."""
    reader, kept = reader_of(visit), wiring.reports()
    if told.settle is not None:
        kept.settle(told.settle, reader)
    return ReportsAnswer(reports=[_state(visit, filed, reader) for filed in kept.seen_by(reader)])


def _state(visit: Visit, filed: FiledReport, reader: Reader) -> ReportState:
    found = filed.resource
    legible = found is not None and (found.readable or reader.edits(found))
    url = visit.links(filed.call_id)["window_url"] if filed.call_id else ""
    return ReportState(
        report_id=filed.id,
        resource_id=found.id if found else None,
        call_id=filed.call_id,
        title=found.text.title if found and legible else filed.question,
        reason=filed.reason,
        at=filed.at,
        state="settled" if filed.settled else "open",
        url=visit.mount.handler("resource", str(found.id)) if found and legible else url,
    )

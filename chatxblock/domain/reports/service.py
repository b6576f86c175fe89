"""Reports of talks: whoever was there says what was wrong, staff settle it, the reporter hears what came of it.

Who is reported is not told, neither of it nor by whom. This module must not know of requests, rooms or tables.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.clean_names import isolated
from chatxblock.domain.ports import UNHEARD, CallReportStore, CallStore, Clock, Events, Message, PeopleStore
from chatxblock.domain.reports.news import news
from chatxblock.domain.reports.report import (
    CallReport,
    Complaint,
    Mark,
    Reason,
    Settled,
    Settlement,
    Waiting,
    around,
    was_there,
)
from chatxblock.errors import BadInput, CallNotFound, Conflict, NotInCall, RoomsError, UnknownPerson
from chatxblock.errors import gettext_noop as _

log = logging.getLogger(__name__)

MOST_OPEN = 20
"""Reports by one person that may wait at once in a course."""
PAGE_SIZE = 20
"""Reports on one page."""
AROUND = 12
"""Lines before what was reported and after it that staff see with it."""


class CallReports:
    """Keeps reports of talks."""

    def __init__(
        self,
        *,
        reports: CallReportStore,
        calls: CallStore,
        people: PeopleStore,
        read: Callable[[Call], tuple[list[Line], bool]],
        staff: Callable[[str, Collection[str]], Collection[str]],
        clock: Clock,
        events: Events = UNHEARD,
    ) -> None:
        """Take the parts; `read` reads a log wherever it is, `staff` tells which users are staff of a course."""
        self._reports = reports
        self._calls = calls
        self._people = people
        self._read = read
        self._staff = staff
        self._clock = clock
        self._events = events

    def file(self, call_id: UUID, by: Person, complaint: Complaint, *, staff: bool) -> CallReport:
        """Keep a report of a talk, whether it goes on, is just closing, or is over; again replaces the earlier one.

        It is kept also where the chat server is away; then who wrote the line is looked up later. Raises
        `CallNotFound`, `NotInCall`, `UnknownPerson`, `BadInput` for what is one's own, `Conflict` for too many.
        """
        call = self._calls.load(call_id)
        if call.course != by.course or not (staff or was_there(call, by)):
            raise NotInCall()
        _require_words(complaint)
        self._require_other(call, by, complaint)
        line = self._line(call, complaint)
        if line is not None and line.author == by.localpart:
            raise BadInput(_("That line is your own. If it went wrong, just say so: nobody will mind."))
        known = self._reports.has_report(call.id, by, complaint)
        if not known and self._reports.open_reports_by(by) >= MOST_OPEN:
            raise Conflict(
                _("The teachers have {count} reports of yours to look at. Wait until they have."), count=MOST_OPEN
            )
        author, said = (line.author, line.body) if line else ("", "")
        now = self._clock.now()
        report_id = self._reports.file_report(call.id, by, complaint, now, author=author, said=said)
        filed = CallReport(id=report_id, call=call, by=by, complaint=complaint, at=now, author=author, said=said)
        if not known:
            self._events.talk_reported(filed)
        return filed

    def waiting(self, course: str, before: Mark | None = None) -> tuple[list[CallReport], Mark | None]:
        """Return a page of what waits, the newest first, and where the next one begins."""
        found = self._reports.waiting_reports(course, before, PAGE_SIZE + 1)
        page = found[:PAGE_SIZE]
        return page, Mark(at=page[-1].at, report_id=page[-1].id) if len(found) > len(page) else None

    def count(self, course: str) -> Waiting:
        """Return how much waits for the staff of a course."""
        return self._reports.waiting_for_staff(course)

    def one(self, report_id: UUID, course: str) -> CallReport:
        """Return a report, settled or not. Raises `CallNotFound`."""
        found = self._reports.call_report(report_id, course)
        if found is None:
            raise CallNotFound(_("There is no such report any more."))
        return found

    def log_around(self, report: CallReport) -> tuple[list[Line], bool]:
        """Return the lines around what was reported, and whether the log could be read just now."""
        try:
            lines, _whole = self._read(self._calls.load(report.call.id))
        except RoomsError as error:
            log.info("report %s: its log cannot be read now (%s)", report.id, error.code)
            return [], False
        return around(lines, report, AROUND), True

    def settle(self, report_id: UUID, by: Person, outcome: Settled | None, words: str = "") -> CallReport:
        """Staff say what came of a report, and of all others of the same thing; those who reported it are told.

        Raises `CallNotFound`, and `Conflict` with who was quicker where somebody else has settled it.
        """
        found, now = self.one(report_id, by.course), self._clock.now()
        if found.settlement is None:
            settlement = Settlement(by=by, at=now, outcome=outcome, words=words)
            alike = self._reports.reports_alike(found)
            told = [news_of(report, now) for report in alike]
            others = [report.id for report in alike if report.id != found.id]
            if self._reports.settle_reports_of_talk(found, others, settlement, told):
                return self.one(report_id, by.course)
            found = self.one(report_id, by.course)
        quicker = found.settlement.by if found.settlement else None
        if quicker is not None and quicker.name:
            raise Conflict(_("{name} has settled this report already."), name=isolated(quicker.name))
        raise Conflict(_("Somebody else has settled this report already."))

    def _line(self, call: Call, complaint: Complaint) -> Line | None:
        """Return the line as the log has it now; None where there is none, or the chat server is away."""
        if not complaint.line:
            return None
        try:
            lines, _whole = self._read(call)
        except RoomsError as error:
            log.info("call %s: a line is reported that cannot be read now (%s)", call.id, error.code)
            return None
        return next((line for line in lines if line.id == complaint.line), None)

    def _require_other(self, call: Call, by: Person, complaint: Complaint) -> None:
        """Let nobody report themselves, nor who was not there; staff who look in are in no call."""
        if not complaint.whom:
            return
        if complaint.whom == by.localpart:
            raise BadInput(_("That is you. If something went wrong, just say so: nobody will mind."))
        person = self._people.persons([complaint.whom]).get(complaint.whom)
        if person is None or person.course != call.course:
            raise UnknownPerson()
        if not was_there(call, person) and person.user_id not in self._staff(call.course, [person.user_id]):
            raise UnknownPerson()


def _require_words(complaint: Complaint) -> None:
    if complaint.reason is Reason.OTHER and not complaint.words:
        raise BadInput(_("Say in a few words what is wrong."))


def news_of(report: CallReport, now: datetime) -> Message:
    """Return what tells a reporter that staff have looked, not what came of it."""
    return news(report.by, report.call.id, now, rev=report.call.rev, state=report.call.state)

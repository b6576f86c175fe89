"""Reports of talks, in memory: a part of the store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.ports import Message
from chatxblock.domain.reports.report import CallReport, Complaint, Mark, Settlement, Waiting

Thing = tuple[UUID, int, str, str]


class MemoryCallReports(ABC):
    """Keeps reports of talks. What it needs of the rest of the store, the store has."""

    def __init__(self) -> None:
        super().__init__()
        self._of_calls: dict[Thing, CallReport] = {}

    def file_report(
        self, call_id: UUID, by: Person, complaint: Complaint, at: datetime, *, author: str, said: str
    ) -> UUID:
        """Keep a report in place of the same person's earlier one of the same thing, and return its id."""
        thing = _thing(call_id, by, complaint)
        known = self._of_calls.get(thing)
        self._of_calls[thing] = CallReport(
            id=known.id if known else uuid4(),
            call=replace(self.load(call_id), invitations=()),
            by=by,
            complaint=complaint,
            at=at,
            author=author or (known.author if known else ""),
            said=said or (known.said if known else ""),
        )
        return self._of_calls[thing].id

    def open_reports_by(self, person: Person) -> int:
        """Return how many reports of talks by somebody wait."""
        return sum(report.by.id == person.id for report in self._waiting())

    def has_report(self, call_id: UUID, person: Person, complaint: Complaint) -> bool:
        """Tell whether somebody has reported the same thing before."""
        return _thing(call_id, person, complaint) in self._of_calls

    def waiting_reports(self, course: str, before: Mark | None, most: int) -> list[CallReport]:
        """Return reports of a course's talks that nobody has settled, the newest first."""
        found = sorted((r for r in self._waiting() if r.call.course == course), key=_order, reverse=True)
        behind = [r for r in found if before is None or _order(r) < (before.at, before.report_id)]
        return behind[:most]

    def waiting_for_staff(self, course: str) -> Waiting:
        """Return how many that are, and how much else waits for the staff of a course."""
        return Waiting(
            left=self._count_left(course),
            reports=sum(report.call.course == course for report in self._waiting()),
            resources=self._to_look_at(course),
        )

    def call_report(self, report_id: UUID, course: str) -> CallReport | None:
        """Return a report of one of a course's talks, settled or not."""
        found = (r for r in self._of_calls.values() if r.id == report_id and r.call.course == course)
        return next(found, None)

    def reports_alike(self, report: CallReport) -> list[CallReport]:
        """Return the reports of the same line, person or talk that wait, this one among them."""
        same = (r for r in self._waiting() if _same(r, report))
        return sorted(same, key=_order)

    def settle_reports_of_talk(
        self, report: CallReport, others: Sequence[UUID], settlement: Settlement, told: Sequence[Message]
    ) -> bool:
        """Keep what came of a report and of others of the same thing; say whether it waited until now."""
        waiting = {r.id for r in self._waiting()}
        if report.id not in waiting:
            return False
        settled = {report.id, *others} & waiting
        changed = {k: replace(r, settlement=settlement) for k, r in self._of_calls.items() if r.id in settled}
        self._of_calls |= changed
        self.put_messages(told)
        return True

    @abstractmethod
    def load(self, call_id: UUID) -> Call:
        """Return a call."""

    @abstractmethod
    def _count_left(self, course: str) -> int:
        """Return how many questions were left for the teachers that nobody answered."""

    @abstractmethod
    def _to_look_at(self, course: str) -> int:
        """Return how many resources staff have to look at."""

    @abstractmethod
    def put_messages(self, messages: Sequence[Message]) -> None:
        """Keep messages to be delivered."""

    def _waiting(self) -> list[CallReport]:
        return [report for report in self._of_calls.values() if report.settlement is None]


def _thing(call_id: UUID, by: Person, complaint: Complaint) -> Thing:
    return call_id, by.id, complaint.line, complaint.whom


def _same(one: CallReport, other: CallReport) -> bool:
    same = one.complaint.line == other.complaint.line and one.complaint.whom == other.complaint.whom
    return same and one.call.id == other.call.id


def _order(report: CallReport) -> tuple[datetime, UUID]:
    return report.at, report.id

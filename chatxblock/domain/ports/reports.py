"""Keeping what people report of talks, and what staff did about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Person
    from chatxblock.domain.ports.channel import Message
    from chatxblock.domain.reports.report import CallReport, Complaint, Mark, Settlement, Waiting


class CallReportStore(Protocol):
    """Keeps reports of talks. Every write is durable when the method returns."""

    def file_report(
        self, call_id: UUID, by: Person, complaint: Complaint, at: datetime, *, author: str, said: str
    ) -> UUID:
        """Keep a report in place of the same person's earlier one of the same thing, and return its id.

        It waits again, where the earlier one was settled. An author and a text that are not known now replace none.
        """
        ...

    def open_reports_by(self, person: Person) -> int:
        """Return how many reports of talks by somebody wait."""
        ...

    def has_report(self, call_id: UUID, person: Person, complaint: Complaint) -> bool:
        """Tell whether somebody has reported the same thing before."""
        ...

    def waiting_reports(self, course: str, before: Mark | None, most: int) -> list[CallReport]:
        """Return reports of a course's talks that nobody has settled, the newest first, from there on."""
        ...

    def waiting_for_staff(self, course: str) -> Waiting:
        """Return how many that are, and how much else waits for the staff of a course."""
        ...

    def call_report(self, report_id: UUID, course: str) -> CallReport | None:
        """Return a report of one of a course's talks, settled or not."""
        ...

    def reports_alike(self, report: CallReport) -> list[CallReport]:
        """Return the reports of the same line, person or talk that wait, this one among them."""
        ...

    def settle_reports_of_talk(
        self, report: CallReport, others: Sequence[UUID], settlement: Settlement, told: Sequence[Message]
    ) -> bool:
        """Keep what came of a report and of others of the same thing, and what tells of it, in one transaction.

        Say whether it waited until now; if not, nothing is changed and nobody told.
        """
        ...

"""What somebody reports of a talk, a line of it or a person in it, and what staff did about it.

This module must not know where reports are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person, Role
from chatxblock.domain.calls.transcript import Line


class Reason(StrEnum):
    """Why something is reported."""

    UNKIND = "unkind"
    SPAM = "spam"
    """It has nothing to do with the question, or is an advertisement."""
    CHEATING = "cheating"
    """An answer is given away."""
    OTHER = "other"
    """Said in words."""


class Settled(StrEnum):
    """What staff did about what was reported."""

    NOTHING = "nothing"
    """They looked, and found nothing wrong."""
    SPOKEN_TO = "spoken-to"
    REMOVED = "removed"
    """Somebody was put out of the room."""
    BARRED = "barred"
    """Somebody may not ask or help for a time."""
    HIDDEN = "hidden"
    """What was made of it is read by nobody any more."""
    RIGHT = "right"
    """Of what others read: as it stands now, it is right."""


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What somebody says is wrong, and with what."""

    line: str = ""
    """The archive's id of a line; empty for the whole talk or a person."""
    whom: str = ""
    """Localpart of a person; empty where it is of a line or of the whole talk."""
    reason: Reason
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """Who looked at a report, and what came of it."""

    by: Person | None
    """None where that is no longer known."""
    at: datetime
    outcome: Settled | None
    """None where nothing more was said than that somebody has looked."""
    words: str = ""
    """What the reporter is told beside it."""


@dataclass(frozen=True, kw_only=True)
class CallReport:
    """A report of a talk, as it is kept."""

    id: UUID
    call: Call
    """Without those who were invited."""
    by: Person
    complaint: Complaint
    at: datetime
    author: str = ""
    """Localpart of who wrote the line, where that could be told when it was reported."""
    said: str = ""
    """The line as it was read then; in the log it stands under its id."""
    settlement: Settlement | None = None

    @property
    def about(self) -> str:
        """The localpart of whom it is about; empty where that is not known, or the whole talk is meant."""
        return self.complaint.whom or self.author


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How much waits for the staff of a course."""

    left: int
    """Questions left for them that nobody answered."""
    reports: int
    """Reports of talks."""
    resources: int
    """Learning resources that they have to look at, or that somebody reported."""

    @property
    def all(self) -> int:
        """How much that is together."""
        return self.left + self.reports + self.resources


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Where a page of reports ended."""

    at: datetime
    report_id: UUID


def was_there(call: Call, person: Person) -> bool:
    """Whether somebody may report what happened there, and be reported: who took part, also where they were put out."""
    return call.took_part(person) or call.role_of(person) is Role.REMOVED


def around(lines: list[Line], report: CallReport, most: int) -> list[Line]:
    """Return the lines around what was reported, at most `most` before it and after it.

    Where no line was reported, those around the moment of the report.
    """
    place = next((at for at, line in enumerate(lines) if line.id == report.complaint.line), None)
    if place is None:
        place = sum(line.sent_at <= report.at for line in lines)
    return lines[max(place - most, 0) : place + most + 1]

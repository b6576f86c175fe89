"""What people report: resources, talks, lines and people; and what staff do about it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BeforeValidator, Field, model_validator
from typing_extensions import TypeAliasType

from chatxblock.domain.reports.report import Complaint, Mark, Reason, Settled
from chatxblock.errors import BadInput
from chatxblock.web.schemas.base import Input, Moment, Output
from chatxblock.web.schemas.people import Addressed
from chatxblock.web.schemas.texts import Id, Name, ReasonText

BETWEEN = "_"
ReportReason = TypeAliasType("ReportReason", Literal["unkind", "spam", "cheating", "other"])
TalkOutcome = TypeAliasType("TalkOutcome", Literal["nothing", "spoken-to", "removed", "barred", "hidden"])
ReportOutcome = TypeAliasType("ReportOutcome", Literal["nothing", "spoken-to", "removed", "barred", "hidden", "right"])
REASONS: dict[Reason, ReportReason] = {
    Reason.UNKIND: "unkind",
    Reason.SPAM: "spam",
    Reason.CHEATING: "cheating",
    Reason.OTHER: "other",
}
OUTCOMES: dict[Settled, ReportOutcome] = {
    Settled.NOTHING: "nothing",
    Settled.SPOKEN_TO: "spoken-to",
    Settled.REMOVED: "removed",
    Settled.BARRED: "barred",
    Settled.HIDDEN: "hidden",
    Settled.RIGHT: "right",
}


def thing(complaint: Complaint) -> Literal["talk", "line", "person"]:
    """Return what was reported, in a word."""
    if complaint.line:
        return "line"
    return "person" if complaint.whom else "talk"


def mark_text(mark: Mark) -> str:
    """Return where a page ended, as a word that stays right whatever comes later."""
    return BETWEEN.join((mark.at.isoformat(), str(mark.report_id)))


def _mark(value: object) -> Mark | None:
    if value is None:
        return None
    try:
        at, report_id = str(value).split(BETWEEN)
        mark = Mark(at=datetime.fromisoformat(at), report_id=UUID(report_id))
    except (ValueError, OverflowError) as exc:
        raise BadInput() from exc
    if mark.at.utcoffset() is None:
        raise BadInput()
    return mark


class Report(Input):
    """What is wrong, with what: a resource, or a call and perhaps one line of it or a person in it."""

    resource_id: Id | None = None
    call_id: Id | None = None
    line: Annotated[str, Field(pattern=r"^[!-~]{1,64}$")] | None = None
    """The archive's id of a line of the call."""
    person: Name | None = None
    """The bare chat address of somebody in the call, where no line is reported."""
    reason: ReasonText
    """Of a call one of the words `unkind`, `spam`, `cheating`, `other`; any other text is taken for `words`."""
    words: ReasonText | None = None
    """What is wrong, in the reporter's own words."""

    @model_validator(mode="after")
    def _of_one(self) -> Self:
        if (self.resource_id is None) == (self.call_id is None):
            raise BadInput()
        return self

    def complaint(self, whom: str) -> Complaint:
        """Return what is said to be wrong with the call; `whom` is the localpart of the person."""
        line, words = self.line or "", self.words or ""
        try:
            return Complaint(line=line, whom=whom, reason=Reason(self.reason), words=words)
        except ValueError:
            return Complaint(line=line, whom=whom, reason=Reason.OTHER, words=words or self.reason)


class ReportAnswer(Output):
    """Under which id a report is kept."""

    report_id: UUID


class ReportsWish(Input):
    """Whose reports, and which report of a call staff have looked at, if any: it is settled first."""

    own: bool = False
    """Staff read their own, as everybody else does."""
    settle: Id | None = None


class ReportState(Output):
    """A report and what came of it: the reader's own, for staff everybody's that waits."""

    report_id: UUID
    resource_id: UUID | None
    call_id: UUID | None
    title: str
    reason: str
    """In the reporter's words; of a call the word for why, where there are no others."""
    at: Moment
    state: Literal["open", "settled"]
    url: str
    thing: Literal["resource", "talk", "line", "person"]
    outcome: ReportOutcome | None = None
    """What staff did, where they said so."""
    words: str = ""
    """What staff wrote to the reporter."""
    settled_at: Moment | None = None
    """null while nobody has looked."""


class ReportsAnswer(Output):
    """Reports, the newest first."""

    reports: list[ReportState]


class StaffReportsWish(Input):
    """Which page of the reports of talks that wait."""

    before: Annotated[Mark | None, BeforeValidator(_mark, json_schema_input_type=str | None)] = None
    """`next` of the page before."""


class StaffReport(Output):
    """A report of a talk, as staff see it."""

    report_id: UUID
    call_id: UUID
    thing: Literal["talk", "line", "person"]
    question: str
    title: str
    """Of the page on which the call was asked."""
    said: str
    """The line as it was when it was reported; empty where none was, or it could not be read then."""
    about: Addressed | None
    """Whom it is about; null for the whole talk, and where that is not known."""
    by: str
    """What the reporter is called."""
    reason: ReportReason
    words: str
    """The reporter's."""
    at: Moment
    window_url: str
    transcript_url: str


class StaffReportsAnswer(Output):
    """Reports of talks that wait, the newest first."""

    reports: list[StaffReport]
    waiting: int
    """How many there are in the course."""
    next: str | None
    """What `before` is for the next page; null on the last one."""


class StaffWaiting(Output):
    """How much waits for the staff of a course."""

    left: int
    """Questions left for them that nobody answered."""
    reports: int
    """Reports of talks."""
    resources: int
    """Learning resources to look at: for review, hidden by reports, or reported."""


class ReportedLine(Output):
    """A line around what was reported."""

    id: str
    name: str
    """Empty for the room itself."""
    image_url: str
    at: Moment
    body: str
    reported: bool
    """Whether it is this line, or one of the person who was reported."""


class Settlement(Output):
    """What came of a report."""

    by: str
    """Who looked; empty where that is not known any more."""
    at: Moment
    outcome: ReportOutcome | None
    words: str


class OfReport(Input):
    """Which report of a talk."""

    report_id: Id


class StaffReportAnswer(Output):
    """A report of a talk with the log around it, and what came of it."""

    report: StaffReport
    lines: list[ReportedLine]
    legible: bool
    """Whether the log could be read just now; it is asked for again later."""
    settlement: Settlement | None
    """null while it waits."""


class Settle(OfReport):
    """What staff did about a report."""

    outcome: TalkOutcome
    words: ReasonText | None = None
    """What the reporter reads beside it."""

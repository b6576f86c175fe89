"""Queries that read everything that is kept of a person, and nothing of what others said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from chatxblock.domain.timestamps import stamp
from chatxblock.models import (
    BarRow,
    CallReportRow,
    CallRow,
    CandidacyRow,
    ConsentRow,
    DeferredAnswerRow,
    ExperienceRow,
    FeedbackRow,
    FileRow,
    FollowerRow,
    HelperRow,
    HelperUnitRow,
    InvitationRow,
    LineRow,
    OutboxRow,
    PersonRow,
    ResourceAuthorRow,
    ResourceHelpedRow,
    ResourceReportRow,
    ResourceRevisionRow,
    StaffActionRow,
    ToldRow,
)

CAME_OF_IT = ("reason", "at", "settled_at", "outcome", "told")
REPORTED = ("line", "whom", "kind", *CAME_OF_IT)
WRITTEN = ("rev", "title", "answer", "body", "tags")


@dataclass(frozen=True)
class Section:
    """A table in the record of a person: by which column its rows are somebody's, and which of them are told."""

    name: str
    model: type[Model]
    whose: str
    columns: Sequence[str]
    by: str = "pk"
    """The person's own value that `whose` has."""


SECTIONS = (
    Section("questions", CallRow, "asker", ("id", "unit", "question", "context", "state", "asked_at", "ended_at")),
    Section("lines", LineRow, "author", ("call_id", "sent_at", "body", "marks"), by="localpart"),
    Section("files", FileRow, "person", ("id", "call_id", "name", "alt", "kind", "size", "kept_at")),
    Section(
        "invitations",
        InvitationRow,
        "person",
        ("call_id", "round", "answer", "invited_at", "seen_at", "accepted_at", "left_at", "thanked_at"),
    ),
    Section(
        "helper",
        HelperRow,
        "person",
        (
            *("standing", "on_duty", "until", "paused", "unanswered", "quiet", "timezone", "most_offers"),
            *("most_calls", "sound", "staff", "present", "present_at", "asked", "answered", "thanked", "turns"),
        ),
    ),
    Section("units", HelperUnitRow, "person", ("unit", "title", "url", "helps")),
    Section("candidacies", CandidacyRow, "person", ("unit", "rule", "seen_at", "looked_at", "since", "lost_at")),
    Section(
        "experience",
        ExperienceRow,
        "person",
        (
            *("hour", "offered", "seen", "answered", "seconds"),
            *("within_15", "within_30", "within_60", "within_120", "within_300"),
        ),
    ),
    Section("stopped", CallRow, "stopped_by", ("id", "stop_reason", "ended_at")),
    Section("answers", DeferredAnswerRow, "by", ("call_id", "body", "at")),
    Section("messages", OutboxRow, "to", ("kind", "topic", "body", "due_at"), by="localpart"),
    Section("resources", ResourceAuthorRow, "person", ("resource_id",)),
    Section("texts", ResourceRevisionRow, "by", ("resource_id", *WRITTEN, "at")),
    Section("helped_by", ResourceHelpedRow, "person", ("resource_id", "question", "at")),
    Section("reports_of_resources", ResourceReportRow, "person", ("resource_id", *CAME_OF_IT)),
    Section("reports_of_talks", CallReportRow, "person", ("call_id", *REPORTED)),
    Section("consents", ConsentRow, "person", ("call_id", "yes", "at")),
    Section("feedback", FeedbackRow, "person", ("call_id", "helped", "asked_at", "answered_at")),
    Section("follows", FollowerRow, "person", ("call_id", "at", "told_at")),
    Section("told_of", ToldRow, "person", ("resource_id", "call_id", "at", "read_at")),
    Section("deeds", StaffActionRow, "by", ("kind", "call_id", "resource_id", "reason", "at")),
    Section("bars", BarRow, "person", ("doing", "words", "at", "until")),
    Section("bars_set", BarRow, "by", ("doing", "words", "at", "until")),
    Section("deeds_about", StaffActionRow, "person", ("kind", "call_id", "at")),
)
"""Everything that is kept of a person, in the order of a record."""


class RecordStore:
    """Reads what is kept of people."""

    def records_of(self, user_id: str) -> list[Mapping[str, Any]]:
        """Return everything of a user, a course each, as JSON has it."""
        return [_record(row) for row in PersonRow.objects.filter(user_id=user_id).order_by("course")]

    def user_ids(self, name: str) -> list[str]:
        """Return the ids of the users who are known here by that username, or else by that id."""
        people = PersonRow.objects.order_by("user_id")
        for known in ({"username": name}, {"user_id": name}):
            found = list(people.filter(**known).values_list("user_id", flat=True).distinct())
            if found:
                return found
        return []


def _record(row: PersonRow) -> Mapping[str, Any]:
    about = {
        "name": row.name,
        "username": row.username,
        "image_url": row.image_url,
        "localpart": row.localpart,
    }
    return {"course": row.course, "person": about} | {section.name: _rows(section, row) for section in SECTIONS}


def _rows(section: Section, person: PersonRow) -> list[dict[str, Any]]:
    rows = section.model._base_manager.filter(**{section.whose: getattr(person, section.by)})
    if section.model is LineRow:  # by the calls that they had a part in: no index has the author of a line alone
        calls = CallRow.objects.filter(asker=person.pk).values_list("pk", flat=True)
        came = InvitationRow.objects.filter(person=person.pk).values_list("call_id", flat=True)
        rows = rows.filter(call__in={*calls, *came})
    found = rows.order_by("pk").values(*section.columns)
    return [{name: _plain(value) for name, value in one.items()} for one in found.iterator(chunk_size=1000)]


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, datetime):
        return stamp(value)
    return str(value) if isinstance(value, UUID) else value

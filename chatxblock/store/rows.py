"""Turns rows into values of the domain and back. This module must not query anything."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from typing import Any
from uuid import UUID

from chatxblock.domain.calls.call import Answer, Call, Context, Invitation, Person, Report, State, Stopped
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.calls.transcript import Line, Marks
from chatxblock.domain.clean_names import clean_name, shown_name
from chatxblock.domain.ports import findable
from chatxblock.errors import CallUnreadable
from chatxblock.models import CallRow, InvitationRow, LineRow, PersonRow

log = logging.getLogger(__name__)

SAME_IN_BOTH = [
    "rev",
    "version",
    "round",
    "question",
    "room",
    "window_url",
    "course",
    "unit",
    "block",
    "asked_at",
    "touched_at",
    "next_round_at",
    "observe_at",
    "retry_at",
    "attempts",
    "room_ready_at",
    "admitted_at",
    "solved_at",
    "asker_left_at",
    "deferred_at",
    "ended_at",
    "archived_at",
    "closed_at",
    "remaking_at",
    "log_lost_at",
    "watched_until",
    "withdrawn_at",
    "prospects",
    "complete",
]
"""Names that a call and its row share."""

IN_PLAN = ["section", "eligibility", "peering", "room_kind", "has_log", "offers_cap", "calls_cap"]
"""Names that a call and the plan in its row share."""

INVITATION_COLUMNS = [
    "answer",
    "invited_at",
    "round",
    "notified_at",
    "seen_at",
    "accepted_at",
    "touched_at",
    "left_at",
    "revoked_at",
    "lapsed_at",
    "thanked_at",
    "awaited_until",
    "asked_again",
]


def to_person(row: PersonRow) -> Person:
    """Return the person of a row, with names as they may be shown: a row may be older than that they are cleaned."""
    return Person(
        id=row.pk,
        course=row.course,
        user_id=row.user_id,
        localpart=row.localpart,
        name=shown_name(row.name, row.username),
        username=clean_name(row.username),
        image_url=row.image_url,
    )


def to_call(row: CallRow, invitations: Iterable[InvitationRow]) -> Call:
    """Return the call of a row; asker, invited people and who stopped it have to be loaded with it.

    Raises `CallUnreadable`.
    """
    try:
        return _to_call(row, invitations)
    except (KeyError, TypeError, ValueError) as exc:
        log.error("call %s: its row cannot be read (%s)", row.pk, type(exc).__name__)  # noqa: TRY400  (each look finds it)
        raise CallUnreadable from exc


def readable(rows: Iterable[CallRow], read: Callable[[CallRow], Call]) -> list[Call]:
    """Return the calls of rows, without those that cannot be read: one of them must not hide the others."""
    found = []
    for row in rows:
        with suppress(CallUnreadable):  # it was logged
            found.append(read(row))
    return found


def _to_call(row: CallRow, invitations: Iterable[InvitationRow]) -> Call:
    return Call(
        id=row.pk,
        state=State(row.state),
        asker=to_person(row.asker),
        context=Context(**row.context),
        rounds=tuple(Round(**planned) for planned in row.plan["rounds"]),
        helper_limit=row.plan["helper_limit"],
        grace=row.plan["grace"],
        listed=tuple(row.plan["listed"]),
        **{name: row.plan[name] for name in IN_PLAN if name in row.plan},
        reports=tuple(Report(**report) for report in row.reports),
        read=tuple(UUID(read) for read in row.read),
        invitations=tuple(to_invitation(invitation) for invitation in invitations),
        stopped=Stopped(by=to_person(row.stopped_by), reason=row.stop_reason) if row.stopped_by else None,
        **{name: getattr(row, name) for name in SAME_IN_BOTH},
    )


def to_invitation(row: InvitationRow) -> Invitation:
    """Return the invitation of a row; its person has to be loaded with it."""
    values = {name: getattr(row, name) for name in INVITATION_COLUMNS}
    return Invitation(person=to_person(row.person), **(values | {"answer": Answer(row.answer)}))


def to_line(row: LineRow) -> Line:
    """Return the line of a row."""
    return Line(
        id=row.archive_id,
        sent_at=row.sent_at,
        author=row.author,
        body=row.body,
        message_id=row.message_id,
        replaces=row.replaces,
        **_marks(row.marks),
    )


def _marks(told: Marks) -> Marks:
    """Return what a row says of another line; JSON knows no tuples."""
    return {**told, "reactions": tuple(told["reactions"])} if "reactions" in told else told


def marks_column(line: Line) -> dict[str, Any]:
    """Return what a line says of another one: nothing of most lines."""
    told = {"taken_back": line.taken_back, "answers": line.answers, "quoted": line.quoted, "reacts_to": line.reacts_to}
    marks = {name: value for name, value in told.items() if value}
    return marks | {"reactions": list(line.reactions)} if line.reacts_to else marks


def call_columns(call: Call) -> dict[str, Any]:
    """Return what a call's row holds, without the lease."""
    return {name: getattr(call, name) for name in SAME_IN_BOTH} | {
        "state": call.state.value,
        "asker_id": call.asker.id,
        "context": asdict(call.context),
        "plan": {
            "rounds": [asdict(planned) for planned in call.rounds],
            "helper_limit": call.helper_limit,
            "grace": call.grace,
            "listed": list(call.listed),
            **{name: getattr(call, name) for name in IN_PLAN},
        },
        "reports": [asdict(report) for report in call.reports],
        "read": [str(read) for read in call.read],
        "findable": findable(call),
        "stopped_by_id": call.stopped.by.id if call.stopped else None,
        "stop_reason": call.stopped.reason if call.stopped else "",
        "open_key": call.asker.id if call.open_to_asker else None,
        "due_at": call.due_at,
    }


def invitation_columns(invitation: Invitation) -> dict[str, Any]:
    """Return what an invitation's row holds, without its call and person."""
    return {name: getattr(invitation, name) for name in INVITATION_COLUMNS} | {"answer": invitation.answer.value}

"""What happened, for whoever counts or studies it: a name, ids and numbers, and never a word that somebody wrote.

Made of what a call, a helper or a resource was before and is now, so that nothing that changes them has to think of it.
This module must not know who is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chatxblock.domain.calls.call import Call, Invitation, Person, State
from chatxblock.domain.helpers.duty import Helper
from chatxblock.domain.reports.report import CallReport
from chatxblock.domain.resources.resource import Resource, Stage

ASKED = "chatxblock.call.asked"
ROUND_STARTED = "chatxblock.round.started"
ANSWERED = "chatxblock.call.answered"
SOLVED = "chatxblock.call.solved"
DEFERRED = "chatxblock.call.deferred"
CLOSED = "chatxblock.call.closed"
DUTY_CHANGED = "chatxblock.duty.changed"
RESOURCE_PUBLISHED = "chatxblock.resource.published"
RESOURCE_VERIFIED = "chatxblock.resource.verified"
RESOURCE_HIDDEN = "chatxblock.resource.hidden"
RESOURCE_HELPED = "chatxblock.resource.helped"
REPORTED = "chatxblock.reported"


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One thing that happened in a course."""

    name: str
    course: str
    user_id: str
    """The platform's id of whoever did it; empty where it came of itself, or that is not known."""
    data: Mapping[str, Any]
    """Ids and numbers, as JSON has them."""


def of_call(before: Call | None, after: Call) -> Iterator[Happening]:
    """Yield what happened to a call, in the order in which it can happen."""
    if before is None:
        yield _call(ASKED, after, after.asker, resources_read=[str(key) for key in after.read])
    if after.round > (before.round if before else 0):
        asked = sum(invitation.round == after.round for invitation in after.invitations)
        yield _call(ROUND_STARTED, after, None, round=after.round, asked=asked)
    for invitation in _came(before, after):
        seconds = _seconds(after.asked_at, invitation.accepted_at)
        first = all(other.accepted_at is None for other in (before.invitations if before else ()))
        yield _call(ANSWERED, after, invitation.person, round=invitation.round, first=first, seconds=seconds)
    if after.solved_at is not None and (before is None or before.solved_at is None):
        yield _call(SOLVED, after, after.asker)
    if after.deferred_at is not None and (before is None or before.deferred_at is None):
        yield _call(DEFERRED, after, after.asker)
    if after.state is State.CLOSED and (before is None or before.state is not State.CLOSED):
        yield _closed(after)


def of_helper(before: Helper, after: Helper) -> Iterator[Happening]:
    """Yield that somebody may be asked from now on, or not; their other wishes are nobody's business."""
    if (before.on_duty, before.until, before.standing) != (after.on_duty, after.until, after.standing):
        data = {
            "on_duty": bool(after.on_duty),
            "until": after.until.isoformat() if after.on_duty and after.until else None,
            "helps": after.standing.value,
        }
        yield Happening(name=DUTY_CHANGED, course=after.person.course, user_id=after.person.user_id, data=data)


def of_resource(before: Resource | None, after: Resource) -> Iterator[Happening]:
    """Yield what happened to a learning resource that others can see."""
    was = before.stage if before else Stage.DRAFT
    if after.stage is Stage.PUBLISHED and was is not Stage.PUBLISHED:
        again = before is not None and before.published_at is not None
        yield _resource(RESOURCE_PUBLISHED, after, "", calls=[str(key) for key in after.sources], again=again)
    if after.verified and not (before is not None and before.verified and before.rev == after.rev):
        yield _resource(RESOURCE_VERIFIED, after, "")
    if after.stage is Stage.HIDDEN and was is not Stage.HIDDEN:
        why = after.hidden_for.value if after.hidden_for else ""
        yield _resource(RESOURCE_HIDDEN, after, "", hidden_for=why)


def of_help(resource: Resource, person: Person) -> Iterator[Happening]:
    """Yield that a resource helped somebody."""
    yield _resource(RESOURCE_HELPED, resource, person.user_id)


def of_resource_report(resource: Resource, person: Person) -> Iterator[Happening]:
    """Yield that somebody reported a resource; what they wrote is for the staff."""
    data = {"what": "resource", "resource_id": str(resource.id), "call_id": None, "reason": None}
    yield Happening(name=REPORTED, course=resource.spot.course, user_id=person.user_id, data=data)


def of_call_report(report: CallReport) -> Iterator[Happening]:
    """Yield that somebody reported a talk, a line or a person in it; neither which, nor whom."""
    complaint = report.complaint
    what = "line" if complaint.line else "person" if complaint.whom else "talk"
    data = {"what": what, "resource_id": None, "call_id": str(report.call.id), "reason": complaint.reason.value}
    yield Happening(name=REPORTED, course=report.call.course, user_id=report.by.user_id, data=data)


Tell = Callable[[Happening], None]
"""What tells somebody of one thing that happened."""


def _came(before: Call | None, after: Call) -> list[Invitation]:
    """Return the helpers who came for the first time with this change."""
    there = {i.person.id for i in (before.invitations if before else ()) if i.accepted_at is not None}
    return [i for i in after.invitations if i.accepted_at is not None and i.person.id not in there]


def _closed(call: Call) -> Happening:
    return _call(
        CLOSED,
        call,
        None,
        seconds=_seconds(call.asked_at, call.ended_at),
        rounds=call.round,
        helpers=call.talkers - 1,
        solved=call.solved_at is not None,
        deferred=call.deferred_at is not None,
        withdrawn=call.withdrawn_at is not None,
        log_complete=call.complete,
    )


def _call(name: str, call: Call, who: Person | None, **data: Any) -> Happening:
    about = {"call_id": str(call.id), "unit": call.unit, "block": call.block or None}
    return Happening(name=name, course=call.course, user_id=who.user_id if who else "", data={**about, **data})


def _resource(name: str, resource: Resource, user_id: str, **data: Any) -> Happening:
    spot = resource.spot
    about = {"resource_id": str(resource.id), "unit": spot.unit, "block": spot.block or None, "rev": resource.rev}
    return Happening(name=name, course=spot.course, user_id=user_id, data={**about, **data})


def _seconds(begin: datetime, end: datetime | None) -> float | None:
    return round((end - begin).total_seconds(), 1) if end else None

"""What the handlers do with resources that need a second look: what waits for whom, and what staff do about it.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from chatxblock.domain.resources import resource as domain
from chatxblock.domain.staff.deeds import Kind
from chatxblock.errors import StaleResource
from chatxblock.web.resource_answers import answer, reader_of, service, stale
from chatxblock.web.responses import Json
from chatxblock.web.schemas.base import Nothing
from chatxblock.web.schemas.resources import (
    Judge,
    Merge,
    OfRevision,
    ResourceAnswer,
    ResourceWork,
    ResourceWorkAnswer,
    StaleResourceProblem,
)
from chatxblock.web.visit import Visit

MOST_WORK = 50
"""Talks, and resources that wait for staff, shown at once."""


def resource_verify(visit: Visit, told: Judge) -> Json[ResourceAnswer] | Json[StaleResourceProblem]:
    """Say that a text is right; open reports are settled by it, and it may be read again."""
    try:
        found = service().verify(told.resource_id, told.rev, reader_of(visit), told.words or "")
    except StaleResource as error:
        return stale(visit, told.resource_id, error)
    visit.note(Kind.VERIFIED, resource_id=found.id)
    return Json(value=answer(visit, found), status=200)


def resource_merge(visit: Visit, told: Merge) -> Json[ResourceAnswer] | Json[StaleResourceProblem]:
    """Make a resource a part of another, which is answered; the part's address leads there from now on."""
    try:
        found = service().merge(told.resource_id, told.into, reader_of(visit), told.rev)
    except StaleResource as error:
        return stale(visit, told.resource_id, error)
    visit.note(Kind.MERGED, resource_id=told.resource_id)
    return Json(value=answer(visit, found), status=200)


def resource_restore(visit: Visit, told: OfRevision) -> ResourceAnswer:
    """Make the earlier text with that `rev` the present one, as a new revision."""
    found = service().restore(told.resource_id, told.rev, reader_of(visit))
    visit.note(Kind.RESTORED, resource_id=found.id)
    return answer(visit, found)


def resource_work(visit: Visit, _told: Nothing) -> ResourceWorkAnswer:
    """Return talks without a resource, and to staff what waits for them."""
    reader = reader_of(visit)
    return ResourceWorkAnswer(
        talks=[_talk(visit, talk) for talk in service().talks_without(reader, MOST_WORK)],
        review=[_waiting(visit, found) for found in service().waiting(reader, MOST_WORK)],
    )


def _talk(visit: Visit, talk: domain.TalkWithout) -> ResourceWork:
    found = talk.resource
    return ResourceWork(
        resource_id=found.id if found else None,
        call_id=talk.call_id,
        title=found.text.title if found else talk.question,
        state=found.stage.value if found else "draft",
        hidden_for=found.hidden_for.value if found and found.hidden_for else None,
        reports=found.counts.reported if found else 0,
        at=talk.ended_at,
        edit_url=visit.mount.handler("resource_editor", str(found.id if found else talk.call_id)),
    )


def _waiting(visit: Visit, found: domain.Resource) -> ResourceWork:
    return ResourceWork(
        resource_id=found.id,
        call_id=found.sources[0] if found.sources else None,
        title=found.text.title,
        state=found.stage.value,
        hidden_for=found.hidden_for.value if found.hidden_for else None,
        reports=found.counts.reported,
        at=found.updated_at,
        edit_url=visit.mount.handler("resource_editor", str(found.id)),
    )

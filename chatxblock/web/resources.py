"""What the handlers do for those who read and write learning resources, one function a handler.

Who may do what is judged by the domain, and what of it somebody sees by `chatxblock.web.resource_answers`. This module
must not know of stanzas or tables.
"""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from chatxblock.domain.calls.notices import personal
from chatxblock.domain.plain import first_line
from chatxblock.domain.resources import resource as domain
from chatxblock.domain.staff.deeds import Kind
from chatxblock.errors import NotAllowed, QuotesWithoutConsent, ResourceNotFound, StaleResource
from chatxblock.web.pages import page, page_data
from chatxblock.web.resource_answers import (
    answer,
    drafts,
    html_of,
    like,
    quotes,
    reader_of,
    service,
    shown,
    stale,
    talks,
    wording,
)
from chatxblock.web.responses import Json, Page, sentence
from chatxblock.web.schemas.pages import EditorData, PageOfQuestion, ResourceData
from chatxblock.web.schemas.resources import (
    DraftAnswer,
    DraftWish,
    HideResource,
    Judge,
    OfResource,
    Preview,
    PreviewWish,
    PublishAnswer,
    QuotesProblem,
    ResourceAnswer,
    ResourceSave,
    StaleResourceProblem,
)
from chatxblock.web.visit import Visit


def resource_read(visit: Visit, told: OfResource) -> ResourceAnswer:
    """Return a resource, and count that it was opened."""
    return answer(visit, service().opened(told.resource_id, reader_of(visit)))


def resource(visit: Visit, told: OfResource) -> Page:
    """Return the page on which a resource is read, and count that it was opened."""
    found = service().opened(told.resource_id, reader_of(visit))
    seen = shown(visit, found)
    here = visit.mount.place() if found.spot.unit == visit.mount.unit().key else None
    place = PageOfQuestion(title=here.title, url=personal(here.url, visit.person)) if here else None
    data = ResourceData(**page_data(visit), resource=seen, page=place, joined=found.id != told.resource_id)
    return page(visit, first_line(seen.title), data, script="resource", template="resource.html")


def resource_editor(visit: Visit, told: OfResource) -> Page:
    """Return the page on which a resource is written; of a talk, by its id, the resource that it has."""
    found = _written(visit, told.resource_id)
    data = EditorData(
        **page_data(visit),
        resource=shown(visit, found),
        talks=talks(visit, found),
        review=_review(visit, found),
        person=visit.person.localpart,
    )
    title = gettext("Write a learning resource")
    return page(visit, title, data, script="resource-editor", template="resource_editor.html")


def resource_draft(visit: Visit, told: DraftWish) -> DraftAnswer:
    """Return the resource of a talk, begun now where it has none; without a talk, a new one."""
    if told.call_id is not None:
        found = drafts().of_call(told.call_id, reader_of(visit), wording())
    elif visit.caller.staff:
        found = drafts().without_talk(visit.spot, visit.person)
    else:
        raise NotAllowed()
    return DraftAnswer(resource=shown(visit, found), talks=talks(visit, found))


def resource_save(visit: Visit, told: ResourceSave) -> Json[ResourceAnswer] | Json[StaleResourceProblem]:
    """Keep a text of somebody who may see what there is; 409 with the newer one where somebody saved in between."""
    reader = reader_of(visit)
    drafts().seen_by(service().read(told.resource_id, reader), reader, wording())
    try:
        found = service().save(told.resource_id, told.rev, told.text(), reader)
    except StaleResource as error:
        return stale(visit, told.resource_id, error)
    return Json(value=answer(visit, found), status=200)


def resource_preview(visit: Visit, told: PreviewWish) -> Preview:
    """Return a text as it would be read."""
    del visit
    return Preview(answer_html=html_of(told.answer), html=html_of(told.body))


def resource_publish(
    visit: Visit, told: Judge
) -> Json[PublishAnswer] | Json[StaleResourceProblem] | Json[QuotesProblem]:
    """Let others read a resource, at once or once staff have looked; 409 with what it quotes without a yes."""
    reader = reader_of(visit)
    found = service().read(told.resource_id, reader)
    try:
        after = service().publish(found.id, told.rev, reader, review=_review(visit, found), words=told.words or "")
    except StaleResource as error:
        return stale(visit, found.id, error)
    except QuotesWithoutConsent as error:
        problem = QuotesProblem(error=sentence(error), code=error.code, quotes=quotes(visit, found))
        return Json(value=problem, status=409)
    if reader.staff and found.stage is not after.stage:
        visit.note(Kind.PUBLISHED, resource_id=after.id)
    return Json(value=PublishAnswer(resource=shown(visit, after), like=like(visit, after)), status=200)


def resource_hide(visit: Visit, told: HideResource) -> ResourceAnswer:
    """Take a resource away from everybody but those who may edit it, whatever its text is by now."""
    reader = reader_of(visit)
    before = service().read(told.resource_id, reader)
    after = service().hide(told.resource_id, reader, told.words or "")
    if reader.staff and before.stage is not after.stage:
        visit.note(Kind.HID, resource_id=after.id, reason=told.reason)
    return answer(visit, after)


def _written(visit: Visit, resource_id: UUID) -> domain.Resource:
    """Return what is to be written. Raises `ResourceNotFound` for somebody who may not."""
    reader = reader_of(visit)
    try:
        found = service().read(resource_id, reader)
    except ResourceNotFound:
        return drafts().of_call(resource_id, reader, wording())
    if not reader.writes(found):
        raise ResourceNotFound()
    return found


def _review(visit: Visit, found: domain.Resource) -> bool:
    """Tell whether staff look first: what the author of its own block chose another block cannot know."""
    elsewhere = found.spot.block != visit.mount.usage_key()
    return not visit.caller.staff and (visit.author.review or elsewhere)

"""What handlers of resources answer with; all of it only reads. This module must not know which of them asks.

Everything that leaves the house of a resource goes through `shown`, which has only what its reader may see.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from chatxblock import wiring, wiring_files, wiring_kept
from chatxblock.domain.plain import first_line
from chatxblock.domain.ports import DocumentKind, Scope
from chatxblock.domain.resources import resource as domain
from chatxblock.domain.resources.attaching import ResourceFiles
from chatxblock.domain.resources.draft import Wording
from chatxblock.domain.resources.drafts import Drafts
from chatxblock.domain.resources.drafts import Talk as DomainTalk
from chatxblock.domain.resources.files import TakenFile
from chatxblock.domain.resources.service import Reader, ResourceService
from chatxblock.errors import StaleResource
from chatxblock.rendering import render
from chatxblock.web.file_links import file_url
from chatxblock.web.responses import Json, sentence
from chatxblock.web.schemas.files import KINDS
from chatxblock.web.schemas.resource_files import OfferedFile, ShownFile
from chatxblock.web.schemas.resources import (
    FoundResource,
    Quote,
    Resource,
    ResourceAnswer,
    ResourceLog,
    Revision,
    StaleResourceProblem,
    Talk,
    TalkLine,
)
from chatxblock.web.sentences import translated
from chatxblock.web.shown_files import files_html
from chatxblock.web.visit import Visit

MOST_LIKE = 3
"""Resources shown that are like the one that is published."""


def service() -> ResourceService:
    """Return the service for resources."""
    return wiring.resources()


def drafts() -> Drafts:
    """Return what begins resources from talks, for the present reader."""
    return wiring.drafts(translated)


def resource_files() -> ResourceFiles:
    """Return what keeps what resources show, for the present reader."""
    return wiring_kept.resource_files(translated)


def reader_of(visit: Visit) -> Reader:
    """Return what the caller is to the resources of the course."""
    writes = visit.mount.usage_key() if visit.author.fellows_write else ""
    return Reader(person=visit.person, staff=visit.caller.staff, writes_at=writes)


def wording() -> Wording:
    """Return the words of a draft in the reader's language."""
    usual = Wording()
    return Wording(**{name: translated(getattr(usual, name)) for name in Wording.__dataclass_fields__})


def html_of(text: str) -> str:
    """Return Markdown as HTML that is safe to insert."""
    return render(text, translated)


def answer(visit: Visit, resource: domain.Resource) -> ResourceAnswer:
    """Return the answer that shows a resource."""
    return ResourceAnswer(resource=shown(visit, resource))


def shown(visit: Visit, resource: domain.Resource) -> Resource:
    """Return a resource as the caller may see it, who may read it at all."""
    reader = reader_of(visit)
    seen = drafts().seen_by(resource, reader, wording())
    writes = reader.writes(resource) and resource.stage is not domain.Stage.MERGED
    revisions = drafts().revisions_for(resource, reader) if writes else []
    helped_me, reported_by_me = service().marks(resource, reader)
    files = _files(visit, resource, reader)
    return Resource(
        resource_id=resource.id,
        rev=resource.rev,
        title=seen.text.title,
        answer=seen.text.answer,
        body=seen.text.body,
        answer_html=html_of(seen.text.answer),
        html=html_of(seen.text.body),
        files_html=files_html(files),
        files=files,
        tags=list(seen.text.tags),
        state=resource.stage.value,
        hidden_for=resource.hidden_for.value if writes and resource.hidden_for else None,
        authors=_authors(visit, resource, reader),
        sources=len(resource.sources),
        logs_gone=resource.logs_gone,
        verified=resource.verified,
        helped=resource.counts.helped,
        helped_me=helped_me,
        reported_by_me=reported_by_me,
        may_edit=writes,
        may_review=reader.staff,
        created_at=resource.created_at,
        updated_at=resource.updated_at,
        url=visit.mount.handler("resource", str(resource.id)),
        edit_url=visit.mount.handler("resource_editor", str(resource.id)) if writes else None,
        logs=_logs(visit, resource, reader),
        revisions=[_revision(visit, revision) for revision in revisions],
    )


def stale(visit: Visit, resource_id: UUID, error: StaleResource) -> Json[StaleResourceProblem]:
    """Return 409 with the newer text, where somebody saved in between."""
    newer = shown(visit, service().read(resource_id, reader_of(visit)))
    return Json(value=StaleResourceProblem(error=sentence(error), code=error.code, resource=newer), status=409)


def found(visit: Visit, resource: domain.Resource) -> FoundResource:
    """Return a published resource in one line."""
    return FoundResource(
        resource_id=resource.id,
        title=resource.text.title,
        answer=resource.text.answer,
        tags=list(resource.text.tags),
        helped=resource.counts.helped,
        verified=resource.verified,
        updated_at=resource.updated_at,
        url=visit.mount.handler("resource", str(resource.id)),
    )


def like(visit: Visit, resource: domain.Resource) -> list[FoundResource]:
    """Return the published resources of the course that are like one, which may say the same."""
    spot = resource.spot
    scope = Scope(
        course=spot.course,
        section=spot.section,
        unit=spot.unit,
        languages=tuple(wiring.course_languages(spot.course)),
        kinds=(DocumentKind.RESOURCE,),
    )
    ids = [one.id for one in wiring.search().find(resource.text.title, scope, MOST_LIKE + 1) if one.id != resource.id]
    return [found(visit, one) for one in service().named(ids[:MOST_LIKE])]


def talks(visit: Visit, resource: domain.Resource) -> list[Talk]:
    """Return the talks of a resource as the caller may see them who writes. Raises `RoomsUnavailable`."""
    found = drafts().talks(resource, reader_of(visit), wording())
    asked = wiring.feedback().asked([talk.call.id for talk in found])
    return [_talk(visit, resource, talk, asked) for talk in found]


def quotes(visit: Visit, resource: domain.Resource) -> list[Quote]:
    """Return what a text quotes without a yes, as roles and ids of lines."""
    without = service().unconsented(resource, besides=visit.person)
    files = {file.id for file in service().unconsented_files(resource, besides=visit.person)}
    lines = {line.id for lines in without.values() for line in lines}
    whole = drafts().talks(resource, Reader(person=visit.person, staff=True), wording())
    words = [
        Quote(call_id=talk.call.id, line=one.line.id, speaker=one.line.label)
        for talk in whole
        for one in talk.lines
        if one.line.id in lines and not one.quotable
    ]
    shown = [
        Quote(call_id=talk.call.id, line=one.line, speaker=one.label, file=one.file.name)
        for talk in whole
        for one in talk.files
        if one.file.id in files
    ]
    return words + shown


def _authors(visit: Visit, resource: domain.Resource, reader: Reader) -> list[str]:
    """Return what the authors are called, and `Somebody` once for those whom the reader must not know.

    Who took part in a talk is known to those who did, and to staff. Everybody else reads the names of those who saved a
    text with their own hands and were not there, once others may read it: who was is quoted without a name.
    """
    known = {author.id for author in resource.authors}
    if not drafts().knows_people(resource, reader):
        known &= service().writers(resource) - drafts().there(resource) if resource.readable else set()
        known |= {visit.person.id}
    names = visit.names
    named = [names.of_author(author) for author in resource.authors if author.id in known]
    return [*named, names.somebody] if named and len(named) < len(resource.authors) else named


def _logs(visit: Visit, resource: domain.Resource, reader: Reader) -> list[ResourceLog]:
    return [
        ResourceLog(call_id=call.id, question=first_line(call.question), **visit.links(call.id))
        for call in drafts().logs(resource, reader)
    ]


def _revision(visit: Visit, revision: domain.Revision) -> Revision:
    return Revision(
        rev=revision.rev,
        title=revision.text.title,
        answer=revision.text.answer,
        body=revision.text.body,
        tags=list(revision.text.tags),
        by=visit.names.of_author(revision.by),
        at=revision.at,
    )


def _files(visit: Visit, resource: domain.Resource, reader: Reader) -> list[ShownFile]:
    if not wiring_files.on():
        return []
    return [
        ShownFile(**_of_file(file), url=_resource_file_url(visit, resource, file))
        for file in resource_files().shown(resource, reader)
    ]


def _of_file(file: TakenFile) -> dict[str, Any]:
    return {
        "file_id": file.id,
        "name": file.name,
        "alt": file.alt,
        "kind": KINDS[file.kind],
        "width": file.width,
        "height": file.height,
    }


def _resource_file_url(visit: Visit, resource: domain.Resource, file: TakenFile) -> str:
    return visit.mount.handler("resource_file", f"{resource.id}.{file.id}")


def _offered(
    visit: Visit, resource: domain.Resource, talk: DomainTalk, asked: Collection[tuple[UUID, str]]
) -> list[OfferedFile]:
    """Return what a talk offers; who may read the talk sees it there, who was not in it by way of the resource."""
    if not wiring_files.on():
        return []
    of_talk = talk.there or visit.caller.staff
    return [
        OfferedFile(
            **_of_file(one.file),
            url=file_url(visit, talk.call.id, str(one.file.id))
            if of_talk
            else _resource_file_url(visit, resource, one.file),
            line=one.line,
            speaker=one.label,
            own=one.own,
            quotable=one.quotable,
            asked=(talk.call.id, one.file.by.localpart) in asked,
        )
        for one in talk.files
    ]


def _talk(visit: Visit, resource: domain.Resource, talk: DomainTalk, asked: Collection[tuple[UUID, str]]) -> Talk:
    lines = [
        TalkLine(
            id=one.line.id,
            said_at=one.sent_at,
            speaker=one.line.label,
            body=one.line.body,
            own=one.own,
            quotable=one.quotable,
            asked=(talk.call.id, one.line.speaker) in asked,
        )
        for one in talk.lines
    ]
    return Talk(
        call_id=talk.call.id,
        question=talk.question,
        lines=lines,
        files=_offered(visit, resource, talk, asked),
        complete=talk.complete,
    )

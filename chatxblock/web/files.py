"""What the handlers of files do: one takes a file into a talk that goes on, one hands it to those whose talk it is.

This module must not know of stanzas, tables or storages.
"""

from __future__ import annotations

from hmac import compare_digest
from uuid import UUID

from chatxblock import wiring_files
from chatxblock.domain.calls.notices import absolute
from chatxblock.domain.files.service import Upload
from chatxblock.errors import BadInput, FilesOff, LinkOver
from chatxblock.web import marks
from chatxblock.web.file_links import file_url
from chatxblock.web.responses import Attachment, Json
from chatxblock.web.schemas.files import FilePut, FilePutAnswer, OfLink, PutFile
from chatxblock.web.visit import Visit


def file_put(visit: Visit, told: FilePut) -> Json[FilePutAnswer]:
    """Keep a file in a talk that goes on, for somebody who is in it."""
    if visit.sent is None:
        raise BadInput()
    if not visit.author.files:
        raise FilesOff()
    name = told.name or visit.sent.name
    sent = Upload(token=told.request_id, name=name, alt=told.alt, file=visit.sent.file, size=visit.sent.size)
    file = wiring_files.talk_files().put(told.call_id, visit.person, sent)
    address = absolute(file_url(visit, told.call_id, str(file.id)), visit.config.base_url)
    return Json(value=FilePutAnswer(file=PutFile.of(file, address)), status=201)


def file(visit: Visit, told: OfLink) -> Attachment:
    """Return a file of a talk to those who may read the talk, by a link that is still good."""
    link, files = told.link, wiring_files.talk_files()
    found = files.file(link.file_id)
    visit.service.part(found.call_id, visit.person, staff=visit.caller.staff)
    if not _is_good(visit, found.call_id, link.until, link.mark):
        raise LinkOver()
    return Attachment(
        pieces=files.read(found),
        filename=found.name,
        content_type=found.kind.content_type,
        inline=found.kind.is_picture,
        size=found.size,
    )


def _is_good(visit: Visit, call_id: UUID, until: int, mark: str) -> bool:
    right = compare_digest(mark, marks.of_files(call_id, until, visit.config.marking_secret))
    return right and visit.service.now().timestamp() < until

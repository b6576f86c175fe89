"""What the handler of a talk's file does: the log as it stands, in the form that the reader chose.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from chatxblock import wiring_kept
from chatxblock.domain.calls.call import Call
from chatxblock.domain.resources.exporting import ExportedTalk
from chatxblock.domain.resources.service import Reader
from chatxblock.domain.timestamps import stamp
from chatxblock.web.responses import Attachment, Download, Stream
from chatxblock.web.schemas.transcript import TranscriptFile, TranscriptWish
from chatxblock.web.transcripts import as_html, as_json, as_markdown, as_zip
from chatxblock.web.transcripts.audience import Audience
from chatxblock.web.visit import Visit

Writer = Callable[[ExportedTalk, Audience], Iterator[str]]
WRITERS: Mapping[str, tuple[Writer, str, str]] = {
    "json": (as_json.write, as_json.CONTENT_TYPE, as_json.EXTENSION),
    "html": (as_html.write, as_html.CONTENT_TYPE, as_html.EXTENSION),
    "markdown": (as_markdown.write, as_markdown.CONTENT_TYPE, as_markdown.EXTENSION),
}
"""By the word for a form: what writes it, what it is called on the wire, and how the names of its files end."""


def transcript(visit: Visit, told: TranscriptWish) -> Download | Stream | Attachment:
    """Return the unedited log as a file."""
    if told.format is None:
        return _first_version(visit, told.call_id)
    call = visit.service.part(told.call_id, visit.person, staff=visit.caller.staff)
    if told.format == "zip":
        return _zip(visit, call)
    write, content_type, extension = WRITERS[told.format]
    pieces = write(_begun(visit, call), _audience(visit))
    policy = as_html.policy() if told.format == "html" else "default-src 'none'"
    return Stream(pieces=pieces, filename=_name(call, extension), content_type=content_type, policy=policy)


def _zip(visit: Visit, call: Call) -> Attachment:
    return Attachment(
        pieces=as_zip.write(lambda: _begun(visit, call), _audience(visit)),
        filename=_name(call, as_zip.EXTENSION),
        content_type=as_zip.CONTENT_TYPE,
        inline=False,
    )


def _begun(visit: Visit, call: Call) -> ExportedTalk:
    return wiring_kept.exports().talk(call, Reader(person=visit.person, staff=visit.caller.staff))


def _audience(visit: Visit) -> Audience:
    return Audience(
        names=visit.names,
        addresses=visit.addresses,
        base_url=visit.config.base_url,
        reader=visit.person,
        resource_url=lambda resource_id: visit.mount.handler("resource", str(resource_id)),
    )


def _first_version(visit: Visit, call_id: UUID) -> Download:
    """Return version 1, for the programs and open pages that read it: they name no form."""
    log = visit.service.transcript(call_id, visit.person, staff=visit.caller.staff)
    file = TranscriptFile.of(log, visit.person, visit.names, visit.addresses, visit.config.base_url)
    return Download(value=file, filename=_name(log.call, "json"))


def _name(call: Call, extension: str) -> str:
    return f"chat-{stamp(call.asked_at)[:10]}-{str(call.id)[:8]}.{extension}"

"""What the handlers of files in resources do: one lets a resource show a file, one hands it to whoever reads that.

Who may what is judged by the domain. This module must not know of stanzas, tables or storages.
"""

from __future__ import annotations

from chatxblock import wiring_kept
from chatxblock.web.resource_answers import answer, reader_of, resource_files, wording
from chatxblock.web.responses import Attachment
from chatxblock.web.schemas.resource_files import OfShownFile, ShowFile
from chatxblock.web.schemas.resources import ResourceAnswer
from chatxblock.web.visit import Visit


def resource_show(visit: Visit, told: ShowFile) -> ResourceAnswer:
    """Let a resource show a picture or file of one of its talks, or show it no longer."""
    files, reader = resource_files(), reader_of(visit)
    if told.shown:
        found = files.take(told.resource_id, told.file_id, reader, wording(), told.alt)
    else:
        found = files.leave(told.resource_id, told.file_id, reader)
    return answer(visit, found)


def resource_file(visit: Visit, told: OfShownFile) -> Attachment:
    """Return a file that a resource shows, to whoever may read that, and one that a writer is offered to her."""
    found = resource_files().file(told.file.resource_id, told.file.file_id, reader_of(visit), wording())
    return Attachment(
        pieces=wiring_kept.read_file(found),
        filename=found.name,
        content_type=found.kind.content_type,
        inline=found.kind.is_picture,
        size=found.size,
    )

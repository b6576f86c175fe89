"""Links to the files of talks: how pages come to them. A link opens nothing by itself, and for some days at most.

This module must not know what a file is.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from chatxblock import wiring_files
from chatxblock.rooms.kinds import CHAT
from chatxblock.web import marks
from chatxblock.web.schemas.files import FilesPlace
from chatxblock.web.visit import Visit


def file_url(visit: Visit, call_id: UUID, file_id: str) -> str:
    """Return the address of a file of a talk, good from now on for as long as the operator says."""
    until = int((visit.service.now() + timedelta(days=visit.config.file_link_days)).timestamp())
    mark = marks.of_files(call_id, until, visit.config.marking_secret)
    return visit.mount.handler("file", f"{file_id}.{until}.{mark}")


def files_place(visit: Visit, call_id: UUID, *, kind: str = CHAT) -> FilesPlace:
    """Return how a page comes to the files of a talk, and whether its reader may send any there."""
    may_put = wiring_files.on() and visit.author.files and kind == CHAT
    return FilesPlace(
        put_url=visit.mount.handler("file_put") if may_put else None,
        url=file_url(visit, call_id, "FILE_ID"),
        most_bytes=visit.config.file_bytes,
        most_files=visit.config.files_a_call,
    )

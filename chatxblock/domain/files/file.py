"""A file that somebody put into the talk of a call, as values. This module must not know where it is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person, Role


class Kind(StrEnum):
    """What a file is, by its content."""

    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    PDF = "pdf"
    TEXT = "text"

    @property
    def is_picture(self) -> bool:
        """Whether it is looked at where it stands."""
        return self not in (Kind.PDF, Kind.TEXT)

    @property
    def content_type(self) -> str:
        """Return its media type."""
        return CONTENT_TYPES[self]

    @property
    def endings(self) -> tuple[str, ...]:
        """Return how names of such files end, the usual one first."""
        return ENDINGS[self]


CONTENT_TYPES = {
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.GIF: "image/gif",
    Kind.WEBP: "image/webp",
    Kind.PDF: "application/pdf",
    Kind.TEXT: "text/plain; charset=utf-8",
}
ENDINGS: dict[Kind, tuple[str, ...]] = {
    Kind.JPEG: (".jpg", ".jpeg"),
    Kind.PNG: (".png",),
    Kind.GIF: (".gif",),
    Kind.WEBP: (".webp",),
    Kind.PDF: (".pdf",),
    Kind.TEXT: (".txt",),
}
LINK = re.compile(r"/file/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[0-9]+\.[0-9a-f]{24}(?:[/?#]\S*)?\Z")
"""How the address of a file ends."""
PUTS = frozenset({Role.ASKER, Role.HELPER, Role.FELLOW, Role.STAFF})
"""Who may put files into a talk that is going on: who is inside it."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much may be put into one talk."""

    file_bytes: int
    """Of one file."""
    call_files: int
    """How many files."""
    call_bytes: int
    """Of all its files."""


@dataclass(frozen=True, kw_only=True)
class TalkFile:
    """One file of a talk."""

    id: UUID
    call_id: UUID
    by: Person
    token: UUID
    """Made by the browser: what is sent twice under it is kept once."""
    name: str
    kind: Kind
    size: int
    """Bytes, as they are kept."""
    width: int = 0
    """Pixels; 0 for what is no picture."""
    height: int = 0
    alt: str = ""
    """What is to be seen in it, for whoever does not see it."""
    key: str
    """Where its bytes are."""
    begun_at: datetime
    kept_at: datetime | None = None
    """When it was there as a whole; None while it arrives."""
    position: int | None = None
    """Its place among the files of the talk, from 1 on."""

    def line(self, address: str) -> str:
        """Return what the line says that hands the file on: programs that know nothing of files show a link.

        How large a picture is stands behind it, so that a page keeps its place before it is there.
        """
        size = f"#{self.width}x{self.height}" if self.width and self.height else ""
        return "\n".join(filter(None, (self.name, self.alt, address + size)))


def file_in(body: str) -> str | None:
    """Return the id of the file that a line hands on, as it stands in its link; None where it hands none on."""
    found = LINK.search(body.rstrip())
    return found[1] if found and description(body) is not None else None


def description(body: str) -> str | None:
    """Return what a line says that hands a file on, without name and link; None for a line that hands none on."""
    lines = body.rstrip().split("\n")
    if not 2 <= len(lines) <= 3 or not LINK.search(lines[-1]):
        return None
    return lines[1] if len(lines) == 3 else ""


def may_put(call: Call, person: Person) -> bool:
    """Tell whether somebody may put a file into a talk now."""
    left = person.id == call.asker.id and call.asker_left_at is not None
    return call.running and call.has_log and not left and call.role_of(person) in PUTS

"""Files of talks: what is sent beside one, what comes back, and where a page reads them."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BeforeValidator
from typing_extensions import TypeAliasType

from chatxblock.domain.files.file import Kind, TalkFile
from chatxblock.errors import BadInput
from chatxblock.errors import gettext_noop as _
from chatxblock.web.schemas.base import Input, Output
from chatxblock.web.schemas.calls import OfCall
from chatxblock.web.schemas.texts import Id, Words

FileKind = TypeAliasType("FileKind", Literal["jpeg", "png", "gif", "webp", "pdf", "text"])
KINDS: dict[Kind, FileKind] = {
    Kind.JPEG: "jpeg",
    Kind.PNG: "png",
    Kind.GIF: "gif",
    Kind.WEBP: "webp",
    Kind.PDF: "pdf",
    Kind.TEXT: "text",
}
_LINK = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9]{1,12})\.([0-9a-f]{24})")


class FilePut(OfCall):
    """What is sent beside a file."""

    request_id: Id
    """Made by the browser: what is sent twice under it is kept once."""
    name: Words = ""
    """What it is called; the name of the form's file if empty."""
    alt: Words = ""
    """What is to be seen in it, for whoever does not see it."""


class Link(Input):
    """A link to a file, in parts."""

    file_id: UUID
    until: int
    """Seconds since 1970."""
    mark: str


def _link(value: object) -> object:
    found = _LINK.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise BadInput(_("This link leads to no file."))
    return Link(file_id=UUID(found[1]), until=int(found[2]), mark=found[3])


class OfLink(Input):
    """Which file, by a link that somebody of its talk was given."""

    link: Annotated[Link, BeforeValidator(_link, json_schema_input_type=str)]


class PutFile(Output):
    """A file that is kept."""

    file_id: UUID
    name: str
    """As it is called from now on."""
    kind: FileKind
    size: int
    width: int
    height: int
    line: str
    """What to say in the room: name, description and link, a line each."""

    @classmethod
    def of(cls, file: TalkFile, address: str) -> Self:
        """Return a file with its address."""
        return cls(
            file_id=file.id,
            name=file.name,
            kind=KINDS[file.kind],
            size=file.size,
            width=file.width,
            height=file.height,
            line=file.line(address),
        )


class FilePutAnswer(Output):
    """That a file is kept."""

    file: PutFile


class FilesPlace(Output):
    """How a page comes to the files of a talk."""

    put_url: str | None
    """Where files are sent to; null where nobody may send any."""
    url: str
    """The address of a file for this reader, with FILE_ID for the file."""
    most_bytes: int
    """Of one file."""
    most_files: int
    """In one talk."""

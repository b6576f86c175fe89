"""Pictures and files of talks in resources: what is offered, what is shown, and what a writer chooses."""

from __future__ import annotations

import re
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator

from chatxblock.errors import BadInput
from chatxblock.errors import gettext_noop as _
from chatxblock.web.schemas.base import Input, Output
from chatxblock.web.schemas.files import FileKind
from chatxblock.web.schemas.texts import Id, Words

_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_FILE = re.compile(rf"({_ID})\.({_ID})")


class ShownFile(Output):
    """A picture or file that a resource shows, under a name and a description without people's names."""

    file_id: UUID
    name: str
    alt: str
    """What is to be seen in it, for whoever does not see it."""
    kind: FileKind
    width: int
    height: int
    url: str
    """Opens it for whoever may read the resource, or write about it."""


class OfferedFile(ShownFile):
    """A picture or file of a talk, for whoever writes about that."""

    line: str
    """Id of the line that handed it on."""
    speaker: str
    """Who sent it: the role, in the reader's language, never a name."""
    own: bool
    quotable: bool
    """Whether its sender said yes to being quoted; one's own always is."""
    asked: bool
    """Whether its sender was asked for a yes, and has not answered."""


class ShowFile(Input):
    """Which file of its talks a resource shows from now on, or no longer."""

    resource_id: Id
    file_id: Id
    shown: bool = True
    alt: Words | None = None
    """What is to be seen in it, in the writer's words; as it is without."""


class ResourceAndFile(Input):
    """A file, and the resource that shows it, in parts."""

    resource_id: UUID
    file_id: UUID


def _parts(value: object) -> object:
    found = _FILE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise BadInput(_("This link leads to no file."))
    return ResourceAndFile(resource_id=UUID(found[1]), file_id=UUID(found[2]))


class OfShownFile(Input):
    """Which file of which resource."""

    file: Annotated[ResourceAndFile, BeforeValidator(_parts, json_schema_input_type=str)]

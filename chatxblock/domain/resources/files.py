"""Pictures and files of talks in what is made of these: what is offered to whoever writes, and what a resource shows.

A file is its sender's, as words are: others take it with their yes alone. This module must not know of requests, tables
or the place where bytes are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from chatxblock.domain.calls.call import Person
from chatxblock.domain.calls.standing import standing
from chatxblock.domain.calls.transcript import Transcript
from chatxblock.domain.files.file import Kind, TalkFile, description, file_in
from chatxblock.domain.files.names import described
from chatxblock.domain.resources.resource import Resource, Stage
from chatxblock.errors import NotAllowed
from chatxblock.errors import gettext_noop as _

MOST_FILES = 10
"""Files that one resource shows."""


@dataclass(frozen=True, kw_only=True)
class TakenFile:
    """A file that a resource shows. It outlives its talk, as the resource's words do."""

    id: UUID
    """Of the file."""
    call_id: UUID | None
    """The talk in which its sender may say yes or no; None where that is not kept any more, or the sender has left."""
    by: Person
    """Who sent it."""
    name: str
    """Without names of people, e-mail addresses and phone numbers."""
    alt: str
    """What is to be seen in it, for whoever does not see it; the writer may have put it better."""
    kind: Kind
    size: int
    width: int = 0
    height: int = 0
    key: str
    """Where its bytes are."""


@dataclass(frozen=True, kw_only=True)
class OfferedFile:
    """A file of a talk, as somebody may take it who writes about that."""

    file: TakenFile
    line: str
    """The line by which its sender handed it on."""
    label: str
    """What the sender is called in a draft."""
    own: bool
    quotable: bool
    """Whether others may read it: its sender said yes, or it is one's own."""


def offered(
    transcript: Transcript,
    files: Iterable[TalkFile],
    agreed: Collection[str],
    *,
    reader: Person,
    hide: Callable[[str], str],
    label: Callable[[str], str],
) -> list[OfferedFile]:
    """Return the files that people handed on in a talk and did not take back, in their order and last words.

    `agreed` are the localparts of those who said yes; `hide` takes names out of a text, `label` says what somebody is
    called in a draft.
    """
    by_sender = {(str(file.id), file.by.localpart): file for file in files}
    found: dict[UUID, OfferedFile] = {}
    for one in standing(transcript.lines):
        file = by_sender.get((file_in(one.line.body) or "", one.line.author))
        if file is None or one.taken_back or file.id in found:
            continue
        own = file.by.localpart == reader.localpart
        found[file.id] = OfferedFile(
            file=_taken(file, described(description(one.line.body) or ""), hide),
            line=one.line.id,
            label=label(one.line.author),
            own=own,
            quotable=own or file.by.localpart in agreed,
        )
    return list(found.values())


def with_other_files(resource: Resource, by: Person, now: datetime) -> Resource:
    """Somebody changes which files it shows; no teacher has seen it so. Raises `NotAllowed`."""
    if resource.stage is Stage.MERGED:
        raise NotAllowed(_("This was put together with another resource. Edit that one."))
    return replace(resource.with_author(by), rev=resource.rev + 1, updated_at=now)


def _taken(file: TalkFile, alt: str, hide: Callable[[str], str]) -> TakenFile:
    return TakenFile(
        id=file.id,
        call_id=file.call_id,
        by=file.by,
        name=hide(file.name),
        alt=hide(alt),
        kind=file.kind,
        size=file.size,
        width=file.width,
        height=file.height,
        key=file.key,
    )

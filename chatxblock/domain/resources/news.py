"""Who is told of a resource, and how far the telling is: what passes between whoever tells and the store.

This module must not know who decides that a question is like another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.ports import Message
from chatxblock.domain.resources.resource import Resource


@dataclass(frozen=True, kw_only=True)
class Telling:
    """A resource of which people still have to be told."""

    resource_id: UUID
    since: datetime
    """When it was published: earlier questions are those asked until then."""
    due_at: datetime
    after: tuple[datetime, UUID] | None = None
    """When the last earlier question was asked that was looked at, and which it was."""
    looked: int = 0
    """How many were looked at."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """Somebody who is told of an answer to a question that they asked or follow."""

    call_id: UUID
    person: Person
    message: Message | None
    """What tells them; None for somebody who knows it anyway."""


@dataclass(frozen=True, kw_only=True)
class News:
    """That a question which somebody asked or follows was answered for everybody."""

    call: Call
    resource: Resource

"""What staff did in a course, as it is kept and shown to the staff: who, what, about whom, and why.

This module must not know who keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from chatxblock.domain.calls.person import Person

LONGEST_REASON = 1000
"""Characters of a reason; what is longer is cut."""


class Kind(StrEnum):
    """What was done."""

    ENTERED = "entered"
    CLOSED = "closed"
    ANSWERED = "answered"
    DISMISSED = "dismissed"
    SETTLED = "settled"
    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    PUBLISHED = "published"
    HID = "hid"
    MERGED = "merged"
    RESTORED = "restored"
    REMOVED = "removed"
    BARRED_ASKING = "barred-asking"
    BARRED_HELPING = "barred-helping"
    UNBARRED_ASKING = "unbarred-asking"
    UNBARRED_HELPING = "unbarred-helping"


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One thing that somebody of the staff did."""

    by: Person
    kind: Kind
    at: datetime
    person: Person | None = None
    """About whom; None for a deed about a resource."""
    call_id: UUID | None = None
    resource_id: UUID | None = None
    until: datetime | None = None
    """Of a bar: when it ends by itself."""
    reason: str = ""
    """Why, in the words of whoever did it; of a bar, the words to the person."""


@dataclass(frozen=True, kw_only=True)
class KeptDeed:
    """A deed as it is read again."""

    id: int
    """Grows with time: where to go on reading."""
    deed: Deed
    title: str = ""
    """Of the place where the question was asked, or of the resource; empty where that is gone."""

"""What the staff of a course look at: everything that goes on in it, and not only what they take part in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call


@dataclass(frozen=True, kw_only=True)
class Waited:
    """Where a page of open calls ended: behind the one that was asked then and has that id."""

    helped: bool
    """Whether a helper was there."""
    asked_at: datetime
    call_id: UUID


@dataclass(frozen=True, kw_only=True)
class OpenCalls:
    """A page of the open calls of a course."""

    calls: tuple[Call, ...]
    """Those that can be read."""
    next: Waited | None
    """None on the last page."""


class StaffStore(Protocol):
    """Finds what goes on in a course, each with a bounded number of queries."""

    def open_calls(self, course: str, behind: Waited | None, most: int) -> OpenCalls:
        """Return a page of the running calls: those in which nobody helps first, and who asked first before others."""
        ...

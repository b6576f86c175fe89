"""What the staff of a course look at: everything that goes on in it, and not only what they take part in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call
    from chatxblock.domain.helpers.duty import Helper


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


@dataclass(frozen=True, kw_only=True)
class OnDuty:
    """Somebody who is there and may be asked."""

    helper: Helper
    """With how many offers and calls they have open."""
    since: datetime | None
    """When a window of theirs last came into the duty room; None where nobody noticed."""
    units: tuple[str, ...]
    """The titles of where they may be asked, in that order."""


@dataclass(frozen=True, kw_only=True)
class Helpers:
    """A page of those who are on duty in a course."""

    helpers: tuple[OnDuty, ...]
    next: int | None
    """The last one's id; None on the last page."""


class StaffStore(Protocol):
    """Finds what goes on in a course, each with a bounded number of queries."""

    def open_calls(self, course: str, behind: Waited | None, most: int) -> OpenCalls:
        """Return a page of the running calls: those in which nobody helps first, and who asked first before others."""
        ...

    def on_duty(self, course: str, behind: int, most: int) -> Helpers:
        """Return a page of those who are ready, by their ids, of those behind that one; 0 for the first page.

        Whether their wish has ended, or they have quiet hours, is theirs to say.
        """
        ...

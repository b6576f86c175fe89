"""Keeping what staff did in a course.

From a handler it is one line, after what was done has succeeded:

    visit.note(Kind.CLOSED, call=call, reason=told.reason)
    visit.note(Kind.VERIFIED, resource_id=told.resource_id)
    visit.note(Kind.REMOVED, call=call, person=guest)

Of a call the person is its asker where no other is named. A deed is noted whoever else did the same before: what was
not changed is not noted, which the handler knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chatxblock.domain.staff.deeds import Deed, KeptDeed


class DeedStore(Protocol):
    """Keeps what staff did, and tells it course by course."""

    def note_deed(self, deed: Deed) -> None:
        """Keep a deed. One write."""
        ...

    def deeds(self, course: str, before: int | None, most: int) -> list[KeptDeed]:
        """Return what staff of a course did, the newest first; `before` is the id of the last one seen. One query."""
        ...

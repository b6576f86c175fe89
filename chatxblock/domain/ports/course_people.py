"""Finding everybody who asked or helped in a course, with what it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chatxblock.domain.staff.people import Active, PeopleSought


class CoursePeopleStore(Protocol):
    """Finds people by what they did."""

    def active(self, course: str, sought: PeopleSought, most: int) -> Sequence[Active]:
        """Return those of a course who asked or came to help, in the order sought; four queries at most."""
        ...

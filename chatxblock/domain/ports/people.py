"""Keeping who is who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Person, User


class PeopleStore(Protocol):
    """Keeps the people of a course."""

    def people(self, course: str, users: Sequence[User]) -> list[Person]:
        """Return the course's person for each user in the same order, made or brought up to date where needed."""
        ...

    def known(self, course: str, user_id: str) -> Person | None:
        """Return the course's person for a user who was there before."""
        ...

    def of_user(self, user_id: str) -> list[Person]:
        """Return who a user is in each course."""
        ...

    def persons(self, localparts: Iterable[str]) -> dict[str, Person]:
        """Return who is behind those localparts; unknown ones are missing."""
        ...

"""How people and rooms are addressed on the chat server, for browsers that connect to it."""

from __future__ import annotations

from typing import Protocol


class Addresses(Protocol):
    """Writes and reads addresses."""

    def of_person(self, localpart: str) -> str:
        """Return somebody's bare address."""
        ...

    def of_room(self, room: str) -> str:
        """Return a room's address."""
        ...

    def person_at(self, address: str) -> str:
        """Return whose bare address that is, by localpart; an empty text for one of another domain."""
        ...

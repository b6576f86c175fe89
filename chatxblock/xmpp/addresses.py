"""Addresses on one ejabberd: the port `chatxblock.domain.ports.Addresses`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class XmppAddresses:
    """Learners have one domain, rooms another (RFC 7622)."""

    domain: str
    rooms_domain: str

    def of_person(self, localpart: str) -> str:
        """Return somebody's bare address."""
        return f"{localpart}@{self.domain}"

    def of_room(self, room: str) -> str:
        """Return a room's address."""
        return f"{room}@{self.rooms_domain}"

    def person_at(self, address: str) -> str:
        """Return whose bare address that is, by localpart; an empty text for one of another domain."""
        localpart, _, domain = address.partition("@")
        return localpart if domain == self.domain else ""

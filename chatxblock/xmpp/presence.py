"""Duty rooms on ejabberd: the port `chatxblock.domain.ports.Presence`."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from chatxblock.errors import RoomNotFound, RoomsRefused
from chatxblock.xmpp import stanzas
from chatxblock.xmpp.session import XmppSession

log = logging.getLogger(__name__)

CROWD = 100
"""How many entries of the list of a room cost as much as one question about one person, as measured."""


class XmppPresence:
    """Rooms for presence alone: mute and blind."""

    def __init__(self, session: XmppSession) -> None:
        self._session = session

    def make_duty_room(self, room: str, *, password: str) -> None:
        """Make the duty room, or give it a new password; repeated with the same one it changes nothing."""
        self._session.ask(room, stanzas.duty_room_form(password, self._session.settings.duty_occupants))

    def present(self, room: str) -> frozenset[str]:
        """Return who is in a duty room; nobody where there is no such room."""
        try:
            return self._session.occupants(room)
        except RoomNotFound:
            return frozenset()

    def number(self, room: str) -> int | None:
        """Return how many are in a duty room; None where the HTTP API does not tell that."""
        try:
            return self._session.api.occupants_number(room, self._session.settings.rooms_domain)
        except RoomsRefused:
            return None

    def on_duty(self, room: str, people: Sequence[str]) -> frozenset[str]:
        """Return which of these people are in the duty room.

        The list of a large room costs more than asking for each of a few people alone, who then count as on duty if
        they have any connection: that they wish to be, and were inside a moment ago, is known already.
        """
        if not people:
            return frozenset()
        try:
            if (self.number(room) or 0) > CROWD * len(people):
                return frozenset(person for person in people if self._session.api.is_connected(person))
        except RoomsRefused:
            log.info("The HTTP API takes no questions about few people; the whole list is read")
        return self.present(room) & frozenset(people)

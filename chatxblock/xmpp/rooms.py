"""Rooms on ejabberd: the port `chatxblock.domain.ports.Rooms`, carried out by an account that is never inside one.

The recipe: one IQ makes and configures a room and is awaited, since a stanza can overtake a room in the making. Then
one IQ admits a whole round. This module must not know how stanzas are written.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from uuid import uuid4
from xml.etree import ElementTree as ET

from chatxblock.domain.calls.transcript import Page
from chatxblock.errors import RoomNotFound, RoomsRefused, RoomsUnavailable
from chatxblock.xmpp import stanzas
from chatxblock.xmpp.session import XmppSession

logger = logging.getLogger(__name__)


class XmppRooms:
    """Chat rooms on one ejabberd."""

    has_log = True
    knows_inside = True
    guarded = True
    least_grace = 0.0
    label = "chat room"

    def __init__(self, session: XmppSession) -> None:
        self._session = session

    def url(self, room: str) -> str:
        """Return no link: people meet in the room window."""
        return ""

    def make(self, room: str, *, occupants: int) -> None:
        """Make the room, or configure it again; what was refused halfway is destroyed.

        Repeated on a living room it changes nothing.
        """
        settings = self._session.settings
        form = stanzas.room_form(min(occupants * settings.places_each, settings.duty_occupants))
        try:
            self._session.ask(room, form)
        except RoomsRefused:
            self._sweep_away(room)
            raise

    def admit(self, room: str, people: Sequence[str]) -> None:
        """Make people members."""
        if people:
            self._affiliate(room, stanzas.affiliations(self._session.people(people), "member"))

    def remove(self, room: str, people: Sequence[str], *, reason: str = "") -> None:
        """Take membership from people, which puts out whoever is inside (XEP-0045, 9.4).

        The service's own ownership is never among them: ejabberd would then refuse the whole list.
        """
        if people:
            self._affiliate(room, stanzas.affiliations(self._session.people(people), "none", reason))

    def inside(self, room: str) -> frozenset[str]:
        """Return the localparts of the learners inside."""
        return self._session.occupants(room)

    def read(self, room: str, after: str = "") -> Page:
        """Return up to 250 entries of the archive, which outsiders with ownership may read.

        Raises `RoomsUnavailable` where its database fails, of which ejabberd says nothing: it sends no entry of none.
        """
        address = self._session.addresses.of_room(room)

        def once(most: float) -> tuple[list[ET.Element], ET.Element]:
            query_id = uuid4().hex  # of this attempt alone: an earlier one may still be on its way out
            query = stanzas.archive_query(query_id, after)
            return self._session.run(lambda client: client.collect(address, query, query_id), most)

        messages, answer = self._session.twice(once)
        page = stanzas.page(messages, answer, self._session.settings.domain)
        if not page.last and not page.finished:
            raise RoomsUnavailable  # an archive that is empty says that it ends here: this one's database failed
        return page

    def end(self, room: str) -> None:
        """Destroy the room; ejabberd wipes its archive in the same breath."""
        try:
            self._session.twice(lambda most: self._session.ask(room, stanzas.destruction(), most))
        except RoomNotFound:
            logger.debug("Room %s was gone already", room)

    def _affiliate(self, room: str, payload: ET.Element) -> None:
        """Say who people are to the room; asked again, as it may be in its last moment, it says the same."""
        self._session.twice(lambda most: self._session.ask(room, payload, most))

    def _sweep_away(self, room: str) -> None:
        """Destroy a room that came into being although its form was refused, unless somebody said something in it."""
        try:
            if self.read(room).total == 0:
                self.end(room)
        except (RoomNotFound, RoomsRefused, RoomsUnavailable) as exc:
            logger.warning("Room %s was refused and could not be cleared away (%s)", room, type(exc).__name__)

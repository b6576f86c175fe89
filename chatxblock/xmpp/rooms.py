"""Rooms on ejabberd: the port `chatxblock.domain.ports.Rooms`, carried out by an account that is never inside one.

The recipe: one IQ makes and configures a room and is awaited, since a stanza can overtake a room in the making. Then
one IQ admits a whole round, and the notices follow it on the same stream, so they arrive behind it.
This module must not know how stanzas are written.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Iterator, Sequence
from typing import Any, TypeVar
from uuid import uuid4
from xml.etree import ElementTree as ET

from chatxblock.domain.calls.transcript import Page
from chatxblock.domain.deadline import time_left
from chatxblock.domain.ports import Notice
from chatxblock.errors import RoomNotFound, RoomsRefused, RoomsUnavailable
from chatxblock.xmpp import stanzas
from chatxblock.xmpp.api import ServerApi
from chatxblock.xmpp.client import ServiceClient
from chatxblock.xmpp.loop import BackgroundLoop
from chatxblock.xmpp.settings import XmppSettings

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

CROWD = 100
"""How many entries of the list of a room cost as much as one question about one person, as measured."""


class XmppRooms:
    """Rooms on one ejabberd. Any number of threads may use it; it connects on first use and after a fork."""

    def __init__(self, settings: XmppSettings) -> None:
        self._settings = settings
        self._api = ServerApi(settings.api_url, domain=settings.domain, timeout=settings.timeout)
        self._loop = BackgroundLoop(lambda: ServiceClient(settings))

    @property
    def session(self) -> str:
        """Return `connected`, `away`, or `unused` where nobody has asked for anything yet; without waiting."""
        client = self._loop.resident
        if client is None:
            return "unused"
        return "connected" if client.in_session else "away"

    def close(self) -> None:
        """End the connection; the next call opens another."""
        self._loop.close()

    def make(self, room: str, *, occupants: int) -> None:
        """Make the room, or configure it again; what was refused halfway is destroyed.

        Repeated on a living room it changes nothing.
        """
        form = stanzas.room_form(occupants * self._settings.windows_each)
        try:
            self._ask(room, form)
        except RoomsRefused:
            self._sweep_away(room)
            raise

    def admit(self, room: str, people: Sequence[str], notices: Sequence[Notice] = ()) -> None:
        """Make people members, and tell them."""
        items = stanzas.affiliations(self._addresses(people), "member")
        messages = list(self._messages(notices))

        async def flight(client: ServiceClient) -> None:
            await client.session()
            answer = client.send_iq("set", self._address(room), items) if people else None
            client.send_messages(messages)
            if answer is not None:
                await answer

        self._run(flight)

    def remove(self, room: str, people: Sequence[str]) -> None:
        """Take membership from people, which puts out whoever is inside (XEP-0045, 9.4).

        The service's own ownership is never among them: ejabberd would then refuse the whole list.
        """
        if people:
            self._ask(room, stanzas.affiliations(self._addresses(people), "none"))

    def tell(self, notices: Sequence[Notice]) -> None:
        """Send notices; nobody learns whether they were read."""
        messages = list(self._messages(notices))

        async def flight(client: ServiceClient) -> None:
            await client.session()
            client.send_messages(messages)

        if messages:
            self._run(flight)

    def inside(self, room: str) -> frozenset[str]:
        """Return the localparts of the learners inside."""
        bare = (address.partition("/")[0] for address in self._api.occupants(room, self._settings.rooms_domain))
        pairs = (address.partition("@") for address in bare)
        return frozenset(localpart for localpart, _, domain in pairs if domain == self._settings.domain)

    def make_duty_room(self, room: str, *, password: str) -> None:
        """Make the duty room, or give it a new password; repeated with the same one it changes nothing."""
        self._ask(room, stanzas.duty_room_form(password, self._settings.duty_occupants))

    def on_duty(self, room: str, people: Sequence[str]) -> frozenset[str]:
        """Return which of these people are in the duty room.

        The list of a large room costs more than asking for each of a few people alone, who then count as on duty if
        they have any connection: that they wish to be, and were inside a moment ago, is known already.
        """
        if not people:
            return frozenset()
        try:
            if self._api.occupants_number(room, self._settings.rooms_domain) > CROWD * len(people):
                return frozenset(person for person in people if self._api.is_connected(person))
        except RoomsRefused:
            logger.info("The HTTP API takes no questions about few people; the whole list is read")
        try:
            return self.inside(room) & frozenset(people)
        except RoomNotFound:
            return frozenset()

    def read(self, room: str, after: str = "") -> Page:
        """Return up to 250 entries of the archive, which outsiders with ownership may read."""
        address = self._address(room)

        def once(most: float) -> tuple[list[ET.Element], ET.Element]:
            query_id = uuid4().hex  # of this attempt alone: an earlier one may still be on its way out
            query = stanzas.archive_query(query_id, after)
            return self._run(lambda client: client.collect(address, query, query_id), most)

        messages, answer = self._twice(once)
        return stanzas.page(messages, answer, self._settings.domain)

    def end(self, room: str) -> None:
        """Destroy the room; ejabberd wipes its archive in the same breath."""
        try:
            self._twice(lambda most: self._ask(room, stanzas.destruction(), most))
        except RoomNotFound:
            logger.debug("Room %s was gone already", room)

    def _sweep_away(self, room: str) -> None:
        """Destroy a room that came into being although its form was refused, unless somebody said something in it."""
        try:
            if self.read(room).total == 0:
                self.end(room)
        except (RoomNotFound, RoomsRefused, RoomsUnavailable) as exc:
            logger.warning("Room %s was refused and could not be cleared away (%s)", room, type(exc).__name__)

    def _twice(self, use: Callable[[float], Result]) -> Result:
        """Do again what got no answer in half the time.

        What reaches a room in the moment of its end is never answered: asked again, the room is found gone.
        """
        half = self._settings.timeout / 2
        try:
            return use(half)
        except RoomsUnavailable:
            return use(half)

    def _ask(self, room: str, payload: ET.Element, most: float | None = None) -> None:
        address = self._address(room)
        self._run(lambda client: client.ask("set", address, payload), most)

    def _run(self, job: Callable[[ServiceClient], Coroutine[Any, Any, Result]], most: float | None = None) -> Result:
        seconds = time_left(most or self._settings.timeout)
        if seconds <= 0:
            raise RoomsUnavailable
        try:
            return self._loop.run(job, seconds)
        except TimeoutError as exc:
            raise RoomsUnavailable from exc

    def _messages(self, notices: Sequence[Notice]) -> Iterator[tuple[str, str, list[ET.Element]]]:
        for notice in notices:
            room = self._address(notice.room) if notice.room else ""
            to = f"{notice.to}@{self._settings.domain}"
            yield to, stanzas.notice_type(notice), stanzas.notice_content(notice, room)

    def _addresses(self, people: Sequence[str]) -> list[str]:
        return [f"{localpart}@{self._settings.domain}" for localpart in people]

    def _address(self, room: str) -> str:
        return f"{room}@{self._settings.rooms_domain}"

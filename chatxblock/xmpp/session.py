"""The service's session with one ejabberd, which rooms, notices and presence share.

Any number of threads may use it; it connects on first use and after a fork. This module must not know what is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar
from xml.etree import ElementTree as ET

from chatxblock.domain.deadline import deadline, time_left
from chatxblock.errors import RoomsUnavailable
from chatxblock.xmpp.addresses import XmppAddresses
from chatxblock.xmpp.api import ServerApi
from chatxblock.xmpp.client import ServiceClient
from chatxblock.xmpp.loop import BackgroundLoop
from chatxblock.xmpp.settings import XmppSettings

Result = TypeVar("Result")

NOWHERE = "nobody-was-here"
"""Name that no room has: rooms are named by call."""


class XmppSession:
    """One account on one ejabberd."""

    def __init__(self, settings: XmppSettings) -> None:
        self.settings = settings
        self.addresses = XmppAddresses(domain=settings.domain, rooms_domain=settings.rooms_domain)
        self.api = ServerApi(settings.api_url, domain=settings.domain, timeout=settings.timeout)
        self._loop = BackgroundLoop(lambda: ServiceClient(settings))

    @property
    def state(self) -> str:
        """Return `connected`, `away`, or `unused` where nobody has asked for anything yet; without waiting."""
        client = self._loop.resident
        if client is None:
            return "unused"
        return "connected" if client.in_session else "away"

    def has_opened(self, most: float) -> bool:
        """Open the connection if need be; true once there is a session. Raises `RoomsUnavailable`."""
        self.run(lambda client: client.session(), most)
        return True

    def has_api(self, most: float) -> bool:
        """Say whether the HTTP API lets this process in, asked for a room that there is not."""
        with deadline(most):
            return self.api.occupants_number(NOWHERE, self.settings.rooms_domain) == 0

    def close(self) -> None:
        """End the connection; the next call opens another."""
        self._loop.close()

    def ask(self, room: str, payload: ET.Element, most: float | None = None) -> None:
        """Send one IQ to a room and wait for its answer, for at most so many seconds."""
        address = self.addresses.of_room(room)
        self.run(lambda client: client.ask("set", address, payload), most)

    def twice(self, use: Callable[[float], Result]) -> Result:
        """Do again what got no answer in half the time.

        What reaches a room in the moment of its end is never answered: asked again, the room is found gone.
        """
        half = self.settings.timeout / 2
        try:
            return use(half)
        except RoomsUnavailable:
            return use(half)

    def run(self, job: Callable[[ServiceClient], Coroutine[Any, Any, Result]], most: float | None = None) -> Result:
        """Run a job of the client and return its result. Raises `RoomsUnavailable` when time is up."""
        seconds = time_left(most or self.settings.timeout)
        if seconds <= 0:
            raise RoomsUnavailable
        try:
            return self._loop.run(job, seconds)
        except TimeoutError as exc:
            raise RoomsUnavailable from exc

    def occupants(self, room: str) -> frozenset[str]:
        """Return the localparts of the learners inside a room. Raises `RoomNotFound`."""
        inside = self.api.occupants(room, self.settings.rooms_domain)
        bare = (address.partition("/")[0] for address in inside)
        return frozenset(filter(None, map(self.addresses.person_at, bare)))

    def people(self, localparts: Sequence[str]) -> list[str]:
        """Return the addresses of people."""
        return [self.addresses.of_person(localpart) for localpart in localparts]

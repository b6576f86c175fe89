"""Looks at the chat server, as the service and as two learners who are nobody, in a room of their own.

This module must not know of calls: nothing here touches anybody's room.
"""

from __future__ import annotations

import logging
import secrets
import socket
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from urllib.parse import urlsplit
from uuid import uuid4

from chatxblock.conf import Config
from chatxblock.domain.calls.call import Person
from chatxblock.domain.ports import Notifier, Rooms
from chatxblock.errors import RoomsError, RoomsRefused
from chatxblock.web import tickets
from chatxblock.xmpp.addresses import XmppAddresses
from chatxblock.xmpp.api import ServerApi
from chatxblock.xmpp.learner import Learner, answers_logins
from chatxblock.xmpp.websocket import WebSocket

log = logging.getLogger(__name__)

LEARNER_SECONDS = 30.0
"""Seconds for all that one learner does."""
CONNECT_TIME = 5.0


class CheckContext:
    """A room and two learners, made when they are first needed and gone at the end of the `with` block."""

    def __init__(self, config: Config, rooms: Rooms, notifier: Notifier, origin: str) -> None:
        """Remember where to look; `origin` is where the platform's pages come from."""
        self.config = config
        self.addresses = XmppAddresses(domain=config.domain, rooms_domain=config.rooms)
        self.rooms = rooms
        self.notifier = notifier
        self.origin = origin
        self.api = ServerApi(config.api_url, domain=config.domain, timeout=CONNECT_TIME)
        self.room, self.trap = (f"check-{uuid4().hex}" for _ in range(2))
        self.touched: list[str] = []
        """Rooms that may be there, to be ended when all is over."""
        self.sent_at: datetime | None = None
        self.archived_at: datetime | None = None
        self._people: dict[str, Learner] = {}
        self._stack = ExitStack()

    def __enter__(self) -> CheckContext:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._stack.close()
        for room in self.touched:
            try:
                self.rooms.end(room)
            except RoomsError as exc:
                log.info("checkup: room %s could not be ended (%s)", room, exc.code)

    def address(self, room: str) -> str:
        """Return a room's address."""
        return self.addresses.of_room(room)

    def learner(self, who: str) -> Learner:
        """Return one of the two, logged in."""
        if who not in self._people:
            self._people[who] = self._stack.enter_context(self.log_in())
        return self._people[who]

    def connects(self, origin: str) -> bool:
        """Say whether a page of that origin may connect. Raises `RoomsUnavailable` where nobody can."""
        try:
            WebSocket(self.config.websocket_url, origin=origin, seconds=CONNECT_TIME).close()
        except RoomsRefused as exc:
            log.info("checkup: %s", exc)
            return False
        return True

    def log_in(self, secret: str = "") -> Learner:
        """Log a new learner in, with a token signed with that secret or with ours."""
        name = f"check{uuid4().hex}"[:32]
        person = Person(id=0, course="", user_id="", localpart=name, name="")
        config = replace(self.config, token_secret=secret or self.config.token_secret)
        ticket = tickets.issue(person, config, self.addresses, datetime.now(UTC))
        url = self.config.websocket_url
        return Learner(url, jid=ticket.jid, token=ticket.token, origin=self.origin, seconds=LEARNER_SECONDS)

    def lets_guess(self) -> bool:
        """Say whether browsers can try passwords of the service's account."""
        config = self.config
        return answers_logins(config.websocket_url, jid=config.service_jid, origin=self.origin, seconds=CONNECT_TIME)


def cannot_connect(config: Config) -> str:
    """Return why the server's port does not take connections, empty if it does."""
    try:
        socket.create_connection((config.service_host, config.service_port), CONNECT_TIME).close()
    except OSError as exc:
        return exc.strerror or str(exc)
    return ""


def origin_of(url: str) -> str:
    """Return the origin of a page."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def another_secret() -> str:
    """Return a key that no server has."""
    return secrets.token_hex(32)

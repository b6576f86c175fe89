"""Shorthands for tests with a real chat server: who logs in where, under names that nobody has had."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import uuid4

from chatxblock.devserver.ejabberd import Ejabberd, EjabberdProcess
from chatxblock.domain.ports import Notice
from chatxblock.errors import RoomNotFound
from chatxblock.xmpp.notifier import XmppNotifier
from chatxblock.xmpp.presence import XmppPresence
from chatxblock.xmpp.rooms import XmppRooms
from chatxblock.xmpp.session import XmppSession
from chatxblock.xmpp.sessions import XmppSessions
from chatxblock.xmpp.settings import XmppSettings
from tests.support.devsite import eventually
from tests.support.learner import Learner, token_for

MakeLearner = Callable[..., Learner]


def rooms_in_memory(server: EjabberdProcess, service: str) -> list[dict[str, Any]]:
    """Return the rooms that are awake; asked for while one leaves memory, the server answers with an error."""
    answers: list[str] = []

    def answered() -> bool:
        status, body = server.call("muc_online_rooms_by_regex", {"service": service, "regex": ".*"})
        answers.append(body)
        return status == 200

    assert eventually(answered, 5.0), answers[-1]
    rooms: list[dict[str, Any]] = json.loads(answers[-1])
    return rooms


def log_in_at(server: Ejabberd, localpart: str, resource: str = "") -> Learner:
    """Log a learner in with a token of her own."""
    jid = f"{localpart}@{server.domain}"
    return Learner(server.websocket_url, jid, token_for(jid, server.token_secret), resource=resource)


def settings_for(server: Ejabberd, **changes: Any) -> XmppSettings:
    """Return what the service has to know about this server."""
    settings = XmppSettings(
        service_jid=server.service_jid,
        password=server.service_password,
        host="127.0.0.1",
        port=server.c2s_port,
        tls=False,
        domain=server.domain,
        rooms_domain=server.rooms_domain,
        api_url=server.api_url,
    )
    return replace(settings, **changes)


def new_name() -> str:
    """Return a name for a room or a person that nobody has had."""
    return uuid4().hex


class Service(XmppRooms):
    """All that the service does on one server, over one session: rooms, notices and presence."""

    def __init__(self, settings: XmppSettings) -> None:
        self.session = XmppSession(settings)
        super().__init__(self.session)
        self.notifier = XmppNotifier(self.session)
        self.presence = XmppPresence(self.session)
        self.sessions = XmppSessions(self.session)

    def tell(self, notices: Sequence[Notice]) -> None:
        """Send notices."""
        self.notifier.tell(notices)

    def close(self) -> None:
        """End the session."""
        self.session.close()

    def settle(self) -> None:
        """Return when the server has done with all that was sent: what it answers now is answered behind it."""
        with suppress(RoomNotFound):
            self.read("nowhere")

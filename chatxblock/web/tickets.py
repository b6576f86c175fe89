"""Tickets: what a browser needs to connect to the chat server. This module must not know who asks for one."""

from __future__ import annotations

from datetime import datetime, timedelta

import jwt

from chatxblock.conf import Config
from chatxblock.domain.calls.call import Person
from chatxblock.domain.ports import Addresses
from chatxblock.web.schemas.tickets import Ticket


def issue(person: Person, config: Config, addresses: Addresses, now: datetime, mark: str = "") -> Ticket:
    """Return a ticket for this person alone, good for `TOKEN_SECONDS`.

    The token is a JWT (RFC 7519) with the claims `jid` and `exp`, which the chat server looks at on login only: every
    reconnection takes a new ticket. The mark is that of the browser's session, which a connection's name begins with.
    """
    expires_at = now + timedelta(seconds=config.token_seconds)
    address = addresses.of_person(person.localpart)
    claims = {"jid": address, "exp": int(expires_at.timestamp())}
    return Ticket(
        jid=address,
        nick=person.localpart,
        token=jwt.encode(claims, config.token_secret, algorithm="HS256"),
        expires_at=expires_at,
        websocket_url=config.websocket_url,
        service_jid=config.service_jid,
        rooms_domain=config.rooms,
        resource=f"{mark}." if mark else "",
    )
